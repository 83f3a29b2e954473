import pytest

from perfeval_desktop.exchange.encodings import decoded


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found(encoding: str) -> None:
    assert decoded("绩效自评表\t得分".encode(encoding)) == "绩效自评表\t得分"


def test_what_a_page_says_of_itself_is_tried_after_utf_8() -> None:
    assert decoded("繁體".encode("big5"), "big5") == "繁體"
    assert decoded("绩效".encode(), "gb2312") == "绩效"
    assert decoded("绩效龘".encode("gb18030"), "GB2312") == "绩效龘"
    assert decoded("绩效".encode("gbk"), "no-such-encoding") == "绩效"


def test_controls_are_lines_or_leftovers() -> None:
    assert decoded(b"a\x0bb\x0cc\x04d\x1a") == "a\nb\ncd"


def test_other_bytes_are_no_text() -> None:
    assert decoded(b"\x89PNG\r\n\x1a\n\x00\x00\x00") is None
    assert decoded(b"\xff\xff\xff") is None
