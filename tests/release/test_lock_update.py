"""The locks are brought up to date together, after their tests, or stay as they are; no network is asked."""

import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import perfeval
from requirements import requires, update

ROOT = Path(__file__).parents[2]
OLD = {
    "dev": {"filelock": "4.2", "pytest": "9.1"},
    "runtime": {"filelock": "4.2"},
    "build": {"filelock": "4.2"},
}
NEWER = {"filelock": "4.3", "pytest": "9.1"}


def lock(versions: dict[str, str], digit: str = "0") -> str:
    """Return a lock of these packages, whose only file has a hash of zeros or another digit."""
    return "".join(
        f"{name}=={version} \\\n    --hash=sha256:{digit * 64}\n    # via perfeval-desktop (pyproject.toml)\n"
        for name, version in versions.items()
    )


class Outside:
    """What the command asks of others: uv, git, the index and the tests, made up."""

    def __init__(self) -> None:
        self.index = dict(NEWER)
        self.failing = ""
        self.lack = ""
        self.extra = ""
        self.commands: list[list[str]] = []
        self.seen: dict[str, str] = {}

    def run(self, command: Sequence[str], folder: Path) -> None:
        self.commands.append(list(command))
        if self.failing in command:
            raise update.UpdateError(f"{self.failing} failed")
        if "compile" in command:
            target = folder / command[-1]
            wanted = OLD[target.stem]
            if "--upgrade" in command:
                found = {name: self.index[name] for name in wanted}
            else:  # uv keeps to what stands in the file already
                found = {name: pin.version for name, pin in update.pins(target.read_text("utf-8")).items()}
                found = {name: found[name] for name in wanted}
            target.write_text(self.extra + lock(found), encoding="utf-8")
        else:
            self.seen = {path.name: path.read_text("utf-8") for path in (folder / "requirements").iterdir()}

    def fill(self, _python: Path, _lock: Path) -> str:
        return self.lack


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "requirements").mkdir(parents=True)
    (folder / "pyproject.toml").write_text('[project]\nrequires-python = ">=3.11"\n', encoding="utf-8")
    for name, versions in OLD.items():
        (folder / "requirements" / f"{name}.lock").write_text(lock(versions), encoding="utf-8")
    (folder / "requirements" / "requires.json").write_text("{}\n", encoding="utf-8")
    return folder


@pytest.fixture
def outside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Outside:
    made_up = Outside()
    files = [path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()]
    monkeypatch.setattr(update, "ROOT", project)
    monkeypatch.setattr(update, "files_of_project", lambda: files)
    monkeypatch.setattr(update, "run", made_up.run)
    monkeypatch.setattr(shutil, "which", lambda name: f"/somewhere/{name}")
    monkeypatch.setattr(requires, "write", lambda folder: (folder / "requires.json").write_text("new\n"))
    monkeypatch.setattr(perfeval, "create_environment", lambda _folder: None)
    monkeypatch.setattr(perfeval, "fill_environment", made_up.fill)
    return made_up


@pytest.fixture
def kept(project: Path) -> Callable[[], bool]:
    """Tell whether the folder of the locks is what it was, without anything left lying in it."""

    def contents() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (project / "requirements").iterdir()}

    before = contents()
    return lambda: contents() == before


def test_what_passes_its_tests_replaces_all_locks_and_what_they_require(
    project: Path, outside: Outside, capsys: pytest.CaptureFixture[str]
) -> None:
    assert update.main([]) == 0
    found = {path.name: path.read_text("utf-8") for path in (project / "requirements").iterdir()}
    assert found == {
        "dev.lock": lock(NEWER),
        "runtime.lock": lock({"filelock": "4.3"}),
        "build.lock": lock({"filelock": "4.3"}),
        "requires.json": "new\n",
    }
    assert outside.seen == found, "what was tested is not what was taken in"
    assert "  filelock 4.2 -> 4.3  (build, dev, runtime)\n" in capsys.readouterr().out


def test_all_pythons_and_systems_are_looked_up_with_hashes_and_the_others_follow_the_first(
    outside: Outside,
) -> None:
    update.main(["--until", "2026-11-23"])
    *lookups, tests = outside.commands
    assert [command[-1] for command in lookups] == [
        f"requirements/{name}.lock" for name in ("dev", "runtime", "build")
    ]
    for command in lookups:
        text = " ".join(command)
        assert "pip compile --quiet --universal --generate-hashes --no-header --no-strip-extras" in text
        assert "--python-version 3.11 --exclude-newer 2026-11-23 pyproject.toml" in text
    assert ["--upgrade" in command for command in lookups] == [True, False, False]
    assert [command[command.index("--group") + 1] for command in lookups if "--group" in command] == [
        "dev",
        "build",
    ]
    assert tests[1:] == ["perfeval.py", "test"]


def test_what_is_newer_than_a_week_is_not_taken_unless_it_is_asked_for(outside: Outside) -> None:
    update.main([])
    day = outside.commands[0][outside.commands[0].index("--exclude-newer") + 1]
    age = datetime.now(UTC).date() - date.fromisoformat(day)
    assert age in {update.WAITING, update.WAITING + timedelta(days=1)}  # midnight may pass


def test_where_nothing_is_new_nothing_is_tried(
    outside: Outside, kept: Callable[[], bool], capsys: pytest.CaptureFixture[str]
) -> None:
    outside.index = {"filelock": "4.2", "pytest": "9.1"}
    assert update.main(["--until", "2026-11-23"]) == 0
    assert capsys.readouterr().out == "Nothing new until 2026-11-23.\n"
    assert all("compile" in command for command in outside.commands)
    assert kept()


@pytest.mark.parametrize("failing", ["compile", "test"])
def test_where_anything_fails_the_locks_stay_as_they_are(
    failing: str, outside: Outside, kept: Callable[[], bool], capsys: pytest.CaptureFixture[str]
) -> None:
    outside.failing = failing
    assert update.main([]) == 1
    assert kept()
    assert capsys.readouterr().out.endswith(f"{failing} failed\nThe locks are as they were.\n")


def test_packages_that_do_not_fit_together_are_not_taken_in(
    outside: Outside, kept: Callable[[], bool], capsys: pytest.CaptureFixture[str]
) -> None:
    outside.lack = "filelock 4.3 requires more, which is not installed.\n"
    assert update.main([]) == 1
    assert outside.lack in capsys.readouterr().out
    assert kept()


def test_without_uv_it_is_said_what_is_missing(
    outside: Outside,
    kept: Callable[[], bool],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert update.main([]) == 1
    assert "uv is not there" in capsys.readouterr().out
    assert outside.commands == []
    assert kept()


@pytest.mark.parametrize(
    "extra",
    [
        "--index-url https://somewhere/simple\n",
        "mine @ file:///somewhere/mine.whl \\\n    --hash=sha256:" + "0" * 64 + "\n    # via pytest\n",
        "loose==1\n    # via pytest\n",
        "told==1 \\\n    --hash=sha256:" + "0" * 64 + "\n    # via -c /home/somebody/constraints.txt\n",
    ],
)
def test_a_lock_with_an_address_a_folder_or_without_a_hash_is_not_taken_in(
    extra: str, outside: Outside, kept: Callable[[], bool], capsys: pytest.CaptureFixture[str]
) -> None:
    outside.extra = extra
    assert update.main([]) == 1
    assert extra.splitlines()[0] in capsys.readouterr().out
    assert kept()


def test_a_disk_that_gives_out_half_way_leaves_all_locks_as_they_were(
    outside: Outside, kept: Callable[[], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if self.name == "build.lock.new":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    assert update.main([]) == 1
    assert outside.seen["build.lock"] == lock({"filelock": "4.3"})
    assert kept()


def test_a_command_that_fails_is_named_and_none_is_sent_to_the_environment_of_daily_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERFEVAL_VENV", str(tmp_path / "daily"))
    where = "import os, pathlib; pathlib.Path(os.environ.get('PERFEVAL_VENV', 'its own')).touch()"
    update.run([sys.executable, "-c", where], tmp_path)
    assert (tmp_path / "its own").exists()
    with pytest.raises(update.UpdateError, match=r"-c raise SystemExit\(3\) … ended with code 3"):
        update.run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path)


def pins(name: str, version: str, digit: str = "0") -> dict[str, dict[str, update.Pin]]:
    return {"dev": update.pins(lock({name: version}, digit))}


def test_every_kind_of_change_is_told() -> None:
    nothing: dict[str, dict[str, update.Pin]] = {"dev": {}}
    assert update.changes(pins("a", "1.9"), pins("a", "1.10")) == ["a 1.9 -> 1.10  (dev)"]
    assert update.changes(pins("a", "1.10"), pins("a", "1.9")) == ["a 1.10 -> 1.9  OLDER THAN BEFORE  (dev)"]
    assert update.changes(nothing, pins("a", "1")) == ["a new, 1  (dev)"]
    assert update.changes(pins("a", "1"), nothing) == ["a 1, no longer needed  (dev)"]
    assert update.changes(pins("a", "1"), pins("a", "1", "1")) == [
        "a 1, the same version with other files: 1 gone, 1 more  (dev)"
    ]
    assert update.changes(pins("a", "1"), pins("a", "1")) == []


def test_the_locks_of_the_project_are_understood() -> None:
    found = update.read_locks(ROOT / "requirements")
    assert found.keys() == {path.stem for path in (ROOT / "requirements").glob("*.lock")}
    assert all(pin.hashes for one in found.values() for pin in one.values())
    assert update.changes(found, found) == []
    assert all((ROOT / "requirements" / name).is_file() for name in update.FILES)
