"""How far the shipped templates serve forms that nobody has shown us."""

import unicodedata
from fractions import Fraction

import pytest

from domain.transcripts.other_forms import other_forms
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.domain.transcripts.entering import entered, read_back
from perfeval_desktop.domain.transcripts.matching import Match, best_match
from perfeval_desktop.domain.transcripts.shape import read_transcript
from perfeval_desktop.domain.transcripts.value import Transcript
from perfeval_desktop.templates import TemplateCatalogue

TEMPLATES = tuple(TemplateCatalogue().usable())
PAPERS = {name: read_transcript(values) for name, values in other_forms().items()}
FOUND = {name: best_match(TEMPLATES, paper) for name, paper in PAPERS.items()}
EVERY_PAPER = pytest.mark.parametrize("name", PAPERS)

# What no template has beside all the rest: told, not lost in silence.
UNREAD = {
    "guangxi": {"fields.填报单位"},
    "zhejiang": {"fields.联系人"},
    "guangdong-standard": {"fields.填报人", "fields.联系电话", "fields.填报日期"},
    "fujian": {"rows.实际到位数"},
    "transfer-county": {"fields.项目负责人及电话"},
    "target-described": {"fields.联系人"},
    "two-notes": {"indicators.备注"},
    "two-goals": {"goals.expected", "goals.actual"},
    "four-levels": {"rows.预算金额", "rows.实际支出金额", "rows.预算执行率"},
    "shenzhen": {"fields.项目类型", "fields.项目负责人", "fields.联系方式"},
    "jilin": {"rows.预算调整数"},
    "hangzhou": {"fields.填报人", "fields.联系电话"},
    "shanxi-provincial": {"fields.项目起止时间"},
    "wuhan-department": {"fields.基本支出总额", "fields.项目支出总额"},
    "sichuan-target": {"indicators.指标方向性"},
    "chongqing-target": {"indicators.是否核心指标", "rows.金额"},
    "guangdong-monitor": {"indicators.改进措施"},
}


def unread(found: Match) -> set[str]:
    """Return the part and the label of each cell without a place."""
    return {f"{path[0]}.{path[-1]}" for path in found.unread}


def plain(paper: Transcript) -> dict[tuple[str, ...], str]:
    return {
        entry.path: "".join(unicodedata.normalize("NFKC", entry.text).split()) for entry in paper.entries()
    }


def test_there_are_forms_of_many_kinds() -> None:
    assert len(PAPERS) >= 45
    assert UNREAD.keys() <= PAPERS.keys()


@EVERY_PAPER
def test_a_form_has_a_place_for_all_but_what_is_told(name: str) -> None:
    assert unread(FOUND[name]) == UNREAD.get(name, set())


def test_of_all_cells_hardly_any_is_without_a_place() -> None:
    cells = sum(len(plain(paper)) for paper in PAPERS.values())
    without = sum(len(found.unread) for found in FOUND.values())
    assert Fraction(without, cells) < Fraction(2, 100)


@EVERY_PAPER
def test_what_has_a_place_comes_back_from_the_form(name: str) -> None:
    paper, found = PAPERS[name], FOUND[name]
    form = entered(found, paper, year=2023)
    expected = {path: text for path, text in plain(paper).items() if path not in found.unread}
    assert plain(read_back(found, paper, form)) == expected


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("target", FormKind.TARGET),
        ("monitor", FormKind.MONITORING),
        ("project", FormKind.SELF_ASSESSMENT),
        ("county-2022", FormKind.SELF_ASSESSMENT),
        ("hunan-department", FormKind.DEPARTMENT),
        ("department-county", FormKind.DEPARTMENT),
        ("transfer-province", FormKind.TRANSFER),
    ],
)
def test_a_form_is_taken_for_what_it_is(word: str, kind: FormKind) -> None:
    found = {
        name: one.template.kind for name, one in FOUND.items() if word in name and name != "chongqing-project"
    }
    assert found
    assert set(found.values()) == {kind}
