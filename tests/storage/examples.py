"""Forms to store, and ways to make them up."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import strategies as st

from perfeval_desktop.domain_v1.form import (
    Amounts,
    FormState,
    Funding,
    Indicator,
    PrintedFigures,
    SelfAssessment,
)
from perfeval_desktop.storage.records import Standing

MOMENT = datetime(2024, 1, 15, 10, 32, tzinfo=timezone(timedelta(hours=8)))

STANDING = Standing(total=Decimal("95.25"), grade="优", is_complete=True, errors=0, warnings=2)
UNFINISHED = Standing(total=Decimal(0), grade=None, is_complete=False, errors=7, warnings=0)

ROWS = (
    Indicator("产出指标", "数量指标", "培训场次", "≥10(场)", "12场", Decimal(20), None, ""),
    Indicator("产出指标", "质量指标", "合格率", "≥95%", "90%", Decimal(20), Decimal("18.9"), "设备到货晚"),
    Indicator("效益指标", "社会效益", "教师能力", "有所提高", "达成指标", Decimal(30), Decimal(30), ""),
    Indicator("满意度指标", "", "𠮷野家满意度", "=0.00(%)", "—", None, None, "第一行\n第二行"),
)

FORM = SelfAssessment(
    template="national-2020",
    fiscal_year=2023,
    project="教师培训",
    department="区教育局",
    implementing_unit="教师进修学院",
    funding=Funding(
        total=Amounts(Decimal(1_000_000), Decimal("1000000.01"), Decimal("999999.99")),
        carryover=Amounts(executed=Decimal(0)),
        execution_score=Decimal("9.99"),
        note="年中追加",
    ),
    expected_goal="举办培训",
    actual_outcome="已举办",
    indicators=ROWS,
    state=FormState.IN_REVIEW,
    printed=PrintedFigures(execution_rate=Decimal("98.88"), total=Decimal("95.25")),
)


def at_moment() -> datetime:
    return MOMENT


def ticking(start: datetime = MOMENT, step: timedelta = timedelta(minutes=1)) -> Iterator[datetime]:
    """Yield ``start`` and the moments after it, ``step`` apart."""
    while True:
        yield start
        start += step


texts = st.text(max_size=12) | st.sampled_from(
    ["", " ", "\a", "\0", "一\n二", "𠮷\U0002f9d4", "=33台", "'; DROP TABLE form; --", '"{\\']
)
points = st.none() | st.decimals(0, 100, places=2) | st.decimals(0, 100, places=0)
amounts_of_money = st.none() | st.decimals(0, 10**15, places=2) | st.just(Decimal("1E+4"))
amounts = st.builds(Amounts, amounts_of_money, amounts_of_money, amounts_of_money)
fundings = st.builds(Funding, amounts, amounts, amounts, amounts, points, texts)
indicators = st.builds(Indicator, texts, texts, texts, texts, texts, points, points, texts)
forms = st.builds(
    SelfAssessment,
    template=texts,
    fiscal_year=st.integers(2000, 2099),
    project=texts,
    department=texts,
    implementing_unit=texts,
    funding=fundings,
    expected_goal=texts,
    actual_outcome=texts,
    indicators=st.lists(indicators, max_size=6).map(tuple),
    state=st.sampled_from(FormState),
    printed=st.builds(PrintedFigures, points, points),
)
standings = st.builds(
    Standing,
    total=st.decimals(0, 100, places=2),
    grade=st.none() | texts,
    is_complete=st.booleans(),
    errors=st.integers(0, 99),
    warnings=st.integers(0, 99),
)


@contextmanager
def another_process(code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run ``code`` in a process of its own, which prints ``ready`` and then waits on its standard input."""
    with subprocess.Popen(  # noqa: S603  # our own code
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def utc(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)
