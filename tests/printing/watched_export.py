"""Exports forms in a process of its own and tells what it touched meanwhile; run by a test.

Called with the folder to write to. Prints how many forms were written, then a line for each file that was
opened, and for anything else by which a program reaches beyond itself.
"""

import sys
from pathlib import Path

from perfeval_desktop.printing.batch import export_files, export_merged
from perfeval_desktop.printing.fonts import codes, faces
from perfeval_desktop.printing.form_pdf import form_pdf
from perfeval_desktop.printing.pdf import font_objects, writer
from perfeval_desktop.templates import TemplateCatalogue
from printing.stress_form import HOSTILE, hostile_form
from short_forms import filled

# Events of sys.addaudithook by which a program reaches beyond itself.
_REACHING = (
    *(
        "socket.",
        "urllib.",
        "http.",
        "ftplib.",
        "smtplib.",
        "subprocess.",
        "os.system",
        "os.exec",
        "os.spawn",
    ),
    *("os.posix_spawn", "os.fork", "os.startfile", "webbrowser.", "ctypes.", "exec"),
)

touched: list[str] = []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        path, mode, _ = arguments
        touched.append(f"open {mode} {path}")
    elif event in {"os.remove", "os.rename", "os.mkdir", "os.rmdir"}:
        touched.extend(f"{event} w {path}" for path in arguments if isinstance(path, str | Path))
    elif event.startswith(_REACHING):
        touched.append(f"{event} ! {arguments!r}")


def main(folder: Path) -> None:
    templates = TemplateCatalogue()
    template = templates["national-2020"]
    jobs = [(template, hostile_form(template, text)) for text in HOSTILE]
    # The modules of the first print are of the program; what it reads then is read again below.
    form_pdf(template, filled(template))
    forget()
    sys.addaudithook(watch)
    results = export_files(jobs, folder, progress=lambda _done, _count: True)
    export_merged(jobs, folder / "merged.pdf", progress=lambda _done, _count: True)
    told = list(touched)
    lines = [f"written {sum(one.path is not None for one in results)}", *map(ascii, told)]
    sys.stdout.writelines(f"{line}\n" for line in lines)


def forget() -> None:
    """Forget the fonts and the profile that were read."""
    for cached in (faces.font, codes.private_codes, font_objects.font_data, writer._srgb):
        cached.cache_clear()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
