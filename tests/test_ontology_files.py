from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.ontology_files import ontology_file, ontology_text


@pytest.mark.parametrize("name", ["govkg.ttl", "schemes.ttl", "shapes.ttl", "README.md"])
def test_ontology_files_found_in_the_source_tree(name: str) -> None:
    assert ontology_file(name).is_file()
    assert "govkg" in ontology_text(name)


@pytest.mark.parametrize(
    "name", ["", "..", "../pyproject.toml", "/etc/passwd", "nosuch.ttl", "queries/nosuch.rq", "queries"]
)
def test_ontology_files_wrong_name_is_refused(name: str) -> None:
    with pytest.raises(LexiconError, match="ontology file"):
        ontology_file(name)


def test_ontology_files_installed_copy_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ontology" / "queries").mkdir(parents=True)
    (tmp_path / "ontology" / "queries" / "01-a.rq").write_text("ASK { ?甲 ?b ?c }", encoding="utf-8")
    monkeypatch.setattr("kg.ontology_files.files", lambda package: tmp_path)
    assert ontology_text("queries/01-a.rq") == "ASK { ?甲 ?b ?c }"
    assert "govkg:Agency" in ontology_text("govkg.ttl")  # not in the copy: found in the source tree
