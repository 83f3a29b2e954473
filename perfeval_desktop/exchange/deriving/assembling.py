"""The blocks of a derived template in the order of the form, and the rules that its figures show."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from perfeval_desktop.domain.blocks import AnyBlock, GoalsBlock
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.rules import USUAL_THRESHOLDS
from perfeval_desktop.domain.template import Page, Template
from perfeval_desktop.domain.template_reader import USUAL_BREAK_POINTS
from perfeval_desktop.domain.transcripts.value import TranscriptRow
from perfeval_desktop.exchange.deriving.closing import closing_block
from perfeval_desktop.exchange.deriving.fields import fields_block, give_field_roles, is_box, texts_block
from perfeval_desktop.exchange.deriving.funding import beside_blocks, headed_block
from perfeval_desktop.exchange.deriving.goals import checklist_block, goals_block
from perfeval_desktop.exchange.deriving.heads import form_number, page_of, title_of, year_line
from perfeval_desktop.exchange.deriving.indicators import Around, has_numbered_names, indicators_block
from perfeval_desktop.exchange.deriving.making import Making
from perfeval_desktop.exchange.deriving.points import figures_block, scoring_of
from perfeval_desktop.exchange.deriving.sides import NO_SIDE, Side, side_of
from perfeval_desktop.exchange.deriving.styles import amount_style, rate_style, rates
from perfeval_desktop.exchange.recogniser.layout import Labelled, Part, PartKind
from perfeval_desktop.exchange.recogniser.wording import flat

# A part with more is no form any more; a page has no room for them.
_MOST_COLUMNS = 24
_NUMBERED_GOAL = re.compile(r"[^（(:：，。；]*目标[1一]")
_BY_HAND = re.compile("签字|签名|盖章|签章")
# In a title: what is another form's own.
_PLACE = re.compile(r"\{[a-z_]+\}(?:年度?)?")
_TEXTS_WIDTH = Decimal(28)
_SKIPPED = frozenset({PartKind.TITLE, PartKind.YEAR, PartKind.GOAL_AT_LEFT})
_GOALS = frozenset({PartKind.GOALS, PartKind.PROMISE})


def assembled(making: Making, template_id: str) -> Template:
    """Return the template of the form that is in the making; its text is still to be written."""
    page = page_of(making)
    blocks = tuple(_Assembler(making, page).blocks())
    form_no, cell = form_number(making)
    closing = closing_block(making, cell)
    blocks = (*blocks, closing) if closing is not None else blocks
    title = title_of(making)
    thresholds = USUAL_THRESHOLDS
    grids = [part for part in making.found.layout.parts if part.kind is PartKind.INDICATORS]
    if any(has_numbered_names(making, part) for part in grids):
        thresholds = replace(thresholds, numbered_names=True)
    found = rates(making)
    return Template(
        id=template_id,
        digest="",
        name=_PLACE.sub("", title),
        kind=making.kind,
        source="",
        number=form_no,
        title=title,
        year_line=year_line(making),
        page=page,
        amounts=amount_style(making),
        rate=rate_style(making, found),
        blocks=blocks,
        scoring=scoring_of(making, blocks, found),
        break_points=USUAL_BREAK_POINTS,
        text="",
        thresholds=thresholds,
    )


class _Assembler:
    """Makes the blocks of a form, part by part from the top."""

    def __init__(self, making: Making, page: Page) -> None:
        self._making = making
        self._whole = page.table_width
        self._rows = list(making.found.transcript.rows)
        parts = [self._within_page(_as_line(making, part)) for part in making.found.layout.parts]
        self._parts = [part for part in parts if part.labelled]
        self._heading = ""
        give_field_roles(making, self._parts)

    def _within_page(self, part: Part) -> Part:
        if len(part.labelled) > _MOST_COLUMNS:
            left = part.labelled[_MOST_COLUMNS]
            self._making.guess(left.head, f"栏太多，一页排不下：从“{left.label}”起没有进模板。")
            return part._replace(labelled=part.labelled[:_MOST_COLUMNS])
        return part

    def blocks(self) -> Iterator[AnyBlock]:
        """Yield the blocks; the name of a section stands above the one that follows it."""
        done: set[PartKind] = set()
        for kind, parts in _runs(self._parts):
            if kind is PartKind.SECTION:
                self._heading = parts[-1].labelled[0].label
            elif kind in done:
                continue
            else:
                if kind in {PartKind.INDICATORS, PartKind.TOTAL}:
                    done.add(kind)
                if kind in _GOALS:
                    done |= _GOALS
                for block in self._made(kind, parts):
                    yield replace(block, heading=self._heading)
                    self._heading = ""

    def _made(self, kind: PartKind, parts: list[Part]) -> Iterator[AnyBlock]:
        making, whole = self._making, self._whole
        match kind:
            case PartKind.FIELDS:
                yield from self._fields(parts)
            case PartKind.LINE:
                yield fields_block(making, parts, whole)
            case PartKind.FUNDING:
                for part in parts:
                    rows = self._taken(len(part.names))
                    if rows:
                        side = side_of(making, part, part.names[0].column)
                        yield headed_block(making, part, rows, side, whole)
            case PartKind.AMOUNTS:
                rows = self._taken(sum(len(part.labelled) for part in parts))
                side = side_of(making, parts[0], parts[0].labelled[0].head.column)
                yield from beside_blocks(making, parts, rows, side, whole)
            case PartKind.GOALS | PartKind.PROMISE:
                goals = [part for part in self._parts if part.kind in _GOALS]
                yield self._goals(goals)
            case PartKind.CHECKLIST:
                self._taken(len(parts[0].names))
                side = side_of(making, parts[0], parts[0].names[0].column)
                yield checklist_block(making, parts[0], side, whole)
            case PartKind.INDICATORS:
                yield from self._indicators(parts[0])
            case _:
                yield figures_block(making, parts[0])

    def _taken(self, count: int) -> list[TranscriptRow]:
        rows, self._rows = self._rows[:count], self._rows[count:]
        return rows

    def _fields(self, parts: list[Part]) -> Iterator[AnyBlock]:
        run: list[Part] = []
        for part in parts:
            if run and is_box(part) is not is_box(run[0]):
                yield self._field_block(run)
                run = []
            run.append(part)
        yield self._field_block(run)

    def _field_block(self, run: Sequence[Part]) -> AnyBlock:
        if is_box(run[0]):
            return texts_block(self._making, run, _TEXTS_WIDTH)
        return fields_block(self._making, run, self._whole)

    def _goals(self, parts: list[Part]) -> GoalsBlock:
        first = min(one.head.column for one in parts[0].labelled)
        side = NO_SIDE if parts[0].kind is PartKind.PROMISE else side_of(self._making, parts[0], first)
        block = goals_block(self._making, parts, side, self._whole)
        points = [one for one in block.columns if one.role in {Role.WEIGHT, Role.SCORE}]
        if len(points) == 1:
            # Points that can be earned and points earned go together: one alone would not add up.
            plain = tuple(
                replace(one, role=None, required=False) if one in points else one for one in block.columns
            )
            return replace(block, columns=plain)
        return block

    def _indicators(self, part: Part) -> Iterator[AnyBlock]:
        making = self._making
        first = min(one.head.column for one in part.labelled)
        side, goals = side_of(making, part, first), None
        at_left = [one for one in self._parts if one.kind is PartKind.GOAL_AT_LEFT]
        at_left = at_left or self._unwritten_goals(part, first)
        if at_left and not any(one.kind in _GOALS for one in self._parts):
            block = goals_block(making, at_left[:1], NO_SIDE, self._whole)
            goals, side = block.key, Side("", block.label_width)
            yield block
        last = max(one.head.row + one.head.rows for one in part.labelled)
        rows = [
            row for one in self._parts if one.kind is PartKind.INDICATORS for row in one.rows if row >= last
        ]
        totals = {row for one in self._parts if one.kind is PartKind.TOTAL for row in one.rows}
        rows = [row for row in rows if row not in totals]
        yield indicators_block(making, part, rows, Around(side, self._whole, goals))

    def _unwritten_goals(self, part: Part, first: int) -> list[Part]:
        """Return goals at the left of the grid that are still to be written: 年度绩效目标1."""
        cells = [cell for row in part.rows for cell in self._making.grid.filled(row)]
        names = [cell for cell in cells if cell.column < first and _NUMBERED_GOAL.fullmatch(flat(cell.text))]
        self._making.printed.update(names)
        return [Part(PartKind.GOAL_AT_LEFT, (), (Labelled(flat(one.text), one),)) for one in names[:1]]


def _runs(parts: Sequence[Part]) -> Iterator[tuple[PartKind, list[Part]]]:
    """Yield parts of one kind that follow each other together."""
    shown = (part for part in parts if part.kind not in _SKIPPED)
    for kind, run in groupby(shown, key=lambda part: part.kind):
        yield kind, list(run)


def _as_line(making: Making, part: Part) -> Part:
    """Return a line that names the unit as a line with a field; what is signed by hand is no field."""
    if part.kind is PartKind.UNIT:
        return part._replace(kind=PartKind.LINE, labelled=(part.labelled[0]._replace(label="金额单位"),))
    if part.kind is PartKind.LINE:
        return part._replace(labelled=tuple(one for one in part.labelled if _is_entered(making, one)))
    return part


def _is_entered(making: Making, one: Labelled) -> bool:
    """Whether a label is that of a field: it has a value, or is no word for what is signed by hand."""
    return one.label in making.found.transcript.fields or not _BY_HAND.search(one.label)
