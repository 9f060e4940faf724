"""One HTML file from a graph: pyvis's network on the project's own template, with everything it needs inside."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import GraphError
from kg.files import write_whole
from kg.graph import Graph
from kg.view.data import Model, model_of
from kg.view.legend import Legend, legend
from kg.view.network import network_of
from kg.view.payload import payload_of
from kg.view.scenes import scenes_of

if TYPE_CHECKING:
    from jinja2 import Environment

#: The parts of the page's script in the order in which they run; each says what it is at its head.
SCRIPTS = (
    "data",
    "words",
    "dom",
    "state",
    "visible",
    "place",
    "theme",
    "labels",
    "lines",
    "camera",
    "drawing",
    "choose",
    "quote",
    "search",
    "filters",
    "panel",
    "reader",
    "table",
    "csv",
    "index",
    "overview",
    "keys",
    "main",
)
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:; font-src 'none'; "
    "connect-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


def page(graph: Graph) -> str:
    """Return the page of a graph as HTML, which needs nothing outside itself; the same graph gives the same text.

    :raises GraphError: where the graph has no report, or a report no text.
    """
    drawn = legend()
    model = model_of(graph, drawn)
    if not model.documents:
        raise GraphError("The graph holds no report, so there is nothing to show; give one that kg build wrote.")
    scenes = scenes_of(model, drawn)
    network = network_of(model, scenes, drawn)
    library, script = _library(), _script()
    policy = _POLICY.format(scripts=f"{_digest(library)} {_digest(script)}")
    network.path = "page.html"
    network.templateEnv = _environment(
        title=_title(model),
        policy=policy,
        style=_style(drawn),
        library=library,
        script=script,
        words=json.loads(_read("words.json")),
        facts=payload_of(model, scenes, drawn),
    )
    return str(network.generate_html())


def _environment(**what: Any) -> Environment:
    """Return the templates of this package, everything escaped, with what they show besides pyvis's nodes and edges."""
    from jinja2 import Environment, FunctionLoader

    environment = Environment(loader=FunctionLoader(_read), autoescape=True, keep_trailing_newline=True)
    environment.filters |= {"embed": _embed, "asis": _asis}
    environment.globals |= what
    return environment


def write_page(graph: Graph, path: str | os.PathLike[str]) -> Path:
    """Write the page of a graph to ``path`` in UTF-8 and return the path; the file is whole or not there.

    :raises GraphError: where there is nothing to show, see :func:`page`, or the file cannot be written.
    """
    target = Path(path)
    write_whole(target, page(graph).encode())
    return target


def _title(model: Model) -> str:
    """Return what the page is called: of one report its title, with who reports and the year if it does not say so."""
    if len(model.documents) == 1:
        document = model.documents[0]
        if document.year and document.year in document.title:
            return document.title
        reporter = next((n.label for n in model.nodes if n.reports), "")
        return " ".join(part for part in (reporter, document.year, document.title) if part)
    return f"{len(model.documents)} 份报告的知识图谱"


def _embed(value: Any) -> Any:
    """JSON for a script element: no character of it can end the element, or begin a comment or another in it.

    :param value: what is to be embedded, or JSON already made.
    """
    data = json.loads(value) if isinstance(value, str) else value
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _asis(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _asis(text: str) -> Any:
    """Let text of this package (never of a report) through unescaped."""
    from markupsafe import Markup

    return Markup(text)


def _template() -> Traversable:
    return files("kg.view").joinpath("template")


def _read(name: str) -> str:
    return _template().joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _library() -> str:
    """vis-network with its licence at its head, without the pointer to a map that is not there."""
    code = files("kg.view").joinpath("vendor", "vis-network.min.js").read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", code)


def _script() -> str:
    """The page's own script: its parts in one scope."""
    parts = "".join(f"\n// ---- {name}.js ----\n{_read(f'app/{name}.js')}" for name in SCRIPTS)
    return f'\n"use strict";\n(() => {{\n{parts}}})();\n'


def _style(drawn: Legend) -> str:
    """The style sheet, with the colours of the legend as variables for light and dark."""

    def variables(theme: str) -> str:
        lines = [f"--background: {drawn.drawn['background'][theme]};"]
        lines += [f"--class-{name}: {look[theme]};" for name, look in drawn.drawn["class"].items()]
        lines += [f"--family-{name}: {look[theme]};" for name, look in drawn.drawn["family"].items()]
        return " ".join(lines)

    dark = f"@media (prefers-color-scheme: dark) {{ :root {{ {variables('dark')} }} }}"
    return f":root {{ {variables('light')} }}\n{dark}\n{_read('style.css')}"


def _digest(script: str) -> str:
    """The source expression that lets exactly this script run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
