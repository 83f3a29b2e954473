import pytest

from ledgers import table
from perfeval_desktop.exchange.ledger.columns import Confidence, proposals
from perfeval_desktop.exchange.ledger.fields import LedgerField


def proposed(text: str) -> dict[LedgerField, tuple[str, Confidence]]:
    return {one.field: (one.column.label, one.confidence) for one in proposals(table(text))}


def test_each_field_is_taken_from_the_column_that_names_it_best() -> None:
    found = proposed("|项目名称|年初核定预算|年初预算数|累计支出|执行率|\n|甲|1|1|2|50%|")
    assert found == {
        LedgerField.PROJECT: ("项目名称", Confidence.SURE),
        LedgerField.INITIAL: ("年初预算数", Confidence.SURE),
        LedgerField.EXECUTED: ("累计支出", Confidence.SURE),
    }


def test_a_wording_of_its_kind_is_only_likely() -> None:
    found = proposed("|项目名称|年初核定预算|\n|甲|1|")
    assert found[LedgerField.INITIAL] == ("年初核定预算", Confidence.LIKELY)


def test_a_column_of_amounts_without_any_is_in_doubt() -> None:
    (found,) = [
        one
        for one in proposals(table("|项目名称|支出|\n|甲|见附件|\n|乙|无|"))
        if one.field is LedgerField.EXECUTED
    ]
    assert found.confidence is Confidence.UNSURE
    assert found.reason == "栏名“支出”就是全年执行数，但这一栏里没有金额"


def test_an_empty_column_may_be_one_of_amounts() -> None:
    assert proposed("|项目名称|支出|\n|甲||")[LedgerField.EXECUTED] == ("支出", Confidence.SURE)


@pytest.mark.parametrize("added", ["-3", "0"])
def test_what_was_added_is_no_budget(added: str) -> None:
    found = proposed(f"|项目名称|调整数|支出|\n|甲|5|1|\n|乙|{added}|1|")
    assert LedgerField.ADJUSTED not in found


def test_what_may_have_been_added_is_in_doubt() -> None:
    found = proposed("|项目名称|调整数|支出|\n|甲|5|1|")
    assert found[LedgerField.ADJUSTED] == ("调整数", Confidence.UNSURE)


def test_names_are_guessed_by_their_length() -> None:
    (found, _) = proposals(table("|编码|内容|类|支出|\n|1|校舍维修改造|甲|5|\n|2|教师培训|甲|6|"))[:2]
    assert (found.field, found.column.label, found.confidence) == (
        *(LedgerField.PROJECT, "内容", Confidence.UNSURE),
    )


def test_where_there_are_no_words_there_is_no_guess() -> None:
    assert LedgerField.PROJECT not in proposed("|编码|支出|\n|1|5|\n|2|6|")
