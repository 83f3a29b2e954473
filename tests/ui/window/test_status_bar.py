import re

import pytest
from pytestqt.qtbot import QtBot

from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.status_bar import StatusBar
from ui.office import Disk
from ui.page_driver import named, project_of, with_rows


@pytest.fixture
def line(signals: SessionSignals, form_ids: tuple[FormId, ...], qtbot: QtBot) -> StatusBar:
    made = StatusBar(signals)
    qtbot.addWidget(made)
    signals.session.open(form_ids[0])
    return made


def rename(session: EditingSession, name: str) -> None:
    session.commit(named(session.base, project=name), "改名")


def test_the_state_of_the_open_form_is_in_sight(line: StatusBar) -> None:
    assert line.figures.text() == "分值 100/100    总分 99.85 优"
    assert line.template.text() == "模板：闵行区 2023    金额单位：万元"
    assert line.saved.text() == "已全部保存"


def test_there_is_no_grade_while_a_score_is_missing(line: StatusBar, session: EditingSession) -> None:
    session.preview(with_rows(session.base, {"level3": "设备", "weight": "90"}))
    assert line.figures.text() == "分值 100/100    总分 9.85"


def test_what_is_saved_is_said_with_the_time(line: StatusBar, session: EditingSession) -> None:
    rename(session, "新名称")
    assert re.fullmatch(r"已保存 \d\d:\d\d:\d\d", line.saved.text())


def test_what_is_not_saved_is_said_until_it_is(line: StatusBar, session: EditingSession, disk: Disk) -> None:
    disk.fill()
    rename(session, "新名称")
    assert line.saved.text() == "未保存"
    disk.free()
    session.retry()
    assert line.saved.text().startswith("已保存")


def test_typing_back_what_is_saved_leaves_nothing_unsaved(
    line: StatusBar, session: EditingSession, disk: Disk
) -> None:
    saved = project_of(session.base)
    disk.fill()
    rename(session, "新名称")
    disk.free()
    rename(session, saved)
    assert line.saved.text().startswith("已保存")


def test_a_selection_is_described_until_the_form_goes(line: StatusBar, session: EditingSession) -> None:
    line.show_selection("选中 3 格，合计 30")
    assert line.selection.text() == "选中 3 格，合计 30"
    session.open(None)
    assert (line.figures.text(), line.selection.text(), line.template.text()) == ("", "", "")


@pytest.mark.usefixtures("session")
def test_a_read_only_store_is_said_to_be_one(store: Store, qtbot: QtBot) -> None:
    store.close()
    with Store.open(store.path, read_only=True) as read_only:
        line = StatusBar(SessionSignals(EditingSession(read_only, TemplateCatalogue())))
        qtbot.addWidget(line)
        assert line.saved.text() == "只读打开，改动不会保存"
