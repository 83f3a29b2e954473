import json
from pathlib import Path

import pytest

from command_line import CATALOGUE, Run, new, project
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId

FORM = new("教师培训")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return the path of another store, which is not there yet."""
    return tmp_path / "部门.perfeval"


@pytest.fixture
def package(run: Run, tmp_path: Path, store: Path) -> Path:
    """Return a package of all three forms of the store."""
    file = tmp_path / "上报.perfevalx"
    outcome = run("export", "--format", "package", "--out", file, "--store", store)
    assert (outcome.code, outcome.lines, outcome.err) == (0, [f"已导出 3 张自评表：{file}"], "")
    return file


def forms_in(path: Path) -> dict[FormId, Form]:
    with Store.open(path, read_only=True) as store:
        return {one.form_id: store.load(one.form_id).form for one in store.summaries()}


def write(path: Path, form_id: FormId, role: Role, text: str) -> None:
    with Store.open(path) as store:
        session = EditingSession(store, CATALOGUE)

        def changed(form: Form) -> Form:
            template = session.template_of(form)
            place = place_of(template, role)
            assert place is not None
            return enter(template, form, place, text)

        session.edit_many([form_id], changed, "修改")


def set_state(path: Path, form_id: FormId, state: FormState) -> None:
    with Store.open(path) as store:
        EditingSession(store, CATALOGUE).set_state([form_id], state, despite_errors=True)


def test_a_package_takes_forms_from_store_to_store(run: Run, package: Path, store: Path, other: Path) -> None:
    outcome = run("import", package, "--store", other)
    assert (outcome.code, outcome.err) == (0, "")
    assert [line.rpartition("：")[2] for line in outcome.lines] == ["新的表，加入"] * 3
    assert forms_in(other) == forms_in(store)
    again = run("import", package, "--store", other)
    assert [line.rpartition("：")[2] for line in again.lines] == ["内容相同，不变"] * 3
    assert forms_in(other) == forms_in(store)


def test_chosen_forms_alone_can_be_exported(run: Run, tmp_path: Path, store: Path, other: Path) -> None:
    file = tmp_path / "一张.perfevalx"
    run("export", "--format=package", "--out", file, "--year", "2022", "--store", store)
    run("import", file, "--store", other)
    assert [form.year for form in forms_in(other).values()] == [2022]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--samples", "--out", "x.perfevalx"], "不能用于内置示例"),
        (["--merged", "x.perfevalx"], "请用 --out"),
        (["--out", "x.perfevalx", "--year", "2050"], "没有符合条件"),
    ],
)
def test_a_package_that_cannot_be_is_told(run: Run, store: Path, words: list[str], why: str) -> None:
    there = [] if "--samples" in words else ["--store", store]
    outcome = run("export", "--format", "package", *words, *there)
    assert outcome.code == 2
    assert why in outcome.err


def test_an_unknown_format_is_told(run: Run) -> None:
    outcome = run("export", "--format", "zip", "--out", "x")
    assert (outcome.code, "json、package 之一" in outcome.err) == (2, True)


def test_what_a_package_would_do_can_be_seen_before(run: Run, package: Path, store: Path) -> None:
    form_id = next(iter(forms_in(store)))
    write(store, form_id, Role.IMPLEMENTING_UNIT, "别的单位")
    before = forms_in(store)
    outcome = run("import", package, "--dry-run", "--json", "--store", store)
    assert outcome.code == 0
    told = {values["id"]: values for values in map(json.loads, outcome.lines)}
    assert (told[form_id]["case"], told[form_id]["choice"]) == ("older", "leave")
    assert told[form_id]["project"] == project(before[form_id])
    assert forms_in(store) == before


def test_what_both_changed_is_told_cell_by_cell_and_stays(
    run: Run, package: Path, store: Path, other: Path, tmp_path: Path
) -> None:
    run("import", package, "--store", other)
    form_id = next(iter(forms_in(store)))
    write(store, form_id, Role.IMPLEMENTING_UNIT, "对方单位")
    write(other, form_id, Role.IMPLEMENTING_UNIT, "本机单位")
    file = tmp_path / "再报.perfevalx"
    run("export", "--format", "package", "--out", file, "--store", store)
    before = forms_in(other)
    outcome = run("import", file, "--store", other)
    assert outcome.code == 1
    assert "双方改了同一格，没有改动" in outcome.err
    assert "本机“本机单位”，对方“对方单位”" in outcome.err
    assert forms_in(other) == before
    (values,) = [
        one
        for one in map(json.loads, run("import", file, "--json", "--store", other).lines)
        if one["differences"]
    ]
    assert [(one["ours"], one["theirs"]) for one in values["differences"]] == [("本机单位", "对方单位")]
    assert run("import", file, "--existing", "add", "--store", other).code == 0
    assert len(forms_in(other)) == 4
    assert run("import", file, "--existing", "update", "--store", other).code == 0
    assert forms_in(other)[form_id] == forms_in(store)[form_id]


def test_a_final_form_and_one_in_the_bin_are_left_with_the_reason(
    run: Run, package: Path, store: Path, other: Path, tmp_path: Path
) -> None:
    run("import", package, "--store", other)
    final, deleted, _ = forms_in(other)
    set_state(other, final, FormState.FINAL)
    with Store.open(other) as opened:
        EditingSession(opened, CATALOGUE).delete([deleted], "删除")
    write(store, final, Role.IMPLEMENTING_UNIT, "对方单位")
    file = tmp_path / "再报.perfevalx"
    run("export", "--format", "package", "--out", file, "--store", store)
    outcome = run("import", file, "--existing", "update", "--store", other)
    assert outcome.code == 1
    assert "本机的表已定稿" in outcome.err
    assert "它在本机的回收站里" in outcome.err


def test_what_both_changed_in_different_cells_is_joined(
    run: Run, package: Path, store: Path, other: Path, tmp_path: Path
) -> None:
    run("import", package, "--store", other)
    form_id = next(iter(forms_in(store)))
    write(store, form_id, Role.IMPLEMENTING_UNIT, "对方单位")
    write(other, form_id, Role.PROJECT, "本机的名称")
    file = tmp_path / "再报.perfevalx"
    run("export", "--format", "package", "--out", file, "--store", store)
    outcome = run("import", file, "--store", other)
    assert outcome.code == 0
    assert any(line.endswith("双方都改过，逐格合并") for line in outcome.lines)


def test_packages_and_other_files_can_be_imported_together(
    run: Run, package: Path, other: Path, tmp_path: Path
) -> None:
    (tmp_path / "表.json").write_text(
        json.dumps({"title": "自评表", "fields": {"项目名称": "转录的"}}), "utf-8"
    )
    run("import", package, tmp_path / "表.json", "--store", other)
    assert len(forms_in(other)) == 4


def test_a_package_that_cannot_be_read_is_told(run: Run, tmp_path: Path, other: Path) -> None:
    (tmp_path / "坏.perfevalx").write_bytes(b"PK")
    outcome = run("import", tmp_path / "坏.perfevalx", "--store", other)
    assert (outcome.code, "没有导入任何内容" in outcome.err) == (3, True)
    assert not other.exists()
