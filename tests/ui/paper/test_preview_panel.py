import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import OutputError
from perfeval_desktop.report.form_pdf import form_pdf
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.paper.page_images import PdfPages
from perfeval_ui.paper.preview_panel import PreviewPanel
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.theme import palette_for
from ui.page_driver import named, project_of


@pytest.fixture
def panel(signals: SessionSignals, qtbot: QtBot) -> PreviewPanel:
    made = PreviewPanel(signals)
    qtbot.addWidget(made)
    made.resize(640, 720)
    return made


@pytest.fixture
def made_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets each project whose pages are made."""
    made: list[str] = []

    def form_pdf_told(template: Template, form: Form) -> bytes:
        made.append(project_of(form))
        return form_pdf(template, form)

    monkeypatch.setattr("perfeval_desktop.report.form_pdf.form_pdf", form_pdf_told)
    return made


def present(session: EditingSession) -> Form:
    form = session.present
    assert form is not None
    return form


def shows(panel: PreviewPanel, form: Form, session: EditingSession) -> bool:
    pages = panel.browser.view._pages
    assert pages is not None
    size = pages.sizes[0].toSize()
    return pages.image(0, size) == PdfPages(form_pdf(session.template_of(form), form)).image(0, size)


def test_without_a_form_it_says_what_to_do(panel: PreviewPanel, qtbot: QtBot) -> None:
    with qtbot.waitExposed(panel):
        panel.show()
    assert "点选一个项目" in panel.message
    assert panel.browser.page_text == ""


def test_the_open_form_is_shown_as_its_pdf(
    panel: PreviewPanel, session: EditingSession, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    session.open(form_ids[0])
    with qtbot.waitExposed(panel):
        panel.show()
    assert panel.message == ""
    assert panel.browser.page_text.startswith("第 1 页 / 共 ")
    assert shows(panel, present(session), session)


def test_typing_is_followed_once_it_pauses(
    panel: PreviewPanel,
    session: EditingSession,
    form_ids: tuple[FormId, ...],
    made_for: list[str],
    qtbot: QtBot,
) -> None:
    session.open(form_ids[0])
    with qtbot.waitExposed(panel):
        panel.show()
    made_for.clear()
    form = present(session)
    for text in ("新", "新的", "新的名称"):
        session.preview(named(form, project=text))
    assert made_for == []
    qtbot.waitUntil(lambda: made_for == ["新的名称"])
    assert shows(panel, named(form, project="新的名称"), session)
    session.preview(None)
    qtbot.waitUntil(lambda: made_for == ["新的名称", project_of(form)])


def test_the_place_stays_while_typing_and_is_the_start_of_another_form(
    panel: PreviewPanel, session: EditingSession, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    session.open(form_ids[0])
    with qtbot.waitExposed(panel):
        panel.show()
    bar = panel.browser.view.verticalScrollBar()
    bar.setValue(100)
    session.preview(named(present(session), project="新的名称"))
    panel.refresh_now()
    assert bar.value() == 100
    session.open(form_ids[1])
    qtbot.waitUntil(lambda: bar.value() == 0)


def test_hidden_it_does_nothing_and_catches_up_when_shown(
    panel: PreviewPanel,
    session: EditingSession,
    form_ids: tuple[FormId, ...],
    made_for: list[str],
    qtbot: QtBot,
) -> None:
    session.open(form_ids[0])
    session.preview(named(present(session), project="没人看见"))
    session.preview(named(present(session), project="最后一次"))
    QTest.qWait(0)
    assert made_for == []
    assert not panel._timer.isActive()
    with qtbot.waitExposed(panel):
        panel.show()
    assert made_for == ["最后一次"]
    panel.hide()
    panel.show()
    assert made_for == ["最后一次"]


def test_what_does_not_change_the_form_makes_no_pages(
    panel: PreviewPanel,
    session: EditingSession,
    form_ids: tuple[FormId, ...],
    made_for: list[str],
    qtbot: QtBot,
) -> None:
    session.open(form_ids[0])
    with qtbot.waitExposed(panel):
        panel.show()
    made_for.clear()
    session.preview(present(session))
    session.delete([form_ids[3]], "删除")
    assert not panel._timer.isActive()
    assert made_for == []


def test_a_form_that_closes_leaves_the_sentence(
    panel: PreviewPanel, session: EditingSession, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    session.open(form_ids[0])
    with qtbot.waitExposed(panel):
        panel.show()
    session.open(None)
    qtbot.waitUntil(lambda: "点选一个项目" in panel.message)
    assert panel.browser.view.page_count == 0


def test_trouble_with_the_report_is_a_sentence_and_passes(
    panel: PreviewPanel,
    session: EditingSession,
    form_ids: tuple[FormId, ...],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    session.open(form_ids[0])

    def refuse(_template: Template, _form: Form) -> bytes:
        raise OutputError("字体文件不见了。请重新安装本程序。")

    with monkeypatch.context() as patch:
        patch.setattr("perfeval_desktop.report.form_pdf.form_pdf", refuse)
        with qtbot.waitExposed(panel):
            panel.show()
        assert "字体文件不见了" in panel.message
    session.preview(named(present(session), project="新的名称"))
    qtbot.waitUntil(lambda: panel.message == "")


def test_a_character_outside_the_fonts_is_told(
    panel: PreviewPanel, session: EditingSession, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    session.open(form_ids[0])
    with qtbot.waitExposed(panel):
        panel.show()
    assert panel.notice.isHidden()
    session.preview(named(present(session), project="项目😀", department="😀"))
    panel.refresh_now()
    assert "项目名称中的“😀”等 2 处不在印刷字库里" in panel.notice.text
    session.preview(None)
    panel.refresh_now()
    assert panel.notice.isHidden()


def test_a_draft_is_marked_and_a_final_form_is_not(
    panel: PreviewPanel, session: EditingSession, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    session.open(form_ids[0])
    with qtbot.waitExposed(panel):
        panel.show()
    assert panel.browser.remark.text() == "草稿"
    assert "已定稿" in panel.browser.remark.toolTip()
    session.set_state(form_ids[:1], FormState.FINAL)
    panel.refresh_now()
    assert panel.browser.remark.text() == ""
    session.delete(form_ids[:1], "删除")
    panel.refresh_now()
    assert panel.browser.remark.text() == ""


def test_the_buttons_zoom_and_fit(
    panel: PreviewPanel, session: EditingSession, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    browser = panel.browser
    with qtbot.waitExposed(panel):
        panel.show()
    assert not any(action.isEnabled() for action in browser.actions())
    session.open(form_ids[0])
    panel.refresh_now()
    assert browser._fit_width.isChecked()
    browser._zoom_in.trigger()
    assert not browser._fit_width.isChecked()
    assert browser._zoom_label.text() == f"{browser.view.zoom * 100:.0f} %"
    while browser._zoom_in.isEnabled():
        browser._zoom_in.trigger()
    assert browser._zoom_out.isEnabled()
    while browser._zoom_out.isEnabled():
        browser._zoom_out.trigger()
    browser._fit_width.trigger()
    assert browser._fit_width.isChecked()
    browser._fit_width.trigger()
    assert browser._fit_width.isChecked()


def test_keys_zoom_while_the_preview_has_the_focus(
    panel: PreviewPanel, session: EditingSession, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    session.open(form_ids[0])
    with qtbot.waitActive(panel):
        panel.show()
    panel.setFocus()
    view = panel.browser.view
    before = view.zoom
    QTest.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom > before
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.fits_width


def test_the_quiet_sentence_stays_readable_when_the_system_turns_dark(panel: PreviewPanel) -> None:
    light = panel._message.palette().color(QPalette.ColorRole.WindowText)
    panel.setPalette(palette_for(Qt.ColorScheme.Dark))
    QApplication.sendPostedEvents(None, QEvent.Type.PaletteChange)
    dark = panel._message.palette().color(QPalette.ColorRole.WindowText)
    assert dark.lightness() > light.lightness()
