from pathlib import Path

import pytest

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.importing import chosen_files
from perfeval_desktop.importing.chosen_files import files_in


def made(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return [folder / name for name in names]


def test_of_a_folder_those_files_are_taken_that_may_hold_a_form(tmp_path: Path) -> None:
    made(tmp_path, "~$甲.docx", ".~lock.甲.xls#", "图.png", "._甲.docx", ".缓存/甲.docx")
    wanted = made(tmp_path, "乙/丙/戊.PDF", "乙/己.xls", "甲.docx")
    assert files_in([tmp_path]) == tuple(wanted)


def test_a_file_that_was_chosen_is_taken_whatever_its_name_and_once(tmp_path: Path) -> None:
    (one,) = made(tmp_path, "甲.bak")
    (other,) = made(tmp_path, "乙.docx")
    assert files_in([one, other, tmp_path, one]) == (one, other)


def test_a_link_that_leads_back_is_not_followed(tmp_path: Path) -> None:
    (file,) = made(tmp_path, "里/甲.docx")
    (tmp_path / "里" / "外").symlink_to(tmp_path)
    assert files_in([tmp_path]) == (file,)


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chosen_files, "MOST_FILES", 2)
    made(tmp_path, "甲.docx", "乙.docx")
    assert len(files_in([tmp_path])) == 2
    made(tmp_path, "丙.docx")
    with pytest.raises(ImportFileError, match="选中的文件超过 2 个"):
        files_in([tmp_path])


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(tmp_path), "iterdir", refused)
    with pytest.raises(ImportFileError, match="无法读取：Permission denied"):
        files_in([tmp_path])
