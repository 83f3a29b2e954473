"""A form while it is being read: what was found so far, where, and which cells are accounted for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.value import ROWS, Transcript, TranscriptRow
from perfeval_desktop.exchange.recogniser.layout import Labelled, Part, PartKind
from perfeval_desktop.exchange.recogniser.slots import Line, Path, Slot
from perfeval_desktop.exchange.sheet import Cell


class Doubt(NamedTuple):
    """A value that may be wrong: its path in words (``indicators.3.得分``) and in the transcript, and why."""

    place: str
    text: str
    reason: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadedColumn:
    """A column of the indicators: the cell that heads it, its printed label, what it may mean."""

    head: Cell
    label: str
    roles: frozenset[Role | None]


def entry_path(path: str) -> tuple[str, ...]:
    """Return the path of an entry of the transcript; in a label, points may stand as well."""
    part, _, label = path.partition(".")
    if part in {"goals", "indicators"}:
        number, _, label = label.partition(".")
        return part, number, label
    return part, label


@dataclass(slots=True)
class Draft:
    """A form of one sheet being read, part by part.

    ``columns`` are those of the indicators, once their heading was met. Every cell that is a label or a value
    is ``taken``; what is left in the end was not read.

    ``slots`` are where values stand or, in a blank, would. ``slot_rows`` are the rows of the funding (of
    block ``""``) and of checklists that have some, by label; ``goal_slots`` counts the goals,
    ``goal_labels`` are what they are called; ``lines`` are the rows for indicators.
    """

    title: str = ""
    fiscal_year: str = ""
    unit: str = ""
    grade: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    rows: list[TranscriptRow] = field(default_factory=list)
    goals: list[dict[str, str]] = field(default_factory=list)
    indicators: list[dict[str, str]] = field(default_factory=list)
    total: dict[str, str] = field(default_factory=dict)
    columns: tuple[HeadedColumn, ...] = ()
    doubts: list[Doubt] = field(default_factory=list)
    taken: set[Cell] = field(default_factory=set)
    parts: list[Part] = field(default_factory=list)
    cells: dict[tuple[str, ...], Cell] = field(default_factory=dict)
    slots: dict[Path, Slot] = field(default_factory=dict)
    slot_rows: list[tuple[str, str]] = field(default_factory=list)
    goal_slots: int = 0
    goal_labels: dict[int, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    def take(self, *cells: Cell | None) -> None:
        """Account for cells."""
        self.taken.update(cell for cell in cells if cell is not None)

    def lay(
        self, kind: PartKind, rows: Iterable[int], labelled: Iterable[Labelled], names: Iterable[Cell] = ()
    ) -> None:
        """Note how a part of the form is laid out."""
        self.parts.append(Part(kind, tuple(rows), tuple(labelled), tuple(names)))

    def value(self, cell: Cell | None, path: str, label: str = "") -> str:
        """Return the text of a cell as the value at ``path``.

        In doubt are a formula without its result, and what the reader of the file could not tell apart.
        ``label`` is that of a value in the row that is being read, of the funding or of a checklist.
        """
        if cell is None:
            return ""
        self.take(cell)
        at = (ROWS, f"{len(self.rows) + 1}", label) if label else entry_path(path)
        self.cells[at] = cell
        text = cell.text.strip()
        if cell.is_formula:
            self.doubts.append(Doubt(path, text, "单元格里是公式，文件里没有算好的结果。", at))
        if cell.doubt and text:
            self.doubts.append(Doubt(path, text, cell.doubt, at))
        return text

    def stands(self, path: Path, cell: Cell | None, start: int = 0, end: int | None = None) -> None:
        """Note where the value at ``path`` stands or would stand: the first such place."""
        if cell is not None:
            self.slots.setdefault(path, Slot(path, cell, start, len(cell.text) if end is None else end))

    def row_stands(self, block: str, label: str, cells: Mapping[str, Cell | None]) -> None:
        """Note where the values of a row of the funding or of a checklist stand, by their labels."""
        self.slot_rows.append((block, label))
        for heading, cell in cells.items():
            self.stands((ROWS, str(len(self.slot_rows)), heading), cell)

    def goal_stands(self, cells: Mapping[str, Cell | None], label: str = "") -> None:
        """Note where one more goal stands, by the keys of its values."""
        self.goal_slots += 1
        self.goal_labels[self.goal_slots] = label
        for key, cell in cells.items():
            self.stands(("goals", str(self.goal_slots), key), cell)

    def set_field(self, label: str, text: str) -> None:
        """Keep a field; of two under one label the first stays, and both are in doubt where they differ."""
        known = self.fields.setdefault(label, text)
        if known != text:
            why = f"这一栏出现了两次，另一处是“{text}”。"
            self.doubts.append(Doubt(f"fields.{label}", known, why, ("fields", label)))

    def transcript(self) -> Transcript:
        """Return what was read."""
        return Transcript(
            title=self.title,
            fiscal_year=self.fiscal_year,
            unit=self.unit,
            grade=self.grade,
            fields=self.fields,
            rows=tuple(self.rows),
            goals=tuple(self.goals),
            indicators=tuple(self.indicators),
            total=self.total,
        )

    def unread(self, cells: Iterable[Cell]) -> tuple[Cell, ...]:
        """Return those of ``cells`` that somebody wrote a text in which was not accounted for."""
        return tuple(
            cell for cell in cells if cell.text.strip() and cell not in self.taken and not cell.is_running
        )
