"""Which forms the words in the filter box let through."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from perfeval_desktop.store import FormSummary

if TYPE_CHECKING:
    from perfeval_desktop.search.form_search import FormSearch

# The texts of fewer forms are not kept: they are looked through while a list is being read or changes.
_FEW = 500


class FormFilter:
    """Passes forms in which every word typed occurs: in project, code, unit, department, year or state.

    Chinese is also found by its pinyin and its first letters. Neither case nor the width of brackets and
    digits matters. The texts of a long list are kept, since all of it is asked about at every key.
    """

    def __init__(self) -> None:
        self._words: tuple[str, ...] = ()
        self._forms: Sequence[FormSummary] = ()

    @property
    def is_on(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._words)

    def look_for(self, typed: str) -> None:
        """Let through what has every word of ``typed`` from now on."""
        if not typed.strip():
            self._words = ()
            return
        from perfeval_desktop.search.words import words_of  # noqa: PLC0415  # not for the first frame

        self._words = words_of(typed)

    def passed(self, forms: Sequence[FormSummary]) -> Sequence[FormSummary]:
        """Return those of ``forms`` that are let through, in the same order."""
        if not (self._words and forms):
            return forms
        if len(forms) < _FEW:
            from perfeval_desktop.search.form_texts import FormTexts  # noqa: PLC0415  # as above

            return FormTexts(forms).containing(self._words)
        self.prepare(forms)
        found = self._search.containing(self._words)
        return [form for form in forms if form.form_id in found]

    def prepare(self, forms: Sequence[FormSummary]) -> None:
        """Make the texts of a long list ready to be looked through, so that the first key need not."""
        if self._forms != forms and len(forms) >= _FEW:
            for _ in self._search.renewing(forms):
                pass
            self._forms = [*forms]

    @cached_property
    def _search(self) -> "FormSearch":
        from perfeval_desktop.search.form_search import FormSearch  # noqa: PLC0415  # as above

        return FormSearch()
