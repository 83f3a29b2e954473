from pathlib import Path

import pytest

from perfeval_desktop import remote_places
from perfeval_desktop.remote_places import RemoteKind
from perfeval_desktop.storage import lease
from perfeval_desktop.storage.lease import UNREADABLE
from perfeval_desktop.storage.lease_names import lease_file
from perfeval_desktop.storage.shares.state import ShareState, share_state
from storage.shares.shared_stores import User


def test_an_ordinary_store_is_not_shared(zhang: User) -> None:
    state = share_state(zhang.share)
    assert state == ShareState(may_be_taken=True)
    assert not state.is_shared


def test_a_store_of_ones_own_and_a_backup_cannot_be_taken(zhang: User) -> None:
    with zhang.at_work():
        assert share_state(zhang.data / "a.perfeval") == ShareState()
        backup = zhang.share.with_name("单位-20240115-025200-r4-98cd8dba9f71.perfeval")
        assert share_state(backup) == ShareState()


def test_one_on_the_network_is_shared(zhang: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_places, "_is_on_network", lambda _path: True)
    state = share_state(zhang.share)
    assert state.place is not None
    assert state.place.kind is RemoteKind.NETWORK
    assert state.is_shared


def test_one_that_somebody_has_is_shared(zhang: User) -> None:
    made = zhang.check_out()
    state = share_state(zhang.share)
    assert state.lease == made.lease
    assert state.is_shared


def test_a_working_copy_is_told_by_its_checkout(zhang: User) -> None:
    made = zhang.check_out()
    with zhang.at_work():
        assert share_state(made.working_copy) == ShareState(checkout=made)
        assert share_state(made.folder / "另一份.perfeval") == ShareState()


def test_a_lease_that_may_not_be_read_is_there_all_the_same(
    zhang: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_store: Path) -> None:
        raise PermissionError

    lease_file(zhang.share).touch()
    monkeypatch.setattr(lease, "read_lease", refuse)
    assert share_state(zhang.share).lease == UNREADABLE
