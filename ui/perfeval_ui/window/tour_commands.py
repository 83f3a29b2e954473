"""The guided tour: four bubbles over the window, by itself at the very first start, later from the menu."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from perfeval_ui.window.window_frame import WindowFrame
from perfeval_ui.window.window_settings import WindowSettings

if TYPE_CHECKING:
    from perfeval_ui.widgets.tour_bubble import TourBubble

# Once the window is there and the user has looked at it.
_DELAY_MS = 1500


class _Step(NamedTuple):
    target: QWidget
    title: str
    text: str


class TourCommands(QObject):
    """Leads through the window once, and again whenever the user wants it."""

    def __init__(self, frame: WindowFrame, settings: QSettings) -> None:
        super().__init__(frame)
        self._frame, self._choices = frame, WindowSettings(settings)
        self._bubble: TourBubble | None = None
        self._steps: Iterator[tuple[int, _Step]] = iter(())
        self._count = 0
        self._focus_before: QWidget | None = None
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self._offer)

    def handlers(self) -> dict[QAction, Callable[[], object]]:
        """Return what the action of the menu does."""
        return {self._frame.actions_.tour: self.start}

    def offer_soon(self) -> None:
        """Begin the tour in a while if this is the first start of all."""
        if self._choices.is_new_user:
            self._timer.start()

    def start(self) -> None:
        """Begin the tour, from its first step; what cannot be seen is left out."""
        from perfeval_ui.widgets.tour_bubble import TourBubble  # noqa: PLC0415  # seen once or twice

        self.end()
        steps = [step for step in self._all_steps() if step.target.isVisible()]
        self._count, self._steps = len(steps), iter(enumerate(steps, 1))
        self._focus_before = QApplication.focusWidget()
        self._bubble = TourBubble(self._frame)
        self._bubble.next_wanted.connect(self._go_on)
        self._bubble.end_wanted.connect(self.end)
        self._go_on()

    def end(self) -> None:
        """End the tour, if there is one, for this time and for all; the keyboard goes back where it was."""
        self._timer.stop()
        bubble, self._bubble = self._bubble, None
        if bubble is None:
            return
        self._choices.knows_tour = True
        has_keyboard = bubble.isAncestorOf(QApplication.focusWidget() or self._frame)
        bubble.end()
        # It may be gone: the page of a form is made anew for another template.
        with suppress(RuntimeError):
            if has_keyboard and self._focus_before is not None:
                self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_before = None

    def _offer(self) -> None:
        if QApplication.activeModalWidget() is not None or not self._frame.isActiveWindow():
            # Something else is asked first.
            self._timer.start()
        else:
            self.start()

    def _go_on(self) -> None:
        number, step = next(self._steps, (0, None))
        if step is None or self._bubble is None:
            self.end()
        else:
            self._bubble.show_step(step.target, step.title, step.text, number=number, count=self._count)

    def _all_steps(self) -> list[_Step]:
        frame = self._frame
        form = frame.editor if frame.editor.isVisible() else frame.pages
        return [
            _Step(
                frame.tree,
                "项目都在这里",
                "点一个就打开。没有项目时，用“新建项目”，或把去年的表拖进来。项目多了，按 Ctrl+K 找。",
            ),
            _Step(
                form,
                "在这里填",
                "按键和 Excel 一样，也可以从 Excel、WPS 整块粘贴。填完一格就已经保存，填错了按 Ctrl+Z。",
            ),
            _Step(frame.scores, "得分自己会算", "随填随算：执行率、各部分得分、总分和等级。"),
            _Step(
                frame.checks,
                "哪里会被退回",
                "随填随查。点一条就到那一格，能改的点一下就改好；看不懂按 F1。",
            ),
        ]
