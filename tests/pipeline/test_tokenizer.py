"""One character, one token: the text comes back whole, whatever it holds."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from pipeline_cases import shipped
from spacy.vocab import Vocab

from kg.pipeline.tokenizer import CharacterTokenizer

NAME = "govkg.CharacterTokenizer.v1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "云岫县 推行　制度。\r\n\t二是",
        "A股ABC 12.5万元，100%",
        "〔2024〕5号《办法》“一网”",
        "😀𠮷é\u200b\u3000\ufeff\x00",
    ],
)
def test_tokenizer_round_trips(text: str) -> None:
    doc = CharacterTokenizer(Vocab())(text)
    assert doc.text == text
    assert [token.idx for token in doc] == list(range(len(text)))


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.text())
def test_tokenizer_offsets_are_those_of_characters(text: str) -> None:
    doc = CharacterTokenizer(Vocab())(text)
    assert doc.text == text
    assert all(doc[i].text == text[i] for i in range(len(text)))


def test_tokenizer_is_found_by_its_name() -> None:
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": NAME}}})
    assert isinstance(nlp.tokenizer, CharacterTokenizer)
    assert isinstance(shipped().tokenizer, CharacterTokenizer)


def test_tokenizer_is_saved_and_loaded_with_a_pipeline(tmp_path: Path) -> None:
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": NAME}}})
    nlp.to_disk(tmp_path)
    for again in (spacy.load(tmp_path), spacy.blank("zh", config=nlp.config).from_bytes(nlp.to_bytes())):
        assert isinstance(again.tokenizer, CharacterTokenizer)
        assert [t.text for t in again("云岫 县")] == ["云", "岫", " ", "县"]
