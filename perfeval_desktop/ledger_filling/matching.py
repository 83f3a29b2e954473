"""Which stored form a row of a ledger is about: by its code, else by its name, with unit and year.

Nothing is decided silently: a match says how it was found, and what else it might have been.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.exchange.ledger.rows import LedgerRow
from perfeval_desktop.ledger_filling.names import (
    SAME,
    core_name,
    likeness,
    likeness_words,
    pairs,
    plain_name,
    same_unit,
)
from perfeval_desktop.store import FormId, FormSummary

_NO_SIGN = re.compile(r"[^0-9a-z]+")
# Below it two names have nothing in common that would be worth a look.
_LEAST_SCORE = 70
# A code is of another project where the names have less in common.
_LEAST_WITH_CODE = 30
# Two candidates nearer to each other than that are told both.
_MARGIN = 8
_MOST = 6
# One pair of letters in so many has to be in both names.
_LEAST_SHARED = 5
_RAREST = 6
# The pairs of letters that tell little: those of very many names.
_COMMON_SHARE = 5
_ALWAYS_RARE = 40


class MatchKind(StrEnum):
    """How a form was found for a row, in the user's words."""

    CODE = "编码相同"
    NAME = "名称相同"
    FUZZY = "名称相似"
    SEVERAL = "有几张可能"
    CHOSEN = "由您选定"
    NONE = "没有对上"


class Candidate(NamedTuple):
    """A form that a row with the plain ``name`` may be about, how alike they are in points of 100.

    ``besides`` tells what else is to be known.
    """

    form: FormSummary
    score: int
    name: str
    besides: str = ""

    @property
    def reason(self) -> str:
        """Why it may be the one, as the user reads it; not made before somebody does."""
        return f"{likeness_words(self.name, plain_name(self.form.project))}{self.besides}"


class Match(NamedTuple):
    """What was found for a row; ``form`` is ``None`` where nothing or several forms were."""

    kind: MatchKind
    form: FormSummary | None
    candidates: tuple[Candidate, ...]
    reason: str

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to look at it."""
        return self.kind in _SURE


_SURE = frozenset({MatchKind.CODE, MatchKind.NAME, MatchKind.CHOSEN})
_NOTHING = Match(MatchKind.NONE, None, (), "没有同名或名称相近的表")


class FormIndex:
    """The forms of one year by code, by name and by pairs of letters in their names.

    Forms of the start of the year have no amounts of its end: they are none of them.
    """

    def __init__(self, summaries: Iterable[FormSummary], year: int) -> None:
        self.forms = tuple(
            one
            for one in summaries
            if one.year == year and one.kind is not FormKind.TARGET and not one.is_unreadable
        )
        self.by_code: defaultdict[str, list[FormSummary]] = defaultdict(list)
        self.by_name: defaultdict[str, list[FormSummary]] = defaultdict(list)
        self._by_pair: defaultdict[str, list[int]] = defaultdict(list)
        for number, form in enumerate(self.forms):
            if code := plain_code(form.project_code):
                self.by_code[code].append(form)
            if name := plain_name(form.project):
                self.by_name[name].append(form)
                for pair in pairs(core_name(name)):
                    self._by_pair[pair].append(number)
        self._rare = max(_ALWAYS_RARE, len(self.forms) // _COMMON_SHARE)

    def alike(self, name: str) -> list[Candidate]:
        """Return the forms whose plain names are like ``name``, the likest first."""
        shared = Counter[int]()
        own = pairs(core_name(name))
        # What is like a name shares some of its rarest pairs; to go through the others as well is dear.
        known = sorted((self._by_pair[pair] for pair in own if pair in self._by_pair), key=len)
        for numbers in known[: max(_RAREST, len(own) // 2)]:
            if len(numbers) <= self._rare:
                shared.update(numbers)
        near = [(count, number) for number, count in shared.items() if count * _LEAST_SHARED >= len(own)]
        found = []
        for _, number in sorted(near, reverse=True)[:_MOST]:
            form = self.forms[number]
            score = likeness(name, plain_name(form.project))
            if score >= _LEAST_SCORE:
                found.append(Candidate(form, score, name))
        return sorted(found, key=lambda one: -one.score)


def plain_code(text: str) -> str:
    """Return a code as it is compared: letters and digits alone."""
    return _NO_SIGN.sub("", unicodedata.normalize("NFKC", text).casefold())


def matches(rows: Sequence[LedgerRow], summaries: Sequence[FormSummary], year: int) -> tuple[Match, ...]:
    """Return what was found for each row among the forms of its year, ``year`` where it says none.

    A form that several rows lead to is told at each of them, and given to none.
    """
    years = {row.year or year for row in rows}
    indices = {one: FormIndex(summaries, one) for one in years}
    found = [match(row, indices[row.year or year]) for row in rows]
    lines: defaultdict[FormId, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        if one.form is not None:
            lines[one.form.form_id].append(number)
    for numbers in lines.values():
        if len(numbers) > 1:
            _part(rows, found, numbers)
    return tuple(found)


def _part(rows: Sequence[LedgerRow], found: list[Match], numbers: Sequence[int]) -> None:
    """Let the only sure one of several rows keep their form; without such a one, none does."""
    sure = [number for number in numbers if found[number].is_sure]
    for number in numbers:
        if sure != [number]:
            one = found[number]
            places = "、".join(rows[other].place for other in numbers if other != number)
            reason = f"台账里还有一行也对上这张表（{places}），请选定用哪一行"
            found[number] = Match(MatchKind.SEVERAL, None, one.candidates, reason)


def match(row: LedgerRow, index: FormIndex) -> Match:
    """Return what is found for a row among the forms of a year."""
    name, code = plain_name(row.project), plain_code(row.code)
    of_code = _fitting(row, index.by_code.get(code, ())) if code else []
    if len(of_code) == 1:
        return _by_code(of_code[0], name)
    if of_code:
        return _several(of_code, name, f"有 {len(of_code)} 张表的编码都是 {row.code}")
    named = _fitting(row, index.by_name.get(name, ()))
    if len(named) > 1:
        return _several(named, name, f"有 {len(named)} 张同名的表，单位也分不开")
    if named:
        return _by_name(row, named[0], name)
    return _alike(row, index.alike(name)) if name else _NOTHING


def _fitting(row: LedgerRow, forms: Sequence[FormSummary]) -> list[FormSummary]:
    """Return the forms that fit a row best: of its unit, and then those of the end of the year."""
    units = {form.form_id: same_unit(row.unit, form.implementing_unit) for form in forms}
    fitting = [form for form in forms if units[form.form_id]] or [
        form for form in forms if units[form.form_id] is None
    ]
    fitting = fitting or list(forms)
    return [form for form in fitting if form.kind.tells_the_outcome] or fitting


def _by_code(form: FormSummary, name: str) -> Match:
    own = plain_name(form.project)
    candidate = Candidate(form, likeness(name, own), name)
    if name and own and candidate.score < _LEAST_WITH_CODE:
        reason = f"编码相同，名称却是“{form.project}”，请核对"
        return Match(MatchKind.FUZZY, form, (candidate,), reason)
    reason = "项目编码相同" if candidate.score == SAME or not name else f"项目编码相同；{candidate.reason}"
    return Match(MatchKind.CODE, form, (candidate,), reason)


def _by_name(row: LedgerRow, form: FormSummary, name: str) -> Match:
    candidates = (Candidate(form, SAME, name),)
    if same_unit(row.unit, form.implementing_unit) is False:
        reason = f"名称相同，单位不同：表里是“{form.implementing_unit}”"
        return Match(MatchKind.FUZZY, form, candidates, reason)
    code, own = plain_code(row.code), plain_code(form.project_code)
    if code and own and code != own:
        reason = f"名称相同，编码不同：表里是 {form.project_code}"
        return Match(MatchKind.FUZZY, form, candidates, reason)
    return Match(MatchKind.NAME, form, candidates, "名称相同")


def _several(forms: Sequence[FormSummary], name: str, reason: str) -> Match:
    candidates = (Candidate(form, likeness(name, plain_name(form.project)), name) for form in forms[:_MOST])
    return Match(MatchKind.SEVERAL, None, tuple(candidates), reason)


def _alike(row: LedgerRow, candidates: Sequence[Candidate]) -> Match:
    """Return the likest form, or all that come near it; one of another unit is less like it."""
    rated = [
        one._replace(
            score=one.score - 2 * _MARGIN, besides=f"；单位不同：表里是“{one.form.implementing_unit}”"
        )
        if same_unit(row.unit, one.form.implementing_unit) is False
        else one
        for one in candidates
    ]
    rated = sorted((one for one in rated if one.score >= _LEAST_SCORE), key=lambda one: -one.score)
    if not rated:
        return _NOTHING
    near = [one for one in rated if one.score > rated[0].score - _MARGIN]
    if len(near) > 1:
        return Match(MatchKind.SEVERAL, None, tuple(rated), f"有 {len(near)} 张表名称相近")
    return Match(MatchKind.FUZZY, rated[0].form, tuple(rated), rated[0].reason)


def chosen_match(form: FormSummary | None, before: Match) -> Match:
    """Return the match that the user decides: this form, or ``None`` for no form."""
    if form is None:
        return Match(MatchKind.NONE, None, before.candidates, "您选了不填")
    return Match(MatchKind.CHOSEN, form, before.candidates, "由您选定")
