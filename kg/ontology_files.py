"""Where the ontology files are: inside the package when it is installed, beside it in the source tree.

The wheel carries ``ontology/`` as ``kg/ontology/``, so that ``govkg.ttl``, ``schemes.ttl``, ``shapes.ttl`` and
``queries/*.rq`` are found under the same names in both.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

from kg.errors import LexiconError

_FOLDER = "ontology"


def ontology_file(name: str) -> Traversable:
    """Return the ontology file called ``name``, such as ``shapes.ttl`` or ``queries/01-responsibilities.rq``.

    :raises LexiconError: if there is no such file, or the name leads out of the folder.
    """
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or name.startswith("/"):
        raise LexiconError(f"“{name}” is no name of an ontology file; give one within the folder, such as shapes.ttl.")
    for root in _roots():
        found = root.joinpath(*parts)
        if found.is_file():
            return found
    raise LexiconError(f"There is no ontology file “{name}”; the installation is incomplete, or the name is misspelt.")


def ontology_text(name: str) -> str:
    """Return the text of the ontology file called ``name``.

    :raises LexiconError: if there is no such file, see :func:`ontology_file`.
    """
    return ontology_file(name).read_text(encoding="utf-8")


def ontology_names(folder: str, suffix: str) -> list[str]:
    """Return the names of the files in a folder of the ontology that end in ``suffix``, sorted."""
    root = next((r.joinpath(folder) for r in _roots() if r.joinpath(folder).is_dir()), None)
    return sorted(f.name for f in root.iterdir() if f.name.endswith(suffix)) if root is not None else []


def _roots() -> tuple[Traversable, Traversable]:
    return files("kg").joinpath(_FOLDER), Path(__file__).parent.parent / _FOLDER
