"""The register of places: provinces since 1976, districts and communes, and which one a name means.

It is no part of the vocabulary that `lexicon.load` reads: a part of it is read when it is first asked for,
the provinces in a moment, the long list of districts and communes only when one of them may be meant.
"""

from solieu.lexicon.places.describe import describe
from solieu.lexicon.places.names import Written, fold, written
from solieu.lexicon.places.register import Place, PlacesError, Register, register
from solieu.lexicon.places.resolve import Resolution, history, resolve

__all__ = [
    "Place", "PlacesError", "Register", "Resolution", "Written",
    "describe", "fold", "history", "register", "resolve", "written",
]  # fmt: skip
