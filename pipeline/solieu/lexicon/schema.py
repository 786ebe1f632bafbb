"""The tables of the lexicon and their columns; the first column is the row's key."""

TABLES: dict[str, tuple[str, ...]] = {
    # type words of documents, as canonically written, with the abbreviation that numbers carry
    # and how a bare number may follow (any, capital, số, no)
    "document_types": ("name", "abbreviation", "system", "bare", "note"),
    # words between type and number that say of which sort the document is
    "document_kinds": ("name",),
    # the posts of those who sign
    "posts": ("name",),
    # bare headings of web pages above what is no part of the article
    "page_headings": ("name",),
    "law_names": ("name", "abbreviation"),
    # the numbers of acts, by name and year
    "acts": ("number", "name", "year"),
    # the register of issuing bodies; lists in a cell stand apart by `|`
    "bodies": (
        "name",
        "codes",
        "variants",
        "level",
        "system",
        "valid_from",
        "valid_to",
        "successors",
        "note",
    ),
    # other words that begin an issuer's name (body, head or title), and other parts of a number that say so
    "issuers": ("name", "code", "kind"),
    "issuer_codes": ("code", "level", "note"),
    # around a citation: where an issuer's name ends, what a bare number can only count, what may follow it,
    # what breaks the way from type words to number, what else bears numbers, what no title holds
    "issuer_ends": ("name", "unless"),
    "citation_counted": ("name", "unless"),
    "citation_follows": ("name",),
    "citation_breaks": ("name",),
    "numbered_things": ("name",),
    "title_breaks": ("name",),
    # number words and what each does in a number
    "number_words": ("word", "value", "role", "note"),
    # abbreviations whose full stop does not end a sentence
    "abbreviations": ("name", "stands_for", "note"),
    # units of measurement; `unit` is how a table shows them, `kind` score: only where no noun follows
    "units": ("name", "unit", "case", "kind"),
    "currencies": ("name", "unit", "case"),
    # what stands behind the slash of a rate, besides units
    "denominators": ("name",),
    # words that make the number behind them a name or an order
    "labels": ("name", "strength"),
    # words that cannot begin what a number counts, and words that do
    "function_words": ("name",),
    "classifiers": ("name",),
    "verbs": ("name",),
    # words at the edges of a concept that are no part of it
    "concept_edges": ("name", "role"),
    # set phrases with a number word that count nothing
    "not_counted": ("name",),
    # words that bound a number, before or after it; and words that make it the amount of a change
    "hedges": ("name", "hedge", "position"),
    "changes": ("name", "change", "note"),
    # words that say how figures belong together, and what tells whether counts can be added
    "relation_cues": ("cue", "roles", "note"),
    "properties": ("property", "dimension"),
    "complements": ("set", "terms", "least", "exhausts"),
    "noun_classes": ("noun", "class"),
    "unit_aliases": ("name", "unit"),
    # what one of a unit is in the base unit of its dimension, and a US dollar in a currency, year by year
    "unit_worths": ("unit", "dimension", "worth", "other"),
    "exchange_rates": ("currency", "per_dollar"),
    # month names, parts of the day, what leads a date and what stands beside one
    "calendar": ("word", "role", "value", "note"),
    # units of time and what they are in an ISO 8601 duration: `P` + times x number + code
    "time_units": ("name", "code", "times", "not_before"),
    # what names a time by where the reader stands, and what says what a time beside a figure is for
    "time_words": ("name", "meaning", "note"),
    "period_cues": ("name", "role", "note"),
    # crops, the new year and the names of years by which people tell the time
    "seasons": ("name", "role", "value", "note"),
    # in which standing figures are stated: what a word in a sentence says, and a heading or a title
    "standing_cues": ("cue", "status", "reach", "unless", "force"),
    "standing_headings": ("name", "status", "where", "unless"),
    # words that do not tell what a sentence is about
    "empty_words": ("name",),
    # what is measured, by every name that reports give it; lists in a cell stand apart by `|`
    "indicators": ("code", "name", "names", "units", "nature", "near", "source"),
    # words that name a territory or stand before its name, and those that keep a name from being a place
    "place_words": ("word", "role", "level"),
    # countries, cities and regions abroad, and firms, by name alone
    "places_abroad": ("name", "level", "ordinary"),
    "firms": ("name",),
    # what the heads of tables say of the numbers under them, and how they shorten units
    "table_heads": ("name", "role", "extent"),
    "table_units": ("name", "phrase"),
    # the time zones of places by which the hour is told
    "zones": ("name", "zones"),
    # names of indices as their values follow them in a text
    "index_names": ("name", "note"),
}
