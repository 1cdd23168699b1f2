"""What is corrected in the German dictionary before it is used, and which of its words are names."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.tokenization.table import StringTable, lookup
from analysis.tokenization.walks import E, N

Numbers = npt.NDArray[np.int32]

# Heads of place names and surnames: with them only what the dictionary inflects is a compound.
NAME_HEADS = """
bacher berg berger britannien brunner burg burger dorfer egger felder hausen hauser heim hofer huber
kirchen land maier mann mayer mayr meier meyer moser reich schmid schmidt steiner wald
"""
# Names and derived words that look like compounds.
WHOLE = """
afghanistan braunschweig burgenland deutschland düsseldorf eisenstadt england finnland frankfurt
frankreich freitag griechenland großbritannien hamburg holland innsbruck irland island lettland
ludwigshafen mittwoch montag niederlande niederösterreich nordrhein oberösterreich österreich ostermayer
paradies programm redakteur redaktion rheinland alternative hollande russland saarland salzburg samstag
schottland sonntag donnerstag dienstag steiermark teilnahme teilnehmer vorarlberg wolfgang ranking kombination
banking wolfsburg würzburg
"""
# Where ß stays: behind a diphthong and in these stems; elsewhere today's spelling has ss ("Kongreß").
LONG = re.compile(
    r"((?:[aeäo][uiy]|ie|str[aä]|gr[oöuü]|f[uü]|m[aä]|sp[aä]|st[oö]|[kf]l[oö]|s[aoäü]|b[uü]|bl[oö]|fr[aä]|gefä|ga|^[aä]))ß"
)
# Lemmas where the dictionary has another word's, of nouns and of others.
FIXED_NOUNS = """
hollande:hollande jungs:junge jährige:jährige jährigen:jährige jähriger:jährige schulden:schulden
ungarn:ungarn ungarns:ungarn vereinigte:vereinigt vereinigten:vereinigt vereinte:vereint vereinten:vereint
zelten:zelt zwecken:zweck
"""
FIXED_OTHERS = """
co2:co2 eilen:eilen gesamt:gesamt gesamte:gesamt gesamten:gesamt letzte:letzt letzten:letzt letzter:letzt
letztes:letzt jährige:jährig jährigen:jährig jähriger:jährig jähriges:jährig weitere:weiter
weiteren:weiter weiterer:weiter weiteres:weiter weiterem:weiter
"""
ADJECTIVE = (
    r"(?:isch|lich|(?:at|it|ikt|ns|ss)iv|al|ell|ar|är|sam|bar|los|haft|stark|frei|voll|reich|ent|ant|annt|id)"
)


def present(size: int, *kinds: Numbers) -> npt.NDArray[np.int64]:
    """Entries that are the lemma of another or their own, in order."""
    found = np.zeros(size, np.bool_)
    for kind in kinds:
        found[kind[kind >= 0]] = True
    return np.flatnonzero(found)


def modern(table: StringTable, noun: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """`noun` and `other` with ß as it is spelled today."""
    lemmas = present(len(table), noun, other)
    words = table.strings().take(lemmas)
    sharp = pc.match_substring(words, "ß").to_numpy(zero_copy_only=False)
    spelled = [
        LONG.sub(r"\1\0", word).replace("ß", "ss").replace("\0", "ß")
        for word in words.filter(sharp).to_pylist()
    ]
    old, new = lemmas[sharp], table.add_strings(pa.array(spelled, pa.large_string()))
    grown = []
    for kind in (noun, other):
        longer = np.append(kind, np.full(len(table) - len(kind), -1, np.int32))
        move = np.arange(len(longer), dtype=np.int32)
        move[old] = new
        longer = np.where(longer >= 0, move[longer], -1).astype(np.int32)
        lacking = new[(kind[old] == old) & (longer[new] < 0)]
        longer[lacking] = lacking
        grown.append(longer)
    return grown[0], grown[1]


def one_adjective(table: StringTable, noun: Numbers, other: Numbers) -> Numbers:
    """`noun` where nominalised adjectives, for which the dictionary has "Beamter" or "Beamte", end in -e, and
    those in -ische are the adjective."""
    lemmas = present(len(table), noun)
    words = table.strings().take(lemmas)
    move = np.arange(len(noun), dtype=np.int32)
    for end, cut in (("er", 1), ("ische", 1)):
        chosen = pc.ends_with(words, end)
        longer = lemmas[chosen.to_numpy(zero_copy_only=False)]
        shorter = lookup(table, pc.utf8_slice_codeunits(words.filter(chosen), 0, -cut))
        if end == "er":
            plural = lookup(table, pc.replace_substring_regex(words.filter(chosen), "r$", "n"))
            same = (shorter >= 0) & ((noun[shorter] == longer) | ((plural >= 0) & (noun[plural] == longer)))
            same &= longer != lookup(table, pa.array(["alter"], pa.large_string()))
        else:
            same = (shorter >= 0) & (other[shorter] == shorter)
        move[longer[same]] = shorter[same]
    return np.where(noun >= 0, move[move[noun]], -1).astype(np.int32)


def uninflected(table: StringTable, other: Numbers) -> Numbers:
    """`other` where an adjective's inflected form that is its own lemma has that of the form without
    ending."""
    own = np.flatnonzero(other == np.arange(len(other)))
    moved = np.zeros(len(other), np.bool_)
    words = table.strings().take(own)
    for end in ("e", "en", "em", "es", "er"):
        kinds = "(?:isch|ig|lich)" if end == "er" else ADJECTIVE
        chosen = pc.match_substring_regex(words, f".{kinds}{end}$")
        bare = pc.utf8_slice_codeunits(words.filter(chosen), 0, -len(end))
        lemma, verb = lookup(table, bare), lookup(table, pc.replace_substring_regex(bare, "$", "t"))
        entry = own[chosen.to_numpy(zero_copy_only=False)]
        fits = (lemma >= 0) & (other[lemma] == lemma) & ((verb < 0) | (other[verb] != entry))
        other[entry[fits]], moved[entry[fits]] = lemma[fits], True
    return np.where((other >= 0) & moved[other], other[other], other)


def with_e(table: StringTable, noun: Numbers, as_head: Numbers) -> int:
    """Correct, in place, nouns in -e that the dictionary takes for forms of a noun without it ("Halle" of
    "Hall"), where more compounds end with the longer one; how many there were."""
    entry = np.flatnonzero((noun >= 0) & (noun != np.arange(len(noun))))
    entry = entry[as_head[entry] > as_head[noun[entry]]]
    size = np.diff(table.ends[: len(noun) + 1])
    entry = entry[(table.arena[table.ends[entry + 1] - 1] == E) & (size[entry] == size[noun[entry]] + 1)]
    noun[entry] = entry
    return len(entry)


def names(table: StringTable, noun: Numbers) -> Any:
    """1 for entries that stay whole: listed names and what is derived from them; 2 for heads of names; 4 for
    nouns that have a plural or dative, as few names do."""
    kind = np.zeros(len(noun), np.uint8)
    whole = [word + end for word in WHOLE.split() for end in ("", "s", "er", "ern", "erin", "n", "en")]
    for words, bit in ((whole, 1), (NAME_HEADS.split(), 2)):
        found = lookup(table, pa.array(words, pa.large_string()))
        kind[found[found >= 0]] |= bit
    last = table.arena[table.ends[1 : len(noun) + 1] - 1]
    forms = np.flatnonzero((noun >= 0) & (noun != np.arange(len(noun))) & ((last == E) | (last == N)))
    kind[noun[forms]] |= 4
    return kind
