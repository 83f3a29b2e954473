"""The box that finds forms: what is looked through, and what is told beside the hits."""

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.search.form_search import FormSearch
from perfeval_desktop.search.text_search import TextHit
from perfeval_desktop.search.words import words_of
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId, FormSummary
from perfeval_ui.hit_box.box import HitBox
from perfeval_ui.quick_open.form_hit import FormHit
from perfeval_ui.quick_open.text_searcher import TextSearcher

MOST_NAMES = 100
_KEYS = "↑↓ 选择，回车打开，Esc 关闭"
_BY = "项目名称、单位、编码、年度、状态、表里的文字，或者拼音、首字母（如 qyzc）"


class QuickOpenBox(HitBox[FormHit]):
    """Finds forms by their names, then by the texts in them; ``chosen`` carries the :class:`FormHit`."""

    def __init__(self, session: EditingSession, parent: QWidget) -> None:
        super().__init__("快速打开", "输几个字、拼音或首字母", "search", parent)
        self._search = FormSearch()
        self._renewing: Iterator[None] = iter(())
        self._recent: Sequence[FormSummary] = ()
        self._total = 0
        self.list.setAccessibleName("找到的项目")
        self.texts = TextSearcher(session, self)
        self._steps = QTimer(self)
        self._steps.timeout.connect(self._make_ready)
        self.texts.found.connect(self._show_texts)
        self.texts.ended.connect(self._tell)

    @property
    def is_preparing(self) -> bool:
        """Whether not all forms are ready yet."""
        return self._steps.isActive()

    def renew(self, forms: Collection[FormSummary], recent: Sequence[FormSummary]) -> None:
        """Look through ``forms`` from now on, as soon as they are ready; ``recent`` are those opened last."""
        self._recent = recent
        self._renewing = self._search.renewing(forms)
        self._steps.start(0)

    def look(self, typed: str) -> None:
        found = self._search.search(typed, self._recent, most=MOST_NAMES)
        self._total = found.total
        self.model.show([FormHit(form) for form in found.forms], words_of(typed))
        named = frozenset(form.form_id for form in found.forms)
        self.texts.search(typed, lambda: self._others(named))
        self._tell()

    def leave(self) -> None:
        self.texts.stop()
        super().leave()

    def _make_ready(self) -> None:
        """Take one more step, of less than a tenth of what one notices."""
        try:
            next(self._renewing)
        except StopIteration:
            self._steps.stop()
            if self.isVisible():
                self.look(self.line.text())

    def _others(self, named: frozenset[FormId]) -> Sequence[FormId]:
        """Return the forms to look through for texts: all but those that are shown already."""
        return [form.form_id for form in self._search.forms if form.form_id not in named]

    def _show_texts(self, texts: Sequence[TextHit]) -> None:
        wanted = {text.form_id for text in texts}
        forms = {form.form_id: form for form in self._search.forms if form.form_id in wanted}
        self.model.add([FormHit(forms[text.form_id], text) for text in texts if text.form_id in forms])
        self._tell()

    def _tell(self) -> None:
        """Say how many there are, or what to do where there is none."""
        more = f"符合的有 {self._total:,} 项，列出前 {MOST_NAMES} 项。" if self._total > MOST_NAMES else ""
        self.show_hits(self._told(self.line.text()), f"{more}{_KEYS}")

    def _told(self, typed: str) -> str:
        if self.is_preparing or self.texts.is_searching:
            return "正在找…"
        if words_of(typed):
            return f"没有找到“{shortened(typed)}”。可以输{_BY}；也可以少输几个字再试。"
        return f"可以输{_BY}。"
