"""The tables of a language hold what the rules ask for."""

from __future__ import annotations

import ast
from pathlib import Path

from analysis import voices
from analysis.declarations import load_language
from analysis.voices.lexicon import lexicon_of

LANGUAGES = ("de", "en", "ru", "be", "uk", "pl", "es", "zh")


def asked() -> dict[str, str]:
    """Kinds of tags that the rules ask for by name, with a module that does."""
    found = {}
    for file in sorted(Path(voices.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                place = {"tag": 1, "places": 0}.get(node.func.attr, 9)
                if place < len(node.args) and isinstance(kind := node.args[place], ast.Constant):
                    found[str(kind.value)] = file.name
    return found


def test_every_kind_that_is_asked_for_is_declared_by_some_language() -> None:
    declared = {
        kind
        for code in LANGUAGES
        for group in lexicon_of(load_language(code)).phrases.values()
        for _, kind, _ in group
    }
    assert len(asked()) > 20
    assert {kind: file for kind, file in asked().items() if kind not in declared} == {}
