from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.places import ONLY
from perfeval_desktop.domain.printed.cells import Look
from printed_rows import rows_of, texts, widths
from short_forms import filled, short_template

TEXTS = """
[[blocks]]
type = "texts"
label_width = "25"
columns = [{ key = "causes", label = "原因分析" }, { key = "plan", label = "改进措施" }]
"""
CHECKLIST = """
[[blocks]]
type = "checklist"
label = "资金管理"
label_width = "20"
name_label = "要求"
columns = [
    { key = "state", label = "情况说明" },
    { key = "done", label = "是否", kind = "choice", choices = ["是", "否"] },
]
rows = [{ key = "fair", label = "分配科学性" }, { key = "timely", label = "下达及时性", indent = 1 }]
"""


class TestTexts:
    def test_each_has_a_box_beside_its_label(self) -> None:
        template = short_template(TEXTS)
        first, second = rows_of(template, filled(template, texts={"plan": "按季\n核对"}), "texts")
        assert (texts(first), texts(second)) == (["原因分析", ""], ["改进措施", "按季\n核对"])
        assert [cell.look for cell in second.cells] == [Look.LABEL, Look.TEXT]
        assert second.cells[1].place == Place("texts", ONLY, "plan")
        assert widths(first) == [25, 155]

    def test_a_label_without_a_column_stands_in_its_box(self) -> None:
        template = short_template(TEXTS.replace('label_width = "25"\n', ""))
        first, second = rows_of(template, filled(template, texts={"plan": "核对"}), "texts")
        assert (texts(first), texts(second)) == (["原因分析："], ["改进措施：核对"])
        assert widths(first) == [180]
        assert second.cells[0].place == Place("texts", ONLY, "plan")


class TestChecklist:
    def test_each_row_has_its_name_and_its_texts(self) -> None:
        template = short_template(CHECKLIST)
        form = filled(template, checklist={"timely": {"state": "已下达", "done": "是"}})
        heading, first, second = rows_of(template, form, "checklist")
        assert texts(heading) == ["资金管理", "要求", "情况说明", "是否"]
        assert texts(first) == ["资金管理", "分配科学性", "", ""]
        assert texts(second) == ["资金管理", "下达及时性", "已下达", "是"]
        assert [cell.look for cell in second.cells] == [
            *(Look.LABEL, Look.ROW_NAME, Look.TEXT, Look.VALUE),
        ]
        assert second.cells[1].indent == 1
        assert second.cells[2].place == Place("checklist", RowId("timely"), "state")

    def test_its_heading_repeats_and_its_label_stands_beside_all(self) -> None:
        template = short_template(CHECKLIST)
        heading, *rows = rows_of(template, filled(template), "checklist")
        assert heading.keeps_with_next
        assert all(row.heading == (heading,) for row in rows)
        assert len({row.cells[0] for row in (heading, *rows)}) == 1

    def test_without_a_label_the_names_stand_at_the_left(self) -> None:
        template = short_template(CHECKLIST.replace('label_width = "20"\n', "").replace('label = "资金管理"\n', ""))
        heading, *_ = rows_of(template, filled(template), "checklist")
        assert texts(heading) == ["要求", "情况说明", "是否"]
        assert sum(heading.widths) == 180
