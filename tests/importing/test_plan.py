from dataclasses import replace
from pathlib import Path

from command_line import CATALOGUE, new
from imported_files import READING, word_file
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, FormState, Place, RowId
from perfeval_desktop.domain.places import NOTE
from perfeval_desktop.importing.contents import FileContents, contents_of
from perfeval_desktop.importing.plan import Action, Planned, Planner, intake
from perfeval_desktop.store import FormId
from stored_forms import listed

HEADING = "导入时没有放进表里的文字："


def planner(*stored: Form) -> Planner:
    loaded = {FormId(str(number)): (CATALOGUE[one.template.id], one) for number, one in enumerate(stored)}
    return Planner((listed(number, one) for number, one in enumerate(stored)), loaded.__getitem__)


def planned(contents: FileContents, *stored: Form) -> Planned:
    (one,) = planner(*stored).plan(contents, CATALOGUE.__getitem__)
    return one


def read(folder: Path, *lines: str) -> FileContents:
    return contents_of(word_file(folder, "年度：2023年", *lines), READING)


def changed(form: Form, block: str, row: str, column: str, text: str) -> Form:
    return enter(CATALOGUE[form.template.id], form, Place(block, RowId(row), column), text)


def test_a_new_form_is_made_and_what_was_not_read_goes_along_as_a_note(tmp_path: Path) -> None:
    one = planned(read(tmp_path, "门牌号：12号"))
    assert (one.action, one.counterpart) == (Action.CREATE, None)
    note = one.result.text(*NOTE).splitlines()
    assert note[0] == HEADING
    assert note[1].endswith("：门牌号：12号")
    assert note[2] == "indicators.1.分值：90"
    assert replace(one, keeps_unread=False).result == one.form


def test_a_blank_is_left_out_and_one_with_a_name_or_a_value_is_not(tmp_path: Path) -> None:
    blank = ("产出指标", "数量指标", "场次", "", "", "90", "")
    for project, row, action in (
        ("", blank, Action.SKIP),
        ("培训", blank, Action.CREATE),
        ("", (*blank[:3], "≥10场", *blank[4:]), Action.CREATE),
    ):
        file = word_file(tmp_path, rows=(row,), project=project)
        one = planned(contents_of(file, READING))
        assert (one.action, one.is_blank) == (action, action is Action.SKIP)


def test_what_is_there_already_is_left_out(tmp_path: Path) -> None:
    contents = read(tmp_path)
    (found,) = contents.forms
    one = planned(contents, found.form)
    assert (one.action, one.changes, one.is_final) == (Action.SKIP, (), False)


def test_blank_cells_are_filled_and_what_would_be_overwritten_is_for_a_person(tmp_path: Path) -> None:
    contents = read(tmp_path)
    (found,) = contents.forms
    grid = CATALOGUE[found.template].grid
    assert grid is not None
    (row,) = found.form.rows(grid.key)
    target, actual = "target" if "target" in row.cells else "target_number", "actual"
    ours = changed(changed(found.form, grid.key, row.id, actual, ""), grid.key, row.id, target, "≥8场")
    one = planned(contents, ours)
    assert one.action is Action.UPDATE
    assert [change.after for change in one.taken] == ["12场"]
    result = replace(one, keeps_unread=False).result
    assert result.text(grid.key, row.id, actual) == "12场"
    assert result.text(grid.key, row.id, target) == "≥8场"
    assert intake([one]).changed == {"0": one.result}


def test_a_stored_form_of_another_template_is_compared_in_its_own(tmp_path: Path) -> None:
    ours = new("培训", template="national-2020", year=2023)
    one = planned(contents_of(word_file(tmp_path, "2023年"), READING), ours)
    assert one.comparison is not None
    assert {change.place.block for change in one.changes} <= CATALOGUE["national-2020"].by_key.keys()
    assert one.result.template.id == "national-2020"


def test_a_final_form_is_left_alone(tmp_path: Path) -> None:
    ours = replace(new("培训", year=2023), state=FormState.FINAL)
    one = planned(contents_of(word_file(tmp_path, "2023年"), READING), ours)
    assert (one.action, one.is_final, bool(one.changes)) == (Action.SKIP, True, True)


def test_the_same_form_in_two_files_is_taken_once(tmp_path: Path) -> None:
    contents = read(tmp_path)
    one_planner = planner()
    (first,), (second,) = (one_planner.plan(contents, CATALOGUE.__getitem__) for _ in range(2))
    assert (first.action, first.is_repeated) == (Action.CREATE, False)
    assert (second.action, second.is_repeated) == (Action.SKIP, True)
    taken = intake([first, second])
    assert (taken.new, taken.changed, taken.label) == ((first.result,), {}, "导入 1 张表")


def test_a_note_is_not_written_twice(tmp_path: Path) -> None:
    one = planned(read(tmp_path, "门牌号：12号"))
    again = replace(one, form=one.result)
    assert again.result == one.result
    noted = one.form.with_text(NOTE, "领导已看")
    assert replace(one, form=noted).result.text(*NOTE).startswith(f"领导已看\n{HEADING}\n")


def two_versions(folder: Path) -> tuple[FileContents, FileContents]:
    """Return two files with the same project, of which one reached more."""
    other = (("产出指标", "数量指标", "场次", "≥10场", "15场", "90", "90"),)
    return (
        contents_of(word_file(folder, "年度：2023年", name="甲.docx"), READING),
        contents_of(word_file(folder, "年度：2023年", rows=other, name="乙.docx"), READING),
    )


def test_another_version_of_what_was_found_before_is_told(tmp_path: Path) -> None:
    one_planner = planner()
    (first,), (second,) = (one_planner.plan(one, CATALOGUE.__getitem__) for one in two_versions(tmp_path))
    assert (first.namesake, second.namesake) == (None, tmp_path / "甲.docx")
    assert (second.action, second.is_repeated) == (Action.CREATE, False)


def test_of_two_versions_of_a_stored_form_the_first_updates_it(tmp_path: Path) -> None:
    versions = two_versions(tmp_path)
    one_planner = planner(new("培训", template="national-2020"))
    (first,), (second,) = (one_planner.plan(one, CATALOGUE.__getitem__) for one in versions)
    assert (first.action, second.action) == (Action.UPDATE, Action.SKIP)
    chosen = second.with_action(Action.UPDATE)
    assert intake([first, chosen]).changed == {"0": chosen.result}


def test_a_form_may_go_into_another_template(tmp_path: Path) -> None:
    one = planned(read(tmp_path)).in_template(CATALOGUE["yunnan-14"])
    assert (one.result.template.id, one.action) == ("yunnan-14", Action.CREATE)
    assert one.result.year == 2023


def test_what_is_taken_and_what_goes_along_is_the_users(tmp_path: Path) -> None:
    one = planned(read(tmp_path, "门牌号：12号"), new("培训", template="national-2020"))
    none = one.taking(frozenset()).keeping_unread(keeps=False)
    assert none.comparison is not None
    assert none.result == none.comparison.ours
