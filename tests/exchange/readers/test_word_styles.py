"""Styles of Word, each on the one that it is based on."""

from lxml import etree

from perfeval_desktop.exchange.readers.word_styles import Styles


def test_the_nearest_style_that_says_so_hides_text() -> None:
    styles = Styles(
        etree.fromstring(
            '<x><style styleId="隐"><rPr><vanish/></rPr></style>'
            '<style styleId="下"><basedOn val="隐"/></style>'
            '<style styleId="显"><basedOn val="隐"/><rPr><vanish val="false"/></rPr></style></x>'
        )
    )
    assert [styles.is_hidden(style) for style in ("隐", "下", "显", "无")] == [True, True, False, False]
    assert styles.is_hidden("显", "隐") is False
    assert styles.is_hidden("无", "下") is True


def test_a_document_without_styles_has_nothing_by_them() -> None:
    assert Styles(None).numbering("条") is None
