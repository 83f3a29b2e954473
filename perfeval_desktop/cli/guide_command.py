"""The command about the checks: which there are, and what there is to say of one."""

from perfeval_desktop.check_guide import CheckExplanation, check_guide
from perfeval_desktop.cli.arguments import Arguments
from perfeval_desktop.cli.output import json_line, table
from perfeval_desktop.terminal import print_line

# With its heading a paragraph takes no more than a narrow terminal has.
_TEXT_WIDTH = 62


def explain_checks(arguments: Arguments) -> int:
    """List the checks by theme, each with code, title and severities; of the one that is named, print all."""
    guide = check_guide()
    if arguments.json:
        chosen = guide.values() if arguments.code is None else (guide[arguments.code],)
        for told in chosen:
            print_line(json_line(_values(told)))
    elif arguments.code is None:
        _list(tuple(guide.values()))
    else:
        _print(guide[arguments.code])
    return 0


def _list(guide: tuple[CheckExplanation, ...]) -> None:
    lines = table([(told.code, told.title, _severities(told)) for told in guide])
    theme = ""
    for told, line in zip(guide, lines, strict=True):
        if told.theme != theme:
            theme = told.theme
            print_line(f"【{theme}】")
        print_line(f"  {line}")


def _print(told: CheckExplanation) -> None:
    print_line(f"{told.title}（{_severities(told)}，{told.code}）")
    for line in table(told.paragraphs, limit=_TEXT_WIDTH):
        print_line(line)


def _severities(told: CheckExplanation) -> str:
    return "、".join(severity.label for severity in told.severities)


def _values(told: CheckExplanation) -> dict[str, object]:
    return {
        "code": told.code,
        "theme": told.theme,
        "title": told.title,
        "what": told.what,
        "why": told.why,
        "severity": dict(told.severities),
        "silent": told.silent,
        "example": {"wrong": told.wrong, "right": told.right},
        "remedy": told.remedy,
    }
