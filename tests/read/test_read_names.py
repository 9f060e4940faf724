"""The grammar of names: divisions and bodies that a table knows, and those that none does."""

from __future__ import annotations

import pytest

from kg.lexicon.divisions import Division, divisions
from kg.read.names import body, divisions_at, government, is_division

#: Names without a division before them which are words as well; they are divisions only after another one.
WORDS = {"城区", "市区", "新区", "盘县特区"}
DEPARTMENTS = (
    "人民政府",
    "司法局",
    "市场监督管理局",
    "住房和城乡建设局",
    "乡村振兴局",
    "城市管理局",
    "发展和改革委员会",
)


@pytest.mark.parametrize("level", ["province", "prefecture", "county"])
@pytest.mark.parametrize("department", DEPARTMENTS)
def test_names_every_division_of_the_table(level: str, department: str) -> None:
    def forms(division: Division) -> set[str]:
        return {division.name, division.full_name()} if division.valid() else {division.name}

    names = sorted({form for row in divisions() if row.level == level for form in forms(row)} - WORDS)
    assert len(names) > 30
    wrong = {name: told for name in names if (told := body(name + department)) is None or told.area != name}
    assert wrong == {}
    assert [name for name in names if not is_division(name)] == []


@pytest.mark.parametrize(
    ("name", "full", "area", "explicit"),
    [
        ("云溪市", "云溪市人民政府", "云溪市", False),
        ("清河省云溪市云桥区", "清河省云溪市云桥区人民政府", "清河省云溪市云桥区", False),
        ("云溪市政府", "云溪市人民政府", "云溪市", True),
        ("国务院", "中华人民共和国国务院", "中华人民共和国", True),
        ("香港特别行政区政府", "香港特别行政区政府", "香港特别行政区", True),
        ("北岭地区", "北岭地区行政公署", "北岭地区", False),
        ("和田地区行政公署", "和田地区行政公署", "和田地区", True),
        ("浦东新区", "浦东新区人民政府", "浦东新区", False),
        ("雄安新区", "雄安新区管理委员会", "雄安新区", False),
        ("云溪新区", "云溪新区管理委员会", "云溪新区", False),
        ("云溪高新区政府", "云溪高新区政府", "云溪高新区", True),
        ("晋城市城区司法局", "晋城市城区司法局", "晋城市城区", True),
        ("荆州市沙市区教育局", "荆州市沙市区教育局", "荆州市沙市区", True),
        ("津市市司法局", "津市市司法局", "津市市", True),
        ("济宁市市中区人民政府", "济宁市市中区人民政府", "济宁市市中区", True),
        ("云溪市市级机关事务管理局", "云溪市市级机关事务管理局", "云溪市", True),
        ("石浦县市政管理局", "石浦县市政管理局", "石浦县", True),
        ("云溪市区域合作办公室", "云溪市区域合作办公室", "云溪市", True),
        ("云溪市社区矫正局", "云溪市社区矫正局", "云溪市", True),
        ("云溪市城镇管理局", "云溪市城镇管理局", "云溪市", True),
        ("云溪市公安局城区分局", "云溪市公安局城区分局", "云溪市", True),
        ("云溪市人民政府驻北京办事处", "云溪市人民政府驻北京办事处", "云溪市", True),
        ("云溪市依法治市办公室", "云溪市依法治市办公室", "云溪市", True),
        ("中共云溪市委宣传部", "中共云溪市委宣传部", "云溪市", True),
        ("政协云溪市委员会", "政协云溪市委员会", "云溪市", True),
        ("中国人民银行云溪市分行", "中国人民银行云溪市分行", "云溪市", True),
        ("国家统计局云溪调查队", "国家统计局云溪调查队", "", True),
        ("太原海关", "太原海关", "太原市", True),
        ("沧原海关", "沧原海关", "", True),
        ("海关总署", "海关总署", "中华人民共和国", True),
        ("教育部", "教育部", "中华人民共和国", True),
        ("最高人民检察院", "最高人民检察院", "中华人民共和国", True),
        ("国家税务总局", "国家税务总局", "中华人民共和国", True),
        ("区党群工作部", "区党群工作部", "", True),
        ("云溪市委、市政府", "云溪市人民政府", "云溪市", True),
    ],
)
def test_names_body(name: str, full: str, area: str, explicit: bool) -> None:
    told = body(name)
    assert told is not None
    assert (told.name, told.area, told.explicit) == (full, area, explicit)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "市",
        "全市",
        "我省",
        "各县",
        "我街道",
        "政府",
        "人民政府",
        "省人民政府",
        "自治区人民政府",
        "清河省教育厅政府",
        "有关部门",
        "云溪日报",
        "城市",
        "社区",
        "乡镇",
        "联盟",
        "委",
        "首页政务公开局",
        "清河省人民政府门户网站",
        "在云溪市第五届人民代表大会",
    ],
)
def test_names_no_body(name: str) -> None:
    assert body(name) is None


def test_names_townships_only_where_asked() -> None:
    assert divisions_at("石浦县青岩镇人民政府") == len("石浦县")
    assert divisions_at("石浦县青岩镇人民政府", low=True) == len("石浦县青岩镇")
    assert is_division("景德镇市")
    assert not is_division("石浦县司法局")


@pytest.mark.parametrize("area", ["云溪市", "中华人民共和国", "全国"])
def test_names_government(area: str) -> None:
    assert government(area) == ("云溪市人民政府" if area == "云溪市" else "中华人民共和国国务院")
