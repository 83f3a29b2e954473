"""How a form that was found is told."""

import pytest

from form_summaries import listed
from perfeval_desktop.domain.places import NOTE
from perfeval_desktop.search.text_search import TextHit
from perfeval_ui.quick_open.form_hit import FormHit

FORM = listed(1, project="企业\n政策", unit="", department="区科委", year=2023)
TEXT = FormHit(FORM, TextHit(FORM.form_id, NOTE, "备注", "…会议纪要…"))


def test_a_form_is_told_by_name_state_year_and_where_it_belongs() -> None:
    hit = FormHit(FORM)
    assert (hit.name, hit.at_right, hit.detail) == ("企业 政策", "2023 年度", "（未填实施单位） · 区科委")
    assert hit.sentence == "企业 政策，填报中，2023 年度，（未填实施单位） · 区科委"


def test_a_text_is_told_by_its_place() -> None:
    assert TEXT.detail == "备注：…会议纪要…"
    assert TEXT.name == "企业 政策"


@pytest.mark.usefixtures("qapp")
def test_a_form_has_the_icon_of_its_state_and_can_be_opened() -> None:
    assert not TEXT.icon.isNull()
    assert TEXT.is_enabled
