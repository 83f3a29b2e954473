"""The .deb: an ``ar`` archive of a version mark and two tar files; written here, it needs no tool of Debian.

Menus, file types and icons are announced by dpkg's own triggers; the package runs no script of ours.
"""

import hashlib
import lzma
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from archive import Link, Tree, content, gzipped, tar

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[2]
PACKAGE: Final = "perfeval-desktop"
LIBRARY: Final = "usr/lib/perfeval"
DOCUMENTS: Final = f"usr/share/doc/{PACKAGE}"
MAINTAINER: Final = "PerfEval Desktop contributors <contributors@perfeval.invalid>"


def installed_tree(bundle: Tree, share: Tree, *, version: str, time: int) -> Tree:
    """Return what the package puts on the disk; ``bundle`` and ``share`` hold paths inside their folders."""
    licence, changes = ((ROOT / name).read_bytes() for name in ("LICENSE", "CHANGELOG.md"))
    return {
        **{f"{LIBRARY}/{name}": source for name, source in bundle.items()},
        **{f"usr/share/{name}": source for name, source in share.items()},
        "usr/bin/perfeval": Link("../lib/perfeval/PerfEval"),
        f"usr/share/lintian/overrides/{PACKAGE}": HERE / "debian" / "lintian-overrides",
        f"{DOCUMENTS}/copyright": (HERE / "debian" / "copyright").read_bytes() + licence,
        f"{DOCUMENTS}/changelog.gz": gzipped(changelog(version, time).encode()),
        f"{DOCUMENTS}/CHANGELOG.md.gz": gzipped(changes),
    }


def changelog(version: str, time: int) -> str:
    """Return the changelog in the form Debian asks for; what clerks should know stands beside it."""
    head = f"{PACKAGE} ({version}) stable; urgency=medium"
    date = format_datetime(datetime.fromtimestamp(time, UTC))
    return f"{head}\n\n  * 见 CHANGELOG.md.gz\n\n -- {MAINTAINER}  {date}\n"


def debian_package(installed: Tree, *, version: str, time: int) -> bytes:
    """Return the whole .deb of the installed files."""
    files = {
        name: content(source) for name, source in sorted(installed.items()) if not isinstance(source, Link)
    }
    sums = "".join(
        f"{hashlib.md5(data, usedforsecurity=False).hexdigest()}  {name}\n" for name, data in files.items()
    )
    kibibytes = sum(-(-len(data) // 1024) for data in files.values())
    fields = f"Maintainer: {MAINTAINER}\nVersion: {version}\nInstalled-Size: {kibibytes}\n"
    control: Tree = {
        "control": fields.encode() + (HERE / "debian" / "control").read_bytes(),
        "md5sums": sums.encode(),
    }
    return ar(
        {
            "debian-binary": b"2.0\n",
            "control.tar.xz": lzma.compress(tar(control, time=time, prefix="./")),
            "data.tar.xz": lzma.compress(tar(installed, time=time, prefix="./")),
        },
        time,
    )


def ar(members: dict[str, bytes], time: int) -> bytes:
    """Return an ``ar`` archive as dpkg reads it: 60 characters of text before each member.

    Members must begin at even places; the text and whatever xz writes have an even length.
    """
    archive = b"!<arch>\n"
    for name, data in members.items():
        archive += f"{name:<16}{time:<12}{0:<6}{0:<6}{0o100644:<8o}{len(data):<10}`\n".encode()
        archive += data
    return archive
