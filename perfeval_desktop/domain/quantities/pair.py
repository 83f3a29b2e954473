"""A target and an actual of one indicator, as they are judged together."""

from typing import NamedTuple

from perfeval_desktop.domain.quantities.direction import Subject
from perfeval_desktop.domain.quantities.measures import Measured
from perfeval_desktop.domain.quantities.reading import Reading
from perfeval_desktop.domain.quantities.sayings import Saying
from perfeval_desktop.domain.quantities.units import is_ratio


class Pair(NamedTuple):
    """What is judged: of which indicator, target and actual; ``said``: what the actual's words say."""

    subject: Subject
    target: Reading
    actual: Reading
    said: Saying


MISSED_IN_WORDS = frozenset({Saying.LATE, Saying.PARTLY, Saying.NOT})
_SHARE_OF_THE_WORK = frozenset({"完成", "已完成", "完成进度"})


def falls_short(actual: Reading, done: Measured) -> bool:
    """Whether an actual says what share of the work is done, and that is not all: 完成80%."""
    quantity = done.quantity
    return (
        actual.words in _SHARE_OF_THE_WORK
        and is_ratio(quantity.unit)
        and quantity.unit.name == "%"
        and quantity.number < 100
    )
