"""What was planted, as tables beside the raw files, so that every measure can be scored."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from analysis.simulation import design
from analysis.simulation.model import Article, Press

Row = Sequence[object]


def truth(press: Press) -> dict[str, str]:
    """The tables of truth as CSV text, by file name."""
    places = {article.slot.number: article.place for article in press.articles}
    tables: dict[str, tuple[str, Iterable[Row]]] = {
        "articles": (
            "file,place,outlet,service,language,subject,genre,published,day,title,dateline,byline,"
            "kind,original,period,layout,crawled,story",
            (_article_row(article, places) for article in press.articles),
        ),
        "frames": ("place,frame,sentences,quoted", _frames(press.articles)),
        "rates": ("frame,outlet,service,language,period,rate", _rates()),
        "tone": (
            "place,target,voice,tone,text",
            (
                (a.place, t.target, t.voice, t.tone, t.text)
                for a in press.articles
                for p in a.pieces
                for t in p.tones
            ),
        ),
        "tone_rates": ("outlet,target,voice,period,negative,neutral,positive", _tone_rates()),
        "voices": (
            "place,kind,text,speaker,role,verb",
            (
                (a.place, v.kind, v.text, v.speaker, v.role, v.verb)
                for a in press.articles
                for p in a.pieces
                for v in p.voices
            ),
        ),
        "names": (
            "place,referent,name,voice",
            (
                (a.place, n.referent, n.name, n.voice)
                for a in press.articles
                for p in a.pieces
                for n in p.names
            ),
        ),
        "name_rates": ("referent,name,outlet,period,rate", _name_rates()),
        "broken": (
            "file,place,what,outcome,article",
            ((b.file, b.place, b.what, b.outcome, b.article) for b in press.broken),
        ),
        "gaps": (
            "outlet,service,start,end",
            ((outlet, language, *gap) for (outlet, language), gap in design.GAPS.items()),
        ),
    }
    for language in ("de", "en", "ru"):
        tables[f"text_{language}"] = ("place,text", _texts(press.articles, language))
    return {f"{name}.csv.gz": _csv(header, rows) for name, (header, rows) in tables.items()}


def _texts(articles: Sequence[Article], language: str) -> Iterator[Row]:
    for article in articles:
        if article.slot.language == language:
            yield article.place, article.text


def _csv(header: str, rows: Iterable[Row]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return stream.getvalue()


def _article_row(article: Article, places: dict[int, str]) -> Row:
    slot = article.slot
    return (
        article.file,
        article.place,
        slot.outlet,
        slot.service,
        slot.language,
        slot.subject,
        slot.genre,
        slot.published.isoformat(timespec="minutes"),
        slot.day,
        article.title,
        article.dateline,
        article.byline,
        article.kind,
        places.get(article.original, ""),
        design.period(slot.day),
        article.layout,
        article.crawled,
        slot.story,
    )


def _frames(articles: Sequence[Article]) -> Iterator[Row]:
    for article in articles:
        for frame in article.slot.frames:
            pieces = [piece for piece in article.pieces if frame in piece.frames]
            yield article.place, frame, len(pieces), sum(bool(piece.voices) for piece in pieces)


def _rates() -> Iterator[Row]:
    for frame in design.FRAMES:
        for outlet, language in design.COUNTS:
            for when in ("before", "after"):
                yield frame, outlet, language, language, when, design.rate(outlet, language, frame, when)


def _tone_rates() -> Iterator[Row]:
    for outlet in design.VIEW:
        for target in design.TARGETS:
            for voice in ("outlet", "quoted"):
                for when in ("before", "after"):
                    view = design.tone_view(outlet, target, voice, when)
                    yield outlet, target, voice, when, view[-1], view[0], view[1]


def _name_rates() -> Iterator[Row]:
    for referent, names in design.REFERENTS.items():
        for outlet in design.VIEW:
            for when in ("before", "after"):
                share = design.first_name_rate(referent, outlet, when)
                yield referent, names[0], outlet, when, share
                yield referent, names[1], outlet, when, round(1 - share, 6)
