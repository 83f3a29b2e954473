from collections.abc import Callable

from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from perfeval_desktop.evaluated_form import evaluate
from perfeval_desktop.printing.fonts.faces import is_printable
from perfeval_desktop.printing.unprintable import _DOUBTFUL, unprintable_cells, unprintable_sentence
from perfeval_desktop.samples import samples
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue
from short_forms import at, filled, short_template, typed

Maker = Callable[..., Form]


def test_the_samples_miss_nothing(templates: TemplateCatalogue) -> None:
    for sample in samples():
        assert unprintable_cells(templates[sample.template], sample.form(templates)) == ()


def test_each_cell_is_named_with_its_characters_once_and_in_order(
    templates: TemplateCatalogue, form_with: Maker
) -> None:
    form = form_with(
        rows=2, head={"project": "甲\U0001f600\u0007乙\U0001f600"}, goals={"actual_outcome": "\U00020bb7"}
    )
    form = typed(form, indicators__r2__reason="因\u200b")
    assert unprintable_cells(templates["minhang-2023"], form) == (
        (at("head.only.project"), "\U0001f600\u0007"),
        (at("goals.only.actual_outcome"), "\U00020bb7"),
        (at("indicators.r2.reason"), "\u200b"),
    )


def test_every_cell_of_every_block_is_looked_at() -> None:
    template = short_template("""
        [[blocks]]
        type = "funding"
        columns = "executed reason"

        [[blocks]]
        type = "texts"
        columns = [{ key = "plan", label = "改进措施" }]

        [[blocks]]
        type = "checklist"
        columns = [{ key = "state", label = "情况说明" }]
        rows = [{ key = "fair", label = "分配科学性" }]
        """)
    form = filled(
        template,
        funding={"total": {"executed": "😀", "reason": "因😀"}},
        texts={"plan": "😀"},
        checklist={"fair": {"state": "😀"}},
    )
    assert [place.path for place, _ in unprintable_cells(template, form)] == [
        "funding.total.executed",
        "funding.total.reason",
        "texts.only.plan",
        "checklist.fair.state",
    ]


def test_the_title_is_printed_and_what_else_the_form_holds_as_a_whole_is_not(
    templates: TemplateCatalogue,
) -> None:
    form = filled(templates["minhang-2023"], form={"title": "😀表", "execution_note": "😀"})
    assert unprintable_cells(templates["minhang-2023"], form) == ((at("form.only.title"), "😀"),)


def test_what_the_template_has_no_place_for_is_not_printed(templates: TemplateCatalogue) -> None:
    form = filled(templates["minhang-2023"], indicators=[{"level3": "一", "kept": "😀"}])
    assert unprintable_cells(templates["minhang-2023"], form) == ()


def test_line_ends_and_tabs_are_no_characters_to_miss(templates: TemplateCatalogue, form_with: Maker) -> None:
    form = form_with(reason="一\n二\t三\r\n四")
    assert unprintable_cells(templates["minhang-2023"], form) == ()


def test_what_is_not_looked_up_is_printable() -> None:
    taken_for_granted = [chr(code) for code in range(0x20000) if not _DOUBTFUL.match(chr(code))]
    assert [character for character in taken_for_granted if character not in "\n\r\t"] != []
    assert all(is_printable(character) for character in taken_for_granted if character not in "\n\r\t")


def test_the_checks_are_handed_what_cannot_be_printed(templates: TemplateCatalogue, form_with: Maker) -> None:
    form = form_with(reason="因\u200b", head={"project": "甲\U0001f600"})
    findings = evaluate(templates["minhang-2023"], FormId(""), form).findings
    found = [one for one in findings if one.code is Code.UNPRINTABLE]
    assert [one.place for one in found] == [at("head.only.project"), at("indicators.r1.reason")]
    assert found[0].message.startswith("项目名称中的“\U0001f600”不在印刷字库里")
    assert found[1].message.startswith("第 1 行“名称”的偏差原因分析及改进措施中的“\u200b”")


def test_one_sentence_speaks_for_the_whole_form(templates: TemplateCatalogue, form_with: Maker) -> None:
    template = templates["minhang-2023"]
    assert unprintable_sentence(template, form_with()) == ""
    one = form_with(head={"project": "😀"})
    assert unprintable_sentence(template, one).startswith("项目名称中的“😀”不在印刷字库里")
    several = form_with(head={"project": "😀", "department": "😀"})
    assert unprintable_sentence(template, several).startswith("项目名称中的“😀”等 2 处不在印刷字库里，")
