"""The forms of a store as one types: those that fit best first, then those opened last, then the newest."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from perfeval_desktop.search.form_texts import FormTexts, Tier
from perfeval_desktop.search.words import words_of
from perfeval_desktop.store import FormId, FormSummary

# As many forms are made ready at a time, in a hundredth of a second.
FORMS_AT_ONCE = 2000
# Characters with gaps between them are only looked for where there are fewer hits than this without.
_FEW = 20


class NameHits(NamedTuple):
    """The best hits, and how many there are in all."""

    forms: tuple[FormSummary, ...]
    total: int


class FormSearch:
    """The names of the forms of a list, made ready to be looked through."""

    def __init__(self) -> None:
        self._texts: tuple[FormTexts, ...] = ()
        # What is ready of those to come.
        self._coming: list[FormTexts] = []

    @property
    def forms(self) -> Iterator[FormSummary]:
        """The forms that are ready, the latest year first."""
        return (form for texts in self._texts for form in texts.forms)

    def renewing(self, forms: Iterable[FormSummary]) -> Iterator[None]:
        """Make ``forms`` ready in place of those before, in steps; it holds once there is none left.

        What has not changed since the last time takes no time.
        """
        known = {texts.forms[0].form_id: texts for texts in (*self._texts, *self._coming)}
        by_year: dict[int, list[FormSummary]] = {}
        for form in forms:
            by_year.setdefault(form.year, []).append(form)
        self._coming = []
        for year in sorted(by_year, reverse=True):
            yield
            parts = [*_parts(by_year[year])]
            yield
            for part in parts:
                texts = known.get(part[0].form_id)
                if texts is None or texts.forms != part:
                    texts = FormTexts(part)
                    yield
                self._coming.append(texts)
        self._texts, self._coming = tuple(self._coming), []

    def containing(self, words: Sequence[str]) -> set[FormId]:
        """Return the forms in which all ``words`` are contained."""
        return {form.form_id for texts in self._texts for form in texts.containing(words)}

    def search(self, typed: str, recent: Sequence[FormSummary] = (), *, most: int) -> NameHits:
        """Return the best hits, at most so many; of those that are as good, the ``recent`` ones first."""
        words = words_of(typed)
        if not words:
            return NameHits(tuple(recent[:most]), len(recent))
        total = sum(texts.count(words) for texts in self._texts)
        first = (FormTexts(recent),) if recent else ()
        # A form may be among the recent ones and in the list.
        found: dict[FormId, FormSummary] = {}
        for tier in Tier:
            if tier is Tier.SCATTERED and total >= _FEW:
                break
            for texts in (*first, *self._texts):
                for form in texts.found(words, tier):
                    found.setdefault(form.form_id, form)
                if len(found) >= most:
                    return NameHits(tuple(found.values())[:most], max(total, len(found)))
        return NameHits(tuple(found.values()), len(found))


def _parts(forms: list[FormSummary]) -> Iterator[tuple[FormSummary, ...]]:
    """Yield the forms of a year in parts, those of a unit together, as the project tree has them."""
    forms.sort(key=attrgetter("department", "implementing_unit", "form_id"))
    for start in range(0, len(forms), FORMS_AT_ONCE):
        yield tuple(forms[start : start + FORMS_AT_ONCE])
