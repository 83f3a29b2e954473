"""The difference of two forms: what is saved, logged, undone and repainted after one change."""

from dataclasses import dataclass, fields, replace

from perfeval_desktop.domain_v1.form import FormState, Funding, Indicator, PrintedFigures, SelfAssessment

FieldValue = str | int | Funding | FormState | PrintedFigures


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of the form outside the indicator grid, before and after."""

    name: str
    before: FieldValue
    after: FieldValue


@dataclass(frozen=True, slots=True)
class Splice:
    """The stretch of indicator rows that differs: from row ``start`` on, ``before`` became ``after``."""

    start: int
    before: tuple[Indicator, ...]
    after: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Patch:
    """The difference from one form to another; empty (falsy) between equal forms."""

    changes: tuple[FieldChange, ...]
    splice: Splice | None

    def __bool__(self) -> bool:
        return bool(self.changes) or self.splice is not None

    @property
    def inverse(self) -> "Patch":
        """The patch that leads back."""
        return Patch(
            changes=tuple(FieldChange(one.name, one.after, one.before) for one in self.changes),
            splice=self.splice and Splice(self.splice.start, self.splice.after, self.splice.before),
        )


_FIELDS = tuple(field.name for field in fields(SelfAssessment) if field.name != "indicators")


def difference(before: SelfAssessment, after: SelfAssessment) -> Patch:
    """Return the patch from ``before`` to ``after``: changed fields, and the smallest run of changed rows."""
    return Patch(
        changes=tuple(
            FieldChange(name, old, new)
            for name in _FIELDS
            if (old := getattr(before, name)) != (new := getattr(after, name))
        ),
        splice=_splice(before.indicators, after.indicators),
    )


def apply(patch: Patch, form: SelfAssessment) -> SelfAssessment:
    """Return ``form`` changed by ``patch``.

    Raises :class:`ValueError` where ``form`` is not what the patch was made from.
    """
    for change in patch.changes:
        if getattr(form, change.name) != change.before:
            raise ValueError(f"patch does not fit: {change.name}")
    changed = replace(form, **{change.name: change.after for change in patch.changes})  # type: ignore[arg-type]
    if patch.splice is None:
        return changed
    start, end = patch.splice.start, patch.splice.start + len(patch.splice.before)
    if start > len(form.indicators) or form.indicators[start:end] != patch.splice.before:
        raise ValueError("patch does not fit: indicators")
    rows = (*form.indicators[:start], *patch.splice.after, *form.indicators[end:])
    return replace(changed, indicators=rows)


def _splice(before: tuple[Indicator, ...], after: tuple[Indicator, ...]) -> Splice | None:
    if before == after:
        return None
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        start += 1
    tail = 0
    while tail < shorter - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return Splice(start, before[start : len(before) - tail], after[start : len(after) - tail])
