from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from perfeval_desktop.domain_v1.form import Indicator, SelfAssessment
from perfeval_desktop.templates import TemplateCatalogue


@pytest.fixture(scope="session")
def templates() -> TemplateCatalogue:
    return TemplateCatalogue()


@pytest.fixture
def form_with() -> Callable[..., SelfAssessment]:
    """Return a maker of forms with some fields of the first indicator filled in."""

    def make(template: str = "minhang-2023", *, rows: int = 1, **texts: str) -> SelfAssessment:
        blank = Indicator("产出指标", "数量指标", "名称", "≥1", "1", Decimal(5))
        first = replace(blank, **texts)  # type: ignore[arg-type]  # only texts are passed
        return SelfAssessment(
            template,
            2023,
            project="项目",
            department="部门",
            implementing_unit="单位",
            indicators=(first, *(replace(blank, level3=f"名称{row}") for row in range(2, rows + 1))),
        )

    return make
