from dataclasses import replace

import pytest

from exchange_packages import BUDGET, DEPARTMENT, UNIT
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.exchange_package.case_words import explanation, summary
from perfeval_desktop.exchange_package.plan import Case, Choice, PackagePlan, PlannedForm
from perfeval_desktop.store import Arrival, FormId
from small_forms import SELF
from storage.examples import FORM

CHANGED = FORM.with_text(BUDGET, "120")


def planned(
    case: Case, theirs: Form = CHANGED, ours: Form | None = None, base: Form | None = FORM
) -> PlannedForm:
    return PlannedForm(Arrival(FormId("1"), theirs, ()), SELF, case, "甲", "乙", ours, base)


def test_the_cases_are_counted() -> None:
    plan = PackagePlan((planned(Case.NEW), planned(Case.SAME), planned(Case.NEW)), ())
    assert summary(plan) == "包里有 3 张表：新的表 2，内容相同 1。"
    assert summary(PackagePlan((), ())) == "包里没有表。"


@pytest.mark.parametrize(
    ("one", "choice", "sentence"),
    [
        (planned(Case.NEW), Choice.TAKE, "本机没有这张表。将连同它的修改记录一起加入。"),
        (planned(Case.NEW), Choice.LEAVE, "本机没有这张表。"),
        (planned(Case.SAME, ours=CHANGED), Choice.LEAVE, "本机已有内容相同的表，不用导入。"),
        (
            planned(Case.IN_BIN),
            Choice.BESIDE,
            (
                "它在本机的回收站里。要采用对方的内容，请先还原它，再导入一次。"
                "对方的表将另存为一个新项目，本机的不变。"
            ),
        ),
        (
            planned(Case.NEWER, ours=FORM),
            Choice.TAKE,
            "对方后来改了 1 处，本机没有另外改动。整张表将换成对方的内容。",
        ),
        (
            planned(Case.NEWER, ours=replace(FORM, state=FormState.FINAL)),
            Choice.LEAVE,
            "本机的表已定稿，不能改动。要采用对方的内容，请先把它的状态改回“填报中”，再导入一次。",
        ),
        (
            planned(Case.OLDER, theirs=FORM, ours=CHANGED),
            Choice.TAKE,
            "包里没有新的内容，本机后来又改过。整张表将换成对方的内容，本机改的 1 处也会换掉。",
        ),
        (
            planned(Case.BOTH_CHANGED, ours=FORM.with_text(UNIT, "本校")),
            Choice.MERGE,
            "双方都改过，没有改在同一处：1 处只有对方改过。下面打勾的采用对方，其余保留本机。",
        ),
        (
            planned(Case.BOTH_CHANGED, ours=FORM.with_text(BUDGET, "130")),
            Choice.LEAVE,
            "双方都改过：1 处改在同一格，请选用哪一方。",
        ),
        (
            planned(Case.BOTH_CHANGED, CHANGED.with_text(DEPARTMENT, "市局"), FORM.with_text(BUDGET, "130")),
            Choice.LEAVE,
            "双方都改过：1 处改在同一格，请选用哪一方；1 处只有对方改过。",
        ),
        (
            planned(Case.BOTH_CHANGED, ours=FORM, base=None),
            Choice.LEAVE,
            "同一张表，但查不到双方共同的原样，有 1 处不同，请逐处选择。",
        ),
    ],
)
def test_a_form_is_told_with_what_will_be_done(one: PlannedForm, choice: Choice, sentence: str) -> None:
    assert explanation(one, choice) == sentence
