"""Why forms are sent back: the checks of the rule book, each a small pure function with what it needs.

``check`` is the entry point. Checks read facts and the score sheet, and every text cell by cell; they judge
with caution, and change nothing. One module for each theme.
"""

from functools import lru_cache
from typing import NamedTuple

from perfeval_desktop.domain.checks import (
    claims,
    completeness,
    consistency,
    dimensions,
    entries,
    funding,
    scores,
    spending,
    values,
    weights,
    wording,
)
from perfeval_desktop.domain.checks.cell_reader import Unprintable, all_printable
from perfeval_desktop.domain.checks.cells import BlockReader
from perfeval_desktop.domain.checks.check import Check
from perfeval_desktop.domain.checks.grouping import findings_of
from perfeval_desktop.domain.checks.judged import Judged
from perfeval_desktop.domain.checks.targets import TargetReader
from perfeval_desktop.domain.facts import Facts
from perfeval_desktop.domain.findings import Code, Finding, Severity
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.places import Rank, place_orders
from perfeval_desktop.domain.scoring import ScoreSheet
from perfeval_desktop.domain.template import Template

CHECKS: tuple[Check, ...] = (
    *entries.CHECKS,
    *weights.CHECKS,
    *claims.CHECKS,
    *funding.CHECKS,
    *scores.CHECKS,
    *completeness.CHECKS,
    *values.CHECKS,
    *consistency.CHECKS,
    *spending.CHECKS,
    *dimensions.CHECKS,
    *wording.CHECKS,
)

_SEVERITY_RANK = {severity: rank for rank, severity in enumerate(Severity)}
_CODE_RANK = {code: rank for rank, code in enumerate(Code)}


def check(  # a form with what follows from it is four values
    template: Template,
    form: Form,
    facts: Facts,
    sheet: ScoreSheet,
    *,
    unprintable: Unprintable = all_printable,
) -> tuple[Finding, ...]:
    """Return what a reviewer would send ``form`` back for: the gravest first, then by place on the form.

    What the user has set aside is among it, with the reason: :attr:`Finding.accepted_for`.
    ``facts`` and ``sheet`` are those of ``form`` under ``template``. ``unprintable`` tells which
    characters of a text no face has. Never raises, whatever the form holds; 300 indicators take
    about 5 ms, half of that after a keystroke.
    """
    judged = judged_form(template, form, facts, sheet, unprintable=unprintable)
    accepted = {(one.code, one.place): one for one in form.accepted}
    findings = [
        finding
        for one in _prepared(template, unprintable).checks
        for finding in findings_of(one, judged, accepted)
    ]
    if len(findings) > 1:
        order = place_orders(template, form)

        def rank(finding: Finding) -> tuple[int, Rank, int]:
            return _SEVERITY_RANK[finding.severity], order(finding.place), _CODE_RANK[finding.code]

        findings.sort(key=rank)
    return tuple(findings)


def judged_form(
    template: Template,
    form: Form,
    facts: Facts,
    sheet: ScoreSheet,
    *,
    unprintable: Unprintable = all_printable,
) -> Judged:
    """Return ``form`` as the checks read it; everything as in :func:`check`."""
    prepared = _prepared(template, unprintable)
    return Judged(template, form, facts, sheet, prepared.readers, prepared.reader_of_targets, unprintable)


class _Prepared(NamedTuple):
    """What is made once for a template: the checks that it has the cells for, the readers of its rows."""

    checks: tuple[Check, ...]
    readers: tuple[BlockReader, ...]
    reader_of_targets: TargetReader


@lru_cache(maxsize=64)
def _prepared(template: Template, unprintable: Unprintable) -> _Prepared:
    return _Prepared(
        checks=tuple(
            one
            for one in CHECKS
            if one.code not in template.thresholds.switched_off and one.needs.are_met_by(template)
        ),
        readers=tuple(
            BlockReader(template, block, unprintable) for block in template.by_key.values() if block.columns
        ),
        reader_of_targets=TargetReader(template),
    )
