import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

import imported_files
from command_line import CATALOGUE, Run
from office_files import docx, p, tbl, tc, tr
from perfeval_desktop import paths
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.exchange import transcript_files
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from short_forms import short_template

PAPER: dict[str, Any] = {
    "title": "项目支出绩效自评表",
    "fiscal_year": 2022,
    "unit": "万元",
    "grade": None,
    "fields": {"项目名称": "教师培训", "主管部门": "区教育局", "实施单位": "进修学院"},
    "funding": [
        {"row": "年度资金总额", "values": {"全年预算数": "10.00", "全年执行数": "九点九"}},
    ],
    "goals": [{"expected": "培训10场", "actual": "培训12场"}],
    "indicators": [
        {
            "一级指标": "产出指标",
            "三级指标": "场次",
            "年度指标值": "≥10场",
            "实际完成值": "12场",
            "分值": "20",
        },
    ],
    "total": {},
}
STRANGE = {**PAPER, "fields": {**PAPER["fields"], "门牌号\x1b": "12号"}}


def written(tmp_path: Path, values: object, name: str = "纸.json") -> Path:
    path = tmp_path / name
    path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.perfeval"


def projects(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return sorted(one.project for one in store.summaries())


def test_a_paper_form_is_entered_and_printed_back_as_it_stood(run: Run, tmp_path: Path, path: Path) -> None:
    outcome = run(
        "import", written(tmp_path, PAPER), "--store", path, "--template", "national-2020", "--json"
    )
    assert (outcome.code, outcome.err) == (0, "")
    (line,) = outcome.lines
    assert json.loads(line) == {"template": "national-2020", **PAPER, "unread": []}
    assert projects(path) == ["教师培训"]
    with Store.open(path, read_only=True) as store:
        (summary,) = store.summaries()
        form = store.load(summary.form_id).form
    assert (form.year, form.text("funding", "total", "executed")) == (2022, "九点九")
    assert summary.standing.errors > 0, "what cannot be read is a finding"


def test_a_person_is_told_what_was_entered(run: Run, tmp_path: Path, path: Path) -> None:
    outcome = run("import", written(tmp_path, PAPER), "--store", path, "--template", "national-2020")
    assert outcome.code == 0
    assert outcome.lines == ["教师培训：模板 national-2020，录入 15 格，0 格没有位置"]


def test_what_has_no_place_is_told_and_returns_1(run: Run, tmp_path: Path, path: Path) -> None:
    file = written(tmp_path, STRANGE)
    outcome = run("import", file, "--store", path, "--template", "national-2020")
    assert outcome.code == 1
    assert outcome.lines[0].endswith("1 格没有位置")
    assert "没有位置：fields.门牌号\N{REPLACEMENT CHARACTER}：12号" in outcome.err
    told = json.loads(run("import", file, "--template", "national-2020", "--dry-run", "--json").out)
    assert told["unread"] == ["fields.门牌号\x1b: 12号"]
    assert "门牌号\x1b" not in told["fields"]
    assert projects(path) == ["教师培训"]


def test_without_a_template_the_best_is_found(run: Run, tmp_path: Path) -> None:
    told = json.loads(run("import", written(tmp_path, PAPER), "--dry-run", "--json").out)
    assert told["template"] in CATALOGUE
    assert told["unread"] == []


def test_a_paper_may_name_its_template(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, {**PAPER, "template": "anhui"})
    assert json.loads(run("import", file, "--dry-run", "--json").out)["template"] == "anhui"
    other = run("import", file, "--template", "yunnan-14", "--dry-run", "--json")
    assert json.loads(other.out)["template"] == "yunnan-14"


def test_a_dry_run_makes_no_store(run: Run, tmp_path: Path, path: Path) -> None:
    assert run("import", written(tmp_path, PAPER), "--store", path, "--dry-run").code == 0
    assert not path.exists()


@pytest.mark.parametrize("shape", ["a list", "lines"])
def test_several_forms_come_in_a_list_or_on_lines(run: Run, tmp_path: Path, path: Path, shape: str) -> None:
    other = {**PAPER, "fields": {"项目名称": "讲座"}}
    file = written(tmp_path, [PAPER, other])
    if shape == "lines":
        file.write_text("\n".join(json.dumps(one) for one in (PAPER, other)) + "\n\n", encoding="utf-8")
    assert run("import", file, "--store", path).code == 0
    assert projects(path) == ["教师培训", "讲座"]


def test_a_paper_without_a_year_is_of_this_year(run: Run, tmp_path: Path) -> None:
    told = json.loads(
        run("import", written(tmp_path, {**PAPER, "fiscal_year": None}), "--dry-run", "--json").out
    )
    assert told["fiscal_year"] is None
    outcome = run("import", written(tmp_path, {**PAPER, "fiscal_year": None}), "--dry-run")
    assert re.search("，没有写 fiscal_year，按 20[0-9]{2} 年度录入$", outcome.lines[0])


def test_a_number_without_quotes_is_kept_to_its_last_zero(run: Run, tmp_path: Path) -> None:
    row = {"row": "年度资金总额", "values": {"全年预算数": "BARE"}}
    file = written(tmp_path, {**PAPER, "funding": [row]})
    file.write_text(file.read_text(encoding="utf-8").replace('"BARE"', "10.50"), encoding="utf-8")
    told = json.loads(run("import", file, "--dry-run", "--json").out)
    assert told["funding"][0]["values"] == {"全年预算数": "10.50"}


def test_a_cell_without_a_place_is_named_as_in_the_file(run: Run, tmp_path: Path) -> None:
    block = {"block": "别处", "row": "某行", "values": {"某栏": "12"}}
    file = written(tmp_path, {**PAPER, "blocks": [block]})
    outcome = run("import", file, "--dry-run", "--template", "national-2020")
    assert "没有位置：blocks.1.某栏：12" in outcome.err


def test_a_form_is_called_by_its_project_or_its_title(run: Run, tmp_path: Path) -> None:
    outcome = run("import", written(tmp_path, {**PAPER, "fields": {}}), "--dry-run")
    assert outcome.lines[0].startswith("项目支出绩效自评表：模板 ")
    other = run("import", written(tmp_path, {**PAPER, "fields": {"专项名称": "水库"}}), "--dry-run")
    assert other.lines[0].startswith("水库：模板 ")


def test_a_form_without_a_project_is_called_by_the_first_line_of_its_head(
    run: Run, tmp_path: Path, own_folder: Path
) -> None:
    folder = own_folder / "templates"
    folder.mkdir(parents=True)
    text = '[[blocks]]\ntype = "fields"\ncolumns = [{ key = "bridge", label = "桥名" }]'
    template = short_template(f'id = "own"\n{text}').text
    (folder / "own.toml").write_text(template, encoding="utf-8")
    file = written(tmp_path, {"template": "own", "fiscal_year": 2023, "fields": {"桥名": "赵州桥"}})
    assert run("import", file, "--dry-run").lines == ["赵州桥：模板 own，录入 2 格，0 格没有位置"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"{", "不是有效的 JSON"),
        (b"[" * 100_000, "不是有效的 JSON"),
        (b"\xff\xfe", "应为 UTF-8 编码的 JSON"),
        (b'{"fields": []}', '转录文件“纸.json”的“fields”应写成 {"栏名": "内容"}'),
        (b'{"year": 2025}', "转录文件“纸.json”没有“year”这一项：年度请写在“fiscal_year”里"),
        (b"{}", "转录文件“纸.json”里什么都没有填，请按纸上的栏名把内容写进去"),
        (b'[{"title": "a"}, {}]', "转录文件“纸.json”的第 2 张表里什么都没有填"),
        ('{"fiscal_year": "去年"}'.encode(), "的“fiscal_year”是“去年”，不是年度，请写四位数字，如 2023"),
    ],
)
def test_a_file_of_another_kind_is_an_error_with_a_remedy(
    run: Run, tmp_path: Path, path: Path, content: bytes, complaint: str
) -> None:
    file = tmp_path / "纸.json"
    file.write_bytes(content)
    outcome = run("import", file, "--store", path)
    assert (outcome.code, outcome.out) == (3, "")
    assert complaint in outcome.err
    assert not path.exists()


def test_a_file_that_is_not_there_is_an_error_with_a_remedy(run: Run, tmp_path: Path) -> None:
    outcome = run("import", tmp_path / "没有.json")
    assert outcome.code == 3
    assert "没有.json" in outcome.err


def test_a_file_that_is_much_too_large_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transcript_files, "MAX_BYTES", 10)
    outcome = run("import", written(tmp_path, PAPER))
    assert outcome.code == 3
    assert "太大" in outcome.err


def test_a_device_is_refused_before_it_is_read(run: Run) -> None:
    outcome = run("import", os.devnull)
    assert outcome.code == 3
    assert "不是普通的文件" in outcome.err


def test_a_file_without_forms_is_told(run: Run, tmp_path: Path) -> None:
    outcome = run("import", written(tmp_path, []))
    assert (outcome.code, outcome.err) == (3, "“纸.json”里没有自评表。请检查是否选对了文件。\n")


def test_a_template_nobody_has_is_an_error_with_a_remedy(run: Run, tmp_path: Path) -> None:
    outcome = run("import", written(tmp_path, PAPER), "--template", "nowhere")
    assert outcome.code == 3
    assert "没有名为“nowhere”的模板" in outcome.err


def test_an_own_template_takes_part(run: Run, tmp_path: Path, own_folder: Path) -> None:
    folder = own_folder / "templates"
    folder.mkdir(parents=True)
    text = TemplateCatalogue()["national-2020"].text.replace('id = "national-2020"', 'id = "own"')
    (folder / "own.toml").write_text(text.replace("项目名称", "门牌号"), encoding="utf-8")
    (folder / "broken.toml").write_text("format = 2", encoding="utf-8")
    told = json.loads(
        run("import", written(tmp_path, STRANGE), "--template", "own", "--dry-run", "--json").out
    )
    assert told["template"] == "own"
    assert run("import", written(tmp_path, PAPER), "--dry-run").code == 0


def test_a_row_of_several_funding_grids_is_told_with_its_remedy(
    run: Run, tmp_path: Path, own_folder: Path
) -> None:
    folder = own_folder / "templates"
    folder.mkdir(parents=True)
    grid = '[[blocks]]\ntype = "funding"\nkey = "{}"\ncolumns = "adjusted_budget"\n'
    template = short_template('id = "own"\n' + grid.format("levels") + grid.format("uses")).text
    (folder / "own.toml").write_text(template, encoding="utf-8")
    row = {"row": "其他资金", "values": {"全年预算数": "8"}}
    file = written(tmp_path, {"template": "own", "fiscal_year": 2023, "funding": [row]})
    outcome = run("import", file, "--dry-run")
    assert outcome.err == (
        '  没有位置：funding.1.全年预算数：8（几张资金表都有这一行，请在这一行加上 "block": "表名"）\n'
    )
    written(tmp_path, {"template": "own", "fiscal_year": 2023, "funding": [row | {"block": "uses"}]})
    assert (run("import", file, "--dry-run").code, outcome.code) == (0, 1)


HEADS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
ROWS = (
    ("产出指标", "数量指标", "场次", "≥10场", "12场", "60", "60"),
    ("", "质量指标", "合格率", "≥95%", "97%", "20", "20"),
    ("效益指标", "社会效益指标", "知晓率", "≥80%", "82%", "10", "10"),
)


def word_file(folder: Path, title: str = "2022年度项目支出绩效自评表") -> Path:
    """Write a Word document with a form, a blank level, and a text that belongs nowhere."""
    table = tbl(
        tr(tc("项目名称"), tc("教师培训", "<w:gridSpan w:val='6'/>")),
        *(tr(*map(tc, row)) for row in (HEADS, *ROWS)),
    )
    return docx(folder / "表.docx", p(title) + table + p("此件已归档"))


def test_a_word_document_is_entered_with_what_is_in_doubt_and_what_was_not_read(
    run: Run, tmp_path: Path, path: Path
) -> None:
    outcome = run("import", word_file(tmp_path), "--store", path, "--template", "national-2020", "--json")
    told = json.loads(outcome.out)
    assert outcome.code == 1, "something was not read"
    assert (told["template"], told["fiscal_year"]) == ("national-2020", 2022)
    assert told["fields"] == {"项目名称": "教师培训"}
    assert [row["三级指标"] for row in told["indicators"]] == ["场次", "合格率", "知晓率"]
    assert told["unread"] == ["第 1 个表格之后的第 1 段: 此件已归档"]
    assert told["unplaced"] == []
    (doubt,) = told["doubtful"]
    assert (doubt["place"], doubt["text"]) == ("indicators.2.一级指标", "产出指标")
    assert projects(path) == ["教师培训"]


def test_a_person_is_told_what_to_look_at_in_a_document(run: Run, tmp_path: Path) -> None:
    outcome = run(
        "import", word_file(tmp_path, "项目支出绩效自评表"), "--dry-run", "--template", "national-2020"
    )
    (line,) = outcome.lines
    assert re.fullmatch(
        "教师培训：模板 national-2020，录入 [0-9]+ 格，0 格没有位置，1 格没有读出，1 格请核对，"
        "没有找到年度，按 20[0-9]{2} 年度录入",
        line,
    )
    assert "没有读出：第 1 个表格之后的第 1 段：此件已归档" in outcome.err
    assert "请核对：indicators.2.一级指标：产出指标（这一格是空的，按上面一行读作同一级。）" in outcome.err


def test_nothing_is_stored_if_one_of_the_files_cannot_be_read(run: Run, tmp_path: Path, path: Path) -> None:
    outcome = run("import", written(tmp_path, PAPER), tmp_path / "没有.docx", "--store", path)
    assert outcome.code == 3
    assert "没有.docx" in outcome.err
    assert not path.exists()


def stored_actual(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        forms = [store.load(one.form_id).form for one in store.summaries()]
    return [row.text("actual") for form in forms for row in form.rows("indicators") if row.text("level3")]


def test_the_same_file_a_second_time_adds_nothing(run: Run, tmp_path: Path, path: Path) -> None:
    file = written(tmp_path, PAPER)
    first, second = (run("import", file, "--store", path, "--template", "national-2020") for _ in range(2))
    assert (first.code, second.code) == (0, 0)
    assert second.lines[1:] == ["  已有这张表，内容相同，没有改动"]
    assert projects(path) == ["教师培训"]


def test_what_a_stored_form_says_otherwise_is_listed_and_left(run: Run, tmp_path: Path, path: Path) -> None:
    wanted = ("--store", path, "--template", "national-2020")
    run("import", written(tmp_path, PAPER), *wanted)
    (row,) = PAPER["indicators"]
    file = written(tmp_path, {**PAPER, "indicators": [{**row, "实际完成值": "15场"}]})
    outcome = run("import", file, *wanted)
    assert outcome.code == 1
    assert "已有这张表，有 1 处不同，没有改动（用 --existing update 更新" in outcome.err
    assert "第 1 行“场次”的实际完成值：“12场”→“15场”" in outcome.err
    assert stored_actual(path) == ["12场"]
    updated = run("import", file, *wanted, "--existing", "update")
    assert (updated.code, updated.lines[1:]) == (0, ["  已更新原有的表，改动 1 处"])
    assert stored_actual(path) == ["15场"]
    assert run("import", file, *wanted, "--existing", "update").code == 0
    assert run("import", written(tmp_path, PAPER), *wanted, "--existing", "add").code == 0
    assert sorted(stored_actual(path)) == ["12场", "15场"]


def test_a_final_form_is_not_updated(run: Run, tmp_path: Path, path: Path) -> None:
    run("import", written(tmp_path, PAPER), "--store", path, "--template", "national-2020")
    with Store.open(path) as store:
        session = EditingSession(store, CATALOGUE)
        session.set_state([one.form_id for one in store.summaries()], FormState.FINAL, despite_errors=True)
    (row,) = PAPER["indicators"]
    file = written(tmp_path, {**PAPER, "indicators": [{**row, "实际完成值": "15场"}]})
    outcome = run("import", file, "--store", path, "--template", "national-2020", "--existing", "update")
    assert outcome.code == 1
    assert "没有改动（已定稿）" in outcome.err


def test_a_form_that_comes_twice_is_entered_once(run: Run, tmp_path: Path, path: Path) -> None:
    outcome = run("import", written(tmp_path, [PAPER, PAPER]), "--store", path)
    assert outcome.code == 0
    assert outcome.lines[-1] == "  与前面的一张完全相同，没有再录"
    assert projects(path) == ["教师培训"]


def test_a_blank_is_not_taken_in(run: Run, tmp_path: Path) -> None:
    blank = ("产出指标", "数量指标", "场次", "", "", "90", "")
    file = imported_files.word_file(tmp_path, rows=(blank,), project="")
    outcome = run("import", file, "--store", tmp_path / "空.perfeval")
    assert outcome.lines[1:] == ["  是没有填写的空表，没有录入"]


def test_an_unknown_way_with_existing_forms_is_told(run: Run, tmp_path: Path) -> None:
    outcome = run("import", written(tmp_path, PAPER), "--existing", "overwrite")
    assert outcome.code == 2
    assert "“overwrite”应为 skip、update、add 之一" in outcome.err


def test_a_folder_is_all_files_in_it(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "去年"
    folder.mkdir()
    written(folder, PAPER)
    assert len(run("import", folder, "--dry-run").lines) == 1
    empty = tmp_path / "空"
    empty.mkdir()
    outcome = run("import", empty, "--dry-run")
    assert (outcome.code, outcome.err) == (3, "选中的文件夹里没有可以导入的文件。请检查是否选对了文件夹。\n")


def test_words_that_cannot_be_read_are_told_and_the_files_are_read_without_them(
    run: Run, tmp_path: Path, own_folder: Path
) -> None:
    own_folder.mkdir(parents=True, exist_ok=True)
    paths.told_words_file().parent.mkdir(parents=True, exist_ok=True)
    paths.told_words_file().write_text("[]", encoding="utf-8")
    outcome = run("import", written(tmp_path, PAPER), "--dry-run")
    assert outcome.code == 0
    assert outcome.err.startswith("记住的栏名没有采用：")
