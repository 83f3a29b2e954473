"""What a bundle for Linux may ask of the system: the age of its C library, and libraries it brings itself."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from binaries import Binary

NEWEST_GLIBC = (2, 35)
"""Ubuntu 22.04's, the oldest system that is promised."""

# Libraries that stay the system's own, by the package of Debian and its kin that holds them. They are of one
# piece with a service, a driver or a configuration, and every desktop has them.
OF_EVERY_SYSTEM = {
    "libc6": (
        "libc.so.6",
        "libm.so.6",
        "libdl.so.2",
        "libpthread.so.0",
        "librt.so.1",
        "libutil.so.1",
        "libresolv.so.2",
        "ld-linux-x86-64.so.2",
    ),
    # Older ones than the system's would break its drivers; newer ones ask for a newer C library.
    "libstdc++6": ("libstdc++.so.6",),
    "libgcc-s1": ("libgcc_s.so.1",),
}
OF_THE_DESKTOP = {
    "libgl1": ("libGL.so.1",),
    "libegl1": ("libEGL.so.1",),
    "libx11-6": ("libX11.so.6",),
    "libxcb1": ("libxcb.so.1",),
    "libdbus-1-3": ("libdbus-1.so.3",),
    "libfontconfig1": ("libfontconfig.so.1",),
    "libfreetype6": ("libfreetype.so.6",),
    "libexpat1": ("libexpat.so.1",),
}
# Where they are missing, a plugin of Qt stays out of use: no Wayland, no printers.
OF_SOME_DESKTOPS = {
    "libwayland-client0": ("libwayland-client.so.0",),
    "libwayland-cursor0": ("libwayland-cursor.so.0",),
    "libcups2": ("libcups.so.2",),
}

OF_THE_SYSTEM = frozenset(
    name
    for packages in (OF_EVERY_SYSTEM, OF_THE_DESKTOP, OF_SOME_DESKTOPS)
    for names in packages.values()
    for name in names
)


def complaints(folder: Path, binaries: Sequence[Binary]) -> Iterator[str]:
    """Yield what keeps the bundle in ``folder`` from running on the systems that are promised."""
    brought = {path.name for path in folder.rglob("*.so*")}
    for binary in binaries:
        name = binary.path.relative_to(folder)
        if binary.glibc > NEWEST_GLIBC:
            yield f"{name} wants glibc {_dotted(binary.glibc)}, newer than {_dotted(NEWEST_GLIBC)}"
        for library in sorted(binary.imports - brought - OF_THE_SYSTEM):
            yield f"{name} wants {library}, which neither the bundle nor the system has"
    for library in sorted(brought & OF_THE_SYSTEM):
        yield f"{library} belongs to the system and must not be brought along"


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
