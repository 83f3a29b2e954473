from pathlib import Path

import pytest

from command_line import SAMPLES, Outcome, Run, fill
from perfeval_desktop import cli, paths


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(*words: object) -> Outcome:
        code = cli.main([str(word) for word in words])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run_command


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the tests out of the folder of whoever runs them."""
    folder = tmp_path / "own"
    monkeypatch.setattr(paths, "data_folder", lambda: folder)
    monkeypatch.setattr(paths, "own_folders", lambda: (folder,))
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store of three forms, two of them of one project in two years."""
    path = tmp_path / "绩效自评.perfeval"
    policy = SAMPLES["minhang_science_2023_1"]
    fill(path, policy, policy.with_year(2022), SAMPLES["shanghai_education_2021_2"])
    return path
