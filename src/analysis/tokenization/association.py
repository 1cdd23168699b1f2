"""Multi-word terms that a corpus itself shows: neighbours that keep company, by logDice (Rychlý 2008)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.declarations import Language
from analysis.tokenization.lemmas import fold, lemmatize
from analysis.tokenization.phrases import follows
from analysis.tokenization.table import Integers, Numbers, StringTable, buffers_of, hash_all, strings_of
from analysis.tokenization.words import scan_words

# Names are told by their capitals, too; other words must keep closer company.
LEAST_SCORE, LEAST_OF_OTHERS = 11.0, 12.0
FEWEST_DOCUMENTS = 10
LONGEST = 4
MOST = 2_000
INSIDE = 0.8
MANY = 1 << 20
CONTENT = r"\p{L}.*\p{L}"


@dataclass(frozen=True)
class Neighbours:
    """Pairs of neighbouring content words of a batch: the batch's lemmas, occurrences of each, and for each
    pair (`first`, `second`: numbers of lemmas) its occurrences, articles, and occurrences with a capital at
    the first and at the second word."""

    lemmas: pa.LargeStringArray
    count: Integers
    first: Numbers
    second: Numbers
    pairs: npt.NDArray[np.int64]


def neighbours(
    texts: Sequence[str], *, language: Language, overrides: Mapping[str, str] | None = None
) -> Neighbours:
    """Neighbouring content words of a batch (no function words, numbers, single letters between them)."""
    words = _Words(texts, language, overrides)
    left = np.flatnonzero(words.links)
    key = words.lemma[left].astype(np.int64) * len(words.lemmas) + words.lemma[left + 1]
    pairs, inverse = np.unique(key, return_inverse=True)
    once = np.unique(inverse.astype(np.int64) * len(texts) + words.row[left])
    counts = [
        np.bincount(inverse, minlength=len(pairs)),
        np.bincount(once // max(len(texts), 1), minlength=len(pairs)),
        np.bincount(inverse, weights=words.capital[left], minlength=len(pairs)),
        np.bincount(inverse, weights=words.capital[left + 1], minlength=len(pairs)),
    ]
    return Neighbours(
        words.lemmas,
        np.bincount(words.lemma, minlength=len(words.lemmas)),
        (pairs // max(len(words.lemmas), 1)).astype(np.int32),
        (pairs % max(len(words.lemmas), 1)).astype(np.int32),
        np.stack(counts, axis=1).astype(np.int64),
    )


def associated(batches: Iterable[Neighbours], *, language: Language) -> pd.DataFrame:
    """Pairs that keep company: columns first, second (lemmas), score (logDice), name (mostly capitalised).

    logDice is 14 + log2(2 f(xy) / (f(x) + f(y))): 14 for words that occur only together, one less for half as
    often; it does not depend on the size of the corpus. Names score 11 or more, other pairs 12, and stand in
    10 articles or more. A capitalised word and a lower-case one are not one term ("leader Kim"), but for an
    adjective before a noun where nouns have capitals.
    """
    table = StringTable()
    waiting = [(np.zeros(0, np.int64), np.zeros((0, 4), np.int64))]
    count = np.zeros(0, np.int64)
    for batch in batches:
        data, bounds = buffers_of(batch.lemmas)
        number = table.add(data, bounds, hash_all(data, bounds)).astype(np.int64)
        count = np.concatenate([count, np.zeros(len(table) - len(count), np.int64)])
        np.add.at(count, number, batch.count)
        waiting.append((number[batch.first] << 32 | number[batch.second], batch.pairs))
        # Merged when what waits is as long as what there is: time then grows as the corpus does.
        if sum(len(keys) for keys, _ in waiting[1:]) > max(len(waiting[0][0]), MANY):
            waiting = [_merged(waiting)]
    keys, sums = _merged(waiting)
    first, second = keys >> 32, keys & 0xFFFFFFFF
    score = (
        14 + np.log2(2 * sums[:, 0] / np.maximum(count[first] + count[second], 1))
        if len(keys)
        else keys * 1.0
    )
    capital = sums[:, 2:] > sums[:, :1] / 2
    fits = capital[:, 0] == capital[:, 1]
    if language.capital_nouns:
        fits |= ~capital[:, 0]
    least = np.where(capital.all(axis=1), LEAST_SCORE, LEAST_OF_OTHERS)
    chosen = np.flatnonzero((score >= least) & (sums[:, 1] >= FEWEST_DOCUMENTS) & fits)
    words = table.strings()
    found = pd.DataFrame(
        {
            "first": words.take(pa.array(first[chosen])).to_pylist(),
            "second": words.take(pa.array(second[chosen])).to_pylist(),
            "score": score[chosen],
            "name": capital[chosen].all(axis=1),
        }
    )
    return found.sort_values(["first", "second"], ignore_index=True)


def _merged(waiting: Sequence[tuple[Integers, Integers]]) -> tuple[Integers, Integers]:
    """Sums of the rows of each key."""
    keys, inverse = np.unique(np.concatenate([keys for keys, _ in waiting]), return_inverse=True)
    rows = np.concatenate([rows for _, rows in waiting])
    columns = [np.bincount(inverse, weights=rows[:, place], minlength=len(keys)) for place in range(4)]
    return keys, np.stack(columns, axis=1).astype(np.int64)


def sequences(
    texts: Sequence[str],
    pairs: pd.DataFrame,
    *,
    language: Language,
    overrides: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Sequences of two to four words of a batch whose neighbours are all among `pairs`: columns term, form,
    count, documents (articles with that form), score and name of the weakest pair."""
    words = _Words(texts, language, overrides)
    place = pd.Series(np.arange(len(words.lemmas)), index=words.lemmas.to_pylist())
    known = pairs[pairs["first"].isin(place.index) & pairs["second"].isin(place.index)]
    width = max(len(words.lemmas), 1)
    keys = place[known["first"]].to_numpy(np.int64) * width + place[known["second"]].to_numpy(np.int64)
    order = np.argsort(keys)
    here = (
        np.append(words.lemma[:-1].astype(np.int64) * width + words.lemma[1:], -1)
        if len(words.lemma)
        else keys[:0]
    )
    at = np.minimum(np.searchsorted(keys[order], here), max(len(keys) - 1, 0))
    linked = words.links & (keys[order][at] == here) if len(keys) else np.zeros(len(here), bool)
    pair = order[at] if len(keys) else at
    score, name = known["score"].to_numpy(), known["name"].to_numpy(bool)
    tables = []
    begin = np.flatnonzero(linked)
    low, capital = score[pair[begin]], name[pair[begin]]
    for length in range(2, LONGEST + 1):
        spans = np.stack([words.type[begin + step] for step in range(length)], axis=1)
        forms, inverse = np.unique(spans, axis=0, return_inverse=True)
        once = np.unique(inverse.astype(np.int64) * max(len(texts), 1) + words.row[begin])
        first = np.unique(inverse, return_index=True)[1]
        tables.append(
            pd.DataFrame(
                {
                    "term": [
                        " ".join(words.lemmas[words.lemma_of[kind]].as_py() for kind in own) for own in forms
                    ],
                    "form": [" ".join(words.forms[kind] for kind in own) for own in forms],
                    "count": np.bincount(inverse, minlength=len(forms)),
                    "documents": np.bincount(once // max(len(texts), 1), minlength=len(forms)),
                    "score": low[first],
                    "name": capital[first],
                }
            )
        )
        further = linked[np.minimum(begin + length - 1, len(linked) - 1)] & (begin + length - 1 < len(linked))
        after = pair[(begin + length - 1)[further]]
        low, capital = np.minimum(low[further], score[after]), capital[further] & name[after]
        begin = begin[further]
    return pd.concat(tables, ignore_index=True)


def phrase_table(
    found: Iterable[pd.DataFrame],
    declared: Sequence[str],
    *,
    language: Language,
    apart: Sequence[str] = (),
) -> pd.DataFrame:
    """The table `phrases`: declared ones, and those of 10 articles or more, at most the 2,000 strongest.

    A sequence that stands nearly always (eight times of ten) inside longer ones is left to these; one that
    holds a declared phrase or one of the lemmas `apart` (with a star at the end: what begins so) is left out,
    so that these are counted wherever they stand.
    """
    table = _by_form(found)
    sums = table.groupby("term").agg(
        count=("count", "sum"), documents=("documents", "sum"), score=("score", "min"), name=("name", "min")
    )
    best = table.groupby(["term", "form"])["count"].sum().reset_index()
    best = best.sort_values(["term", "count", "form"], ascending=[True, False, True]).drop_duplicates("term")
    sums = sums.join(best.set_index("term")["form"]).reset_index()
    sums = sums[(sums["documents"] >= FEWEST_DOCUMENTS) & ~np.array(_inside(sums), bool)]
    sums = sums.sort_values(["score", "term"], ascending=[False, True]).head(MOST)
    held = [f" {term[:-1]}" if term.endswith("*") else f" {term} " for term in (*declared, *apart)]
    free = [not any(name in f" {term} " for name in held) for term in sums["term"]]
    sums = sums[np.array(free, dtype=bool)]
    kept = sums.assign(kind=np.where(sums["name"], "name", "association")).drop(columns="name")
    listed = pd.DataFrame({"term": list(declared), "form": list(declared), "kind": "declared"})
    listed = listed.assign(count=0, documents=0, score=np.nan)
    both = pd.concat([listed, kept], ignore_index=True).drop_duplicates("term")
    return both.assign(language=language.code)


def _by_form(found: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The batches' sequences summed by term and form."""
    total = pd.DataFrame(columns=["term", "form", "count", "documents", "score", "name"])
    waiting: list[pd.DataFrame] = []
    for frame in (*found, None):
        waiting += [] if frame is None else [frame]
        if waiting and (frame is None or sum(map(len, waiting)) > max(len(total), MANY)):
            rows = pd.concat([total, *waiting] if len(total) else waiting, ignore_index=True)
            total = (
                rows.groupby(["term", "form"])
                .agg(
                    count=("count", "sum"),
                    documents=("documents", "sum"),
                    score=("score", "min"),
                    name=("name", "min"),
                )
                .reset_index()
            )
            waiting = []
    return total


def _inside(sums: pd.DataFrame) -> list[bool]:
    """Whether a term's occurrences are nearly all part of terms that go on at its end or begin before."""
    count = dict(zip(sums["term"], sums["count"], strict=True))
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    for term, number in count.items():
        words = term.split()
        after[" ".join(words[:-1])] = after.get(" ".join(words[:-1]), 0) + number
        before[" ".join(words[1:])] = before.get(" ".join(words[1:]), 0) + number
    within = (max(before.get(term, 0), after.get(term, 0)) / max(count[term], 1) for term in sums["term"])
    return [share >= INSIDE for share in within]


class _Words:
    """Words of a batch with their lemma, whether they have a capital, and whether the next is a neighbour."""

    def __init__(self, texts: Sequence[str], language: Language, overrides: Mapping[str, str] | None) -> None:
        found = scan_words(texts, language=language.code)
        forms = strings_of(found.arena, found.ends)
        self.forms: list[str] = forms.to_pylist()
        folded = [fold(lemma) for lemma in lemmatize(self.forms, language=language, overrides=overrides)]
        encoded = pa.array(folded, pa.large_string()).dictionary_encode()
        self.lemmas, self.lemma_of = encoded.dictionary, encoded.indices.to_numpy(zero_copy_only=False)
        self.type, self.lemma = found.type, self.lemma_of[found.type].astype(np.int32)
        self.row = np.repeat(np.arange(len(texts)), np.diff(found.bounds))
        first = pc.utf8_slice_codeunits(forms, 0, 1)
        capital = np.asarray(pc.utf8_is_upper(first)) & ~np.asarray(pc.utf8_is_lower(first))
        self.capital = capital[found.type]
        listed = pa.array([*language.stop_words, *language.negations], pa.large_string())
        stop = (
            np.asarray(pc.is_in(pc.utf8_lower(forms), listed))
            | np.asarray(pc.is_in(self.lemmas, listed))[self.lemma_of]
        )
        content = (~stop & np.asarray(pc.match_substring_regex(forms, CONTENT)))[found.type]
        close = follows(found, self.forms, language)
        self.links = np.append(content[:-1] & content[1:] & close[1:], False) if len(content) else content
