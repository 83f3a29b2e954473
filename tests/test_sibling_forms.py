from collections.abc import Iterator
from pathlib import Path

import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.places import NOTE, place_of
from perfeval_desktop.samples import samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.sibling_forms import sibling_forms
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue

CATALOGUE = TemplateCatalogue()
NATIONAL = CATALOGUE["national-2020"]
TARGET = next(one for one in samples() if one.template == "target-2023").form(CATALOGUE)


def called(project: str) -> Form:
    template = CATALOGUE["target-2023"]
    place = place_of(template, Role.PROJECT)
    assert place is not None
    return enter(template, TARGET, place, project)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[EditingSession]:
    with Store.open(tmp_path / "目标.perfeval") as store:
        yield EditingSession(store, CATALOGUE)


@pytest.fixture
def targets(session: EditingSession) -> tuple[FormId, ...]:
    return session.create([called("教师培训"), called("桥梁加固")], "新建")


def test_each_target_form_becomes_a_form_with_its_plan(
    session: EditingSession, targets: tuple[FormId, ...]
) -> None:
    made = sibling_forms(session, targets, NATIONAL)
    assert [facts(NATIONAL, form).project for form in made.forms] == ["教师培训", "桥梁加固"]
    assert all(facts(NATIONAL, form).indicators for form in made.forms)
    assert made.left[0] == "教师培训：项目属性：延续项目"
    assert made.forms[0].text(*NOTE).splitlines()[0] == "项目属性：延续项目"
    assert made.remarks == f"{len(made.left)} 处内容在新表里没有位置，记在备注里"


def test_of_several_those_are_left_out_that_have_one_already(
    session: EditingSession, targets: tuple[FormId, ...]
) -> None:
    session.create(sibling_forms(session, targets[:1], NATIONAL).forms, "新建")
    made = sibling_forms(session, targets, CATALOGUE["yunnan-14"])
    assert len(made.forms) == 1
    assert made.present == ("教师培训",)
    assert made.remarks.startswith("1 个项目已有这样的表，没有再建；")
    # Whoever asks for a single one wants another one.
    assert len(sibling_forms(session, targets[:1], NATIONAL).forms) == 1
    assert len(sibling_forms(session, targets, CATALOGUE["monitoring-2023"]).forms) == 2


def test_where_everything_has_a_place_there_is_no_note(session: EditingSession) -> None:
    targets = session.create([blank_form(CATALOGUE["target-2023"], 2024)], "新建")
    made = sibling_forms(session, targets, NATIONAL)
    assert (made.forms[0].text(*NOTE), made.left, made.remarks) == ("", (), "")


def test_what_is_no_target_form_is_left_out_and_counted(
    session: EditingSession, targets: tuple[FormId, ...]
) -> None:
    (other,) = session.create(sibling_forms(session, targets[:1], NATIONAL).forms, "新建")
    made = sibling_forms(session, [other], NATIONAL)
    assert (made.forms, made.remarks) == ((), "1 张不是绩效目标表，没有用")
