"""Forms out of the program, in any format."""

import json
from pathlib import Path

import pytest

from perfeval_desktop.domain.transcripts.shape import read_transcript
from perfeval_desktop.domain.transcripts.transcribing import transcribed
from perfeval_desktop.errors import OutputError
from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.exchange.exporting import export_files, export_merged, file_of, merged
from perfeval_desktop.exchange.form_files import forms_in
from read_forms import sample

JOBS = [sample(name) for name in ("national-2020", "hubei-20-80")]


def go_on(_done: int, _count: int) -> bool:
    return True


@pytest.mark.parametrize("what", ExportFormat)
def test_a_file_each_is_named_for_its_form_and_holds_it(what: ExportFormat, tmp_path: Path) -> None:
    results = export_files(what, JOBS, tmp_path, progress=go_on)
    names = [one.path.name for one in results if one.path]
    assert names == [
        f"2023_临浦市基层卫生服务中心_基层医疗卫生机构设备更新{what.suffix}",
        f"2023_江渡区公路养护中心_农村公路日常养护补助{what.suffix}",
    ]
    for job, one in zip(JOBS, results, strict=True):
        assert one.file.read_bytes() == file_of(what, *job)


@pytest.mark.parametrize("what", ExportFormat)
def test_one_file_of_all_brings_all_of_them_back(what: ExportFormat, tmp_path: Path) -> None:
    file = tmp_path / f"全部{what.suffix}"
    assert export_merged(what, JOBS, file, progress=go_on)
    found = [one.form for one in forms_in(file).forms]
    assert len(found) == len(JOBS)
    if what is not ExportFormat.JSON:
        assert [one.exact.form for one in found if one.exact] == [form for _, form in JOBS]


@pytest.mark.parametrize("what", [ExportFormat.XLSX, ExportFormat.DOCX])
@pytest.mark.parametrize("last", [1, 2])
def test_an_export_that_was_stopped_writes_nothing(what: ExportFormat, last: int, tmp_path: Path) -> None:
    file = tmp_path / "全部"
    assert not export_merged(what, JOBS, file, progress=lambda done, _count: done < last)
    assert not file.exists()


@pytest.mark.parametrize("what", ExportFormat)
def test_nothing_to_export_is_told(what: ExportFormat) -> None:
    with pytest.raises(OutputError, match="没有可导出的自评表"):
        merged(what, [], progress=go_on)


def test_json_is_the_form_as_it_is_written_down() -> None:
    template, form = JOBS[0]
    values = json.loads(file_of(ExportFormat.JSON, template, form))
    assert values.pop("template") == template.id
    assert read_transcript({"template": template.id, **values}) == transcribed(template, form)
