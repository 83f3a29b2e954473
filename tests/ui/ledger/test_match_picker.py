from pytestqt.qtbot import QtBot

from form_summaries import form_id
from ledgers import form, row
from perfeval_desktop.ledger_filling.matching import Candidate, Match, MatchKind
from perfeval_desktop.ledger_filling.plan import PlannedRow
from perfeval_ui.ledger.match_picker import MatchPicker

OWN, OTHER = form(1, "教师培训"), form(2, "桥梁加固")
PLANNED = PlannedRow(
    row("2023年教师培训", number=4), Match(MatchKind.FUZZY, OWN, (Candidate(OWN, 95, "2023年教师培训"),), "")
)


def picker(qtbot: QtBot) -> tuple[MatchPicker, list[tuple[int, object]]]:
    made = MatchPicker()
    qtbot.addWidget(made)
    heard: list[tuple[int, object]] = []
    made.picked.connect(lambda number, form_id: heard.append((number, form_id)))
    return made, heard


def choose(made: MatchPicker, at: int) -> None:
    made.box.setCurrentIndex(at)
    made.box.activated.emit(at)


def test_candidates_come_before_all_other_forms(qtbot: QtBot) -> None:
    made, _ = picker(qtbot)
    made.show_row(PLANNED, (OWN, OTHER))
    texts = [made.box.itemText(at) for at in range(made.box.count())]
    assert texts == ["（不填）", "教师培训　只差“2023年”", "桥梁加固"]
    assert made.box.currentIndex() == 1


def test_another_form_or_none_is_picked(qtbot: QtBot) -> None:
    made, heard = picker(qtbot)
    made.show_row(PLANNED, (OWN, OTHER))
    choose(made, 1)
    assert heard == []
    choose(made, 2)
    choose(made, 0)
    assert heard == [(4, form_id(2)), (4, None)]


def test_without_a_row_there_is_nothing_to_pick(qtbot: QtBot) -> None:
    made, heard = picker(qtbot)
    assert not made.isEnabled()
    made.box.activated.emit(-1)
    assert heard == []
    made.show_row(PlannedRow(row("甲乙"), Match(MatchKind.NONE, None, (), "")), (OTHER,))
    assert (made.isEnabled(), made.box.currentText()) == (True, "（不填）")
