"""``install.sh`` puts the program into a home, replaces it, takes it away, or refuses in one sentence."""

import io
import re
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from linux_bundle import APP, ARCHIVE, SHARED, TOP, build, made_up_bundle

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="install.sh looks into /proc of Linux")


@dataclass(frozen=True, slots=True)
class Home:
    """A home in a path with a space, Chinese, and what Exec has to escape."""

    path: Path

    @property
    def program(self) -> Path:
        return self.path / ".local/lib/perfeval"

    @property
    def share(self) -> Path:
        return self.path / ".local/share"

    def unpacked(self, edition: str) -> Path:
        """Unpack an archive of a bundle of that edition in the home; return its folder."""
        folder = self.path / f"下载 {edition}"
        archive = build(made_up_bundle(folder, edition), folder / "包")[ARCHIVE]
        with tarfile.open(fileobj=io.BytesIO(archive)) as content:
            content.extractall(folder, filter="data")
        return folder / TOP

    def run(self, *command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        env = {"HOME": str(self.path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **environment}
        return subprocess.run(  # noqa: S603  # our own script
            command, check=False, capture_output=True, encoding="utf-8", env=env, cwd=self.path
        )

    def install(self, edition: str) -> None:
        done = self.run(self.unpacked(edition) / "install.sh")
        assert (done.returncode, done.stderr) == (0, "")

    def files(self) -> set[str]:
        """Return all that stands in ``.local``, but for what the caches of the system make of it."""
        return {
            path.relative_to(self.path / ".local").as_posix()
            for path in (self.path / ".local").rglob("*")
            if not path.is_dir() and not self._is_cache(path)
        }

    def _is_cache(self, path: Path) -> bool:
        mime = self.share / "mime"
        return path.name == "mimeinfo.cache" or (
            mime in path.parents and mime / "packages" not in path.parents
        )


@pytest.fixture
def home(tmp_path: Path) -> Home:
    path = tmp_path / '张 三"100%$A\\'
    path.mkdir()
    return Home(path)


def installed(edition: str) -> set[str]:
    internal = {f"_internal/库/{name}" for name in ("libx.so", "libx.so.1", f"only-{edition}")}
    parts = {"PerfEval", "install.sh", "说明.txt", *internal, *(f"share/{name}" for name in SHARED)}
    return (
        {f"lib/perfeval/{name}" for name in parts} | {f"share/{name}" for name in SHARED} | {"bin/perfeval"}
    )


def test_the_program_is_installed_into_the_home(home: Home) -> None:
    home.install("新")
    assert home.files() == installed("新")
    assert home.run(home.path / ".local/bin/perfeval", "甲.perfeval").stdout == "新 甲.perfeval\n"


def test_the_menu_starts_the_program_by_its_whole_path(home: Home) -> None:
    home.install("新")
    menu = (home.share / "applications" / f"{APP}.desktop").read_text("utf-8")
    (value,) = re.findall(r"^Exec=(.*)$", menu, re.MULTILINE)
    unescaped = re.sub(r"\\(.)", r"\1", value)
    (quoted,) = re.findall(r'^"((?:[^"\\`$%]|\\.|%%)*)" %f$', unescaped)
    command = re.sub(r"\\(.)", r"\1", quoted).replace("%%", "%")
    assert command == str(home.path / ".local/bin/perfeval")


def test_an_update_leaves_nothing_of_the_old_program_and_all_of_the_data(home: Home) -> None:
    home.install("旧")
    data = home.share / "PerfEval" / "绩效自评.perfeval"
    data.parent.mkdir()
    data.write_bytes(b"data")
    home.install("新")
    assert home.files() == installed("新") | {"share/PerfEval/绩效自评.perfeval"}
    assert data.read_bytes() == b"data"


def test_removing_leaves_nothing_but_the_data(home: Home) -> None:
    home.install("新")
    data = home.share / "PerfEval" / "绩效自评.perfeval"
    data.parent.mkdir()
    data.write_bytes(b"data")
    done = home.run(home.program / "install.sh", "--remove")
    assert (done.returncode, done.stderr) == (0, "")
    assert home.files() == {"share/PerfEval/绩效自评.perfeval"}
    assert not home.program.parent.exists()
    assert not (home.share / "icons").exists()


def test_menus_and_icons_go_where_the_session_looks_for_them(home: Home) -> None:
    elsewhere = home.path / "别处"
    home.run(home.unpacked("新") / "install.sh", XDG_DATA_HOME=str(elsewhere))
    assert all((elsewhere / name).is_file() for name in SHARED)
    assert not home.share.exists()


def test_a_place_for_them_that_is_not_absolute_does_not_count(home: Home) -> None:
    home.run(home.unpacked("新") / "install.sh", XDG_DATA_HOME="别处")
    assert home.files() == installed("新")


def test_a_home_is_the_same_home_by_each_of_its_names(home: Home) -> None:
    other_name = home.path.with_name("李四")
    other_name.symlink_to(home.path)
    home.install("旧")
    done = home.run(home.unpacked("新") / "install.sh", HOME=str(other_name))
    assert (done.returncode, done.stderr) == (0, "")
    assert home.files() == installed("新")
    assert home.run(home.program / "install.sh", "--remove").returncode == 0
    assert home.files() == set()


def refusals(home: Home, *, script: Path, option: str = "", **environment: str) -> str:
    """Return what ``install.sh`` says when it refuses, having changed nothing."""
    before = home.files()
    done = home.run(script, *([option] if option else []), **environment)
    assert done.returncode == 1
    assert home.files() == before
    return done.stderr


@pytest.mark.parametrize("option", ["", "--remove"])
def test_a_running_program_is_neither_replaced_nor_removed(home: Home, option: str) -> None:
    home.install("旧")
    update = home.unpacked("新")
    shutil.copy("/bin/sh", home.program / "PerfEval")
    reading = [str(home.program / "PerfEval"), "-c", "read line"]
    with subprocess.Popen(reading, stdin=subprocess.PIPE) as running:  # noqa: S603  # waits until told
        said = refusals(home, script=update / "install.sh", option=option)
        running.communicate(b"\n")
    assert f"正在运行（进程 {running.pid}）" in said


def test_files_of_others_in_the_folder_of_the_program_are_not_swept_away(home: Home) -> None:
    home.install("旧")
    (home.program / "数据").mkdir()
    (home.program / "数据" / "绩效自评.perfeval").write_bytes(b"data")
    assert "数据”不是本程序的文件" in refusals(home, script=home.unpacked("新") / "install.sh")
    assert home.run(home.program / "install.sh", "--remove").returncode == 0
    assert home.files() == {"lib/perfeval/数据/绩效自评.perfeval"}


def test_a_program_that_does_not_start_here_replaces_nothing(home: Home) -> None:
    home.install("旧")
    update = home.unpacked("新")
    (update / "PerfEval").write_text("#!/bin/sh\necho GLIBC_2.35 not found >&2\nexit 1\n", encoding="utf-8")
    said = refusals(home, script=update / "install.sh")
    assert said.startswith("GLIBC_2.35 not found\n程序在这个系统上启动不了")


def test_an_incomplete_archive_is_not_installed(home: Home) -> None:
    folder = home.unpacked("新")
    shutil.rmtree(folder / "_internal")
    assert "缺少 _internal，没有解压完整" in refusals(home, script=folder / "install.sh")


def test_the_command_of_another_program_is_left_alone(home: Home) -> None:
    command = home.path / ".local/bin/perfeval"
    command.parent.mkdir(parents=True)
    command.write_text("of pip", encoding="utf-8")
    assert "可能由 pip 安装" in refusals(home, script=home.unpacked("新") / "install.sh")


def test_the_command_of_another_program_is_left_alone_even_if_it_leads_nowhere(home: Home) -> None:
    command = home.path / ".local/bin/perfeval"
    command.parent.mkdir(parents=True)
    command.symlink_to("/media/U盘/perfeval")
    assert "是另一个程序" in refusals(home, script=home.unpacked("新") / "install.sh")


@pytest.mark.parametrize("without", [["-u", "HOME"], ["HOME="], ["HOME=没有"]])
def test_without_a_home_nothing_is_installed(home: Home, without: list[str]) -> None:
    folder = home.unpacked("新")
    shutil.rmtree(folder / "_internal")  # so that no mistake of the script installs it somewhere
    done = home.run("env", *without, folder / "install.sh")
    assert done.returncode == 1
    assert done.stderr.startswith("找不到您的主目录")


def test_the_installed_script_does_not_install_itself(home: Home) -> None:
    home.install("新")
    assert "这里就是已安装的程序" in refusals(home, script=home.program / "install.sh")


def test_nothing_is_installed_for_the_administrator_by_mistake(home: Home) -> None:
    script = home.unpacked("新") / "install.sh"
    assert "请不要加 sudo" in refusals(home, script=script, SUDO_UID="1000")


def test_what_is_not_installed_cannot_be_removed(home: Home) -> None:
    assert "没有安装过" in refusals(home, script=home.unpacked("新") / "install.sh", option="--remove")


def test_a_mistyped_option_is_answered_with_the_usage(home: Home) -> None:
    done = home.run(home.unpacked("新") / "install.sh", "--uninstall")
    assert (done.returncode, done.stderr[:3]) == (2, "用法：")
