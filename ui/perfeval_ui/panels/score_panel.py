"""得分: total score, grade and a bar for each dimension of the open form; updated with every keystroke."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.earning import HUNDRED, ZERO
from perfeval_desktop.domain.figures import points_text, rate_text
from perfeval_desktop.domain.score_explanations import explain_total
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.session import Notification
from perfeval_ui.panels.total_announcer import TotalAnnouncer
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.theme import RHYTHM, Tint, tint

_BAR_HEIGHT = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a name, the points earned, the points possible, and both as text."""

    name: str
    score: Decimal
    weight: Decimal
    text: str


class DimensionBars(QWidget):
    """Draws bars one below the other: name, points as text, and their share as the length of the bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        """Show these bars; the widget asks for the height they need."""
        if len(bars) != len(self.bars):
            self.bars = bars
            self.updateGeometry()
        self.bars = bars
        self.setAccessibleDescription("；".join(f"{bar.name} {bar.text}" for bar in bars))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, len(self.bars) * self._step())

    def _step(self) -> int:
        return self.fontMetrics().height() + _BAR_HEIGHT + 2 * RHYTHM

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text_height = self.fontMetrics().height()
        for number, bar in enumerate(self.bars):
            top = number * self._step()
            self._paint_text(painter, bar, QRectF(0, top, self.width(), text_height))
            track = QRectF(0, top + text_height + RHYTHM / 2, self.width(), _BAR_HEIGHT)
            self._paint_bar(painter, bar, track)
        painter.end()

    def _paint_text(self, painter: QPainter, bar: Bar, line: QRectF) -> None:
        metrics = self.fontMetrics()
        room = self.width() - metrics.horizontalAdvance(bar.text) - RHYTHM
        name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, max(0, room))
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, name)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, bar.text)

    def _paint_bar(self, painter: QPainter, bar: Bar, track: QRectF) -> None:
        palette = self.palette()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint(palette, Tint.RULE))
        painter.drawRoundedRect(track, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
        share = float(min(bar.score / bar.weight, Decimal(1))) if bar.weight else 0.0
        if share > 0:
            full, partial = tint(palette, Tint.GOOD), palette.color(QPalette.ColorRole.Highlight)
            painter.setBrush(full if share >= 1 else partial)
            track.setWidth(max(_BAR_HEIGHT, track.width() * share))
            painter.drawRoundedRect(track, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)


class ScorePanel(QWidget):
    """Shows the score in large figures, the grade, the bars, and whether the weights add up to 100."""

    def __init__(self, signals: SessionSignals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.total = QLabel(self)
        self.grade = QLabel(self)
        self.bars = DimensionBars(self)
        self.weights = QLabel(self)
        self.total.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.grade.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.weights.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.total.setAccessibleName("总分")
        self.grade.setAccessibleName("评分等级")
        self._has_figures = False
        self._set_fonts()
        self.bars.setAccessibleName("各部分得分")
        self._announcer = TotalAnnouncer(self.total)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * RHYTHM, RHYTHM, 2 * RHYTHM, RHYTHM)
        layout.setSpacing(RHYTHM // 2)
        layout.addWidget(self.total)
        layout.addWidget(self.grade)
        layout.addSpacing(RHYTHM)
        layout.addWidget(self.bars)
        layout.addWidget(self.weights)
        self._has_hundred = True
        signals.changed.connect(self._follow)
        self._show(None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint_weights()
        elif event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    def _set_fonts(self) -> None:
        """Give the score, or the kind of form in its place, and the grade fonts after the panel's own."""
        large, middle = QFont(self.font()), QFont(self.font())
        large.setPointSizeF(large.pointSizeF() * 3)
        large.setWeight(QFont.Weight.DemiBold)
        large.setFeature(QFont.Tag("tnum"), 1)
        middle.setPointSizeF(middle.pointSizeF() * 1.35)
        self.total.setFont(large if self._has_figures else middle)
        self.grade.setFont(middle)

    def _follow(self, notification: Notification) -> None:
        if notification.after is not notification.before:
            self._show(notification.after)

    def _show(self, shown: EvaluatedForm | None) -> None:
        self.setVisible(shown is not None)
        if shown is None:
            return
        self._has_figures = shown.template.has_points
        self._set_fonts()
        if shown.template.has_points:
            self._show_points(shown)
        else:
            self._show_kind(shown)
        self._tint_weights()
        self._name(shown)

    def _show_points(self, shown: EvaluatedForm) -> None:
        sheet, template = shown.sheet, shown.template
        self.total.setText(points_text(sheet.total, _decimals(shown)))
        self.total.setToolTip(explain_total(template, shown.facts, sheet))
        self.grade.setText(
            sheet.grade or "得分已齐" if sheet.is_complete else f"还有 {sheet.missing} 项没有得分"
        )
        self.bars.show_bars(_bars(shown))
        self._has_hundred = sheet.total_weight == HUNDRED
        weight = points_text(sheet.total_weight)
        self.weights.setText(f"分值合计 {weight} / 100 {'✓' if self._has_hundred else '✗ 应为 100'}")

    def _show_kind(self, shown: EvaluatedForm) -> None:
        """Show the kind of form and its execution rate: a form of this kind gives no points."""
        self.total.setText(shown.template.kind.label)
        self.total.setToolTip("这种表不打分。")
        self.grade.clear()
        self.bars.show_bars(())
        self._has_hundred = True
        rate = shown.sheet.rate
        self.weights.setText(f"执行率 {rate_text(rate.figure, shown.template.rate)}" if rate else "")

    def _name(self, shown: EvaluatedForm) -> None:
        """Name the figures for those who hear them: a label that has a name is not read out itself."""
        total, grade = self.total.text(), self.grade.text()
        has_points = shown.template.has_points
        self.total.setAccessibleName(f"总分 {total}" if has_points else f"表的种类 {total}")
        self.grade.setAccessibleName(f"评分等级 {grade}" if has_points else "")
        self._announcer.tell(shown.form_id, "，".join(filter(None, (self.total.accessibleName(), grade))))

    def _tint_weights(self) -> None:
        palette = QPalette(self.palette())
        colour = tint(palette, Tint.QUIET if self._has_hundred else Tint.ERROR)
        palette.setColor(QPalette.ColorRole.WindowText, colour)
        self.weights.setPalette(palette)


def _decimals(shown: EvaluatedForm) -> int:
    """Return how many decimals the printed total has."""
    at = shown.template.at(Role.TOTAL)
    return 0 if at is None else shown.template.by_key[at.block].by_key[at.column].decimals


def _bars(shown: EvaluatedForm) -> tuple[Bar, ...]:
    sheet, scoring = shown.sheet, shown.template.scoring
    decimals = 0 if scoring is None else scoring.score_rounding.decimals
    bars = []
    if sheet.execution.weight:
        bars.append(_bar("预算执行", sheet.execution.value or ZERO, sheet.execution.weight, decimals))
    goals = [] if sheet.of_goals is None else [sheet.of_goals]
    for dimension in (*goals, *sheet.dimensions):
        name = dimension.name.removesuffix("指标") or "未分类"
        bars.append(_bar(name, dimension.score, dimension.weight, decimals))
    return tuple(bars)


def _bar(name: str, score: Decimal, weight: Decimal, decimals: int) -> Bar:
    return Bar(name, score, weight, f"{points_text(score, decimals)} / {points_text(weight)}")
