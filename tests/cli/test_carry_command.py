import json
from pathlib import Path

import pytest

from command_line import CATALOGUE, Run, fill, new
from perfeval_desktop.samples import samples

TARGET = next(one for one in samples() if one.template == "target-2023").form(CATALOGUE)
MAKE = ["carry", "--template", "national-2020"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "目标.perfeval"
    fill(path, TARGET, new("教师培训"))
    return path


def test_forms_are_made_of_all_target_forms(run: Run, path: Path) -> None:
    made = run(*MAKE, "--store", path)
    assert made.code == 1
    assert made.lines[-1] == "已新建 1 张自评表"
    assert "没有位置，记在备注里：社区老年助餐点运营补贴：项目属性：延续项目" in made.err
    again = run(*MAKE, "--store", path, "--json")
    assert json.loads(again.out)["project"] == "社区老年助餐点运营补贴"


def test_of_several_those_that_are_there_are_not_made_again(run: Run, path: Path) -> None:
    fill(path, TARGET.with_year(2022))
    run(*MAKE, "--store", path, "--year", "2022")
    made = run(*MAKE, "--store", path)
    assert "已有自评表，没有再建：社区老年助餐点运营补贴" in made.err
    assert made.lines[-1] == "已新建 1 张自评表"


def test_a_dry_run_stores_nothing(run: Run, path: Path) -> None:
    made = run(*MAKE, "--store", path, "--dry-run")
    assert made.lines[-1] == "可以新建 1 张自评表"
    assert len(run("list", "--store", path, "--json").lines) == 2


def test_only_target_forms_that_are_chosen_are_taken(run: Run, path: Path) -> None:
    made = run(*MAKE, "--store", path, "--year", "2001")
    assert (made.code, made.err) == (0, "没有符合条件的绩效目标表。\n")
    assert run(*MAKE, "--store", path, "教师培训").code == 2


def test_a_target_form_is_not_made_of_another(run: Run, path: Path) -> None:
    made = run("carry", "--template", "target-split", "--store", path)
    assert (made.code, made.out) == (2, "")
    assert "本身是绩效目标表" in made.err


def test_what_has_a_place_everywhere_is_fine(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "空.perfeval"
    fill(path, new("教师培训", template="target-2023"))
    assert run(*MAKE, "--store", path).code == 0
