import pytest

from perfeval_desktop.domain.findings import Code
from remedying import mended, offered, texts
from sound_form import PASS_RATE, TRAININGS, sound_form, with_row


def test_a_blank_level_gets_the_name_of_the_row_above() -> None:
    form = with_row(PASS_RATE, level1="")
    after = mended(form, Code.REQUIRED, "与上面一行相同：“产出指标”")
    assert after.text("indicators", PASS_RATE, "level1") == "产出指标"


def test_nothing_is_offered_for_the_first_row_and_for_other_cells() -> None:
    assert offered(with_row(TRAININGS, level1=""), Code.REQUIRED) == {}
    assert offered(with_row(PASS_RATE, weight=""), Code.REQUIRED) == {}
    assert offered(sound_form(head__only__project=""), Code.REQUIRED) == {}


@pytest.mark.parametrize(
    ("level1", "level2", "label", "typed"),
    [
        ("数量指标", "", "改成“产出指标”下的“数量指标”", {"level1": "产出指标", "level2": "数量指标"}),
        (
            "社会效益指标",
            "效益指标",
            "两级对调：“效益指标”、“社会效益指标”",
            {"level1": "效益指标", "level2": "社会效益指标"},
        ),
        ("质量指标", "合格率", "一级指标改成“产出指标”", {"level1": "产出指标"}),
    ],
)
def test_a_level_name_goes_where_it_belongs(
    level1: str, level2: str, label: str, typed: dict[str, str]
) -> None:
    form = with_row(PASS_RATE, level1=level1, level2=level2)
    typed_in = texts(offered(form, Code.LEVEL_NAME)[label])
    assert {path.rpartition(".")[2]: text for path, text in typed_in.items()} == typed
    mended(form, Code.LEVEL_NAME, label)


def test_a_level1_name_alone_in_the_place_of_level2_is_left_to_the_user() -> None:
    assert offered(with_row(PASS_RATE, level2="产出指标"), Code.LEVEL_NAME) == {}
