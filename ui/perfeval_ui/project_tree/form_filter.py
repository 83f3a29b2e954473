"""Which forms the words in the filter box let through."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from perfeval_desktop.store import FormSummary

if TYPE_CHECKING:
    from perfeval_desktop.search.form_texts import FormTexts

# So many forms are looked through at once; of more, the texts looked through are kept.
_AT_ONCE = 1000


class FormFilter:
    """Passes forms in which every word typed occurs: in project, code, unit, department, year or state.

    Chinese is also found by its pinyin and its first letters. Neither case nor the width of brackets and
    digits matters. The texts of a long list are kept, since all of it is asked about at every key.
    """

    def __init__(self) -> None:
        self._words: tuple[str, ...] = ()
        self._texts: list[FormTexts] = []

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
        if not self._words:
            return forms
        texts = [*self._texts_of(forms)]
        if len(texts) > 1:
            self._texts = texts
        return [form for part in texts for form in part.containing(self._words)]

    def _texts_of(self, forms: Sequence[FormSummary]) -> "Iterator[FormTexts]":
        from perfeval_desktop.search.form_texts import FormTexts  # noqa: PLC0415  # not for the first frame

        kept = {texts.forms[0].form_id: texts for texts in self._texts}
        for start in range(0, len(forms), _AT_ONCE):
            part = tuple(forms[start : start + _AT_ONCE])
            texts = kept.get(part[0].form_id)
            yield texts if texts and texts.forms == part else FormTexts(part)
