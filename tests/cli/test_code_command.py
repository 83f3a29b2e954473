from dataclasses import replace
from pathlib import Path

from command_line import CATALOGUE, Run, fill, new
from perfeval_desktop.domain.check_code import check_code
from perfeval_desktop.domain.form import FormState

FORM = replace(new("教师培训"), state=FormState.FINAL)
CODE = check_code(CATALOGUE[FORM.template.id], FORM)


def test_a_code_on_paper_is_looked_up_in_the_store(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "绩效自评.perfeval"
    fill(store, FORM)
    outcome = run("verify", CODE, "--store", store)
    assert (outcome.code, outcome.lines[0].startswith("一致：这张纸就是“教师培训”")) == (0, True)


def test_a_code_that_is_mistyped_or_unknown_is_told(run: Run, store: Path) -> None:
    for code, why in ((CODE[:-1], "没有输对"), (CODE, "没有印过这个校验码")):
        outcome = run("verify", code, "--store", store)
        assert (outcome.code, why in outcome.out) == (1, True)
