"""The launcher behind the two commands of the README; needs nothing but Python 3.11 or newer.

``python3 perfeval.py run``   does the main job: the window, or without a display the same work to files.
``python3 perfeval.py test``  passes the tests.

Each command prepares what it needs by itself: the virtual environment, the locked packages and, on Linux,
the system libraries of Qt. The file must load on Python 3.7, so that an old Python is told in words.
"""

from __future__ import annotations

import ast
import hashlib
import io
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent
RUNTIME_LOCK = ROOT / "requirements" / "runtime.lock"
DEV_LOCK = ROOT / "requirements" / "dev.lock"
OUTPUT = ROOT / "perfeval-output"
FONTS = ROOT / "resources" / "perfeval_resources" / "fonts"  # all that Windows' offscreen plugin can find
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_QPA_FONTDIR": str(FONTS)}
MINIMUM_PYTHON = (3, 11)
CLOSING = re.compile(r"^((=+ )?(\d+|no) .* in \S+s|All|Found|Success|TOTAL|Coverage f)|formatted")
THIS_PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"

USAGE = """\
用法：python3 perfeval.py <命令> [参数]

  run   打开程序窗口，载入七张示例自评表；没有显示器时改为打印得分、导出 PDF 和主窗口截图。
        带参数时以参数代替 --samples，例如：run --store 我的自评表.db；也可直接给程序的子命令。
  test  运行全部检查和测试。参数交给 pytest，此时不核对覆盖率，例如：test -k 评分

首次运行会自动准备虚拟环境 .venv（可用环境变量 PERFEVAL_VENV 另指文件夹）。"""

# Install command: the libraries Qt always expects, and those for a screen. Newer Debian and Ubuntu call the
# first libglib2.0-0t64, and apt-get takes the old name for it.
SYSTEM_PACKAGES = {
    "apt-get install": (
        "libglib2.0-0 libgl1 libegl1 libdbus-1-3 libfontconfig1 libxkbcommon0",
        "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 libwayland-cursor0",
    ),
    "dnf install": (
        "glib2 libglvnd-glx libglvnd-egl dbus-libs fontconfig libxkbcommon",
        "xcb-util-cursor xcb-util-wm xcb-util-keysyms libxkbcommon-x11 libX11-xcb",
    ),
    "pacman -S --needed": (
        "glib2 libglvnd dbus fontconfig libxkbcommon",
        "xcb-util-cursor xcb-util-wm xcb-util-keysyms libxkbcommon-x11",
    ),
}

# The settings of pip that are kept: how to reach packages. Any other may change what is installed, or where.
PIP_SETTING = re.compile(
    r"PIP_(CONFIG_FILE|(EXTRA_)?INDEX_URL|NO_INDEX|FIND_LINKS|TRUSTED_HOST|(CLIENT_)?CERT|PROXY|RETRIES"
    r"|(DEFAULT_)?TIMEOUT|(NO_)?CACHE_DIR|KEYRING_PROVIDER|USE_FEATURE|USE_DEPRECATED)$"
)
PTH_WRITER = (
    "import sys, sysconfig as s; open(s.get_path('purelib') + '/perfeval.pth', 'w').write(sys.argv[1])"
)
WIDGETS_PROBE = "from PySide6 import QtPrintSupport, QtSvg, QtWidgets; QtWidgets.QApplication([])"
CONNECTION_PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
PLUGIN_PROBE = """
import ctypes, pathlib, sys
from PySide6.QtCore import QLibraryInfo
plugins = pathlib.Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
for plugin in plugins.glob(f"platforms/libq{sys.argv[1]}*.so"):
    ctypes.CDLL(str(plugin))
"""


class SetupError(Exception):
    """The computer lacks something; the message tells the user the remedy."""


def say(text: str) -> None:
    """Print at once, so that our lines and those of child processes keep their order."""
    print(text, flush=True)


def exit_code(command: Sequence[str | Path], env: Mapping[str, str] = os.environ) -> int:
    """Run a command that talks to the user itself; death by a signal counts as in a shell."""
    code = subprocess.run(command, env={**env, "PYTHONUTF8": "1"}, check=False).returncode
    return code if code >= 0 else 128 - code


def captured(command: Sequence[str | Path], env: Mapping[str, str] = os.environ) -> tuple[int, str]:
    """Run a command in the project's folder; return its exit code and all it printed."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**env, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.returncode, done.stdout


def python_complaint(version: tuple[int, ...]) -> str | None:
    """Return why this Python cannot run the program, or None when it can."""
    if version >= MINIMUM_PYTHON:
        return None
    wanted, found = (".".join(map(str, parts)) for parts in (MINIMUM_PYTHON, version))
    return (
        f"需要 Python {wanted} 或更新版本，当前是 {found} / Python {wanted} or newer is required, not {found}"
    )


def apt_get() -> list[str] | None:
    """Return the start of a command that installs packages unasked, or None where that cannot be."""
    if sys.platform == "win32" or shutil.which("apt-get") is None:
        return None
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and (shutil.which("sudo") is None or captured([*prefix, "true"])[0] != 0):
        return None
    return [
        *prefix,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-o",
        "DPkg::Lock::Timeout=120",
    ]


def apt_install(packages: str) -> bool:
    """Install packages where this account may; fetch the package lists only if it fails without."""
    apt = apt_get()
    if apt is None:
        return False
    say(f"正在安装系统软件包：{packages}")
    install = [*apt, "install", "-y", "--no-install-recommends", *packages.split()]
    if captured(install)[0] == 0:
        return True
    captured([*apt, "update"])
    code, printed = captured(install)
    if code != 0:
        say(printed.strip())
    return code == 0


def require_packages(command: str, packages: str, lack: str) -> None:
    """Install packages of the operating system, or tell the user how to."""
    if not (command == "apt-get install" and apt_install(packages)):
        raise SetupError(f"{lack}。请先安装系统软件包：\n  sudo {command} {packages}")


def environment(environ: Mapping[str, str], system: str) -> tuple[Path, Path]:
    """Return folder and interpreter of the virtual environment on ``system``, a ``sys.platform``."""
    folder = Path(environ.get("PERFEVAL_VENV") or ROOT / ".venv").absolute()
    return folder, folder / ("Scripts/python.exe" if system == "win32" else "bin/python")


def stamp_text(lock: Path, version: str) -> str:
    """Return what the stamp of an environment says that Python ``version`` filled from ``lock``."""
    return f"{version}\n{lock}\n{hashlib.sha256(lock.read_bytes()).hexdigest()}\n"


def is_ready(stamp: Path, locks: Iterable[Path], version: str) -> bool:
    """Tell whether an environment was completely filled from one of ``locks`` as they are now."""
    written = stamp.read_text(encoding="utf-8") if stamp.is_file() else None
    return written in [stamp_text(lock, version) for lock in locks]


def is_usable(python: Path) -> bool:
    """Tell whether an environment can be filled: it runs, on the same Python as this, and has pip."""
    probe = "import pip, sys; print(*sys.version_info[:2], sep='.')"
    return python.exists() and captured([python, "-I", "-c", probe]) == (0, f"{THIS_PYTHON}\n")


def create_environment(folder: Path) -> None:
    """Make an empty environment, in place of a broken one or one of another Python."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "pyvenv.cfg").is_file():
        raise SetupError(f"{folder} 不是虚拟环境，不敢清空；请移走它，或用 PERFEVAL_VENV 另指文件夹。")
    if find_spec("ensurepip") is None:
        require_packages("apt-get install", f"python{THIS_PYTHON}-venv", "这个 Python 缺少 ensurepip")
    say(f"正在建立虚拟环境：{folder}")
    if exit_code([sys.executable, "-m", "venv", "--clear", folder]) != 0:
        raise SetupError("虚拟环境建立失败，原因见上。")


def path_line(folders: Iterable[Path]) -> str:
    """Return a .pth line that makes ``folders`` importable; ASCII, since Python decodes it by the locale."""
    return f"import sys; sys.path.extend({[str(folder) for folder in folders]!a})"


def pip_settings(listed: str) -> dict[str, str]:
    """Return as environment variables those settings that are kept of what ``pip config list`` says."""
    found = {}
    for section in ("global", "install"):
        for name, value in re.findall(rf"^{section}\.([\w-]+)=('.*'|\".*\")$", listed, re.MULTILINE):
            found["PIP_" + name.upper().replace("-", "_")] = str(ast.literal_eval(value))
    return {name: value for name, value in found.items() if PIP_SETTING.match(name)}


def pip_environment(python: Path) -> dict[str, str]:
    """Return the environment in which pip does the same on every computer, by whatever road to the index."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if PIP_SETTING.match(name) or not name.startswith(("PIP_", "PYTHON"))
    }
    aloud = {"PIP_USER": "0", "PIP_QUIET": "0"}  # with these in a pip.conf, older pips list next to nothing
    code, listed = captured([python, "-m", "pip", "config", "list"], {**kept, **aloud})
    if code != 0:
        raise SetupError(f"{listed}pip 的设置读不出来，原因见上。请先改正 pip 的配置文件。")
    return {**pip_settings(listed), **kept, "PIP_CONFIG_FILE": os.devnull}


def fill_environment(python: Path, lock: Path) -> str:
    """Install what ``lock`` names and nothing else; return what the packages then lack, in pip's words."""
    pip, env = (
        [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input"],
        pip_environment(python),
    )
    install = [*pip, "install", "-q", "--no-deps", "--only-binary=:all:", "--require-hashes", "-r", str(lock)]
    code, printed = captured(install, env)
    if code != 0:
        raise SetupError(f"{printed}安装失败，原因见上。网络不畅时可设 PIP_INDEX_URL 为就近镜像再试。")
    code, printed = captured([*pip, "check"], env)
    return printed if code != 0 else ""


def prepare_environment(*locks: Path) -> str:
    """Fill the environment from the first of ``locks`` unless one of them did already; return its Python."""
    folder, python = environment(os.environ, sys.platform)
    stamp, version = folder / "perfeval-stamp", platform.python_version()
    if python.exists() and is_ready(stamp, locks, version):
        return str(python)
    usable = is_usable(python)
    if not usable:
        create_environment(folder)
    stamp.unlink(missing_ok=True)
    say("正在安装依赖软件包（首次需联网下载约 150 MB）……")
    lack = fill_environment(python, locks[0])
    if lack and usable:  # something left from before may be in the way
        create_environment(folder)
        lack = fill_environment(python, locks[0])
    if lack:
        raise SetupError(f"{lack}依赖软件包装好了，但彼此不配套，原因见上。请把以上内容告诉开发者。")
    code, printed = captured([python, "-c", PTH_WRITER, path_line([ROOT, ROOT / "ui", ROOT / "resources"])])
    if code != 0:
        raise SetupError(f"{printed}虚拟环境写不进去，原因见上：{folder}")
    stamp.write_text(stamp_text(locks[0], version), encoding="utf-8")
    return str(python)


def announced_screen(environ: Mapping[str, str], system: str) -> str | None:
    """Return what the session claims to show windows on (on Linux the Qt plugin), or None."""
    if environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return None
    if not system.startswith("linux"):
        return system
    if environ.get("DISPLAY"):
        return "xcb"
    return "wayland" if environ.get("WAYLAND_DISPLAY") else None


def prepare_qt(python: str, screen: str | None) -> None:
    """See to the system libraries of Qt: those it always needs and those of the plugin ``screen``."""
    if not sys.platform.startswith("linux"):
        return
    offscreen = {**os.environ, **OFFSCREEN}
    command = next((known for known in SYSTEM_PACKAGES if shutil.which(known.split()[0])), "apt-get install")
    arguments = [[WIDGETS_PROBE], *([[PLUGIN_PROBE, screen]] if screen else [])]
    for probe, packages in zip(arguments, SYSTEM_PACKAGES[command], strict=False):
        if captured([python, "-c", *probe], offscreen)[0] != 0:
            require_packages(command, packages, "缺少图形界面所需的系统库")
            code, printed = captured([python, "-c", *probe], offscreen)
            if code != 0:
                raise SetupError(f"图形界面无法启动：{printed.strip()}")


def program_commands(arguments: Sequence[str], *, screen: bool) -> list[list[str]]:
    """Return the program's argument lists, to be run in order until one fails."""
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
    python = prepare_environment(RUNTIME_LOCK, DEV_LOCK)
    announced = announced_screen(os.environ, sys.platform)
    prepare_qt(python, announced)
    screen = announced is not None and captured([python, "-c", CONNECTION_PROBE])[0] == 0
    env = {**os.environ, **({} if screen else OFFSCREEN)}
    commands = program_commands(arguments, screen=screen)
    if len(commands) > 1:
        say("没有可用的显示器：改为打印得分、导出 PDF 并保存主窗口截图。")
        OUTPUT.mkdir(exist_ok=True)
    for command in commands:
        code = exit_code([python, "-m", "perfeval_desktop", *command], env)
        if code != 0:
            return code
    if len(commands) > 1:
        say(f"结果在文件夹：{OUTPUT}")
    return 0


def check_commands(python: str, arguments: Sequence[str]) -> dict[str, list[str]]:
    """Return the checks and the pytest runs (all but the shell without Qt), or one of ``arguments``.

    Of those that take minutes the longest come first, so that all processors are busy to the end.
    """
    pytest = [python, "-m", "coverage", "run", "--parallel-mode", "-m", "pytest"]
    without_qt = [*pytest, "-p", "without_qt", "-p", "no:pytest-qt"]
    files = ("exchange", "exchange_package", "importing", "ledger_filling")
    apart = [f"--ignore=tests/{name}" for name in ("ui", "printing", *files)]
    whole = {
        "pytest 核心": [*without_qt, "tests", *apart],
        "pytest 界面": [*pytest, "tests/ui"],
        "pytest 打印": [*without_qt, "tests/printing"],
        "pytest 文件": [*without_qt, *(f"tests/{name}" for name in files)],
    }
    return {
        "ruff check": [python, "-m", "ruff", "check"],
        "ruff format": [python, "-m", "ruff", "format", "--check"],
        **({"pytest": [python, "-m", "pytest", *arguments]} if arguments else whole),
        "mypy": [python, "-m", "mypy"],
    }


def gate_commands(python: str) -> dict[str, list[str]]:
    """Return the commands that join the coverage of the pytest runs and hold it to its bounds."""
    report = [python, "-m", "coverage", "report"]
    return {
        "合并覆盖率": [python, "-m", "coverage", "combine"],
        "覆盖率 核心": [*report, "--include=perfeval_desktop/*", "--fail-under=100"],
        "覆盖率 界面": [*report, "--include=ui/perfeval_ui/*", "--fail-under=90"],
    }


def carry_out(commands: Mapping[str, Sequence[str]], env: Mapping[str, str], workers: int) -> dict[str, bool]:
    """Run checks, print their output in order, and return their closing lines with success or failure."""
    summary = {}
    with ThreadPoolExecutor(workers) as pool:
        outcomes = pool.map(lambda command: captured(command, env), commands.values())
        for name, (code, output) in zip(commands, outcomes, strict=True):
            lines = output.splitlines()
            closing = next((line for line in reversed(lines) if CLOSING.search(line)), "")
            say("\n".join([f"\n── {name} ──", *lines]).rstrip())
            summary[f"{'失败' if code else '通过'}  {name}  {closing}"] = code == 0
    return summary


def test(arguments: Sequence[str]) -> int:
    """Carry out all checks and tests and sum up; gate the coverage of complete runs."""
    python = prepare_environment(DEV_LOCK)
    prepare_qt(python, None)
    say("正在检查和测试，两个处理器约需十分钟……")
    with tempfile.TemporaryDirectory() as folder:
        overlay = {
            "PYTHONPATH": str(ROOT / "tests"),
            "COVERAGE_FILE": str(Path(folder, ".coverage")),
            # Where no bytecode is kept, each of a hundred processes compiles the program anew.
            "PYTHONDONTWRITEBYTECODE": "",
        }
        env = {**OFFSCREEN, **os.environ, **overlay}
        # One more than there are processors: tests that save wait for the disk.
        workers = min(3, 1 + (os.cpu_count() or 1))
        summary = carry_out(check_commands(python, arguments), env, workers)
        if not arguments:
            summary |= carry_out(gate_commands(python), env, workers=1)
    say("\n".join(["\n── 小结 ──", *summary]))
    return 0 if all(summary.values()) else 1


def main(arguments: Sequence[str]) -> int:
    """Carry out one command of the launcher and return its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.platform == "win32":
        sys.stdout.reconfigure(encoding="utf-8")
    complaint = python_complaint(sys.version_info[:3])
    command = {"run": run, "test": test}.get(arguments[0] if arguments else "")
    if complaint or command is None:
        say(complaint or USAGE)
        return 2 if arguments or complaint else 0
    try:
        return command(arguments[1:])
    except SetupError as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
