"""What was copied in Word, WPS, Excel or a browser, as a file that is imported like any other."""

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData

# Whatever encoding the page names, the file has this one.
_ENCODING: Final = "utf-8-sig"
_NAME: Final = "剪贴板"
_TABLE: Final = re.compile(r"<table\b", re.IGNORECASE)


def copied_files(copied: QMimeData | None, folder: Path) -> list[Path]:
    """Return the files that were copied, or one made in ``folder`` of the text that was; none of nothing.

    Tables come with their merged cells only as a page of HTML; without one, as lines with tabs.
    """
    if copied is None:  # an empty clipboard, on some systems
        return []
    files = [Path(url.toLocalFile()) for url in copied.urls() if url.isLocalFile()]
    if files:
        return files
    if copied.hasHtml() and _TABLE.search(copied.html()):
        return [_written(folder / f"{_NAME}.html", copied.html())]
    return [_written(folder / f"{_NAME}.txt", copied.text())] if copied.text().strip() else []


def _written(file: Path, text: str) -> Path:
    # Surrogates that are alone cannot be written.
    file.write_bytes(text.encode(_ENCODING, "replace"))
    return file
