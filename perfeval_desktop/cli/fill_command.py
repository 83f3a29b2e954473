"""The command that fills forms into the blank of a department. What reads files is loaded when it runs."""

from collections.abc import Sequence
from pathlib import Path

from perfeval_desktop.cli.arguments import UsageError
from perfeval_desktop.cli.output import visible
from perfeval_desktop.errors import ImportFileError, OutputError
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.printing.batch import distinct_names
from perfeval_desktop.printing.form_names import form_names
from perfeval_desktop.printing.print_job import PrintJob
from perfeval_desktop.terminal import print_error, print_line


def fill_blank(jobs: Sequence[PrintJob], blank: Path, out: Path) -> int:
    """Fill each form into a copy of ``blank`` and print its path; return 1 if anything found no room.

    ``out`` is the file for one form if it ends as the blank does, else the folder for a file each.
    """
    from perfeval_desktop.exchange.filling.result import report_lines, suffix_of, summary  # noqa: PLC0415
    from perfeval_desktop.exchange.filling.writing import fill_into  # noqa: PLC0415  # see the module

    suffix = suffix_of(blank)
    targets = [out]
    if out.suffix.lower() != suffix:
        targets = [out / Path(name).with_suffix(suffix).name for name in distinct_names(jobs, suffix)]
        _make_folder(out)
    elif len(jobs) > 1:
        raise UsageError(f"要填 {len(jobs)} 张自评表，--out 后面应写文件夹，每张表一个文件。")
    code = 0
    for job, target in zip(jobs, targets, strict=True):
        name = form_names(*job).project
        try:
            result = fill_into(blank, target, *job)
        except (ImportFileError, OutputError) as error:
            if len(jobs) == 1:
                raise
            print_error(visible(f"{name}：{error}"))
            code = 1
            continue
        print_line(str(target))
        print_error(visible(f"{name}：{summary(result)}"))
        for line in report_lines(result):
            print_error(visible(f"  {line}"))
        code = 1 if result.left else code
    return code


def _make_folder(folder: Path) -> None:
    try:
        long_path(folder).mkdir(exist_ok=True)
    except OSError:
        raise OutputError(
            f"文件夹“{folder}”不存在也无法建立，没有填任何表。请检查路径，或另选一个文件夹。"
        ) from None
