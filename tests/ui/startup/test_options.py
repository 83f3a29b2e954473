from pathlib import Path

import pytest

from perfeval_desktop import paths
from perfeval_ui.startup.options import Options, parsed
from perfeval_ui.stores.request import StoreRequest


def test_the_arguments_are_read() -> None:
    plain = parsed([])
    assert (plain.file, plain.store, plain.samples, plain.screenshot) == (None, None, None, None)
    full = parsed(["--store", "a.perfeval", "--samples", "--screenshot=b.png"])
    assert (full.store, full.samples, full.screenshot) == (Path("a.perfeval"), "published", Path("b.png"))
    assert parsed(["财政 数据.perfeval"]).file == Path("财政 数据.perfeval")


@pytest.mark.parametrize(("words", "folder"), [(["--self-test"], ""), (["--self-test", "报告"], "报告")])
def test_the_self_test_takes_a_folder_or_none(words: list[str], folder: str) -> None:
    assert parsed(words).self_test == folder


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--fullscreen"], "无法识别的参数：--fullscreen。"),
        (["a.perfeval", "b", "c"], "无法识别的参数：b c。"),
        (["--store"], "--store 的写法不对。"),
        (["--samples=yes"], "--samples 的写法不对。"),
    ],
)
def test_what_cannot_be_understood_is_said_in_chinese(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed(words)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith(f"{complaint}用法：perfeval [文件] [--store 文件]")
    assert "usage" not in said


def test_a_file_must_be_there_and_a_named_store_may_be_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Options().request == StoreRequest(None)
    assert Options(file=Path("a.perfeval")).request == StoreRequest(tmp_path / "a.perfeval")
    assert Options(store=Path("a.perfeval")).request == StoreRequest(
        tmp_path / "a.perfeval", may_be_made=True
    )
    assert parsed(["--samples"]).request == StoreRequest(paths.samples_store(), may_be_made=True)
    assert parsed(["--samples=all"]).request == StoreRequest(paths.all_samples_store(), may_be_made=True)
