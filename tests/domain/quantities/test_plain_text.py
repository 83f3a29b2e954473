import pytest

from perfeval_desktop.domain.quantities.plain_text import plain


@pytest.mark.parametrize(
    ("typed", "spelling"),
    [
        ("９５％", "95%"),
        (" 1 份\u3000报告 ", "1份报告"),
        ("﹥90﹪", ">90%"),
        ("⩾90", "≥90"),
        ("≦5", "≤5"),
        ("═3", "=3"),
        ("5～8场", "5~8场"),
        ("5—8场", "5~8场"),
        ("−5℃", "-5℃"),
        ("〔含〕【附】", "(含)(附)"),
        ("5㎏", "5kg"),
        ("5㎡", "5㎡"),
        ("完成。", "完成"),
        ("5µg", "5μg"),
    ],
)
def test_one_sign_stands_for_all_that_look_alike(typed: str, spelling: str) -> None:
    assert plain(typed) == spelling


@pytest.mark.parametrize(
    ("typed", "spelling"),
    [
        (">=5", "≥5"),
        ("=>5", "≥5"),
        ("≥≥5", "≥5"),
        (">>5", ">5"),
        ("<=5", "≤5"),
        ("<<5", "<5"),
        ("==5", "=5"),
        ("95%%", "95%"),
        ("≥≤5", "≥≤5"),
    ],
)
def test_several_signs_are_one_unless_they_contradict_each_other(typed: str, spelling: str) -> None:
    assert plain(typed) == spelling


@pytest.mark.parametrize(
    ("typed", "spelling"),
    [
        ("1,200份", "1200份"),
        ("1'200份", "1200份"),
        ("1,20份", "1,20份"),
        ("¥5万", "5万元"),
        ("RMB 500", "500元"),
        ("人民币500元整", "500元"),
        ("¥¥500", "500元"),
        ("10万余册", "10余万册"),
        ("半数以上", "1/2以上"),
        ("翻一番", "增长100%"),
    ],
)
def test_one_spelling_stands_for_one_amount(typed: str, spelling: str) -> None:
    assert plain(typed) == spelling
