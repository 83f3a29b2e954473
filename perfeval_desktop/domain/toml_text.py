"""A TOML text taken apart; what the parser cannot take, or only in hours, is named with its line as well."""

import tomllib
from typing import Any

from perfeval_desktop.domain.pattern import Pattern

# The parser's time grows with the square of the parts of a name.
_MOST_PARTS = 30
_LONG_NAME = Pattern(rf"""(?<![\w"-])(?:[\w"-]+[ \t]*\.[ \t]*){{{_MOST_PARTS}}}""")
_TEXT_OR_COMMENT = Pattern(r""""(?:[^"\\]|\\.)*"|'[^']*'|#.*""")
# Python reads no number of more than 4300 digits.
_LONG_NUMBER = Pattern("[0-9][0-9_]{4000}")


def parsed_toml(text: str) -> dict[str, Any]:
    """Return what ``text`` holds. Raises ``ValueError``, in the parser's English, for what is no TOML."""
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if line.count(".") >= _MOST_PARTS and _LONG_NAME.search(_TEXT_OR_COMMENT.sub('""', line)):
            raise _error("Name of too many parts", number)
    try:
        text.encode()
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except UnicodeEncodeError as error:
        raise _error("Half a character", text.count("\n", 0, error.start) + 1) from error
    except RecursionError as error:
        brackets = [line.count("[") + line.count("{") for line in lines]
        raise _error("Nested too deeply", brackets.index(max(brackets)) + 1) from error
    except ValueError as error:
        digits = _LONG_NUMBER.search(text)
        if digits is None:
            raise
        raise _error("Number too long", text.count("\n", 0, digits.start()) + 1) from error


def _error(what: str, line: int) -> ValueError:
    return ValueError(f"{what} (at line {line}, column 1)")
