from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest

from perfeval_desktop.domain.toml_table import TomlTable
from perfeval_desktop.errors import TemplateError


class Fruit(StrEnum):
    APPLE = "apple"
    PEAR = "pear"


def table(**values: object) -> TomlTable:
    return TomlTable(values, "本单位.toml", "blocks[2].")


def refusal(read: Callable[[], Any]) -> str:
    """Return the reason of a refusal, file and key checked."""
    with pytest.raises(TemplateError) as caught:
        read()
    assert caught.value.key == "blocks[2].key" or caught.value.key.startswith("blocks[2].key")
    head = f"模板文件“本单位.toml”的“{caught.value.key}”有误："
    assert str(caught.value).startswith(head)
    return str(caught.value).removeprefix(head)


READERS: dict[str, tuple[Callable[[TomlTable], Any], str]] = {
    "text": (lambda one: one.text("key"), "文字"),
    "texts": (lambda one: one.texts("key"), "文字列表"),
    "lists": (lambda one: one.lists("key"), "文字列表的列表"),
    "flag": (lambda one: one.flag("key"), " true 或 false"),
    "whole": (lambda one: one.whole("key", least=0, most=9), "整数，不带引号"),
    "number": (lambda one: one.number("key", least=0, most=9), '带引号的数字（如 "10"）'),
    "numbers": (lambda one: one.numbers("key", least=0, most=9), "文字列表"),
    "choice": (lambda one: one.choice("key", Fruit), "文字"),
}


@pytest.mark.parametrize("name", READERS)
def test_a_missing_key_is_named_with_what_it_should_be(name: str) -> None:
    read, kind = READERS[name]
    assert refusal(lambda: read(table())) == f"缺少这一项，应为{kind}。"


@pytest.mark.parametrize("name", [*READERS, "mapping", "table", "tables"])
@pytest.mark.parametrize("value", [2.5, None], ids=["a binary float", "nothing of TOML"])
def test_a_value_of_another_type_is_refused(name: str, value: object) -> None:
    read: Callable[[TomlTable], Any] = {
        **{one: read for one, (read, _) in READERS.items()},
        "mapping": lambda one: one.mapping("key"),
        "table": lambda one: one.table("key"),
        "tables": lambda one: one.tables("key", lambda item: item),
    }[name]
    assert refusal(lambda: read(table(key=value))).startswith("应为")


def test_values_come_as_they_were_written() -> None:
    one = table(
        text=" 字 ", texts=["一", "二"], lists=[["一"], ["二", "三"]], flag=False, whole=3, number="0.30"
    )
    assert one.text("text") == " 字 "
    assert one.texts("texts") == ("一", "二")
    assert one.lists("lists") == (("一",), ("二", "三"))
    assert one.flag("flag") is False
    assert one.whole("whole", least=0, most=9) == 3
    assert one.number("number", least=0, most=1) == Decimal("0.3")


def test_a_missing_key_has_its_default() -> None:
    one = table()
    assert one.text("key", "字") == "字"
    assert one.texts("key", ("一",)) == ("一",)
    assert one.flag("key", default=True) is True
    assert one.whole("key", 7, least=0, most=9) == 7
    assert one.number("key", Decimal(7), least=0, most=9) == 7
    assert one.choice("key", Fruit, Fruit.PEAR) is Fruit.PEAR
    assert one.mapping("key") == {}
    assert one.tables("key", lambda item: item) == ()
    assert one.table("key").text("below", "字") == "字"


def test_a_key_that_is_there_counts_instead_of_its_default() -> None:
    assert table(key="梨").text("key", "字") == "梨"
    assert table(key=[]).texts("key", ("一",)) == ()
    assert table(key=False).flag("key", default=True) is False
    assert table(key=1).whole("key", 7, least=0, most=9) == 1
    assert table(key="1").number("key", Decimal(7), least=0, most=9) == 1
    assert table(key="apple").choice("key", Fruit, Fruit.PEAR) is Fruit.APPLE
    assert table(key={"a": ""}).mapping("key") == {"a": ""}


def test_a_text_is_not_blank_unless_it_may_be() -> None:
    assert refusal(lambda: table(key=" 　").text("key")) == "不能为空。"
    assert refusal(lambda: table(key="").text("key", "字")) == "不能为空。"
    assert table(key="").text("key", blank=True) == ""
    assert table(key="").text("key", "") == ""


def test_an_entry_of_a_list_is_named_by_its_number() -> None:
    assert refusal(lambda: table(key=["一", 2]).texts("key")) == "应为文字列表。"
    with pytest.raises(TemplateError) as caught:
        table(key=["一", " "]).texts("key")
    assert caught.value.key == "blocks[2].key[2]"
    assert str(caught.value).endswith("：不能为空，不需要就删去。")


@pytest.mark.parametrize("value", ["一", [], [1]])
def test_a_list_of_lists_holds_lists_of_texts(value: object) -> None:
    with pytest.raises(TemplateError) as caught:
        table(key=[["一"], value]).lists("key")
    assert caught.value.key == "blocks[2].key[2]"
    assert str(caught.value).endswith("：应为文字列表，且不能为空。")


def test_a_table_of_texts_holds_texts() -> None:
    with pytest.raises(TemplateError) as caught:
        table(key={"score": 1}).mapping("key")
    assert (caught.value.key, str(caught.value)[-5:]) == ("blocks[2].key.score", "应为文字。")


def test_a_truth_value_is_no_whole_number() -> None:
    assert refusal(lambda: table(key=True).whole("key", least=0, most=9)) == "应为整数，不带引号。"
    assert refusal(lambda: table(key=1).flag("key")) == "应为 true 或 false。"


@pytest.mark.parametrize("value", [-1, 10])
def test_a_whole_number_keeps_its_bounds(value: int) -> None:
    assert (
        refusal(lambda: table(key=value).whole("key", least=0, most=9)) == f"应在 0 到 9 之间，现为 {value}。"
    )


@pytest.mark.parametrize("value", ["-0.1", "9.01", "NaN", "sNaN", "Infinity", "1e999"])
def test_a_number_keeps_its_bounds(value: str) -> None:
    reason = f"应在 0 到 9 之间，现为 {value}。"
    assert refusal(lambda: table(key=value).number("key", least=0, most=9)) == reason
    assert refusal(lambda: table(key=["1", value]).numbers("key", least=0, most=9)) == reason


def test_bounds_are_inclusive() -> None:
    assert table(key=["0", "9"]).numbers("key", least=0, most=9) == (Decimal(0), Decimal(9))
    assert [table(key=value).whole("key", least=0, most=9) for value in (0, 9)] == [0, 9]


def test_what_is_no_number_is_quoted() -> None:
    assert refusal(lambda: table(key="三成").number("key", least=0, most=9)) == "“三成”不是数字。"


def test_a_choice_is_one_of_its_words() -> None:
    assert refusal(lambda: table(key="plum").choice("key", Fruit)) == "应为 apple、pear 之一，现为 plum。"


def test_a_list_of_tables_holds_tables() -> None:
    assert refusal(lambda: table(key=["一"]).tables("key", lambda item: item)) == "应为表的列表。"


def test_tables_know_where_they_stand() -> None:
    with pytest.raises(TemplateError) as caught:
        table(key=[{}, {}]).tables("key", lambda item: item.text("name"))
    assert caught.value.key == "blocks[2].key[1].name"
    with pytest.raises(TemplateError) as caught:
        table(key={}).table("key").text("name")
    assert caught.value.key == "blocks[2].key.name"


@pytest.mark.parametrize(
    ("block", "named"),
    [
        ({"key": "tail", "label": "备注"}, "（“tail”块）"),
        ({"label": "项目资金\n（{unit}）"}, "（“项目资金”块）"),
        ({"key": " ", "label": "备注"}, "（“备注”块）"),
        ({"key": 7}, ""),
    ],
)
def test_what_stands_in_a_block_is_named_with_its_key_or_label(block: dict[str, object], named: str) -> None:
    whole = TomlTable({"blocks": [{}, block | {"columns": [{}]}], "rate": {}}, "本单位.toml")

    def read(one: TomlTable) -> None:
        if one.has("columns"):
            one.tables("columns", lambda column: column.text("label"))

    with pytest.raises(TemplateError) as caught:
        whole.tables("blocks", read)
    assert f"的“blocks[2].columns[1].label”{named}有误：" in str(caught.value)
    assert f"的“blocks[2].columns”{named}有误：" in str(whole.wrong("blocks[2].columns", "不能为空"))
    assert "的“blocks”有误：" in str(whole.wrong("blocks", "至少要有一块"))


def test_a_wrong_key_of_a_block_does_not_name_it() -> None:
    whole = TomlTable({"blocks": [{"key": "a.b", "label": "备注"}]}, "本单位.toml")
    assert "的“blocks[1].key”（“备注”块）有误：" in str(whole.wrong("blocks[1].key", "不对"))


def test_a_key_nobody_asked_for_is_a_slip_of_the_pen() -> None:
    one = table(width="10", wieght="10")
    one.text("width")
    with pytest.raises(TemplateError) as caught:
        one.finish()
    assert caught.value.key == "blocks[2].wieght"
    assert str(caught.value).endswith("：没有这一项，请检查拼写。")
    with pytest.raises(TemplateError, match="没有这一项"):
        table(key=[{"wieght": "10"}]).tables("key", lambda item: item.text("name", "字"))


def test_asking_whether_a_key_is_there_is_not_asking_for_it() -> None:
    one = table(key="1")
    assert (one.has("key"), one.has("other")) == (True, False)
    assert (one.kind_of("key"), one.kind_of("other")) == (str, type(None))
    with pytest.raises(TemplateError):
        one.finish()
    one.text("key")
    one.finish()
