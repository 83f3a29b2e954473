"""Which cell of a blank is which place of a form: what the recogniser met on its way, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass

from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.transcripts.value import LABEL, Transcript, TranscriptRow, unit_named
from perfeval_desktop.exchange.recogniser import drafts
from perfeval_desktop.exchange.recogniser.draft import Draft
from perfeval_desktop.exchange.recogniser.slots import Line, Path, Slot
from perfeval_desktop.exchange.sheet import Sheet

# Stands for whatever will be written in an empty cell.
_SOMETHING = "…"


@dataclass(frozen=True, slots=True)
class BlankMap:
    """A form of a sheet that is to be filled in.

    ``slots`` are the rooms for single values, by their path in ``transcript``, which has a mark for each; its
    indicators are the ``lines``, with what is printed there already. ``unit`` is that which the blank names,
    ``None`` where it names none.
    """

    transcript: Transcript
    slots: Mapping[Path, Slot]
    lines: tuple[Line, ...]
    unit: MoneyUnit | None


def blank_maps(sheet: Sheet) -> tuple[BlankMap, ...]:
    """Return the forms in ``sheet`` with the cells that their values stand in, or would stand in."""
    return tuple(_map(draft) for draft in drafts(sheet))


def _map(draft: Draft) -> BlankMap:
    def values(*start: str) -> dict[str, str]:
        return {path[-1]: _SOMETHING for path in draft.slots if path[:-1] == start}

    goals = [
        {**({LABEL: label} if label else {}), **values("goals", str(number))}
        for number, label in draft.goal_labels.items()
    ]
    transcript = Transcript(
        title=draft.title,
        fiscal_year=draft.fiscal_year,
        unit=draft.unit,
        grade=_SOMETHING,
        fields=values("fields"),
        rows=tuple(
            TranscriptRow(block, label, values("rows", str(number)))
            for number, (block, label) in enumerate(draft.slot_rows, 1)
        ),
        goals=tuple(goals),
        indicators=tuple(
            {label: cell.text.strip() or _SOMETHING for label, cell in line.cells.items()}
            for line in draft.lines
        ),
        total=values("total"),
    )
    return BlankMap(transcript, draft.slots, tuple(draft.lines), unit_named(draft.unit))
