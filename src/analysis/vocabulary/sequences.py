"""Sequences of words that recur across articles: found by hashes of whole arrays, without a loop over words.

A word is compared as `fold` writes it. A sequence never crosses the end of a sentence. Its hash is a
polynomial modulo 2^64 over random numbers of its words; two different sequences agree by chance about once
in 1e18.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from analysis.tokenization import Tokens, tokenize
from analysis.tokenization.counted import sentence_of
from analysis.tokenization.lemmas import fold

BASE = 0x9E3779B97F4A7C15
BUCKETS, MANY = 1 << 26, 1 << 21
WORDS, FEWEST = 5, 5
Integers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]
Batch = tuple[Sequence[str], Sequence[str], Sequence[Sequence[tuple[int, int]]] | None]


@dataclass(frozen=True)
class Running:
    """The words of articles in reading order: `article` (index into `ids`) and `sentence` (counted over all)
    of each, both ascending, `form` (index into `forms`, as written) and `code`, a random number of the
    folded form."""

    ids: list[str]
    forms: list[str]
    article: npt.NDArray[np.int32]
    sentence: Integers
    form: npt.NDArray[np.int32]
    code: Hashes

    def __len__(self) -> int:
        return len(self.form)

    @property
    def lengths(self) -> Integers:
        """Words of each article."""
        return np.bincount(self.article, minlength=len(self.ids)).astype(np.int64)

    def pick(self, articles: Mask) -> Running:
        """Only the words of the articles for which the mask is true; the others keep their place."""
        return self.cut(articles[self.article])

    def cut(self, words: Mask) -> Running:
        """Only the words for which the mask is true."""
        columns = (self.article[words], self.sentence[words], self.form[words], self.code[words])
        return Running(self.ids, self.forms, *columns)


def running(batches: Iterable[Batch], *, language: str) -> Running:
    """Words of batches of (ids, texts, sentences); without sentences, an article is one sentence."""
    ids: list[str] = []
    place: dict[str, int] = {}
    articles, sentences, forms = [], [], []
    before = 0
    for names, texts, spans in batches:
        tokens = tokenize(texts, language=language)
        articles.append(tokens.row + np.int32(len(ids)))
        sentences.append(_sentences(tokens, spans) + before)
        before += 1 + (len(texts) if spans is None else sum(map(len, spans)))
        index = [place.setdefault(form, len(place)) for form in tokens.types]
        forms.append(np.array(index, dtype=np.int32)[tokens.type])
        ids.extend(names)
    form = np.concatenate([np.zeros(0, np.int32), *forms])
    article = np.concatenate([np.zeros(0, np.int32), *articles])
    sentence = np.concatenate([np.zeros(0, np.int64), *sentences])
    return Running(ids, list(place), article, sentence, form, _codes(list(place))[form])


def _sentences(tokens: Tokens, spans: Sequence[Sequence[tuple[int, int]]] | None) -> Integers:
    """The sentence of each word over the batch; -1 for words before an article's first sentence."""
    return tokens.row.astype(np.int64) if spans is None else sentence_of(tokens, spans)


def _codes(forms: Sequence[str]) -> Hashes:
    digests = b"".join(
        blake2b(fold(form).encode("utf-8", "surrogatepass"), digest_size=8).digest() for form in forms
    )
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def starts(words: Running, size: int) -> Mask:
    """Whether a sequence of `size` words within one sentence of one article begins at each word."""
    result = np.zeros(len(words), dtype=bool)
    if len(words) >= size:
        last = len(words) - size + 1
        result[:last] = words.sentence[size - 1 :] == words.sentence[:last]
        result[:last] &= words.article[size - 1 :] == words.article[:last]
    return result


def sums(words: Running, size: int) -> Hashes:
    """Polynomial of the `size` words from each word on; to be mixed before it serves as a hash."""
    result = np.zeros(len(words), dtype=np.uint64)
    for step in range(size):
        result[: max(len(words) - step, 0)] += words.code[step:] * power(step)
    return result


def power(step: int) -> np.uint64:
    return np.uint64(pow(BASE, step + 1, 1 << 64))


def mixed(values: Hashes) -> Integers:
    """Finalizer of splitmix64 (Steele et al. 2014), as a number that is not negative."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((values ^ (values >> np.uint64(31))) >> np.uint64(1)).astype(np.int64)


def documents(hashes: Integers, article: npt.NDArray[np.int32]) -> tuple[Integers, Integers]:
    """For each occurrence the number of its sequence, and for each sequence the number of articles that
    have it; `article` ascends."""
    order = np.argsort(hashes, kind="stable")
    ordered, own = hashes[order], article[order]
    fresh = np.ones(len(ordered), dtype=bool)
    fresh[1:] = ordered[1:] != ordered[:-1]
    number = np.cumsum(fresh) - 1
    other = fresh.copy()
    other[1:] |= own[1:] != own[:-1]
    found = np.zeros(len(ordered), dtype=np.int64)
    found[order] = number
    return found, np.bincount(number[other], minlength=int(fresh.sum())).astype(np.int64)


def recurring(
    batches: Callable[[], Iterable[Batch]], *, language: str, size: int = WORDS, fewest: int = FEWEST
) -> Integers:
    """Sorted hashes of the sequences of `size` words that occur in `fewest` articles or more.

    `batches` is called twice: once to count articles in 2^26 buckets (64 MB, whatever the corpus), once to
    count exactly what shares a bucket with a frequent sequence. Memory is that of the buckets, a batch,
    and the sequences that remain. What it returns is for `formula_tokens`.
    """
    seen = np.zeros(BUCKETS, dtype=np.uint8)
    for hashes, article in _hashed(batches(), language, size):
        buckets, times = _counted(hashes & (BUCKETS - 1), article)
        seen[buckets] = np.minimum(seen[buckets] + times, 255)
    values, total = np.zeros(0, np.int64), np.zeros(0, np.int64)
    waiting = [(values, total)]
    for hashes, article in _hashed(batches(), language, size):
        likely = seen[hashes & (BUCKETS - 1)] >= min(fewest, 255)
        waiting.append(_counted(hashes[likely], article[likely]))
        if sum(len(one) for one, _ in waiting[1:]) > max(len(values), MANY):
            values, total = _merged(waiting)
            waiting = [(values, total)]
    values, total = _merged(waiting)
    return values[total >= fewest]


def _hashed(
    batches: Iterable[Batch], language: str, size: int
) -> Iterator[tuple[Integers, npt.NDArray[np.int32]]]:
    for batch in batches:
        words = running([batch], language=language)
        begins = starts(words, size)
        yield mixed(sums(words, size)[begins]), words.article[begins]


def _counted(values: Integers, article: npt.NDArray[np.int32]) -> tuple[Integers, Integers]:
    number, times = documents(values, article)
    distinct = np.zeros(len(times), dtype=np.int64)
    distinct[number] = values
    return distinct, times


def _merged(parts: Sequence[tuple[Integers, Integers]]) -> tuple[Integers, Integers]:
    values, place = np.unique(np.concatenate([one for one, _ in parts]), return_inverse=True)
    times = np.concatenate([two for _, two in parts])
    return values, np.bincount(place, weights=times, minlength=len(values)).astype(np.int64)


def formula_tokens(
    tokens: Tokens,
    known: Integers,
    *,
    sentences: Sequence[Sequence[tuple[int, int]]] | None = None,
    size: int = WORDS,
) -> Mask:
    """Whether each token of a batch stands in one of the `known` sequences, as `recurring` returns them.

    A model that is to see no formulas counts the other tokens only. `sentences` are those of the batch's
    texts; they and `size` must be as they were for `recurring`, or nothing is found.
    """
    code = _codes(tokens.types)[tokens.type]
    words = Running([], tokens.types, tokens.row, _sentences(tokens, sentences), tokens.type, code)
    begins = np.flatnonzero(starts(words, size))
    hashes = mixed(sums(words, size)[begins])
    place = np.minimum(np.searchsorted(known, hashes), max(len(known) - 1, 0))
    found = begins[known[place] == hashes] if len(known) else begins[:0]
    return covered(found, size, len(tokens))


def covered(begins: Integers, size: int, words: int) -> Mask:
    """Whether each of the `words` stands in a sequence of `size` words that begins at one of `begins`."""
    result = np.zeros(words, dtype=bool)
    for step in range(size):
        result[begins + step] = True
    return result
