from ledgers import row
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.ledger_filling.new_forms import form_of_row
from short_forms import short_template

TEMPLATE = short_template("""
[[blocks]]
type = "fields"
key = "head"
columns = "project project_code implementing_unit"
[[blocks]]
type = "funding"
columns = "initial_budget executed"
""")


def test_a_row_becomes_a_form_with_its_names_and_amounts() -> None:
    one = row("教师培训", "100000", "", "", "9", code="0012", unit="一中", department="教育局", year=2022)
    made = form_of_row(TEMPLATE, one, 2023, MoneyUnit.YUAN)
    assert made.year == 2022
    assert dict(made.rows("head")[0].cells) == {
        "project": "教师培训",
        "project_code": "0012",
        "implementing_unit": "一中",
    }
    assert dict(made.rows("funding")[0].cells) == {"initial_budget": "10.00", "executed": "0.0009"}


def test_what_a_row_does_not_say_stays_blank() -> None:
    made = form_of_row(TEMPLATE, row("教师培训"), 2023, MoneyUnit.YUAN)
    assert made.year == 2023
    assert dict(made.rows("head")[0].cells) == {"project": "教师培训"}
    assert not made.rows("funding")[0].cells
