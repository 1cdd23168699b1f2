"""A simulated press: the calibration instrument of the project, not a finding.

Three invented outlets of an invented country write about invented events. What their articles express
(subject, frames, tone, voices, names, reprints) is drawn first and written beside the pages as truth, so
that every measure can be scored against what was planted. Subject and frames are drawn separately. It
misleads when it is taken for language as it occurs: sentences come from templates, so anything that is
learned from wording looks better here than on real text.
"""

from __future__ import annotations

from pathlib import Path

from analysis import storage
from analysis.simulation import pages
from analysis.simulation.articles import compose
from analysis.simulation.broken import broken_items
from analysis.simulation.model import Article, Press
from analysis.simulation.planning import plan
from analysis.simulation.reprints import repeat_all, reprint_all
from analysis.simulation.truth import truth

__all__ = ["Article", "Press", "simulate", "truth", "write_press"]


def simulate(*, seed: int = 20240524) -> Press:
    """The whole press of a seed: articles with their truth, raw members by file, broken items.

    Equal seeds give equal bytes. Raises ValueError or KeyError when a grammar has a slot it cannot fill.
    """
    originals = [compose(slot, seed=seed) for slot in plan(seed)]
    repeated = [*originals, *reprint_all(originals, seed=seed)]
    articles = pages.placed([*repeated, *repeat_all(repeated, seed=seed)], seed=seed)
    broken = broken_items(articles, seed=seed)
    members: dict[str, dict[str, bytes]] = {}
    titles: dict[tuple[str, str], list[str]] = {}
    for article in articles:
        earlier = titles.setdefault((article.slot.outlet, article.slot.language), [])
        if article.file != pages.EXPORT_FILE:
            as_text = article.file == pages.COPIED_FILE
            around = pages.teasers(article, earlier[-12:], seed, 2 if as_text else 3)
            text = (pages.copied_text if as_text else pages.page)(article, around)
            members.setdefault(article.file, {})[article.place] = text.encode()
        earlier.append(article.title)
    for item in broken:
        members[item.file][item.place] = item.data
    return Press(seed, tuple(articles), tuple(broken), members, pages.export(articles))


def write_press(press: Press, folder: Path) -> list[Path]:
    """Write the raw files and, below `truth`, the tables of what was planted; the paths written, sorted."""
    written = [storage.write_zip(folder / name, members) for name, members in press.members.items()]
    written.append(storage.write_gzip(folder / pages.EXPORT_FILE, press.export.encode()))
    for name, text in truth(press).items():
        written.append(storage.write_gzip(folder / "truth" / name, text.encode()))
    return sorted(written)
