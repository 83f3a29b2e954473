"""Numbers that name a thing and count nothing: 第3批, 1号楼, G50, 12345热线, 3.15活动, 7×24小时, 一致."""

import re

from perfeval_desktop.domain.pattern import Pattern

# Stands for what is named, so that what is around it does not become one word.
MASK = "□"
_NAMING = Pattern(
    r"""
    第[0-9一二三四五六七八九十]+[批期届次轮个号条款章]?
  | [0-9]+(?:号|\#)楼?
  | 《[^》]*》
  | (?<![0-9])[A-Za-z]{1,6}-?[0-9]+(?:\.[0-9]+)?                # G50, PM2.5
  | [0-9]+[A-Z](?=[^\W\dA-Za-z_])(?![次人])                    # 5G网络
  | 0[0-9]{2,3}-[0-9]{5,8}|20[0-9]{2}-20[0-9]{2}(?:学年)?       # 0571-12345
  | [0-9]+\+[A-Z][^\W\dA-Za-z_]{0,2}                           # 1+X证书
  | [0-9]+[·.][0-9]+(?=活动|消费)
  | [0-9]+×[0-9]+
  | [0-9]{5,}热线
  | [0-9]+:[0-9]+                                               # 1:15
  | [一二三]级(?=[^\W\dA-Za-z_])
  | 十四五|十三五|一带一路
  | 前[0-9一二三四五六七八九十]+名?$
  | [0-9]+(?:[-~至][0-9]+)?周?岁(?:及?以[上下内])?(?=[^\W\dA-Za-z_])  # 60岁以上老人
    """,
    re.VERBOSE,
)
# Without any of these no number names anything.
_MAY_NAME = Pattern(r"[第号#《热线学×:岁级前五带活消A-Za-z-]")
# Words that begin with a numeral.
_IDIOM = Pattern(
    "一次性|一[体致定般流线站键对带级直些切旦律网老]|十[分足]|半年报|两癌|两会|三农|三甲|三公|四好|五保|双百|百货"
    "|千人计划|万达"
)


def without_names(text: str) -> str:
    """Return ``text`` with a mask for each number that names something."""
    # No shorter text holds a name and something else.
    return _NAMING.sub(MASK, text) if len(text) > 2 and _MAY_NAME.search(text) else text


def is_idiom(text: str, start: int) -> bool:
    """Whether a word that only begins like a numeral stands at ``start``."""
    return _IDIOM.match(text, start) is not None
