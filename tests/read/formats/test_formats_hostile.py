"""Files that are broken or made to do harm: each ends in its sentence, in bounded time and memory.

The table is hostile.tsv: the name of a file of hostile.py, and the message ("" for one that is odd, but can be read).
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hostile import FILES

from kg.errors import ReadError
from kg.read import read_all
from kg.read.formats import sandbox

SECONDS, MEGABYTES = 10.0, 1024
LIMITS = ("takes more than", "asks for too much memory", "crashes the program that reads it")
TABLE = {
    name: message
    for line in (Path(__file__).parent / "hostile.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
    for name, _, message in [line.partition("\t")]
}


def is_limit(message: str, name: str) -> bool:
    """Say whether the message is that of a limit: which one is hit first depends on how busy the machine is."""
    return any(message.startswith(f"{name} {what}") for what in LIMITS)


def peak() -> float:
    """Return the most memory that this process has had, in megabytes, since it was last reset."""
    return int(Path("/proc/self/status").read_text(encoding="ascii").split("VmHWM:")[1].split()[0]) / 1024


def reset_peak() -> None:
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        pytest.skip("the system does not tell how much memory a process has had")


def test_hostile_table_is_whole() -> None:
    assert TABLE.keys() == FILES.keys()
    assert len(TABLE) >= 60


@pytest.mark.parametrize("name", sorted(FILES))
def test_hostile_file_ends_in_its_message(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    children: list[float] = []
    end = sandbox._Child.end

    def measured(child: sandbox._Child) -> None:
        process = child.process
        process.kill()
        with suppress(ChildProcessError):  # the clock's thread may have waited for it
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            children.append(usage.ru_maxrss / 1024)
        end(child)

    monkeypatch.setattr(sandbox._Child, "end", measured)
    reset_peak()
    before, started, message = peak(), time.monotonic(), ""
    try:
        for _ in read_all(path):
            pass
    except ReadError as fault:
        message = str(fault).replace(f"{tmp_path}/", "")
    seconds = time.monotonic() - started
    sandbox._keeper.end()
    assert message == TABLE[name] or (is_limit(message, name) and is_limit(TABLE[name], name))
    assert seconds < SECONDS
    assert len(children) <= 2
    assert peak() - before + max(children, default=0.0) < MEGABYTES


@pytest.mark.parametrize("name", ["slow.pdf", "huge.docx"])
def test_hostile_file_does_not_harm_the_next_one(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    with pytest.raises(ReadError):
        list(read_all(path))
    good = tmp_path / "报告.html"
    good.write_text("<html><body>" + "<p>2023年，云溪市依法行政水平不断提升，办理案件123件。</p>" * 9, encoding="utf-8")
    assert next(read_all(good)).text.count("办理案件123件") == 9
