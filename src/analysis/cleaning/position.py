"""Position of an article in its outlet's list of the day, where the rows of a table follow that list."""

from __future__ import annotations

import pandas as pd


def positions(articles: pd.DataFrame) -> pd.Series:
    """Place in the day's list, from 1, of each article of a table whose rows follow the outlet's order.

    `articles` needs file (ending in "row N"), day, service and url. A list is the rows of one file, day,
    service and, where several share it (an index page), address. Rows that became no article keep their
    place when nothing but they stand between two articles of a list; where a list is not one block of rows,
    places are counted among its articles alone. Articles that are no row of a table have none. A study must
    say that rows are in the outlet's order ("position"): a table sorted by anything else has no positions.
    """
    table = articles["file"].str.extract(r"^(?P<table>.*)row (?P<row>\d+)$")
    row = pd.to_numeric(table["row"]).astype("Int64")
    known = articles[["day", "service", "url"]].assign(table=table["table"], row=row)
    known = known[known["row"].notna()].sort_values(["table", "row"])
    shared = known.duplicated(["table", "day", "service", "url"], keep=False)
    known["list"] = known["url"].where(shared, "")
    order = known.groupby("table").cumcount()
    lists = known.assign(order=order).groupby(["table", "day", "service", "list"])
    first, rank = lists["row"].transform("min"), lists.cumcount() + 1
    taken = lists["order"].transform("max") - lists["order"].transform("min") + 1
    block = taken == lists["order"].transform("size")
    place = (known["row"] - first + 1).where(block, rank)
    return place.reindex(articles.index).astype("Int32")
