"""Groups side by side: intervals and differences of what was estimated again without each group of days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import stats

from analysis.vocabulary.counts import FEWEST_DAYS, LEVEL, Integers, Reals, jackknife

COLUMNS = ["group", "contrast", "estimate", "low", "high", "n", "denominator", "clusters"]


@dataclass(frozen=True)
class Estimate:
    """The value of a group, and by how much it changes without each group of days (`centred`); its articles,
    words and days; a variance below which that of the changes must not fall."""

    value: float
    change: Reals
    articles: int
    words: float
    days: int
    variance: float = 0.0


def centred(without: Reals, present: Integers) -> Reals:
    """Estimates without each group of days around their own mean, nan where the group has no article.

    A smaller sample has fewer types and formulas, whichever days it lacks: what all replicates have in common
    is no variance.
    """
    change = np.full(len(without), np.nan)
    change[present] = without[present] - without[present].mean()
    return change


def compared(found: Mapping[str, Estimate], *, share: bool = False, pairs: bool = True) -> pd.DataFrame:
    """One row a group and (`pairs`) one a pair, with 95 % intervals; both of a pair leave out the same days.

    With `share` a group's interval is made on the logit scale; where nothing was seen it goes up to Wilson's
    bound for as many observations as days. Columns: `COLUMNS`, contrast being "" or "A - B".
    """
    rows: list[tuple[object, ...]] = []
    for name, one in found.items():
        if share and one.value <= 0:
            low, high = (0.0, 1.96**2 / (one.days + 1.96**2)) if one.days >= FEWEST_DAYS else (np.nan, np.nan)
        else:
            low, high = _interval(one.value, one.change, one.variance, share=share)
        rows.append((name, "", one.value, low, high, one.articles, one.words, one.days))
    for first, second in combinations(found, 2) if pairs else ():
        one, two = found[first], found[second]
        change = np.nan_to_num(one.change) - np.nan_to_num(two.change)
        change[np.isnan(one.change) & np.isnan(two.change)] = np.nan
        value = one.value - two.value
        low, high = _interval(value, change, one.variance + two.variance)
        sizes = (one.articles + two.articles, one.words + two.words, one.days + two.days)
        rows.append(("", f"{first} - {second}", value, low, high, *sizes))
    return pd.DataFrame(rows, columns=COLUMNS)


def _interval(value: float, change: Reals, variance: float, *, share: bool = False) -> tuple[float, float]:
    known = change[~np.isnan(change)]
    low, high = jackknife(np.array([value]), (value + known)[:, None], share=share)
    margin = float(stats.norm.ppf(0.5 + LEVEL / 2)) * variance**0.5
    if not margin:
        return float(low[0]), float(high[0])
    return min(float(low[0]), value - margin), max(float(high[0]), value + margin)
