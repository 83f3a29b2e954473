"""What is seen and done between choosing files and taking in their forms."""

import json
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from imported_files import IN_DOUBT, READING, word_file
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.template import Template
from perfeval_desktop.importing.contents import FileContents
from perfeval_desktop.importing.plan import Action, Planner
from perfeval_desktop.importing.reader_pool import ReaderPool
from perfeval_desktop.importing.reader_process import read_file
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.importing.import_dialog import Chosen, ImportDialog
from perfeval_ui.importing.line_table import LineColumn
from perfeval_ui.widgets.sheet_model import MARK_ROLE, MarkKind
from ui.keyboard import press

SHIFT = Qt.KeyboardModifier.ShiftModifier


class PoolHere(ReaderPool):
    """Reads a file each time it is asked, in this process; ``most`` at most."""

    def __init__(self, most: int) -> None:
        super().__init__(READING)
        self.files: deque[Path] = deque()
        self.most = most

    @property
    def is_idle(self) -> bool:
        return not self.files

    def add(self, files: Iterable[Path]) -> None:
        self.files.extend(files)

    def results(self) -> list[FileContents]:
        if not self.files or not self.most:
            return []
        self.most -= 1
        return [read_file(self.files.popleft(), READING)]

    def close(self) -> None:
        self.files.clear()


Open = Callable[..., ImportDialog]


@pytest.fixture
def open_dialog(session: EditingSession, templates: TemplateCatalogue, qtbot: QtBot) -> Open:
    def load(form_id: FormId) -> tuple[Template, Form]:
        form = session.load(form_id)
        return session.template_of(form), form

    def made(*files: Path, most: int = 100) -> ImportDialog:
        pool = PoolHere(most)
        reading = replace(READING, templates=templates)
        dialog = ImportDialog(files, pool, Planner(session.summaries(), load), reading)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        qtbot.waitUntil(lambda: pool.is_idle or not pool.most)
        return dialog

    return made


def rows(dialog: ImportDialog) -> list[tuple[str, str, str]]:
    found = dialog.found
    texts = [[found.index(row, column).data() for column in range(3)] for row in range(found.rowCount())]
    return [(name, what, looks) for name, what, looks in texts]


def current(dialog: ImportDialog) -> str:
    return dialog.table.lines[dialog.lines.current_row].text


def test_forms_are_listed_with_what_becomes_of_them(open_dialog: Open, tmp_path: Path) -> None:
    files = word_file(tmp_path), word_file(tmp_path, name="乙.docx"), tmp_path / "没有.docx"
    dialog = open_dialog(*files)
    assert rows(dialog) == [
        ("培训", "新建", "1 处"),
        ("培训", "重复，跳过", ""),
        ("没有.docx", "不能导入", ""),
    ]
    assert dialog.summary.text() == "新建 1 张，更新 0 张，跳过 1 张，1 个文件不能导入，1 张有要看的地方"
    assert dialog.ok.isEnabled()
    assert dialog.progress.isHidden()


def test_while_files_are_read_nothing_can_be_taken_in_yet(open_dialog: Open, tmp_path: Path) -> None:
    dialog = open_dialog(word_file(tmp_path), most=0)
    assert (dialog.ok.isEnabled(), dialog.stop.isVisible()) == (False, True)
    assert dialog.progress.text() == "正在读取 0 / 1 个文件"


def test_where_reading_is_stopped_what_was_read_stays(open_dialog: Open, tmp_path: Path) -> None:
    files = [word_file(tmp_path, name=f"{number}.docx") for number in range(3)]
    dialog = open_dialog(*files, most=1)
    dialog.stop.click()
    assert dialog.ok.isEnabled()
    assert len(rows(dialog)) == 1


def test_the_source_stands_beside_the_form_and_shows_what_was_read(open_dialog: Open, tmp_path: Path) -> None:
    dialog = open_dialog(word_file(tmp_path, "门牌号：12号"))
    assert dialog.source_title.text() == "表.docx"
    model = dialog.source.sheet_model
    kinds = {
        model.index(row, 0).data(): model.index(row, 0).data(MARK_ROLE) for row in range(model.rowCount())
    }
    assert kinds["门牌号：12号"].kind is MarkKind.UNREAD
    assert kinds["产出指标"].kind is MarkKind.READ
    assert kinds["项目支出绩效自评表"] is None


def test_f8_goes_from_one_place_to_look_at_to_the_next_through_all_forms(
    open_dialog: Open, tmp_path: Path
) -> None:
    other = (("产出指标", "数量指标", "人数", "≥30人", "32人", "90", "90"),)
    dialog = open_dialog(
        word_file(tmp_path, "门牌号：12号"), word_file(tmp_path, "邮编：200000", rows=other, name="乙.docx")
    )
    seen = []
    for _ in range(5):
        press(Qt.Key.Key_F8)
        seen.append(current(dialog))
    assert seen == ["门牌号：12号", "90", "邮编：200000", "90", "门牌号：12号"]
    press(Qt.Key.Key_F8, SHIFT)
    assert current(dialog) == "90"
    cell = dialog.source.currentIndex()
    assert cell.data() == "90"


def test_where_nothing_needs_a_look_f8_stays(open_dialog: Open, tmp_path: Path) -> None:
    dialog = open_dialog(tmp_path / "没有.docx")
    press(Qt.Key.Key_F8)
    assert (dialog.next.isEnabled(), dialog.ok.isEnabled()) == (False, False)


def test_what_is_in_doubt_is_taken_for_right_by_the_space_bar_or_typed_over(
    open_dialog: Open, tmp_path: Path
) -> None:
    dialog = open_dialog(word_file(tmp_path, rows=IN_DOUBT))
    assert rows(dialog)[0][2] == "1 处"
    press(Qt.Key.Key_F8)
    assert current(dialog) == "产出指标"
    press(Qt.Key.Key_Space)
    assert not rows(dialog)[0][2]
    press(Qt.Key.Key_F2)
    (editor,) = dialog.lines.findChildren(QPlainTextEdit)
    editor.setPlainText("绩效指标")
    press(Qt.Key.Key_Tab)
    assert current(dialog) == "绩效指标"
    (planned,) = dialog.found.planned
    assert "绩效指标" in [row.text("level1") for row in planned.form.rows("indicators")]


def test_a_click_in_the_source_goes_to_the_line(open_dialog: Open, tmp_path: Path) -> None:
    dialog = open_dialog(word_file(tmp_path))
    dialog.source.cell_clicked.emit(3, 4)
    assert current(dialog) == "12场"
    dialog.source.cell_clicked.emit(0, 0)
    assert current(dialog) == "12场"


def stored(session: EditingSession, folder: Path) -> FormId:
    """Store the form of the file, with another actual value and a blank target."""
    contents = read_file(word_file(folder, "年度：2026年"), READING)
    form = contents.forms[0].form
    for row in form.rows("indicators"):
        changed = row.with_text("actual", "11场").with_text("level3", "场次")
        form = form.with_rows("indicators", (changed.with_text("level2", ""),))
    (form_id,) = session.create([form], "新建")
    return form_id


def test_of_a_stored_form_blanks_are_filled_and_the_rest_is_ticked(
    open_dialog: Open, session: EditingSession, tmp_path: Path
) -> None:
    form_id = stored(session, tmp_path)
    dialog = open_dialog(word_file(tmp_path, "年度：2026年"))
    assert rows(dialog)[0][:2] == ("培训", "更新 1 处")
    assert [(line.before, line.text) for line in dialog.table.lines if line.change] == [
        ("", "数量指标"),
        ("11场", "12场"),
    ]
    press(Qt.Key.Key_F8)
    assert current(dialog) == "12场"
    press(Qt.Key.Key_Space)
    assert rows(dialog)[0][1] == "更新 2 处"
    dialog.take_none.click()
    assert rows(dialog)[0][1] == "更新 0 处"
    dialog.take_all.click()
    assert rows(dialog)[0][1] == "更新 2 处"
    assert not dialog.lines.isColumnHidden(LineColumn.BEFORE)
    (planned,) = dialog.found.planned
    assert planned.counterpart is not None
    assert planned.counterpart.form_id == form_id


def test_what_is_done_with_a_form_is_chosen_above_it(
    open_dialog: Open, session: EditingSession, tmp_path: Path
) -> None:
    stored(session, tmp_path)
    dialog = open_dialog(word_file(tmp_path, "年度：2026年", "门牌号：12号"))
    assert not dialog.way.template.isEnabled()
    dialog.way.buttons[Action.CREATE].click()
    assert rows(dialog)[0][1] == "新建"
    assert dialog.lines.isColumnHidden(LineColumn.BEFORE)
    row = dialog.way.template.findData("yunnan-14")
    dialog.way.template.setCurrentIndex(row)
    dialog.way.template.activated.emit(row)
    (planned,) = dialog.found.planned
    assert planned.template.id == "yunnan-14"
    dialog.way.keeps_unread.click()
    assert not dialog.found.planned[0].keeps_unread
    dialog.way.buttons[Action.SKIP].click()
    assert (rows(dialog)[0][1], dialog.ok.isEnabled()) == ("跳过", False)


def test_a_final_form_is_left_alone_and_why_is_said(
    open_dialog: Open, session: EditingSession, tmp_path: Path
) -> None:
    form_id = stored(session, tmp_path)
    session.set_state([form_id], FormState.FINAL, despite_errors=True)
    dialog = open_dialog(word_file(tmp_path, "年度：2026年"))
    assert rows(dialog)[0][1] == "已定稿，跳过"
    assert dialog.message.text.startswith("这张表已定稿，不能更新。")
    assert not dialog.way.buttons[Action.UPDATE].isEnabled()


def test_a_blank_is_left_out_and_what_it_is_good_for_is_said(open_dialog: Open, tmp_path: Path) -> None:
    blank = (("产出指标", "数量指标", "场次", "", "", "90", ""),)
    dialog = open_dialog(word_file(tmp_path, rows=blank, project=""))
    assert rows(dialog)[0][1] == "空表，跳过"
    assert dialog.message.text.startswith("这是还没有填的空表。")
    assert dialog.way.new_template.isEnabled()


def test_another_version_in_another_file_is_said(open_dialog: Open, tmp_path: Path) -> None:
    other = (("产出指标", "数量指标", "场次", "≥10场", "15场", "90", "90"),)
    dialog = open_dialog(word_file(tmp_path), word_file(tmp_path, rows=other, name="乙.docx"))
    assert [what for _, what, _ in rows(dialog)] == ["新建", "新建（重名）"]
    dialog.list.setCurrentIndex(dialog.found.index(1, 0))
    assert dialog.message.text.startswith("“表.docx”里也有这个项目的表，内容不同。")


def test_a_file_that_cannot_be_read_says_why(open_dialog: Open, tmp_path: Path) -> None:
    dialog = open_dialog(word_file(tmp_path), tmp_path / "没有.docx")
    dialog.list.setCurrentIndex(dialog.found.index(1, 0))
    assert "没有.docx" in dialog.message.text
    assert dialog.table.rowCount() == 0
    assert not dialog.source.isVisible()
    assert not dialog.way.isEnabled()


def test_what_was_chosen_is_handed_on(open_dialog: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = open_dialog(word_file(tmp_path), tmp_path / "没有.docx")
    with qtbot.waitSignal(dialog.chosen) as signal:
        dialog.ok.click()
    assert signal.args is not None
    (chosen,) = signal.args
    assert isinstance(chosen, Chosen)
    assert ([one.action for one in chosen.planned], len(chosen.refused)) == ([Action.CREATE], 1)


def test_closing_stops_reading(open_dialog: Open, tmp_path: Path) -> None:
    dialog = open_dialog(word_file(tmp_path), most=0)
    dialog.reject()
    assert dialog._pool.is_idle
    assert not dialog._timer.isActive()


def test_a_template_made_of_a_form_takes_it_and_all_that_print_the_same(
    open_dialog: Open, tmp_path: Path, qtbot: QtBot, templates: TemplateCatalogue
) -> None:
    other = (("产出指标", "数量指标", "人数", "≥30人", "32人", "90", "90"),)
    longer = word_file(tmp_path, "主管部门：教育局", name="丙.docx")
    dialog = open_dialog(word_file(tmp_path), word_file(tmp_path, rows=other, name="乙.docx"), longer)
    with qtbot.waitSignal(dialog.template_wanted) as signal:
        dialog.way.new_template.click()
    assert signal.args is not None
    form, asking = signal.args
    assert (form.sheet.cells[0].text, asking) == ("项目支出绩效自评表", dialog)
    dialog.use_template("yunnan-14")
    assert [one.template.id == "yunnan-14" for one in dialog.found.planned] == [True, True, False]
    assert dialog.way.template.currentData() == "yunnan-14"
    dialog.way.add_template(templates["yunnan-14"])
    assert dialog.way.template.count() == len(list(templates.usable()))


def test_of_what_was_written_down_no_template_is_made(open_dialog: Open, tmp_path: Path) -> None:
    file = tmp_path / "表.json"
    file.write_text(json.dumps({"fields": {"项目名称": "讲座"}}), encoding="utf-8")
    assert not open_dialog(file).way.new_template.isEnabled()


def test_without_a_form_no_template_is_put_to_use(open_dialog: Open, tmp_path: Path) -> None:
    dialog = open_dialog(tmp_path / "没有.docx")
    dialog.use_template("yunnan-14")
    assert dialog.found.planned == []
