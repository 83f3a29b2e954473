"""Build the Linux packages out of a finished bundle: the archive with its ``install.sh``, and the .deb.

    python resources/packaging/linux/build_packages.py BUNDLE OUTPUT_FOLDER

Needs nothing but Python. The same bundle gives the same bytes: every file carries the time
``SOURCE_DATE_EPOCH``, or midnight (UTC) of the day the metainfo names as the release's.
"""

import argparse
import os
import runpy
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from archive import gzipped, tar, tree_of
from debian_package import PACKAGE, debian_package, installed_tree

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[2]
SHARE: Final = HERE / "share"
METAINFO: Final = SHARE / "metainfo" / "org.perfeval.PerfEval.metainfo.xml"
ICON: Final = ROOT / "resources" / "perfeval_resources" / "icons" / "app.svg"
ICON_PLACE: Final = "icons/hicolor/scalable/apps/org.perfeval.PerfEval.svg"


def main() -> None:
    """Write both packages into the output folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("bundle", type=Path, help="the one-folder bundle, dist/PerfEval")
    parser.add_argument("output", type=Path, help="folder for the packages, made if missing")
    arguments = parser.parse_args()
    if not (arguments.bundle / "PerfEval").is_file():
        parser.error(f"no bundle for Linux: {arguments.bundle} holds no PerfEval")
    version = runpy.run_path(str(ROOT / "perfeval_desktop" / "__init__.py"))["__version__"]
    arguments.output.mkdir(parents=True, exist_ok=True)
    for name, data in packages(arguments.bundle, version, release_time()).items():
        part = arguments.output / f"{name}.part"
        part.write_bytes(data)
        part.replace(arguments.output / name)
        print(f"{name}: {len(data):,} bytes")


def packages(folder: Path, version: str, time: int) -> dict[str, bytes]:
    """Return the content of each package by its file name."""
    bundle, share = tree_of(folder), tree_of(SHARE) | {ICON_PLACE: ICON}
    top = f"PerfEval-{version}"
    portable = {
        **bundle,
        **{f"share/{name}": source for name, source in share.items()},
        "install.sh": HERE / "install.sh",
        "说明.txt": HERE / "readme.txt",
    }
    archive = tar({f"{top}/{name}": source for name, source in portable.items()}, time=time)
    installed = installed_tree(bundle, share, version=version, time=time)
    return {
        f"{top}-linux-x86_64.tar.gz": gzipped(archive),
        f"{PACKAGE}_{version}_amd64.deb": debian_package(installed, version=version, time=time),
    }


def release_time() -> int:
    """Return the time that all files carry, in seconds since 1970."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    newest = ET.parse(METAINFO).findall("releases/release")[0]  # noqa: S314  # our own file
    return int(datetime.fromisoformat(newest.attrib["date"]).replace(tzinfo=UTC).timestamp())


if __name__ == "__main__":
    main()
