from perfeval_desktop.domain.columns import Role
from perfeval_desktop.exchange.deriving.role_words import ROLE_WORDS, role_caption, role_words


def test_every_role_has_words() -> None:
    assert ROLE_WORDS.keys() == set(Role)
    assert role_words(Role.LEVEL3) == "三级指标（指标名称）"
    assert role_caption(Role.LEVEL3) == "三级指标"


def test_a_column_without_a_role_is_only_printed() -> None:
    assert role_words(None) == "照填照印，不参与计算"
    assert role_caption(None) == "照印"
