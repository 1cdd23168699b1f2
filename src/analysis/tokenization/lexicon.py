"""The German dictionary (simplemma's) as arrays, and how productive each of its nouns is in compounds.

Entries are the lower-case forms and lemmas of the dictionary. A noun is what the dictionary writes with a
capital. The number of dictionary nouns that end (or begin) with a noun stands for its frequency: it tells
real parts ("druck", in some hundred compounds) from accidents ("rus" in "Belarus").
"""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.tokenization import walks
from analysis.tokenization.corrections import (
    FIXED_NOUNS,
    FIXED_OTHERS,
    modern,
    names,
    one_adjective,
    uninflected,
    with_e,
)
from analysis.tokenization.families import BARRED, bitmap, families
from analysis.tokenization.frequencies import joined
from analysis.tokenization.table import StringTable, lookup
from analysis.tokenization.walks import E, L, N, R, Walk, walk_of

Numbers = npt.NDArray[np.int32]
Arrays = tuple[Any, Any, Any, Any, Any, Any]
# A noun in -e with fewer compounds than this behind it gives way to a verb: "Schreibtisch" is not of a
# "Schreibe".
RARE = 10
READ = 50_000

# With prefixes and particles a word is derived, not compounded ("Zusammenarbeit", "Ausgabe"); the others are
# function words and fragments that the dictionary holds as words.
NO_PARTS = """
ab after am an and anti auf aufs aus auseinander be bei beim best bis da dabei dar davon dazu der dort die
das dem den des dis du durch ein eine einander einen einer einher ent entgegen er es ex fehl fest for fort
für ge gegen her herab heran herauf heraus herbei herein hervor herum hier hin hinab hinaus hinein hinter
hinzu ich ihr im in inne ins inter ist los man manch miss mit nach neben nieder ob para per pro re rück
same sch sie so statt tran trans um ums un unter ur ver vom von vor voran voraus vorbei vorher war was weg
weiter wer wider wie wieder will wir wo zer zu zum zur zurück zusammen zwischen über
"""
# Suffixes and endings that the dictionary also holds as words.
NO_HEADS = """
ach ade age ale ali and ane ant ard arier ate bar burger chen cher chung das der die dung ei ein einander
elle ellen eln en ende enden endung ent er eren ern este ette eur falls gen ger gramm heit ige igen iger
iker ile in ina ine innen ion ions isch ische ischer isches ismus ist isten ists ite jährige keit lein ler
ling linge lingen lings losere mehr mus nehmen ner nis ose phon phone rechen rei reibung ren rung rus sal
schaft sen stag ster stern tand tein tel ten ter tion tionen tube tum tums tät ung zehnt zehnte zen zer
"""


@dataclass(frozen=True)
class Lexicon:
    """`noun` and `other` hold, per entry, the lemma (an entry) it has as noun and as another word, or -1;
    `part` and `head` its lemma where it may begin or end a compound, or -1; `as_part` and `as_head`, per
    lemma, the number of dictionary nouns that begin or end with it; `names` what `names` says; `bits` those
    of the hashes of all entries. `begin`, `end` and `others` are walks over beginnings of compounds, over
    their ends, and over forms that are no nouns, these two backward."""

    table: StringTable
    noun: Numbers
    other: Numbers
    part: Numbers
    head: Numbers
    begin: Walk
    end: Walk
    others: Walk
    as_part: Numbers
    as_head: Numbers
    names: npt.NDArray[np.uint8]
    bits: npt.NDArray[np.uint8]

    @property
    def arrays(self) -> Arrays:
        """The table and lemmas as compiled code takes them."""
        table = self.table
        return table.arena, table.ends, table.slots, self.noun, self.head, self.names


@cache
def german() -> Lexicon:
    """The German lexicon; the dictionary is read at the first call."""
    columns = read()
    # The factory that read it holds itself, and the dictionary, until it is collected.
    gc.collect()
    lexicon = build(*columns)
    del columns
    pa.default_memory_pool().release_unused()
    return lexicon


def read() -> tuple[pa.LargeStringArray, pa.LargeStringArray]:
    """Forms and lemmas of the German dictionary."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    raw = DefaultDictionaryFactory().get_dictionary("de")
    words, forms, lemmas = iter(raw), [], []
    while some := list(islice(words, READ)):
        forms.append(joined(some))
        lemmas.append(joined(list(map(raw.__getitem__, some))))
    return pa.concat_arrays(forms), pa.concat_arrays(lemmas)


def build(keys: pa.LargeStringArray, values: pa.LargeStringArray) -> Lexicon:
    """The lexicon of a dictionary of forms (`keys`) and their lemmas (`values`)."""
    table = StringTable()
    low = pc.utf8_lower(keys)
    form, lemma = table.add_strings(low), table.add_strings(pc.utf8_lower(values))
    barred = [table.add_strings(pa.array(words.split(), pa.large_string())) for words in (NO_PARTS, NO_HEADS)]
    fixed = [[pair.split(":") for pair in pairs.split()] for pairs in (FIXED_NOUNS, FIXED_OTHERS)]
    listed = [
        [table.add_strings(pa.array(column, pa.large_string())) for column in zip(*pairs, strict=True)]
        for pairs in fixed
    ]
    capital = pc.not_equal(low, keys).to_numpy(zero_copy_only=False)
    noun, other = (np.full(len(table), -1, np.int32) for _ in range(2))
    noun[form[capital]], other[form[~capital]] = lemma[capital], lemma[~capital]
    noun, other = modern(table, noun, other)
    noun, other = one_adjective(table, noun, other), uninflected(table, other)
    for kind, (words, right) in zip((noun, other), listed, strict=True):
        kind[words] = right
    part, head = places(noun, other, barred)
    hashes = table.hashes[: len(table)]
    bits = [bitmap(hashes, kind) for kind in (part, head)]
    arrays = (table.arena, table.ends, table.slots, noun, other, bits[0], part, head)
    as_part, as_head = families(arrays, bits[1], np.flatnonzero(noun == np.arange(len(noun))))
    if with_e(table, noun, as_head):
        part, head = places(noun, other, barred)
    found = names(table, noun)
    own = np.flatnonzero((noun == np.arange(len(noun))) & (as_head < RARE))
    weak = own[pc.ends_with(table.strings().take(own), "e").to_numpy(zero_copy_only=False)]
    verb = lookup(table, pc.replace_substring_regex(table.strings().take(weak), "$", "n"))
    real = (verb >= 0) & (other[verb] == verb)
    as_part[verb[real]] = np.maximum(as_part[verb[real]], as_part[weak[real]])
    begin = beginnings(table, noun, other, part, as_part, weak[real])
    last = np.flatnonzero(head >= 0)
    last = last[as_head[head[last]] > 0]
    end = walk_of(table, last, np.zeros(len(last)), last, np.zeros(len(last)), backward=True)
    others = np.flatnonzero(other >= 0)
    rest = walk_of(table, others, np.zeros(len(others)), others, np.zeros(len(others)), backward=True)
    every = bitmap(table.hashes[: len(table)], np.zeros(len(table), np.int32))
    return Lexicon(table, noun, other, part, head, begin, end, rest, as_part, as_head, found, every)


def beginnings(
    table: StringTable, noun: Numbers, other: Numbers, part: Numbers, as_part: Numbers, weak: Numbers
) -> Walk:
    """Walk over what compounds begin with: forms of nouns and adjectives, nouns with a linking s or without
    their last e, stems of verbs; what may not begin one is in it with value -1 and wins."""
    own = np.arange(len(noun), dtype=np.int32)
    last, before = (table.arena[table.ends[1 : len(noun) + 1] - back] for back in (1, 2))
    size = np.diff(table.ends[: len(noun) + 1])
    used = (part >= 0) & (as_part[part] > 0)
    lemma, verb = used & (noun == own), used & (other == own) & (last == N) & (size > 5)
    short = lemma & (last == E)
    short[weak] = False
    third = table.arena[table.ends[1 : len(noun) + 1] - 3]

    chosen = {
        walks.PLAIN: used,
        walks.LINKED: lemma,
        walks.SHORT: short,
        walks.SHORT_LINKED: short,
        walks.STEM: verb & (before == E),
        walks.LIQUID: verb & (third == E) & ((before == L) | (before == R)),
    }
    words = [np.flatnonzero(part == BARRED), *map(np.flatnonzero, chosen.values())]
    kinds = np.repeat([0, *chosen], [len(group) for group in words])
    entry = np.concatenate(words)
    barred = np.arange(len(entry)) < len(words[0])
    values = np.where(barred, -1, np.where(np.isin(kinds, [0]), part[entry], entry))
    scores = np.where(barred, 1000, np.log2(1 + as_part[np.maximum(values, 0)]))
    return walk_of(table, entry, kinds, values, scores)


def places(noun: Numbers, other: Numbers, barred: list[Numbers]) -> tuple[Numbers, Numbers]:
    """Lemma of each entry at the beginning and at the end of a compound."""
    own = np.arange(len(noun), dtype=np.int32)
    part = np.where(noun >= 0, noun, np.where(other == own, other, -1)).astype(np.int32)
    head = noun.copy()
    for kind, words in ((part, barred[0]), (head, barred[1])):
        kind[words] = BARRED
        kind[(kind >= 0) & (kind[kind] == BARRED)] = BARRED
    return part, head
