"""Which of many forms fit what is typed, and how well."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from form_summaries import listed
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.search.form_texts import FormTexts, Tier
from perfeval_desktop.search.marks import marks
from perfeval_desktop.search.words import words_of
from perfeval_desktop.store import FormSummary

POLICY = listed(1, project="企业政策管理系统", unit="信息服务中心", department="科学技术委员会", year=2023)
PLATFORM = listed(
    2, project="闵行区企业政策平台(2022 运维)", unit="信息服务中心", department="科学技术委员会", year=2023
)
BUS = listed(
    3, project="重庆公交会计核算", unit="发展和改革委员会", department="发展和改革委员会", year=2024
)._replace(project_code="CQ-001", state=FormState.FINAL)
FORMS = (POLICY, PLATFORM, BUS)


def tier_of(form: FormSummary, typed: str, forms: Sequence[FormSummary] = FORMS) -> Tier | None:
    texts = FormTexts(forms)
    return next((tier for tier in Tier if form in texts.found(words_of(typed), tier)), None)


@pytest.mark.parametrize(
    ("form", "typed", "tier"),
    [
        (BUS, "cq-001", Tier.CODE),
        (BUS, "ＣＱ-001", Tier.CODE),
        (BUS, "cq-00", Tier.WORD_BEGINS),
        (POLICY, "企业", Tier.NAME_BEGINS),
        (POLICY, "qyzc", Tier.NAME_BEGINS),
        (PLATFORM, "qyzc", Tier.CONTAINED),
        (PLATFORM, "yw", Tier.WORD_BEGINS),
        (PLATFORM, "2022运维", Tier.WORD_BEGINS),
        (PLATFORM, "hangqu", Tier.CONTAINED),
        (BUS, "zhongqing", Tier.NAME_BEGINS),
        (BUS, "chongqing", Tier.NAME_BEGINS),
        (BUS, "kuaiji", Tier.CONTAINED),
        (BUS, "huiji", Tier.CONTAINED),
        (POLICY, "xxfw", Tier.WORD_BEGINS),
        (POLICY, "科学", Tier.WORD_BEGINS),
        (POLICY, "服务中心", Tier.CONTAINED),
        (BUS, "发改委", Tier.SCATTERED),
        (BUS, "fgw", Tier.SCATTERED),
        (POLICY, "企统", Tier.SCATTERED),
        (POLICY, "yzx", None),
        (POLICY, "企务", None),
        (BUS, "2024", Tier.WORD_BEGINS),
        (BUS, "年度", Tier.CONTAINED),
        (BUS, "已定稿", Tier.WORD_BEGINS),
        (BUS, "定稿", Tier.CONTAINED),
        (POLICY, "dinggao", None),
        (POLICY, "2023 qyzc", Tier.WORD_BEGINS),
        (PLATFORM, "2023 qyzc", Tier.CONTAINED),
        (POLICY, "2024 qyzc", None),
        (POLICY, "系统信息", None),
        (POLICY, "委员会企业", None),
    ],
)
def test_forms_fit_by_the_worst_of_the_words(form: FormSummary, typed: str, tier: Tier | None) -> None:
    assert tier_of(form, typed) is tier


def test_no_form_is_found_through_the_unit_of_others() -> None:
    texts = FormTexts(FORMS)
    assert texts.containing(("信息服务",)) == [POLICY, PLATFORM]
    assert texts.containing(("发展",)) == [BUS]
    assert texts.count(("信息服务",)) == 2
    assert texts.containing(()) == [*FORMS]


def test_a_blank_in_a_name_is_no_hindrance_and_begins_a_word() -> None:
    form = listed(1, project="设备 购置\n项目")
    assert tier_of(form, "设备购置", [form]) is Tier.NAME_BEGINS
    assert tier_of(form, "购置项目", [form]) is Tier.WORD_BEGINS
    assert tier_of(form, "置项", [form]) is Tier.CONTAINED


def test_names_may_hold_anything() -> None:
    form = listed(1, project="a\1b\5c\4\u200b企\x00业", unit="\3\2", department="\ud800")
    other = listed(2, project="", unit="", department="")
    texts = FormTexts([form, other, form])
    assert texts.containing(("企业",)) == [form, form]
    assert texts.containing(("bc",)) == [form, form]


def test_what_is_kept_for_the_next_key_does_not_grow_without_end() -> None:
    texts = FormTexts(FORMS)
    for number in range(200):
        texts.containing((f"{chr(0x4E00 + number)}",))
    assert len(texts._fits) <= 24
    assert len(texts._places) <= 48
    assert texts.containing(("qyzc",)) == [POLICY, PLATFORM]


NAMES = st.text(alphabet="企业政重庆会行aB1（ \u200b\1Ａ", max_size=8)
TYPED = st.text(alphabet="企业政重qiyezchongxa1b( ", max_size=6)


@pytest.mark.unwatched
@given(st.lists(st.tuples(NAMES, NAMES, NAMES, NAMES), min_size=1, max_size=6), TYPED)
def test_what_is_found_at_once_is_what_is_found_in_each(
    names: list[tuple[str, str, str, str]], typed: str
) -> None:
    forms = [
        listed(number, project=project, unit=unit, department=department, year=2011)._replace(
            project_code=code
        )
        for number, (project, unit, department, code) in enumerate(names)
    ]
    words = words_of(typed)
    expected = [
        form
        for form in forms
        if all(
            any(
                marks(text, (word,), scattered=False)
                for text in (form.project, form.implementing_unit, form.department, form.project_code)
            )
            or word in "2011年度\n填报中"
            for word in words
        )
    ]
    assert FormTexts(forms).containing(words) == expected
