"""A form of 300 indicators scored, checked and laid out in rows, beside the least it can be done with."""

import re
from decimal import Decimal
from itertools import cycle

from forms import TEMPLATES, large_form, with_weight
from measuring import percentile, tell, times_of

from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain.facts import Facts, facts
from perfeval_desktop.domain.form import Form, Row
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.scoring import ScoreSheet, score

_RUNS = 300
_FORM = large_form()
_TEMPLATE = TEMPLATES[_FORM.template.id]
_CELLS = [text for rows in _FORM.tables.values() for row in rows for text in row.cells.values()]
_WEIGHTS = cycle("123456789")
_YEAR = re.compile("20[0-9]{2}")


def main() -> None:
    """Measure and print.

    After a keystroke one cell is another each time, as in the window. Of a form just opened nothing has been
    read yet.
    """
    seen = Seen(_TEMPLATE, _FORM, *_scored(_FORM))
    divisions = "300 bare divisions, rounded", times_of(_divide, runs=_RUNS)
    searches = f"a search in each of {len(_CELLS)} cells", times_of(_search, runs=_RUNS)
    tell(
        "score sheet, 300 indicators",
        times_of(lambda: _scored(_typed()), runs=_RUNS),
        *divisions,
        "1 ms",
    )
    tell("score sheet and checks", times_of(lambda: _checked(_typed()), runs=_RUNS), *searches, "3.5 ms")
    tell("the same, form just opened", times_of(lambda: _checked(_opened()), runs=60), *searches, "20 ms")
    tell("printed rows", times_of(lambda: printed(seen), runs=100), *searches, "8 ms")


def time_of_scoring() -> float:
    """Return how many milliseconds scoring 300 indicators takes here: other bounds are scaled by it."""
    return percentile(times_of(lambda: _scored(_typed()), runs=60), 0.5)


def _typed() -> Form:
    return with_weight(_TEMPLATE, _FORM, next(_WEIGHTS))


def _opened() -> Form:
    form = _FORM
    for block, rows in form.tables.items():
        form = form.with_rows(block, tuple(Row(row.id, row.cells, row.parent, row.joined) for row in rows))
    return form


def _scored(form: Form) -> tuple[Facts, ScoreSheet]:
    read = facts(_TEMPLATE, form)
    return read, score(_TEMPLATE, read)


def _checked(form: Form) -> None:
    check(_TEMPLATE, form, *_scored(form))


def _divide() -> None:
    cents = Decimal("0.01")
    for _ in range(300):
        (Decimal(1) * Decimal("8.98") / Decimal("9.00")).quantize(cents)


def _search() -> None:
    for text in _CELLS:
        _YEAR.search(text)
