"""Near-duplicates and reprints: sampled shingle hashes find pairs, exact Jaccard similarity verifies them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from analysis import storage
from analysis.tokenization import tokenize

SHINGLE = 5
SAMPLE = 4
FEW = 80
CROWD = 60
SLACK = 3.5
CHUNK = 20_000
Integers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Shingles:
    """Distinct hashes of 5-word shingles per article: those of ids[i] are
    values[bounds[i]:bounds[i + 1]], sorted; `exact` is a hash of the words in order."""

    ids: list[str]
    values: Hashes
    bounds: npt.NDArray[np.int64]
    exact: list[int]


def shingle_batch(ids: Sequence[str], texts: Sequence[str], *, language: str = "") -> Shingles:
    """Shingle hashes of a batch. Words are compared without case; punctuation does not count. An article
    of fewer than five words has one shingle of all of them."""
    tokens = tokenize(texts, language=language)
    own = np.array(
        [int(storage.digest(form.lower().encode(), size=8), 16) for form in tokens.types], dtype=np.uint64
    )
    words = own[tokens.type] if len(tokens) else np.zeros(0, dtype=np.uint64)
    bounds = np.searchsorted(tokens.row, np.arange(len(ids) + 1))
    pieces, exact = [], []
    for begin, end in pairwise(bounds.tolist()):
        piece = words[begin:end]
        exact.append(int(storage.digest(piece.astype("<u8").tobytes(), size=8), 16))
        pieces.append(np.unique(_roll(piece)))
    lengths = np.array([len(piece) for piece in pieces], dtype=np.int64)
    values = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.uint64)
    return Shingles(list(ids), values, np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64), exact)


def _roll(words: Hashes) -> Hashes:
    if len(words) < SHINGLE:
        return _mix(words.sum(keepdims=True, dtype=np.uint64)) if len(words) else words
    windows = np.lib.stride_tricks.sliding_window_view(words, SHINGLE)
    weights = np.array(
        [pow(0x9E3779B97F4A7C15, power, 1 << 64) for power in range(1, SHINGLE + 1)], np.uint64
    )
    return _mix((windows * weights).sum(axis=1, dtype=np.uint64))


def _mix(values: Hashes) -> Hashes:
    """Finalizer of splitmix64 (Steele et al. 2014), so that low bits can be used for sampling."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def merge(batches: Iterable[Shingles]) -> Shingles:
    """Batches as one, in order."""
    loaded = list(batches)
    lengths = np.concatenate([np.diff(batch.bounds) for batch in loaded]) if loaded else np.zeros(0, np.int64)
    return Shingles(
        [item for batch in loaded for item in batch.ids],
        np.concatenate([batch.values for batch in loaded]) if loaded else np.zeros(0, np.uint64),
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        [item for batch in loaded for item in batch.exact],
    )


def similar_pairs(shingles: Shingles, *, threshold: float = 0.5) -> pd.DataFrame:
    """Pairs of articles whose shingle sets have Jaccard similarity of at least `threshold`.

    Candidates share hashes from a sample of one in four hash values (all values, for an article of fewer
    than 80 shingles), at most 3.5 standard deviations fewer than a pair at the threshold would; each is
    verified exactly, so precision is one. A pair is missed with probability .75^s for s shingles in common
    (at a similarity of .5, s is 40 or more: 1e-5) plus about 2e-4. Exact copies are compared once; articles
    without a word are no copies. Hashes shared by more than 60 distinct texts (formulas) propose no
    candidates. Columns: left, right (row numbers, left < right), jaccard.
    """
    copies = _first_copies(shingles)
    same = np.flatnonzero(copies != np.arange(len(copies)))
    exact = pd.DataFrame({"left": copies[same], "right": same, "jaccard": 1.0})
    left, right = _candidates(shingles, np.flatnonzero(copies == np.arange(len(copies))), threshold)
    size = np.diff(shingles.bounds)
    common = _common(shingles, left, right)
    jaccard = common / np.maximum(size[left] + size[right] - common, 1)
    near = pd.DataFrame({"left": left, "right": right, "jaccard": jaccard})[jaccard >= threshold]
    return pd.concat([exact, near], ignore_index=True).sort_values(["left", "right"], ignore_index=True)


def _first_copies(shingles: Shingles) -> Integers:
    """For each row the first row with the same words in the same order."""
    first_of: dict[int, int] = {}
    size = np.diff(shingles.bounds).tolist()
    found = [first_of.setdefault(key, row) if size[row] else row for row, key in enumerate(shingles.exact)]
    return np.array(found, dtype=np.int64)


def _candidates(shingles: Shingles, rows: Integers, threshold: float) -> tuple[Integers, Integers]:
    """Pairs of rows that share sampled hashes, and not far fewer than similar articles would."""
    total, sizes = len(shingles.ids), np.diff(shingles.bounds)
    owner = np.repeat(np.arange(total), sizes)
    keep = ((shingles.values % np.uint64(SAMPLE) == 0) | (sizes[owner] < FEW)) & np.isin(owner, rows)
    values, owner = shingles.values[keep], owner[keep]
    order = np.lexsort((owner, values))
    values, owner = values[order], owner[order]
    _, begin, size = np.unique(values, return_index=True, return_counts=True)
    codes = [np.zeros(0, dtype=np.int64)]
    for members in range(2, CROWD + 1):
        groups = begin[size == members]
        if len(groups):
            block = owner[groups[:, None] + np.arange(members)]
            one, two = np.triu_indices(members, 1)
            codes.append((block[:, one] * total + block[:, two]).ravel())
    pairs, shared = np.unique(np.concatenate(codes), return_counts=True)
    left, right = pairs // max(total, 1), pairs % max(total, 1)
    formulas = np.bincount(owner[np.repeat(size > CROWD, size)], minlength=total)
    expected = threshold / (1 + threshold) * (sizes[left] + sizes[right]) / SAMPLE
    most = shared + np.minimum(formulas[left], formulas[right])
    likely = most >= np.floor(expected - SLACK * np.sqrt(expected))
    return left[likely], right[likely]


def _common(shingles: Shingles, left: Integers, right: Integers) -> Reals:
    """Number of shingles that the articles of each pair have in common, counted exactly."""
    _, column = np.unique(shingles.values, return_inverse=True)
    ones = np.ones(len(column), dtype=np.int32)
    width = int(column.max(initial=-1)) + 1
    matrix = sparse.csr_array((ones, column, shingles.bounds), shape=(len(shingles.ids), width))
    pieces = [np.zeros(0)]
    for begin in range(0, len(left), CHUNK):
        part = slice(begin, begin + CHUNK)
        both = matrix[left[part]].multiply(matrix[right[part]])
        pieces.append(np.asarray(both.sum(axis=1), dtype=np.float64).ravel())
    return np.concatenate(pieces)


def find_reprints(
    articles: pd.DataFrame, shingles: Shingles, *, threshold: float = 0.5, longest_lag: int = 30
) -> pd.DataFrame:
    """Clusters of near-duplicates, in the shape of the table `reprints`; articles alone are left out.

    `articles` has id, day and published. Two articles are joined when their similarity reaches
    `threshold` and their days are at most `longest_lag` apart; clusters are what is connected by such
    pairs. The first of a cluster is the earliest day, then instant, then id; lag is in days (with
    fractions where both instants are known); share is the part of an article's own shingles that the
    first has too. A chain of ever more changed versions can join texts that are themselves below the
    threshold.
    """
    info = articles.set_index("id").loc[shingles.ids]
    day = pd.to_datetime(info["day"]).to_numpy("datetime64[D]").astype(np.int64)
    left, right = _links(shingles, day, threshold=threshold, longest_lag=longest_lag)
    count = len(shingles.ids)
    graph = sparse.coo_array((np.ones(len(left)), (left, right)), shape=(count, count))
    _, label = connected_components(graph, directed=False)
    members = pd.DataFrame({"row": np.arange(count), "label": label, "id": shingles.ids, "day": day})
    members["published"] = pd.to_datetime(info["published"], utc=True).dt.tz_localize(None).to_numpy()
    members = members[members.groupby("label")["row"].transform("size") > 1]
    members = members.sort_values(["label", "day", "published", "id"], na_position="last")
    first = members.groupby("label")["row"].transform("first").to_numpy(np.int64)
    return _describe(members, first, shingles)


def _links(
    shingles: Shingles, day: Integers, *, threshold: float, longest_lag: int
) -> tuple[Integers, Integers]:
    """Pairs of rows that join all similar articles within the lag.

    The copies of one text, and those of two similar texts together, are each put in the order of days:
    neighbours within the lag suffice, since the others are joined through them.
    """
    copies = _first_copies(shingles)
    pairs = similar_pairs(shingles, threshold=threshold)
    left, right = copies[pairs["left"].to_numpy(np.int64)], copies[pairs["right"].to_numpy(np.int64)]
    left, right = left[left != right], right[left != right]
    texts = np.unique(copies)
    both = np.arange(len(texts), len(texts) + len(left))
    groups = pd.DataFrame(
        {
            "group": np.concatenate([np.arange(len(texts)), both, both]),
            "text": np.concatenate([texts, left, right]),
        }
    )
    rows = pd.DataFrame({"text": copies, "row": np.arange(len(copies)), "day": day})
    line = groups.merge(rows, on="text").sort_values(["group", "day", "row"])
    group, when, row = (line[name].to_numpy(np.int64) for name in ("group", "day", "row"))
    joined = (group[1:] == group[:-1]) & (np.diff(when) <= longest_lag)
    return row[:-1][joined], row[1:][joined]


def _describe(members: pd.DataFrame, first: npt.NDArray[np.int64], shingles: Shingles) -> pd.DataFrame:
    row = members["row"].to_numpy(np.int64)
    origin = members.drop_duplicates("label").set_index("label").loc[members["label"]]
    hours = (members["published"].to_numpy() - origin["published"].to_numpy()) / np.timedelta64(1, "D")
    days = (members["day"].to_numpy() - origin["day"].to_numpy()).astype(float)
    size = np.maximum(np.diff(shingles.bounds)[row], 1)
    common = _common(shingles, first, row)
    exact = np.array(shingles.exact, dtype=np.uint64)
    kind = np.where(row == first, "first", np.where(exact[row] == exact[first], "exact", "near"))
    identifier = np.array(shingles.ids, dtype=object)
    return pd.DataFrame(
        {
            "article": members["id"].to_numpy(),
            "cluster": identifier[first],
            "first": identifier[first],
            "kind": kind,
            "lag": np.where(np.isnan(hours), days, hours),
            "share": common / size,
        }
    ).sort_values("article", ignore_index=True)
