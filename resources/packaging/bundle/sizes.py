"""Is every large file there for a reason? The reasons stand in ``large_files.toml``."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

LARGE = 1_000_000
"""Bytes from which on a file needs a reason."""


@dataclass(frozen=True, slots=True)
class Limits:
    """For one system: the most bytes in all, and by pattern of the path why a file is large."""

    total: int
    reasons: Mapping[str, str]


def read_limits(file: Path, system: str) -> Limits:
    """Return what ``file`` says for ``system``, which is ``windows`` or ``linux``."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return Limits(content["total"][system], content["both"] | content[system])


def size_lines(sizes: Mapping[str, int], limits: Limits) -> Iterator[str]:
    """Yield for reading: the sum, and each large file with its size in MB and its reason.

    ``sizes``: bytes by path in the bundle.
    """
    yield f"{_mb(sum(sizes.values()))} MB of at most {_mb(limits.total)} in {len(sizes)} files"
    for path, size in sorted(sizes.items(), key=lambda item: -item[1]):
        if size >= LARGE:
            yield f"{_mb(size):>6}  {path}: {_reason(path, limits) or 'no reason'}"


def complaints(sizes: Mapping[str, int], limits: Limits) -> Iterator[str]:
    """Yield what is too large, what is large without a reason, what is listed and missing."""
    if sum(sizes.values()) > limits.total:
        yield f"{_mb(sum(sizes.values()))} MB in all are more than {_mb(limits.total)}"
    for path, size in sizes.items():
        if size >= LARGE and not _reason(path, limits):
            yield f"{path} has {_mb(size)} MB for no reason that is listed"
    for pattern in limits.reasons:
        if not any(fnmatchcase(path, pattern) for path in sizes):
            yield f"{pattern} is listed, but there is no such file"


def _reason(path: str, limits: Limits) -> str | None:
    return next((reason for pattern, reason in limits.reasons.items() if fnmatchcase(path, pattern)), None)


def _mb(size: int) -> str:
    return f"{size / 1_000_000:.1f}"
