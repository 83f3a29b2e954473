"""Words that were told mean what was said, for those who are handed them, and for nobody else."""

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.labels import without_role
from perfeval_desktop.domain.transcripts.words import KNOWN, ToldWord, WordPart, with_told


def test_a_told_word_means_its_role_and_nothing_else() -> None:
    words = with_told([ToldWord(WordPart.INDICATORS, "完 成情况：", Role.REASON)])
    assert [one.role for one in words.indicators.by_word("完成情况")] == [Role.REASON]
    assert Role.ACTUAL in [one.role for one in KNOWN.indicators.by_word("完成情况")]
    assert words.fields is KNOWN.fields


def test_a_word_may_be_told_to_have_no_role() -> None:
    words = with_told([ToldWord(WordPart.FIELDS, "项目名称", None)])
    assert words.fields.by_word("项目名称") == without_role(words.fields.by_word("项目名称")) != ()


def test_wordings_are_known_as_before() -> None:
    words = with_told([ToldWord(WordPart.FUNDING, "拨入数", Role.RECEIVED)])
    assert [one.role for one in words.funding.by_pattern("年末到位的数")] == [Role.RECEIVED]
    assert [one.role for one in words.funding.of("拨入数")] == [Role.RECEIVED]


def test_nothing_told_leaves_the_words_as_they_are() -> None:
    assert with_told([]) == KNOWN
