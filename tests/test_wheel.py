"""What is shipped: a wheel that builds a report wherever it lies, and a source distribution that gives the same one."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "data" / "qinghe-2031.txt"
pytest.importorskip("hatchling", reason="hatchling makes the distributions")


def _make(target: str, source: Path, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _make("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def test_wheel_holds_all_data_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    packed = {name for name in names if name.startswith("kg/")}
    below = [*(ROOT / "kg").rglob("*"), *(ROOT / "ontology").rglob("*")]
    wanted = {path.relative_to(ROOT).as_posix() for path in below if path.is_file() and "__pycache__" not in path.parts}
    assert packed == {f"kg/{name}" if name.startswith("ontology/") else name for name in wanted}
    assert {"kg/ontology/shapes.ttl", "kg/lexicon/divisions.csv", "kg/lexicon/organs.toml", "kg/py.typed"} <= packed
    others = {name.partition("/")[2] for name in names if not name.startswith("kg/")}
    assert {"METADATA", "entry_points.txt", "licenses/LICENSE", "licenses/NOTICE"} <= others


def test_wheel_builds_a_report_outside_the_source_tree(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = "import kg; from kg.cli import main; print(kg.__file__, flush=True); main()"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    command = [sys.executable, "-c", code, "build", str(SAMPLE), "-q"]
    ended = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
    assert ended.stdout.splitlines() == [str(tmp_path / "site" / "kg" / "__init__.py"), f"output/{SAMPLE.stem}.ttl"]
    found = "from kg.ontology_files import ontology_file; print(ontology_file('shapes.ttl'))"
    ended = subprocess.run(
        [sys.executable, "-c", found], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )
    assert ended.stdout.strip() == str(tmp_path / "site" / "kg" / "ontology" / "shapes.ttl")


def test_sdist_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    sdist = _make("sdist", ROOT, tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        names = archive.getnames()
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    top = {name.split("/")[1] for name in names}
    assert {"LICENSE", "NOTICE", "README.md", "CHANGELOG.md", "pyproject.toml", "kg", "ontology", "tests"} <= top
    assert not {".venv", ".git", ".hypothesis"} & top
    again = _make("wheel", source, tmp_path / "again")
    assert sorted(zipfile.ZipFile(again).namelist()) == sorted(zipfile.ZipFile(wheel).namelist())
