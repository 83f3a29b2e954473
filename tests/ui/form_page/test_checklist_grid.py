"""The points of a checklist, and what is written about them."""

from perfeval_desktop.domain.blocks import ChecklistBlock
from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.cell_grid.cells import APPEARANCE_ROLE, CellKind
from perfeval_ui.form_page.checklist_grid import ChecklistGrid, ChecklistModel
from ui.form_page.open_form import OpenForm
from ui.form_page.sample_page import SAMPLES, TEMPLATES, open_sample
from ui.page_driver import Page


def shown_model() -> tuple[OpenForm, ChecklistModel]:
    """Return a form with a checklist, and the model that shows it."""
    template = TEMPLATES["transfer-central"]
    (block,) = (one for one in template.blocks if isinstance(one, ChecklistBlock))
    model = ChecklistModel(block)
    return OpenForm(template, SAMPLES[template.id].form(TEMPLATES), model), model


def test_each_point_is_named_before_what_is_written_about_it() -> None:
    _, model = shown_model()
    assert [model.index(row, 0).data() for row in range(2)] == ["分配科学性", "下达及时性"]
    assert model.index(0, 0).data(APPEARANCE_ROLE).kind is CellKind.LABEL
    assert model.entry_place(0, 0) is None
    assert model.index(0, 1).data() == "按在册学生数和班额分配，公示 7 天，无异议。"


def test_what_is_typed_about_a_point_is_shown() -> None:
    opened, model = shown_model()
    opened.type(Place(model.block.key, model.ids[1], "situation"), "已下达")
    assert model.index(1, 1).data() == "已下达"


def test_the_grid_says_what_it_is_to_those_who_hear_it(bare_page: Page, session: EditingSession) -> None:
    open_sample(bare_page, session, SAMPLES["transfer-central"])
    (grid,) = (one for one in bare_page.grids if isinstance(one, ChecklistGrid))
    assert grid.accessibleName() == "资金管理情况"
