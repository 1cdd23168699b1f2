"""The methods section of a study, generated from what was declared and counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.declarations import Study, load_language, load_outlet
from analysis.tables import percent, thousands


def counts(ledger: pd.DataFrame, articles: pd.DataFrame, reprints: pd.DataFrame) -> dict[str, int]:
    """Numbers of items read, kept, set aside, of repeated articles, and of originals."""
    ended = ledger[ledger["action"].isin(["kept", "set aside"])]
    kept = int((ended["action"] == "kept").sum())
    repeats = int((reprints["article"] != reprints["first"]).sum())
    return {
        "read": len(ended),
        "kept": kept,
        "aside": len(ended) - kept,
        "repeats": repeats,
        "originals": len(articles) - repeats,
    }


def paragraphs(
    study: Study, numbers: Mapping[str, int], ledger: pd.DataFrame, versions: Mapping[str, str]
) -> list[tuple[str, str]]:
    """(heading, text) of each paragraph of the methods section."""
    return [
        ("Corpus", _corpus(study, numbers, ledger)),
        ("Reprints", _reprints(study, numbers)),
        ("Measures", _measures(study)),
        ("Intervals", INTERVALS),
        ("What was checked", _checked(study)),
        ("Software", "; ".join(f"{name} {value}" for name, value in sorted(versions.items())) + "."),
    ]


INTERVALS = (
    "All intervals are 95 % intervals. Articles of one day are not taken as independent: variances are"
    " computed between days. Shares have Wilson score intervals with the effective number of articles"
    " (never more than the number of articles), means and shares of text linearised ones, differences the"
    " square-and-add interval of the two. Months with fewer than 30 articles of a group are pooled by"
    " quarter. Intervals do not cover errors of the measures themselves, and no correction for the number"
    " of comparisons is applied."
)


def _corpus(study: Study, numbers: Mapping[str, int], ledger: pd.DataFrame) -> str:
    period = f" from {study.period.start} to {study.period.end}" if study.period else ""
    aside = ledger[ledger["action"] == "set aside"]["rule"].value_counts().sort_index()
    reasons = ", ".join(f"{rule} ({thousands(count)})" for rule, count in aside.items())
    selected = sorted({source.query for source in study.sources.values() if source.query})
    among = f" The corpus holds articles matching {', '.join(selected)}." if selected else ""
    return (
        f"{thousands(numbers['read'])} raw items{period} were read; {thousands(numbers['kept'])} articles"
        f" were kept and {thousands(numbers['aside'])} set aside{': ' + reasons if reasons else ''}.{among}"
        f" Each cut of the cleaning is a row of the ledger."
    )


def _reprints(study: Study, numbers: Mapping[str, int]) -> str:
    share = percent(numbers["repeats"] / max(numbers["kept"], 1))
    return (
        f"{thousands(numbers['repeats'])} articles ({share}) repeat an earlier one: their 5-word shingles"
        f" have a Jaccard similarity of at least {study.duplicates.threshold:g} within"
        f" {study.duplicates.longest_lag} days, or they are connected by such pairs. Models and rates use one"
        f" article of each cluster ({thousands(numbers['originals'])} articles) unless all are named"
        " (salience)."
    )


def _measures(study: Study) -> str:
    k = ", ".join(
        f"{code} {study.topics.k_by_language.get(code, study.topics.k)}" for code in study.languages
    )
    return (
        f"Frames are counted with the codebook {study.codebook} as a dictionary: an article has a frame when"
        " at least one of its indicator terms stands in it, as lemma, form or phrase. Naming is the share of"
        " each rival name among all names of its referent. Tone is the mean weight of the lexicon words of a"
        " sentence, turned by negation; toward a target it is that of the sentences that mention it. Voices"
        " are found by rules on marks and reporting verbs. Topics are non-negative matrix factorisations of"
        f" tf-idf weights (k: {k}), the most central of {len(study.topics.seeds)} random starts; the"
        " stability of a topic is the mean cosine with its matches in the others. None of these measures has"
        " been checked against human coding in this study."
    )


def _checked(study: Study) -> str:
    names = dict.fromkeys(source.outlet for source in study.sources.values())
    outlets = [load_outlet(name, study.outlets_folder) for name in names]
    told = [f"rules of {outlet.label}: {outlet.checked}" for outlet in outlets]
    told += [f"{load_language(code).name}: {load_language(code).checked}" for code in study.languages]
    return "; ".join(item.rstrip(".") for item in told) + "."


def as_markdown(parts: list[tuple[str, Any]]) -> str:
    """The methods section as Markdown."""
    return "# Methods\n\n" + "\n\n".join(f"## {heading}\n{text}" for heading, text in parts) + "\n"
