"""Texts as XML can hold them."""

import re
from typing import Final

from perfeval_desktop.exchange.readers.xml_parts import Element

_ILLEGAL: Final = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def legal(text: str) -> str:
    """Return a text without the characters that no XML can hold."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def set_text(element: Element, text: str) -> None:
    """Set the text of an element, whose blanks count."""
    element.text = text
    element.set(_SPACE, "preserve")


def parent_of(element: Element) -> Element:
    """Return what an element stands in, which is not the root."""
    parent = element.getparent()
    assert parent is not None  # noqa: S101  # see above
    return parent


def made(like: Element, name: str, **attributes: str) -> Element:
    """Return a new element of the namespace of ``like``, with attributes that have none."""
    space = str(like.tag).rpartition("}")[0] + "}"
    return like.makeelement(space + name, attributes)
