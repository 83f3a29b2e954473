"""The launcher behind the two commands of the README; needs nothing but Python 3.11 or newer.

``python3 perfeval.py run``   does the main job: the window, or without a display the same work to files.
``python3 perfeval.py test``  passes the tests.

Each command prepares what it needs by itself: the virtual environment, the locked packages and, on Linux,
the system libraries of Qt. The file must load on Python 3.7, so that an old Python is told in words.
"""

from __future__ import annotations

import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent
RUNTIME_LOCK = ROOT / "requirements" / "runtime.lock"
DEV_LOCK = ROOT / "requirements" / "dev.lock"
SOURCE_ROOTS = (ROOT, ROOT / "ui", ROOT / "resources")
OUTPUT = ROOT / "perfeval-output"
MINIMUM_PYTHON = (3, 11)
THIS_PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"
NO_TESTS_COLLECTED = 5

USAGE = """\
用法：python3 perfeval.py <命令> [参数]

  run   打开程序窗口，载入七张示例自评表；没有显示器时改为打印得分、导出 PDF 和主窗口截图。
        带参数时以参数代替 --samples，例如：run --store 我的自评表.db；也可直接给程序的子命令。
  test  运行全部检查和测试。参数交给 pytest，此时不核对覆盖率，例如：test -k 评分

首次运行会自动准备虚拟环境 .venv（可用环境变量 PERFEVAL_VENV 另指文件夹）。"""

WIDGETS_PROBE = "from PySide6 import QtPrintSupport, QtSvg, QtWidgets; QtWidgets.QApplication([])"
CONNECTION_PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
PLUGIN_PROBE = """
import ctypes, pathlib, sys
from PySide6.QtCore import QLibraryInfo
plugins = pathlib.Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms")
for plugin in plugins.glob(f"libq{sys.argv[1]}*.so"):
    ctypes.CDLL(str(plugin))
"""


class SetupError(Exception):
    """The computer lacks something; the message tells the user the remedy."""


@dataclass(frozen=True)
class Family:
    """A package manager and its names for the libraries Qt expects; ``new|old`` gives alternatives."""

    tool: str
    install: str
    always: str
    screen: str


DEBIAN = Family(
    tool="apt-get",
    install="apt-get install",
    always="libglib2.0-0t64|libglib2.0-0 libgl1 libegl1 libdbus-1-3 libfontconfig1 libxkbcommon0",
    screen="libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 "
    "libx11-xcb1 libxcb-image0 libxcb-render-util0 libxcb-xfixes0 libwayland-client0 libwayland-cursor0",
)
FEDORA = Family(
    tool="dnf",
    install="dnf install",
    always="glib2 libglvnd-glx libglvnd-egl dbus-libs fontconfig libxkbcommon",
    screen="xcb-util-cursor xcb-util-wm xcb-util-keysyms xcb-util-image xcb-util-renderutil "
    "libxkbcommon-x11 libX11-xcb libwayland-client libwayland-cursor",
)
ARCH = Family(
    tool="pacman",
    install="pacman -S --needed",
    always="glib2 libglvnd dbus fontconfig libxkbcommon",
    screen="xcb-util-cursor xcb-util-wm xcb-util-keysyms xcb-util-image xcb-util-renderutil "
    "libxkbcommon-x11 libx11 wayland",
)


@dataclass(frozen=True)
class Step:
    """One command of ``test``; ``environ`` is laid over the environment of this process."""

    name: str
    command: tuple[str, ...]
    environ: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What a step left behind. Every tool used here closes with one line that tells the result."""

    name: str
    code: int
    output: str

    def parts(self) -> tuple[str, str]:
        """Return the output without its closing line, and the closing line."""
        body, _, closing = self.output.rstrip().rpartition("\n")
        return body, closing


def say(text: str) -> None:
    """Print at once, so that our lines and those of child processes keep their order."""
    print(text, flush=True)


def exit_code(command: Sequence[str | Path], environ: Mapping[str, str] | None = None) -> int:
    """Run a command that talks to the user itself; death by a signal counts as in a shell."""
    code = subprocess.run(command, env=environ, check=False).returncode
    return code if code >= 0 else 128 - code


def captured(command: Sequence[str | Path], environ: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run a command in the project's folder; return its exit code and all it printed."""
    done = subprocess.run(
        command,
        env=environ,
        cwd=ROOT,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    return done.returncode, done.stdout


def python_complaint(version: tuple[int, ...]) -> str | None:
    """Return why this Python cannot run the program, or None when it can."""
    if version >= MINIMUM_PYTHON:
        return None
    wanted, found = (".".join(map(str, parts)) for parts in (MINIMUM_PYTHON, version))
    return f"需要 Python {wanted} 或更新版本，当前是 {found} / Python {wanted} or newer is required, not {found}"


# --- packages of the operating system ------------------------------------------------------------------


def apt_get() -> list[str] | None:
    """Return the start of a command that installs packages unasked, or None where that cannot be."""
    if sys.platform == "win32" or shutil.which("apt-get") is None:
        return None
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and (shutil.which("sudo") is None or captured([*prefix, "true"])[0] != 0):
        return None
    return [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]


def package_names(packages: str, known: Sequence[str]) -> list[str]:
    """Pick of every ``new|old`` the first known name, or the last where none is known."""
    options = [package.split("|") for package in packages.split()]
    return [next((name for name in names if name in known), names[-1]) for names in options]


def local_names(packages: str) -> list[str]:
    """Return ``packages`` by the names this computer's package lists know them by."""
    if shutil.which("apt-cache") is None:
        return package_names(packages, known=[])
    doubtful = [name for package in packages.split() if "|" in package for name in package.split("|")]
    show = ["apt-cache", "show", "--no-all-versions"]
    return package_names(packages, known=[name for name in doubtful if captured([*show, name])[0] == 0])


def apt_install(packages: str) -> bool:
    """Install packages where this account may; fetch the package lists only if it fails without."""
    apt = apt_get()
    if apt is None:
        return False
    install = [*apt, "install", "-y", "--no-install-recommends"]
    say("正在安装系统软件包……")
    if captured([*install, *local_names(packages)])[0] == 0:
        return True
    captured([*apt, "update"])
    code, printed = captured([*install, *local_names(packages)])
    if code != 0:
        say(printed.strip())
    return code == 0


def package_family() -> Family:
    """Return the family of this computer; Debian's names where none is recognised."""
    return next((family for family in (DEBIAN, FEDORA, ARCH) if shutil.which(family.tool)), DEBIAN)


def require_packages(family: Family, packages: str, lack: str) -> None:
    """Install packages of the operating system, or tell the user which to install."""
    if family is DEBIAN and apt_install(packages):
        return
    raise SetupError(f"{lack}。请先安装系统软件包：\n  sudo {family.install} {' '.join(local_names(packages))}")


# --- the virtual environment ---------------------------------------------------------------------------


def environment_folder(environ: Mapping[str, str]) -> Path:
    """Return where the virtual environment is or will be."""
    named = environ.get("PERFEVAL_VENV")
    return Path(named).expanduser().absolute() if named else ROOT / ".venv"


def environment_python(folder: Path, system: str) -> Path:
    """Return the interpreter of a virtual environment; ``system`` is a ``sys.platform``."""
    return folder / "Scripts" / "python.exe" if system == "win32" else folder / "bin" / "python"


def stamp_text(lock: Path, version: str) -> str:
    """Return what the stamp of an environment says that Python ``version`` filled from ``lock``."""
    return f"{version}\n{lock}\n{hashlib.sha256(lock.read_bytes()).hexdigest()}\n"


def is_ready(folder: Path, locks: Iterable[Path], version: str) -> bool:
    """Tell whether the environment was completely filled from one of ``locks`` as they are now."""
    stamp = folder / "perfeval-stamp"
    if not stamp.is_file() or not environment_python(folder, sys.platform).exists():
        return False
    return stamp.read_text(encoding="utf-8") in [stamp_text(lock, version) for lock in locks]


def is_usable(python: Path) -> bool:
    """Tell whether an environment can be filled: it runs, on the same Python as this, and has pip."""
    if not python.exists():
        return False
    code, printed = captured([python, "-c", "import pip, sys; print(*sys.version_info[:2], sep='.')"])
    return code == 0 and printed.strip() == THIS_PYTHON


def create_environment(folder: Path) -> None:
    """Make an empty environment, in place of a broken one or one of another Python."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "pyvenv.cfg").is_file():
        raise SetupError(f"{folder} 不是虚拟环境，不敢清空；请移走它，或用 PERFEVAL_VENV 另指文件夹。")
    if find_spec("ensurepip") is None:
        require_packages(DEBIAN, f"python{THIS_PYTHON}-venv", "这个 Python 不能建立虚拟环境（缺少 ensurepip）")
    say(f"正在建立虚拟环境：{folder}")
    if exit_code([sys.executable, "-m", "venv", "--clear", folder]) != 0:
        raise SetupError("虚拟环境建立失败，原因见上。")


def path_line(folders: Iterable[Path]) -> str:
    """Return the .pth line that makes ``folders`` importable.

    A statement and not bare paths: Python decodes the file by the locale, and a path may hold Chinese.
    """
    return f"import sys; sys.path.extend({ascii([str(folder) for folder in folders])})\n"


def prepare_environment(*locks: Path) -> Path:
    """Fill the environment from the first of ``locks`` unless one of them did already; return its Python."""
    folder, version = environment_folder(os.environ), platform.python_version()
    python, stamp = environment_python(folder, sys.platform), folder / "perfeval-stamp"
    if is_ready(folder, locks, version):
        return python
    if not is_usable(python):
        create_environment(folder)
    stamp.unlink(missing_ok=True)
    say("正在安装依赖软件包（首次需联网下载约 150 MB）……")
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "-q"]
    if exit_code([*pip, "--only-binary=:all:", "--require-hashes", "-r", locks[0]]) != 0:
        raise SetupError("依赖软件包安装失败，原因见上。网络不畅时可用 PIP_INDEX_URL 指定就近的镜像后重试。")
    _, packages = captured([python, "-c", "import sysconfig; print(ascii(sysconfig.get_path('purelib')))"])
    Path(packages.strip(), "perfeval.pth").write_text(path_line(SOURCE_ROOTS), encoding="ascii")
    stamp.write_text(stamp_text(locks[0], version), encoding="utf-8")
    return python


# --- the main job --------------------------------------------------------------------------------------


def announced_screen(environ: Mapping[str, str], system: str) -> str | None:
    """Return the Qt plugin for the screen this session claims to have, or None without one."""
    if environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return None
    if system in {"win32", "darwin"}:
        return "windows" if system == "win32" else "cocoa"
    if environ.get("DISPLAY"):
        return "xcb"
    return "wayland" if environ.get("WAYLAND_DISPLAY") else None


def prepare_qt(python: Path, screen: str | None) -> None:
    """See to the system libraries of Qt: those it always needs and those of the plugin ``screen``."""
    if not sys.platform.startswith("linux"):
        return
    family, offscreen = package_family(), {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    probes = [([python, "-c", WIDGETS_PROBE], family.always)]
    if screen is not None:
        probes.append(([python, "-c", PLUGIN_PROBE, screen], family.screen))
    for probe, packages in probes:
        if captured(probe, offscreen)[0] != 0:
            require_packages(family, packages, "缺少图形界面所需的系统库")
            code, printed = captured(probe, offscreen)
            if code != 0:
                raise SetupError(f"图形界面无法启动：{printed.strip()}")


def program_commands(arguments: Sequence[str], *, screen: bool) -> list[list[str]]:
    """Return the program's argument lists, run one after another; all but a window's end by themselves."""
    options = list(arguments) or ["--samples"]
    if screen or not options[0].startswith("-"):
        return [options]
    return [
        ["score", *options],
        ["export", *options, "--out", str(OUTPUT)],
        [*options, "--screenshot", str(OUTPUT / "主窗口.png")],
    ]


def run(arguments: Sequence[str]) -> int:
    """Do the main job and return the exit code of the first step that failed."""
    python, announced = prepare_environment(RUNTIME_LOCK, DEV_LOCK), announced_screen(os.environ, sys.platform)
    prepare_qt(python, announced)
    screen = announced is not None and captured([python, "-c", CONNECTION_PROBE])[0] == 0
    environ = {**os.environ, "PYTHONUTF8": "1"}
    if not screen:
        say(f"没有可用的显示器：改为打印得分，并把 PDF 和主窗口截图存入 {OUTPUT}")
        OUTPUT.mkdir(exist_ok=True)
        environ["QT_QPA_PLATFORM"] = "offscreen"
    for command in program_commands(arguments, screen=screen):
        code = exit_code([python, "-m", "perfeval_desktop", *command], environ)
        if code != 0:
            return code
    return 0
