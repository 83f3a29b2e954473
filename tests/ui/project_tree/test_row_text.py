from form_summaries import form_id, listed, standing_of
from perfeval_desktop.domain.form import FormState
from perfeval_ui.project_tree.group_tree import GroupTree
from perfeval_ui.project_tree.grouping import Group, Grouping
from perfeval_ui.project_tree.row_text import counts_text, form_text, form_tooltip, group_text, group_tooltip


def group() -> Group:
    forms = [listed(1, state=FormState.FINAL, unit="研发&推广<中心>"), listed(2, unit="研发&推广<中心>")]
    holder = GroupTree(Grouping.BY_YEAR, forms).holder(form_id(1))
    assert holder is not None
    return holder


def test_a_project_is_read_out_with_its_state_and_standing() -> None:
    assert form_text(listed(1, state=FormState.FINAL)) == "项目1，已定稿，99.97 分，优"


def test_what_is_wrong_with_a_project_is_read_out() -> None:
    standing = standing_of("45.5", None, is_complete=False, errors=3, warnings=2)
    words = "项目1，被退回，45.50 分（得分尚未填全），3 个错误，2 个提醒"
    assert form_text(listed(1, state=FormState.RETURNED, standing=standing)) == words


def test_the_tooltip_of_a_project_says_what_there_is_no_room_for() -> None:
    assert form_tooltip(listed(1)) == "<b>项目1</b><br>2023 年度 · 区科委 · 信息中心<br>填报中，99.97 分，优"


def test_a_name_is_never_taken_for_markup() -> None:
    assert form_tooltip(listed(1, project="<img src=x>")).startswith("<b>&lt;img src=x&gt;</b><br>")
    assert group_tooltip(group()).startswith("<b>研发&amp;推广&lt;中心&gt;</b>")


def test_the_two_figures_of_a_group_are_explained() -> None:
    assert counts_text(group()) == "1/2"
    assert group_text(group()) == "研发&推广<中心>，已定稿 1 项，共 2 项"
    assert group_tooltip(group()).endswith("<br>已定稿 1 项，共 2 项")
