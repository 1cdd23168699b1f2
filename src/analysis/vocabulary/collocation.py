"""Collocation: which words stand near a word more often than chance, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse, stats

from analysis.vocabulary.counts import Integers, Mask, Reals, by_group, g_squared, jackknife

SCORES = {
    "logdice": "logDice (Rychly 2008)",
    "pmi": "pointwise mutual information in bits (Church and Hanks 1990)",
    "collocation_ll": "log-likelihood G2 over four cells (Dunning 1993), negative below chance",
}
LOGDICE_OF_IDENTICAL = 14.0


@dataclass(frozen=True)
class Joint:
    """Counts of co-occurrence by group of days: `nodes` are columns of the vocabulary, `joint` has one
    sparse array (groups, terms) a node, `node` is (groups, nodes), `term` sparse (groups, terms), `total`
    (groups,) the number of sentences or words, `span` the number of places beside each node."""

    nodes: Integers
    joint: tuple[sparse.csr_array, ...]
    node: Reals
    term: sparse.csr_array
    total: Reals
    span: int = 1


def in_sentences(matrix: sparse.csr_array, nodes: Integers, groups: Integers, count: int) -> Joint:
    """Sentences that hold a node and another term; how often within the sentence does not matter.

    `matrix` has one row a sentence and one column a term, `nodes` are columns, `groups` one integer below
    `count` a row (`day_groups`). The diagonal (a node with itself) is its number of sentences.
    """
    present = sparse.csr_array(matrix, dtype=np.float64, copy=True)
    present.data[:] = 1.0
    columns = sparse.csc_array(present[:, nodes])
    found = []
    node = np.zeros((count, len(nodes)))
    for place in range(len(nodes)):
        rows = columns.indices[columns.indptr[place] : columns.indptr[place + 1]]
        found.append(by_group(present[rows], groups[rows], count))
        node[:, place] = np.bincount(groups[rows], minlength=count)
    total = np.bincount(groups, minlength=count).astype(np.float64)
    return Joint(nodes, tuple(found), node, by_group(present, groups, count), total)


def in_windows(
    term: Integers,
    sentence: Integers,
    nodes: Integers,
    groups: Integers,
    *,
    window: int,
    vocabulary: int,
) -> Joint:
    """Pairs of words at most `window` words apart within one sentence.

    `term` and `sentence` hold one entry a word in reading order: the column of its term (-1 for words that
    are no term, which keep their place), and its sentence (-1 outside of any); `groups` one integer a
    sentence; `vocabulary` is the number of columns. A word that is near two uses of a node counts twice, so
    that a node that clusters can have more pairs than uses, and logDice above 14.
    """
    count = int(groups.max(initial=-1)) + 1
    term = np.where(sentence >= 0, term, -1)
    place = np.full(vocabulary + 1, -1)
    place[nodes] = np.arange(len(nodes))
    own = np.flatnonzero(place[term] >= 0)
    pairs = []
    for step in (*range(-window, 0), *range(1, window + 1)):
        here = own[(own + step >= 0) & (own + step < len(term))]
        near = here + step
        keep = (sentence[here] == sentence[near]) & (term[near] >= 0)
        pairs.append(np.stack([place[term[here[keep]]], term[near[keep]], groups[sentence[here[keep]]]]))
    node, other, group = np.concatenate(pairs, axis=1) if pairs else np.zeros((3, 0), dtype=np.int64)
    known = term >= 0

    def counted(mask: Mask) -> sparse.csr_array:
        ones = np.ones(int(mask.sum()))
        return sparse.csr_array((ones, (group[mask], other[mask])), shape=(count, vocabulary))

    uses = groups[sentence[known]]
    return Joint(
        nodes,
        tuple(counted(node == number) for number in range(len(nodes))),
        np.stack([np.bincount(groups[sentence[term == item]], minlength=count) for item in nodes], axis=1),
        sparse.csr_array((np.ones(len(uses)), (uses, term[known])), shape=(count, vocabulary)),
        np.bincount(uses, minlength=count).astype(np.float64),
        2 * window,
    )


def association(joint: Reals, node: Reals, term: Reals, total: Reals, *, span: int = 1) -> dict[str, Reals]:
    """logDice, PMI and log-likelihood of pairs, from their joint count, the counts of both, and the total.

    logDice is 14 + log2(2 * f(x, y) / (f(x) + f(y))), from Rychly (2008, A Lexicographer-Friendly
    Association Score): it does not depend on the size of the corpus; 14 is two terms that never occur
    apart, one point less is half as often. PMI is log2(f(x, y) / e) with e = `span` * f(x) * f(y) / total the
    count expected by chance (Evert 2008 for windows), and favours rare pairs. `collocation_ll` is Dunning's
    G2, negative where the pair is rarer than by chance. Pairs that never occur have -inf, -inf.
    """
    expected = span * node * term / total
    with np.errstate(divide="ignore", invalid="ignore"):
        logdice = LOGDICE_OF_IDENTICAL + np.log2(2 * joint / (node + term))
        pmi = np.log2(joint / expected)
    likelihood = g_squared(joint, span * node, term, total)
    return {"logdice": logdice, "pmi": pmi, "collocation_ll": np.where(joint < expected, -1, 1) * likelihood}


def collocates(joint: Joint, *, shown: Mask, fewest: int = 5, most: int = 50) -> pd.DataFrame:
    """The `most` collocates of each node by logDice, with all scores and 95 % intervals.

    `shown` says which columns may be collocates (no function words, say); a node is none of its own. A
    collocate has at least `fewest` common sentences or pairs. One row a node, term and measure: node, term
    (columns), measure, estimate, low, high, n (joint count), denominator (uses of the node). Intervals are
    by delete-a-group jackknife over the groups of days of `joint`, so that a story that fills one day does
    not look sure; a pair that one group alone has, has no interval (nan).
    """
    tables = [
        _of_node(joint, place, shown=shown, fewest=fewest, most=most) for place in range(len(joint.nodes))
    ]
    columns = ["node", "term", "measure", "estimate", "low", "high", "n", "denominator"]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)


def _of_node(joint: Joint, place: int, *, shown: Mask, fewest: int, most: int) -> pd.DataFrame:
    together, node = joint.joint[place], joint.node[:, place]
    whole = np.asarray(together.sum(axis=0)).ravel()
    term = np.asarray(joint.term.sum(axis=0)).ravel()
    may = shown & (whole >= fewest)
    may[joint.nodes[place]] = False
    columns = np.flatnonzero(may)
    columns = columns[np.lexsort((columns, -whole[columns] / (node.sum() + term[columns])))][:most]
    by_day, uses = together[:, columns].toarray(), joint.term[:, columns].toarray()
    scores = _with_intervals(by_day, node[:, None], uses, joint.total[:, None], span=joint.span)
    own = {
        "node": joint.nodes[place],
        "term": columns,
        "n": whole[columns].astype(int),
        "denominator": float(node.sum()),
    }
    return pd.concat([pd.DataFrame({**own, "measure": name, **found}) for name, found in scores.items()])


def _with_intervals(
    joint: Reals, node: Reals, term: Reals, total: Reals, *, span: int = 1
) -> dict[str, dict[str, Reals]]:
    """Scores from counts by group (first axis), with low and high."""
    whole = [counts.sum(axis=0) for counts in (joint, node, term, total)]
    counted = (joint, node, term, total)
    without = [all_ - counts for all_, counts in zip(whole, counted, strict=True)]
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = association(*whole, span=span)
        left_out = association(*without, span=span)
        # G2 grows with the corpus: what is left is scaled to the size of all.
        left_out["collocation_ll"] *= whole[3] / without[3]
        found = {}
        for name, estimate in scores.items():
            low, high = jackknife(estimate, left_out[name])
            if name == "logdice":
                low, high = _bounded(estimate, low, high, (joint > 0).sum(axis=0))
            defined = np.isfinite(low) & np.isfinite(high)
            ends = {"low": np.where(defined, low, np.nan), "high": np.where(defined, high, np.nan)}
            found[name] = {"estimate": estimate, **ends}
    return found


def _bounded(estimate: Reals, low: Reals, high: Reals, days: Reals) -> tuple[Reals, Reals]:
    """No logDice of pairs that share sentences is above 14. Pairs that are never seen apart do not vary, but
    that does not make them sure: their low end is Wilson's (1927) for a share of one in so many days."""
    least = LOGDICE_OF_IDENTICAL + np.log2(days / (days + stats.norm.ppf(0.975) ** 2))
    whole = np.isclose(estimate, LOGDICE_OF_IDENTICAL, rtol=0, atol=1e-9) & np.isfinite(low)
    return np.where(whole, least, low), np.minimum(high, np.maximum(estimate, LOGDICE_OF_IDENTICAL))


def cooccurrences(
    matrix: sparse.csr_array,
    terms: Integers,
    groups: Integers,
    count: int,
    *,
    least: float = 8.0,
    fewest: int = 5,
    most: int = 300,
) -> pd.DataFrame:
    """The network of terms that share sentences: every pair among `terms` with logDice of `least` or more.

    `matrix` has one row a sentence; `groups` and `count` are those of `in_sentences`. Returns the `most`
    strongest pairs: one, other (columns, the smaller first), estimate (logDice), low, high (jackknife), n
    (common sentences), denominator (sentences of either). Edges say that terms share sentences, not why.
    """
    present = sparse.csr_array(matrix[:, terms], dtype=np.float64)
    present.data[:] = 1.0
    order = np.argsort(groups, kind="stable")
    ends = np.searchsorted(groups[order], np.arange(count + 1))
    joint = np.zeros((count, len(terms), len(terms)))
    for group in range(count):
        rows = present[order[ends[group] : ends[group + 1]]]
        joint[group] = (rows.T @ rows).toarray()
    one, other = np.triu_indices(len(terms), 1)
    own = np.diagonal(joint, axis1=1, axis2=2)
    pairs = joint[:, one, other]
    whole, uses = pairs.sum(axis=0), own.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        strength = LOGDICE_OF_IDENTICAL + np.log2(2 * whole / (uses[one] + uses[other]))
    chosen = np.flatnonzero((whole >= fewest) & (strength >= least))
    chosen = chosen[np.lexsort((chosen, -strength[chosen]))][:most]
    one, other, whole = one[chosen], other[chosen], whole[chosen]
    total = np.bincount(groups, minlength=count).astype(np.float64)[:, None]
    scores = _with_intervals(pairs[:, chosen], own[:, one], own[:, other], total)["logdice"]
    ends_of = {"one": np.minimum(terms[one], terms[other]), "other": np.maximum(terms[one], terms[other])}
    either = uses[one] + uses[other] - whole
    return pd.DataFrame({**ends_of, **scores, "n": whole.astype(int), "denominator": either})
