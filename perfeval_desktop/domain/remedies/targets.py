"""Remedies for target and actual: without the sign, with the other one, or with which way is better said."""

from collections.abc import Iterator

from perfeval_desktop.domain.blocks import DIRECTION, LESS_IS_BETTER, MORE_IS_BETTER
from perfeval_desktop.domain.checks.judged import Judged
from perfeval_desktop.domain.facts import IndicatorFacts
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.comparators import WORDED
from perfeval_desktop.domain.quantities.possible import is_out_of_reach
from perfeval_desktop.domain.remedies.remedy import Remedy

_SIGN = r"[=＝<＜>＞≤≥≦≧⩽⩾﹤﹥═]"


_BEFORE = Pattern(rf"\s*(?:{_SIGN}+|{'|'.join(sorted(WORDED, key=len, reverse=True))})\s*")
_BEHIND = Pattern(r"[(（]?含?[)）]?(?:及|或)?(?:以上|以下|以内|之内|内)(?:[(（]含[)）])?\s*$")


def of_copied_actual(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the actual without the sign, or the word for one, of its target."""
    text = judged.text(place).strip()
    plain = text
    if before := _BEFORE.match(plain):
        plain = plain[before.end() :]
    plain = _BEHIND.sub("", plain).strip()
    if plain and plain != text:
        yield Remedy(f"去掉符号，改成“{shortened(plain)}”", ((place, plain),))


def of_direction(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the target with the other sign; or that this way is meant, said of the indicator."""
    facts = next((row.facts for row in judged.rows if row.facts.row == place.row), None)
    target = None if facts is None else facts.target_quantity
    if facts is None or target is None or is_out_of_reach(facts.name, target):
        return
    sign = "≥" if target.comparator.is_upper_bound else "≤"
    key = judged.keys.comparator if judged.keys.target_is_split else judged.keys.target
    cell = place._replace(column=key)
    text = judged.text(cell).strip()
    before = _BEFORE.match(text)
    if before is not None:
        yield Remedy(f"改成“{sign}”", ((cell, sign + text[before.end() :]),))
    yield chosen(judged, facts, LESS_IS_BETTER if sign == "≥" else MORE_IS_BETTER)


def chosen(judged: Judged, facts: IndicatorFacts, direction: str) -> Remedy:
    """Return the choice of which way is better of an indicator."""
    return Remedy(f"选定{direction}", ((Place(judged.grid.key, facts.row, DIRECTION.key), direction),))
