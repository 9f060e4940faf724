"""One character, one token: offsets of tokens are offsets of characters, and no white space is lost.

Words are a layer of their own (``Draft.words``), cut by rjieba, which gives the words of jieba at tens of times its
speed; a name may begin or end inside such a word, so words could not be the tokens.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab


class CharacterTokenizer:
    """Makes a Doc with one token a character, white space included; ``doc.text`` is the text, always."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._orths: dict[str, int] = {}  # the number of each character in the string store: quicker than the character

    def __call__(self, text: str) -> Doc:
        """Return the document of ``text``."""
        orths = self._orths
        for character in sorted(set(text) - orths.keys()):
            orths[character] = self.vocab.strings.add(character)
        words: list[Any] = [orths[c] for c in text]
        return Doc(self.vocab, words=words, spaces=[False] * len(text))

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: the tokenizer has no state."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> CharacterTokenizer:
        """Return itself: the tokenizer has no state."""
        return self

    def to_disk(self, _path: Path, **_: Any) -> None:
        """Write nothing: the tokenizer has no state."""

    def from_disk(self, _path: Path, **_: Any) -> CharacterTokenizer:
        """Return itself: the tokenizer has no state."""
        return self


@registry.tokenizers("govkg.CharacterTokenizer.v1")  # type: ignore[untyped-decorator]
def create_character_tokenizer() -> Callable[[Language], CharacterTokenizer]:
    """Return the factory that spaCy's configuration names."""

    def create(nlp: Language) -> CharacterTokenizer:
        return CharacterTokenizer(nlp.vocab)

    return create
