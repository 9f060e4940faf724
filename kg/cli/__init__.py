"""The command line: ``kg COMMAND …``. Each command is a module of this package with one function.

A command's module is light: what is heavy is imported when the command runs, so that ``kg --help`` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

#: The commands in the order of the help; each is the function ``run`` of its module in this package.
COMMANDS = (
    "build",
    "show",
    "page",
    "check",
    "load",
    "drop",
    "query",
    "serve",
    "push",
    "export",
    "merge",
    "compare",
    "diff",
    "score",
)

_HELP = """Build RDF knowledge graphs from Chinese government reports, offline.

Every agency, regulation, programme and figure of the graph points at the very characters of the report that say so.

```
kg build report.txt                  # writes output/report.ttl
kg show output/report.ttl            # what was found, with the words quoted
kg build reports/ -o graphs/         # every *.txt below reports/
```
"""


def application() -> typer.Typer:
    """Return the command line application; a command that has no module, or no ``run`` in it, is an error."""
    app = typer.Typer(
        name="kg",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="markdown",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(help=_HELP)(_common)
    for name in COMMANDS:
        app.command(name)(import_module(f"{__name__}.{name}").run)
    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line with ``arguments``, by default those of the process, and end the process.

    Exit code 2 where the input cannot be used, 1 where the system fails, each with one sentence on standard error.
    """
    from kg.errors import GovkgError

    _let_all_characters_through()
    try:
        application()(args=arguments, prog_name="kg")
    except GovkgError as fault:
        sys.stderr.write(f"kg: {fault}\n")
        raise SystemExit(2) from fault
    except OSError as fault:
        sys.stderr.write(f"kg: the system refused: {fault}\n")
        raise SystemExit(1) from fault


def _version(wanted: bool) -> None:
    if wanted:
        from kg import __version__

        typer.echo(f"kg {__version__}")
        raise typer.Exit


def _common(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options that stand before the command."""


def _let_all_characters_through() -> None:
    """Keep a terminal that lacks a character, or a file name that is no text, from stopping the run."""
    for stream in (sys.stdout, sys.stderr):
        unicode = getattr(stream, "encoding", "").lower().replace("-", "") == "utf8"
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="surrogateescape" if unicode else "backslashreplace")
