from dataclasses import replace

from perfeval_desktop.domain.form import FormState, Place, RowId
from perfeval_desktop.domain.next_year import for_next_year
from perfeval_desktop.domain.places import EXECUTION_NOTE, TITLE
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue

TEMPLATES = TemplateCatalogue()
SAMPLE = next(one for one in samples() if one.name == "minhang_science_2023_3")
TEMPLATE = TEMPLATES["minhang-2023"]
FORM = SAMPLE.form(TEMPLATES)
ELSEWHERE = Place("elsewhere", RowId("only"), "old")


def test_goals_indicators_targets_and_weights_are_kept_and_results_are_not() -> None:
    copy = for_next_year(TEMPLATE, FORM)
    assert copy.year == FORM.year + 1
    for old, new in zip(FORM.rows("indicators"), copy.rows("indicators"), strict=True):
        assert new.id == old.id
        for key in ("level1", "level2", "level3", "target", "weight"):
            assert new.text(key) == old.text(key)
        assert not {"actual", "score", "reason"} & new.cells.keys()
    assert copy.text("goals", "only", "expected_goal") == FORM.text("goals", "only", "expected_goal")
    assert copy.text("goals", "only", "actual_outcome") == ""
    assert copy.text("head", "only", "project") == FORM.text("head", "only", "project")


def test_what_was_spent_and_what_the_paper_claimed_belong_to_the_old_year() -> None:
    copy = for_next_year(TEMPLATE, FORM.with_text(EXECUTION_NOTE, "年中追加"))
    total = copy.row("funding", "total")
    assert total is not None
    assert total.cells.keys() <= {"initial_budget"}
    assert copy.text(*EXECUTION_NOTE) == ""
    assert copy.text("figures", "only", "total") == ""


def test_the_copy_is_a_draft() -> None:
    assert for_next_year(TEMPLATE, replace(FORM, state=FormState.FINAL)).state is FormState.DRAFT


def test_a_title_of_its_own_names_the_next_year() -> None:
    titled = FORM.with_text(TITLE, f"{FORM.year}年度某项目自评表")
    assert for_next_year(TEMPLATE, titled).text(*TITLE) == f"{FORM.year + 1}年度某项目自评表"


def test_what_has_no_place_in_the_template_is_kept() -> None:
    kept = FORM.with_text(ELSEWHERE, "上一模板的内容")
    assert for_next_year(TEMPLATE, kept).text(*ELSEWHERE) == "上一模板的内容"
