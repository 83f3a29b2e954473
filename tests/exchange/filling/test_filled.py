"""A blank comes back with a form in it: read again as a stranger's file, it says what the form says."""

import zipfile
from pathlib import Path

import pytest

from blank_files import GROUPS, PLAIN, excel_blank, filled_file, job, read_back, word_blank
from office_files import zipped
from perfeval_desktop.domain.transcripts.entering import entered
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.filling.filled import filled

NAMES = [
    *("更新设备", "设备验收合格率", "设备按期投用率", "设备采购节约率"),
    *("基层诊疗量增长", "设备管理制度", "就诊群众满意度"),
]


def texts(file: Path) -> set[tuple[str, str, str]]:
    """Return what a filled blank says under the template of its form, by block, row and column."""
    template, own = job()
    found = read_back(file).transcript
    form = entered(match(template, found), found, year=own.year)
    # The rows of a form that was read have ids of their own.
    return {
        (block, "".join(row.cells.get("level3", row.id).split()), f"{column}={text}")
        for block, rows in form.tables.items()
        for row in rows
        for column, text in row.cells.items()
    }


@pytest.mark.parametrize("drawing", [PLAIN, GROUPS])
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_filled_blank_says_what_the_form_says(tmp_path: Path, suffix: str, drawing: str) -> None:
    make = word_blank if suffix == ".docx" else excel_blank
    result, file = filled_file(make(tmp_path / f"空表{suffix}", drawing), *job())
    form = read_back(file).transcript
    assert [row["三级指标"] for row in form.indicators] == NAMES
    assert form.indicators[2] == {
        "一级指标": "产出指标",
        "二级指标": "时效指标",
        "三级指标": "设备按期投用率",
        "年度指标值": "=100%",
        "实际完成值": "95%",
        "分值": "10",
        "得分": "9.5",
        "偏差原因分析及改进措施": "两间机房改造晚了半个月，今后先改机房。",
    }
    assert form.fiscal_year == "2023"
    assert form.fields["实施单位"] == "临浦市基层卫生服务中心"
    assert form.rows[0].values["执行率"] == "98.00%"
    assert form.goals[0]["actual"] == "更新设备 48 台，验收合格，诊疗量增长 9%。"
    assert form.total == {"分值": "100", "得分": "99.3"}
    assert [one.text for one in result.left] == ["优"]
    assert (result.replaced, result.notices) == ((), ())


def test_every_sample_of_a_kind_says_the_same_read_again(tmp_path: Path) -> None:
    template, form = job()
    word = word_blank(tmp_path / "空表.docx", GROUPS)
    excel = excel_blank(tmp_path / "空表.xlsx", GROUPS)
    own = texts(filled_file(word, template, form)[1])
    assert own == texts(filled_file(excel, template, form)[1])
    said = {text for _, _, text in own}
    for block in ("indicators", "goals"):
        for row in form.rows(block):
            missing = {f"{column}={text}" for column, text in row.cells.items()} - said
            assert not {one for one in missing if not one.startswith("level")}


def test_forms_of_other_templates_go_by_what_their_columns_mean(tmp_path: Path) -> None:
    result, file = filled_file(word_blank(tmp_path / "空表.docx", PLAIN), *job("yunnan-14"))
    form = read_back(file).transcript
    # Sign, number and unit have one cell here.
    assert form.indicators[1]["年度指标值"] == "≥2100人"
    assert form.rows[0].values["年初预算数"] == "48.60"
    assert result.notices == ("空表的金额单位是“万元”，金额已从“元”换算。",)
    assert [(one.place, one.text) for one in result.left] == [
        ("部门", "滇平县教育体育局"),
        ("自评等级", "优"),
    ]


def test_what_stood_there_before_is_told(tmp_path: Path) -> None:
    drawing = (
        PLAIN.replace("| 项目名称 | < |  |", "| 项目名称 | < | 去年的项目 |")
        .replace("填表人：            ", "填表人：李某        ")
        .replace("（    年度）", "（2022年度）")
    )
    result, file = filled_file(word_blank(tmp_path / "空表.docx", drawing), *job())
    assert read_back(file).transcript.fields["项目名称"] == "基层医疗卫生机构设备更新"
    assert [(one.before, one.text) for one in result.replaced] == [("去年的项目", "基层医疗卫生机构设备更新")]
    assert result.notices == ("空表上印的是 2022 年度，这张自评表是 2023 年度，空表上的年度没有改动。",)


def test_an_indicator_that_only_the_blank_has_stays_and_is_told(tmp_path: Path) -> None:
    drawing = GROUPS.replace("| 质量指标 | 指标1： |", "| 质量指标 | 设备完好率 |").replace(
        "| 时效指标 | …… |", "| 时效指标 | 设备按期投用率 |"
    )
    result, file = filled_file(word_blank(tmp_path / "空表.docx", drawing), *job())
    assert [one.text for one in result.kept] == ["设备完好率"]
    rows = read_back(file).transcript.indicators
    assert [row["三级指标"] for row in rows if row["二级指标"] == "质量指标"] == [
        "设备完好率",
        "设备验收合格率",
    ]
    assert rows[3]["三级指标"] == "设备按期投用率"
    assert rows[3]["实际完成值"] == "95%"


def test_a_blank_without_a_unit_says_so(tmp_path: Path) -> None:
    blank = word_blank(tmp_path / "空表.docx", PLAIN.replace("（万元）", ""))
    assert filled(blank, *job()).notices == ("空表没有写明金额单位，金额按“万元”填写，请核对。",)


def test_the_best_form_of_a_file_is_taken(tmp_path: Path) -> None:
    other = "\n".join(line for line in PLAIN.splitlines() if "资金" not in line and "拨款" not in line)
    result, file = filled_file(word_blank(tmp_path / "空表.docx", other + "\n" + PLAIN.strip()), *job())
    assert zipfile.ZipFile(file).read("word/document.xml").decode().count("基层医疗卫生机构设备更新") == 1
    assert len(result.left) == 1


# -- files that are not filled in ----------------------------------------------------------------------------


def refusal(blank: Path) -> str:
    with pytest.raises(ImportFileError) as error:
        filled(blank, *job())
    return str(error.value)


def test_a_file_without_a_form_is_refused(tmp_path: Path) -> None:
    assert "没有找到可以填的表" in refusal(word_blank(tmp_path / "通知.docx", "各单位：请按时报送。"))


def test_other_formats_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "空表.txt"
    file.write_text(PLAIN)
    assert "不是 Word 或 Excel 文件" in refusal(file)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "请检查文件是否存在" in refusal(tmp_path / "没有.docx")


def test_a_signed_file_is_refused(tmp_path: Path) -> None:
    blank = word_blank(tmp_path / "空表.docx", PLAIN, extra={"_xmlsignatures/sig1.xml": "<Signature/>"})
    assert "数字签名" in refusal(blank)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    assert "已损坏" in refusal(zipped(tmp_path / "空表.docx", {"word/document.xml": "<w"}))


def test_macros_stay_and_are_never_run(tmp_path: Path) -> None:
    blank = word_blank(tmp_path / "空表.docm", PLAIN, extra={"word/vbaProject.bin": b"\0macro"})
    result, file = filled_file(blank, *job())
    assert result.notices == ("空表带有宏，已原样保留，程序没有运行它。",)
    assert zipfile.ZipFile(file).read("word/vbaProject.bin") == b"\0macro"
