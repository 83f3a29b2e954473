"""Which store is asked for, by a start of the program or in the window."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StoreRequest:
    """A store by its absolute path, which is there or ``may_be_made``; without a path, none in particular."""

    path: Path | None = None
    may_be_made: bool = False

    def encoded(self) -> bytes:
        """Return it as one line, to be handed to another process."""
        values = {"path": str(self.path) if self.path else None, "may_be_made": self.may_be_made}
        return json.dumps(values).encode() + b"\n"

    @classmethod
    def decoded(cls, line: bytes) -> "StoreRequest":
        """Return what :meth:`encoded` made a line of; raises :class:`ValueError` for any other line."""
        match json.loads(line):
            case {"path": None}:
                return cls()
            case {"path": str(path), "may_be_made": bool(may_be_made)}:
                return cls(Path(path), may_be_made)
        raise ValueError(line)
