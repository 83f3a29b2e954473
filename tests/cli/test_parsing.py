from pathlib import Path

import pytest

from perfeval_desktop import __version__
from perfeval_desktop.cli.arguments import TemplateAction, UsageError
from perfeval_desktop.cli.command import Command
from perfeval_desktop.cli.option import Samples
from perfeval_desktop.cli.parsing import parse

EVERY_COMMAND = pytest.mark.parametrize("command", Command)


@pytest.mark.parametrize(
    "words",
    [
        ["score", "--store", "a.perfeval", "--json"],
        ["--store", "a.perfeval", "--json", "score"],
        ["--json", "score", "--store=a.perfeval"],
    ],
)
def test_the_common_options_may_stand_before_and_after_the_command(words: list[str]) -> None:
    arguments = parse(words)
    assert arguments.command is Command.SCORE
    assert arguments.store == Path("a.perfeval")
    assert arguments.json
    assert arguments.samples is None


def test_what_is_not_given_keeps_its_default() -> None:
    arguments = parse(["list"])
    assert (arguments.store, arguments.samples, arguments.json) == (None, None, False)
    assert (arguments.template, arguments.dry_run) == ("", False)
    assert (arguments.year, arguments.department, arguments.unit, arguments.bin) == (None, None, None, False)


@pytest.mark.parametrize(
    ("words", "samples", "projects"),
    [
        (["score", "--samples"], Samples.PUBLISHED, []),
        (["score", "--samples", "内涵"], Samples.PUBLISHED, ["内涵"]),
        (["score", "--samples=all", "内涵"], Samples.ALL, ["内涵"]),
        (["--samples=all", "score"], Samples.ALL, []),
    ],
)
def test_what_stands_behind_the_samples_is_a_project(
    words: list[str], samples: Samples, projects: list[str]
) -> None:
    arguments = parse(words)
    assert (arguments.samples, arguments.projects) == (samples, projects)


def test_templates_are_listed_or_checked() -> None:
    assert parse(["templates"]).action is TemplateAction.LIST
    assert parse(["templates", "list"]).action is TemplateAction.LIST
    arguments = parse(["templates", "check", "a.toml", "b.toml"])
    assert (arguments.action, arguments.files) == (TemplateAction.CHECK, [Path("a.toml"), Path("b.toml")])


def test_files_are_imported_with_the_template_named_or_the_best() -> None:
    arguments = parse(["import", "a.json", "乙.docx", "--dry-run"])
    assert (arguments.files, arguments.template) == ([Path("a.json"), Path("乙.docx")], "")
    assert arguments.dry_run
    assert parse(["import", "a.json", "--template", "hebei"]).template == "hebei"


def test_a_year_may_be_written_as_on_the_form() -> None:
    assert parse(["list", "--year", "２０２３年"]).year == 2023


def test_without_arguments_those_of_the_process_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["perfeval", "templates"])
    assert parse(None).command is Command.TEMPLATES


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "缺少参数：COMMAND。用法见 perfeval --help"),
        (["打印"], "没有这个命令：打印。用法见 perfeval --help"),
        (["show"], "缺少参数：PROJECT。用法见 perfeval show --help"),
        (["new", "--project", "甲"], "缺少参数：--template, --year。用法见 perfeval new --help"),
        (["export", "--samples"], "缺少参数，下列之一：--out --merged。用法见 perfeval export --help"),
        (["export", "--out", "a", "--merged", "b"], "--merged 和 --out 不能同时使用"),
        (["list", "--sample"], "多余的或无法识别的参数：--sample"),
        (["list", "--year"], "--year 后面应有一个值"),
        (["list", "--year", "二〇二三"], "--year：“二〇二三”不是年度，请填 2000 到 2099 之间的四位数字"),
        (["list", "--json=yes"], "--json 不带值，请去掉“yes”"),
        (["list", "--samples", "--store", "a"], "--samples 和 --store 不能同时使用。"),
        (["--samples", "verify"], "verify 不能用于内置示例，请去掉 --samples。"),
        (["--samples=all", "import", "a.json"], "import 不能用于内置示例，请去掉 --samples。"),
        (["list", "--samples=seven"], "--samples 不带值，请去掉“seven”"),
        (["import"], "缺少参数：FILE。用法见 perfeval import --help"),
        (["templates", "own.toml"], "ACTION：“own.toml”应为 list、check、derive 之一"),
        (["templates", "check"], "templates check 后面应写要检查的模板文件。"),
        (
            ["backup", "--json"],
            "--json 可用于 list、score、check、checks、new、import、ledger、carry、templates。",
        ),
        (
            ["checks", "分值"],
            "CODE：没有代号为“分值”的检查，代号见 perfeval checks。用法见 perfeval checks --help",
        ),
        (["list", "--store", "甲\0乙"], "“甲�乙”里有一个看不见的空字符（NUL）"),
        (["export", "--all", "--unit", "局", "--out", "a"], "--all 表示全部，不能再指定项目或筛选条件。"),
    ],
)
def test_a_wrong_command_line_is_told_in_chinese(words: list[str], complaint: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(words)
    assert complaint in str(caught.value)


def test_a_complaint_that_argparse_words_anew_comes_through_as_it_is() -> None:
    # Not given on purpose by any command line of ours: what a later Python might say.
    from perfeval_desktop.cli.parsing import _in_chinese  # noqa: PLC0415

    assert _in_chinese("something else") == "something else"


@EVERY_COMMAND
def test_every_command_explains_itself_in_chinese(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse([command, "--help"])
    printed = capsys.readouterr().out
    assert printed.startswith(f"用法： perfeval {command} ")
    assert "显示这份帮助" in printed
    assert "退出码" in printed


def test_the_help_names_every_command_and_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--help"])
    printed = capsys.readouterr().out
    for word in (*Command, "  0 ", "  1 ", "  2 ", "  3 ", "  130 ", "  141 "):
        assert word in printed


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--version"])
    assert capsys.readouterr().out.strip() == f"PerfEval Desktop {__version__}"
