"""The methods section of a study, generated from what was declared and counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.coverage import incomplete_months
from analysis.declarations import Study, load_language, load_outlet
from analysis.declarations.countries import load_countries
from analysis.declarations.language import direct_only
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
    study: Study,
    numbers: Mapping[str, int],
    ledger: pd.DataFrame,
    versions: Mapping[str, str],
    coverage: pd.DataFrame,
) -> list[tuple[str, str]]:
    """(heading, text) of each paragraph of the methods section."""
    return [
        ("Corpus", _corpus(study, numbers, ledger)),
        ("Collection", _collection(study, coverage)),
        ("Reprints", _reprints(study, numbers)),
        ("Measures", _measures(study)),
        ("Intervals", INTERVALS),
        ("What was checked", _checked(study)),
        ("Software", "; ".join(f"{name} {value}" for name, value in sorted(versions.items())) + "."),
    ]


MOST_LISTED = 12
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


def _collection(study: Study, coverage: pd.DataFrame) -> str:
    """What is missing in the calendar, and what was done about it."""
    options = study.coverage
    missing = coverage[coverage["kind"] != "complete"]
    months = incomplete_months(coverage, keep=options.keep)
    tested = (
        "Days without articles were tested service by service against its own weekday pattern (negative"
        " binomial, corrected for the number of runs of such days) or, where addresses carry running numbers"
        f" of which most were seen, against the numbers that are missing; p under {options.threshold:g} is a"
        f" gap. Periods at under {percent(options.least, 0)} of a service's usual rate count as incomplete."
    )
    found = [
        f"{row['outlet']} ({row['service']}) {row['start']}"
        + (f" to {row['end']}" if row["end"] != row["start"] else "")
        for row in missing.to_dict("records")
    ]
    listed = "; ".join(found[:MOST_LISTED]) + (" and others" if len(found) > MOST_LISTED else "")
    said = f" Gaps or incomplete periods: {listed}." if found else " No gap or incomplete period was found."
    kept = f" {len(options.keep)} periods were kept by declaration." if options.keep else ""
    if not len(months):
        return tested + said + kept
    named = [f"{row['outlet']} ({row['service']}) {row['month']}" for row in months.to_dict("records")]
    left = ", ".join(named[:MOST_LISTED]) + (" and others" if len(named) > MOST_LISTED else "")
    out = "left out of" if options.leave_out else "kept in"
    return (
        f"{tested}{said}{kept} Months a quarter of whose days are missing ({left}) are {out} all estimates"
        " by period."
    )


def _reprints(study: Study, numbers: Mapping[str, int]) -> str:
    share = percent(numbers["repeats"] / max(numbers["kept"], 1))
    return (
        f"{thousands(numbers['repeats'])} articles ({share}) repeat an earlier one: their 5-word shingles"
        f" have a Jaccard similarity of at least {study.duplicates.threshold:g}, within"
        f" {study.duplicates.longest_lag} days of its first article, to that article or to the cluster's"
        " medoid; later articles of the same outlet and service are versions. Partial reprints (at least"
        f" {percent(study.duplicates.part)} of the shorter text's shingles stand in the other, 30 words"
        " of it in one stretch or most of a shorter text)"
        f" {'are left out of' if study.duplicates.leave_out_partial else 'stay in'} models. Models and rates"
        f" use one article of each cluster ({thousands(numbers['originals'])} articles) unless all are named"
        " (salience)."
    )


def _measures(study: Study) -> str:
    k = ", ".join(
        f"{code} {study.topics.k_by_language.get(code, study.topics.k)}" for code in study.languages
    )
    standard = (
        " Comparisons of groups are given as measured and directly standardised to the genre mix of all"
        " groups compared."
    )
    return (
        f"Frames are counted with the codebook {study.codebook} as a dictionary: an article has a frame when"
        " at least one of its indicator terms stands in it, as lemma, form or phrase. Naming is the share of"
        " each rival name among all names of its referent. Tone is the mean weight of the lexicon words of a"
        " sentence, turned by negation; toward a target it is that of the sentences that mention it. Voices"
        f" are found by rules on marks and reporting verbs{_unreported(study)}. Topics are non-negative"
        f" matrix factorisations of tf-idf weights (k: {k}), the most central of"
        f" {len(study.topics.seeds)} random starts; the"
        " stability of a topic is the mean cosine with its matches in the others. None of these measures has"
        " been checked against human coding in this study. Genre is told by declared sections and titles"
        " and by form; opinion without such a sign counts as news."
        + (standard if study.standardise == "genre" else "")
    )


def _unreported(study: Study) -> str:
    """Languages whose rules know no reporting verbs."""
    names = [language.name for language in map(load_language, study.languages) if direct_only(language)]
    return f" (in {', '.join(names)} by marks alone)" if names else ""


def _checked(study: Study) -> str:
    names = dict.fromkeys(source.outlet for source in study.sources.values())
    outlets = [load_outlet(name, study.outlets_folder) for name in names]
    told = [f"rules of {outlet.label}: {outlet.checked}" for outlet in outlets]
    told += [f"{load_language(code).name}: {load_language(code).checked}" for code in study.languages]
    countries = {load_countries(code).grammar.checked for code in study.languages}
    told.append(f"names of countries: {', '.join(sorted(countries))}")
    return "; ".join(item.rstrip(".") for item in told) + "."


def as_markdown(parts: list[tuple[str, Any]]) -> str:
    """The methods section as Markdown."""
    return "# Methods\n\n" + "\n\n".join(f"## {heading}\n{text}" for heading, text in parts) + "\n"
