"""The portions that are finished, a line each, so that a campaign that was stopped goes on where it was."""

import hashlib
import json
import subprocess
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from faults.figures import Figures

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Key:
    """What tells a portion from every other one; another commit makes it another."""

    campaign: str
    seed: int
    number: int
    tries: int
    commit: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished portion: how long it took, and its figures."""

    key: Key
    seconds: float
    figures: Figures


def commit() -> str:
    """Return the commit that is tried, marked where files differ from it; ``""`` outside of git."""
    with suppress(OSError, subprocess.CalledProcessError):
        changes = _git("diff", "HEAD")
        mark = f"+{hashlib.sha256(changes.encode()).hexdigest()[:6]}" if changes else ""
        return _git("rev-parse", "--short", "HEAD") + mark
    return ""


def _git(*words: str) -> str:
    command = ["git", *words]
    done = subprocess.run(  # git itself
        command, cwd=_ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    )
    return done.stdout.strip()


class Journal:
    """The file of finished portions."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def finished(self) -> dict[Key, Finished]:
        """Return what is finished; a line that was cut off is not."""
        found = {}
        for line in self._file.read_text("utf-8").splitlines() if self._file.exists() else ():
            with suppress(ValueError):
                values = json.loads(line)
                key = Key(**values["key"])
                found[key] = Finished(key, values["seconds"], Figures.of_json(values["figures"]))
        return found

    def add(self, one: Finished) -> None:
        """Note that a portion is finished."""
        values = {"key": asdict(one.key), "seconds": one.seconds, "figures": one.figures.as_json()}
        is_cut_off = self._file.exists() and not self._file.read_bytes().endswith(b"\n")
        with self._file.open("a", encoding="utf-8") as file:
            file.write("\n" * is_cut_off + json.dumps(values, ensure_ascii=False) + "\n")
