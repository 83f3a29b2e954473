"""Templates as data, to be spoiled and written back as TOML."""

import json
import tomllib
from copy import deepcopy
from importlib.resources import files

Value = str | int | bool | list["Value"] | dict[str, "Value"]
KeyPath = tuple[str | int, ...]


def template_data(template_id: str) -> dict[str, Value]:
    """Return what the file of a built-in template holds."""
    file = files("perfeval_resources") / "templates" / f"{template_id}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def key_paths(value: Value, above: KeyPath = ()) -> list[KeyPath]:
    """Return the path of every key in ``value``, at every depth."""
    paths: list[KeyPath] = []
    if isinstance(value, dict):
        for key, below in value.items():
            paths += [(*above, key), *key_paths(below, (*above, key))]
    elif isinstance(value, list):
        for number, below in enumerate(value):
            paths += key_paths(below, (*above, number))
    return paths


def shown_path(path: KeyPath) -> str:
    """Return a path as messages write it: items count from 1, e.g. ``grades[2].least``."""
    shown = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return shown.removeprefix(".")


def without(data: dict[str, Value], path: KeyPath) -> dict[str, Value]:
    """Return ``data`` without the key at ``path``."""
    return _changed(data, path, None)


def with_value(data: dict[str, Value], path: KeyPath, value: Value) -> dict[str, Value]:
    """Return ``data`` with ``value`` at ``path``."""
    return _changed(data, path, value)


def _changed(data: dict[str, Value], path: KeyPath, value: Value | None) -> dict[str, Value]:
    changed = deepcopy(data)
    table: Value = changed
    for part in path[:-1]:
        table = table[part]  # type: ignore[index]  # the path fits
    if value is None:
        del table[path[-1]]  # type: ignore[arg-type, union-attr]
    else:
        table[path[-1]] = value  # type: ignore[index]
    return changed


def toml(data: dict[str, Value]) -> str:
    """Return ``data`` as TOML."""
    return "".join(f"{_key(key)} = {_inline(value)}\n" for key, value in data.items())


def _inline(value: Value) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_inline(below)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    # Only ASCII may stand bare.
    return key if key.isascii() and key.replace("_", "").isalnum() else json.dumps(key, ensure_ascii=False)
