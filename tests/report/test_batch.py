import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from perfeval_desktop.domain.form import SelfAssessment
from perfeval_desktop.errors import ReportError
from perfeval_desktop.report.batch import Exported, Job, export_files, export_merged, file_name
from perfeval_desktop.report.form_pdf import form_pdf
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue
from report.pdf_text import outline, page_texts, properties

Maker = Callable[..., SelfAssessment]


class Watch:
    """A progress that remembers what it was told and says stop before the form of number ``stop_at``."""

    def __init__(self, stop_at: int = -1) -> None:
        self.told: list[tuple[int, int]] = []
        self.stop_at = stop_at

    def __call__(self, done: int, total: int) -> bool:
        self.told.append((done, total))
        return done != self.stop_at


@pytest.fixture
def jobs(templates: TemplateCatalogue, form_with: Maker) -> list[Job]:
    names = (("甲单位", "一"), ("乙单位", "二"), ("甲单位", "三"))
    return [
        (templates["minhang-2023"], replace(form_with(), implementing_unit=unit, project=project))
        for unit, project in names
    ]


class TestFiles:
    def test_every_form_gets_a_file_of_its_own(self, jobs: list[Job], tmp_path: Path) -> None:
        watch = Watch()
        results = export_files(jobs, tmp_path, progress=watch)
        names = ["2023_甲单位_一.pdf", "2023_乙单位_二.pdf", "2023_甲单位_三.pdf"]
        assert results == [
            Exported(form, tmp_path / name) for (_, form), name in zip(jobs, names, strict=True)
        ]
        assert sorted(one.name for one in tmp_path.iterdir()) == sorted(names)
        assert (tmp_path / names[1]).read_bytes() == form_pdf(*jobs[1])
        assert watch.told == [(0, 3), (1, 3), (2, 3), (3, 3)]

    def test_forms_of_one_name_do_not_replace_each_other(self, jobs: list[Job], tmp_path: Path) -> None:
        template, form = jobs[0]
        same = [replace(form, project=project) for project in ("abc", "ABC", "abc", "abc（2）")]
        results = export_files(((template, one) for one in same), tmp_path, progress=Watch())
        assert [one.path.name for one in results if one.path] == [
            "2023_甲单位_abc.pdf",
            "2023_甲单位_ABC（2）.pdf",
            "2023_甲单位_abc（3）.pdf",
            "2023_甲单位_abc（2）（2）.pdf",
        ]

    def test_numbered_names_keep_the_limit(self, jobs: list[Job], tmp_path: Path) -> None:
        template, form = jobs[0]
        long = replace(form, project="长" * 300)
        results = export_files([(template, long)] * 11, tmp_path, progress=Watch())
        names = [one.path.name for one in results if one.path]
        assert len(set(names)) == 11
        assert max(len(name.encode()) for name in names) <= 240

    def test_exporting_again_replaces_the_earlier_file(self, jobs: list[Job], tmp_path: Path) -> None:
        path = tmp_path / file_name(jobs[0][1])
        path.write_bytes(b"earlier")
        export_files(jobs[:1], tmp_path, progress=Watch())
        assert path.read_bytes().startswith(b"%PDF")

    def test_a_form_that_fails_does_not_stop_the_others(self, jobs: list[Job], tmp_path: Path) -> None:
        (tmp_path / file_name(jobs[0][1])).mkdir()
        first, second, third = export_files(jobs, tmp_path, progress=Watch())
        assert first.path is None
        assert "是一个文件夹" in first.reason
        assert first.form is jobs[0][1]
        assert [one.reason for one in (second, third)] == ["", ""]

    def test_a_vanished_folder_fails_every_form(self, jobs: list[Job], tmp_path: Path) -> None:
        results = export_files(jobs, tmp_path / "没有", progress=Watch())
        assert all(one.path is None and "不存在" in one.reason for one in results)
        assert len(results) == 3

    def test_cancelling_keeps_what_is_done(self, jobs: list[Job], tmp_path: Path) -> None:
        watch = Watch(stop_at=2)
        results = export_files(jobs, tmp_path, progress=watch)
        assert [one.form for one in results] == [form for _, form in jobs[:2]]
        assert len(list(tmp_path.iterdir())) == 2
        assert watch.told == [(0, 3), (1, 3), (2, 3)]

    def test_no_forms_give_no_files(self, tmp_path: Path) -> None:
        assert export_files([], tmp_path, progress=Watch()) == []


class TestMerged:
    def test_bookmarks_lead_from_the_unit_to_its_projects(self, jobs: list[Job], tmp_path: Path) -> None:
        watch = Watch()
        assert export_merged(jobs, tmp_path / "合.pdf", progress=watch)
        pdf = (tmp_path / "合.pdf").read_bytes()
        assert outline(pdf) == [
            (0, "甲单位", 0),
            (1, "一", 0),
            (1, "三", 2),
            (0, "乙单位", 1),
            (1, "二", 1),
        ]
        assert properties(pdf)["Title"] == "财政项目支出绩效自评表（共 3 份）"
        assert properties(pdf)["Author"] == ""
        assert watch.told == [(0, 3), (1, 3), (2, 3), (3, 3)]

    def test_each_form_is_numbered_from_one(self, templates: TemplateCatalogue, tmp_path: Path) -> None:
        work = [(templates[sample.template], sample.form(templates)) for sample in samples()]
        assert export_merged(work, tmp_path / "合.pdf", progress=Watch())
        pages = page_texts((tmp_path / "合.pdf").read_bytes())
        assert [page[-6:] for page in pages] == [
            *("第1页共2页", "第2页共2页"),
            *["第1页共1页"] * 5,
            *("第1页共2页", "第2页共2页"),
        ]
        for (template, form), first in zip(work, (0, 2, 3, 4, 5, 6, 7), strict=True):
            assert page_texts(form_pdf(template, form))[0] == pages[first]

    def test_one_unit_is_the_author(self, jobs: list[Job], tmp_path: Path) -> None:
        export_merged([jobs[0], jobs[2]], tmp_path / "合.pdf", progress=Watch())
        pdf = (tmp_path / "合.pdf").read_bytes()
        assert properties(pdf)["Author"] == "甲单位"

    def test_blank_names_are_said_to_be_blank(self, jobs: list[Job], tmp_path: Path) -> None:
        template, form = jobs[0]
        blank = replace(form, implementing_unit="", project="")
        export_merged([(template, blank)], tmp_path / "合.pdf", progress=Watch())
        pdf = (tmp_path / "合.pdf").read_bytes()
        assert outline(pdf) == [(0, "（未填单位）", 0), (1, "（未填项目）", 0)]

    @pytest.mark.parametrize("stop_at", [0, 2, 3])
    def test_cancelling_leaves_no_file(self, stop_at: int, jobs: list[Job], tmp_path: Path) -> None:
        assert not export_merged(jobs, tmp_path / "合.pdf", progress=Watch(stop_at))
        assert list(tmp_path.iterdir()) == []

    def test_a_full_disk_leaves_no_file(
        self, jobs: list[Job], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_descriptor: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(ReportError, match="磁盘空间不足"):
            export_merged(jobs, tmp_path / "合.pdf", progress=Watch())
        assert list(tmp_path.iterdir()) == []

    def test_without_forms_there_is_nothing_to_export(self, tmp_path: Path) -> None:
        with pytest.raises(ReportError, match="没有可导出的自评表"):
            export_merged([], tmp_path / "合.pdf", progress=Watch())

    def test_the_same_forms_give_the_same_bytes(self, jobs: list[Job], tmp_path: Path) -> None:
        for name in ("一.pdf", "二.pdf"):
            export_merged(jobs, tmp_path / name, progress=Watch())
        assert (tmp_path / "一.pdf").read_bytes() == (tmp_path / "二.pdf").read_bytes()
