"""What a reviewer would send a form back for: values, each with its place and a sentence that helps."""

from dataclasses import dataclass
from enum import StrEnum

from perfeval_desktop.domain.form import Place


class Severity(StrEnum):
    """How much a finding weighs, the gravest first."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def label(self) -> str:
        """The severity in the user's words."""
        return _SEVERITY_LABELS[self]


_SEVERITY_LABELS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.HINT: "建议"}


class Code(StrEnum):
    """The stable name of what is found, in the order of the rule book."""

    ENTRY = "entry"
    WEIGHTS_SUM = "weights-sum"
    PRINTED_TOTAL = "printed-total"
    EXECUTION = "execution"
    FUND_SOURCES = "fund-sources"
    SCORE = "score"
    DEDUCTION_REASON = "deduction-reason"
    REQUIRED = "required"
    DEDUCTED_THOUGH_REACHED = "deducted-though-reached"
    FULL_THOUGH_MISSED = "full-though-missed"
    PARTIAL_SCORE = "partial-score"
    COPIED_ACTUAL = "copied-actual"
    FORMULA_WORD = "formula-word"
    OTHER_KIND = "other-kind"
    OVER_ACHIEVEMENT = "over-achievement"
    COMPLETION = "completion"
    CONTRADICTION = "contradiction"
    NOT_MEASURABLE = "not-measurable"
    TARGET_DIRECTION = "target-direction"
    BUDGET_REASON = "budget-reason"
    LOW_EXECUTION = "low-execution"
    DIMENSION_WEIGHT = "dimension-weight"
    DIMENSION_MISSING = "dimension-missing"
    PLACEHOLDER = "placeholder"
    STALE_YEAR = "stale-year"
    REPETITION = "repetition"
    TOO_LONG = "too-long"
    UNPRINTABLE = "unprintable"
    COUNTED_TWICE = "counted-twice"
    REPEATED_SCORE = "repeated-score"
    COST_IS_BUDGET = "cost-is-budget"
    ONLY_SPENDING = "only-spending"
    NOBODY_ASKED = "nobody-asked"
    OVER_WHOLE = "over-whole"
    PAYMENT = "payment"
    AMOUNT_CONTRADICTION = "amount-contradiction"
    CARRY_OVER = "carry-over"
    LEVEL_NAME = "level-name"
    TWO_UNITS = "two-units"
    ONLY_WORDS = "only-words"
    ADMITTED_MISS = "admitted-miss"
    LAGGING = "lagging"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: what was found, its weight, the exact cell, and a sentence.

    The sentence says where, what, and what to do; ``remark`` is the part of it that is said of each cell. Of
    several rows that deserve the same sentence there is one finding: ``place`` is the first, ``others`` the
    rest, from the top. ``accepted_for`` is the reason why the user has set it aside, ``""`` where nobody did.
    """

    code: Code
    severity: Severity
    place: Place
    message: str
    others: tuple[Place, ...] = ()
    remark: str = ""
    accepted_for: str = ""

    @property
    def places(self) -> tuple[Place, ...]:
        """All cells that the finding is about."""
        return (self.place, *self.others)
