"""Whether a form that was read is one of an existing template, or needs one of its own."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from perfeval_desktop.domain.blocks import AnyBlock, ClosingBlock, FiguresBlock, GoalsBlock
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.assigning import Likeness
from perfeval_desktop.domain.transcripts.labels import bare_label
from perfeval_desktop.domain.transcripts.matching import Match, best_match
from perfeval_desktop.domain.transcripts.value import EXPECTED, LABEL, Transcript
from perfeval_desktop.domain.transcripts.words import KNOWN, Words
from perfeval_desktop.exchange.deriving import derived
from perfeval_desktop.exchange.deriving.value import Derived
from perfeval_desktop.exchange.recogniser import Recognised
from perfeval_desktop.exchange.recogniser.layout import Part, PartKind
from perfeval_desktop.exchange.sheet import Sheet

# Whatever stands in a cell of the form.
_SOMETHING = "1"
# Of all labels, how many may be called otherwise: one in so many.
_ONE_IN = 5
_MOST_NAMED = 3
# What a transcript has a place of its own for.
_APART = frozenset({Role.GRADE, Role.SHOWN_UNIT})


class Proposal(NamedTuple):
    """What to make a form with: the best existing template, or ``derived`` where that is not the form's own.

    ``why`` says what speaks for it, in a sentence.
    """

    match: Match
    derived: Derived | None
    why: str


def proposed(
    templates: Iterable[Template], sheet: Sheet, found: Recognised, words: Words = KNOWN
) -> Proposal:
    """Return the existing template that has a place for every cell and the same labels, else a derived one.

    ``templates`` must not be empty. What was no sheet has no layout to derive a template from.
    """
    match = best_match(templates, found.transcript, words)
    asked = _asked(found, words)
    why = _difference(best_match([match.template], asked, words), asked)
    if not why or not found.layout.parts:
        return Proposal(match, None, why or f"与模板“{match.template.name}”相符。")
    return Proposal(match, derived(sheet, found, words), why)


def _difference(whole: Match, asked: Transcript) -> str:
    """Return in what a form is not one of a template, ``""`` where it is."""
    name = whole.template.name
    by_hand = {bare_label(one) for block in whole.template.blocks for one in _by_hand(block)}
    missing = _quoted(path[-1] for path in whole.unread if bare_label(path[-1]) not in by_hand)
    if missing:
        return f"最接近的模板“{name}”里没有{missing}的位置。"
    unused = _quoted(_unused(whole, asked))
    if unused:
        return f"最接近的模板“{name}”另有{unused}，这张表没有。"
    other = [path[-1] for path, spot in whole.spots.items() if spot.likeness < Likeness.BARE]
    if len(dict.fromkeys(other)) * _ONE_IN > len({path[-1] for path in whole.spots}):
        return f"{_quoted(other)}等栏的叫法与最接近的模板“{name}”不同。"
    return ""


def _quoted(labels: Iterable[str]) -> str:
    distinct = list(dict.fromkeys(labels))
    return "".join(f"“{one}”" for one in distinct[:_MOST_NAMED])


def _by_hand(block: AnyBlock) -> Iterable[str]:
    """Return the labels of what is filled in by hand."""
    return (*block.boxes, *block.signatures) if isinstance(block, ClosingBlock) else ()


def _unused(whole: Match, asked: Transcript) -> list[str]:
    """Return the labels of the template that the form does not print."""
    printed = {bare_label(entry.path[-1]) for entry in asked.entries()}
    used = {(spot.place.block, spot.place.column) for spot in whole.spots.values()}
    return [
        column.words
        for block in whole.template.blocks
        if not isinstance(block, FiguresBlock) and not (isinstance(block, GoalsBlock) and block.in_grid)
        for column in block.columns
        if column.role not in _APART
        and (block.key, column.key) not in used
        and bare_label(column.label) not in {"", *printed}
    ]


def _meant(label: str, words: Words) -> set[Role | None]:
    return {one.role for one in words.fields.by_word(bare_label(label))}


def _asked(found: Recognised, words: Words) -> Transcript:
    """Return a transcript in which each label of the form has something in its cell."""
    form, parts = found.transcript, found.layout.parts
    if not parts:
        return form
    by_kind: dict[PartKind, list[Part]] = {}
    for part in parts:
        by_kind.setdefault(part.kind, []).append(part)

    def labels(*kinds: PartKind) -> dict[str, str]:
        found = [one.label for kind in kinds for part in by_kind.get(kind, ()) for one in part.labelled]
        return dict.fromkeys(found, _SOMETHING)

    goals = [labels(PartKind.GOALS)]
    for part in by_kind.get(PartKind.PROMISE, ()):
        goals += [{LABEL: one.label, EXPECTED: _SOMETHING} for one in part.labelled]
    if PartKind.GOAL_AT_LEFT in by_kind:
        goals.append({EXPECTED: _SOMETHING})
    totals = [one.label for part in by_kind.get(PartKind.TOTAL, ()) for one in part.labelled[1:]]
    fields = labels(PartKind.FIELDS, PartKind.LINE)
    grades = [label for label in fields if Role.GRADE in _meant(label, words)]
    return replace(
        form,
        grade=_SOMETHING if grades else form.grade,
        fields={label: text for label, text in fields.items() if not _meant(label, words) & _APART},
        rows=tuple(row._replace(values=dict.fromkeys(row.values, _SOMETHING)) for row in form.rows),
        goals=tuple(goal for goal in goals if goal),
        indicators=(labels(PartKind.INDICATORS),),
        total={label: _SOMETHING for label in totals if label != "grade"},
    )
