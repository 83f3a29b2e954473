"""What the pipelines name is there, and nothing strange gets in; they run only where they are at home."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORKFLOWS = {
    path.stem: path.read_text(encoding="utf-8") for path in (ROOT / ".github/workflows").glob("*.yml")
}
EVERY_WORKFLOW = pytest.mark.parametrize("name", WORKFLOWS)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

# What more than reading a job may do, and nobody else.
PERMISSIONS = {
    ("release", "attest"): {"attestations: write", "id-token: write"},
    ("release", "publish"): {"contents: write"},
}
# What an expression may ask for: none of it is written by whoever opens a pull request or names a branch.
HARMLESS = re.compile(
    r"matrix\.\w+|(needs\.[\w-]+|steps\.\w+)\.outputs\.[\w-]+"
    r"|secrets\.\w+( != '')?|github\.(token|ref)|runner\.temp"
)


def jobs(workflow: str) -> dict[str, str]:
    """Return the text of each job of a workflow."""
    parts = re.split(r"^  ([\w-]+):\n", workflow.partition("\njobs:\n")[2], flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def steps(job: str) -> list[str]:
    """Return the text of each step of a job."""
    return re.split(r"^      - ", job.partition("    steps:\n")[2], flags=re.MULTILINE)[1:]


def scripts(workflow: str) -> list[str]:
    """Return what each ``run:`` hands to the shell."""
    lines = workflow.replace("- run:", "  run:")
    return [script for _, script in re.findall(r"^( *)run: (.*\n(?:\1 +.*\n|\n)*)", lines, re.MULTILINE)]


RELEASE = jobs(WORKFLOWS["release"])


def test_there_is_one_for_every_push_and_one_for_releases() -> None:
    assert WORKFLOWS.keys() == {"ci", "release"}


@EVERY_WORKFLOW
def test_every_file_of_the_project_that_is_named_is_there(name: str) -> None:
    named = re.findall(
        r"\b(?:resources|requirements|tests)/[\w./-]+|perfeval\.py|build\.spec", WORKFLOWS[name]
    )
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


@EVERY_WORKFLOW
def test_only_actions_of_github_itself_are_used_each_by_its_commit_with_the_version_beside_it(
    name: str,
) -> None:
    used = re.findall(r"uses: *(.*)", WORKFLOWS[name])
    assert used
    pinned = r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+"
    assert [action for action in used if not re.fullmatch(pinned, action)] == []


def test_one_action_is_the_same_everywhere() -> None:
    used = {action for text in WORKFLOWS.values() for action in re.findall(r"uses: (.*)", text)}
    assert len({action.partition("@")[0] for action in used}) == len(used)


@EVERY_WORKFLOW
def test_a_job_may_read_and_no_more_unless_it_is_listed(name: str) -> None:
    assert "\npermissions:\n  contents: read\n" in WORKFLOWS[name]
    for job, text in jobs(WORKFLOWS[name]).items():
        block = re.search(r"^    permissions:\n((?:      .*\n)+)", text, re.MULTILINE)
        allowed = set(re.findall(r"\w[\w-]*: \w+", block[1])) if block else set()
        assert allowed == PERMISSIONS.get((name, job), set()), job
    everywhere = re.findall(r"^ +permissions:|: write|write-all", WORKFLOWS[name], re.MULTILINE)
    listed = [allowed for (workflow, _), allowed in PERMISSIONS.items() if workflow == name]
    assert len(everywhere) == len(listed) + sum(map(len, listed))


def test_a_stranger_starts_none_that_may_write_or_has_a_secret() -> None:
    started_by = {
        name: re.findall(
            r"^  (\w+):", text.partition("\non:\n")[2].partition("\npermissions:")[0], re.MULTILINE
        )
        for name, text in WORKFLOWS.items()
    }
    assert started_by == {"ci": ["push", "pull_request"], "release": ["push", "workflow_dispatch"]}
    assert '  push:\n    tags: ["v*"]\n' in WORKFLOWS["release"]
    assert "secrets" not in WORKFLOWS["ci"]


@EVERY_WORKFLOW
def test_nothing_is_written_into_a_script_before_the_shell_reads_it(name: str) -> None:
    found = scripts(WORKFLOWS[name])
    assert len(found) == len(re.findall(r"\brun: ", WORKFLOWS[name]))
    assert [script for script in found if "${{" in script] == []
    asked = re.findall(r"\$\{\{ (.*?) \}\}", WORKFLOWS[name])
    assert [expression for expression in asked if not HARMLESS.fullmatch(expression)] == []


def test_a_script_that_is_written_into_would_be_found() -> None:
    text = "steps:\n  - run: |\n      echo a\n\n      echo ${{ x }}\n    env:\n  - name: b\n    run: c\n"
    assert scripts(text) == ["|\n      echo a\n\n      echo ${{ x }}\n", "c\n"]


@EVERY_WORKFLOW
def test_no_job_keeps_the_key_to_the_repository_on_its_disk(name: str) -> None:
    checkout = r"uses: actions/checkout@.*\n +with:\n +persist-credentials: false\n"
    assert len(re.findall(checkout, WORKFLOWS[name])) == WORKFLOWS[name].count("actions/checkout@")


@EVERY_WORKFLOW
def test_nothing_comes_out_of_a_cache_that_another_run_has_filled(name: str) -> None:
    assert re.findall(r"^ *(?:- uses: actions/)?cache\b.*", WORKFLOWS[name], re.MULTILINE) == []


def test_the_secrets_are_those_of_one_environment_for_the_steps_that_sign() -> None:
    with_secrets = [job for job, text in RELEASE.items() if "secrets." in text]
    assert with_secrets == ["sign"]
    assert [job for job, text in RELEASE.items() if "environment:" in text] == with_secrets
    assert "\n    environment: release-signing\n" in RELEASE["sign"]
    given = [
        step.partition("\n")[0]
        for step in steps(RELEASE["sign"])
        if re.search(r": \$\{\{ secrets\.\w+ \}\}", step)
    ]
    assert given == ["name: Sign", "name: Setup.exe"]
    assert WORKFLOWS["release"].count("secrets.") == 2 * len(given) + 1  # and whether there is a certificate


def test_nobody_is_asked_to_let_sign_before_the_same_was_packed_and_tried_without() -> None:
    (needed,) = re.findall(r"^    needs: \[(.*)\]", RELEASE["sign"], re.MULTILINE)
    assert {"packages", "installed-on-windows", "installed-on-linux"} <= set(needed.split(", "))
    for job in ("sign", "attest", "publish"):
        assert "\n    if: github.ref_type == 'tag'\n" in "\n" + RELEASE[job]


def test_what_a_job_takes_from_another_is_what_that_one_handed_over() -> None:
    uploads = [job for job, text in RELEASE.items() if "upload-artifact@" in text]
    assert uploads == ["bundle", "packages", "sign", "attest"]
    for job, text in RELEASE.items():
        handed = [step for step in steps(text) if step.startswith("id: hand\n")]
        assert sum("sha256sum <" in step for step in handed) == text.count("upload-artifact@"), job
        checked = re.findall(r"sha256sum --check --strict", text)
        assert len(checked) == text.count("download-artifact@"), job
        assert text.count("download-artifact@") == len(
            re.findall(r"^ +name: [\w-]+\n +path: handed$", text, re.MULTILINE)
        )
        expected = re.findall(r"^ +SHA256: \$\{\{ needs\.[\w-]+\.outputs\.\w+ \}\}$", text, re.MULTILINE)
        assert len(expected) == len(checked), job


def test_a_release_is_made_on_systems_that_are_named() -> None:
    assert re.findall(r"\b(?:ubuntu|windows|macos)-latest", WORKFLOWS["release"]) == []


def test_the_python_that_is_delivered_is_the_newest_of_its_kind() -> None:
    assert "          check-latest: true" in RELEASE["bundle"]


def test_a_bundle_that_is_built_again_is_the_same() -> None:
    """Without the first, two builds on Linux differed; a program for Windows carries its time."""
    same = "export PYTHONHASHSEED=1 SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)\n"
    for place in (RELEASE["bundle"], (ROOT / "RELEASING.md").read_text(encoding="utf-8")):
        assert re.search(re.escape(same) + r" +(python -m PyInstaller|build/venv/bin/pyinstaller) ", place)


def test_what_is_published_is_signed_for_as_it_stands_in_the_checksums() -> None:
    assert "          subject-checksums: release/SHA256SUMS\n" in RELEASE["attest"]
    order = [job for job in RELEASE if job in {"sign", "signed-on-windows", "attest", "publish"}]
    assert order == ["sign", "signed-on-windows", "attest", "publish"]
    assert "needs: [sign, attest]" in RELEASE["publish"]


@pytest.mark.parametrize(
    "install", ["apt-get install -y .*perfeval-desktop_", r"PerfEval-\*/install\.sh$", r"run\(setup, "]
)
def test_every_package_is_installed_over_itself_before_it_is_removed(install: str) -> None:
    trial = (ROOT / "resources/packaging/release/try_setup.py").read_text(encoding="utf-8")
    assert len(re.findall(install, WORKFLOWS["release"] + trial, re.MULTILINE)) == 2


def test_the_oldest_qt_that_is_allowed_is_the_one_that_is_tried() -> None:
    (allowed,) = re.findall(r"PySide6-Essentials>=([\d.]+)", " ".join(PROJECT["dependencies"]))
    assert f"PySide6-Essentials=={allowed}\n" in WORKFLOWS["ci"]


def test_every_python_that_is_promised_is_tried() -> None:
    promised = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", line)]
    assert re.findall(r'ubuntu-latest, python: "([\d.]+)"', WORKFLOWS["ci"]) == promised
