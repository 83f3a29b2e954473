from collections.abc import Callable

import pytest

from perfeval_desktop.domain.form import Form
from perfeval_desktop.templates import TemplateCatalogue
from short_forms import filled

BLANK = {
    "level1": "产出指标",
    "level2": "数量指标",
    "level3": "名称",
    "target": "≥1",
    "actual": "1",
    "weight": "5",
}


@pytest.fixture(scope="session")
def templates() -> TemplateCatalogue:
    return TemplateCatalogue()


@pytest.fixture
def form_with(templates: TemplateCatalogue) -> Callable[..., Form]:
    """Return a maker of forms with cells of the first indicator, the head and the goals filled in."""

    def make(
        template: str = "minhang-2023",
        *,
        rows: int = 1,
        head: dict[str, str] | None = None,
        goals: dict[str, str] | None = None,
        **texts: str,
    ) -> Form:
        names = {"project": "项目", "department": "部门", "implementing_unit": "单位"}
        return filled(
            templates[template],
            head=names | (head or {}),
            goals=goals or {},
            indicators=[
                BLANK | texts,
                *(BLANK | {"level3": f"名称{row}"} for row in range(2, rows + 1)),
            ],
        )

    return make
