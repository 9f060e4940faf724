"""The command line: ``kg COMMAND …``. Each command is a module of this package with one function; none has logic of its own.

A command's module is light: what is heavy is imported when the command runs, so that ``kg --help`` answers at once.
"""

from __future__ import annotations

import sys
from importlib import import_module

import typer

#: The commands in the order of the help; each is the function ``run`` of its module in this package.
COMMANDS = ("build",)


def application() -> typer.Typer:
    """Return the command line application."""
    app = typer.Typer(
        name="kg",
        help="Build RDF knowledge graphs from Chinese government reports, offline.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="markdown",
        pretty_exceptions_enable=False,
    )
    for name in COMMANDS:
        app.command(name)(import_module(f"{__name__}.{name}").run)
    return app


def main() -> None:
    """Run the command line; exit code 2 where the input cannot be used, with one sentence on standard error."""
    from kg.errors import GovkgError

    try:
        application()()
    except GovkgError as fault:
        sys.stderr.write(f"kg: {fault}\n")
        raise SystemExit(2) from fault
