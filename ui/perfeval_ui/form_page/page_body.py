"""What stands on the page of one template, from the top to the bottom as on paper."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QLabel, QToolBar, QVBoxLayout, QWidget

from perfeval_desktop.domain.blocks import AnyBlock, FundingBlock, GoalsBlock
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import EXECUTION_NOTE, NOTE, YEAR, note_place
from perfeval_desktop.domain.template import Template
from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.banners import FormBanners
from perfeval_ui.form_page.block_views import VIEWS, BlockView, Field, is_partner
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.fields.paragraph_field import ParagraphField
from perfeval_ui.form_page.header import FormHeader
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.form_page.section import GUTTER, FoldingSection, SectionKind
from perfeval_ui.session_signals import FormSignals
from perfeval_ui.theme import RHYTHM

_ON_EXECUTION = "预算年中调整、执行率偏低等情况在此说明（供审核，不打印）"
_ON_FORM = "备注（随表保存，不打印）"
_KINDS: Mapping[type[AnyBlock], SectionKind] = {
    FundingBlock: SectionKind.FUNDING,
    GoalsBlock: SectionKind.GOALS,
}
_NAMES = {SectionKind.FUNDING: "项目资金", SectionKind.GOALS: "目标与完成情况"}


class PageBody(QWidget):
    """The header, the banners and the views of the blocks of ``template``, money and goals in sections.

    What is to be seen of the open form is told through ``signals``, by whoever makes the body: it is made
    anew for another template, and has to hear of the form that made it necessary, while the one before hears
    of nothing more.
    """

    def __init__(
        self,
        session: EditingSession,
        template: Template,
        row_actions: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.signals = FormSignals(session, self)
        self._row_actions = row_actions
        self.views: list[BlockView] = []
        self.sections: list[tuple[SectionKind, FoldingSection]] = []
        self._views_of: dict[FoldingSection, list[BlockView]] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, RHYTHM, GUTTER, GUTTER)
        layout.setSpacing(RHYTHM)
        self.header = FormHeader(self.signals, self)
        self.banners = FormBanners(self.signals, self)
        self.fields: dict[Place, Field] = {YEAR: self.header.year}
        for widget in (self.header, self.banners):
            _add_indented(layout, widget)
        self._add_blocks(template, layout)
        _add_indented(layout, self._own_note(NOTE, _ON_FORM))
        layout.addStretch(1)
        self.signals.changed.connect(self._sum_up)

    @property
    def grids(self) -> Sequence[CellGrid]:
        """The grids of the page, from the top to the bottom."""
        return [grid for view in self.views for grid in view.grids]

    def section_of(self, widget: QWidget) -> FoldingSection | None:
        """Return the section that a widget is in, ``None`` where it is in none."""
        return next((one for _, one in self.sections if one.holds(widget)), None)

    def fold(self, kind: SectionKind, *, is_folded: bool) -> None:
        """Fold or unfold the sections of a kind."""
        for own, section in self.sections:
            if own is kind:
                section.fold(is_folded=is_folded)

    def has(self, kind: SectionKind) -> bool:
        """Whether there is a section of a kind."""
        return any(own is kind for own, _ in self.sections)

    def is_folded(self, kind: SectionKind) -> bool:
        """Whether all sections of a kind are folded."""
        return all(section.is_folded for own, section in self.sections if own is kind)

    def holds_focus(self, kind: SectionKind) -> bool:
        """Whether the keyboard is in a section of a kind."""
        focus = QApplication.focusWidget()
        return any(section.holds(focus) for own, section in self.sections if own is kind)

    # -- making it ---------------------------------------------------------------------------------------

    def _add_blocks(self, template: Template, layout: QVBoxLayout) -> None:
        line, before = QHBoxLayout(), None
        for block in template.blocks:
            make = VIEWS.get(type(block))
            if make is None:
                continue
            view = make(self.signals, template, block, self)
            self.views.append(view)
            self.fields.update(view.fields)
            lines, before = self._lines_for(block, before, layout), block
            if type(block) in _KINDS:
                self._views_of.setdefault(self.sections[-1][1], []).append(view)
            if isinstance(view.grids[0] if view.grids else None, IndicatorGrid):
                lines.addLayout(self._row_bar(block.words or "绩效指标"))
            if is_partner(template, block):
                # As on paper, two splits of the same money stand side by side.
                line.addWidget(view.widget, 1, Qt.AlignmentFlag.AlignTop)
                continue
            line = QHBoxLayout()
            line.setSpacing(RHYTHM)
            line.addWidget(view.widget, 1, Qt.AlignmentFlag.AlignTop)
            lines.addLayout(line)
            if block is template.funding and note_place(template) == EXECUTION_NOTE:
                lines.addWidget(self._own_note(EXECUTION_NOTE, _ON_EXECUTION))

    def _lines_for(self, block: AnyBlock, before: AnyBlock | None, layout: QVBoxLayout) -> QBoxLayout:
        """Return where the lines of a block are put: its section, else the page itself.

        Blocks of a kind that follow each other share a section.
        """
        kind = _KINDS.get(type(block))
        if kind is None:
            return _add_indented(layout)
        if type(block) is not type(before):
            section = FoldingSection(_NAMES[kind], self)
            self.sections.append((kind, section))
            layout.addWidget(section)
        return self.sections[-1][1].lines

    def _own_note(self, place: Place, words: str) -> QWidget:
        """Return the field for a note that every form has and none prints."""
        note = ParagraphField(self.signals, place, least_lines=1, most_lines=6, parent=self)
        note.setPlaceholderText(words)
        note.setAccessibleName(words)
        self.fields[place] = note
        return note

    def _row_bar(self, title: str) -> QHBoxLayout:
        """Return the line above the indicators: their title, and buttons for their rows."""
        bar = QToolBar(self)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addActions(self._row_actions)
        line = QHBoxLayout()
        line.addWidget(QLabel(title, self))
        line.addStretch(1)
        line.addWidget(bar)
        return line

    def _sum_up(self) -> None:
        """Say on the line of each section what is in it."""
        for section, views in self._views_of.items():
            section.sum_up(next(filter(None, (view.summary() for view in views)), ""))


def _add_indented(layout: QVBoxLayout, widget: QWidget | None = None) -> QVBoxLayout:
    """Add lines at the right of the arrows, the first of them ``widget``; return them."""
    lines = QVBoxLayout()
    lines.setContentsMargins(GUTTER, 0, 0, 0)
    if widget is not None:
        lines.addWidget(widget)
    layout.addLayout(lines)
    return lines
