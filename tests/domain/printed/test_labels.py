import pytest

from perfeval_desktop.domain.printed.labels import label_parts, unbroken_parts

BREAKS = {
    "产出指标": ("产出", "指标"),
    "服务对象满意度指标": ("服务对象", "满意度", "指标"),
    "当年财政拨款": ("当年", "财政拨款"),
    "其中：特别": ("其中：特", "别"),
}


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("产出指标", ("产出", "指标")),
        ("自拟指标", ()),
        ("", ()),
        ("其中：当年财政拨款", ("其中：", "当年", "财政拨款")),
        ("其中: 自拟资金", ("其中: ", "自拟资金")),
        ("其中：", ()),
        ("其中：特别", ("其中：特", "别")),
        ("产出指标（50分）", ("产出", "指标", "（50分）")),
        ("执行率(B/A)", ("执行率", "(B/A)")),
        ("（单位盖章）", ()),
        ("服务对象满意度指标等", ("服务对象", "满意度", "指标等")),
        ("自拟指标等", ()),
        ("项目资金\n（万元）", ()),
    ],
)
def test_a_label_is_broken_at_its_fixed_points(words: str, parts: tuple[str, ...]) -> None:
    assert label_parts(BREAKS, words) == parts
    assert "".join(parts) in {words, ""}


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("产出指标", ("产出", "指标")),
        ("自拟指标", ("自拟指",)),
        ("偏差原因分析及\n改进措施", ("偏差原因", "改进措")),
        ("", ("",)),
    ],
)
def test_what_should_stand_on_one_line_is_a_part_or_the_larger_half(
    words: str, parts: tuple[str, ...]
) -> None:
    assert unbroken_parts(BREAKS, words) == parts
