"""A growth or a fall on one side only, or each on another side."""

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.direction import Subject
from perfeval_desktop.domain.quantities.outcome import LEFT_OPEN, MISSED, Doubt, Judgement
from perfeval_desktop.domain.quantities.quantity import Change, Quantity
from perfeval_desktop.domain.quantities.units import is_counter, is_money

# A name that speaks of a change makes one of any number below it.
_CHANGES = Pattern("增长|增幅|增速|增加|提高|提升|上升|同比|环比|降低|下降|减少|升幅|降幅|节约率|压减|上涨")
_FALLS = Pattern("降|减|节约|节支|压缩|缩短")


def speaks_of_change(name: str) -> bool:
    """Whether ``name`` speaks of growth or decline, of which a percentage may exceed 100."""
    return _CHANGES.search(name) is not None


def judged_as_changes(subject: Subject, target: Quantity, actual: Quantity) -> Judgement | None:
    """Judge a growth beside a fall, and a level beside a growth; ``None`` where both are of one kind."""
    asked, said = target.change, actual.change
    if asked is said:
        return None
    if asked and said:
        return MISSED
    named = _named_change(subject.name)
    return _change_beside_level(target, said, named) if said else _level_beside_change(target, actual, named)


def _named_change(name: str) -> Change:
    if not speaks_of_change(name):
        return Change.NONE
    return Change.DOWN if _FALLS.search(name) else Change.UP


def _level_beside_change(target: Quantity, actual: Quantity, named: Change) -> Judgement | None:
    is_told = named is target.change or target.unit.kind == actual.unit.kind == "百分点"
    if is_told and actual.number >= 0:
        return None
    if target.change is Change.UP:
        if is_counter(target.unit):
            return None
        if named is Change.UP:
            return MISSED
    return LEFT_OPEN[Doubt.UNITS]


def _change_beside_level(target: Quantity, said: Change, named: Change) -> Judgement | None:
    if named is said or (said is Change.UP and is_counter(target.unit)):
        return None
    if named:
        return MISSED if target.number > 0 else LEFT_OPEN[Doubt.UNITS]
    return None if said is Change.UP and is_money(target.unit) else LEFT_OPEN[Doubt.UNITS]
