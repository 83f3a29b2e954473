import pytest

from form_summaries import form_id, listed
from perfeval_ui.project_tree.form_filter import FormFilter

FORM = listed(
    1, year=2023, department="区科委(汇总)", unit="信息服务中心", project="申报系统ABC（2022 运维）"
)


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
    ],
)
def test_every_word_may_be_in_another_field(typed: str) -> None:
    sieve = FormFilter()
    sieve.look_for(typed)
    assert sieve.passes(FORM)
    assert sieve.is_on is bool(typed.strip())


@pytest.mark.parametrize("typed", ["2021", "申报 教育局", "abd", "运维科委"])
def test_a_word_that_occurs_nowhere_keeps_the_form_back(typed: str) -> None:
    sieve = FormFilter()
    sieve.look_for(typed)
    assert not sieve.passes(FORM)


def test_words_do_not_reach_across_fields() -> None:
    sieve = FormFilter()
    sieve.look_for("运维）信息")
    assert not sieve.passes(FORM)


def test_a_changed_form_is_looked_through_anew() -> None:
    sieve = FormFilter()
    sieve.look_for("新名称")
    changed = listed(1, project="新名称")
    assert not sieve.passes(FORM)
    sieve.forget(form_id(1))
    assert sieve.passes(changed)
    sieve.forget_all()
    assert not sieve.passes(FORM)
