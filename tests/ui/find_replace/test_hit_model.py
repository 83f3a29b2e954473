"""What was found, as a list shows it."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop.find_replace.form_matches import matches
from perfeval_desktop.find_replace.matcher import Matcher, Span
from perfeval_desktop.find_replace.query import Query
from perfeval_desktop.find_replace.store_search import FormMatches
from perfeval_desktop.store import FormId
from perfeval_ui.find_replace.hit_model import SHOWN_AT_ONCE, HitModel, excerpt
from perfeval_ui.find_replace.hit_view import HitView
from small_forms import SELF, clean_form


@pytest.fixture
def found() -> FormMatches:
    form = clean_form()
    return FormMatches(
        FormId("1"), "教师培训", "教师进修学院", SELF, form, matches(SELF, form, Matcher(Query(text="培训")))
    )


@pytest.mark.parametrize("to", [None, "", "学习"])
def test_the_tree_is_sound(qapp: QApplication, found: FormMatches, to: str | None) -> None:
    model = HitModel(qapp)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.begin(to, with_figures=False)
    model.add([found, found])
    model.add([found._replace(form_id=FormId("2"))])
    assert model.rowCount() == 3
    assert model.number == 3 * 5
    assert model.hit_at(QModelIndex()) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert tester.model() is model


def test_many_forms_are_shown_some_at_a_time(qtbot: QtBot, found: FormMatches) -> None:
    model = HitModel()
    view = HitView(model)
    qtbot.addWidget(view)
    view.show()
    model.begin(None, with_figures=False)
    for _ in range(3):
        model.add([found] * 25)
    assert (model.rowCount(), len(model.forms)) == (SHOWN_AT_ONCE, 75)
    view.scrollToBottom()
    assert model.rowCount() == 75
    view.scrollToTop()
    view.scrollToBottom()
    assert model.rowCount() == 75


def test_a_text_is_shown_on_one_line_from_a_little_before_the_first_stretch_on() -> None:
    shown = excerpt("甲" * 30 + "\n茶\t叶" + "乙" * 400, [Span(31, 32), Span(33, 34), Span(430, 434)])
    assert shown.text.startswith("…" + "甲" * 15 + " 茶 叶乙")
    assert [shown.text[one.start : one.end] for one in shown.spans] == ["茶", "叶"]


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("茶叶", [Span(0, 1)]) == ("茶叶", (Span(0, 1),))
    assert excerpt("", ()) == ("", ())
