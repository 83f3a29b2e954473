import pytest

from perfeval_desktop.domain.quantities.sayings import Saying, promises_none, saying


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("见附件", Saying.NOTHING_SAID),
        ("部分完成", Saying.PARTLY),
        ("达成部分预期指标并具有一定效果", Saying.PARTLY),
        ("推迟至2024年3月", Saying.LATE),
        ("未达成预期指标且效果较差", Saying.NOT),
        ("因疫情取消", Saying.NOT),
        ("建设中", Saying.UNDER_WAY),
        ("按期完成", Saying.ON_TIME),
        ("已完成", Saying.REACHED),
        ("达成年度指标", Saying.REACHED),
        ("全部达成", Saying.REACHED),
        ("未发生安全事故", Saying.NONE_HAPPENED),
        ("零", Saying.NONE_HAPPENED),
        ("超预算", Saying.OVER_BUDGET),
        ("未超预算", Saying.WITHIN_BUDGET),
        ("有结余", Saying.WITHIN_BUDGET),
        (",已完成;", Saying.REACHED),
        ("健全", Saying.OTHER),
        ("", Saying.OTHER),
    ],
)
def test_words_say_something_by_themselves(words: str, said: Saying) -> None:
    assert saying(words) is said


@pytest.mark.parametrize("words", ["零事故", "无", "未发生重大安全事故", "杜绝", "无负面影响", "0发生"])
def test_a_promise_that_something_does_not_happen_is_known(words: str) -> None:
    assert promises_none(words)


@pytest.mark.parametrize("words", ["零距离服务", "健全", "无障碍通行", "不断提高"])
def test_other_words_promise_nothing_of_the_kind(words: str) -> None:
    assert not promises_none(words)
