"""The keys in the project tree: a function for each line of the table, called like its id."""

from perfeval_desktop.store import FormId
from perfeval_ui.project_tree.view import ProjectTreeView
from ui.keyboard import type_text
from ui.keys.desk import Desk
from ui.window_driver import opened


def arrows(desk: Desk) -> None:
    up, down = desk.line.keys
    _enter(desk)
    before = opened(desk.window)
    desk.press(up)
    assert opened(desk.window) not in (before, None)
    desk.press(down)
    assert opened(desk.window) == before


def fold(desk: Desk) -> None:
    left, right = desk.line.keys
    view = _enter(desk)
    while view.model().rowCount(view.currentIndex()) == 0:
        desk.press(left)
    group = view.currentIndex()
    assert view.isExpanded(group)
    desk.press(left)
    assert not view.isExpanded(group)
    desk.press(right)
    assert view.isExpanded(group)


def rename(desk: Desk) -> None:
    _enter(desk)
    desk.press()
    type_text("1")
    desk.press("Esc")
    assert _names(desk).count("1") == 0
    desk.press()
    type_text("1")
    desk.press("Return")
    assert _names(desk).count("1") == 1


def delete(desk: Desk) -> None:
    _enter(desk)
    form_id = opened(desk.window)
    desk.press()
    assert form_id not in _ids(desk)
    assert form_id in [one.form_id for one in desk.session.bin()]


def duplicate(desk: Desk) -> None:
    _enter(desk)
    before = len(_ids(desk))
    desk.press()
    assert len(_ids(desk)) == before + 1


def next_year(desk: Desk) -> None:
    _enter(desk)
    before = [one.year for one in desk.session.summaries()]
    year = desk.form.year
    desk.press()
    after = [one.year for one in desk.session.summaries()]
    assert after.count(year + 1) == before.count(year + 1) + 1


def select_all(desk: Desk) -> None:
    _enter(desk)
    desk.press()
    assert set(desk.window.tree.selected_forms()) == set(_ids(desk))


def _enter(desk: Desk) -> ProjectTreeView:
    """Go to the tree with the keyboard, and return it."""
    desk.window.tree.setFocus()
    return desk.window.tree.view


def _ids(desk: Desk) -> list[FormId]:
    return [one.form_id for one in desk.session.summaries()]


def _names(desk: Desk) -> list[str]:
    return [one.project for one in desk.session.summaries()]
