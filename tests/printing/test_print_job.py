from collections.abc import Callable
from dataclasses import replace

import pytest

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.printing.print_job import PrintJob, draft_sentence, is_draft
from perfeval_desktop.templates import TemplateCatalogue

Maker = Callable[..., Form]


@pytest.fixture
def job(templates: TemplateCatalogue, form_with: Maker) -> PrintJob:
    return templates["minhang-2023"], form_with()


def final(job: PrintJob) -> PrintJob:
    template, form = job
    return template, replace(form, state=FormState.FINAL)


def test_every_form_that_is_not_final_prints_as_a_draft(job: PrintJob) -> None:
    _, form = job
    states = [state for state in FormState if not is_draft(replace(form, state=state))]
    assert states == [FormState.FINAL]


def test_of_final_forms_nothing_is_said(job: PrintJob) -> None:
    assert draft_sentence([]) == ""
    assert draft_sentence([final(job)]) == ""
    assert draft_sentence([final(job), final(job)]) == ""


def test_one_form_is_said_to_be_a_draft(job: PrintJob) -> None:
    assert draft_sentence([job]) == "尚未定稿，印有“草稿”字样。"


def test_of_several_it_is_said_how_many_are_drafts(job: PrintJob) -> None:
    assert draft_sentence([job, final(job), job]) == "其中 2 份尚未定稿，印有“草稿”字样。"
