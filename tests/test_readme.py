"""The README says what is so: every block that can be run gives the output shown.

Where one does not, ``python tests/tools/readme.py`` writes what it gives now.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest
from tools.readme import README, ROOT, Shell, blocks, filled, refreshed

TEXT = README.read_text(encoding="utf-8")
BLOCKS = blocks(TEXT) + blocks((ROOT / "docs/divisions.md").read_text(encoding="utf-8"))
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is needed")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the blocks give, run in order."""
    shell = Shell(tmp_path_factory.mktemp("readme"))
    return [shell.run(kind, body) for kind, body in BLOCKS]


@needs_bash
@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_readme_shows_what_its_blocks_give(number: int, shown: list[str]) -> None:
    assert BLOCKS[number][1] == shown[number], "python tests/tools/readme.py brings it up to date"


def test_readme_shows_the_command_line_and_the_api() -> None:
    assert {kind for kind, _ in BLOCKS} == {"console", "python"}
    assert any("$ kg build" in body for _, body in BLOCKS)
    assert any(".query(" in body for _, body in BLOCKS)


def test_readme_is_short() -> None:
    assert len(TEXT.splitlines()) < 260


def test_readme_links_to_files_that_exist() -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", TEXT)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_readme_installs_with_extras_that_exist() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = set(re.findall(r"'\.\[(\w+)\]'", TEXT))
    assert extras
    assert extras <= project["optional-dependencies"].keys()


@needs_bash
def test_refreshed_writes_what_is_given(tmp_path: Path) -> None:
    shown = "a\n```console\n$ echo 甲 >a; cat a\n{}\n```\n"
    shown += "```python\n>>> 1 +\\\n...     1\n{}\n>>> x = open('a').read()\n>>> x\n{}```\n"
    old, new = shown.format("乙", 3, ""), shown.format("甲", 2, "'甲\\n'\n")
    assert refreshed(old, tmp_path) == new


def test_filled_writes_between_markers() -> None:
    assert filled("<!-- a -->\nold\n<!-- /a -->\n", "a", r"n\1") == "<!-- a -->\nn\\1\n<!-- /a -->\n"
    with pytest.raises(SystemExit):
        filled("", "a", "b")
