import os
from pathlib import Path

import pytest

from perfeval_desktop.regular_files import check_regular


def test_a_regular_file_passes_and_a_link_to_one(tmp_path: Path) -> None:
    file = tmp_path / "甲"
    file.touch()
    (tmp_path / "乙").symlink_to(file)
    check_regular(file)
    check_regular(tmp_path / "乙")


def test_what_is_not_there_is_left_to_whoever_opens_it(tmp_path: Path) -> None:
    check_regular(tmp_path / "无")


def test_a_folder_and_a_device_are_none(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError, match="文件夹"):
        check_regular(tmp_path)
    with pytest.raises(OSError, match="管道或设备"):
        check_regular(Path(os.devnull))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
def test_a_pipe_is_none_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道")
    with pytest.raises(OSError, match="管道或设备"):
        check_regular(tmp_path / "管道")
