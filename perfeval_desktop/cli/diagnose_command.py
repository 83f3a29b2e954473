"""The command that reports on program, system, store and log for whoever helps."""

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.cli.arguments import Arguments
from perfeval_desktop.cli.form_lookup import store_path
from perfeval_desktop.cli.output import visible
from perfeval_desktop.terminal import print_line


def diagnose(arguments: Arguments) -> int:
    """Write the report into the file that is named, else print it."""
    from perfeval_desktop.diagnosis import diagnosis  # noqa: PLC0415  # rarely asked for

    text = diagnosis(store_path(arguments))
    if arguments.to is None:
        print_line(visible(text))
    else:
        write_atomically(arguments.to, text.encode())
        print_line(f"诊断文件已写好：{arguments.to}")
    return 0
