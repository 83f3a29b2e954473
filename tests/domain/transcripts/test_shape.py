import pytest

from perfeval_desktop.domain.transcripts.shape import KEYS, read_transcript
from perfeval_desktop.domain.transcripts.value import Transcript, TranscriptRow
from perfeval_desktop.errors import TranscriptError

WHOLE = {
    "template": "national-2020",
    "title": "项目支出绩效自评表",
    "fiscal_year": 2023,
    "unit": "万元",
    "grade": "优",
    "fields": {"项目名称": "校舍修缮"},
    "funding": [{"row": "年度资金总额", "values": {"全年预算数": "80"}}],
    "blocks": [{"block": "资金管理情况", "row": "分配科学性", "values": {"情况说明": "合规"}}],
    "goals": [{"expected": "修缮 3 处", "actual": "", "完成率": "100%"}],
    "indicators": [{"三级指标": "修缮校舍", "得分": "10"}],
    "total": {"得分": "97.5"},
}

FUNDING = '[{"row": "行名", "values": {"栏名": "金额"}}]'
BLOCKS = '[{"block": "表名", "row": "行名", "values": {"栏名": "内容"}}]'


def test_a_file_says_what_stands_on_paper() -> None:
    transcript = read_transcript(WHOLE)
    assert transcript.template == "national-2020"
    assert transcript.fiscal_year == "2023"
    assert transcript.rows == (
        TranscriptRow("", "年度资金总额", {"全年预算数": "80"}),
        TranscriptRow("资金管理情况", "分配科学性", {"情况说明": "合规"}),
    )


def test_every_part_may_be_missing() -> None:
    assert read_transcript({}) == Transcript(fields={}, rows=(), goals=(), indicators=(), total={})


def test_the_first_of_several_right_readings_counts() -> None:
    assert read_transcript({"fields": {"一级指标": ["产出指标(50分)", "产出指标"]}}).fields == {
        "一级指标": "产出指标(50分)"
    }


def test_a_number_is_its_digits() -> None:
    assert read_transcript({"fields": {"项目编码": 12}}).fields == {"项目编码": "12"}


def test_what_an_import_told_can_be_imported() -> None:
    assert read_transcript(WHOLE | {"unread": ["fields.门牌号: 12"]}) == read_transcript(WHOLE)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([], "里的每张表应是一个对象 { … }，请核对文件的格式。"),
        ({"year": 2025}, "没有“year”这一项：年度请写在“fiscal_year”里，请改正。"),
        ({"项目名称": "甲"}, "没有“项目名称”这一项：单独的栏请写在“fields”里，请改正。"),
        ({"foo": 1}, f"没有“foo”这一项：可以写的有 {'、'.join(KEYS)}，请改正。"),
        ({"fields": ["项目名称"]}, '的“fields”应写成 {"栏名": "内容"}，请改正。'),
        (
            {"goals": {"expected": "甲"}},
            '的“goals”应写成 [{"expected": "预期目标", "actual": "实际完成情况"}]，请改正。',
        ),
        (
            {"indicators": [{}, "修缮"]},
            '的“indicators.2”写法不对：“indicators”应写成 [{"栏名": "内容"}]，请改正。',
        ),
        (
            {"funding": [{"label": "合计", "values": {}}]},
            f"的“funding.1”没有“label”这一项：“funding”应写成 {FUNDING}，请改正。",
        ),
        (
            {"funding": [{"row": "合计"}, {"values": {}}]},
            f"的“funding.2”缺少“row”：“funding”应写成 {FUNDING}，请改正。",
        ),
        (
            {"blocks": [{"row": "分配", "values": {}}]},
            f"的“blocks.1”缺少“block”：“blocks”应写成 {BLOCKS}，请改正。",
        ),
        (
            {"funding": [{"row": "合计", "values": []}]},
            f"的“funding.1.values”写法不对：“funding”应写成 {FUNDING}，请改正。",
        ),
        ({"indicators": [{"得分": 9.5}]}, "的“indicators.1.得分”应是文字，请加上引号，或改正。"),
        ({"total": {"得分": True}}, "的“total.得分”应是文字，请加上引号，或改正。"),
        ({"title": []}, "的“title”应是文字，请加上引号，或改正。"),
    ],
)
def test_another_shape_is_refused_with_file_part_and_remedy(values: object, reason: str) -> None:
    with pytest.raises(TranscriptError) as error:
        read_transcript(values, source="“表.json”")
    assert str(error.value) == f"转录文件“表.json”{reason}"
