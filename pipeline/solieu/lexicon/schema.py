"""The tables of the lexicon and their columns; the first column is the row's key."""

TABLES: dict[str, tuple[str, ...]] = {
    # type words of documents, as canonically written, with the abbreviation that numbers carry
    "document_types": ("name", "abbreviation", "system", "note"),
    # number words and what each does in a number
    "number_words": ("word", "value", "role", "note"),
    # abbreviations whose full stop does not end a sentence
    "abbreviations": ("name", "stands_for", "note"),
    # units of measurement; `unit` is how a table shows them, `kind` score: only where no noun follows
    "units": ("name", "unit", "case", "kind"),
    "currencies": ("name", "unit", "case"),
    # what stands behind the slash of a rate, besides units
    "denominators": ("name",),
}
