"""Take newer versions into the locks: all of them, and only if the program passes its tests with them.

    python -m requirements.update                       what is a week old
    python -m requirements.update --until 2026-11-30    what was there at the end of that day

In a copy of the project the newest versions that ``pyproject.toml`` allows are looked up for every Python and
system, with the hashes of their files, and installed into environments that were empty; ``pip check`` and all
tests come after. If anything goes wrong, the locks stay as they are. It needs uv and git, and an index that
says when a file was uploaded: what is wrong with a new version is often found in its first days, by others.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

import perfeval
from requirements import requires

ROOT: Final = Path(__file__).resolve().parents[1]
WAITING: Final = timedelta(days=7)

# The first is looked up anew, the others keep to its versions: what is tested is what is delivered.
LOCKS: Final = {"dev": ["--group", "dev"], "runtime": [], "build": ["--group", "build"]}
FILES: Final = [*(f"{name}.lock" for name in LOCKS), requires.NAME]

STANZA: Final = re.compile(
    r"(?P<name>[\w.-]+)(\[[\w,-]+\])?==(?P<version>[\w.!+]+)( ; [^\\\n]+)?"
    r"(?P<hashes>( \\\n    --hash=sha256:[0-9a-f]{64})+)"
    r"(\n    # via|\n    #( via|  ) [\w.\[\],-]+( \(pyproject\.toml(:\w+)?\))?)+\n?"
)


class UpdateError(Exception):
    """The locks cannot be brought up to date; the message says why."""


class Pin(NamedTuple):
    """What a lock says of one package."""

    version: str
    hashes: frozenset[str]


def say(text: str) -> None:
    """Print a line at once, so that it stands before what the next command prints."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def run(command: Sequence[str], folder: Path) -> None:
    """Run a command in ``folder``, which must be a good one; it talks to the user itself."""
    # An environment that was named for daily work is not the one to try things out in.
    env = {name: value for name, value in os.environ.items() if name != "PERFEVAL_VENV"}
    code = subprocess.run(command, cwd=folder, env=env, check=False).returncode  # noqa: S603  # our own words
    if code != 0:
        raise UpdateError(f"{Path(command[0]).stem} {' '.join(command[1:4])} … ended with code {code}.")


def files_of_project() -> list[str]:
    """Return the files that git knows or would take in, relative to the project's folder."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603  # git
    return [name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def copy_project(target: Path) -> None:
    """Copy the project as it stands, with what is not committed and without what was built."""
    for name in files_of_project():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target / name)


def look_up(project: Path, until: str) -> None:
    """Write the locks of ``project`` anew with what was in the index at the end of the day ``until``."""
    uv = shutil.which("uv")
    if uv is None:
        raise UpdateError("uv is not there; install it from your system or with pip.")
    pyproject = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    oldest = pyproject["project"]["requires-python"].removeprefix(">=")
    compile_ = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header"]
    compile_ += ["--no-strip-extras", "--python-version", oldest, "--exclude-newer", until, "pyproject.toml"]
    leader, *others = LOCKS
    run([*compile_, *LOCKS[leader], "--upgrade", "-o", f"requirements/{leader}.lock"], project)
    for name in others:
        shutil.copyfile(project / f"requirements/{leader}.lock", project / f"requirements/{name}.lock")
        run([*compile_, *LOCKS[name], "-o", f"requirements/{name}.lock"], project)


def pins(lock: str) -> dict[str, Pin]:
    """Return what the text of a lock names; :class:`UpdateError` if it says anything else than that."""
    found = {}
    for stanza in re.split(r"\n(?=\S)", lock):
        parsed = STANZA.fullmatch(stanza)
        if parsed is None:
            raise UpdateError(f"This is more than a version with its hashes:\n{stanza}")
        hashes = re.findall(r"[0-9a-f]{64}", parsed["hashes"])
        found[parsed["name"]] = Pin(parsed["version"], frozenset(hashes))
    return found


def read_locks(folder: Path) -> dict[str, dict[str, Pin]]:
    """Return what the locks in ``folder`` say, by the name of the lock."""
    return {name: pins((folder / f"{name}.lock").read_text(encoding="utf-8")) for name in sorted(LOCKS)}


def numbers(version: str) -> list[int]:
    """Return the numbers in a version, by which older is told from newer."""
    return [int(number) for number in re.findall(r"\d+", version)]


def difference(old: Pin | None, new: Pin | None) -> str | None:
    """Return what happened to a package, in words, or None if nothing did."""
    if old == new:
        return None
    if old is None or new is None:
        return f"new, {new.version}" if new else f"{old.version if old else ''}, no longer needed"
    if old.version != new.version:
        warning = "  OLDER THAN BEFORE" if numbers(new.version) < numbers(old.version) else ""
        return f"{old.version} -> {new.version}{warning}"
    gone, come = len(old.hashes - new.hashes), len(new.hashes - old.hashes)
    return f"{new.version}, the same version with other files: {gone} gone, {come} more"


def changes(old: Mapping[str, Mapping[str, Pin]], new: Mapping[str, Mapping[str, Pin]]) -> list[str]:
    """Return a line for each package that changes, with the locks in which it does."""
    found: dict[tuple[str, str], list[str]] = {}
    for lock in new:
        for package in sorted({*old[lock], *new[lock]}):
            said = difference(old[lock].get(package), new[lock].get(package))
            if said:
                found.setdefault((package, said), []).append(lock)
    return [f"{package} {said}  ({', '.join(locks)})" for (package, said), locks in sorted(found.items())]


def try_out(project: Path) -> None:
    """Install the locks of ``project``, each into an empty environment, and carry out all its tests."""
    folder, python = perfeval.environment({"PERFEVAL_VENV": str(project / "build" / "venv")}, sys.platform)
    perfeval.create_environment(folder)
    lack = perfeval.fill_environment(python, project / "requirements" / "build.lock")
    if lack:
        raise UpdateError(f"What build.lock names does not fit together:\n{lack}")
    run([sys.executable, "perfeval.py", "test"], project)  # makes an environment of dev.lock by itself


def replace_all(names: Iterable[str], *, source: Path, target: Path) -> None:
    """Put files of ``source`` in the place of those of ``target``: all of them, or none."""
    places = [target / name for name in names]
    replaced: list[Path] = []
    try:
        for place in places:
            shutil.copyfile(source / place.name, beside(place, "new"))
            shutil.copyfile(place, beside(place, "old"))
        for place in places:
            beside(place, "new").replace(place)
            replaced.append(place)
    except BaseException:
        for place in replaced:
            beside(place, "old").replace(place)
        raise
    finally:
        for place in places:
            beside(place, "new").unlink(missing_ok=True)
            beside(place, "old").unlink(missing_ok=True)


def beside(place: Path, kind: str) -> Path:
    """Return the name under which a copy of a file waits in its folder."""
    return place.with_name(f"{place.name}.{kind}")


def update(until: str) -> None:
    """Bring the locks up to the day ``until``, or leave them as they are."""
    folder = ROOT / "requirements"
    with tempfile.TemporaryDirectory() as name:
        project = Path(name, "project")
        copy_project(project)
        look_up(project, until)
        found = changes(read_locks(folder), read_locks(project / "requirements"))
        if not found:
            say(f"Nothing new until {until}.")
            return
        summary = "\n".join([f"What is new until {until}:", *(f"  {line}" for line in found)])
        say(summary)
        requires.write(project / "requirements")
        try_out(project)
        replace_all(FILES, source=project / "requirements", target=folder)
    say(f"\n{summary}\nAll tests pass, the locks are replaced. Read what these versions bring, then commit.")


def main(arguments: Sequence[str]) -> int:
    """Carry out the command; return 1 with the reason if the locks stay as they are because of trouble."""
    yesterweek = (datetime.now(UTC) - WAITING).date().isoformat()
    parser = argparse.ArgumentParser(prog="python -m requirements.update")
    parser.add_argument(
        "--until", metavar="DAY", default=yesterweek, help="YYYY-MM-DD; a week ago if not given"
    )
    try:
        update(parser.parse_args(arguments).until)
    except (UpdateError, perfeval.SetupError, subprocess.CalledProcessError, OSError) as error:
        say(f"{error}\nThe locks are as they were.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
