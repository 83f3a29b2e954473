"""How a form is found by the words on the command line."""

import subprocess
import sys
from pathlib import Path

import pytest

from command_line import SAMPLES, Run, fill, new
from perfeval_desktop.storage.store import Store

POLICY = "闵行区企业政策管理系统(2023 运维)"


def projects(run: Run, *words: object) -> list[str]:
    """Return the first words of the lines that ``list`` prints."""
    return [line.split()[1] for line in run("list", *words).lines[1:]]


@pytest.mark.parametrize(
    "word",
    [
        "minhang_science_2023_1",
        POLICY,
        "企业政策",
        "闵行区企业政策管理系统（2023",
    ],
)
def test_a_project_is_found_by_id_name_or_part_of_it(run: Run, word: str) -> None:
    outcome = run("score", "--samples", word)
    assert outcome.code == 0
    assert outcome.lines[0].startswith(POLICY)


def test_upper_and_lower_case_are_the_same(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    fill(path, new("OA系统"))
    assert run("score", "--store", path, "oa").code == 0


def test_projects_come_in_the_order_named_and_each_once(run: Run) -> None:
    outcome = run("score", "--samples", "内涵", "企业政策", "内涵建设经费", "--json")
    assert [line[13:19] for line in outcome.lines] == ["内涵建设经费", "闵行区企业政"]


def test_a_full_name_wins_over_longer_names_it_is_part_of(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    fill(path, *(new(name) for name in ("培训二期", "培训")))
    assert run("show", "--store", path, "培训").code == 0


def test_an_ambiguous_part_is_answered_with_the_candidates(run: Run) -> None:
    outcome = run("score", "--samples", "闵行区")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("“闵行区”符合 4 个项目，请写完整的名称或编号，或加 --year、--unit：\n")
    assert "2023  闵行区企业政策管理系统(2023 运维)" in outcome.err
    assert "minhang_science_2023_4\n" in outcome.err
    assert "内涵建设经费" not in outcome.err


def test_one_project_in_two_years_is_told_apart_by_the_year(run: Run, store: Path) -> None:
    assert run("show", "--store", store, POLICY).code == 2
    outcome = run("show", "--store", store, POLICY, "--year", "2022")
    assert (outcome.code, outcome.lines[1]) == (0, "(2022 年度)")


def test_an_unknown_project_is_answered_with_those_there_are(run: Run, store: Path) -> None:
    outcome = run("check", "--store", store, "没有的项目")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("没有找到项目“没有的项目”，现有的是：\n")
    assert len(outcome.err.splitlines()) == 4


def test_an_unknown_project_where_nothing_passes_the_filters(run: Run) -> None:
    outcome = run("score", "--samples", "企业政策", "--year", "2019")
    assert outcome.code == 2
    assert outcome.err == "没有找到项目“企业政策”：没有符合条件的自评表。\n"


def test_a_message_lists_no_more_than_twenty_projects(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    fill(path, *(new(f"项目{number}") for number in range(25)))
    outcome = run("show", "--store", path, "项目")
    assert len(outcome.err.splitlines()) == 1 + 20 + 1
    assert outcome.err.splitlines()[-1] == "……共 25 个，用 list 查看全部"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ([], 7),
        (["--year", "2021"], 3),
        (["--unit", "信息服务中心"], 4),
        (["--department", "闵行区教育局"], 1),
        (["--department", "闵行区教育局（汇总）"], 1),
        (["--year", "2023", "--unit", "上海市教育委员会"], 0),
    ],
)
def test_filters_take_parts_of_names_and_add_up(run: Run, words: list[str], count: int) -> None:
    assert len(projects(run, "--samples", *words)) == count


def test_the_store_of_the_user_is_taken_where_none_is_named(run: Run, own_folder: Path) -> None:
    fill(own_folder / "绩效自评.perfeval", SAMPLES["shanghai_education_2021_2"])
    assert projects(run) == ["内涵建设经费"]


def test_a_missing_store_is_an_error_with_a_remedy_and_is_not_made(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "没有.perfeval"
    outcome = run("list", "--store", missing)
    assert (outcome.code, outcome.out) == (3, "")
    assert "没有.perfeval" in outcome.err
    assert "请检查" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_the_samples_need_no_store_and_write_nothing(run: Run, tmp_path: Path) -> None:
    for words in (["list"], ["show", "内涵"], ["score"], ["check"]):
        assert run(*words, "--samples").code == 0
    assert list(tmp_path.iterdir()) == []


def test_the_samples_are_scored_under_the_built_in_templates(run: Run, own_folder: Path) -> None:
    templates = own_folder / "templates"
    templates.mkdir(parents=True)
    (templates / "minhang-2023.toml").write_text("broken", encoding="utf-8")
    assert run("score", "--samples").code == 0
    assert run("templates").code == 3


HOLD = """
import sys
from pathlib import Path
from perfeval_desktop.storage.store import Store
with Store.open(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_what_another_process_has_open_can_be_read_and_not_written(run: Run, store: Path) -> None:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", HOLD, str(store)]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as holder:  # noqa: S603  # our own
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        for words in (["list"], ["score"], ["check"], ["verify"], ["backup"]):
            assert run(*words, "--store", store).code == 0, words
        new = run("new", "--store", store, "--template", "national-2020", "--year", "2024", "--project", "甲")
        assert holder.poll() is None
        holder.communicate("")
    assert new.code == 3
    assert "打开" in new.err
    with Store.open(store) as opened:
        assert opened.count() == 3
