import json

import pytest

from command_line import Run
from perfeval_desktop.check_guide import check_guide
from perfeval_desktop.cli.output import width
from perfeval_desktop.domain.findings import Code

GUIDE = check_guide()


def test_all_checks_are_listed_with_their_titles_below_their_themes(run: Run) -> None:
    outcome = run("checks")
    assert (outcome.code, outcome.err) == (0, "")
    listed = [line.split() for line in outcome.lines if line.startswith("  ")]
    assert [words[0] for words in listed] == list(GUIDE)
    assert all(GUIDE[Code(code)].title.split()[0] == title for code, title, *_ in listed)
    assert ["entry", "填的内容读不出来", "错误、提醒"] in listed
    themes = [line for line in outcome.lines if not line.startswith("  ")]
    assert themes == [f"【{theme}】" for theme in dict.fromkeys(one.theme for one in GUIDE.values())]


@pytest.mark.parametrize("code", Code)
def test_all_there_is_to_say_of_a_check_is_printed(run: Run, code: Code) -> None:
    outcome = run("checks", code)
    assert (outcome.code, outcome.err) == (0, "")
    told = GUIDE[code]
    assert outcome.lines[0].startswith(f"{told.title}（")
    assert outcome.lines[0].endswith(f"，{code}）")
    printed = "".join(outcome.out.split())
    assert all("".join(text.split()) in printed for text in (told.what, told.why, told.remedy, told.silent))
    assert max(map(width, outcome.lines)) <= 80


def test_scripts_are_told_the_same_by_its_parts(run: Run) -> None:
    outcome = run("checks", "--json")
    assert [json.loads(line)["code"] for line in outcome.lines] == list(GUIDE)
    (line,) = run("checks", "full-though-missed", "--json").lines
    told = GUIDE[Code.FULL_THOUGH_MISSED]
    assert json.loads(line) == {
        "code": "full-though-missed",
        "theme": told.theme,
        "title": told.title,
        "what": told.what,
        "why": told.why,
        "severity": {severity.value: text for severity, text in told.severities.items()},
        "silent": told.silent,
        "example": {"wrong": told.wrong, "right": told.right},
        "remedy": told.remedy,
    }


def test_an_unknown_code_is_told(run: Run) -> None:
    outcome = run("checks", "total")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("CODE：没有代号为“total”的检查，代号见 perfeval checks。")
