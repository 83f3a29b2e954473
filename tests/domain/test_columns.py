import pytest

from perfeval_desktop.domain.columns import Column, FixedRow, Kind


def test_numbers_are_amounts_points_and_percentages() -> None:
    assert [kind for kind in Kind if kind.is_number] == [Kind.AMOUNT, Kind.POINTS, Kind.PERCENT]


def test_all_but_running_text_is_centred() -> None:
    assert [kind for kind in Kind if not kind.is_centred] == [Kind.LINE, Kind.TEXT]


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("偏差原因分析及\n改进措施", "偏差原因分析及改进措施"),
        ("预算数(A)", "预算数"),
        ("执行率（B/A×100%）", "执行率"),
        ("执行率(%)", "执行率"),
        ("年初预算数\n（{unit}）", "年初预算数"),
        ("填报日期：", "填报日期"),
        (" 得 分 ", "得分"),
        ("", ""),
    ],
)
def test_a_sentence_quotes_a_label_without_its_ornaments(label: str, words: str) -> None:
    assert Column(key="any", label=label).words == words


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("其中：当年财政拨款", "当年财政拨款"),
        ("其中: 当年\n财政拨款", "当年财政拨款"),
        ("年度资金总额：", "年度资金总额"),
        ("其他资金", "其他资金"),
    ],
)
def test_a_sentence_names_a_row_without_of_which(label: str, words: str) -> None:
    assert FixedRow(key="any", label=label).words == words
