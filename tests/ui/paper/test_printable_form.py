import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.errors import StorageError
from perfeval_desktop.printing.unprintable import unprintable_sentence
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.paper.printable_form import form_as_seen
from ui.page_driver import (
    OUTCOME,
    named,
    project_of,
    with_rows,
)

TEMPLATE = TemplateCatalogue()["national-2020"]
BLANK = blank_form(TEMPLATE, 2023)


def test_a_form_that_is_not_open_is_taken_as_saved(
    session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    session.open(form_ids[0])
    template, form = form_as_seen(session, form_ids[1])
    assert form == session.load(form_ids[1])
    assert template.id == form.template.id


def test_the_open_form_is_taken_with_its_keystrokes(
    session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    session.open(form_ids[0])
    present = session.present
    assert present is not None
    session.preview(named(present, project="还没保存"))
    assert project_of(form_as_seen(session, form_ids[0])[1]) == "还没保存"


def test_a_form_that_is_gone_is_known_trouble(session: EditingSession) -> None:
    with pytest.raises(StorageError):
        form_as_seen(session, FormId("gone"))


def test_nothing_is_said_of_characters_that_print() -> None:
    assert unprintable_sentence(TEMPLATE, named(BLANK, project="𬭎≥98%")) == ""


def test_the_first_cell_and_the_number_of_places_are_said() -> None:
    form = with_rows(BLANK, {"level3": "设备", "reason": "😀"})
    assert unprintable_sentence(TEMPLATE, form).startswith(
        "第 1 行“设备”的偏差原因分析及改进措施中的“😀”不在印刷字库里"
    )
    assert "等 2 处" in unprintable_sentence(TEMPLATE, form.with_text(OUTCOME, "😀"))
