"""The step that reads one file of each format, in processes of their own. Without Qt, as these import it."""

from importlib.resources import files
from pathlib import Path

from perfeval_desktop.importing.contents import Reading
from perfeval_desktop.importing.reader_pool import ReaderPool
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.self_test.step import expect

_YEAR = 2026
_PROJECT = "教师培训"
_INDICATORS = ["培训场次", "合格率", "学员满意度"]


def read_files() -> str:
    """Read the form that is there in each format; return how many there were."""
    folder = Path(str(files("perfeval_resources") / "office"))
    formats = sorted(file for file in folder.iterdir() if file.stem == "form")
    with ReaderPool(Reading(TemplateCatalogue(), _YEAR)) as pool:
        pool.add(formats)
        contents = {one.file: one for one in pool.all_results()}
    for file in formats:
        name = file.suffix
        expect(f"{name} 没有读出的原因", contents[file].refusal, "")
        (found,) = contents[file].forms
        transcript = found.found.transcript
        expect(f"{name} 里的项目", transcript.fields.get("项目名称"), _PROJECT)
        names = [row.get("三级指标") for row in transcript.indicators]
        expect(f"{name} 里的指标", names, _INDICATORS)
    return f"{len(formats)} 种格式"
