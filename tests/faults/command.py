"""The command: which campaigns, how large, where; it runs what is not finished yet and prints the figures."""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from faults.campaign import Campaign, Portion, Size
from faults.campaigns import CAMPAIGNS
from faults.journal import Finished, Journal, Key, commit
from faults.portion import run_apart
from faults.report import Result, as_json, as_table, failures


@dataclass(frozen=True, slots=True)
class Task:
    """A portion that is to be finished."""

    campaign: Campaign
    key: Key


def main(words: Sequence[str]) -> int:
    """Run what the command line names; return 1 where something failed or is missing, 0 else."""
    chosen = _parser().parse_args(words)
    campaigns = _named(chosen.names)
    folder: Path = chosen.folder
    folder.mkdir(parents=True, exist_ok=True)
    journal = Journal(folder / "journal.jsonl")
    size: Size = None if chosen.full else chosen.size
    # Of the beginning: whoever commits in the meantime tries something else.
    at = commit()
    tasks = list(_tasks(campaigns, size, chosen, at))
    try:
        # Two that work in the same files would find each other's faults.
        with FileLock(folder / "lock", timeout=0):
            _finish(tasks, journal, folder, jobs=chosen.jobs)
    except KeyboardInterrupt:
        _say("stopped; the same command goes on from here")
    except Timeout:
        sys.exit(f"campaigns are running in {folder} already; --folder names another one")
    results = _results(campaigns, tasks, journal)
    _say(as_table(results))
    for one in results:
        if words_of_failures := failures(one):
            _say(f"\n{words_of_failures}")
    report = as_json(results, seed=chosen.seed, commit=at)
    (folder / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=2), "utf-8")
    return int(not all(one.is_passed for one in results))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python tests/faults/run.py", description="Try to make the program lose or damage data."
    )
    parser.add_argument("names", nargs="*", help=", ".join(one.name for one in CAMPAIGNS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=float, default=1.0, help="a factor to the usual number of tries")
    parser.add_argument("--full", action="store_true", help="the sizes of docs/reliability.md")
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()) / "perfeval-faults",
        help="where to work; what is finished there is not done again",
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many portions at once")
    parser.add_argument("--portion", type=int, help="only this one, to have a failure again")
    parser.add_argument("--tries", type=int, help="how many tries it has")
    return parser


def _named(names: Sequence[str]) -> list[Campaign]:
    unknown = [name for name in names if not any(one.is_called(name) for one in CAMPAIGNS)]
    if unknown:
        sys.exit(f"no such campaign: {', '.join(unknown)}")
    return [one for one in CAMPAIGNS if not names or any(map(one.is_called, names))]


def _tasks(campaigns: Iterable[Campaign], size: Size, chosen: argparse.Namespace, at: str) -> Iterator[Task]:
    for campaign in campaigns:
        if campaign.missing():
            continue
        for number, usual in enumerate(campaign.sizes(size)):
            if chosen.portion in {None, number}:
                tries = chosen.tries or usual
                yield Task(campaign, Key(campaign.name, chosen.seed, number, tries, at))


def _finish(tasks: Sequence[Task], journal: Journal, folder: Path, *, jobs: int) -> None:
    finished = journal.finished()
    with ThreadPoolExecutor(jobs) as pool:
        waiting = [pool.submit(_run, task, folder) for task in tasks if task.key not in finished]
        try:
            for number, done in enumerate(as_completed(waiting), 1):
                one = done.result()
                journal.add(one)
                _say(f"{number}/{len(waiting)} {one.key.campaign} {one.key.number}: {_short(one)}")
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            raise


def _run(task: Task, folder: Path) -> Finished:
    key = task.key
    place = folder / f"{key.campaign}-{key.seed}-{key.number}"
    begun = time.monotonic()
    figures = run_apart(task.campaign, Portion(key.campaign, key.seed, key.number, key.tries, place))
    return Finished(key, round(time.monotonic() - begun, 1), figures)


def _short(one: Finished) -> str:
    failed = ", ".join(f"{count} {kind}" for kind, count in one.figures.failures.items())
    return f"{one.figures.tries} tries, {one.seconds:.0f} s{f'; {failed}' if failed else ''}"


def _results(campaigns: Iterable[Campaign], tasks: Sequence[Task], journal: Journal) -> list[Result]:
    finished = journal.finished()
    results = []
    for campaign in campaigns:
        keys = [task.key for task in tasks if task.campaign is campaign]
        done = [finished[key] for key in keys if key in finished]
        results.append(Result(campaign, done, len(keys) - len(done), campaign.missing()))
    return results


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
