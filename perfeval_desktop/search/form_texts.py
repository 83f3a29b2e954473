"""The names of many forms, side by side in one text, looked through for a word all at once.

A set of places in the text is a whole number that has the bit of each. Where a character stands is found
once; the rest is arithmetic on a few large numbers, which hardly takes longer for a thousand forms than for
one.
"""

import re
import string
from array import array
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import groupby

from perfeval_desktop.search.indexed_text import IndexedText
from perfeval_desktop.search.words import is_chinese, may_scatter, steps_of
from perfeval_desktop.store import FormSummary
from perfeval_desktop.summary_texts import searchable

# What ends the name of a project and its code; a unit and a department, which stand before all of their
# forms; and these forms.
_NAME, _CODE, _UNIT, _DEPARTMENT, _GROUP = "\1\2\3\4\5"
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_LATIN = frozenset(string.ascii_lowercase + string.digits)
# So much is kept for the next key, at most: where a letter or syllable stands, what a word fits.
_MOST_PLACES, _MOST_FITS = 48, 24


class Tier(IntEnum):
    """How well a form fits what is typed, the best first."""

    CODE = 0
    NAME_BEGINS = 1
    WORD_BEGINS = 2
    CONTAINED = 3
    SCATTERED = 4


class FormTexts:
    """The names of ``forms``, at least one, in their order: best with those of a unit together."""

    def __init__(self, forms: Sequence[FormSummary]) -> None:
        self.forms = tuple(forms)
        spaced = searchable("".join(_lines(forms)))
        plain = spaced.replace(" ", "")
        self._text = text = IndexedText(plain)
        self._ends = array("L", [match.start() for match in re.finditer(_CODE, plain)])
        self._places: dict[str, int] = {}
        self._fits: dict[tuple[str, Tier], int] = {}
        self._form_ends, self._group_ends = text.places_of(_CODE), text.places_of(_GROUP)
        self._group_starts = text.places_of(_DEPARTMENT)
        self._name_starts = (self._form_ends | self._group_starts) << 1 & ~self._group_ends
        self._code_starts = text.places_of(_NAME) << 1
        self._field_ends = text.places_of((_NAME, _CODE, _UNIT, _DEPARTMENT, _GROUP))
        self._word_starts = self._starts_of_words(spaced)
        # The words for years and states, and the ends of the forms that have them: all, or found when asked.
        kinds = [_labels_of(form) for form in {(form.year, form.state): form for form in forms}.values()]
        self._labels: dict[str, int | None] = {
            label: self._form_ends if all(label in others for others in kinds) else None
            for kind in kinds
            for label in kind
        }

    def found(self, words: Sequence[str], tier: Tier) -> list[FormSummary]:
        """Return the forms of ``tier``: all ``words`` fit so well, and not all of them better."""
        ends = self._fitting(words, tier)
        if ends and tier > 0:
            ends &= ~self._fitting(words, Tier(tier - 1))
        return self._forms_at(ends) if ends else []

    def containing(self, words: Sequence[str]) -> list[FormSummary]:
        """Return the forms in which all ``words`` are contained."""
        return self._forms_at(self._fitting(words, Tier.CONTAINED))

    def count(self, words: Sequence[str]) -> int:
        """Return in how many forms all ``words`` are contained."""
        return self._fitting(words, Tier.CONTAINED).bit_count()

    def _forms_at(self, ends: int) -> list[FormSummary]:
        bits = f"{ends:0{len(self._text)}b}"
        return [form for form, end in zip(self.forms, self._ends, strict=True) if bits[-1 - end] == "1"]

    # -- how well a word fits ----------------------------------------------------------------------------

    def _fitting(self, words: Sequence[str], tier: Tier) -> int:
        """Return the ends of the forms that all ``words`` fit so well, or better."""
        ends = self._form_ends
        for word in words:
            ends &= self._fitting_word(word, tier)
        return ends

    def _fitting_word(self, word: str, tier: Tier) -> int:
        key = (word, tier)
        if key not in self._fits:
            _make_room(self._fits, _MOST_FITS)
            self._fits[key] = self._looked_up(word, tier)
        return self._fits[key]

    def _looked_up(self, word: str, tier: Tier) -> int:
        if tier < Tier.CONTAINED and not self._fitting_word(word, Tier.CONTAINED):
            return 0
        found = self._forms_around(self._behind_fits(word, tier)) | self._labelled(word, tier)
        # What is contained need not be asked how well.
        has_better = tier not in {Tier.CODE, Tier.CONTAINED}
        return found | self._fitting_word(word, Tier(tier - 1)) if has_better else found

    def _behind_fits(self, word: str, tier: Tier) -> int:
        """Return the places behind ``word`` where it fits as ``tier`` says."""
        if tier is Tier.SCATTERED:
            return self._behind_scattered(word) if may_scatter(word) else 0
        if tier is Tier.CODE:
            return self._behind(word, self._code_starts) & self._form_ends
        starts = {Tier.NAME_BEGINS: self._name_starts, Tier.WORD_BEGINS: self._word_starts}
        return self._behind(word, starts.get(tier, self._text.everywhere))

    def _labelled(self, word: str, tier: Tier) -> int:
        """Return the ends of the forms whose year or state ``word`` is, or a part of it."""
        found = 0
        for label in self._labels:
            if (tier is Tier.WORD_BEGINS and label.startswith(word)) or (
                tier is Tier.CONTAINED and word in label
            ):
                found |= self._ends_of_label(label)
        return found

    def _ends_of_label(self, label: str) -> int:
        if self._labels[label] is None:
            bits = bytearray(b"0") * len(self._text)
            for form, end in zip(self.forms, self._ends, strict=True):
                if label in _labels_of(form):
                    bits[-1 - end] = ord("1")
            self._labels[label] = int(bits, 2)
        return self._labels[label] or 0

    def _forms_around(self, behind: int) -> int:
        """Return the ends of the forms that have these places behind something in them, or in their unit."""
        if not behind:
            return 0
        # Up to its end, a number that is not zero and one of nothing but ones carry into the bit above.
        ends = self._form_ends | self._group_starts
        hit = (behind >> 1) + (self._text.everywhere ^ ends) & ends
        if units := hit & self._group_starts:
            # Likewise from the head of a group to its end; what is between them are its forms.
            to_end = units + (self._group_ends - self._group_starts) & self._group_ends
            hit |= to_end - units
        return hit & self._form_ends

    def _behind(self, word: str, starts: int) -> int:
        """Return the places behind ``word`` where it begins at ``starts``."""
        reached = [starts, *[0] * len(word)]
        for start, steps in enumerate(steps_of(word)):
            if reached[start]:
                for step in steps:
                    reached[step.end] |= (reached[start] & self._places_of(step.characters)) << 1
        return reached[-1]

    def _behind_scattered(self, word: str) -> int:
        """Return the places behind ``word`` where its characters follow each other in one field, with gaps.

        Letters begin where a field does; too many forms had them somewhere.
        """
        singles = [steps[0] for steps in steps_of(word)]
        field_starts = self._field_ends << 1 | 1
        reached = field_starts if singles[0].is_pinyin else self._text.everywhere
        for number, single in enumerate(singles):
            if number:
                reached = self._to_ends_of_fields(reached)
            reached = (reached & self._places_of(single.characters)) << 1
        return reached

    def _to_ends_of_fields(self, places: int) -> int:
        """Return all places from the first of ``places`` in each field to its end."""
        # Taking one away changes the bits up to the lowest one that is set, field by field.
        field_starts = self._field_ends << 1 & self._text.everywhere | 1
        within = places | self._field_ends
        first = within & ~(within - field_starts)
        return self._field_ends - first

    # -- where characters stand --------------------------------------------------------------------------

    def _places_of(self, characters: str) -> int:
        places = self._places.get(characters)
        if places is None:
            _make_room(self._places, _MOST_PLACES)
            places = self._places[characters] = self._text.places_of(characters)
        return places

    def _starts_of_words(self, spaced: str) -> int:
        """Return where something else begins than stands before: Chinese, Latin letters and digits."""
        chinese = self._text.places_of(filter(is_chinese, self._text.characters))
        latin = self._text.places_of(_LATIN)
        starts = chinese & ~(chinese << 1) | latin & ~(latin << 1)
        for number, blank in enumerate(re.finditer(" ", spaced)):
            starts |= 1 << blank.start() - number
        return starts


def _labels_of(form: FormSummary) -> tuple[str, str]:
    return f"{form.year}年度", form.state.label


def _lines(forms: Sequence[FormSummary]) -> Iterator[str]:
    for (unit, department), group in groupby(forms, key=_unit):
        yield f"{_printable(unit)}{_UNIT}{_printable(department)}{_DEPARTMENT}"
        for form in group:
            yield f"{_printable(form.project)}{_NAME}{_printable(form.project_code)}{_CODE}"
        yield _GROUP


def _unit(form: FormSummary) -> tuple[str, str]:
    return form.implementing_unit, form.department


def _printable(name: str) -> str:
    """Return a name without what it is parted from others by; blanks of all kinds are spaces."""
    return name if name.isprintable() else _BLANKS.sub(" ", name)


def _make_room(kept: dict[str, int] | dict[tuple[str, Tier], int], most: int) -> None:
    if len(kept) >= most:
        kept.clear()
