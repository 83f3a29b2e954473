from pathlib import Path

import pytest

from command_line import Run
from perfeval_desktop import paths


@pytest.fixture(autouse=True)
def log_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the log of whoever runs the tests out of them."""
    folder = tmp_path / "log"
    monkeypatch.setattr(paths, "log_folder", lambda: folder)
    return folder


def test_the_report_is_printed(run: Run, store: Path) -> None:
    outcome = run("diagnose", "--store", store)
    assert outcome.code == 0
    assert "检验结果：完好" in outcome.lines
    assert "表：3 张，回收站 0 张" in outcome.lines


def test_the_report_is_written_whole_where_it_is_told_to(run: Run, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "诊断.txt"
    outcome = run("diagnose", "--store", store, "--to", file)
    assert (outcome.code, outcome.out) == (0, f"诊断文件已写好：{file}\n")
    assert "检验结果：完好\n" in file.read_text(encoding="utf-8")


def test_where_it_cannot_be_written_that_is_told(run: Run, store: Path, tmp_path: Path) -> None:
    outcome = run("diagnose", "--store", store, "--to", tmp_path / "没有" / "诊断.txt")
    assert outcome.code == 3
    assert "不存在或已断开" in outcome.err


def test_it_is_not_written_over_the_store(run: Run, store: Path) -> None:
    before = store.read_bytes()
    outcome = run("diagnose", "--store", store, "--to", store)
    assert (outcome.code, outcome.out) == (3, "")
    assert "是自评数据" in outcome.err
    assert store.read_bytes() == before


def test_a_store_that_is_not_there_is_no_reason_to_make_none(run: Run, tmp_path: Path) -> None:
    outcome = run("diagnose", "--store", tmp_path / "a.perfeval")
    assert outcome.code == 0
    assert "打不开：missing" in outcome.out
    assert not (tmp_path / "a.perfeval").exists()
