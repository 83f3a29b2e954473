"""The page that argues each check, as it comes with the program: what is found, why, what to do."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.summary_texts import searchable


class Paragraph(NamedTuple):
    """Some sentences under a heading."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckExplanation:
    """What the page says of one check, in sentences for the user.

    ``theme`` is the heading it stands under. ``severities`` say for each severity that its findings can have
    why, and when; the gravest first. ``wrong`` and ``right`` are an invented example. ``click`` says what a
    click at the finding does, ``""`` where there is no remedy of the program's.
    """

    code: Code
    theme: str
    title: str
    what: str
    why: str
    severities: Mapping[Severity, str]
    silent: str
    wrong: str
    right: str
    remedy: str
    click: str = ""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All of it but the title, in the order of reading: what and why, what to do, then the rest."""
        return (
            Paragraph("查什么", self.what),
            Paragraph("为什么会退回", self.why),
            Paragraph("怎么改", self.remedy),
            *([Paragraph("点一下就改", self.click)] if self.click else []),
            Paragraph("错的例子", self.wrong),
            Paragraph("对的例子", self.right),
            *(Paragraph(f"为什么是{one.label}", text) for one, text in self.severities.items()),
            Paragraph("什么时候不提示", self.silent),
        )

    def mentions(self, words: str) -> bool:
        """Whether each of ``words`` (blanks between them) is in it, in whatever case and width."""
        texts = (text for paragraph in self.paragraphs for text in paragraph)
        return _has_words("\n".join((self.code, self.theme, self.title, *texts)), words)

    def is_called(self, words: str) -> bool:
        """Whether each of ``words`` is in its title."""
        return _has_words(self.title, words)


def _has_words(text: str, words: str) -> bool:
    looked_through = searchable(text)
    return all(word in looked_through for word in searchable(words).split())


@cache
def check_guide() -> Mapping[Code, CheckExplanation]:
    """Return what there is to say of every check, by code, in the order of the page."""
    return {one.code: one for one in _read()}


def _read() -> Iterator[CheckExplanation]:
    """Yield the explanations of all themes; each theme has a file, whose name tells its place."""
    folder = files("perfeval_resources") / "help" / "checks"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            values = tomllib.loads(file.read_text(encoding="utf-8"))
            theme = values.pop("theme")
            yield from (_explanation(Code(code), theme, **texts) for code, texts in values.items())


def _explanation(
    code: Code, theme: str, *, severity: Mapping[str, str], example: Mapping[str, str], **texts: str
) -> CheckExplanation:
    severities = {one: severity[one] for one in Severity if one in severity}
    return CheckExplanation(code=code, theme=theme, severities=severities, **example, **texts)
