from struct import pack

import pytest

from office_files import DATA
from perfeval_desktop.exchange.sector_chains import go_in_circles

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END, FREE = 0xFFFFFFFE, 0xFFFFFFFF


def old_file(table: list[int], short: list[int] | None = None) -> bytes:
    """Return a file of which sector 0 is the table, and sector 1 that of short sectors."""
    header = bytearray(SIGNATURE.ljust(512, b"\0"))
    header[0x1E:0x20] = pack("<H", 9)
    header[0x3C:0x40] = pack("<I", END if short is None else 1)
    header[0x4C:] = pack("<109I", 0, *[FREE] * 108)
    sectors = [one + [FREE] * (128 - len(one)) for one in (table, short or [])]
    return bytes(header) + b"".join(pack("<128I", *one) for one in sectors)


@pytest.mark.parametrize("name", ["figures.xls", "form.doc"])
def test_sound_files_have_chains_that_end(name: str) -> None:
    assert not go_in_circles((DATA / name).read_bytes())


def test_a_chain_that_comes_back_is_found_in_either_table() -> None:
    sound = [END, END, 3, 4, END]
    assert not go_in_circles(old_file(sound))
    assert not go_in_circles(old_file(sound, [1, 2, END, 2]))
    assert go_in_circles(old_file([END, END, 3, 4, 2]))
    assert go_in_circles(old_file([END, END, 2]))
    assert go_in_circles(old_file(sound, [1, 2, 0]))


def test_what_is_no_old_file_or_cut_short_has_no_chains() -> None:
    assert not go_in_circles(b"PK\3\4")
    assert not go_in_circles(SIGNATURE)
    assert not go_in_circles(old_file([2])[:600])
