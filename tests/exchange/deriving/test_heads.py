"""What stands above the blocks: kind, title, the line of the year, the number of the form."""

import pytest

from derived_templates import NATIONAL, guessed, of
from perfeval_desktop.domain.template import FormKind

TITLE = "财政项目支出绩效自评表"


def titled(title: str, name: str = "教师培训") -> str:
    return NATIONAL.replace(TITLE, title).replace("教师培训", name)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("项目支出绩效自评表", FormKind.SELF_ASSESSMENT),
        ("绩效目标自评表", FormKind.SELF_ASSESSMENT),
        ("绩效目标申报表", FormKind.TARGET),
        ("绩效目标执行监控表", FormKind.MONITORING),
        ("部门整体支出绩效自评表", FormKind.DEPARTMENT),
        ("区域绩效目标自评表", FormKind.TRANSFER),
        ("情况表", FormKind.SELF_ASSESSMENT),
    ],
)
def test_the_kind_is_told_by_the_title(title: str, kind: FormKind) -> None:
    assert of(titled(title)).template.kind is kind


def test_a_transfer_is_told_by_the_name_of_its_project_as_well() -> None:
    assert of(NATIONAL.replace("项目名称", "转移支付名称")).template.kind is FormKind.TRANSFER


@pytest.mark.parametrize(
    ("title", "name", "derived"),
    [
        ("2023年度教师培训项目自评表", "教师培训", "{year}年度{project}项目自评表"),
        ("进修学院 2023 年度自评表", "培训", "{implementing_unit}{year}年度自评表"),
        ("培训{x}自评表", "培训", "培训x自评表"),
    ],
)
def test_what_is_another_forms_own_has_a_place_in_the_title(title: str, name: str, derived: str) -> None:
    template = of(titled(title, name)).template
    assert template.title == derived
    assert "{" not in template.name


def test_a_form_without_a_title_gets_the_usual_one() -> None:
    made = of(NATIONAL.replace(f"公开14表\n{TITLE}\n（2023年度）\n", ""))
    assert made.template.title == "项目支出绩效自评表"
    assert made.template.year_line == made.template.number == ""
    assert guessed(made)[0] == "没有找到表的标题，按“项目支出绩效自评表”，请改成印的标题。"


def test_the_number_may_stand_below_the_title() -> None:
    made = of(NATIONAL.replace(f"公开14表\n{TITLE}", f"{TITLE}\n附表2："))
    assert made.template.number == "附表2"
    assert "附表2" not in "".join(guessed(made))
