"""Hash of a module's source and of everything of this package that it imports."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from analysis import storage

PACKAGE = Path(__file__).parents[1]
BESIDE = (".css", ".html", ".js", ".tex")


def source_hash(modules: Iterable[str]) -> str:
    """One hash of the sources of `modules` ("analysis.topics") and, transitively, of their imports from
    `analysis`, with the styles beside them. Comments count: telling what matters in a source is not worth
    a wrong answer."""
    files = {name: _file_of(name) for name in sorted(closure_of(modules))}
    told = [f"{name} {_file_hash(file)}" for name, file in files.items() if file]
    told += [f"{path.name} {_file_hash(path)}" for file in files.values() for path in _beside(file)]
    return storage.digest("".join(f"{line}\n" for line in told).encode())


def closure_of(modules: Iterable[str]) -> set[str]:
    """The modules and all modules of this package that they import, directly or not."""
    seen: set[str] = set()
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        if name not in seen and _file_of(name):
            seen.add(name)
            waiting.extend(imports_of(name))
    return seen


@cache
def imports_of(module: str) -> tuple[str, ...]:
    """Modules of this package that a module's source names in its imports, and its parent packages."""
    file = _file_of(module)
    if not file:
        return ()
    parents = module.split(".")
    found = {".".join(parents[:depth]) for depth in range(1, len(parents))}
    return tuple(sorted(found | imports_in(file.read_text(encoding="utf-8")) - {module}))


def imports_in(source: str) -> set[str]:
    """Modules of this package named by the import statements of a source text."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] == "analysis" and _file_of(name)}


@cache
def _file_of(module: str) -> Path | None:
    if module.split(".")[0] != PACKAGE.name:
        return None
    base = PACKAGE.joinpath(*module.split(".")[1:])
    for file in (base.with_suffix(".py"), base / "__init__.py"):
        if file.exists() and file.is_file():
            return file
    return None


def _beside(file: Path | None) -> list[Path]:
    """What a package reads of its own folder beside its modules, such as the style of a page."""
    if file is None or file.name != "__init__.py":
        return []
    return sorted(path for path in file.parent.iterdir() if path.suffix in BESIDE)


@cache
def _file_hash(file: Path) -> str:
    return storage.digest_file(file)
