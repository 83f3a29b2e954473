"""Words of an actual as the answer to words of its target: 健全 and 未健全, 通过 and 已通过, 优 and 良."""

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.ranks import ranked

_BEFORE_ECHO = Pattern(r"^(?:已经|已|均已|均|全部|全面|得到|得以|实现了?|完成了?|达到){1,4}")
_AFTER_ECHO = Pattern(r"(?:完成|了|到位|达成)$")
_ALIKE = {
    **dict.fromkeys(("提升", "增强", "上升", "增长", "增加"), "提高"),
    **dict.fromkeys(("减少", "下降"), "降低"),
    **dict.fromkeys(("按时", "如期", "准时"), "按期"),
    "竣工": "完工",
    "没有": "未",
    "优秀": "优",
}
_ALIKE_WORD = Pattern("|".join(_ALIKE))
_OPPOSITES = frozenset(
    frozenset(pair)
    for pair in (
        ("是", "否"),
        ("有", "无"),
        ("高", "低"),
        ("好", "差"),
        ("提高", "降低"),
        ("有效", "无效"),
        ("存在", "不存在"),
        ("控制在预算内", "超预算"),
        ("无负面影响", "有负面影响"),
    )
)


def answers(target: str, actual: str, name: str) -> bool | None:
    """Return whether an actual says that its target came true, in words; ``None`` for no telling."""
    asked, said = _one_word_for_one_thing(target), _one_word_for_one_thing(actual)
    wanted, got = _core(asked), _core(said)
    if {said, got} & {asked, wanted}:
        return True
    if {asked, said} in _OPPOSITES or {wanted, got} in _OPPOSITES or _is_denied(asked, said):
        return False
    for answer in (ranked(asked, said, name), _of_yes_or_no(asked, said, name), _of_a_work(asked, said)):
        if answer is not None:
            return answer
    return True if _is_echo(asked, said, name) else None


def _one_word_for_one_thing(words: str) -> str:
    return _ALIKE_WORD.sub(lambda match: _ALIKE[match[0]], words)


def _core(words: str) -> str:
    """Return ``words`` without what only says that it is so: 已纳入, 全部到位."""
    return _AFTER_ECHO.sub("", _BEFORE_ECHO.sub("", words)) or words


_DENIALS = ("不够", "未能", "未被", "尚未", "不", "未", "没", "无", "非")


def _is_denied(asked: str, said: str) -> bool:
    """Whether ``said`` is the target, or its verb, with a word that denies it: 不健全, 未纳入, 未通过."""
    for denial in _DENIALS:
        before, found, behind = said.partition(denial)
        if found and before + behind == asked:
            return True
        if found and not before and not asked.startswith(denial) and _names(behind, asked):
            return True
    if asked.startswith("无") and said.startswith(("有", "存在")):
        return asked[1:] in said
    return (asked, said) == ("提高", "不提高")


def _names(denied: str, asked: str) -> bool:
    """Whether what is denied is what was asked, in short (未纳入) or at length (未建立制度)."""
    return len(denied) > 1 and (
        asked.startswith(denied) or asked.endswith(denied) or denied.startswith(asked)
    )


def _of_yes_or_no(asked: str, said: str, name: str) -> bool | None:
    """Return the answer to a question of yes and no: 是否通过验收, 是 and 已通过."""
    _, question, about = name.partition("是否")
    if not question:
        return None
    wants, says = _yes(asked, about), _yes(said, about)
    return None if wants is None or says is None else wants is says


def _yes(words: str, about: str) -> bool | None:
    bare = words.removeprefix("已")
    if words in {"是", "完成"} or (len(bare) > 1 and about.startswith(bare)):
        return True
    is_denied = words[:1] in {"未", "不"} and len(words) > 2 and about.startswith(words[1:])
    return False if is_denied or words in {"否", "无"} else None


_BUILT = frozenset({"完工", "完成", "建成", "结题", "验收", "完成结题", "完工验收"})
_BEGUN = frozenset({"开工", "建设中", "完工", "完成"})


def _of_a_work(asked: str, said: str) -> bool | None:
    """Return the answer about a work: 完工, 已开工, 建设中."""
    bare = said.removeprefix("已")
    if asked.startswith("开工"):
        return True if bare in _BEGUN else None
    return True if asked in _BUILT and bare in _BUILT and bare != said else None


_VERBS = frozenset(
    {
        *("建立", "实现", "发放", "通过", "符合", "纳入", "落实", "开展", "公开", "采纳", "制定", "出台"),
        "印发",
    }
)
_BETWEEN_TWO = frozenset("且并和及、,")
_KEEPING = frozenset({"维护", "保持", "确保", "实现", "完成"})
_DEGREES = Pattern("显著|明显|有所|较|基本|比较|逐步|进一步|大幅|十分|非常|长期|中长期|一般|稍|略")


def _is_echo(asked: str, said: str, name: str) -> bool:
    """Whether ``said`` is the target's verb (已建立 of 建立制度) or all of it that the name does not say."""
    bare = said.removeprefix("已").removeprefix("均").removesuffix("完成")
    if said.removeprefix("已") in _VERBS:
        return asked.startswith(bare) and _BETWEEN_TWO.isdisjoint(asked)
    if len(bare) > 1 and asked.endswith(bare):
        left = asked[: -len(bare)]
        return left in _KEEPING or (left in name and _DEGREES.search(left) is None)
    return len(asked) > 2 and bare.startswith(asked) and bare[len(asked) :] in {"完成", "到位", "验收"}
