import pytest

from kg.view.labels import ELLIPSIS, LINE, LINES, short, size, width


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("青禾县司法局", "青禾县司法局"),
        ("“证照分离”改革事项清单", "“证照分离”改革\n事项清单"),
        ("新增专利 98件", "新增专利 98件"),
        ("关于健全行政执法协调监督体系加强乡镇(街道)行政执法监督工作的通知", "关于健全行政执\n法…监督工作的通知"),
        ("", ""),
    ],
)
def test_short_shortens_in_the_middle(name, label):
    assert short(name) == label


@pytest.mark.parametrize("name", ["A" * 60, "《" * 30, "1234567890" * 4, "a\n b\t c", "字" * 500, "😀" * 20])
def test_short_keeps_to_its_room(name):
    ems, lines = size(short(name))
    assert lines <= LINES
    assert ems <= LINE * LINES
    assert width(short(name).replace("\n", "")) <= LINE * LINES + 5


@pytest.mark.parametrize(
    "name", ["青禾县人民政府2031年度重大行政决策事项目录", "贯彻落实关于ABC2031系统建设意见的通知文件汇编"]
)
def test_short_cuts_no_number_or_word(name):
    for piece in short(name).replace("\n", ELLIPSIS).split(ELLIPSIS):
        at = name.index(piece)
        before, after = name[at - 1 : at], name[at + len(piece) : at + len(piece) + 1]
        assert not (before.isascii() and before.isalnum() and piece[0].isascii() and piece[0].isalnum())
        assert not (after.isascii() and after.isalnum() and piece[-1].isascii() and piece[-1].isalnum())
