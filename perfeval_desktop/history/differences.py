"""Two versions of a form, or two forms, held against each other: cell by cell, in words, in form order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from perfeval_desktop.domain.blocks import AnyBlock, IndicatorsBlock
from perfeval_desktop.domain.column_keys import grid_keys
from perfeval_desktop.domain.form import Form, Place, RowId, Rows
from perfeval_desktop.domain.places import YEAR, Rank, place_orders
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_change import with_template
from perfeval_desktop.exchange_package.difference_words import DifferenceWords
from perfeval_desktop.exchange_package.merging import Difference, Part, Spot, merge
from perfeval_desktop.importing.comparison import partners

# The template that a form is read under; raises TemplateError where it is missing.
TemplateOf = Callable[[Form], Template]

_TEMPLATE: Final = Spot(Part.TEMPLATE, Place("", RowId(""), ""))


class Kind(Enum):
    """What became of a place from the left to the right: rows may have come or gone."""

    CHANGED = auto()
    ADDED = auto()
    REMOVED = auto()


@dataclass(frozen=True, slots=True)
class FormDifference:
    """What differs at one ``spot``: ``label`` are the words for it, ``left`` and ``right`` what stands there.

    ``place`` is the cell to go to, the first one of a row; ``None`` where no cell shows it. ``is_text`` where
    the two are the very texts of a cell; else they only tell of what there is.
    """

    spot: Spot
    place: Place | None
    label: str
    left: str
    right: str
    kind: Kind
    is_text: bool


def version_differences(template_of: TemplateOf, left: Form, right: Form) -> tuple[FormDifference, ...]:
    """Return what differs between two versions of one form, whose rows are told by their ids.

    Where they are of different templates, the left one is looked at under that of the right one.
    """
    template = template_of(right)
    moved = under(template, template_of, left)
    found = _differences(template, moved, right)
    return (*_templates(template_of, left, right), *found)


def form_differences(template_of: TemplateOf, left: Form, right: Form) -> tuple[FormDifference, ...]:
    """Return what differs between two forms, looked at under the template of the left one.

    Indicators are the same where their names are, or where they stand at the same place between such; rows of
    other blocks go by their place.
    """
    template = template_of(left)
    other = _with_rows_of(template, left, under(template, template_of, right))
    other = replace(other, state=left.state, accepted=left.accepted)
    return (*_templates(template_of, left, right), *_differences(template, left, other))


def under(template: Template, template_of: TemplateOf, form: Form) -> Form:
    """Return ``form`` as one of ``template``."""
    own = template_of(form)
    if own.digest == template.digest:
        return replace(form, template=replace(form.template, digest=template.digest))
    return with_template(template, own, form)


def taking_back(template_of: TemplateOf, present: Form, past: Form, spots: Iterable[Spot]) -> Form:
    """Return ``present`` with what stands at ``spots`` in a past version of it, and nothing else changed."""
    moved = under(template_of(present), template_of, past)
    return merge(None, present, replace(moved, template=present.template), frozenset(spots)).form


def _templates(template_of: TemplateOf, left: Form, right: Form) -> tuple[FormDifference, ...]:
    one, other = template_of(left), template_of(right)
    if one.digest == other.digest:
        return ()
    again = "（另一版文字）" if one.name == other.name else ""
    return (
        FormDifference(
            _TEMPLATE, None, "模板", one.name, f"{other.name}{again}", Kind.CHANGED, is_text=False
        ),
    )


def _differences(template: Template, left: Form, right: Form) -> tuple[FormDifference, ...]:
    """Return what differs between two forms of ``template``."""
    right = replace(right, template=left.template)
    # Where a row stands is told by the right one, what of the rows' order differs by the left one.
    named, texts = DifferenceWords(template, right, left), DifferenceWords(template, left, right)
    order = _order(template, left, right)
    found = sorted(merge(None, left, right).differences, key=lambda one: order(one.spot))
    return tuple(
        FormDifference(
            one.spot,
            _place(template, one.spot),
            named.place(one),
            _text(texts, one, one.ours, left),
            _text(texts, one, one.theirs, right),
            _kind(one),
            is_text=one.spot.part in {Part.CELL, Part.YEAR},
        )
        for one in found
    )


def _text(words: DifferenceWords, difference: Difference, text: str | None, form: Form) -> str:
    if text is None or difference.spot.part is Part.CELL:
        return text or ""
    return words.text(difference, text, form)


def _kind(difference: Difference) -> Kind:
    if difference.ours is None and difference.spot.part is Part.ROW:
        return Kind.ADDED
    if difference.theirs is None and difference.spot.part is Part.ROW:
        return Kind.REMOVED
    return Kind.CHANGED


def _place(template: Template, spot: Spot) -> Place | None:
    if spot.part is Part.YEAR:
        return YEAR
    block = template.by_key.get(spot.place.block)
    if block is None or not spot.place.row:
        return None
    return spot.place if spot.place.column else spot.place._replace(column=block.columns[0].key)


def _order(template: Template, left: Form, right: Form) -> Callable[[Spot], tuple[bool, Rank]]:
    """Return what sorts spots from top to bottom; those of no block come first, lost rows as they stood."""
    ours, theirs = place_orders(template, left), place_orders(template, right)

    def order(spot: Spot) -> tuple[bool, Rank]:
        is_there = right.row(spot.place.block, spot.place.row) is not None
        return bool(spot.place.block), (theirs if is_there else ours)(spot.place)

    return order


# -- the rows of another form --------------------------------------------------------------------------------


def _with_rows_of(template: Template, form: Form, other: Form) -> Form:
    """Return ``other`` with the ids of those rows of ``form`` that its own are."""
    made = max(form.made, other.made)
    ids: dict[RowId, RowId] = {}
    for block in template.by_key.values():
        if block.has_own_rows:
            same = _same_rows(block, form.rows(block.key), other.rows(block.key))
            for row in other.rows(block.key):
                fixed = isinstance(block, IndicatorsBlock) and row.id in block.fixed_rows
                made += 1
                ids[row.id] = row.id if fixed else same.get(row.id, RowId(f"r{made}"))
    tables = {
        key: tuple(
            replace(row, id=ids.get(row.id, row.id), parent=ids.get(row.parent or RowId(""), row.parent))
            for row in rows
        )
        for key, rows in other.tables.items()
    }
    return replace(other, tables=tables, made=made)


def _same_rows(block: AnyBlock, ours: Rows, theirs: Rows) -> Mapping[RowId, RowId]:
    """Return, for rows of theirs, the one of ours that each is; of two with one name, the first is."""
    found = {row: own.id for row, own in partners(block, ours, theirs).items()}
    if isinstance(block, IndicatorsBlock):
        key = grid_keys(block).name
        taken = {*found.values()}
        left = {row.text(key): row.id for row in reversed(ours) if row.id not in taken and row.text(key)}
        for row in theirs:
            if row.id not in found and row.text(key) in left:
                found[row.id] = left.pop(row.text(key))
    return found
