"""The names of levels, broken over lines: which pieces are parts of one, and where the next one begins."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.exchange.laid_out.pieces import Piece, joined

LEVELS: Final = frozenset({Role.LEVEL1, Role.LEVEL2})
# As most forms name them; others are told by how long their lines are.
_FIRST: Final = frozenset(
    [
        "产出指标",
        "效益指标",
        "效果指标",
        "满意度指标",
        "成本指标",
        "预算执行率指标",
        "履职效能指标",
        "管理效率指标",
    ]
)
_SECOND: Final = frozenset(
    [
        "数量指标",
        "质量指标",
        "时效指标",
        "成本指标",
        "经济成本指标",
        "社会成本指标",
        "生态环境成本指标",
        "经济效益指标",
        "社会效益指标",
        "生态效益指标",
        "可持续影响指标",
        "可持续发展指标",
        "满意度指标",
        "服务对象满意度指标",
        "社会公众满意度指标",
    ]
)
_ASIDE: Final = "年度绩效指标完成情况 年度总体目标 项目资金（万元）"
_POINTS: Final = re.compile(r"[（(][0-9.]+分?[)）]|等$")
# What a name is about; names of the second level stand under those of the first that are about the same.
_ABOUT: Final = (
    ("满意", "满意"),
    ("成本", "成本"),
    ("效益|效果|影响|发展", "效益"),
    ("产出|数量|质量|时效", "产出"),
)
# What it costs that a name is not known, that its lines stand apart, that one of them ends before it is full.
_UNKNOWN: Final = 1.5
_PART_ONLY: Final = 4.0
_APART: Final = {1: 0.0, 2: 0.2, 3: 0.6, 4: 1.2}
_FAR: Final = 2.5
_NOT_FULL: Final = 1.5


class Name(NamedTuple):
    """A name of a level: its pieces from the top, and whether they may be of several."""

    pieces: tuple[Piece, ...]
    is_doubtful: bool

    @property
    def text(self) -> str:
        """The name."""
        return joined(self.pieces)

    @property
    def middle(self) -> float:
        """The line in its middle."""
        return (self.pieces[0].line + self.pieces[-1].line) / 2


def is_part_of_name(text: str, roles: frozenset[Role | None] = frozenset()) -> bool:
    """Tell whether a text is a part of a name in a column of ``roles``; without any, of what stands aside."""
    if not roles:
        return text in _ASIDE
    names = _FIRST if Role.LEVEL1 in roles else _SECOND
    bare = _POINTS.sub("", text) or "指标"
    return any(bare in name for name in names) or re.fullmatch(r"标?[（(]?[0-9.]*分?[)）]?", text) is not None


def is_name(text: str) -> bool:
    """Tell whether a text is the whole name of a level."""
    return text in _FIRST or text in _SECOND


def agree(first: str, second: str) -> bool:
    """Tell whether a name of the second level may stand under one of the first."""
    upper, lower = _about(first), _about(second)
    return not upper or not lower or upper == lower or (upper, lower) == ("产出", "成本")


def _about(name: str) -> str:
    return next((about for pattern, about in _ABOUT if re.search(pattern, name)), "")


def names_of(pieces: Sequence[Piece]) -> list[Name]:
    """Return the names that pieces below each other say."""
    full = max((len(piece.text) for piece in pieces), default=0) - 1
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    for end in range(1, len(pieces) + 1):
        best.append(
            min(
                (best[begin][0] + _cost(pieces[begin:end], full), (*best[begin][1], end))
                for begin in range(end)
            )
        )
    names = []
    begin = 0
    for end in best[-1][1]:
        of_name = tuple(pieces[begin:end])
        names.append(Name(of_name, _cost(of_name, full) >= _UNKNOWN))
        begin = end
    return names


def _cost(pieces: Sequence[Piece], full: int) -> float:
    written = "".join(piece.text for piece in pieces)
    text = _POINTS.sub("", written)
    cost = _PART_ONLY * max(len(_POINTS.findall(written)) - 1, 0)
    for piece, below in pairwise(pieces):
        cost += _APART.get(below.line - piece.line, _FAR)
    if not text or re.match("[（(]", written):
        return cost + _PART_ONLY
    if text in _FIRST or text in _SECOND or f"{text}指标" in _FIRST | _SECOND:
        return cost + (0.0 if text.endswith("标") else 0.4)
    if text in {"标", "指标", "度指标", "意度指标", "响指标", "益指标"}:
        return cost + _PART_ONLY
    if any(text.startswith(name) for name in _FIRST | _SECOND):
        return cost + _PART_ONLY
    cost += sum(_NOT_FULL for piece in pieces[:-1] if len(piece.text) < full)
    return cost + (0.3 if text.endswith("指标") else _UNKNOWN)
