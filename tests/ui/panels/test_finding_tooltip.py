from dataclasses import replace
from html import escape

import pytest
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from perfeval_desktop import check_guide
from perfeval_desktop.domain.findings import Code, Finding, Severity
from perfeval_ui.panels.finding_tooltip import finding_tooltip
from ui.page_driver import PROJECT

GUIDE = check_guide.check_guide()
EVERY_CODE = pytest.mark.parametrize("code", Code)


def tooltip_of(code: Code) -> str:
    return finding_tooltip(Finding(code, Severity.ERROR, PROJECT, "这里有问题。"))


@EVERY_CODE
def test_it_names_the_check_says_why_and_what_to_do(code: Code) -> None:
    told = GUIDE[code]
    lines = list(filter(None, QTextDocumentFragment.fromHtml(tooltip_of(code)).toPlainText().split("\n")))
    assert lines == [told.title, told.why, f"怎么改：{told.remedy}", "点一下，再按 F1 看详细说明和例子。"]


@EVERY_CODE
def test_it_is_neither_wide_nor_high(qtbot: QtBot, code: Code) -> None:
    # What Qt shows a tooltip with.
    label = QLabel(tooltip_of(code))
    qtbot.addWidget(label)
    label.setWordWrap(True)
    size = label.sizeHint()
    assert 360 <= size.width() <= 400
    assert size.height() <= 240


def test_what_looks_like_markup_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    told = replace(GUIDE[Code.ENTRY], title="<b>&", why="目标<3次", remedy="写“<5%”")
    monkeypatch.setattr(check_guide, "check_guide", lambda: {Code.ENTRY: told})
    text = finding_tooltip(Finding(Code.ENTRY, Severity.ERROR, PROJECT, ""))
    assert all(escape(one) in text for one in (told.title, told.why, told.remedy))
