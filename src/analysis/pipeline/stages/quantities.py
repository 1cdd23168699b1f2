"""What each measure contributes to estimates: values and weights by article and class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import schema
from analysis.declarations import Target, load_language
from analysis.pipeline.stages.articles_by import Corpus

CLASSES = ["class", "target", "voice"]
# Roles of officials, the own state first.
OFFICIAL = ("own_state", "foreign_state", "international")
Reals = npt.NDArray[np.float64]
MOST_ACTORS = 30


@dataclass(frozen=True)
class Quantity:
    """`values` and `weights` (articles, classes) of a ratio sum(values) / sum(weights); `classes` names
    the columns; `share` when the estimate is a share of articles or occurrences."""

    values: Reals
    weights: Reals
    classes: pd.DataFrame
    share: bool
    bounds: tuple[float, float] = (0.0, 1.0)


def _measure(processed: Path, name: str, corpus: Corpus) -> pd.DataFrame:
    table = schema.read(processed, "measures", f"{name}-{corpus.language}")
    article = table["unit"].str.partition(":")[0] if len(table) else table["unit"]
    place = pd.Series(np.arange(len(corpus.articles)), index=corpus.articles["id"])
    row = article.map(place)
    return table.assign(row=row)[row.notna()].astype({"row": int})


def _pivot(table: pd.DataFrame, corpus: Corpus, classes: pd.DataFrame, on: Sequence[str] = CLASSES) -> Reals:
    """Sums of values, one row an article and one column a row of `classes`."""
    columns = {key: place for place, key in enumerate(classes[list(on)].itertuples(index=False, name=None))}
    result = np.zeros((len(corpus.articles), len(classes)))
    chosen = [columns.get(key, -1) for key in table[list(on)].itertuples(index=False, name=None)]
    column = np.asarray(chosen, dtype=np.int64)
    known = column >= 0
    np.add.at(result, (table["row"].to_numpy()[known], column[known]), table["value"].to_numpy(float)[known])
    return result


def _either_voice(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of both voices under voice "" in addition to those of the outlet's and quoted voices."""
    return pd.concat([table, table.assign(voice="")], ignore_index=True)


def _distinct(table: pd.DataFrame) -> pd.DataFrame:
    return table[CLASSES].drop_duplicates().sort_values(CLASSES, ignore_index=True)


def frame(processed: Path, corpus: Corpus, issues: Sequence[Target]) -> list[Quantity]:
    """Share of articles with at least one indicator, by frame and voice: of all articles (target ""), and
    of those about each issue (target is the issue)."""
    table = _either_voice(_measure(processed, "frame", corpus))
    classes = _distinct(table)
    present = (_pivot(table, corpus, classes) > 0).astype(float)
    found = [Quantity(present, np.ones_like(present), classes, share=True)]
    if issues:
        named = pd.DataFrame({"class": [issue.name for issue in issues]})
        mentions = _pivot(_measure(processed, "issue", corpus), corpus, named, ["class"])
    for place, issue in enumerate(issues):
        about = np.broadcast_to(mentions[:, [place]] >= issue.least, present.shape).astype(float)
        found.append(Quantity(present * about, about, classes.assign(target=issue.name), share=True))
    return found


def naming(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Share of each name among all names of its referent, by voice."""
    table = _either_voice(_measure(processed, "naming", corpus))
    classes = _distinct(table)
    values = _pivot(table, corpus, classes)
    totals = classes[["target", "voice"]].drop_duplicates(ignore_index=True)
    sums = _pivot(table, corpus, totals, ["target", "voice"])
    column = classes.merge(totals.reset_index(), on=["target", "voice"])["index"].to_numpy(np.int64)
    return [Quantity(values, sums[:, column], classes, share=True)]


def tone(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Mean tone of sentences, by voice."""
    table = _measure(processed, "tone", corpus)
    classes = _distinct(table)
    counts = _pivot(_measure(processed, "sentences", corpus), corpus, classes, ["voice"])
    return [Quantity(_pivot(table, corpus, classes), counts, classes, share=False, bounds=(-1.0, 1.0))]


def tone_target(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Mean tone of the sentences that mention a target, by voice."""
    table = _measure(processed, "tone_target", corpus)
    classes = _distinct(table)
    mentions = _pivot(table.assign(value=1.0), corpus, classes)
    return [Quantity(_pivot(table, corpus, classes), mentions, classes, share=False, bounds=(-1.0, 1.0))]


def voice(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Mean share of an article's text, by role and voice; voice "" is direct and indirect speech together."""
    table = _measure(processed, "voice", corpus)
    table = pd.concat([table, table[table["voice"] != "outlet"].assign(voice="")], ignore_index=True)
    classes = _distinct(table)
    values = _pivot(table, corpus, classes)
    return [Quantity(values, np.ones_like(values), classes, share=False)]


def headline(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Share of headlines that are somebody's words (or the outlet's own), by role and voice."""
    table = _measure(processed, "headline", corpus)
    classes = _distinct(table)
    values = _pivot(table, corpus, classes)
    told = np.broadcast_to(values.sum(axis=1, keepdims=True), values.shape)
    return [Quantity(values, told, classes, share=True)]


def quoted(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Mean share of an article's text that is somebody else's voice."""
    table = _measure(processed, "voice", corpus)
    table = table[table["voice"] != "outlet"].assign(**{"class": "", "target": "", "voice": "quoted"})
    classes = pd.DataFrame({"class": [""], "target": [""], "voice": ["quoted"]})
    values = _pivot(table, corpus, classes)
    return [Quantity(values, np.ones_like(values), classes, share=False)]


def _speech(processed: Path, corpus: Corpus) -> pd.DataFrame:
    """Stretches of speech: role (class), voice, and their characters as value; class "" and voice "" are all
    roles and both kinds together."""
    spans = schema.read(processed, "spans", f"voice-{corpus.language}")
    spans = schema.speech(spans)
    place = pd.Series(np.arange(len(corpus.articles)), index=corpus.articles["id"])
    table = pd.DataFrame({"class": spans["value"], "target": "", "voice": spans["class"]})
    table = table.assign(value=(spans["end"] - spans["start"]).astype(float), row=spans["article"].map(place))
    own = _either_voice(table[table["row"].notna()]).astype({"row": int})
    return pd.concat([own, own.assign(**{"class": ""})], ignore_index=True)


def stretch(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Mean number of characters of a stretch of speech, by role and voice."""
    table = _speech(processed, corpus)
    classes = _distinct(table)
    number = _pivot(table.assign(value=1.0), corpus, classes)
    return [Quantity(_pivot(table, corpus, classes), number, classes, share=False, bounds=(0.0, np.inf))]


def direct(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Share of the characters of a role's speech that are its own words in marks."""
    table = _speech(processed, corpus)
    spoken = table[table["voice"] == ""]
    classes = _distinct(spoken)
    own = table[table["voice"] == "direct"].assign(voice="")
    return [Quantity(_pivot(own, corpus, classes), _pivot(spoken, corpus, classes), classes, share=True)]


def official(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Share of the characters of speech that officials say, by voice: those of the own state (class
    own_state), and of own and foreign states and international bodies together (class official)."""
    table = _speech(processed, corpus)
    whole = table[table["class"] == ""]
    every = table[table["class"].isin(OFFICIAL)].assign(**{"class": "official"})
    said = pd.concat([table[table["class"] == OFFICIAL[0]], every], ignore_index=True)
    voices = _distinct(whole)
    names = (OFFICIAL[0], "official")
    classes = pd.concat([voices.assign(**{"class": name}) for name in names], ignore_index=True)
    spoken = np.tile(_pivot(whole, corpus, voices), len(names))
    return [Quantity(_pivot(said, corpus, classes), spoken, classes, share=True)]


def speakers(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Mean number of different speakers of an article who are named, by name or function: of each role
    (class) and of all (class "")."""
    spans = schema.speech(schema.read(processed, "spans", f"voice-{corpus.language}"))
    named = spans[spans["speaker"] != ""].assign(target="", voice="")
    named = named[["article", "speaker", "value", "target", "voice"]].rename(columns={"value": "class"})
    both = pd.concat([named, named.assign(**{"class": ""})]).drop_duplicates()
    place = pd.Series(np.arange(len(corpus.articles)), index=corpus.articles["id"])
    both = both.assign(value=1.0, row=both["article"].map(place))
    table = both[both["row"].notna()].astype({"row": int})
    classes = _distinct(pd.concat([table, pd.DataFrame({name: [""] for name in CLASSES})]))
    values = _pivot(table, corpus, classes)
    return [Quantity(values, np.ones_like(values), classes, share=False, bounds=(0.0, np.inf))]


def verb(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Share of neutral, affirming and doubting verbs among a role's (target) stretches of speech with any of
    them: a report that is cut in two counts twice."""
    speech = load_language(corpus.language).speech
    stance = {form: name for name in ("neutral", "affirming", "doubting") for form in getattr(speech, name)}
    spans = schema.read(processed, "spans", f"voice-{corpus.language}")
    place = pd.Series(np.arange(len(corpus.articles)), index=corpus.articles["id"])
    table = pd.DataFrame(
        {
            "class": spans["verb"].map(stance),
            "target": spans["value"],
            "voice": "quoted",
            "value": 1.0,
            "row": spans["article"].map(place),
        }
    )
    table = table[(spans["verb"] != "").to_numpy()].dropna().astype({"row": int})
    classes = _distinct(table)
    roles = classes[["target"]].drop_duplicates(ignore_index=True)
    sums = _pivot(table, corpus, roles, ["target"])
    column = classes.merge(roles.reset_index(), on="target")["index"].to_numpy(np.int64)
    return [Quantity(_pivot(table, corpus, classes), sums[:, column], classes, share=True)]


def distancing(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Share of mentions held at a distance, by name of a referent, by referent (class ""), by actor
    (target ""), and by voice."""
    held, all_ = (
        _either_voice(pd.concat([table, table[table["target"] != ""].assign(**{"class": ""})]))
        for table in (_measure(processed, name, corpus) for name in ("distancing", "mentioned"))
    )
    classes = _distinct(all_)
    return [Quantity(_pivot(held, corpus, classes), _pivot(all_, corpus, classes), classes, share=True)]


def topic(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Mean share of a topic in an article's loadings."""
    table = _measure(processed, "topic", corpus)
    classes = _distinct(table)
    values = _pivot(table, corpus, classes)
    return [Quantity(values, np.ones_like(values), classes, share=False)]


def reprint(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Share of articles that repeat an earlier article; meaningful in scope `all` only."""
    values = (~corpus.original).astype(float)[:, None]
    classes = pd.DataFrame({"class": [""], "target": [""], "voice": [""]})
    return [Quantity(values, np.ones_like(values), classes, share=True)]


def copied(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Share of the text (articles weighted by their words) that stood in earlier articles of another outlet
    (class), and of all others together (class ""); meaningful in scope `all` only."""
    table = _measure(processed, "copied", corpus)
    table = pd.concat([table, table.assign(**{"class": ""})], ignore_index=True)
    classes = _distinct(pd.concat([table, pd.DataFrame({name: [""] for name in CLASSES})]))
    words = _pivot(
        _measure(processed, "words", corpus), corpus, classes[:1].assign(**{"class": ""}), ["class"]
    )
    weights = np.repeat(words, len(classes), axis=1)
    return [Quantity(np.minimum(_pivot(table, corpus, classes), 1) * weights, weights, classes, share=False)]


def _actors(processed: Path, corpus: Corpus, table: pd.DataFrame) -> set[str]:
    """Declared actors, and those found that most articles of a measure have: estimates of each are dense."""
    listed = schema.read(processed, "actors", corpus.language, columns=["actor", "declared"])
    declared = set(listed.loc[listed["declared"], "actor"])
    sizes = table.groupby("class")["row"].nunique()
    rest = sizes[~sizes.index.isin(declared)].reset_index()
    most = rest.sort_values(["row", "class"], ascending=[False, True])["class"].head(MOST_ACTORS)
    return declared | set(most)


def _share_of_text(processed: Path, corpus: Corpus, measure: str) -> list[Quantity]:
    table = _measure(processed, measure, corpus)
    table = table[table["class"].isin(_actors(processed, corpus, table))]
    classes = _distinct(table)
    values = _pivot(table, corpus, classes)
    return [Quantity(values, np.ones_like(values), classes, share=False)]


def about(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Mean share of an article's text in sentences that name an actor."""
    return _share_of_text(processed, corpus, "about")


def by(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Mean share of an article's text that is an actor's speech."""
    return _share_of_text(processed, corpus, "by")


def order(processed: Path, corpus: Corpus) -> list[Quantity]:
    """Share of the lists naming two actors in which one (class) stands before the other (target)."""
    table = _measure(processed, "order", corpus)
    table = table[table["class"].isin(_actors(processed, corpus, table))]
    pairs = table.merge(table, on=["unit", "row"], suffixes=("", "_other"))
    pairs = pairs[pairs["class"] != pairs["class_other"]]
    pairs = pairs.assign(target=pairs["class_other"], before=pairs["value"] < pairs["value_other"])
    classes = _distinct(pairs)
    both = _pivot(pairs.assign(value=1.0), corpus, classes)
    return [Quantity(_pivot(pairs.assign(value=pairs["before"]), corpus, classes), both, classes, share=True)]


QUANTITIES: dict[str, Callable[[Path, Corpus], list[Quantity]]] = {
    "naming": naming,
    "tone": tone,
    "tone_target": tone_target,
    "voice": voice,
    "quoted": quoted,
    "headline": headline,
    "stretch": stretch,
    "official": official,
    "speakers": speakers,
    "direct": direct,
    "verb": verb,
    "distancing": distancing,
    "topic": topic,
    "reprint": reprint,
    "copied": copied,
    "about": about,
    "by": by,
    "order": order,
}
