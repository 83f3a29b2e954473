"""Remedies for the names of the levels: that of the row above, and the level that a name belongs to."""

from collections.abc import Iterator, Mapping
from itertools import takewhile

from perfeval_desktop.domain.checks.judged import Judged
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.domain.remedies.remedy import Remedy


def of_blank_level(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the level name of the row above, where the row has none."""
    grid = judged.template.grid
    if grid is None or place.block != grid.key or place.column not in judged.keys.headings:
        return
    above = takewhile(lambda row: row.id != place.row, judged.form.rows(grid.key))
    names = [name for row in above if (name := row.text(place.column).strip())]
    if names:
        yield Remedy(f"与上面一行相同：“{shortened(names[-1])}”", ((place, names[-1]),))


_LEVEL1_OF: Mapping[str, str] = {
    **dict.fromkeys(("数量", "质量", "时效"), "产出指标"),
    **dict.fromkeys(("经济效益", "社会效益", "生态效益", "可持续影响"), "效益指标"),
}


def of_level_name(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the names in their own places: a level-2 name as level 1 goes there, or the two change places."""
    keys = judged.keys
    first, second = (place._replace(column=key) for key in (keys.level1, keys.level2))
    name, other = judged.text(first).strip(), judged.text(second).strip()
    level1 = _LEVEL1_OF.get(name.removesuffix("指标"))
    if other and _is_level1(other) and level1 is not None:
        yield Remedy(f"两级对调：“{shortened(other)}”、“{shortened(name)}”", ((first, other), (second, name)))
    elif level1 is not None and not other:
        yield Remedy(f"改成“{level1}”下的“{shortened(name)}”", ((first, level1), (second, name)))
    elif level1 is not None:
        yield Remedy(f"一级指标改成“{level1}”", ((first, level1),))


def _is_level1(name: str) -> bool:
    return name.removesuffix("指标") in {"产出", "效益", "效果"}
