from pathlib import Path

from command_line import CATALOGUE
from imported_files import IN_DOUBT, READING, word_file
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.importing.contents import FileContents, contents_of
from perfeval_desktop.importing.plan import Action, Planned, Planner
from perfeval_desktop.importing.review import Line, LineKind, lines
from perfeval_desktop.store import FormId
from stored_forms import listed


def planned(contents: FileContents, *stored: Form) -> Planned:
    summaries = [listed(number, one) for number, one in enumerate(stored)]
    loaded = {FormId(str(number)): (CATALOGUE[one.template.id], one) for number, one in enumerate(stored)}
    (one,) = Planner(summaries, loaded.__getitem__).plan(contents, CATALOGUE.__getitem__)
    return one


def by_kind(found: tuple[Line, ...], kind: LineKind) -> list[Line]:
    return [line for line in found if line.kind is kind]


def test_a_new_form_is_all_its_texts_each_with_its_cell_in_the_file(tmp_path: Path) -> None:
    found = lines(planned(contents_of(word_file(tmp_path), READING)))
    texts = {line.text: line for line in by_kind(found, LineKind.READ)}
    assert texts["12场"].label == "第 1 行“场次”的实际完成值"
    cell = texts["12场"].cell
    assert cell is not None
    assert (cell.text, cell.row, cell.column) == ("12场", 3, 4)
    assert not texts["12场"].needs_a_look


def test_what_was_not_read_comes_last_with_its_place_in_the_file(tmp_path: Path) -> None:
    found = lines(planned(contents_of(word_file(tmp_path, "门牌号：12号"), READING)))
    last, unplaced = found[-2:]
    assert (last.kind, last.text, last.label, last.place) == (
        LineKind.UNREAD,
        "门牌号：12号",
        "正文第 3 段",
        None,
    )
    assert (unplaced.label, unplaced.text, unplaced.reason) == (
        "indicators.1.分值",
        "90",
        "这个模板里没有它的位置。",
    )
    assert unplaced.cell is not None
    assert all(line.needs_a_look for line in (last, unplaced))


def in_doubt(folder: Path) -> Planned:
    """Return a form of which one indicator has no level-1 name, as most have."""
    return planned(contents_of(word_file(folder, rows=IN_DOUBT), READING))


def test_what_is_in_doubt_stays_so_until_somebody_has_looked(tmp_path: Path) -> None:
    one = in_doubt(tmp_path)
    (doubt,) = by_kind(lines(one), LineKind.DOUBTFUL)
    assert (doubt.text, doubt.reason) == ("产出指标", "这一格是空的，按上面一行读作同一级。")
    assert doubt.place is not None
    assert by_kind(lines(one.looked_at(doubt.place)), LineKind.DOUBTFUL) == []
    typed = one.with_text(doubt.place, "效益指标")
    assert by_kind(lines(typed), LineKind.DOUBTFUL) == []
    assert "效益指标" in [line.text for line in lines(typed)]


def test_of_an_update_only_what_changes_is_shown(tmp_path: Path) -> None:
    contents = contents_of(word_file(tmp_path, "年度：2026年"), READING)
    (found,) = contents.forms
    grid = CATALOGUE[found.template].grid
    assert grid is not None
    (row,) = found.form.rows(grid.key)
    ours = found.form.with_text(Place(grid.key, row.id, "actual"), "11场").with_text(
        Place(grid.key, row.id, "level3"), ""
    )
    one = planned(contents, ours)
    assert one.action is Action.UPDATE
    changed = [line for line in lines(one) if line.change is not None]
    assert sorted((line.kind.name, line.before, line.text) for line in changed) == [
        ("OVERWRITING", "11场", "12场"),
        ("READ", "", "场次"),
    ]
    assert all(line.cell is not None for line in changed)
    (overwriting,) = by_kind(lines(one), LineKind.OVERWRITING)
    assert overwriting.place is not None
    typed = one.with_text(overwriting.place, "13场")
    assert {change.after for change in typed.taken} == {"场次", "13场"}
