"""A graph in the formats of others: RDF in five syntaxes, RDF 1.2, GraphML, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, QueryTriples, RdfFormat, Triple, serialize

from kg.errors import GraphError
from kg.files import write_whole
from kg.format_names import Format
from kg.graph import Graph
from kg.jsonld import to_jsonld
from kg.ontology_files import ontology_text
from kg.rdf import arrange, write
from kg.tables import Sheet, observations, sheets
from kg.vocabulary import prefixes

if TYPE_CHECKING:
    from pyarrow import Table

#: The graphs to export, by the IRI of each report.
Graphs = Mapping[NamedNode, Sequence[Triple]]

#: What XML cannot hold, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def export(graphs: Graphs, form: Format, target: Path) -> list[Path]:
    """Write the graphs, as one, to a file, or the tables of CSV into a folder; return what was written.

    TriG and N-Quads keep each report as a named graph of its own; the other formats hold the union.

    :raises GraphError: if a file cannot be written, or the package that a format needs is not installed.
    """
    if form is Format.csv:
        made = [(target / f"{sheet.name}.csv", to_csv(sheet)) for sheet in sheets(_union(graphs))]
    else:
        made = [(target, _WRITERS[form](graphs))]
    for path, data in made:
        write_whole(path, data)
    return [path for path, _ in made]


def _union(graphs: Graphs) -> Graph:
    return Graph(triple for triples in graphs.values() for triple in triples)


def _turtle(graphs: Graphs) -> bytes:
    return write(_union(graphs).triples)


def _quads(form: RdfFormat) -> Callable[[Graphs], bytes]:
    def quads(graphs: Graphs) -> bytes:
        found = (Quad(s, p, o, name) for name in sorted(graphs, key=str) for s, p, o in arrange(graphs[name]))
        return serialize(found, format=form, prefixes=prefixes()) or b""

    return quads


def to_rdf12(graph: Graph) -> bytes:
    """Return the graph as Turtle of RDF 1.2, each claim a reifier of the triple that it states (``rdf:reifies``)."""
    found = graph.store.query(ontology_text("export/rdf12.rq"), prefixes=prefixes(graph.base))
    if not isinstance(found, QueryTriples):
        raise GraphError("The query export/rdf12.rq makes no graph; the installation is damaged.")
    return write(arrange(found), graph.base)


def to_graphml(graph: Graph) -> bytes:
    """Return entities and figures as nodes and claims as edges in GraphML, for Gephi, yEd, Cytoscape or igraph."""
    import networkx

    drawn = graph.networkx.copy()
    parts = [data for _, data in drawn.nodes(data=True)] + [data for *_, data in drawn.edges(data=True)]
    for data in parts:
        data.update((name, _NOT_XML.sub("\ufffd", value)) for name, value in list(data.items()))
    lines = networkx.generate_graphml(drawn, encoding="utf-8", named_key_ids=True)
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', *lines, ""]).encode()


def to_csv(sheet: Sheet) -> bytes:
    """Return a table as CSV (RFC 4180) in UTF-8 with a mark at its beginning, by which Excel knows it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(sheet.columns)
    writer.writerows(["" if cell is None else format(cell, "") for cell in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def to_parquet(graph: Graph) -> bytes:
    """Return the figures as Parquet, typed: values as double, dates as dates; what is not known is null.

    :raises GraphError: if pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise GraphError("Parquet needs pyarrow; install it: pip install 'govkg[parquet]'.") from error
    sheet = observations(graph)
    kinds = {"value": pyarrow.float64(), "start": pyarrow.date32(), "end": pyarrow.date32()}
    kinds |= dict.fromkeys(("reviewYear", "begin", "until"), pyarrow.int32())
    schema = pyarrow.schema([(name, kinds.get(name, pyarrow.string())) for name in sheet.columns])
    columns = [[_plain(row[at]) for row in sheet.rows] for at in range(len(sheet.columns))]
    table: Table = pyarrow.table(columns, schema=schema)
    out = io.BytesIO()
    parquet.write_table(table, out)
    return out.getvalue()


def _plain(cell: object) -> object:
    from decimal import Decimal

    return float(cell) if isinstance(cell, Decimal) else cell or (cell if cell == 0 else None)


_WRITERS: dict[Format, Callable[[Graphs], bytes]] = {
    Format.turtle: _turtle,
    Format.trig: _quads(RdfFormat.TRIG),
    Format.nquads: _quads(RdfFormat.N_QUADS),
    Format.jsonld: lambda graphs: to_jsonld(_union(graphs)),
    Format.rdf12: lambda graphs: to_rdf12(_union(graphs)),
    Format.graphml: lambda graphs: to_graphml(_union(graphs)),
    Format.parquet: lambda graphs: to_parquet(_union(graphs)),
}
