import json
from pathlib import Path

import pytest

from command_line import CATALOGUE, Run, fill, new
from perfeval_desktop.cli import ledger_command
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.places import execution_place
from perfeval_desktop.importing.reader_pool import ReaderPool
from perfeval_desktop.storage.store import Store
from reading_here import PoolHere

HEAD = "项目名称,年初预算（万元）,全年预算（万元）,支出（万元）\n"
LEDGER = (
    "2023年度台账\n"
    + HEAD
    + "教师培训,10,12,11\n桥梁加固,20,--,15\n农村公路养护,3,3,3\n信息化建设,5,5,5\n合计,38,40,34\n"
)


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_command, "ReaderPool", PoolHere)


def filled(name: str, **amounts: str) -> object:
    form = new(name)
    template = CATALOGUE["national-2020"]
    for role, text in amounts.items():
        place = execution_place(template, Role(role))
        assert place is not None
        form = form.with_text(place, text)
    return form


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "台账.perfeval"
    known = filled("教师培训", initial_budget="10.00", adjusted_budget="10.00")
    fill(path, known, new("桥梁加固"), new("农村公路日常养护"), new("饮水安全"))  # type: ignore[arg-type]
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return written(tmp_path, LEDGER)


def written(folder: Path, text: str, name: str = "台账.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def totals(path: Path) -> dict[str, list[str]]:
    with Store.open(path, read_only=True) as store:
        found = {}
        for one in store.summaries():
            form = store.load(one.form_id).form
            places = [
                execution_place(CATALOGUE["national-2020"], role)
                for role in (Role.INITIAL_BUDGET, Role.ADJUSTED_BUDGET, Role.EXECUTED)
            ]
            found[one.project] = [form.text(*place) for place in places if place]
    return found


def test_blank_cells_of_sure_matches_are_filled(run: Run, path: Path, ledger: Path) -> None:
    done = run("ledger", ledger, "--store", path)
    assert done.code == 1
    assert totals(path) == {
        "教师培训": ["10.00", "10.00", "11.00"],
        "桥梁加固": ["20.00", "", "15.00"],
        "农村公路日常养护": ["", "", ""],
        "饮水安全": ["", "", ""],
    }
    assert done.lines[-1].endswith("1 张表台账里没有。填了 2 张表的 3 格资金。")
    assert "  全年预算数：10.00 → 12.00（没有填）" in done.lines
    assert "  全年执行数：空 → 11.00" in done.lines


def test_all_that_is_not_taken_is_told(run: Run, path: Path, ledger: Path) -> None:
    told = run("ledger", ledger, "--store", path, "--dry-run").err
    assert "“--”表示没有金额，没有填（" in told
    assert "台账里没有：饮水安全，" in told
    assert "合计 38 40 34（合计、小计）" in told


def test_a_dry_run_changes_nothing(run: Run, path: Path, ledger: Path) -> None:
    before = totals(path)
    assert run("ledger", ledger, "--store", path, "--dry-run").code == 1
    assert totals(path) == before


def test_what_is_filled_and_what_is_alike_is_taken_where_that_is_wanted(
    run: Run, path: Path, ledger: Path
) -> None:
    run("ledger", ledger, "--store", path, "--overwrite", "--similar")
    assert totals(path)["教师培训"] == ["10.00", "12.00", "11.00"]
    assert totals(path)["农村公路日常养护"] == ["3.00", "3.00", "3.00"]


def test_rows_without_a_form_become_new_ones_where_a_template_is_named(
    run: Run, path: Path, tmp_path: Path
) -> None:
    ledger = written(tmp_path, f"2023年\n{HEAD}教师培训,10,10,11\n信息化建设,5,5,5\n")
    done = run("ledger", ledger, "--store", path, "--template", "national-2020")
    assert done.code == 0
    assert totals(path)["信息化建设"] == ["5.00", "5.00", "5.00"]


def test_each_row_is_one_object_in_json(run: Run, path: Path, ledger: Path) -> None:
    head, *rest = map(json.loads, run("ledger", ledger, "--store", path, "--json").lines)
    assert (head["fiscal_year"], head["unit"], head["columns"][0]["field"]) == (2023, "万元", "项目名称")
    rows = [one for one in rest if "row" in one]
    assert [one["match"] for one in rows] == ["名称相同", "名称相同", "名称相似", "没有对上"]
    assert rows[0]["changes"] == [
        {"place": "funding.total.adjusted_budget", "before": "10.00", "after": "12.00", "taken": False},
        {"place": "funding.total.executed", "before": "", "after": "11.00", "taken": True},
    ]
    assert [one["score"] for one in rows[2]["candidates"]] == [75]
    assert [one["project"] for one in rest if "form_without_row" in one] == ["饮水安全"]
    assert [one["text"] for one in rest if "left_out" in one] == ["合计 38 40 34"]


def test_candidates_are_named_where_none_is_chosen(run: Run, path: Path, tmp_path: Path) -> None:
    ledger = written(tmp_path, f"2023年\n{HEAD}教师培训,10,10,11\n教师培训,5,5,5\n")
    told = run("ledger", ledger, "--store", path).err
    assert "  可能是：教师培训（" in told


def test_a_unit_in_doubt_has_to_be_named(run: Run, tmp_path: Path) -> None:
    sure = written(tmp_path, "项目名称,支出\n饮水安全,15\n")
    fresh = tmp_path / "新.perfeval"
    fill(fresh, new("饮水安全"))
    refused = run("ledger", sure, "--store", fresh, "--year", "2023")
    assert refused.code == 3
    assert "请用 --unit 写明元或万元，什么也没有填。" in refused.err
    assert run("ledger", sure, "--store", fresh, "--year", "2023", "--unit", "万元").code == 0
    assert totals(fresh) == {"饮水安全": ["", "", "15.00"]}
    assert run("ledger", sure, "--store", fresh, "--unit", "美元").code == 2


def test_columns_can_be_named(run: Run, path: Path, tmp_path: Path) -> None:
    ledger = written(tmp_path, "单位：万元,,\n事项,花费,其他\n饮水安全,15,1\n")
    done = run("ledger", ledger, "--store", path, "--column", "事项=项目名称", "--column", "花费=全年执行数")
    assert totals(path)["饮水安全"] == ["", "", "15.00"]
    assert "  全年执行数：“花费”，确定（由 --column 指定）" in done.lines


@pytest.mark.parametrize(
    ("options", "outcome"),
    [
        (["--column", "没有=项目名称"], (2, "台账里没有“没有”这一栏，有：事项、花费")),
        (["--column", "花费=钱"], (2, "“钱”不是可填的内容，等号后面应写 项目名称、")),
        ([], (3, "没有认出项目名称和金额的栏。请用 --column 栏名=项目名称 写明。")),
        (["--sheet", "二月"], (3, "里没有名为“二月”的工作表，有：台账。")),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Run, path: Path, tmp_path: Path, options: list[str], outcome: tuple[int, str]
) -> None:
    refused = run("ledger", written(tmp_path, "事项,花费\n饮水安全,15\n"), "--store", path, *options)
    assert refused.code == outcome[0]
    assert outcome[1] in refused.err


def test_a_file_that_cannot_be_read_is_told(run: Run, path: Path, tmp_path: Path) -> None:
    refused = run("ledger", written(tmp_path, ""), "--store", path)
    assert (refused.code, refused.err) == (3, "“台账.csv”是空文件。请检查文件是否完整。\n")


def test_a_file_is_read_in_a_process_of_its_own(
    run: Run, path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_command, "ReaderPool", ReaderPool)
    run("ledger", ledger, "--store", path)
    assert totals(path)["教师培训"] == ["10.00", "10.00", "11.00"]


def test_a_file_without_a_table_is_no_ledger(run: Run, path: Path, tmp_path: Path) -> None:
    refused = run("ledger", written(tmp_path, "只有一句话\n", "话.txt"), "--store", path)
    assert (refused.code, refused.out) == (3, "")
    assert "“话.txt”里没有台账那样的表格。请检查是否选对了文件。" in refused.err
