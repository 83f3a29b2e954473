import pytest

from perfeval_desktop.ledger_filling.names import likeness, likeness_words, plain_name, same_unit

REPAIR = "农村公路日常养护补助"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("信息化建设（二期）", "信息化建设二期"),
        ("Ａ标段 维修", "a标段维修"),
        ("51000023T000000880016-公共机构节能改造", "公共机构节能改造"),
        ("268001 临洺县教育体育局", "临洺县教育体育局"),
        ("2024年教师培训", "2024年教师培训"),
        ("ABCDE系统", "abcde系统"),
    ],
)
def test_names_are_compared_by_their_letters(text: str, plain: str) -> None:
    assert plain_name(text) == plain


@pytest.mark.parametrize(
    ("one", "other", "score", "words"),
    [
        (REPAIR, REPAIR, 100, "名称相同"),
        ("2024年教师培训经费", "教师培训", 95, "只差“2024年”、“经费”"),
        ("内涵建设专项资金", "内涵建设项目", 95, "只差“专”、“资金”、“目”"),
        (REPAIR, "农村公路养护补助", 75, "名称相似 75%，差“日常”"),
        ("农村公路养护", "农村公路日常养护", 75, "名称相似 75%，差“日常”"),
        ("培训", "教师培训", 50, "名称相似 50%，差“教师”"),
        ("农村公路大修", "农村公路大桥修", 75, "名称相似 75%，差“桥”"),
        ("农村公路小修", "农村公路大桥修", 54, "名称相似 54%，差“小”、“大桥”"),
        ("教师培训", "市教师培训基地", 80, "名称相似 80%，差“市”、“基地”"),
        ("信息化建设一期", "信息化建设二期", 40, "名称相似 66%，但期次或编号不同（一 与 二）"),
        ("公路养护", "公路养护2标段", 75, "名称相似 80%，但期次或编号不同（没有 与 2）"),
        ("教师培训", "桥梁加固", 0, "名称相似 0%，差“教师培训”、“桥梁加固”"),
        ("甲", "乙", 0, "名称相似 0%，但期次或编号不同（甲 与 乙）"),
    ],
)
def test_how_alike_two_names_are_is_told_in_points_and_words(
    one: str, other: str, score: int, words: str
) -> None:
    assert (likeness(one, other), likeness(other, one)) == (score, score)
    assert likeness_words(one, other) == words


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("第一中学", "第一中学", True),
        ("101001-第一中学", "第一中学（本级）", True),
        ("第一中学", "第二中学", False),
        ("教育局", "水利局", False),
        ("第一中学", "", None),
        ("", "", None),
    ],
)
def test_units_are_the_same_where_one_name_is_in_the_other(one: str, other: str, *, is_same: bool) -> None:
    assert same_unit(one, other) is is_same
