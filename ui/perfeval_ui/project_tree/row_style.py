"""The colours and fonts of one row of the project tree, after its palette and state."""

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTreeView

from perfeval_desktop.domain.form import FormState
from perfeval_ui.theme import RHYTHM, Tint, tint

# How deep each level stands in from the one above it, in device-independent pixels.
INDENTATION = 2 * RHYTHM
ROW_HEIGHT = 28

_STATE_TINTS = {
    FormState.DRAFT: Tint.QUIET,
    FormState.IN_REVIEW: Tint.HINT,
    FormState.FINAL: Tint.GOOD,
    FormState.RETURNED: Tint.ERROR,
}
# How much of the accent shows in the ground of a row: selected elsewhere than in the view with the keyboard,
# and under the mouse.
_SELECTED_AWAY = 0.18
_HOVERED = 0.07


@dataclass(frozen=True, slots=True)
class RowStyle:
    """What is needed to paint a row, read from its style option once.

    ``is_lit``: it is selected in the view that has the keyboard, so everything is in one light colour.
    """

    rect: QRect
    font: QFont
    palette: QPalette
    is_selected: bool
    is_lit: bool
    is_hovered: bool
    is_current: bool
    has_children: bool
    is_expanded: bool

    @property
    def ground(self) -> QColor | None:
        """The row's own ground, ``None`` where the view's shows through."""
        highlight = self.palette.color(QPalette.ColorRole.Highlight)
        if self.is_lit:
            return highlight
        if self.is_selected:
            return _mixed(highlight, self.palette.color(QPalette.ColorRole.Base), _SELECTED_AWAY)
        if self.is_hovered:
            return _mixed(highlight, self.palette.color(QPalette.ColorRole.Base), _HOVERED)
        return None

    @property
    def text(self) -> QColor:
        """The colour of names and figures."""
        role = QPalette.ColorRole.HighlightedText if self.is_lit else QPalette.ColorRole.Text
        return self.palette.color(role)

    @property
    def accent(self) -> QColor:
        """The colour of the mark of the open form."""
        return self.palette.color(
            QPalette.ColorRole.HighlightedText if self.is_lit else QPalette.ColorRole.Accent
        )

    def tint(self, which: Tint) -> QColor:
        """Return one of the theme's own colours, or the text's where only that can be read."""
        return self.text if self.is_lit else tint(self.palette, which)

    def state_tint(self, state: FormState) -> QColor:
        """Return the colour of a state's icon."""
        return self.tint(_STATE_TINTS[state])

    def figures(self, *, bold: bool = False) -> QFont:
        """Return the row's font with all digits of one width."""
        font = QFont(self.font)
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setBold(bold)
        return font


def row_look(option: QStyleOptionViewItem) -> RowStyle:
    """Read a style option."""
    state: QStyle.StateFlag = option.state
    selected = bool(state & QStyle.StateFlag.State_Selected)
    # Qt lights the row whose name is edited, though the keyboard is in the editor.
    view = option.widget
    is_edited = isinstance(view, QTreeView) and view.state() is QTreeView.State.EditingState
    return RowStyle(
        rect=option.rect,
        font=option.font,
        palette=option.palette,
        is_selected=selected,
        is_lit=selected and bool(state & QStyle.StateFlag.State_Active) and not is_edited,
        is_hovered=bool(state & QStyle.StateFlag.State_MouseOver),
        is_current=bool(state & QStyle.StateFlag.State_HasFocus),
        has_children=bool(state & QStyle.StateFlag.State_Children),
        is_expanded=bool(state & QStyle.StateFlag.State_Open),
    )


def row_height(font: QFont) -> int:
    """Return the height of every row: 28, more where the system's font asks for it."""
    return max(ROW_HEIGHT, QFontMetrics(font).height() + RHYTHM)


def _mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    parts = zip(colour.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]  # stub says object
    return QColor(*(round(over * share + under * (1 - share)) for over, under in parts))
