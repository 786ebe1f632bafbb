"""The tokenizer as spaCy knows it: registered as `solieu.Tokenizer.v1`; sentences are set with the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from sys import intern

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from solieu import lexicon
from solieu.tokenise.atoms import SYLLABLE, Atom
from solieu.tokenise.sentences import sentences
from solieu.tokenise.words import continues

# The longest run of atoms that is segmented at once; a longer sentence is fed in pieces.
PIECE = 512


class Tokenizer(DummyTokenizer):
    """Text to a spaCy Doc with the same text, Vietnamese words as tokens and sentence starts set."""

    def __init__(self, vocab: Vocab, abbreviations: frozenset[str]) -> None:
        self.vocab = vocab
        self.abbreviations = abbreviations

    def __call__(self, text: str) -> Doc:
        """A Doc whose `text` equals `text`, whatever it holds."""
        words: list[str] = []
        spaces: list[bool] = []
        starts: list[bool | int | None] = []
        end = 0
        for word_start, word_end, begins in self._words(text):
            _fill(text, end, word_start, words, spaces, starts)
            words.append(intern(text[word_start:word_end]))
            spaces.append(False)
            starts.append(not starts or (begins and end > 0))
            end = word_end
        _fill(text, end, len(text), words, spaces, starts)
        return Doc(self.vocab, words=words, spaces=spaces, sent_starts=starts)

    def _words(self, text: str) -> Iterator[tuple[int, int, bool]]:
        """Start and end of each word, and whether it begins a sentence."""
        for sentence in sentences(text, self.abbreviations):
            for begin in range(0, len(sentence), PIECE):
                for index, (start, end) in enumerate(_joined(sentence[begin : begin + PIECE])):
                    yield start, end, begin == index == 0


def _joined(group: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    """The words that the atoms of one sentence make."""
    start, end, open_word = group[0].start, group[0].end, _is_letters(group[0].text)
    for atom, inside in zip(group[1:], continues([atom.text for atom in group])[1:], strict=True):
        letters = _is_letters(atom.text)
        if inside and letters and open_word and atom.start - end <= 4:
            end = atom.end
            continue
        yield start, end
        start, end, open_word = atom.start, atom.end, letters
    yield start, end


def _is_letters(atom: str) -> bool:
    """Whether an atom may be part of a word of several: figures and marks stand alone."""
    return atom.isalpha() or SYLLABLE.fullmatch(atom) is not None


def _fill(
    text: str, start: int, end: int, words: list[str], spaces: list[bool], starts: list[bool | int | None]
) -> None:
    """Add the spacing `text[start:end]`: a blank belongs to the token before, the rest is a token."""
    if start < end and text[start] == " " and words:
        spaces[-1] = True
        start += 1
    if start < end:
        words.append(text[start:end])
        spaces.append(False)
        starts.append(not starts)


def create_tokenizer(vocabulary: str | None = None) -> Callable[[Language], Tokenizer]:
    """What a spaCy config's `[nlp.tokenizer]` block asks for.

    Args:
        vocabulary: a folder with the user's own additions to the lexicon, or None.
    """

    def create(nlp: Language) -> Tokenizer:
        words = lexicon.load(Path(vocabulary) if vocabulary else None)
        return Tokenizer(nlp.vocab, frozenset(words.column("abbreviations", "name")))

    return create


registry.tokenizers.register("solieu.Tokenizer.v1", func=create_tokenizer)
