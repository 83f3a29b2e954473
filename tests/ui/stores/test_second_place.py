from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from perfeval_desktop import paths
from perfeval_ui.stores.second_place import SecondPlace, SecondPlaceSettings

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
DAY = timedelta(days=1)
PLACE = SecondPlace(Path("U盘"))


@pytest.fixture
def places(settings: QSettings) -> SecondPlaceSettings:
    return SecondPlaceSettings(settings)


def test_nobody_is_reminded_before_it_has_been_failing_for_a_week() -> None:
    failing = PLACE.after_failure(NOW, "没有插上。").after_failure(NOW + 6 * DAY, "没有插上。")
    assert failing.reminder(NOW + 6.9 * DAY) == ""
    assert failing.reminder(NOW + 8 * DAY) == "备份已有 8 天没有另存到第二处。没有插上。"


def test_a_copy_ends_the_failing_and_the_last_failure_is_still_told() -> None:
    copied = PLACE.after_failure(NOW, "没有插上。").after_copy(NOW + 8 * DAY)
    assert copied.reminder(NOW + 9 * DAY) == ""
    assert not copied.is_failing
    assert (copied.failed_at, copied.why) == (NOW, "没有插上。")
    again = copied.after_failure(NOW + 10 * DAY, "已满。")
    assert again.failing_since == NOW + 10 * DAY
    assert again.copied_at == NOW + 8 * DAY


@pytest.mark.parametrize("place", [PLACE, PLACE.after_failure(NOW, "没有插上。").after_copy(NOW + DAY)])
def test_each_store_has_a_place_of_its_own_which_is_found_again(
    places: SecondPlaceSettings, settings: QSettings, tmp_path: Path, place: SecondPlace
) -> None:
    one, other = tmp_path / "甲.perfeval", tmp_path / "乙.perfeval"
    places.set(one, place)
    places.set(other, SecondPlace(Path("D")))
    found = SecondPlaceSettings(QSettings(settings.fileName(), QSettings.Format.IniFormat))
    assert found.get(one) == place
    places.set(one, None)
    assert places.get(one) is None
    assert places.get(other) == SecondPlace(Path("D"))


def test_a_store_in_the_data_folder_keeps_its_place_wherever_that_folder_is(
    places: SecondPlaceSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for drive in ("E", "F"):
        folder = Path(drive)
        monkeypatch.setattr(paths, "data_folder", lambda folder=folder: folder)
        if drive == "E":
            places.set(folder / "甲.perfeval", PLACE)
        assert places.get(folder / "甲.perfeval") == PLACE


@pytest.mark.parametrize(
    "written", ["", "{", "[]", '{"甲": 1}', '{"甲": {}}', '{"甲": {"folder": "U", "copied_at": "yesterday"}}']
)
def test_settings_that_someone_spoilt_name_no_place(
    places: SecondPlaceSettings, settings: QSettings, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "data_folder", Path)
    settings.setValue("second_places", written)
    assert places.get(Path("甲")) is None
    places.set(Path("甲"), PLACE)
    assert places.get(Path("甲")) == PLACE
