"""Which forms the words in the filter box let through."""

from functools import lru_cache

from perfeval_desktop.store import FormId, FormSummary
from perfeval_desktop.summary_texts import searchable


class FormFilter:
    """Passes forms in whose project, unit, department or year every word typed occurs.

    Neither case nor the width of brackets and digits matters. The texts looked through are kept, since a form
    is asked about at every key.
    """

    def __init__(self) -> None:
        self._words: tuple[str, ...] = ()
        self._texts: dict[FormId, str] = {}

    @property
    def is_on(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._words)

    def look_for(self, typed: str) -> None:
        """Let through what has every word of ``typed`` from now on."""
        self._words = tuple(searchable(typed).split())

    def passes(self, summary: FormSummary) -> bool:
        """Whether the form is let through."""
        if not self._words:
            return True
        text = self._texts.get(summary.form_id)
        if text is None:
            text = self._texts[summary.form_id] = _text(summary)
        return all(word in text for word in self._words)

    def forget(self, form_id: FormId) -> None:
        """Look the form's words up anew: they have changed, or it is gone."""
        self._texts.pop(form_id, None)

    def forget_all(self) -> None:
        """Look the words of every form up anew."""
        self._texts.clear()


def _text(summary: FormSummary) -> str:
    names = (_searchable_name(summary.implementing_unit), _searchable_name(summary.department))
    return "\n".join((searchable(summary.project), *names, f"{summary.year}年度"))


# Units and departments are few, and so spared the effort for each of their forms.
_searchable_name = lru_cache(maxsize=4096)(searchable)
