"""Bytes to text: what is read exactly, and what is refused with which sentence."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.read import find_reports, read, read_bytes, read_text
from kg.read.decode import LIMIT, decode

TEXT = (
    "云溪市人民政府关于2023年法治政府建设情况的报告\n2023年，全市依法行政水平不断提升，办理案件１２３件，占比56.7％。\n"
)
FRENCH = "Déjà vu à Orléans : l'été, les élèves étaient très nombreux, où qu'ils fussent nés.\n".encode("latin-1")
AS_TEXT = "save its text as UTF-8 (.txt) and try again."


def _zip() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", TEXT)
    return buffer.getvalue()


#: What goes in, and the whole message after the name of the file.
BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty or holds nothing but white space; give a file with the text of a report."),
    "white-space": (
        " \t\r\n\u3000\u3000\n".encode(),
        "is empty or holds nothing but white space; give a file with the text of a report.",
    ),
    "mark-only": (b"\xef\xbb\xbf", "is empty or holds nothing but white space; give a file with the text of a report."),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", f"is a PDF document, not plain text; {AS_TEXT}"),
    "docx": (_zip(), f"is a ZIP archive or an Office document (.docx, .xlsx, .wps), not plain text; {AS_TEXT}"),
    "doc": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        f"is an old Office document (.doc, .xls), not plain text; {AS_TEXT}",
    ),
    "rtf": (b"{\\rtf1\\ansi\\ansicpg936 }", f"is an RTF document, not plain text; {AS_TEXT}"),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", f"is a PNG image, not plain text; {AS_TEXT}"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF", f"is a JPEG image, not plain text; {AS_TEXT}"),
    "gzip": (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", f"is a gzip archive, not plain text; {AS_TEXT}"),
    "web-page": (
        f"\n<!DOCTYPE html><html><body>{TEXT}</body></html>".encode(),
        f"is a web page (HTML), not plain text; {AS_TEXT}",
    ),
    "web-page-with-mark": (b"\xef\xbb\xbf<html lang=zh>", f"is a web page (HTML), not plain text; {AS_TEXT}"),
    "binary": (
        TEXT.encode() + b"\x00\x01\x02",
        f"is binary (a NUL at byte {len(TEXT.encode())}), not plain text; {AS_TEXT}",
    ),
    "zeros": (bytes(64), f"is binary (a NUL at byte 0), not plain text; {AS_TEXT}"),
    "utf-16": (TEXT.encode("utf-16"), f"is UTF-16 (by its byte order mark); {AS_TEXT}"),
    "utf-16-be-mark": (b"\xfe\xff" + TEXT.encode("utf-16-be"), f"is UTF-16 (by its byte order mark); {AS_TEXT}"),
    "utf-16-le": (TEXT.encode("utf-16-le"), f"seems to be UTF-16 without a byte order mark; {AS_TEXT}"),
    "utf-16-be": (TEXT.encode("utf-16-be"), f"seems to be UTF-16 without a byte order mark; {AS_TEXT}"),
    "utf-16-without-nul": (
        "全市依法行政水平不断提升，办理案件".encode("utf-16-le") * 3,
        f"seems to be UTF-16 without a byte order mark; {AS_TEXT}",
    ),
    "utf-32": (TEXT.encode("utf-32"), f"is UTF-32 (by its byte order mark); {AS_TEXT}"),
    "utf-32-le": (TEXT.encode("utf-32-le"), f"seems to be UTF-32 without a byte order mark; {AS_TEXT}"),
    "utf-8-cut-off": (
        "云溪市人民政府".encode()[:-1],
        "is UTF-8 up to byte 18, where it is damaged or cut off; get a whole copy.",
    ),
    "utf-8-damaged": (
        TEXT.encode()[:30] + b"\xff" + TEXT.encode()[30:],
        "is UTF-8 up to byte 30, where it is damaged or cut off; get a whole copy.",
    ),
    "utf-8-mark-cut-off": (
        TEXT.encode("utf-8-sig")[:-2],
        f"is UTF-8 by its mark up to byte {len(TEXT.encode()) - 4}, where it is damaged or cut off; get a whole copy.",
    ),
    "gb18030-cut-off": (
        TEXT.strip().encode("gb18030")[:-1],
        "is GB18030 up to “，占比56.7％”, where it is damaged or cut off; get a whole copy.",
    ),
    "gb18030-damaged": (
        "云溪市人民政府".encode("gb18030") + b"\xff\xff" + TEXT.encode("gb18030"),
        "is GB18030 up to “云溪市人民政府”, where it is damaged or cut off; get a whole copy.",
    ),
    "latin-1": (FRENCH, f"is neither UTF-8 (byte 1) nor GB18030 (byte 3); {AS_TEXT}"),
    "latin-1-that-gb18030-takes": (
        "Äußerungen über größere Müßiggänger".encode("latin-1"),
        f"is not UTF-8, and as GB18030 it gives no Chinese text; {AS_TEXT}",
    ),
    "big5": (
        "我們堅持依法行政，全市各級部門認真履行職責。".encode("big5"),
        f"is not UTF-8, and as GB18030 it gives no Chinese text; {AS_TEXT}",
    ),
    "shift-jis": (
        "これはにほんごのぶんしょうです。".encode("shift-jis"),
        f"is not UTF-8, and as GB18030 it gives no Chinese text; {AS_TEXT}",
    ),
    "mojibake": (
        TEXT.encode().decode("latin-1").encode(),
        "holds no Chinese characters, so it is no report; check the file and its encoding.",
    ),
    "english": (
        b"Annual report 2023\n",
        "holds no Chinese characters, so it is no report; check the file and its encoding.",
    ),
    "controls": (("\x01\x02\x03" * 9 + "云").encode(), f"decodes as UTF-8, but hardly to Chinese text; {AS_TEXT}"),
}


@pytest.mark.parametrize("case", sorted(BAD))
def test_decode_refuses(case: str) -> None:
    data, message = BAD[case]
    with pytest.raises(ReadError) as fault:
        decode(data, f"{case}.txt")
    assert str(fault.value) == f"{case}.txt {message}"
    with pytest.raises(ReadError, match="upload"):
        read_bytes(data, "upload")


def _sparse(directory: Path) -> Path:
    path = directory / "large.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 100 * 1024 * 1024)
    return path


def _dangling(directory: Path) -> Path:
    path = directory / "link.txt"
    path.symlink_to(directory / "gone.txt")
    return path


def _loop(directory: Path) -> Path:
    path = directory / "loop.txt"
    path.symlink_to(path)
    return path


PATHS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing": (lambda directory: directory / "gone.txt", "There is no file {}; check the name and the directory."),
    "directory": (lambda directory: directory, "{} is a directory, not a report; name a file in it."),
    "dangling-link": (_dangling, "{} is a link to a file that does not exist; mend the link or name the file."),
    "loop": (_loop, "{} cannot be read"),
    "nul-in-name": (lambda directory: directory / "a\x00b.txt", "{} cannot be read"),
    "too-large": (_sparse, "{} has 100.0 MB, more than the 20 MB that are read; split it or name another file."),
    "endless": (lambda _: Path("/dev/zero"), "{} has 20.0 MB, more than the 20 MB that are read;"),
}


@pytest.mark.parametrize("case", sorted(PATHS))
def test_read_refuses_path(case: str, tmp_path: Path) -> None:
    make, message = PATHS[case]
    path = make(tmp_path)
    if case == "endless" and not path.exists():
        pytest.skip("no such device here")
    with pytest.raises(ReadError) as fault:
        read(path)
    assert str(fault.value).startswith(message.format(path))


def test_read_refuses_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.txt"
    path.write_text(TEXT, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError, match="may not be read by this user; change its permissions and try again"):
        read(path)


def test_read_checks_the_size_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _sparse(tmp_path)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("a file over the limit was opened"))
    with pytest.raises(ReadError, match=r"100\.0 MB"):
        read(path)


def test_decode_takes_the_limit_itself() -> None:
    data = "云".encode() + b" " * (LIMIT - 3)
    assert decode(data, "x")[0].startswith("云")
    with pytest.raises(ReadError, match="split it"):
        decode(data + b" ", "x")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "　　一、概况\r\n全市“放管服”改革——２０２３年\r\r\n\x0c完。\x1a",
        "\n\n  云溪市\u00a0\u200b人民政府㎡①Ⅳ℃·…—～￥\n",
        "完\ufeff成",
        "㐀𠀀云溪市人民政府关于法治建设情况的报告",
        "联通",
        "一",
    ],
)
def test_decode_keeps_every_character(text: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(text.encode(encoding))
    report = read(path)
    assert (report.text, report.encoding) == (text, encoding)
    assert report == read_bytes(text.encode(encoding), "x.txt")
    assert report.sha256 == read_text(text, "x.txt").sha256


def test_decode_gb2312_dash_and_dot_are_those_of_gb18030() -> None:
    assert decode("云溪市——·人民政府".encode("gbk"), "x") == ("云溪市——·人民政府", "gb18030")


#: The common characters of a report, with its marks, digits and white space.
_COMMON = st.text(
    st.sampled_from(
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
    ),
    min_size=1,
)
_MARKS = st.text(st.sampled_from("，。、；：“”《》（）％—…　 \t\r\n0123456789０９一abcXYZ.%-"), max_size=30)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(_COMMON, _MARKS), min_size=1, max_size=5), st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
def test_decode_round_trips(parts: list[tuple[str, str]], encoding: str) -> None:
    text = "".join(han + marks for han, marks in parts)
    found, named = decode(text.encode(encoding), "x")
    assert found == text
    assert named == encoding


@settings(max_examples=300, deadline=None)
@given(st.text(min_size=1, max_size=60))
@example("<html>云")
@example("\ufeff云")
def test_decode_of_any_text_in_utf8_is_exact_or_refused(text: str) -> None:
    try:
        found, encoding = decode(text.encode(), "x")
    except ReadError as fault:
        assert str(fault).startswith("x ")
        return
    if encoding == "gb18030":  # a few characters that are no Chinese text in UTF-8
        assert not any("\u3400" <= character <= "\u9fff" for character in text)
    else:
        assert found == (text.removeprefix("\ufeff") if encoding == "utf-8-sig" else text)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=80))
def test_decode_of_any_bytes_is_exact_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data, "x")
    except ReadError:
        return
    if encoding != "gb18030":  # where two sequences can mean one character
        assert text.encode(encoding) == data


@pytest.mark.parametrize("text", ["", " \n\u3000", "\ufeff"])
def test_read_text_refuses_blank(text: str) -> None:
    with pytest.raises(ReadError, match="x is empty or holds nothing but white space"):
        read_text(text, "x")


def test_read_text_refuses_lone_surrogate() -> None:
    with pytest.raises(ReadError, match="x holds a lone surrogate at character 1; decode the text"):
        read_text("云\ud800", "x")


def test_find_reports_sorted_once_and_without_hidden(tmp_path: Path) -> None:
    names = ["b.txt", "a.txt", "sub/c.TXT", ".hidden.txt", ".git/d.txt", "e.csv", "sub/乙.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "dir.txt").mkdir()
    below = [tmp_path / name for name in ("a.txt", "b.txt", "sub/c.TXT", "sub/乙.txt")]
    assert find_reports([tmp_path]) == below
    assert find_reports([tmp_path / "e.csv", tmp_path / "b.txt", tmp_path]) == [
        tmp_path / "e.csv",
        tmp_path / "b.txt",
        *(path for path in below if path.name != "b.txt"),
    ]
    assert find_reports([Path("-")]) == [Path("-")]
    assert find_reports([]) == []


def test_find_reports_refuses(tmp_path: Path) -> None:
    (tmp_path / "e.csv").touch()
    link = _dangling(tmp_path)
    link.unlink()
    with pytest.raises(
        ReadError, match=r"There is no report \(\*\.txt, .*\) in the directory .*; name one with some\."
    ):
        find_reports([tmp_path])
    with pytest.raises(ReadError, match=r"There is no file or directory .*gone; check the name\."):
        find_reports([tmp_path / "gone"])
    with pytest.raises(ReadError, match="is a link to a file that does not exist"):
        find_reports([_dangling(tmp_path)])
