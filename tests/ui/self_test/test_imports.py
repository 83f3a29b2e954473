import pytest

from perfeval_desktop.importing.contents import FileContents
from perfeval_desktop.importing.reader_pool import ReaderPool
from perfeval_ui.self_test.imports import read_files
from perfeval_ui.self_test.step import SelfTestError


def test_one_file_of_each_format_is_read() -> None:
    assert read_files() == "9 种格式"


def test_a_format_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    results = ReaderPool.results

    def without_pdf(pool: ReaderPool) -> list[FileContents]:
        return [
            one._replace(refusal="缺少模块") if one.file.suffix == ".pdf" else one for one in results(pool)
        ]

    monkeypatch.setattr(ReaderPool, "results", without_pdf)
    with pytest.raises(SelfTestError, match=r"\.pdf 没有读出的原因"):
        read_files()
