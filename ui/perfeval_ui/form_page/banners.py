"""The banners above the page: what has to be known of a form before it is worked on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStyle, QVBoxLayout, QWidget

from perfeval_desktop.domain.figures import points_text
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.template_change import kept_without_place
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.lock_lines import LockLine
from perfeval_desktop.session import Notification
from perfeval_ui.form_page.cell_writer import FINAL, locked
from perfeval_ui.session_signals import FormSignals
from perfeval_ui.theme import RHYTHM, Tint, icon


class Banner(QWidget):
    """One sentence with an icon before it and buttons behind it; hidden while there is nothing to say."""

    def __init__(self, icon_name: str, which: Tint, parent: QWidget) -> None:
        super().__init__(parent)
        side = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
        picture = QLabel(self)
        picture.setPixmap(icon(icon_name, which).pixmap(side, side))
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(RHYTHM)
        self._row.addWidget(picture)
        self._row.addWidget(self.text, 1)
        self.hide()

    def add_button(self, words: str, do: Callable[[], None]) -> QPushButton:
        """Put a button behind the sentence."""
        button = QPushButton(words, self)
        button.clicked.connect(do)
        self._row.addWidget(button)
        return button

    def say(self, sentence: str) -> None:
        """Show ``sentence``; an empty one hides the banner."""
        self.text.setText(sentence)
        self.setVisible(bool(sentence))


class FormBanners(QWidget):
    """The banners of the open form, each hidden where it does not apply.

    They say that the form is final, that it is behind a lock line, that its score would be another one by the
    present rules, that its template has a new version, or that it holds texts for which its template has no
    place. ``unlocking_wanted``, ``kept_wanted``, ``difference_wanted`` and ``newer_wanted`` are emitted by
    their buttons.
    """

    unlocking_wanted = Signal()
    kept_wanted = Signal()
    difference_wanted = Signal()
    newer_wanted = Signal()

    def __init__(self, signals: FormSignals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = signals.session
        self._said_of: EvaluatedForm | None = None
        self._lock: LockLine | None = None
        self.final = Banner("ok", Tint.GOOD, self)
        self.locked = Banner("lock", Tint.WARNING, self)
        self.standing = Banner("warning", Tint.WARNING, self)
        self.newer = Banner("hint", Tint.HINT, self)
        self.kept = Banner("warning", Tint.WARNING, self)
        self.unlock = self.locked.add_button("仍要修改…", self.unlocking_wanted.emit)
        self.newer.add_button("有哪些不同…", self.difference_wanted.emit)
        self.use_newer = self.newer.add_button("改用新版", self.newer_wanted.emit)
        self.kept.add_button("查看…", self.kept_wanted.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(RHYTHM // 2)
        for banner in self._banners():
            layout.addWidget(banner)
        self.hide()
        signals.changed.connect(self._follow)

    def _banners(self) -> Sequence[Banner]:
        return self.final, self.locked, self.standing, self.newer, self.kept

    def _follow(self, notification: Notification) -> None:
        after = notification.after
        before, self._said_of = self._said_of, after
        is_locked_as_before, self._lock = self._lock == self._session.locking.line, self._session.locking.line
        is_same = before is not None and after is not None and _says_the_same(before, after)
        if after is None or (is_same and is_locked_as_before):
            return
        is_final = after.form.state is FormState.FINAL
        self.final.say(FINAL if is_final else "")
        self.locked.say(locked(self._lock) if self._lock and not is_final else "")
        self.unlock.setEnabled(not self._session.is_read_only)
        self.standing.say(_standing(after))
        self.newer.say(
            ""
            if after.newer_template is None
            else f"模板“{after.template.name}”有了新版，这张表仍按原来的样子。"
        )
        self.use_newer.setEnabled(self._session.takes_changes)
        count = len(kept_without_place(after.template, after.form))
        self.kept.say(f"有 {count} 处内容在本模板里没有位置，已保留。" if count else "")
        self.setVisible(any(banner.text.text() for banner in self._banners()))


def _says_the_same(before: EvaluatedForm, after: EvaluatedForm) -> bool:
    """Whether there is nothing to be said anew: a keystroke must not look through the whole form."""
    return (
        before.form_id == after.form_id
        and before.template is after.template
        and before.newer_template is after.newer_template
        and before.form.state is after.form.state
        and before.form.tables.keys() == after.form.tables.keys()
        and before.kept_standing == after.kept_standing
    )


def _standing(shown: EvaluatedForm) -> str:
    kept = shown.kept_standing
    if kept is None or kept.total is None:
        return ""
    now = points_text(shown.sheet.total)
    return (
        f"定稿时总分 {points_text(kept.total)}，按现行规则为 {now}。"
        "定稿的分数不会自动改变；要按现行规则重算，请先改回填报中。"
    )
