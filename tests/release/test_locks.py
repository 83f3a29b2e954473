"""What is locked is complete: it installs with ``--no-deps``, whatever the index holds by then.

What the packages require is read from ``requirements/requires.json``, which ``requirements/requires.py``
makes, and evaluated for every Python of the classifiers on Linux, Windows and macOS, with the extras that
somebody asks for. The file is of the very versions of the locks, and says of those that are installed here
what their metadata say. Not covered: whether there is a wheel for each system, which only the index knows,
and wheels of one version that require different things on different systems.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import distributions
from itertools import product
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
REQUIREMENTS = ROOT / "requirements"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
METADATA = json.loads((REQUIREMENTS / "requires.json").read_text(encoding="utf-8"))

PYTHONS = re.findall(r"(?<=:: )3\.\d+$", "\n".join(PROJECT["project"]["classifiers"]), re.MULTILINE)
SYSTEMS = {
    "linux": {"platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    "win32": {"platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    "darwin": {"platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
}
ENVIRONMENTS = [
    {
        **SYSTEMS[system],
        "sys_platform": system,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    for python, system in product(PYTHONS, SYSTEMS)
]


LOCKS = {path.stem: path.read_text(encoding="utf-8") for path in REQUIREMENTS.glob("*.lock")}
EVERY_LOCK = pytest.mark.parametrize("name", LOCKS)
STANZA = re.compile(
    r"[\w.-]+(\[[\w,-]+\])?==[\w.]+( ; [^\\]+)?"
    r"( \\\n    --hash=sha256:[0-9a-f]{64})+"
    r"(\n    #.*)+\n?"
)

Metadata = Mapping[str, Iterable[Requirement]]


def pins(lock: str) -> list[Requirement]:
    """Return the lines of a lock that name packages."""
    return [Requirement(line.rstrip(" \\")) for line in lock.splitlines() if re.match(r"\w", line)]


def key(pin: Requirement) -> str:
    """Return a pin as ``requires.json`` names it."""
    return f"{canonicalize_name(pin.name)}{pin.specifier}"


REQUIRED = {package: [Requirement(line) for line in said["requires"]] for package, said in METADATA.items()}


def asked_for(name: str) -> list[Requirement]:
    """Return what the project itself asks for of the lock ``name``."""
    group = PROJECT["dependency-groups"].get(name, [])
    return [Requirement(line) for line in (*PROJECT["project"]["dependencies"], *group)]


def holds(requirement: Requirement, environment: Mapping[str, str], extra: str = "") -> bool:
    """Tell whether a requirement is one in ``environment``, of a package installed with ``extra``."""
    return requirement.marker is None or requirement.marker.evaluate({**environment, "extra": extra})


def lacking(
    locked: Iterable[Requirement],
    asked: Iterable[Requirement],
    environment: Mapping[str, str],
    required: Metadata = REQUIRED,
) -> list[str]:
    """Return what the project, or a package that is locked, asks for and ``locked`` does not hold."""
    here = {canonicalize_name(pin.name): pin for pin in locked if holds(pin, environment)}
    open_questions = [("pyproject.toml", one) for one in asked] + [("the lock", pin) for pin in here.values()]
    lacks: list[str] = []
    answered: set[tuple[str, str]] = set()
    while open_questions:
        asker, requirement = open_questions.pop()
        pin = here.get(canonicalize_name(requirement.name))
        if pin is None or not requirement.specifier.contains(version_of(pin), prereleases=True):
            lacks.append(f"{asker}: {requirement}")
            continue
        package = key(pin)
        for extra in ("", *requirement.extras):
            if (package, extra) not in answered:
                answered.add((package, extra))
                open_questions += [
                    (package, one) for one in required[package] if holds(one, environment, extra)
                ]
    return lacks


def version_of(pin: Requirement) -> str:
    return str(pin.specifier).removeprefix("==")


def lacking_anywhere(locked: Iterable[Requirement], asked: Iterable[Requirement]) -> list[str]:
    return [lack for environment in ENVIRONMENTS for lack in lacking(locked, asked, environment)]


def installs(text: str) -> list[str]:
    """Return the commands of a text that install packages."""
    return re.findall(r"(?<=pip install ).*", text)


def test_three_pythons_on_three_systems_are_looked_at() -> None:
    assert len(ENVIRONMENTS) == 9


@EVERY_LOCK
def test_all_that_is_asked_for_is_in_the_lock_on_every_python_and_system(name: str) -> None:
    assert lacking_anywhere(pins(LOCKS[name]), asked_for(name)) == []


@EVERY_LOCK
def test_a_lock_that_lacks_any_one_of_its_packages_is_found_out(name: str) -> None:
    locked = pins(LOCKS[name])
    assert [
        taken.name
        for taken in locked
        if not lacking_anywhere([pin for pin in locked if pin is not taken], asked_for(name))
    ] == []


def test_what_an_extra_requires_counts_where_the_extra_is_asked_for() -> None:
    required = {
        "a==1": [Requirement("b[fast]>=1")],
        "b==1": [Requirement("c>=2; extra == 'fast'"), Requirement("d; extra == 'slow'")],
        "c==1": [],
    }

    def lacks(lock: str) -> list[str]:
        return lacking(pins(lock), [], ENVIRONMENTS[0], required)

    assert lacks("b==1") == []
    assert lacks("a==1\nb==1") == ['b==1: c>=2; extra == "fast"']
    assert lacks("a==1\nb==1\nc==1") == ['b==1: c>=2; extra == "fast"']
    assert lacks("b[slow]==1") == ['b==1: d; extra == "slow"']


@EVERY_LOCK
def test_every_locked_package_is_for_every_python(name: str) -> None:
    assert [
        f"{key(pin)} on {environment['python_full_version']}"
        for pin in pins(LOCKS[name])
        for environment in ENVIRONMENTS
        if holds(pin, environment)
        and environment["python_full_version"] not in SpecifierSet(METADATA[key(pin)]["python"])
    ] == []


@EVERY_LOCK
def test_a_lock_holds_exact_versions_and_hashes_and_no_addresses(name: str) -> None:
    stanzas = re.split(r"\n(?=\w)", LOCKS[name])
    assert [stanza.partition(" ")[0] for stanza in stanzas if not STANZA.fullmatch(stanza)] == []
    assert "://" not in LOCKS[name]


def test_what_is_tested_is_what_is_delivered() -> None:
    assert {key(pin) for pin in pins(LOCKS["runtime"])} <= {key(pin) for pin in pins(LOCKS["dev"])}
    assert {key(pin) for pin in pins(LOCKS["runtime"])} <= {key(pin) for pin in pins(LOCKS["build"])}


def test_the_metadata_are_those_of_the_locked_versions_no_more_no_less() -> None:
    assert METADATA.keys() == {key(pin) for lock in LOCKS.values() for pin in pins(lock)}, (
        "run requirements/requires.py"
    )


def test_the_metadata_are_those_of_the_packages_that_are_installed_here() -> None:
    installed = {f"{canonicalize_name(one.name)}=={one.version}": one for one in distributions()}
    known = installed.keys() & METADATA.keys()
    assert "pytest" in {package.partition("==")[0] for package in known}
    assert [
        package
        for package in sorted(known)
        if {Requirement(line) for line in installed[package].requires or []} != set(REQUIRED[package])
    ] == []


@pytest.mark.parametrize(
    "place",
    [
        "RELEASING.md",
        "docs/linux.md",
        "resources/packaging/README.md",
        ".github/workflows/ci.yml",
        ".github/workflows/release.yml",
    ],
)
def test_wherever_packages_are_installed_pip_chooses_nothing_and_looks_them_over(place: str) -> None:
    text = (ROOT / place).read_text(encoding="utf-8")
    strict = (
        r"--no-deps (--only-binary :all: --require-hashes -r \S+\.lock|(\S+==[\d.]+ ?)+|dist/\*\.whl)( &&)?"
    )
    assert installs(text)
    assert [command for command in installs(text) if not re.fullmatch(strict, command)] == []
    assert "pip check" in text.rpartition("pip install")[2]


def test_no_other_place_tells_to_install_from_a_lock() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("resources/**/*.md")]
        if any(".lock" in command for command in installs(path.read_text(encoding="utf-8")))
    }
    fonts = "resources/packaging/fonts/README.md"  # its packages are only opened, and lack what they require
    assert found == {"RELEASING.md", "docs/linux.md", "resources/packaging/README.md", fonts}
