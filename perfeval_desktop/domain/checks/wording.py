"""Wording: placeholders, years of another form, texts too long, not printable or said twice.

All texts of all blocks are read, cell by cell, whatever they are.
"""

from collections.abc import Iterator

from perfeval_desktop.domain.checks.check import ANY_LEVEL, Check, in_goals, needs
from perfeval_desktop.domain.checks.judged import Judged, Remark
from perfeval_desktop.domain.checks.prose import YearMentions, has_number
from perfeval_desktop.domain.columns import Column, Role, Stage
from perfeval_desktop.domain.figures import year_text
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.numerals import narrow
from perfeval_desktop.domain.pattern import Pattern


def placeholders(judged: Judged) -> Iterator[Remark]:
    """Yield what was left standing from an empty form, such as ``指标2：`` or ``≥**`` (check 22)."""
    return judged.told(lambda reading: reading.placeholder)


def too_long(judged: Judged) -> Iterator[Remark]:
    """Yield texts beyond their column's limit, in characters without the blanks around them (check 25)."""
    return judged.told(lambda reading: reading.too_long)


def unprintable(judged: Judged) -> Iterator[Remark]:
    """Yield texts with characters that will not be printed as typed (check 26)."""
    return judged.told(lambda reading: reading.unprintable)


def stale_years(judged: Judged) -> Iterator[Remark]:
    """Yield texts that seem to report on another year: most often copied from last year's form (check 23).

    Years before the form's, and in what is planned the one after it. A text that also names the form's own
    year tells history, and later years are plans.
    """
    own = judged.facts.year
    for one in judged.readings:
        for cell in one.reading.cells:
            if (stale := stale_year(cell.column, cell.reading.years, own)) is not None:
                yield judged.remark_in(
                    one,
                    cell.column,
                    f"提到 {stale} 年，而本表是 {year_text(own)}，请核对是否沿用了往年的文字。",
                )


def stale_year(column: Column, mentions: YearMentions, own: int) -> int | None:
    """Return the first year that a text reports on and should not, ``None`` for a sound one."""
    if own in mentions.named:
        return None
    # The name of a project reports on every year that it names.
    told = sorted(mentions.named) if column.role is Role.PROJECT else mentions.reported
    is_planned = column.stage is Stage.PLAN
    return next((year for year in told if year < own or (is_planned and year == own + 1)), None)


def repeated_goals(judged: Judged) -> Iterator[Remark]:
    """Yield each outcome that only repeats its goal, or a part of it (check 24)."""
    block = judged.goals
    expected = block.by_role[Role.EXPECTED_GOAL]
    for goal in judged.facts.goals:
        # Full-width or half-width, a sign is the same.
        goal_words, said = ("".join(narrow(text).split()) for text in (goal.expected, goal.outcome))
        place = Place(block.key, goal.row, block.by_role[Role.ACTUAL_OUTCOME].key)
        if goal_words and goal_words == said:
            yield judged.remark(place, f"与{expected.words}一字不差，请写实际做了什么、达到什么效果。")
        elif _says_no_more(goal_words, said):
            yield judged.remark(place, f"只是重复{expected.words}里的话，请写实际做了什么、达到什么效果。")


def goals_alike(judged: Judged) -> Iterator[Remark]:
    """Yield each goal that is, word for word, an earlier one or its own of the years to come (check 24)."""
    block = judged.goals
    expected = block.by_role[Role.EXPECTED_GOAL]
    further = [
        column
        for column in block.columns
        if column.stage is Stage.PLAN and column is not expected and "目标" in column.words
    ]
    first: dict[str, int] = {}
    for number, goal in enumerate(judged.facts.goals):
        words, place = _bare(goal.expected), Place(block.key, goal.row, expected.key)
        if len(words) <= _LONGEST_BY_CHANCE:
            continue
        earlier = first.setdefault(words, number)
        if earlier != number:
            yield judged.remark(place, f"与第 {earlier + 1} 项一字不差，请删去一项，或写成不同的目标。")
        for column in further:
            if _bare(judged.text(place._replace(column=column.key))) == words:
                yield judged.remark(
                    place, f"与{column.words}一字不差，请写明今年做到哪一步，只做一年的项目不用改。"
                )


def _bare(text: str) -> str:
    return "".join(text.split()).rstrip("。.；;")


# Shorter texts share their words by chance.
_LONGEST_BY_CHANCE = 12
_TOLD = Pattern("已|共|累计|完成|实际")


def _says_no_more(goal: str, outcome: str) -> bool:
    """Whether an outcome is a part of its goal, or the goal with nothing done added."""
    goal, outcome = _bare(goal), _bare(outcome)
    if min(len(goal), len(outcome)) <= _LONGEST_BY_CHANCE:
        return False
    if outcome in goal:
        return True
    added = outcome.replace(goal, "")
    return goal in outcome and not _TOLD.search(added) and not has_number(added)


def repeated_indicators(judged: Judged) -> Iterator[Remark]:
    """Yield each indicator that stands twice under the same headings (check 24)."""
    if len({row.facts.name.strip() for row in judged.rows}) == len(judged.rows):
        return
    first: dict[tuple[RowId | None, str, str, str], int] = {}
    for row in judged.rows:
        facts, name = row.facts, row.facts.name.strip()
        headings = facts.goal, facts.level1.strip(), facts.level2.strip()
        earlier = first.setdefault((*headings, name), row.number)
        if name and earlier != row.number:
            yield judged.remark_on(
                row, judged.keys.name, f"与第 {earlier + 1} 行重复，请删去一行，或改成不同的指标。"
            )


CHECKS = (
    Check(Code.PLACEHOLDER, Severity.WARNING, needs(), placeholders),
    Check(Code.STALE_YEAR, Severity.HINT, needs(), stale_years),
    Check(
        Code.REPETITION,
        Severity.HINT,
        needs(in_goals(Role.EXPECTED_GOAL), in_goals(Role.ACTUAL_OUTCOME)),
        repeated_goals,
    ),
    Check(Code.REPETITION, Severity.HINT, needs(in_goals(Role.EXPECTED_GOAL)), goals_alike),
    Check(Code.REPETITION, Severity.HINT, needs(ANY_LEVEL), repeated_indicators),
    Check(Code.TOO_LONG, Severity.WARNING, needs(), too_long),
    Check(Code.UNPRINTABLE, Severity.WARNING, needs(), unprintable),
)
