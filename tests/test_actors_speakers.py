"""Whom a speaker's name means among the declared actors: the whole name, not a name within it."""

from __future__ import annotations

import pytest
from actors_toys import actor

from analysis.actors import Declared
from analysis.actors.called import called
from analysis.declarations import load_language

ACTORS = (
    actor("varek", "Anton Varek", "Антон Варек", "陈国山"),
    actor("union", "European Union", "EU", "ООН", "中国外交部", kind="organisation"),
    actor("belarus", "Belarus", "Беларусь", "中国", kind="place"),
)


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("en", "Anton Varek", "varek"),
        ("en", "Varek", "varek"),
        ("en", "Mr Varek", "varek"),
        ("en", "President Anton Varek", "varek"),
        ("en", "Anton Varek, the president", "varek"),
        ("en", "the president, Anton Varek", "varek"),
        ("en", "Critics of Anton Varek", ""),
        ("en", "The opposition to Anton Varek", ""),
        ("en", "Anton Varek's spokesman", ""),
        ("en", "Elsa Varek", ""),
        ("en", "the European Union", "union"),
        ("en", "EU", "union"),
        ("en", "A critic of the European Union", ""),
        ("en", "EU ambassador", ""),
        ("en", "spokesman EU", ""),
        ("en", "Belarus", "belarus"),
        ("en", "President Belarus", ""),
        ("en", "Belarus, Elsa Mirsa", ""),
        ("de", "Präsident Anton Varek", "varek"),
        ("de", "Kritiker Anton Vareks", ""),
        ("de", "Sprecher Anton Vareks", ""),
        ("ru", "Антон Варек", "varek"),
        ("ru", "Антона Варека", "varek"),
        ("ru", "президент Антон Варек", "varek"),
        ("ru", "представитель Антона Варека", ""),
        ("ru", "Представитель ООН", ""),
        ("ru", "Критик Беларуси", ""),
        ("ru", "Беларусь", "belarus"),
        ("zh", "陈国山", "varek"),
        ("zh", "国家主席陈国山", "varek"),
        ("zh", "陈国山批评者", ""),
        ("zh", "中国外交部", "union"),
        ("zh", "中国外交部发言人", ""),
        ("zh", "中国", "belarus"),
        ("zh", "在中国", ""),
    ],
)
def test_a_declared_name_is_the_whole_name(code: str, name: str, expected: str) -> None:
    number = called(name, Declared(ACTORS, load_language(code), {}))
    assert (ACTORS[number].name if number >= 0 else "") == expected
