from pathlib import Path

import pytest

from perfeval_desktop import paths
from perfeval_ui.options import Options
from perfeval_ui.store_request import StoreRequest


def test_a_file_must_be_there_and_a_named_store_may_be_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert StoreRequest.of(Options()) == StoreRequest(None)
    assert StoreRequest.of(Options(file=Path("a.perfeval"))) == StoreRequest(tmp_path / "a.perfeval")
    assert StoreRequest.of(Options(store=Path("a.perfeval"))) == StoreRequest(
        tmp_path / "a.perfeval", may_be_made=True
    )
    assert StoreRequest.of(Options(samples=True)) == StoreRequest(paths.samples_store(), may_be_made=True)


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
    "line", [b"", b"GET / HTTP/1.1\n", b"[]\n", b'{"path": 1}\n', b'{"path": "a"}\n', b"\xff\n"]
)
def test_any_other_line_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whatever is wrong with it
        StoreRequest.decoded(line)
