"""Hypothesis strategies for what users type.

Texts include control characters, signs beyond U+FFFF and the spellings of DOMAIN's forms; no lone surrogates,
which no cell takes.
"""

from hypothesis import strategies as st

_SPELLINGS = st.sampled_from(
    (
        *("", " ", "—", "无", "达成指标", "已完成", "稳定性高", "2 小时内", "≥**", "指标1：", "……"),
        *("=33台", "≥350.00(个)", "411.00(个)", ">=98%", "<=5%", "=0.00(%)", "100.00(%)", "=8小时/天"),
        *("满意度达到85%", "共441个项目", "2022年度", "a<b & c>d", "\x07", "𠮷𠮷", "👨‍👩‍👧", "一\t二\n三"),
    )
)


def texts(max_size: int = 16) -> st.SearchStrategy[str]:
    """Return texts as cells hold them: any characters, and the spellings of real forms."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=max_size)
    return st.one_of(_SPELLINGS, anything, st.tuples(_SPELLINGS, anything).map("".join))
