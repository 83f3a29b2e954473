"""Pack a Windows bundle as the portable zip: ``python portable_zip.py BUNDLE OUTPUT.zip``.

All files stand in one folder ``PerfEval``, with ``portable.txt`` beside the executable: it makes the program
keep everything beside itself, and tells the clerk how to carry, update and back it up. The same bundle gives
the same bytes; the files' time is ``SOURCE_DATE_EPOCH`` or the oldest a zip can say.
"""

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FOLDER: Final = "PerfEval"
EXECUTABLE: Final = "PerfEval.exe"
MARKER: Final = Path(__file__).resolve().with_name("portable.txt")

ZIP_BEGINNING: Final = datetime(1980, 1, 1, tzinfo=UTC)


def file_time(environment: Mapping[str, str]) -> datetime:
    """Return the time of every file, in UTC: ``SOURCE_DATE_EPOCH`` (seconds) of the environment, or 1980."""
    seconds = int(environment.get("SOURCE_DATE_EPOCH", "0"))
    return max(ZIP_BEGINNING, datetime.fromtimestamp(seconds, UTC))


def zip_contents(bundle: Path) -> dict[str, Path]:
    """Return the files by their names in the zip, sorted; FileNotFoundError if ``bundle`` is no bundle."""
    if not (bundle / EXECUTABLE).is_file():
        raise FileNotFoundError(f"{bundle} holds no {EXECUTABLE}")
    names = {
        f"{FOLDER}/{file.relative_to(bundle).as_posix()}": file
        for file in bundle.rglob("*")
        if file.is_file()
    }
    return dict(sorted({**names, f"{FOLDER}/{MARKER.name}": MARKER}.items()))


def write_zip(contents: Mapping[str, Path], output: Path, time: datetime) -> None:
    """Write the zip whole or not at all."""
    unfinished = output.with_name(f"{output.name}.part")
    with ZipFile(unfinished, "w") as archive:
        for name, file in contents.items():
            entry = ZipInfo(name, time.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # Windows, wherever the zip is made
            archive.writestr(entry, file.read_bytes(), compresslevel=9)
    unfinished.replace(output)


def main(bundle: Path, output: Path) -> None:
    """Pack ``bundle`` into ``output``."""
    contents = zip_contents(bundle)
    write_zip(contents, output, file_time(os.environ))
    print(f"{output}: {len(contents)} files, {output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
