from perfeval_desktop.domain.text_cache import text_cache


def test_short_and_long_texts_are_read_once() -> None:
    read: list[str] = []

    def length(text: str) -> int:
        read.append(text)
        return len(text)

    cached = text_cache(length)
    for text in ("短", "长" * 501) * 3:
        assert cached(text) == len(text)
    assert read == ["短", "长" * 501]
