import pytest

from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.places import UNIT
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.domain.units import with_unit
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue

TEMPLATES = TemplateCatalogue()
SAMPLES = [one for one in samples() if TEMPLATES[one.template].fundings]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.name)
def test_another_unit_is_the_same_money_with_the_same_scores(sample: object) -> None:
    assert isinstance(sample, type(SAMPLES[0]))
    template, form = TEMPLATES[sample.template], sample.form(TEMPLATES)
    before = facts(template, form)
    other = with_unit(template, form, before.unit.other)
    after = facts(template, other)
    assert after.unit is before.unit.other
    assert [[row[3:7] for row in fund.rows] for fund in after.funds] == [
        [row[3:7] for row in fund.rows] for fund in before.funds
    ]
    assert score(template, after).total == score(template, before).total
    again = facts(template, with_unit(template, other, before.unit))
    assert again.funds == before.funds or [f.rows for f in again.funds] == [f.rows for f in before.funds]


def test_the_usual_unit_of_the_template_is_not_written_into_the_form() -> None:
    template, form = TEMPLATES["minhang-2023"], SAMPLES[0].form(TEMPLATES)
    there = with_unit(template, form, MoneyUnit.YUAN)
    assert there.text(*UNIT) == "元"
    assert with_unit(template, there, MoneyUnit.TEN_THOUSAND_YUAN).text(*UNIT) == ""
    assert with_unit(template, there, MoneyUnit.YUAN) is there


def test_what_is_no_amount_stays_as_typed() -> None:
    template = TEMPLATES["minhang-2023"]
    place = Place("funding", RowId("total"), "executed")
    form = SAMPLES[1].form(TEMPLATES).with_text(place, "待结算")
    assert with_unit(template, form, MoneyUnit.YUAN).text(*place) == "待结算"
