"""Files of every format that is imported, with bytes changed and parts of their XML cut out or misplaced.

Each is either read or refused in a sentence, in time, without bringing down the process that reads it.
"""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import files
from os import environ
from pathlib import Path
from random import Random

from faults.campaign import Campaign, Portion, tries
from faults.figures import Failure
from perfeval_desktop.importing.contents import FileContents, Reading
from perfeval_desktop.importing.reader_process import ReaderProcess
from perfeval_desktop.templates import TemplateCatalogue

# A folder with more files to begin with.
_MORE = "PERFEVAL_FILES"
_ZIP = b"PK\x03\x04"
_PARTS = (".xml", ".rels")
_FOURS = (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\1\0\0\0")
_NUMBERS = (b"-1", b"99999", b"1048577", b"x", b"", b"0", b"1e9")
_ENTITY = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def _sound_files() -> list[tuple[str, bytes]]:
    folder = files("perfeval_resources") / "office"
    own = [(one.name, one.read_bytes()) for one in folder.iterdir() if one.name.startswith("form.")]
    more = Path(environ[_MORE]).iterdir() if _MORE in environ else ()
    others = [(one.name, one.read_bytes()) for one in more if one.is_file() and one.suffix != ".json"]
    return sorted([*own, *others])


def _mutant(data: bytes, random: Random) -> bytes:
    if data.startswith(_ZIP) and random.random() < 0.85:
        return _other_part(data, random)
    return _other_bytes(data, random)


def _other_part(data: bytes, random: Random) -> bytes:
    """Return a zip with one part of XML spoiled, or one too many, or one missing."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        names = [one for one in whole.namelist() if one.endswith(_PARTS)]
        spoiled, lost = random.choice(names), random.choice([*names, *[""] * 20 * len(names)])
        for name in whole.namelist():
            part = whole.read(name)
            if name != lost:
                file.writestr(name, _other_xml(part, random) if name == spoiled else part)
    return made.getvalue()


def _other_xml(part: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, 4)):
        part = random.choice(_SPOILERS)(part, random)
    return part


def _other_bytes(data: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, 12)):
        at = random.randrange(len(data) + 1)
        match random.randrange(6):
            case 0 | 1 | 2:
                data = data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]
            case 3:
                data = data[:at] + random.choice(_FOURS) + data[at + 4 :]
            case 4:
                data = data[:at] + data[at + random.randint(1, 200) :]
            case _ if random.random() < 0.2:
                data = data[:at]
    return data


def _without_some(part: bytes, random: Random) -> bytes:
    at = random.randrange(len(part) + 1)
    return part[:at] + part[at + random.randint(1, 80) :]


def _twice(part: bytes, random: Random) -> bytes:
    tags = part.split(b"<")
    at = random.randrange(len(tags))
    return b"<".join(
        [*tags[:at], *tags[at : at + random.randint(1, 9)] * random.choice((2, 2, 50)), *tags[at:]]
    )


def _moved(part: bytes, random: Random) -> bytes:
    tags = part.split(b"<")
    tag = tags.pop(random.randrange(len(tags)))
    tags.insert(random.randrange(len(tags) + 1), tag)
    return b"<".join(tags)


def _other_number(part: bytes, random: Random) -> bytes:
    at = random.randrange(len(part) + 1)
    digit = next((place for place in range(at, len(part)) if part[place : place + 1].isdigit()), at)
    return part[:digit] + random.choice(_NUMBERS) + part[digit + 1 :]


def _with_entities(part: bytes, random: Random) -> bytes:
    if random.random() < 0.9:
        return part
    declaration, end, rest = part.partition(b"?>")
    return declaration + end + _ENTITY + rest.replace(b"<", b"&b;<", 3)


_Spoiler = Callable[[bytes, Random], bytes]
_SPOILERS: tuple[_Spoiler, ...] = (_without_some, _twice, _moved, _other_number, _with_entities)


def _run(portion: Portion) -> None:
    random, sound = portion.random, _sound_files()
    reading = Reading(TemplateCatalogue(), datetime.now(UTC).year)
    process = ReaderProcess(reading)
    for number in range(portion.tries):
        name, data = random.choice(sound)
        file = portion.folder / f"坏{Path(name).suffix}"
        file.write_bytes(_mutant(data, random))
        portion.figures.tries += 1
        if process.is_over:
            process = ReaderProcess(reading)
        process.read(file)
        contents = _waited_for(process)
        _count(portion, process, contents, where=f"try {number}, {name}")
        if process.is_over:
            file.rename(portion.folder / f"{number}{file.suffix}")
    process.stop()


def _waited_for(process: ReaderProcess) -> FileContents:
    while (contents := process.result()) is None:
        process.connection.poll(1)
    return contents


def _count(portion: Portion, process: ReaderProcess, contents: FileContents, *, where: str) -> None:
    figures = portion.figures
    if process.is_over:
        failure = Failure.ENDLESS if "还没有读完" in contents.refusal else Failure.TRACEBACK
        figures.fail(failure, f"{where}: {contents.refusal}")
    elif contents.refusal and not contents.refusal.endswith("。"):
        figures.fail(Failure.WRONG, f"{where}: told {contents.refusal!r}")
    else:
        figures.meet("refused" if contents.refusal else "read")


CAMPAIGNS = (Campaign(name="damaged-files", run=_run, sizes=tries(2000, full=20000, each=500), seconds=3600),)
