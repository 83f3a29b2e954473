"""The names of the options that window and commands share, and of those that only the window takes."""

from enum import StrEnum


class Option(StrEnum):
    """An option as it stands on the command line."""

    STORE = "--store"
    SAMPLES = "--samples"
    SCREENSHOT = "--screenshot"
    SELF_TEST = "--self-test"


class Samples(StrEnum):
    """Which built-in samples take the place of a store: ``--samples`` alone, or ``--samples=all``."""

    PUBLISHED = "published"
    ALL = "all"
