import tomllib

import pytest

from perfeval_desktop.domain.toml_hints import toml_hint

ONE_LINE = "行内表 { … } 要写在一行里，最后一项后面不加逗号。"
TWICE = "同一个表或同一项写了两次，请删去一处。"
ONE_A_LINE = "一行只能写一项，后面不能有别的字；数连同单位要放在引号里。"
STATEMENT = "这一行应是 [表]、[[表]] 或 项名 = 内容；不是英文字母的项名要放在引号里。"
VALUE = "文字要放在英文引号里，数也要放在引号里；true、false 用小写。"


def hint(text: str) -> str:
    with pytest.raises(tomllib.TOMLDecodeError) as error:
        tomllib.loads(text)
    return toml_hint(text, str(error.value))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[blocks]\ntype = "fields"\n[blocks]\n', "[blocks] 要写成 [[blocks]]，两层方括号，每一项前写一次。"),
        ("[[blocks]]\na = 1\n[blocks]\n", "[blocks] 要写成 [[blocks]]，两层方括号，每一项前写一次。"),
        (
            "[scoring.grades]\na = 1\n[scoring.grades]\n",
            "[scoring.grades] 要写成 [[scoring.grades]]，两层方括号，每一项前写一次。",
        ),
        ("title = “自评表”", '引号要用英文的 "，不能用中文的“”。'),
        ('title = "自评表"，', "引号外面的标点要用英文的，这里的 ， 要写成 ,。"),
        ('title＝"自评表"', "引号外面的标点要用英文的，这里的 ＝ 要写成 =。"),
        ('columns = [{ key = "a"，label = "b" }]', "引号外面的标点要用英文的，这里的 ， 要写成 ,。"),
        ("a = {\n x = 1 }", ONE_LINE),
        ("columns = [\n{ a = 1 }\n{ b = 2 }\n]", "列表的各项之间要有逗号，最后要有 ]。"),
        ("a = { b = 1 c = 2 }", "行内表 { … } 的各项之间要有逗号，最后要有 }。"),
        ('a = "x', "文字后面少了引号。"),
        ('a = "x\nb = 1', "文字后面少了引号。"),
        ("a = 1\na = 2", TWICE),
        ("[rate]\n[rate]", TWICE),
        ("[[blocks]\na = 1", "表头的方括号不成对。"),
        ("a 1", "项名和内容之间要有 =。"),
        ("width = 20mm", ONE_A_LINE),
        ('a = "C:\\Users"', "引号里的 \\ 要写成 \\\\。"),
        ('a = "\\d"', "引号里的 \\ 要写成 \\\\。"),
        ('名称 = "x"', STATEMENT),
        ("title = 自评表", VALUE),
        ("required = True", VALUE),
    ],
)
def test_the_usual_slips_have_their_remedy(text: str, told: str) -> None:
    assert hint(text) == told


def test_what_is_not_usual_has_none() -> None:
    assert toml_hint("a = 1", "Something else") == ""
