"""An indicator that a page breaks in two: below the heading printed again stands the rest of its texts."""

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.exchange.recogniser.draft import Doubt, Draft
from perfeval_desktop.exchange.recogniser.grid import Grid
from perfeval_desktop.exchange.recogniser.wording import flat

_GROUPS = frozenset({Role.LEVEL1, Role.LEVEL2})
# What an indicator is measured by; short, so that no page breaks it.
_MEASURED = frozenset({Role.TARGET, Role.TARGET_NUMBER, Role.ACTUAL, Role.WEIGHT, Role.SCORE})
_WHY = "这一格的文字分在两页上，已接起来，请核对。"


def read_rest_of_row(grid: Grid, draft: Draft, row: int) -> bool:
    """Add the texts of ``row``, right below a heading, to the last indicator, if they are the rest of it.

    They are where it has the same levels and nothing that is measured, and the last one has; ``False`` for
    any other row.
    """
    if not draft.indicators:
        return False
    last = draft.indicators[-1]
    cells = {column.label: grid.at(row, column.head.column) for column in draft.columns}
    texts = {label: "" if cell is None else cell.text.strip() for label, cell in cells.items()}
    levels = {one.label for one in draft.columns if one.roles & _GROUPS and Role.LEVEL3 not in one.roles}
    measured = {one.label for one in draft.columns if one.roles & _MEASURED}
    rest = {label: text for label, text in texts.items() if text and label not in levels}
    is_rest = (
        rest.keys() <= {label for label, text in last.items() if text} - measured
        and any(last.get(label) for label in measured)
        and all(flat(texts[label]) in {"", last.get(label)} for label in levels)
    )
    if not (rest and is_rest):
        return False
    draft.take(*cells.values())
    number = f"{len(draft.indicators)}"
    for label, text in rest.items():
        last[label] += text
        path = ("indicators", number, label)
        draft.doubts.append(Doubt(".".join(path), last[label], _WHY, path))
    return True
