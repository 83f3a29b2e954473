"""Text documents of Word 97-2003 and of WPS (.wps): made into a .docx, which is read like any other."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from doc2docx import convert  # type: ignore[import-untyped]  # has no type information
from doc2docx.errors import (  # type: ignore[import-untyped]
    EncryptedDocumentError,
    InvalidWordDocument,
)
from doc2docx.msdoc import formatting  # type: ignore[import-untyped]

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.readers import docx
from perfeval_desktop.exchange.sheet import Sheet

# Bytes in which properties of paragraphs are told, to what they say.
_Reader = Callable[..., tuple[Any, ...]]


def read(path: Path) -> tuple[Sheet, ...]:
    """Return the document as one sheet; :class:`ImportFileError` says why not."""
    with as_docx(path) as made:
        return docx.read(made)


@contextmanager
def as_docx(path: Path) -> Iterator[Path]:
    """Give a .docx with what stands in the document, for as long as it is looked at."""
    with tempfile.TemporaryDirectory(prefix="perfeval-", ignore_cleanup_errors=True) as folder:
        made = Path(folder, f"{path.stem or 'x'}.docx")
        try:
            _convert(path, made)
        except EncryptedDocumentError as error:
            raise ImportFileError(f"“{path.name}”设有密码，无法读取。请取消密码后另存，再导入。") from error
        except Exception as error:  # what a damaged file makes it stumble over is of any kind
            raise ImportFileError(
                f"“{path.name}”无法读取，可能已损坏。请用 Word 或 WPS 打开并另存为 .docx，再导入。"
            ) from error
        yield made


def _convert(path: Path, made: Path) -> None:
    try:
        convert(path, made)
    except InvalidWordDocument:
        with _forgiving():
            convert(path, made)


@contextmanager
def _forgiving() -> Iterator[None]:
    """Take properties of paragraphs as far as they go: LibreOffice writes some that are cut short."""
    strict: _Reader = formatting.parse_grpprl

    def as_far_as_they_go(told: bytes, **how: object) -> tuple[Any, ...]:
        for end in range(len(told), 0, -1):
            try:
                return strict(told[:end], **how)
            except InvalidWordDocument:
                continue
        return ()

    formatting.parse_grpprl = as_far_as_they_go
    try:
        yield
    finally:
        formatting.parse_grpprl = strict
