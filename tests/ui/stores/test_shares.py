from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from perfeval_desktop import paths, remote_places
from perfeval_desktop.storage.lease_names import is_leased, lease_file
from perfeval_desktop.storage.shares.checkout import check_out
from perfeval_desktop.storage.shares.checkout_record import checkout_from
from perfeval_desktop.storage.store import Store
from perfeval_ui.stores.shares import ShareAction, Shares
from storage.backups.backup_examples import add, projects
from ui.office import Asked

pytestmark = pytest.mark.usefixtures("home")

MakeStore = Callable[[str], Path]


@pytest.fixture
def shares(settings: QSettings) -> Shares:
    return Shares(settings, lambda: "张三")


@pytest.fixture
def make_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeStore:
    """Return what makes a store of one form in a folder of a given name; "共享" is on the network."""

    def made(folder: str) -> Path:
        path = tmp_path / folder / "单位.perfeval"
        path.parent.mkdir()
        with Store.open(path) as store:
            add(store)
        monkeypatch.setattr(remote_places, "_is_on_network", lambda path: "共享" in path)
        return path

    return made


def test_an_ordinary_store_is_opened_as_ever(shares: Shares, make_store: MakeStore, tmp_path: Path) -> None:
    path = make_store("单位")
    assert shares.open(path) is None
    assert shares.open(tmp_path / "没有.perfeval") is None
    assert shares.place_to_work(path) == path


def test_a_store_on_the_network_is_only_read(shares: Shares, make_store: MakeStore) -> None:
    opened = shares.open(make_store("共享"))
    assert opened is not None
    assert opened.is_read_only
    assert len(opened.summaries()) == 1


def test_a_store_that_somebody_has_is_only_read_wherever_it_lies(
    shares: Shares, make_store: MakeStore
) -> None:
    path = make_store("单位")
    lease_file(path).touch()
    opened = shares.open(path)
    assert opened is not None
    assert opened.is_read_only


def test_what_keeps_it_from_being_read_is_said_by_others(shares: Shares, make_store: MakeStore) -> None:
    path = make_store("共享")
    path.write_bytes(b"no store")
    assert shares.open(path) is None


def test_in_a_synchronised_folder_it_is_checked_out_if_the_user_wants_that(
    shares: Shares, make_store: MakeStore, asked: Asked
) -> None:
    path = make_store("坚果云")
    asked.answers = ["签出到本机"]
    opened = shares.open(path)
    assert opened is not None
    with opened:
        assert not opened.is_read_only
        assert opened.path == shares.place_to_work(path) != path
    assert "“单位”在坚果云 同步文件夹里" in asked.questions[0]


def test_it_is_written_in_place_if_the_user_wants_that_who_is_asked_once(
    shares: Shares, make_store: MakeStore, asked: Asked
) -> None:
    path = make_store("坚果云")
    other = make_store("OneDrive")
    for one in (path, other):
        asked.answers = ["在原处填写"]
        assert shares.open(one) is None
        assert shares.open(one) is None
    assert len(asked.questions) == 2


def test_where_it_cannot_be_checked_out_that_is_told_and_it_is_only_read(
    shares: Shares, make_store: MakeStore, asked: Asked
) -> None:
    path = make_store("坚果云")
    asked.answers = ["签出到本机", "知道了"]
    with Store.open(path):
        opened = shares.open(path)
    assert opened is not None
    assert opened.is_read_only
    assert "正被" in asked.questions[1]


def test_it_is_only_read_if_the_user_wants_that_who_is_asked_again(
    shares: Shares, make_store: MakeStore, asked: Asked
) -> None:
    path = make_store("坚果云")
    asked.answers = ["只查看", "只查看"]
    for _ in range(2):
        opened = shares.open(path)
        assert opened is not None
        assert opened.is_read_only


def test_a_store_is_checked_out_in_the_name_of_the_user(shares: Shares, make_store: MakeStore) -> None:
    path = make_store("共享")
    done = shares.carry_out(ShareAction.CHECK_OUT, path)
    assert done.is_well
    assert done.path == shares.place_to_work(path)
    found = checkout_from(path)
    assert found is not None
    assert found.lease.user == "张三"


@pytest.mark.parametrize("action", [ShareAction.CHECK_IN, ShareAction.CHECK_IN_AND_QUIT])
def test_a_store_is_checked_in(shares: Shares, make_store: MakeStore, action: ShareAction) -> None:
    path = make_store("共享")
    made = check_out(path)
    with Store.open(made.working_copy) as store:
        add(store, "新填的")
    done = shares.carry_out(action, made.working_copy)
    assert (done.path, done.is_well) == (path, True)
    assert done.text.startswith("已签入")
    with Store.open(path, read_only=True) as store:
        assert "新填的" in projects(store)


def test_a_store_changed_by_others_is_told(shares: Shares, make_store: MakeStore) -> None:
    path = make_store("单位")
    made = check_out(path)
    lease_file(path).unlink()
    with Store.open(path) as store:
        add(store, "别处填的")
    done = shares.carry_out(ShareAction.CHECK_IN, made.working_copy)
    assert not done.is_well
    assert "没有覆盖" in done.text


def test_a_checkout_is_given_up(shares: Shares, make_store: MakeStore) -> None:
    path = make_store("共享")
    made = check_out(path)
    done = shares.carry_out(ShareAction.GIVE_UP, made.working_copy)
    assert (done.path, done.is_well) == (path, True)
    assert not is_leased(path)


def test_what_fails_is_told_with_what_is_still_there(shares: Shares, make_store: MakeStore) -> None:
    path = make_store("共享")
    made = check_out(path)
    path.parent.rename(path.parent.with_name("断开"))
    done = shares.carry_out(ShareAction.CHECK_IN, made.working_copy)
    assert (done.path, done.is_well) == (made.working_copy, False)
    assert done.text.startswith("没有签入，您填的内容都在本机：找不到")
    # It goes on with what there is, whether the share is there or not.
    assert shares.carry_out(ShareAction.CHECK_OUT, path).path == made.working_copy


def test_what_has_ended_already_is_no_trouble(shares: Shares, make_store: MakeStore) -> None:
    path = make_store("单位")
    assert shares.carry_out(ShareAction.CHECK_IN, path).path == path
    paths.checkouts_folder().mkdir(parents=True)
    assert shares.place_to_work(path) == path
