"""Text documents of Word 97-2003 and of WPS (.wps): made into a .docx, which is read like any other."""

import tempfile
from pathlib import Path

from doc2docx import convert  # type: ignore[import-untyped]  # has no type information
from doc2docx.errors import EncryptedDocumentError  # type: ignore[import-untyped]

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.readers import docx
from perfeval_desktop.exchange.sheet import Sheet


def read(path: Path) -> tuple[Sheet, ...]:
    """Return the document as one sheet; :class:`ImportFileError` says why not."""
    with tempfile.TemporaryDirectory(prefix="perfeval-", ignore_cleanup_errors=True) as folder:
        made = Path(folder, f"{path.stem or 'x'}.docx")
        try:
            convert(path, made)
        except EncryptedDocumentError as error:
            raise ImportFileError(f"“{path.name}”设有密码，无法读取。请取消密码后另存，再导入。") from error
        except Exception as error:  # what a damaged file makes it stumble over is of any kind
            raise ImportFileError(
                f"“{path.name}”无法读取，可能已损坏。请用 Word 或 WPS 打开并另存为 .docx，再导入。"
            ) from error
        return docx.read(made)
