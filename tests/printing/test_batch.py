import errno
import os
import pickle
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

import pytest

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import OutputError
from perfeval_desktop.printing import form_pdf as form_pdf_module
from perfeval_desktop.printing import worker_pool
from perfeval_desktop.printing.batch import Exported, export_files, export_merged, reasons
from perfeval_desktop.printing.file_names import file_name
from perfeval_desktop.printing.form_pdf import form_pdf, new_section
from perfeval_desktop.printing.pdf.section import Section
from perfeval_desktop.printing.print_job import PrintJob
from perfeval_desktop.samples import published_samples
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_desktop.temporary_files import temporary_file
from printing.pdf_text import outline, page_sizes, page_texts, properties
from printing.typesetting.printed_forms import sample_job
from short_forms import filled, short_template, typed

Maker = Callable[..., Form]


class Watch:
    """A progress that remembers what it was told and says stop before the form of number ``stop_at``."""

    def __init__(self, stop_at: int = -1) -> None:
        self.told: list[tuple[int, int]] = []
        self.stop_at = stop_at

    def __call__(self, done: int, total: int) -> bool:
        self.told.append((done, total))
        return done != self.stop_at


@pytest.fixture
def jobs(templates: TemplateCatalogue, form_with: Maker, request: pytest.FixtureRequest) -> list[PrintJob]:
    """Return forms that no other test has printed: what was printed lately counts as done at once."""
    names = (("甲单位", "一"), ("乙单位", "二"), ("甲单位", "三"))
    form = form_with(head={"department": request.node.nodeid})
    return [
        (
            templates["minhang-2023"],
            typed(form, head__only__implementing_unit=unit, head__only__project=project),
        )
        for unit, project in names
    ]


class TestFiles:
    def test_every_form_gets_a_file_of_its_own(self, jobs: list[PrintJob], tmp_path: Path) -> None:
        watch = Watch()
        results = export_files(jobs, tmp_path, progress=watch)
        names = ["2023_甲单位_一.pdf", "2023_乙单位_二.pdf", "2023_甲单位_三.pdf"]
        assert results == [
            Exported(form, tmp_path / name) for (_, form), name in zip(jobs, names, strict=True)
        ]
        assert sorted(one.name for one in tmp_path.iterdir()) == sorted(names)
        assert (tmp_path / names[1]).read_bytes() == form_pdf(*jobs[1])
        assert watch.told == [(0, 3), (1, 3), (2, 3), (3, 3)]

    def test_what_a_crash_left_in_the_folder_is_looked_for_once(
        self, jobs: list[PrintJob], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looked: list[object] = []
        scandir = os.scandir

        def look(folder: Path) -> object:
            looked.append(folder)
            return scandir(folder)

        monkeypatch.setattr(os, "scandir", look)
        with temporary_file(tmp_path) as left:
            os.utime(left, (time.time() - 90_000,) * 2)
            export_files(jobs, tmp_path, progress=Watch())
            assert not left.exists()
        assert looked == [tmp_path]

    def test_forms_of_one_name_do_not_replace_each_other(self, jobs: list[PrintJob], tmp_path: Path) -> None:
        template, form = jobs[0]
        names = ("abc", "ABC", "abc", "abc（2）")
        same = [typed(form, head__only__project=project) for project in names]
        results = export_files(((template, one) for one in same), tmp_path, progress=Watch())
        assert [one.path.name for one in results if one.path] == [
            "2023_甲单位_abc.pdf",
            "2023_甲单位_ABC（2）.pdf",
            "2023_甲单位_abc（3）.pdf",
            "2023_甲单位_abc（2）（2）.pdf",
        ]

    def test_numbered_names_keep_the_limit(self, jobs: list[PrintJob], tmp_path: Path) -> None:
        template, form = jobs[0]
        long = typed(form, head__only__project="长" * 300)
        results = export_files([(template, long)] * 11, tmp_path, progress=Watch())
        names = [one.path.name for one in results if one.path]
        assert len(set(names)) == 11
        assert max(len(name.encode()) for name in names) <= 240

    def test_exporting_again_replaces_the_earlier_file(self, jobs: list[PrintJob], tmp_path: Path) -> None:
        path = tmp_path / file_name(*jobs[0])
        path.write_bytes(b"earlier")
        export_files(jobs[:1], tmp_path, progress=Watch())
        assert path.read_bytes().startswith(b"%PDF")

    def test_a_form_that_fails_does_not_stop_the_others(self, jobs: list[PrintJob], tmp_path: Path) -> None:
        (tmp_path / file_name(*jobs[0])).mkdir()
        first, second, third = export_files(jobs, tmp_path, progress=Watch())
        assert first.path is None
        assert first.obstacle is not None
        assert first.form is jobs[0][1]
        assert [one.obstacle for one in (second, third)] == [None, None]

    def test_a_vanished_folder_fails_every_form(self, jobs: list[PrintJob], tmp_path: Path) -> None:
        results = export_files(jobs, tmp_path / "没有", progress=Watch())
        assert [one.path for one in results] == [None] * 3
        (sentence,) = reasons(results)
        assert "不存在" in sentence

    @pytest.mark.parametrize("stop_at", [0, 1, 2, 3])
    def test_cancelling_keeps_what_is_done_and_tells_what_is_not(
        self, stop_at: int, jobs: list[PrintJob], tmp_path: Path
    ) -> None:
        watch = Watch(stop_at)
        results = export_files(jobs, tmp_path, progress=watch)
        assert [one.form for one in results] == [form for _, form in jobs]
        assert [one.is_skipped for one in results] == [number >= stop_at for number in range(3)]
        assert {one.obstacle for one in results} == {None}
        # No part of a file, no temporary one, nothing of those skipped.
        assert sorted(tmp_path.iterdir()) == sorted(one.path for one in results if one.path)
        assert [one.path.read_bytes() for one in results if one.path] == [
            form_pdf(*job) for job in jobs[:stop_at]
        ]
        assert watch.told == [(number, 3) for number in range(stop_at + 1)]

    def test_cancelling_leaves_earlier_files_of_forms_that_are_skipped(
        self, jobs: list[PrintJob], tmp_path: Path
    ) -> None:
        earlier = tmp_path / file_name(*jobs[2])
        earlier.write_bytes(b"earlier")
        results = export_files(jobs, tmp_path, progress=Watch(stop_at=1))
        assert earlier.read_bytes() == b"earlier"
        assert [one.is_skipped for one in results] == [False, True, True]

    def test_a_form_that_failed_is_not_one_that_was_skipped(
        self, jobs: list[PrintJob], tmp_path: Path
    ) -> None:
        (tmp_path / file_name(*jobs[0])).mkdir()
        results = export_files(jobs, tmp_path, progress=Watch(stop_at=2))
        assert [(one.path is None, one.is_skipped, bool(one.obstacle)) for one in results] == [
            (True, False, True),
            (False, False, False),
            (True, True, False),
        ]

    def test_a_failure_leaves_no_temporary_file(
        self, jobs: list[PrintJob], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_descriptor: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", fail)
        results = export_files(jobs, tmp_path, progress=Watch())
        names = "“2023_甲单位_一.pdf”、“2023_乙单位_二.pdf”、“2023_甲单位_三.pdf”"
        (sentence,) = reasons(results)
        assert sentence.startswith(f"磁盘空间不足，{names}没有写入“{tmp_path}”。")
        assert list(tmp_path.iterdir()) == []

    def test_what_keeps_many_forms_from_it_is_said_once_and_each_other_thing_by_itself(
        self, jobs: list[PrintJob], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        template, form = jobs[0]
        many = [(template, typed(form, head__only__project=f"项目{number}")) for number in range(304)]
        (tmp_path / file_name(*many[7])).mkdir()

        def fail(_descriptor: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", fail)
        monkeypatch.setattr(os, "cpu_count", lambda: 1)
        full, in_the_way = reasons(export_files(many, tmp_path, progress=Watch()))
        assert "“2023_甲单位_项目2.pdf”等 303 个文件没有写入" in full
        assert in_the_way.startswith("“2023_甲单位_项目7.pdf”是一个文件夹")

    def test_an_error_of_the_program_is_not_taken_for_one_of_a_form(
        self, jobs: list[PrintJob], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_arguments: object, **_options: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr("perfeval_desktop.printing.batch.write_atomically", fail)
        with pytest.raises(ZeroDivisionError):
            export_files(jobs, tmp_path, progress=Watch())

    def test_workers_write_the_same_files(
        self, jobs: list[PrintJob], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        template, form = jobs[0]
        many = [(template, typed(form, head__only__project=f"项目{number}")) for number in range(12)]
        folders = (tmp_path / "alone", tmp_path / "shared")
        for folder in folders:
            (folder / file_name(*many[-1])).mkdir(parents=True)
        alone = export_files(many, folders[0], progress=Watch())
        monkeypatch.setattr(worker_pool, "FEWEST_TASKS", 1)
        monkeypatch.setattr(os, "cpu_count", lambda: 2)
        shared = export_files(many, folders[1], progress=Watch())
        assert [one.replace("alone", "shared") for one in reasons(alone)] == reasons(shared)
        assert [bool(one.obstacle) for one in shared] == [False] * 11 + [True]
        contents = [
            [(one.path.name, one.path.read_bytes()) for one in results if one.path]
            for results in (alone, shared)
        ]
        assert contents[0] == contents[1]
        assert len(contents[0]) == 11
        assert len(list(folders[1].iterdir())) == 12

    def test_no_forms_give_no_files(self, tmp_path: Path) -> None:
        assert export_files([], tmp_path, progress=Watch()) == []


class TestMerged:
    def test_bookmarks_lead_from_the_unit_to_its_projects(self, jobs: list[PrintJob], tmp_path: Path) -> None:
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
        assert sorted(set(watch.told)) == [(0, 3), (1, 3), (2, 3), (3, 3)]
        assert watch.told == sorted(watch.told)

    def test_each_form_is_numbered_from_one(self, templates: TemplateCatalogue, tmp_path: Path) -> None:
        work = [(templates[sample.template], sample.form(templates)) for sample in published_samples()]
        assert export_merged(work, tmp_path / "合.pdf", progress=Watch())
        pages = page_texts((tmp_path / "合.pdf").read_bytes())
        assert [page[-6:] for page in pages] == [
            *("第1页共2页", "第2页共2页"),
            *["第1页共1页"] * 5,
            *("第1页共2页", "第2页共2页"),
        ]
        for (template, form), first in zip(work, (0, 2, 3, 4, 5, 6, 7), strict=True):
            assert page_texts(form_pdf(template, form))[0] == pages[first]

    def test_forms_of_different_titles_are_called_by_what_they_are(
        self, templates: TemplateCatalogue, tmp_path: Path
    ) -> None:
        work = [sample_job("hubei-20-80"), sample_job("yunnan-14")]
        assert export_merged(work, tmp_path / "合.pdf", progress=Watch())
        assert properties((tmp_path / "合.pdf").read_bytes())["Title"] == "绩效自评表（共 2 份）"
        assert len(templates) > 2

    def test_pages_may_lie_on_their_side_among_others(self, tmp_path: Path) -> None:
        work = [sample_job("yunnan-14"), sample_job("hebei")]
        assert export_merged(work, tmp_path / "合.pdf", progress=Watch())
        sizes = page_sizes((tmp_path / "合.pdf").read_bytes())
        assert [width > height for width, height in sizes] == [False, True, True]

    def test_a_form_about_no_project_is_called_by_its_title(self, tmp_path: Path) -> None:
        template = short_template(
            'title = "{year}年度部门整体自评表"\n[[blocks]]\ntype = "fields"\ncolumns = "department"'
        )
        form = filled(template, fields={"department": "教育局"})
        assert export_merged([(template, form)], tmp_path / "合.pdf", progress=Watch())
        assert outline((tmp_path / "合.pdf").read_bytes()) == [
            (0, "教育局", 0),
            (1, "2023年度部门整体自评表", 0),
        ]

    def test_one_unit_is_the_author(self, jobs: list[PrintJob], tmp_path: Path) -> None:
        export_merged([jobs[0], jobs[2]], tmp_path / "合.pdf", progress=Watch())
        pdf = (tmp_path / "合.pdf").read_bytes()
        assert properties(pdf)["Author"] == "甲单位"

    def test_blank_names_are_said_to_be_blank(self, jobs: list[PrintJob], tmp_path: Path) -> None:
        template, form = jobs[0]
        blank = typed(
            form, head__only__implementing_unit="", head__only__department="", head__only__project=""
        )
        export_merged([(template, blank)], tmp_path / "合.pdf", progress=Watch())
        pdf = (tmp_path / "合.pdf").read_bytes()
        assert outline(pdf) == [(0, "（未填单位）", 0), (1, "（未填项目）", 0)]

    @pytest.mark.parametrize("stop_at", [0, 1, 2, 3])
    def test_cancelling_leaves_no_file(self, stop_at: int, jobs: list[PrintJob], tmp_path: Path) -> None:
        assert not export_merged(jobs, tmp_path / "合.pdf", progress=Watch(stop_at))
        assert list(tmp_path.iterdir()) == []

    def test_cancelling_leaves_the_earlier_file(self, jobs: list[PrintJob], tmp_path: Path) -> None:
        (tmp_path / "合.pdf").write_bytes(b"earlier")
        assert not export_merged(jobs, tmp_path / "合.pdf", progress=Watch(1))
        assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"earlier"]

    def test_what_was_printed_lately_counts_as_done_at_once(
        self, jobs: list[PrintJob], tmp_path: Path
    ) -> None:
        form_pdf(*jobs[1])
        watch = Watch()
        assert export_merged(jobs, tmp_path / "合.pdf", progress=watch)
        assert watch.told[0] == (1, 3)
        again = Watch()
        assert export_merged(jobs, tmp_path / "再.pdf", progress=again)
        assert set(again.told) == {(3, 3)}
        assert (tmp_path / "合.pdf").read_bytes() == (tmp_path / "再.pdf").read_bytes()

    def test_copies_of_a_template_that_come_to_a_worker_one_by_one_are_prepared_once(
        self, jobs: list[PrintJob], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[Template] = []

        def noting_the_template(template: Template, form: Form) -> Section:
            seen.append(template)
            return new_section(template, form)

        monkeypatch.setattr("perfeval_desktop.printing.batch.new_section", noting_the_template)
        copies = [(pickle.loads(pickle.dumps(template)), form) for template, form in jobs]  # noqa: S301  # ours
        export_merged(copies, tmp_path / "合并.pdf", progress=Watch())
        assert len(set(map(id, seen))) == len({template.digest for template, _ in jobs})

    def test_workers_make_the_same_document(
        self, jobs: list[PrintJob], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        template, form = jobs[0]
        many = [(template, typed(form, head__only__project=f"项目{number}")) for number in range(12)]
        monkeypatch.setattr(worker_pool, "FEWEST_TASKS", 1)
        monkeypatch.setattr(os, "cpu_count", lambda: 2)
        assert export_merged(many, tmp_path / "共.pdf", progress=Watch())
        shared = (tmp_path / "共.pdf").read_bytes()
        monkeypatch.setattr(form_pdf_module, "_CACHE", OrderedDict())
        monkeypatch.setattr(os, "cpu_count", lambda: 1)
        assert export_merged(many, tmp_path / "独.pdf", progress=Watch())
        assert shared == (tmp_path / "独.pdf").read_bytes()
        assert [one[1] for one in outline(shared)][1:] == [f"项目{number}" for number in range(12)]

    def test_a_full_disk_leaves_no_file(
        self, jobs: list[PrintJob], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_descriptor: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(OutputError, match="磁盘空间不足"):
            export_merged(jobs, tmp_path / "合.pdf", progress=Watch())
        assert list(tmp_path.iterdir()) == []

    def test_without_forms_there_is_nothing_to_export(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match="没有可导出的自评表"):
            export_merged([], tmp_path / "合.pdf", progress=Watch())

    def test_the_same_forms_give_the_same_bytes(self, jobs: list[PrintJob], tmp_path: Path) -> None:
        for name in ("一.pdf", "二.pdf"):
            export_merged(jobs, tmp_path / name, progress=Watch())
        assert (tmp_path / "一.pdf").read_bytes() == (tmp_path / "二.pdf").read_bytes()
