"""A form of version 1 as it was stored, and as it was before each line of its log."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

SOURCES = ("total", "current_appropriation", "carryover", "other_funds")
AMOUNTS = ("initial_budget", "adjusted_budget", "executed")
COLUMNS = ("level1", "level2", "level3", "target", "actual", "weight", "score", "reason")

# A row of the indicator grid by column, blank ones left out; numbers as text. So patches have it, too.
RawRow = dict[str, str]


@dataclass(frozen=True, slots=True)
class RawForm:
    """A form: single values by name, in the shape that patches have them in, and the indicator grid."""

    values: dict[str, Any]
    rows: tuple[RawRow, ...]


@dataclass(frozen=True, slots=True)
class RawRevision:
    """A line of the log; ``patch`` is the stored text."""

    number: int
    kind: str
    label: str
    at: str
    patch: str


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the log with the form before and after it.

    ``start`` and ``end`` bound the rows of the grid that it replaced; the others are the very same.
    """

    revision: RawRevision
    before: RawForm
    after: RawForm
    start: int = 0
    end: int = 0
    names: frozenset[str] = field(default_factory=frozenset)

    @property
    def end_after(self) -> int:
        """Where the replaced rows end in the form after the line."""
        return self.end + len(self.after.rows) - len(self.before.rows)


def raw_form(form: dict[str, Any], content: dict[str, Any], rows: Iterable[dict[str, Any]]) -> RawForm:
    """Return the form in its rows of the three tables, each by column."""
    funding: dict[str, Any] = {
        source: amounts
        for source in SOURCES
        if (amounts := _filled({name: content.get(f"{source}_{name}") for name in AMOUNTS}))
    }
    funding |= _filled(
        {"execution_score": content.get("execution_score"), "note": content.get("funding_note")}
    )
    printed = {
        "execution_rate": content.get("printed_execution_rate"),
        "total": content.get("printed_total"),
    }
    values = {
        name: form[name]
        for name in ("template", "fiscal_year", "project", "department", "implementing_unit", "state")
    }
    values |= {name: content.get(name) or "" for name in ("expected_goal", "actual_outcome")}
    values |= {"funding": funding, "printed": _filled(printed)}
    return RawForm(values, tuple(_filled({name: row[name] for name in COLUMNS}) for row in rows))


def steps_of(present: RawForm, log: Iterable[RawRevision]) -> list[Step]:
    """Return the log of a form as steps, oldest first.

    What stands before a line that is no patch cannot be known: the log begins behind it.
    """
    steps: list[Step] = []
    after = present
    for revision in reversed(list(log)):
        try:
            step = _step(revision, after)
        except (ValueError, TypeError, LookupError, AttributeError):
            break
        steps.append(step)
        after = step.before
    return steps[::-1]


def _step(revision: RawRevision, after: RawForm) -> Step:
    patch = json.loads(revision.patch)
    changes = {name: before for name, (before, _) in patch.get("changes", {}).items()}
    if not changes.keys() <= after.values.keys():
        raise ValueError(sorted(changes))
    before = replace(after, values={**after.values, **changes}) if changes else after
    names = frozenset(changes)
    splice = patch.get("splice")
    if splice is None:
        return Step(revision, before, after, names=names)
    start, old = splice["start"], tuple(map(_row, splice["before"]))
    end_after = start + len(splice["after"])
    if not 0 <= start <= end_after <= len(after.rows):
        raise ValueError(splice)
    rows = (*after.rows[:start], *old, *after.rows[end_after:])
    return Step(revision, replace(before, rows=rows), after, start, start + len(old), names)


def _row(values: Any) -> RawRow:  # noqa: ANN401  # as the JSON has it
    return {name: values[name] for name in COLUMNS if values.get(name)}


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}
