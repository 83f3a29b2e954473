"""A file inside of a document."""

from typing import NamedTuple


class Attachment(NamedTuple):
    """A file of JSON in a document: what it is called, what it is for, what is in it."""

    name: str
    purpose: str
    contents: bytes
