from dataclasses import replace

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.renaming.spellings import NamedForm, Spelling, spellings
from perfeval_desktop.store import FormId, StoredForm
from session_driver import evaluated
from small_forms import clean_form


def form(*names: str, state: FormState = FormState.DRAFT) -> NamedForm:
    shown = evaluated(FormId("x"), replace(clean_form(), state=state))
    # Only the state of it matters.
    return NamedForm(StoredForm(FormId("x"), 1, shown.form, shown.outline).summary, names)


def test_each_spelling_is_counted_with_the_final_forms_that_have_it() -> None:
    found = spellings([form("区教育局"), form("区教育局", state=FormState.FINAL), form("区科委")])
    assert found == (
        Spelling("区教育局", 2, 1, "区教育局"),
        Spelling("区科委", 1, 0, "区科委"),
    )


def test_a_form_that_says_a_name_twice_is_one_form() -> None:
    assert spellings([form("区教育局", "区教育局")])[0].forms == 1


def test_the_names_of_most_forms_come_first() -> None:
    assert [one.text for one in spellings([form("甲"), form("乙"), form("乙")])] == ["乙", "甲"]


def test_what_only_looks_like_a_name_stands_below_it_with_the_difference() -> None:
    alike = ["ＡＢ中心", "AB 中心", "AB\u200b中心", "AB 中\u200b心", "AB\ufe0f中心"]
    found = spellings([form("AB中心"), form("AB中心"), form("丙"), form("丙"), *map(form, alike)])
    assert [one.text for one in found][-1] == "丙"
    assert {one.text: one.difference for one in found[:-1]} == {
        "AB中心": "",
        "ＡＢ中心": "全角半角或大小写",
        "AB 中心": "空格",
        "AB\u200b中心": "看不见的字符",
        "AB 中\u200b心": "看不见的字符、空格",
        "AB\ufe0f中心": "看不见的字符",
    }
