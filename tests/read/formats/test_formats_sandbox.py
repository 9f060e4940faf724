"""The child process: what it may not do, and that it costs little and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from pages import page

from kg.errors import ReadError
from kg.read import read_bytes
from kg.read.formats import sandbox, worker

LINES = ["2023年，云溪市依法行政水平不断提升，办理案件123件，占比56.7％，各项工作取得新进展。"] * 3
PAGE = page("云溪市2023年报告", LINES).encode()


def confined(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process that is confined as the child is."""
    start = f"import sys; sys.path[:] = {sys.path!r}; from kg.read.formats.worker import confine; confine()\n"
    return subprocess.run([sys.executable, "-B", "-c", start + code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
    ],
)
def test_sandbox_refuses_network_and_programs(code: str) -> None:
    ended = confined(code)
    assert ended.returncode != 0
    assert "a reader of files may not use" in ended.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
@pytest.mark.parametrize("code", ["bytearray(1 << 30)", "f = open('/tmp/x', 'wb'); f.write(b'x'); f.close()"])
def test_sandbox_refuses_memory_and_files(code: str) -> None:
    assert confined(code).returncode != 0


def test_sandbox_child_is_kept_and_cheap() -> None:
    read_bytes(PAGE, "x.html")
    child = sandbox._keeper.child
    assert child is not None
    started = time.process_time()
    texts = {read_bytes(PAGE, "x.html").text for _ in range(20)}
    assert time.process_time() - started < 1
    assert len(texts) == 1
    assert sandbox._keeper.child is child


def test_sandbox_child_that_answers_too_late_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes(PAGE, "x.html")
    monkeypatch.setattr(sandbox, "PATIENCE", 0.3)
    slow = (
        page("云溪市", ["<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">云</p>"])
        .replace("&lt;", "<")
        .replace("&gt;", ">")
    )
    started = time.monotonic()
    with pytest.raises(ReadError, match=r"x\.html takes more than the 5 seconds that a file may take"):
        read_bytes(slow.encode(), "x.html")
    assert time.monotonic() - started < 3
    monkeypatch.undo()
    assert "123件" in read_bytes(PAGE, "x.html").text


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
def test_sandbox_ends_a_child_that_computes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    import signal

    code = "from kg.read.formats import worker; worker.SECONDS = 0; worker._allow_seconds()\nwhile True: pass"
    assert confined(code).returncode == -signal.SIGXCPU


def test_sandbox_child_killed_between_files_is_replaced() -> None:
    read_bytes(PAGE, "x.html")
    child = sandbox._keeper.child
    assert child is not None
    child.process.kill()
    child.process.wait()
    assert "123件" in read_bytes(PAGE, "x.html").text


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_sandbox_fork_has_a_child_of_its_own() -> None:
    read_bytes(PAGE, "x.html")
    child = sandbox._keeper.child
    assert child is not None
    pid = os.fork()
    if pid == 0:
        try:
            good = "123件" in read_bytes(PAGE, "x.html").text and sandbox._keeper.child is not child
            sandbox._keeper.end()
        except BaseException:
            good = False
        os._exit(0 if good else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert sandbox._keeper.child is child
    assert "123件" in read_bytes(PAGE, "x.html").text


def test_sandbox_says_which_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> object:
        raise ModuleNotFoundError(name="trafilatura")

    monkeypatch.setattr(worker, "import_module", missing)
    answer = worker._answer({"kind": "html", "name": "x.html"}, b"")
    assert answer == {"refused": "x.html needs the package trafilatura to be read; install govkg with all it requires."}


def test_sandbox_text_files_need_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "extract", lambda *_: pytest.fail("a child was asked"))
    assert read_bytes("云溪市".encode(), "x.txt").text == "云溪市"
    assert read_bytes("正文\n云溪市\n".encode(), "x.csv").text == "云溪市"


def test_sandbox_is_imported_only_when_needed() -> None:
    heavy = ("lxml", "trafilatura", "docx", "pypdfium2", "subprocess")
    code = f"import kg.read, sys; sys.exit(any(name in sys.modules for name in {heavy}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
