"""How much of a file is read: more than any form or ledger needs, and no more than a computer bears."""

from typing import Final

from perfeval_desktop.errors import ImportFileError

MAX_ROWS: Final = 10_000
MAX_COLUMNS: Final = 64
MAX_CELLS: Final = 128_000
# Of the file itself, and of what is packed in it.
MAX_BYTES: Final = 64 * 1024 * 1024
MAX_MEMBERS: Final = 2000
MAX_RATIO: Final = 200
# Of a text in a cell: what Excel holds in one.
MAX_TEXT: Final = 32767
MAX_PAGES: Final = 500

BOUNDS: Final = f"{MAX_ROWS} 行、{MAX_COLUMNS} 列、{MAX_CELLS} 格"


def is_too_large(rows: int, columns: int) -> bool:
    """Tell whether a table is larger than any form or ledger."""
    return rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS


def check_size(rows: int, columns: int, place: str) -> None:
    """Raise :class:`ImportFileError` for a table that is too large; ``place`` says which."""
    if is_too_large(rows, columns):
        raise ImportFileError(
            f"{place}超出了可导入的范围（{BOUNDS}）。请把需要的部分另存为单独的文件后再导入。"
        )
