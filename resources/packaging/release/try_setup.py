"""Try Setup.exe as it is delivered, on Windows: ``python resources/packaging/release/try_setup.py SETUP``.

Installs silently, tests the program from its start-menu entry, installs over it, tests again and uninstalls;
looks after each step at what has to be there, above all at the data. Only for a computer without the program:
what is there of it stops the trial at the beginning.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

LOCAL: Final = Path(os.environ["LOCALAPPDATA"])
INSTALLED: Final = LOCAL / "Programs" / "PerfEval"
PROGRAM: Final = INSTALLED / "PerfEval.exe"
UNINSTALLER: Final = INSTALLED / "PerfEval-uninstall.exe"
LEFT_OVER: Final = INSTALLED / "_internal" / "left-over-of-an-older-version.dll"
STORE: Final = LOCAL / "PerfEval" / "绩效自评.perfeval"
# How files of each kind are opened, as Setup enters it for the person.
KINDS: Final = {".perfeval": "PerfEval.Store", ".perfevalx": "PerfEval.Package"}
ENTRY: Final = Path(os.environ["APPDATA"], "Microsoft/Windows/Start Menu/Programs/绩效自评.lnk")


def expect(what: str, *, holds: bool) -> None:
    """Print the finding; end the trial if it is bad."""
    print("ok     " if holds else "FAILED ", what, flush=True)
    if not holds:
        sys.exit(1)


def run(program: Path, arguments: str) -> None:
    """Run a program to its end, which must be a good one.

    The arguments reach it as they are: NSIS wants the folder of ``_?=`` without quotation marks even if it
    has a space in it.
    """
    code = subprocess.run(f'"{program}" {arguments}', check=False).returncode  # noqa: S603  # what is to be tried
    expect(f"{program.name} {arguments} ends with {code}", holds=code == 0)


def entered(key: str) -> str:
    """Return what the registry says of a kind of files for this person, ``""`` for nothing."""
    command = f'reg query "HKCU\\Software\\Classes\\{key}" /ve'
    query = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # names of our own
    return query.stdout.decode("ascii", "replace") if query.returncode == 0 else ""


def are_opened() -> bool:
    """Whether both kinds of files are opened by the installed program."""
    return all(
        kind in entered(suffix) and f'"{PROGRAM}" "%1"' in entered(f"{kind}\\shell\\open\\command")
        for suffix, kind in KINDS.items()
    )


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for another process, at most two minutes."""
    end = time.monotonic() + 120
    while not condition():
        if time.monotonic() > end:
            expect("the program answers in time", holds=False)
        time.sleep(0.2)


def is_closed() -> bool:
    """Whether the program has ended: Windows lets nobody write to an executable that runs."""
    try:
        PROGRAM.open("r+b").close()
    except PermissionError:
        return False
    return True


def self_test() -> None:
    """Start the program by its entry in the start menu and read what its self-test reports."""
    with tempfile.TemporaryDirectory() as folder:
        os.startfile(ENTRY, arguments=f'--self-test "{folder}"')  # noqa: S606  # the way of the start menu
        written = Path(folder, "report.json")
        wait_until(written.is_file)
        report = json.loads(written.read_bytes())
        wait_until(is_closed)
    failed = [step["step"] for step in report["steps"] if not step["passed"]]
    expect(f"self-test of {report['executable']}, failed: {failed}", holds=report["passed"] and not failed)
    expect("it was the installed program", holds=Path(report["executable"]).samefile(PROGRAM))


def main(setup: Path) -> None:
    """Carry out the trial."""
    expect("a computer without the program", holds=not INSTALLED.exists() and not STORE.parent.exists())
    STORE.parent.mkdir()
    STORE.write_bytes(b"years of work")
    run(setup, "/S")
    expect("stores and packages are opened by it", holds=are_opened())
    self_test()
    LEFT_OVER.touch()
    run(setup, "/S")
    self_test()
    expect("nothing is left of the older version", holds=not LEFT_OVER.exists())
    run(UNINSTALLER, f"/S _?={INSTALLED}")  # so it waits, but cannot delete itself
    expect("the program is gone", holds=list(INSTALLED.iterdir()) == [UNINSTALLER])
    expect("no kind of files is opened by it", holds=not any(map(entered, [*KINDS, *KINDS.values()])))
    expect("the start menu is clean", holds=not ENTRY.exists())
    expect("the data are untouched", holds=STORE.read_bytes() == b"years of work")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(Path(sys.argv[1]).resolve())
