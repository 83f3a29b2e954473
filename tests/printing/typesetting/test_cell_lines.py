from dataclasses import replace

import pytest

from perfeval_desktop.domain.template import Template
from perfeval_desktop.printing.typesetting.cell_lines import (
    LONGEST_LABEL,
    entry_lines,
    is_too_wide,
    label_lines,
    upright_lines,
)
from perfeval_desktop.templates import TemplateCatalogue

BREAK_POINTS = {
    "产出指标": ("产出", "指标"),
    "可持续影响指标": ("可持续", "影响", "指标"),
    "服务对象满意度指标": ("服务对象", "满意度", "指标"),
    "绩效指标": ("绩", "效", "指", "标"),
    "当年财政拨款": ("当年", "财政拨款"),
    "长" * 9 + "标签": ("长" * 9, "标签"),
}


@pytest.fixture(scope="module")
def template() -> Template:
    return replace(TemplateCatalogue()["minhang-2023"], break_points=BREAK_POINTS)


class TestEntries:
    def test_what_fits_exactly_is_not_pushed_out(self) -> None:
        # Four characters of 3.175 mm and twice 0.9 mm.
        assert entry_lines("一二三四", 14_50) == ("一二三四",)
        assert entry_lines("一二三四", 14_49) == ("一二三", "四")

    def test_nothing_is_one_empty_line(self) -> None:
        assert entry_lines("", 14_50) == ("",)

    def test_words_seen_before_are_broken_anew_for_another_width(self) -> None:
        for _ in range(2):
            # 10.3 mm.
            assert entry_lines("2023年", 12_40) == ("2023年",)
            assert entry_lines("2023年", 12_00) == ("2023", "年")

    def test_a_long_text_breaks_like_a_short_one(self) -> None:
        assert entry_lines("字" * 100, 33_55) == ("字" * 10,) * 10


class TestLabels:
    @pytest.mark.parametrize(
        ("words", "width", "lines"),
        [
            ("产出指标", 18, ("产出指标",)),
            ("产出指标", 13, ("产出", "指标")),
            ("可持续影响指标", 18, ("可持续影响", "指标")),
            ("可持续影响指标", 13, ("可持续", "影响", "指标")),
            ("服务对象满意度指标", 18, ("服务对象", "满意度指标")),
            ("自拟的指标名称", 13, ("自拟的", "指标名", "称")),
            ("偏差原因分析及\n改进措施", 44, ("偏差原因分析及", "改进措施")),
            ("产出指标\n（50分）", 13, ("产出", "指标", "（50", "分）")),
            ("长" * 9 + "标签", 18, ("长" * 5, "长" * 4, "标签")),
            ("其中：当年财政拨款", 38, ("其中：当年财政拨款",)),
            ("其中：当年财政拨款", 24, ("其中：当年", "财政拨款")),
            ("其中：自拟的资金源", 24, ("其中：", "自拟的资金源")),
            ("", 13, ("",)),
        ],
    )
    def test_a_label_breaks_at_its_fixed_points(
        self, words: str, width: int, lines: tuple[str, ...], template: Template
    ) -> None:
        assert label_lines(template, words, width * 100) == lines

    def test_labels_are_bold_and_so_a_little_wider_than_entries(self, template: Template) -> None:
        assert label_lines(template, "2023年", 12_40) == ("2023", "年")
        assert is_too_wide("2023年", 12_40)
        assert not is_too_wide("2023年", 12_60)

    def test_templates_may_break_the_same_words_otherwise(self, template: Template) -> None:
        other = replace(template, break_points={"产出指标": ("产", "出指标")})
        assert label_lines(other, "产出指标", 13_00) == ("产", "出指标")
        assert label_lines(template, "产出指标", 13_00) == ("产出", "指标")


class TestUprightLabels:
    def test_each_part_has_a_line(self, template: Template) -> None:
        assert upright_lines(template, "绩效指标", 40_00) == ("绩", "效", "指", "标")

    def test_without_break_points_it_breaks_by_width(self, template: Template) -> None:
        assert upright_lines(template, "自拟指标", 10_00) == ("自拟", "指标")

    def test_with_a_part_wider_than_its_column_it_breaks_by_width(self, template: Template) -> None:
        other = replace(template, break_points={"年度总体": ("年度总", "体")})
        assert upright_lines(other, "年度总体", 10_00) == ("年度", "总", "体")

    def test_of_too_many_parts_it_breaks_by_width(self, template: Template) -> None:
        words = "字" * (LONGEST_LABEL + 1)
        other = replace(template, break_points={words: tuple(words)})
        assert upright_lines(other, words, 40_00) == ("字" * 12, "字")
