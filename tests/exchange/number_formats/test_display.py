import pytest

from perfeval_desktop.exchange.number_formats import BUILT_IN, displayed, displayed_text, hidden_digits


@pytest.mark.parametrize(
    ("number", "number_format", "shown"),
    [
        (5, "0.0;(0.0)", "5.0"),
        (-5, "0.0;(0.0)", "(5.0)"),
        (0, "0.0;(0.0)", "0.0"),
        (0, "0.0;(0.0);—", "—"),
        (-5, "0.0", "-5.0"),
        (5, ";;;", ""),
        (50, "[>=60]合格;[<60]不合格", "不合格"),
        (60, "[>=60]合格;[<60]不合格", "合格"),
        (7, "[=1]0;[<>7]0", "7"),
        (12, "[<=1]0;0.0", "12.0"),
        (0.5, "[>1]0;[<0]0", "0.5"),
        (45000, "yyyy/m/d", "2023/3/15"),
        ("0.99770000000000003", "0.00%", "99.77%"),
        ("NaN", "0", "NaN"),
        ("inf", "0", "inf"),
    ],
)
def test_the_section_for_a_number_is_chosen(number: str | float, number_format: str, shown: str) -> None:
    assert displayed(number, number_format) == shown


def test_formats_known_by_number_are_those_of_excel_in_chinese() -> None:
    assert displayed(45000, BUILT_IN[14]) == "2023/3/15"
    assert displayed(45000, BUILT_IN[31]) == "2023年3月15日"
    assert displayed(0.9977, BUILT_IN[10]) == "99.77%"
    assert displayed(1234.5, BUILT_IN[4]) == "1,234.50"


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("General", " 甲"),
        ("0.00", " 甲"),
        ("@", " 甲"),
        ('_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', " 甲"),
        ('@"元"', "甲元"),
        ('0"@"', " 甲"),
        ('0;0;0;"—"', " 甲"),
    ],
)
def test_a_text_is_kept_to_the_letter(number_format: str, shown: str) -> None:
    assert displayed_text(" 甲", number_format) == shown


@pytest.mark.parametrize(
    ("number", "number_format", "hidden"),
    [
        ("12.345678", "0.00", "12.345678"),
        ("1234567.891", "#,##0.00", "1234567.891"),
        ("8001.1099999999997", "0", "8001.11"),
        (12.345, "0.00_ ", "12.345"),
        ("12.35", "0.00", ""),
        ("12.349999999999999999", "0.00", ""),
        ("12.5", "General", ""),
        # Another number than the one in the file: per cent, thousands, a day.
        ("0.99777", "0.00%", ""),
        ("123456", "0.0,", ""),
        ("45000.5", "yyyy/m/d", ""),
        ("inf", "0", ""),
    ],
)
def test_digits_that_are_not_shown_are_told(number: str | float, number_format: str, hidden: str) -> None:
    assert hidden_digits(number, displayed(number, number_format)) == hidden
