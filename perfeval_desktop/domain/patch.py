"""The difference of two forms, made once: what is saved, logged, undone and repainted after one change."""

from dataclasses import dataclass, replace

from perfeval_desktop.domain.form import Accepted, Form, FormState, Row, Rows, TemplateRef

HeadValue = TemplateRef | int | FormState | tuple[Accepted, ...]


@dataclass(frozen=True, slots=True)
class HeadChange:
    """One value of the form outside its tables, before and after: template, year, state, made, accepted."""

    name: str
    before: HeadValue
    after: HeadValue


@dataclass(frozen=True, slots=True)
class Splice:
    """The stretch of rows of a block that differs: from row ``start`` on, ``before`` became ``after``."""

    block: str
    start: int
    before: Rows
    after: Rows


@dataclass(frozen=True, slots=True)
class Patch:
    """The difference from one form to another; empty (falsy) between equal forms."""

    head: tuple[HeadChange, ...] = ()
    splices: tuple[Splice, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.head) or bool(self.splices)

    @property
    def inverse(self) -> "Patch":
        """The patch that leads back."""
        return Patch(
            head=tuple(HeadChange(one.name, one.after, one.before) for one in self.head),
            splices=tuple(Splice(one.block, one.start, one.after, one.before) for one in self.splices),
        )


_HEAD = ("template", "year", "state", "made", "accepted")


def difference(before: Form, after: Form) -> Patch:
    """Return the patch from ``before`` to ``after``: changed values, each block's smallest run of rows."""
    head = tuple(
        HeadChange(name, old, new)
        for name in _HEAD
        if (old := getattr(before, name)) != (new := getattr(after, name))
    )
    if before.tables is after.tables:
        return Patch(head)
    blocks = dict.fromkeys((*before.tables, *after.tables))
    splices = (_splice(block, before.rows(block), after.rows(block)) for block in blocks)
    return Patch(head, tuple(one for one in splices if one is not None))


def apply(patch: Patch, form: Form) -> Form:
    """Return ``form`` changed by ``patch``.

    Raises :class:`ValueError` where ``form`` is not what the patch was made from.
    """
    for change in patch.head:
        if getattr(form, change.name) != change.before:
            raise ValueError(f"patch does not fit: {change.name}")
    changed = replace(form, **{change.name: change.after for change in patch.head})  # type: ignore[arg-type]
    for splice in patch.splices:
        rows = changed.rows(splice.block)
        end = splice.start + len(splice.before)
        if splice.start > len(rows) or rows[splice.start : end] != splice.before:
            raise ValueError(f"patch does not fit: {splice.block}")
        changed = changed.with_rows(splice.block, (*rows[: splice.start], *splice.after, *rows[end:]))
    return changed


def _splice(block: str, before: Rows, after: Rows) -> Splice | None:
    if before is after:
        return None
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and _same(before[start], after[start]):
        start += 1
    if start == len(before) == len(after):
        return None
    tail = 0
    while tail < shorter - start and _same(before[-1 - tail], after[-1 - tail]):
        tail += 1
    return Splice(block, start, before[start : len(before) - tail], after[start : len(after) - tail])


def _same(one: Row, other: Row) -> bool:
    # Between two versions of a form nearly all rows are the very same.
    return one is other or one == other
