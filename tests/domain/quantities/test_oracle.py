"""Each line of the oracle is judged; a wrong judgement is worse than none, so none may be wrong."""

from fractions import Fraction

import pytest

from domain.quantities.oracle import NAMES, PAIRS, NameLine, PairLine
from perfeval_desktop.domain.quantities.direction import Direction, Subject, direction_of

OUTCOMES = {True: "reached", False: "missed", None: "open"}
# A division leaves something behind its last digit.
NEARLY = Fraction(1, 10**20)
# Of these the name could tell, and is not trusted to: a person knows what the words are about.
LEFT_UNSURE = frozenset(
    {
        "养老床位数",
        "居民健康素养水平",
        "贫困发生户帮扶率",
        "不合格率",
        "再犯罪率",
        "停机维护时间",
        "不良贷款率",
    }
)


@pytest.mark.parametrize("line", PAIRS, ids=str)
def test_no_pair_is_judged_wrong_and_none_that_nobody_can_decide(line: PairLine) -> None:
    judged = line.judgement
    assert OUTCOMES[judged.is_reached] in {line.outcome, "open"}, str(line)
    assert (judged.doubt is not None) == (judged.is_reached is None)
    if judged.share is not None:
        assert line.due_share is not None, str(line)
        assert abs(Fraction(judged.share) - line.due_share) < NEARLY, str(line)


def test_nearly_all_that_a_person_can_decide_is_decided_and_with_its_share() -> None:
    decidable = [line for line in PAIRS if line.outcome != "open"]
    left_open = [str(line) for line in decidable if line.judgement.is_reached is None]
    assert len(left_open) * 100 <= len(decidable) * 2, "\n".join(left_open)
    without_share = [
        str(line)
        for line in decidable
        if line.due_share is not None and line.judgement.is_reached is False and line.judgement.share is None
    ]
    assert without_share == []


@pytest.mark.parametrize("line", NAMES, ids=lambda line: line.name)
def test_no_name_is_turned_round(line: NameLine) -> None:
    subject = Subject("", line.level2, line.name)
    found = direction_of(subject, line.unit, is_large=line.unit in {"%", "‰"})
    due = Direction.UNKNOWN if line.direction == "unsure" else Direction(line.direction)
    assert found is (Direction.UNKNOWN if line.name in LEFT_UNSURE else due), line.reason
