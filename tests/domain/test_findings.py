from perfeval_desktop.domain.findings import Code, Severity


def test_severities_have_words() -> None:
    assert [severity.label for severity in Severity] == ["错误", "提醒", "建议"]


def test_codes_are_stable_words() -> None:
    assert [code.value for code in Code] == [
        "entry",
        "weights-sum",
        "printed-total",
        "execution",
        "fund-sources",
        "score",
        "deduction-reason",
        "required",
        "deducted-though-reached",
        "full-though-missed",
        "partial-score",
        "copied-actual",
        "formula-word",
        "other-kind",
        "over-achievement",
        "completion",
        "contradiction",
        "not-measurable",
        "target-direction",
        "budget-reason",
        "low-execution",
        "dimension-weight",
        "dimension-missing",
        "placeholder",
        "stale-year",
        "repetition",
        "too-long",
        "unprintable",
        "counted-twice",
        "repeated-score",
        "cost-is-budget",
        "only-spending",
        "nobody-asked",
        "over-whole",
        "payment",
        "amount-contradiction",
        "carry-over",
        "level-name",
        "two-units",
        "only-words",
        "admitted-miss",
        "lagging",
    ]
