from perfeval_desktop.domain.columns import Column, Role
from perfeval_desktop.domain.transcripts.assigning import Likeness, columns_called, given_away
from perfeval_desktop.domain.transcripts.labels import Vocabulary, meaning
from perfeval_desktop.domain.transcripts.vocabulary import INDICATORS


def column(label: str, role: Role | None = None, above: str = "") -> Column:
    return Column(key=label or "blank", label=label, role=role, above=above)


def called(columns: list[Column], *labels: str, words: Vocabulary = INDICATORS) -> dict[str, tuple[str, str]]:
    """Return the key of the column that each label is, and how it was recognised."""
    found = columns_called(columns, words, labels)
    return {label: (columns[at].key, likeness.name) for label, at, likeness in found}


TARGET, ACTUAL = column("年度\n指标值", Role.TARGET), column("实际\n完成值", Role.ACTUAL)
WEIGHT, REASON = column("分值", Role.WEIGHT), column("偏差原因", Role.REASON)


def test_an_item_is_given_away_once_to_the_label_that_fits_it_best() -> None:
    def starts(item: str, label: str) -> int | None:
        return len(item) if item.startswith(label) else None

    found = given_away(["abc", "ab", "b"], ["ab", "a", "ab"], [(Likeness.WORD, starts)])
    assert list(found) == [(0, 1, Likeness.WORD), (1, 0, Likeness.WORD)]


def test_a_better_test_comes_before_an_earlier_label() -> None:
    tests = (
        (Likeness.EXACT, lambda item, label: 0 if item == label else None),
        (Likeness.WORD, lambda _item, _label: 0),
    )
    assert list(given_away(["x"], ["y", "x"], tests)) == [(1, 0, Likeness.EXACT)]


def test_a_label_is_recognised_as_printed_without_its_marks_as_a_word_or_by_its_wording() -> None:
    columns = [TARGET, ACTUAL, WEIGHT, REASON]
    assert called(columns, "年度指标值", "实际完成值（B）", "权重", "未达标的原因") == {
        "年度指标值": (TARGET.key, "EXACT"),
        "实际完成值（B）": (ACTUAL.key, "BARE"),
        "权重": (WEIGHT.key, "WORD"),
        "未达标的原因": (REASON.key, "WORDING"),
    }


def test_a_label_that_no_column_is_finds_none() -> None:
    assert called([TARGET], "佐证资料", "联系电话") == {}


def test_of_two_labels_of_one_meaning_only_one_has_the_column() -> None:
    assert called([REASON], "备注", "偏差原因") == {"偏差原因": (REASON.key, "EXACT")}


def test_a_column_without_a_role_is_known_by_the_words_for_its_label() -> None:
    evidence = column("佐证资料")
    assert called([REASON, evidence], "佐证材料", "证明材料一览") == {"佐证材料": ("佐证资料", "WORD")}
    assert called([evidence], "有关证明材料清单") == {"有关证明材料清单": ("佐证资料", "WORDING")}


def test_of_columns_with_the_same_words_the_one_with_a_role_comes_first() -> None:
    medium = Column(key="mid", label="指标值", above="中期指标")
    year = Column(key="year", label="指标值", above="年度指标", role=Role.TARGET)
    assert called([medium, year], "指标值") == {"指标值": ("year", "EXACT")}
    assert called([medium, year], "中期指标指标值", "指标值") == {
        "中期指标指标值": ("mid", "EXACT"),
        "指标值": ("year", "EXACT"),
    }


def test_of_several_meanings_the_likeliest_column_is_taken() -> None:
    words = Vocabulary(meaning("说明", role=Role.REASON), meaning("说明 备注"))
    remark = column("备注")
    assert called([remark, REASON], "说明", words=words) == {"说明": ("偏差原因", "WORD")}
    assert called([remark], "说明", words=words) == {"说明": ("备注", "WORD")}


def test_an_amount_without_a_heading_is_called_so() -> None:
    nameless = column("", Role.INITIAL_BUDGET)
    assert called([nameless], "金额") == {"金额": ("blank", "EXACT")}
    assert called([nameless], "年初预算数") == {}
