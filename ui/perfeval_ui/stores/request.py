"""A store that is asked for: when the program is started, or in the menu of the window."""

import json
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StoreRequest:
    """The absolute path of a store, which exists or ``may_be_made``; no path asks for no particular store."""

    path: Path | None = None
    may_be_made: bool = False

    def encoded(self) -> bytes:
        """Return the request as one line, to be sent to another process."""
        values = {"path": str(self.path) if self.path else None, "may_be_made": self.may_be_made}
        return json.dumps(values).encode() + b"\n"

    @classmethod
    def decoded(cls, line: bytes) -> "StoreRequest":
        """Return the request that :meth:`encoded` made ``line`` of; any other line raises ValueError."""
        try:
            values = json.loads(line)
        except RecursionError as error:
            raise ValueError from error
        match values:
            case {"path": None}:
                return cls()
            case {"path": str(path), "may_be_made": bool(may_be_made)} if _can_be_asked_for(path):
                return cls(Path(path), may_be_made)
        raise ValueError


def _can_be_asked_for(path: str) -> bool:
    # Asked about any other path, the system raises what nobody expects of a path.
    return b"\0" not in os.fsencode(path)
