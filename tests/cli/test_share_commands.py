from pathlib import Path

from command_line import Run
from perfeval_desktop.storage.lease_names import is_leased, lease_file
from perfeval_desktop.storage.shares.checkout_record import checkout_from
from perfeval_desktop.storage.store import Store

NEW = ["new", "--template", "national-2020", "--year", "2024", "--project", "教师培训"]


def working_copy(store: Path) -> Path:
    made = checkout_from(store)
    assert made is not None
    return made.working_copy


def count(path: Path) -> int:
    with Store.open(path, read_only=True) as store:
        return store.count()


def test_a_store_is_checked_out_filled_in_and_checked_in(run: Run, store: Path) -> None:
    out = run("checkout", store)
    assert out.code == 0
    assert out.lines == [f"已签出到本机：{working_copy(store)}", f"填完请用 checkin 签入：{store}"]
    assert run(*NEW, "--store", store).code == 3
    assert run(*NEW, "--store", working_copy(store)).code == 0
    came = run("checkin", store)
    assert came.code == 0
    assert came.out.startswith(f"已签入“{store}”")
    assert count(store) == 4
    assert not is_leased(store)


def test_it_can_be_named_by_the_working_copy(run: Run, store: Path) -> None:
    run("checkout", store)
    assert run("checkin", working_copy(store)).out == "没有改动，已交还签出。\n"


def test_where_the_store_has_changed_the_code_is_1(run: Run, store: Path) -> None:
    run("checkout", store)
    lease_file(store).unlink()
    run(*NEW, "--store", store)
    came = run("checkin", store)
    assert came.code == 1
    assert "没有覆盖" in came.out
    assert count(store) == 4


def test_what_is_not_checked_out_cannot_be_checked_in(run: Run, store: Path) -> None:
    came = run("checkin", store)
    assert (came.code, came.out) == (2, "")
    assert "没有签出到这台电脑" in came.err


def test_somebody_else_is_told_who_has_it(run: Run, store: Path) -> None:
    lease_file(store).touch()
    came = run("checkout", store)
    assert came.code == 3
    assert "已由不知是谁" in came.err
