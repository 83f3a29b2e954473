import pytest

from form_summaries import listed
from perfeval_desktop.store import FormSummary
from perfeval_ui.project_tree.form_filter import FormFilter

FORM = listed(
    1, year=2023, department="区科委(汇总)", unit="信息服务中心", project="申报系统ABC（2022 运维）"
)


def passes(sieve: FormFilter, form: FormSummary = FORM) -> bool:
    return form in sieve.passed([form])


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "申报",
        "abc",
        "ＡＢＣ",
        "(2022",
        "（汇总）",
        "信息服务",
        "2023",
        "2023年度",
        "运维 科委",
        "中心　申报",
        "sbxt",
        "shenbaoxt",
        "kewei",
        "填报中",
        "申\u200b报",
    ],
)
def test_every_word_may_be_in_another_field(typed: str) -> None:
    sieve = FormFilter()
    sieve.look_for(typed)
    assert passes(sieve)
    assert sieve.is_on is bool(typed.strip())


@pytest.mark.parametrize("typed", ["2021", "申报 教育局", "abd", "运维科委"])
def test_a_word_that_occurs_nowhere_keeps_the_form_back(typed: str) -> None:
    sieve = FormFilter()
    sieve.look_for(typed)
    assert not passes(sieve)


def test_words_do_not_reach_across_fields() -> None:
    sieve = FormFilter()
    sieve.look_for("运维）信息")
    assert not passes(sieve)


def test_without_a_word_all_forms_are_let_through() -> None:
    sieve = FormFilter()
    sieve.look_for("\u200b")
    assert not sieve.is_on
    assert passes(sieve)


def test_a_changed_form_is_looked_through_anew() -> None:
    sieve = FormFilter()
    sieve.look_for("新名称")
    forms = [listed(number) for number in range(2500)]
    assert sieve.passed(forms) == []
    forms[1200] = listed(1200, project="新名称")
    assert sieve.passed(forms) == [forms[1200]]
    sieve.look_for("xmc")
    assert sieve.passed(forms) == [forms[1200]]
    assert sieve.passed(forms[:3]) == []
    assert sieve.passed(forms) == [forms[1200]]


def test_what_is_made_ready_before_is_looked_through() -> None:
    sieve = FormFilter()
    forms = [listed(number) for number in range(600)]
    sieve.prepare(forms)
    sieve.prepare(forms[:3])
    sieve.look_for("xm599")
    assert sieve.passed(forms) == forms[599:]
