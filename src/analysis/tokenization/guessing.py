"""Lemmas of forms that a dictionary lacks, from the endings of those that it has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

SAMPLE = 150_000
LONGEST, SHORTEST, FEWEST = 7, 2, 4


@dataclass(frozen=True)
class Guesser:
    """`rules` tells, for the last letters of a form, how many go and what takes their place."""

    rules: Mapping[str, tuple[int, str]]

    def guess(self, form: str) -> str:
        """The lemma that most forms with the longest known ending would have; the form where none is known.

        It misleads on names and loan words, whose endings only look inflected.
        """
        for size in range(min(LONGEST, len(form) - 2), SHORTEST - 1, -1):
            rule = self.rules.get(form[-size:])
            if rule is not None:
                return form[: len(form) - rule[0]] + rule[1]
        return form


def learn(dictionary: Mapping[str, str]) -> Guesser:
    """Rules from a sample, evenly spread, of the dictionary's lower-case forms and lemmas.

    An ending has a rule where at least four forms have it and more than half of them are changed alike.
    """
    forms = list(dictionary)
    counted: defaultdict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for form in forms[:: max(1, len(forms) // SAMPLE)]:
        lemma = dictionary[form]
        if not (form.islower() and lemma.islower()):
            continue
        same = 0
        for one, two in zip(form, lemma, strict=False):
            if one != two:
                break
            same += 1
        rule = (len(form) - same, lemma[same:])
        for size in range(max(SHORTEST, rule[0]), min(LONGEST, len(form) - 2) + 1):
            counted[form[-size:]][rule] += 1
    rules = {}
    for ending, found in counted.items():
        number = found.total()
        if number >= FEWEST:
            best, most = min(found.items(), key=lambda item: (-item[1], item[0]))
            if 2 * most > number:
                rules[ending] = best
    return Guesser(rules)
