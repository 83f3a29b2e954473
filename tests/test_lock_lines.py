from datetime import date

from perfeval_desktop.lock_lines import LockLine, line_for

ALL = LockLine(date(2027, 1, 31))
OF_2023 = LockLine(date(2026, 2, 1), 2023, "按通知")


def test_a_year_goes_by_its_own_line_and_else_by_that_of_all() -> None:
    assert line_for([ALL, OF_2023], 2023) == OF_2023
    assert line_for([ALL, OF_2023], 2022) == ALL
    assert line_for([OF_2023], 2022) is None


def test_its_day_is_the_last_on_which_forms_are_filled_in() -> None:
    assert [ALL.is_passed(day) for day in (date(2027, 1, 31), date(2027, 2, 1))] == [False, True]


def test_it_is_told_with_its_remark() -> None:
    assert (ALL.scope, ALL.words) == ("所有年度", "2027-01-31")
    assert (OF_2023.scope, OF_2023.words) == ("2023 年度", "2026-02-01（按通知）")
