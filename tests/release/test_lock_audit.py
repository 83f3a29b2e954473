"""The look at what is known to be weak takes in all that is locked, for every system."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from requirements import audit, update

ROOT = Path(__file__).parents[2]
LOCKS = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "requirements").glob("*.lock")}


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """Return the commands that were started, after them the text of each file that they named."""
    found: list[Sequence[str]] = []

    def run(command: Sequence[str], *, check: bool) -> subprocess.CompletedProcess[str]:
        assert not check
        found.append(command)
        found.append([Path(word).read_text("utf-8") for word in command if word.endswith(".lock")])
        return subprocess.CompletedProcess(command, returncode=1)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(shutil, "which", lambda name: f"/somewhere/{name}")
    return found


def test_every_locked_package_is_looked_at_whatever_system_it_is_for(seen: list[Sequence[str]]) -> None:
    audit.main([])
    _, locks = seen
    assert len(locks) == len(LOCKS)
    looked_at = {line.rstrip(" \\") for lock in locks for line in lock.splitlines() if re.match(r"\w", line)}
    assert {line.partition("[")[0].partition("=")[0] for line in looked_at} == {
        name for lock in LOCKS.values() for name in update.pins(lock)
    }
    assert [line for line in looked_at if ";" in line] == []


def test_what_is_found_is_the_exit_code_and_options_go_through(seen: list[Sequence[str]]) -> None:
    assert audit.main(["--ignore-vuln", "GHSA-0000"]) == 1
    command = " ".join(seen[0])
    assert command.startswith("/somewhere/uvx --exclude-newer ")
    assert "pip-audit --disable-pip --require-hashes --strict" in command
    assert "--ignore-vuln GHSA-0000 -r " in command


def test_without_uv_it_is_said_what_is_missing(
    seen: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert audit.main([]) == 2
    assert "uv is not there" in capsys.readouterr().out
    assert seen == []


def test_neither_the_program_nor_its_tests_need_the_tool() -> None:
    tools = {"pip-audit", "uv"}
    assert [name for name, lock in LOCKS.items() if tools & update.pins(lock).keys()] == []


def test_both_commands_stand_in_the_list_of_a_release() -> None:
    text = (ROOT / "RELEASING.md").read_text(encoding="utf-8")
    before = text.partition("\n## Before\n")[2].partition("\n## ")[0]
    assert "`python -m requirements.update`" in before
    assert "`python -m requirements.audit`" in before
