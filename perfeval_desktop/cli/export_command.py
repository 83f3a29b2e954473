"""The command that writes files of forms. What makes them, reportlab among it, is loaded when it runs."""

from pathlib import Path

from perfeval_desktop.cli.arguments import Arguments, UsageError
from perfeval_desktop.cli.form_lookup import open_form_source
from perfeval_desktop.cli.output import show_progress, visible
from perfeval_desktop.errors import OutputError
from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.printing.form_names import form_names
from perfeval_desktop.printing.print_job import PrintJob, draft_sentence
from perfeval_desktop.printing.unprintable import unprintable_sentences
from perfeval_desktop.terminal import print_error, print_line


def export_forms(arguments: Arguments) -> int:
    """Write the chosen forms as files and print their paths; return 1 if some could not be written."""
    with open_form_source(arguments) as source:
        jobs = list(source.jobs(arguments))
    if not jobs:
        raise UsageError("没有符合条件的自评表，没有导出任何文件。")
    what = _format(arguments)
    if what is ExportFormat.PDF:
        _warn_of_unprintable(jobs)
    code = 0
    if arguments.merged is not None:
        _export_merged(what, jobs, arguments.merged)
    else:
        assert arguments.out is not None  # noqa: S101  # the parser insists on one of the two
        code = _export_files(what, jobs, arguments.out)
    if what is not ExportFormat.JSON and (drafts := draft_sentence(jobs)):
        print_error(drafts)
    return code


def _format(arguments: Arguments) -> ExportFormat:
    """Return the format asked for, or else that which the name of the one file ends with."""
    suffix = "" if arguments.merged is None else arguments.merged.suffix.lower()
    by_name = next((one for one in ExportFormat if one.suffix == suffix), ExportFormat.PDF)
    return arguments.format if isinstance(arguments.format, ExportFormat) else by_name


def _export_files(what: ExportFormat, jobs: list[PrintJob], folder: Path) -> int:
    from perfeval_desktop.exchange.exporting import export_files  # noqa: PLC0415  # see the module
    from perfeval_desktop.printing.batch import reasons  # noqa: PLC0415  # likewise

    try:
        # The last name may be new; what it is to stand in must be there, or a drive has gone.
        long_path(folder).mkdir(exist_ok=True)
    except OSError:
        raise OutputError(
            f"文件夹“{folder}”不存在也无法建立，没有导出任何文件。请检查路径，或另选一个文件夹。"
        ) from None
    results = export_files(what, jobs, folder, progress=show_progress)
    written = [result.path for result in results if result.path is not None]
    for path in written:
        print_line(str(path))
    for reason in reasons(results):
        print_error(reason)
    failed = len(results) - len(written)
    if failed:
        print_error(f"{len(results)} 张自评表中有 {failed} 张没有导出。")
    return 1 if failed else 0


def _export_merged(what: ExportFormat, jobs: list[PrintJob], file: Path) -> None:
    from perfeval_desktop.exchange.exporting import export_merged  # noqa: PLC0415  # see the module

    export_merged(what, jobs, file, progress=show_progress)
    print_line(str(file))


def _warn_of_unprintable(jobs: list[PrintJob]) -> None:
    for job in jobs:
        for sentence in unprintable_sentences(*job):
            print_error(visible(f"{form_names(*job).project}：{sentence}"))
