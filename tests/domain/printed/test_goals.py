from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.places import ONLY
from perfeval_desktop.domain.printed.cells import Look
from perfeval_desktop.templates import TemplateCatalogue
from printed_rows import rows_of, texts
from short_forms import filled, short_template

MINHANG = TemplateCatalogue()["minhang-2023"]
SEVERAL = """
[scoring.execution]
weight = "0"

[[blocks]]
type = "goals"
label = "目标"
label_width = "20"
numbered = "目标{n}"
columns = "expected_goal actual_outcome weight score"
"""


class TestOneGoal:
    def test_its_texts_stand_side_by_side_below_their_headings(self) -> None:
        form = filled(MINHANG, goals={"expected_goal": "做", "actual_outcome": "做了"})
        heading, row = rows_of(MINHANG, form, "goals")
        assert texts(heading) == ["年度总体目标", "预期目标", "实际完成情况"]
        assert texts(row) == ["年度总体目标", "做", "做了"]
        assert heading.cells[0] is row.cells[0]
        assert row.cells[0].look is Look.UPRIGHT
        assert row.cells[1].place == Place("goals", ONLY, "expected_goal")

    def test_its_headings_repeat_and_keep_with_it(self) -> None:
        heading, row = rows_of(MINHANG, filled(MINHANG), "goals")
        assert row.heading == (heading,)
        assert heading.keeps_with_next
        assert not row.keeps_with_next

    def test_a_form_that_holds_nothing_of_it_shows_the_room_for_it(self) -> None:
        _, row = rows_of(MINHANG, filled(MINHANG), "goals")
        assert texts(row) == ["年度总体目标", "", ""]

    def test_it_may_have_neither_headings_nor_label(self) -> None:
        template = short_template("""
            [[blocks]]
            type = "goals"
            columns = [{ role = "expected_goal", label = "" }]
            """)
        (row,) = rows_of(template, filled(template, goals={"expected_goal": "做"}), "goals")
        assert texts(row) == ["做"]
        assert row.heading == ()


class TestSeveralGoals:
    TEMPLATE = short_template(SEVERAL)

    def test_each_is_named_at_its_left(self) -> None:
        goals = [{"expected_goal": "一"}, {"expected_goal": "二", "actual_outcome": "成"}]
        heading, first, second = rows_of(self.TEMPLATE, filled(self.TEMPLATE, goals=goals), "goals")
        assert texts(heading)[0] == "目标"
        assert texts(first) == ["目标1", "一", "", "", ""]
        assert texts(second) == ["目标2", "二", "成", "", ""]
        assert [cell.look for cell in (heading.cells[0], first.cells[0])] == [Look.HEADING, Look.LABEL]
        assert second.cells[1].place == Place("goals", RowId("r2"), "expected_goal")

    def test_their_numbers_may_be_chinese(self) -> None:
        template = short_template(SEVERAL.replace("{n}", "{一}"))
        rows = rows_of(template, filled(template, goals=[{}] * 11), "goals")
        assert [texts(row)[0] for row in rows][1::9] == ["目标一", "目标十"]
        assert texts(rows[-1])[0] == "目标十一"

    def test_points_stand_in_their_columns(self) -> None:
        goals = [{"weight": "60.0", "score": "55"}, {"weight": "40", "score": "若干"}]
        _, first, second = rows_of(self.TEMPLATE, filled(self.TEMPLATE, goals=goals), "goals")
        assert texts(first)[3:] == ["60", "55"]
        assert texts(second)[3:] == ["40", "若干"]

    def test_without_goals_there_is_the_heading(self) -> None:
        assert len(rows_of(self.TEMPLATE, filled(self.TEMPLATE), "goals")) == 1
