"""A made-up bundle for Linux and the packages that are built of it."""

import os
import subprocess
import sys
from pathlib import Path

from perfeval_desktop import __version__

ROOT = Path(__file__).parents[1]
LINUX = ROOT / "resources" / "packaging" / "linux"
APP = "org.perfeval.PerfEval"
TOP = f"PerfEval-{__version__}"
ARCHIVE = f"{TOP}-linux-x86_64.tar.gz"
DEB = f"perfeval-desktop_{__version__}_amd64.deb"
SHARED = {
    f"applications/{APP}.desktop",
    f"icons/hicolor/256x256/apps/{APP}.png",
    f"icons/hicolor/scalable/apps/{APP}.svg",
    f"metainfo/{APP}.metainfo.xml",
    f"mime/packages/{APP}.xml",
}
"""What both packages put under ``share``."""


def made_up_bundle(folder: Path, edition: str = "新") -> Path:
    """Return a bundle whose program only tells its edition; its modes are those of a careless copy."""
    library = folder / "PerfEval" / "_internal" / "库"
    library.mkdir(parents=True)
    program = folder / "PerfEval" / "PerfEval"
    program.write_text(f"#!/bin/sh\necho {edition} $*\n", encoding="utf-8")
    program.chmod(0o600)
    (library / "libx.so.1").write_bytes(b"x" * 1500)
    (library / "libx.so.1").chmod(0o777)
    (library / "libx.so").symlink_to("libx.so.1")
    (library / f"only-{edition}").write_text(edition, encoding="utf-8")
    return folder / "PerfEval"


def build(bundle: Path, output: Path, **environment: str) -> dict[str, bytes]:
    """Return the content of the packages of ``bundle`` by their names."""
    command = [sys.executable, str(LINUX / "build_packages.py"), str(bundle), str(output)]
    env = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"} | environment
    subprocess.run(command, check=True, capture_output=True, env=env)  # noqa: S603  # our own script
    return {path.name: path.read_bytes() for path in output.iterdir()}
