"""Run the benchmarks named on the command line, all without names."""

import sys
from importlib import import_module

NAMES = (
    "scoring",
    "store",
    "migration",
    "keystroke",
    "editing",
    "scrolling",
    "start",
    "bundle",
    "printed_form",
    "workbook",
    "importing",
    "ledger",
    "completion",
    "quick_open",
    "find_replace",
    "memory",
)


def main(chosen: list[str]) -> None:
    """Run ``chosen``; unknown names end with a sentence."""
    unknown = set(chosen) - set(NAMES)
    if unknown:
        sys.exit(f"没有这样的测量：{'、'.join(sorted(unknown))}；有：{'、'.join(NAMES)}")
    for name in chosen or NAMES:
        import_module(name).main()


if __name__ == "__main__":
    main(sys.argv[1:])
