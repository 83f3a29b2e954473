from perfeval_desktop.domain.transcripts.shape import read_transcript
from perfeval_desktop.domain.transcripts.value import Entry, written

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


def test_the_filled_cells_are_told_from_the_top_to_the_bottom() -> None:
    transcript = read_transcript(WHOLE)
    entries = list(transcript.entries())
    assert [transcript.words(entry.path) for entry in entries] == [
        *("title", "fiscal_year", "unit", "grade", "fields.项目名称"),
        *("funding.1.全年预算数", "blocks.1.情况说明", "goals.1.expected", "goals.1.完成率"),
        *("indicators.1.三级指标", "indicators.1.得分", "total.得分"),
    ]
    assert entries[1] == Entry(("fiscal_year",), "2023")


def test_a_blank_is_no_entry() -> None:
    transcript = read_transcript({"title": " \n", "fields": {"主管部门": "　", "项目名称": "甲"}})
    assert list(transcript.entries()) == [Entry(("fields", "项目名称"), "甲")]


def test_a_transcript_is_written_in_the_shape_it_is_read_in() -> None:
    values = written(read_transcript(WHOLE))
    assert values == {key: value for key, value in WHOLE.items() if key != "template"}


def test_what_a_paper_does_not_say_is_written_as_nothing() -> None:
    values = written(read_transcript({"fiscal_year": "二〇二三年"}))
    assert values["fiscal_year"] is values["title"] is values["unit"] is values["grade"] is None
    assert "blocks" not in values
