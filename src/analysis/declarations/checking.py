"""Read a TOML file into frozen dataclasses; every error names file, key, what was found, what is allowed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import tomllib
import types
import typing
from pathlib import Path
from typing import Any

T = typing.TypeVar("T")


class DeclarationError(ValueError):
    """A declaration (study, outlet, language or codebook file) that cannot be used as it stands."""

    def __init__(self, file: Path | str, key: str, found: str, allowed: str) -> None:
        self.file, self.key, self.found, self.allowed = str(file), key, found, allowed
        super().__init__(f"{file}: {key or 'file'}: found {found}; allowed: {allowed}")

    def __reduce__(self) -> tuple[type[DeclarationError], tuple[str, str, str, str]]:
        """Raised in a worker, it must arrive whole: exceptions are pickled by their arguments."""
        return type(self), (self.file, self.key, self.found, self.allowed)


def load(path: Path) -> dict[str, Any]:
    """The TOML file as a dictionary; raises DeclarationError when it is missing, unreadable or malformed."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DeclarationError(path, "", "no such file", "an existing TOML file") from None
    except OSError as error:
        raise DeclarationError(path, "", f"unreadable ({error.strerror})", "a readable TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeclarationError(path, "", f"malformed TOML ({error})", "TOML 1.0 in UTF-8") from None


def build(spec: type[T], value: object, *, file: Path, key: str = "") -> T:
    """`value` (from TOML) as an instance of the dataclass `spec`, checked field by field by its types."""
    if not isinstance(value, dict):
        raise DeclarationError(file, key, _shown(value), "a table")
    fields = {field.name: field for field in dataclasses.fields(spec)}  # type: ignore[arg-type]
    hints = typing.get_type_hints(spec)
    for name in value:
        if name not in fields:
            known = sorted(name for name, field in fields.items() if not field.metadata.get("filled_in"))
            close = difflib.get_close_matches(name, known, n=1)
            hint = f" (did you mean {close[0]}?)" if close else ""
            raise DeclarationError(file, _join(key, name), f"unknown key{hint}", ", ".join(known))
    filled = {name: _convert(hints[name], item, file, _join(key, name)) for name, item in value.items()}
    for name, field in fields.items():
        optional = (
            field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
        )
        if name not in filled and not optional:
            raise DeclarationError(file, _join(key, name), "nothing", f"{_named(hints[name])} (required)")
    return spec(**filled)


def _join(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def _named(hint: Any) -> str:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return "one of " + ", ".join(map(str, arguments))
    if origin is tuple:
        return f"a list of {_named(arguments[0])}"
    if origin is dict:
        return f"a table of {_named(arguments[1])}"
    if origin in (types.UnionType, typing.Union):
        return " or ".join(_named(item) for item in arguments if item is not type(None))
    names = {str: "text", int: "a whole number", float: "a number", bool: "true or false", dt.date: "a date"}
    return names.get(hint, "a table")


def _convert(hint: Any, value: object, file: Path, key: str) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        hint = next(item for item in arguments if item is not type(None))
        return _convert(hint, value, file, key)
    if origin is typing.Literal and value in arguments:
        return value
    if origin is tuple and isinstance(value, list):
        return tuple(_convert(arguments[0], item, file, f"{key}[{i}]") for i, item in enumerate(value))
    if origin is dict and isinstance(value, dict):
        return {name: _convert(arguments[1], item, file, f"{key}.{name}") for name, item in value.items()}
    if dataclasses.is_dataclass(hint):
        return build(typing.cast(Any, hint), value, file=file, key=key)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if hint is dt.date and isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(hint, type) and isinstance(value, hint) and (hint is bool or not isinstance(value, bool)):
        return value
    raise DeclarationError(file, key, _shown(value), _named(hint))
