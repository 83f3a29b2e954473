import pytest

from perfeval_desktop.domain.quantities.comparators import BEFORE, BEHIND, Comparator, together


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ([], Comparator.NONE),
        (["不低于"], Comparator.AT_LEAST),
        (["≥", "以上"], Comparator.AT_LEAST),
        ([">", "以上"], Comparator.MORE_THAN),
        (["达到", "以上"], Comparator.AT_LEAST),
        (["=", "达到"], Comparator.EQUAL),
        (["控制在", "以内"], Comparator.AT_MOST),
        (["低于", "<"], Comparator.LESS_THAN),
        (["≥", "以内"], Comparator.DOUBTFUL),
    ],
)
def test_the_signs_of_one_number_say_the_same_or_contradict_each_other(
    words: list[str], sign: Comparator
) -> None:
    assert together([BEFORE.get(word) or BEHIND[word] for word in words]) is sign


def test_only_a_bound_tells_which_way_is_better() -> None:
    assert not Comparator.EQUAL.is_signed
    assert Comparator.REACHING.is_lower_bound
    assert Comparator.LESS_THAN.is_upper_bound
    assert Comparator.MORE_THAN.is_strict
