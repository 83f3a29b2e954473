"""How well the checks find what a reviewer would send back: precision and recall, by check, for both sets.

    PYTHONPATH=.:resources:tests python benchmarks/judged_forms.py

The forms and the verdicts are those of ``tests/deserved.py``, where what is not found has its reason.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from deserved import Excuse, JudgedForm, judged_forms, judged_samples


def main() -> None:
    """Print a table for each set, and the sum of both."""
    sets = {"samples": judged_samples(), "forms": judged_forms()}
    for name, forms in sets.items():
        print_set(name, forms)
    print_set("both", [form for forms in sets.values() for form in forms], by_check=False)


def print_set(name: str, forms: Sequence[JudgedForm], *, by_check: bool = True) -> None:
    """Print how many findings were deserved, and how many of those that had to be there are."""
    made = Counter(one.code for form in forms for one in form.made)
    undeserved = Counter(one.code for form in forms for one in form.undeserved)
    must = Counter(_kind(line.code) for form in forms for line in form.must)
    unsaid = Counter(_kind(line.code) for form in forms for line in form.unsaid)
    print(f"\n{name}: {len(forms)} forms")
    print(f"{'check':26}{'findings':>9}{'precision':>11}{'must':>6}{'recall':>8}")
    for code in sorted(made.keys() | must.keys()) if by_check else ():
        _print_line(code, made[code], undeserved[code], must[code], unsaid[code])
    _print_line("all", made.total(), undeserved.total(), must.total(), unsaid.total())
    filled = sum(form.excuse(line) is Excuse.FILLED for form in forms for line in form.unsaid)
    if filled:
        rest = must.total() - filled
        print(
            f"without the {filled} scores that the program fills in: {_share(unsaid.total() - filled, rest)}"
        )
    for line in _left(forms) if by_check else ():
        print(f"  {line}")


def _print_line(code: str, made: int, undeserved: int, must: int, unsaid: int) -> None:
    print(f"{code:26}{made:9}{_share(undeserved, made):>11}{must:6}{_share(unsaid, must):>8}")


def _share(amiss: int, of: int) -> str:
    return f"{1 - amiss / of:.3f}" if of else "-"


def _kind(code: str) -> str:
    """Return the first of the kinds that would do."""
    return code.split("|", maxsplit=1)[0]


def _left(forms: Iterable[JudgedForm]) -> Iterable[str]:
    for form in forms:
        for line in form.unsaid:
            yield f"not found: {form.name}, {line.block} {line.row}, {line.code}: {form.excuse(line) or '?'}"
        for one in form.undeserved:
            yield f"not deserved: {form.name}, {one.block} {one.row}, {one.code}"


if __name__ == "__main__":
    main()
