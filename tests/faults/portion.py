"""One portion of a campaign in a process of its own: whatever becomes of it, the others go on.

``python -m faults.portion NAME SEED NUMBER TRIES FOLDER`` leaves its figures in FOLDER/figures.json.
"""

import faulthandler
import json
import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path

from faults import shim
from faults.campaign import Campaign, Portion
from faults.figures import Failure, Figures
from faults.patience import NOTE

_ANSWER = "figures.json"


def run_apart(campaign: Campaign, portion: Portion) -> Figures:
    """Run ``portion`` in a process of its own; its end, if it comes without figures, is a failure as well.

    Its folder is emptied before, and removed afterwards unless there is something to look at.
    """
    shutil.rmtree(portion.folder, ignore_errors=True)
    portion.folder.mkdir(parents=True)
    words = [portion.campaign, portion.seed, portion.number, portion.tries, portion.folder]
    command = [sys.executable, "-X", "utf8", "-m", "faults.portion", *map(str, words)]
    with subprocess.Popen(
        command, env=_environment(campaign, portion.folder), stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            _, said = process.communicate(timeout=campaign.seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            figures = Figures()
            figures.fail(Failure.ENDLESS, f"not done in {campaign.seconds} s{_last_try(portion.folder)}")
        else:
            figures = _figures(portion.folder, said)
    if campaign.is_passed(figures):
        shutil.rmtree(portion.folder, ignore_errors=True)
    return figures


def _environment(campaign: Campaign, folder: Path) -> dict[str, str]:
    """Return an environment in which the program keeps its own files in ``folder``."""
    homes = dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), str(folder / "home"))
    preloaded = {"LD_PRELOAD": str(shim.library())} if campaign.shim else {}
    path = os.pathsep.join(map(os.path.abspath, sys.path))
    return {**os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen", **homes, **preloaded}


def _figures(folder: Path, said: str) -> Figures:
    answer = folder / _ANSWER
    if answer.exists():
        return Figures.of_json(json.loads(answer.read_text("utf-8")))
    figures = Figures()
    kind = Failure.ENDLESS if "Timeout (" in said else Failure.TRACEBACK
    # Python tells of a crash, or of what takes too long, with the innermost call first.
    crash = said.find("(most recent call first)")
    words = said[-400:] if crash < 0 else said[crash : crash + 400]
    figures.fail(kind, f"the process ended by itself{_last_try(folder)}: {words}")
    return figures


def _last_try(folder: Path) -> str:
    note = folder / NOTE
    return f" in {note.read_text('utf-8')}" if note.exists() else ""


def _main(name: str, seed: str, number: str, tries: str, folder: str) -> None:
    from faults.campaigns import BY_NAME  # noqa: PLC0415  # which has all of them loaded

    faulthandler.enable(all_threads=False)
    # What the program logs of faults is not for whoever watches the campaign.
    logging.disable(logging.CRITICAL)
    portion = Portion(name, int(seed), int(number), int(tries), Path(folder))
    BY_NAME[name].run(portion)
    part = portion.folder / f"{_ANSWER}.part"
    part.write_text(json.dumps(portion.figures.as_json(), ensure_ascii=False), "utf-8")
    part.replace(portion.folder / _ANSWER)


if __name__ == "__main__":
    _main(*sys.argv[1:])
