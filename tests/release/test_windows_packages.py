"""What becomes of a Windows bundle: the portable zip, and the script of Setup agreeing with the program."""

import hashlib
import os
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from perfeval_desktop import paths

ROOT = Path(__file__).parents[2]
WINDOWS = ROOT / "resources" / "packaging" / "windows"
PORTABLE_TEXT = WINDOWS / "portable.txt"
FILES = {"PerfEval.exe": b"MZ", "_internal/base.pyd": b"base" * 1000, "_internal/api/许可证.txt": b"MIT"}
SETUP = re.sub(r"\\\n", "", (WINDOWS / "installer.nsi").read_text(encoding="utf-8"))
"""The script with its continued lines joined."""

HEAD, _, BODY = SETUP.partition("\nTarget ")
DEFINED = dict(re.findall(r'^!define (\w+) "([^"]*)"', BODY, re.MULTILINE))


def made_up_bundle(folder: Path, names: list[str]) -> Path:
    bundle = folder / "windows" / "PerfEval"
    for name in names:
        file = bundle / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(FILES[name])
    return bundle


def pack(bundle: Path, output: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own script
        [sys.executable, str(WINDOWS / "portable_zip.py"), str(bundle), str(output)],
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
    )


@pytest.fixture
def portable(tmp_path: Path) -> Path:
    output = tmp_path / "绩效 自评.zip"
    pack(made_up_bundle(tmp_path, list(FILES)), output).check_returncode()
    return output


def expanded(text: str) -> str:
    """Return a piece of the script with our own definitions put in."""
    return re.sub(r"\$\{(\w+)\}", lambda name: DEFINED.get(name[1], name[0]), text)


def registry_keys(instruction: str) -> set[str]:
    return {expanded(key) for key in re.findall(rf'{instruction} HKCU "([^"]+)"', BODY)}


def test_the_zip_holds_the_bundle_and_its_mark_in_one_folder(portable: Path) -> None:
    with ZipFile(portable) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
        assert {entry.compress_type for entry in archive.infolist()} == {ZIP_DEFLATED}
    assert list(inside) == sorted(inside)
    assert inside == {
        **{f"PerfEval/{name}": content for name, content in FILES.items()},
        "PerfEval/portable.txt": PORTABLE_TEXT.read_bytes(),
    }


def test_the_same_bundle_gives_the_same_zip_whatever_its_files_order_and_time(
    portable: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.zip"
    pack(made_up_bundle(tmp_path / "别处", list(reversed(FILES))), again).check_returncode()
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(portable.read_bytes()).digest()


@pytest.mark.parametrize(
    ("epoch", "time"),
    [("1700000000", (2023, 11, 14, 22, 13, 20)), ("0", (1980, 1, 1, 0, 0, 0))],
)
def test_the_files_bear_the_time_of_the_source(
    epoch: str, time: tuple[int, ...], portable: Path, tmp_path: Path
) -> None:
    pack(tmp_path / "windows" / "PerfEval", portable, SOURCE_DATE_EPOCH=epoch).check_returncode()
    with ZipFile(portable) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {time}


def test_a_folder_without_the_program_is_not_packed(tmp_path: Path) -> None:
    bundle = made_up_bundle(tmp_path, ["_internal/base.pyd"])
    refused = pack(bundle, tmp_path / "portable.zip")
    assert refused.returncode != 0
    assert "PerfEval.exe" in refused.stderr
    assert not list(tmp_path.glob("portable.zip*"))


def test_the_mark_is_what_the_program_looks_for_and_tells_where_it_keeps_all() -> None:
    assert PORTABLE_TEXT.name == paths._PORTABLE_MARK
    assert f"“{paths._PORTABLE_FOLDER}”文件夹" in PORTABLE_TEXT.read_text(encoding="utf-8-sig")


def test_every_notepad_shows_the_mark_as_chinese_in_lines() -> None:
    content = PORTABLE_TEXT.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") > 10


def test_setup_installs_the_program_that_the_bundle_holds() -> None:
    assert f'NAME = "{Path(DEFINED["EXECUTABLE"]).stem}"' in (ROOT / "build.spec").read_text(encoding="utf-8")


def test_setup_opens_stores_and_packages_under_their_types() -> None:
    assert DEFINED["SUFFIX"] == paths.STORE_SUFFIX
    assert DEFINED["PACKAGE_SUFFIX"] == paths.PACKAGE_SUFFIX
    (mime,) = (ROOT / "resources" / "packaging" / "linux" / "share" / "mime").rglob("*.xml")
    told = re.findall(r'!insertmacro ASSOCIATE "\$\{(\w+)\}" "\$\{\w+\}" "([^"]+)"', BODY)
    assert [suffix for suffix, _ in told] == ["SUFFIX", "PACKAGE_SUFFIX"]
    assert all(f'type="{kind}"' in mime.read_text(encoding="utf-8") for _, kind in told)


def test_setup_names_the_publisher_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [{"name": DEFINED["PUBLISHER"]}] == project["authors"]


@pytest.mark.parametrize("name", ["ICON", "PICTURE"])
def test_setup_finds_its_pictures(name: str) -> None:
    assert (ROOT / DEFINED[name]).is_file()


def test_the_uninstaller_tells_where_the_data_stay() -> None:
    (told,) = re.findall(r'!define MUI_UNCONFIRMPAGE_TEXT_TOP "(.+)"', BODY)
    assert told.endswith(f"$LOCALAPPDATA\\{paths._DIRS.appname}")


def test_every_exit_code_of_setup_is_documented() -> None:
    used = re.findall(r"(?:SetErrorLevel|REFUSE) (\d)", BODY)
    documented = re.findall(r"^;   (\d)  ", HEAD, re.MULTILINE)
    # A person's cancelling is the 1 of NSIS itself.
    assert {*used, "1"} == set(documented)


def test_a_silent_setup_never_waits_for_an_answer() -> None:
    boxes = re.findall(r"^ *MessageBox .*$", BODY, re.MULTILINE)
    assert boxes
    assert [box for box in boxes if "/SD " not in box] == []


def test_setup_deletes_no_folder_with_its_contents_but_its_own() -> None:
    deleted = {expanded(folder) for folder in re.findall(r'RMDir /r "([^"]+)"', BODY)}
    assert deleted == {r"$INSTDIR\_internal", r"$INSTDIR\PerfEval.old"}


def test_setup_moves_nothing_before_the_remains_of_an_earlier_one_are_gone() -> None:
    before, _, _ = BODY.partition('\nSection "-program"')[2].partition("!insertmacro SET_ASIDE")
    *_, after_clearing = before.split(r'RMDir /r "$INSTDIR\${OLD}"')
    assert re.match(
        r"\n  \$\{EndIf\}\n  ;.*\n"
        r'  \$\{If\} \$\{FileExists\} "\$INSTDIR\\\$\{OLD\}"\n    !insertmacro REFUSE 5 ',
        after_clearing,
    )


def test_setup_tries_again_for_seconds_when_something_cannot_be_moved() -> None:
    tries, pause = re.findall(r"^!define (?:TRIES|PAUSE) (\d+)$", BODY, re.MULTILINE)
    assert int(tries) * int(pause) == 5000
    loops = re.findall(r"\$\{For\} \$0 1 \$\{TRIES\}\n(.+?)\$\{Next\}", BODY, re.DOTALL)
    assert [loop for loop in loops if "Sleep ${PAUSE}" not in loop] == []
    assert "".join(loops).count(" Rename ") == BODY.count(" Rename ") > 0


def test_the_error_flag_is_looked_at_once_as_that_clears_it() -> None:
    instructions = re.findall(r"^ *(ClearErrors$|\$\{If(?:Not)?\} \$\{Errors\})", BODY, re.MULTILINE)
    assert instructions
    assert set(zip(instructions[::2], instructions[1::2], strict=True)) <= {
        ("ClearErrors", "${If} ${Errors}"),
        ("ClearErrors", "${IfNot} ${Errors}"),
    }


def test_putting_back_brings_no_program_without_its_libraries() -> None:
    (condition,) = re.findall(
        r'\$\{If\} \$\{FileExists\} "\$INSTDIR\\\$\{OLD\}\\\$\{EXECUTABLE\}"\n(.*)\n', BODY
    )
    assert condition.strip() == r'${AndIfNot} ${FileExists} "$INSTDIR\${OLD}\_internal"'


def test_the_trial_hands_over_the_folder_of_the_uninstaller_without_quotation_marks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LOCALAPPDATA", "C:/Users/A B/AppData/Local")
    monkeypatch.setenv("APPDATA", "C:/Users/A B/AppData/Roaming")
    trial = runpy.run_path(str(ROOT / "resources" / "packaging" / "release" / "try_setup.py"))
    commands = []

    def run(command: object, **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess("", 0)

    monkeypatch.setattr(subprocess, "run", run)
    trial["run"](trial["UNINSTALLER"], f"/S _?={trial['INSTALLED']}")
    folder = "C:/Users/A B/AppData/Local/Programs/PerfEval"
    assert [str(command).replace("\\", "/") for command in commands] == [
        f'"{folder}/PerfEval-uninstall.exe" /S _?={folder}'
    ]


def test_the_uninstaller_deletes_every_registry_key_that_setup_writes() -> None:
    deleted = registry_keys("DeleteRegKey")
    written = registry_keys("WriteReg(?:Str|DWORD)")
    assert written >= deleted > set()
    assert [key for key in written if not key.startswith(tuple(deleted))] == []
