"""Hypothesis strategies for forms: anything the store may hold, and what people type.

Texts include control characters, signs beyond U+FFFF and the spellings of DOMAIN's forms; no lone surrogates,
which no cell takes.
"""

from decimal import Decimal

from hypothesis import strategies as st

from perfeval_desktop.domain_v1.cells import (
    AmountCell,
    EntryCell,
    ExecutionScoreCell,
    IndicatorCell,
    TextCell,
    TextField,
)
from perfeval_desktop.domain_v1.form import (
    AmountField,
    Amounts,
    FormState,
    Funding,
    FundSource,
    Indicator,
    IndicatorField,
    PrintedFigures,
    SelfAssessment,
)
from perfeval_desktop.templates import TemplateCatalogue

CATALOGUE = TemplateCatalogue()

_SPELLINGS = st.sampled_from(
    (
        *("", " ", "—", "无", "达成指标", "已完成", "稳定性高", "2 小时内", "≥**", "指标1：", "……"),
        *("=33台", "≥350.00(个)", "411.00(个)", ">=98%", "<=5%", "=0.00(%)", "100.00(%)", "=8小时/天"),
        *("满意度达到85%", "共441个项目", "2022年度", "a<b & c>d", "\x07", "𠮷𠮷", "👨‍👩‍👧", "一\t二\n三"),
    )
)


def texts(max_size: int = 16) -> st.SearchStrategy[str]:
    """Return texts as cells hold them: any characters, and the spellings of real forms."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=max_size)
    return st.one_of(_SPELLINGS, anything, st.tuples(_SPELLINGS, anything).map("".join))


def templates() -> st.SearchStrategy[str]:
    """Return the ids of the built-in templates."""
    return st.sampled_from(sorted(CATALOGUE))


def amounts() -> st.SearchStrategy[Decimal | None]:
    """Return amounts in 元: nothing, zero, or up to 15 digits before the point, to the 分."""
    fen = st.integers(0, 10**17 - 1)
    return st.none() | st.just(Decimal(0)) | fen.map(lambda one: Decimal(one).scaleb(-2))


def points(most: int = 100) -> st.SearchStrategy[Decimal | None]:
    """Return points: nothing, or 0 to ``most`` with two decimals."""
    return st.none() | st.integers(0, most * 100).map(lambda one: Decimal(one).scaleb(-2))


def fund_rows() -> st.SearchStrategy[Amounts]:
    """Return rows of the funding grid."""
    return st.builds(Amounts, amounts(), amounts(), amounts())


def fundings() -> st.SearchStrategy[Funding]:
    """Return funding grids; typed totals need not agree with their sources."""
    row = fund_rows()
    return st.builds(Funding, row, row, row, row, points(), texts())


def indicators() -> st.SearchStrategy[Indicator]:
    """Return indicators; a typed score may exceed its weight."""
    levels = st.sampled_from(("产出指标", "效益指标", "满意度指标", "成本指标", "")) | texts()
    names = st.sampled_from(("数量指标", "质量指标", "")) | texts()
    return st.builds(Indicator, levels, names, texts(), texts(), texts(), points(), points(), texts())


def forms(max_rows: int = 5) -> st.SearchStrategy[SelfAssessment]:
    """Return arbitrary forms of the built-in templates."""
    return st.builds(
        SelfAssessment,
        template=templates(),
        fiscal_year=st.integers(2000, 2099),
        project=texts(),
        department=texts(),
        implementing_unit=texts(),
        funding=fundings(),
        expected_goal=texts(),
        actual_outcome=texts(),
        indicators=st.lists(indicators(), max_size=max_rows).map(tuple),
        state=st.sampled_from(FormState),
        printed=st.builds(PrintedFigures, points(200), points(200)),
    )


def entry_cells(rows: int) -> st.SearchStrategy[EntryCell]:
    """Return cells that can be entered in a form with ``rows`` indicators."""
    cells: list[st.SearchStrategy[EntryCell]] = [
        st.builds(TextCell, st.sampled_from(TextField)),
        st.builds(AmountCell, st.sampled_from(FundSource), st.sampled_from(AmountField)),
        st.just(ExecutionScoreCell()),
    ]
    if rows:
        cells.append(st.builds(IndicatorCell, st.integers(0, rows - 1), st.sampled_from(IndicatorField)))
    return st.one_of(cells)


def typed() -> st.SearchStrategy[str]:
    """Return what people type or paste: texts, numbers in every spelling, and nonsense."""
    numbers = st.decimals(-10, 10**6, places=2).map(str)
    grouped = st.integers(0, 10**12).map("{:,}".format)
    nonsense = st.sampled_from(("1e999", "NaN", "-1", "1,2,3", "３４８", "200", "\ud842", "\r\n", "2023年"))
    return st.one_of(texts(), numbers, grouped, nonsense, st.text(max_size=20))
