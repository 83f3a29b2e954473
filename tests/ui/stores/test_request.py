from pathlib import Path

import pytest

from perfeval_ui.stores.request import StoreRequest


@pytest.mark.parametrize(
    "request_",
    [StoreRequest(), StoreRequest(Path("/单位 甲/a\n.perfeval")), StoreRequest(Path("/a"), may_be_made=True)],
)
def test_it_is_handed_over_as_one_line(request_: StoreRequest) -> None:
    line = request_.encoded()
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert StoreRequest.decoded(line) == request_


@pytest.mark.parametrize(
    "line",
    [
        *(b"", b"GET / HTTP/1.1\n", b"[]\n", b'{"path": 1}\n', b'{"path": "/a"}\n', b"\xff\n"),
        b"[" * 100_000,
        b'{"path": "/a\\u0000", "may_be_made": false}\n',
    ],
)
def test_any_other_line_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whatever is wrong with it
        StoreRequest.decoded(line)
