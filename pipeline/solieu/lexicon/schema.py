"""The tables of the lexicon and their columns; the first column is the row's key."""

TABLES: dict[str, tuple[str, ...]] = {
    # type words of documents, as canonically written, with the abbreviation that numbers carry
    "document_types": ("name", "abbreviation", "system", "note"),
    # number words and what each does in a number
    "number_words": ("word", "value", "role", "note"),
}
