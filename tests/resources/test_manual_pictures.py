"""The script that makes the pictures of the manual still finds what they are to show."""

import subprocess
import sys
from pathlib import Path

from perfeval_desktop.manual import picture
from source_modules import ROOT

SCRIPT = ROOT / "resources" / "packaging" / "manual" / "build_pictures.py"


def test_a_picture_is_made_as_large_as_the_one_that_is_shipped(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SCRIPT, "--output", tmp_path, "checks"], check=True, capture_output=True)  # noqa: S603  # our own script
    made, shipped = (tmp_path / "checks.png").read_bytes(), picture("checks.png")
    assert [one.name for one in tmp_path.iterdir()] == ["checks.png"]
    assert made[:24] == shipped[:24]
