import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import application
from kg.graph import Graph
from kg.view import page, write_page
from kg.view.page import SCRIPTS
from tests.view.invented import ADDRESS, IMAGE, SCRIPT, hostile, invented_graph

FORBIDDEN = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|fetch\(|XMLHttp"
VIEW = Path(__file__).parents[2] / "kg" / "view"


class Elements(HTMLParser):
    """Gathers elements, and the text of scripts."""

    def __init__(self, html):
        super().__init__()
        self.found, self.scripts = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        if self.found and self.found[-1][0] == "script":
            self.scripts.append((self.found[-1][1].get("id"), data))


@pytest.fixture(scope="module")
def html(sample_graph):
    return page(sample_graph)


def data(html, name):
    return json.loads(next(text for key, text in Elements(html).scripts if key == name))


def test_page_asks_for_nothing_outside_itself(html):
    elements = Elements(html)
    assert not [attrs for _, attrs in elements.found if "src" in attrs]
    links = [attrs["href"] for _, attrs in elements.found if "href" in attrs]
    assert set(links) <= {"#", "data:,"}
    assert "sourceMappingURL" not in html
    assert not re.search(r"url\((?!\"?data:)", html.split("<script")[0])


def test_page_forbids_everything_from_outside(html):
    policy = next(attrs["content"] for _, attrs in Elements(html).found if attrs.get("http-equiv"))
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["connect-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert set(re.sub(r"'sha256-[\w+/=]+'", "", rules["script-src"])) <= {" "}
    assert rules["require-trusted-types-for"] == "'script'"


def test_page_has_no_handler_in_an_attribute(html):
    assert not [name for _, attrs in Elements(html).found for name in attrs if name.startswith("on")]


@pytest.mark.parametrize("name", SCRIPTS)
def test_page_script_never_parses_html_or_code(name):
    code = (VIEW / "template" / "app" / f"{name}.js").read_text(encoding="utf-8")
    assert not re.search(FORBIDDEN, code)
    assert code.startswith("// ")


def test_page_holds_every_part_of_the_script():
    assert {path.stem for path in (VIEW / "template" / "app").glob("*.js")} == set(SCRIPTS)


def test_page_keeps_the_licence_of_vis_network(html):
    assert "Almende" in html
    assert "MIT" in (VIEW / "vendor" / "vis-network.LICENSE-MIT").read_text(encoding="utf-8")
    assert "Apache License" in (VIEW / "vendor" / "vis-network.LICENSE-APACHE-2.0").read_text(encoding="utf-8")


def test_page_draws_what_pyvis_holds(html, sample_graph):
    network = data(html, "network")
    assert len(network["nodes"]) == len(sample_graph.entities()) + len(sample_graph.observations)
    pairs = {(claim.head.iri, claim.tail.iri) for claim in sample_graph.claims}
    assert len(network["edges"]) == len(pairs)
    assert network["options"]["physics"] == {"enabled": False}
    assert all({"x", "y", "shape", "size", "group"} <= node.keys() for node in network["nodes"])
    planned = [edge for edge in network["edges"] if edge["dashes"]]
    assert len(planned) == 1


def test_page_escapes_what_could_end_a_script():
    made = page(Graph.from_facts(*hostile()))
    assert IMAGE not in made
    assert SCRIPT not in made
    assert made.count("</script>") == made.count("<script")  # nothing ends or begins one but the template
    facts = data(made, "facts")
    assert facts["docs"][0]["title"] == f"{IMAGE}{SCRIPT}2031"
    assert ADDRESS in facts["docs"][0]["text"]


def test_page_words_are_in_both_languages():
    words = json.loads((VIEW / "template" / "words.json").read_text(encoding="utf-8"))
    code = "".join((VIEW / "template" / "app" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    template = (VIEW / "template" / "page.html").read_text(encoding="utf-8")
    used = set(re.findall(r'word\(\s*"(\w+)"', code)) | set(
        re.findall(r'data-(?:word|name|placeholder)="(\w+)"', template)
    )
    assert used <= words.keys()
    assert all(len(pair) == 2 and all(pair) for pair in words.values())


def test_page_of_one_report_is_small():
    assert len(page(invented_graph(500)).encode()) < 3_000_000


def test_page_has_the_same_bytes_whatever_the_hash_seed(tmp_path):
    invented_graph(150).save(tmp_path / "graph.ttl")
    code = (
        "import sys, hashlib; from kg.graph import Graph; from kg.view import page\n"
        "sys.stdout.write(hashlib.sha256(page(Graph.load(sys.argv[1])).encode()).hexdigest())"
    )
    digests = set()
    for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("77", "POSIX")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "0"}
        command = [sys.executable, "-c", code, str(tmp_path / "graph.ttl")]
        digests.add(
            subprocess.run(command, env=environment, capture_output=True, check=True, cwd=VIEW.parents[1]).stdout
        )
    assert len(digests) == 1


def test_page_does_not_depend_on_the_order_of_the_files(tmp_path, sample_graph):
    one, other = sample_graph.save(tmp_path / "a.ttl"), invented_graph(120).save(tmp_path / "b.ttl")
    assert page(Graph.load(one, other)) == page(Graph.load(other, one))


def test_write_page_writes_utf8(tmp_path, sample_graph, html):
    written = write_page(sample_graph, tmp_path / "new" / "page.html")
    assert written.read_bytes() == html.encode("utf-8")
    assert b"\r" not in written.read_bytes()


def test_cli_page_writes_beside_the_graph(tmp_path, sample_graph, html):
    graph = sample_graph.save(tmp_path / "graph.ttl")
    result = CliRunner().invoke(application(), ["page", str(graph)])
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == str(tmp_path / "graph.html")
    assert (tmp_path / "graph.html").read_text(encoding="utf-8") == html


def test_cli_page_joins_graphs(tmp_path, sample_graph):
    paths = [sample_graph.save(tmp_path / "a.ttl"), invented_graph(100).save(tmp_path / "b.ttl")]
    target = tmp_path / "all.html"
    result = CliRunner().invoke(application(), ["page", *map(str, paths), "-o", str(target)])
    assert result.exit_code == 0, result.output
    assert len(data(target.read_text(encoding="utf-8"), "facts")["docs"]) == 2
