"""What a notebook reads and saves: the tables of the chosen study, slices of its estimates, named outputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from analysis import figures, inference, schema, storage, tables
from analysis.declarations import Codebook, current_study, load_language, load_outlet
from analysis.figures import Plot
from analysis.report.voiced import Shown, voiced

SIMULATED = "Simulated press: invented outlets and events."
INFO = [
    *("id", "source", "outlet", "service", "language", "genre", "section", "day", "precision", "title"),
    *("dateline_place", "byline"),
]


class Book:
    """One notebook's view of a study. `number` is the notebook's ("01") and begins every saved name.

    The study is the one named by ANALYSIS_STUDY (a name or a path), else the default one.
    """

    def __init__(self, number: str) -> None:
        self.number, self.study = number, current_study()
        self.languages = [code for code in self.study.languages if code in set(self.articles["language"])]

    @cached_property
    def articles(self) -> pd.DataFrame:
        """Articles without their text, with their group under the study's dimension."""
        return self.read("articles", columns=INFO)

    @cached_property
    def codebook(self) -> Codebook:
        return self.study.load_codebook()

    @cached_property
    def labels(self) -> dict[str, str]:
        """What is shown for names of outlets, frames, referents, names and targets."""
        outlets = {
            source.outlet: load_outlet(source.outlet, self.study.outlets_folder).label
            for source in self.study.sources.values()
        }
        shown = {variable.name: variable.label for variable in self.codebook.variable}
        for referent in self.codebook.referent:
            shown |= {referent.name: referent.label, **{name.name: name.label for name in referent.names}}
        named = (*self.study.targets, *self.study.issues, *self.study.leaders)
        services = {code: load_language(code).name for code in self.study.languages}
        roles = {
            role: role.replace("_", " ")
            for code in self.study.languages
            for role in load_language(code).roles
        } | {"unnamed": "role not told"}
        events = {event.name: event.label for event in self.study.events}
        voices = {"outlet": "own voice", "quoted": "quoted voices", "": "all"}
        return {
            **voices,
            **services,
            **roles,
            **events,
            **shown,
            **outlets,
            **{target.name: target.label for target in named},
        }

    @property
    def note(self) -> str:
        """What every figure must say of its corpus: that it is simulated, or how it was selected."""
        queries = sorted({source.query for source in self.study.sources.values() if source.query})
        among = f"Among articles matching “{', '.join(queries)}”." if queries else ""
        return SIMULATED if self.study.simulated else among

    @property
    def options(self) -> dict[str, Any]:
        """Options for figures: the note and the labels."""
        return {"note": self.note, "labels": self.labels}

    def read(self, table: str, part: str = "", *, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """A table of the study, or one part of it; empty when the study has none."""
        return schema.read(self.study.processed, table, part, columns=columns)

    def group_of(self, articles: pd.DataFrame) -> pd.Series:
        """The group of each article under the dimension by which the study's estimates compare."""
        return inference.group_of(articles, inference.choose_dimension(self.articles))

    @property
    def comparing_services(self) -> bool:
        """Whether language services are what is compared: over languages, not within one."""
        return inference.choose_dimension(self.articles) == "service"

    def measure(self, name: str) -> pd.DataFrame:
        """All values of one measure, in every language, with its language."""
        found = [self.read("measures", f"{name}-{code}").assign(language=code) for code in self.languages]
        return pd.concat(found, ignore_index=True)

    def estimates(self, measure: str, **where: str) -> pd.DataFrame:
        """Estimates of a measure. `where` fixes columns; scope is "original" and contrast "" unless given;
        period is "" (the whole study) unless given, and "each" for months and quarters. `n` is the number of
        units the estimate rests on: articles, occurrences of names, sentences, reports."""
        rows = self.read("estimates", measure)
        units = rows["denominator"].round().astype(int)
        rows = rows.assign(n=units, denominator=units)
        chosen = {"scope": "original", "contrast": "", "period": "", **where}
        if chosen["period"] == "each":
            rows = rows[rows["period"].str.match(r"\d{4}-")]
            del chosen["period"]
        for column, value in chosen.items():
            rows = rows[rows[column] == value]
        return rows.reset_index(drop=True)

    def panels(self, measure: str, *, apart: bool = False, **where: str) -> dict[str, pd.DataFrame]:
        """Slices that one figure can show, by name.

        Groups are compared within a language; where language services are what is compared, all are in
        the one slice "services" (unless `apart`, for measures that have no common classes).
        """
        rows = self.estimates(measure, **where)
        if not len(rows):
            return {}
        if not apart and (rows["dimension"] == "service").all():
            return {"services": rows}
        present = [code for code in self.languages if (rows["language"] == code).any()]
        return {code: rows[rows["language"] == code].reset_index(drop=True) for code in present}

    def voiced(self, article: str) -> Shown:
        """An article with its voices coloured, for a notebook to show; see `report.voiced`.

        Raises KeyError when the study has no article of that id.
        """
        told: Any = self.articles.set_index("id").loc[article]
        code, columns = str(told["language"]), ["id", "text"]
        batches = schema.scan(self.study.processed, "articles", columns=columns, language=code)
        found = (batch.loc[batch["id"] == article, "text"] for batch in batches)
        text = str(next(one.iloc[0] for one in found if len(one)))
        spans = self.read("spans", f"voice-{code}")
        place = self.labels.get(str(told["outlet"]), str(told["outlet"]))
        title = f"{told['title']} ({place}, {told['day']})"
        own = spans[spans["article"] == article]
        return Shown(voiced(text, own, title=title, labels=self.labels))

    def truth(self, name: str) -> pd.DataFrame:
        """A table of what was planted in a simulated press; empty for any other study."""
        file = self.study.raw / self.study.truth / f"{name}.csv.gz"
        if not (self.study.truth and file.exists()):
            return pd.DataFrame()
        return pd.read_csv(file, keep_default_na=False)

    def name_of(self, panel: str) -> str:
        """What a panel is called in a caption."""
        return "all language services" if panel == "services" else load_language(panel).name

    def told(self, group: str, language: str) -> str:
        """What a group of a language is called in a caption: "Harbour Post, German"."""
        names = (self.labels.get(group, group) if group else "", self.name_of(language))
        return ", ".join(dict.fromkeys(name for name in names if name))

    def save(
        self,
        figures_: Mapping[str, tuple[Plot, str]],
        tables_: Mapping[str, tuple[pd.DataFrame, str]] | None = None,
        *,
        share: bool = True,
    ) -> list[str]:
        """Save named figures and tables with their captions; returns the names of the files. A figure that
        has no data is left out.

        Figures go to results/STUDY/figures (PDF, SVG, PNG, and the plotted data as CSV), tables to
        results/STUDY/tables (CSV, LaTeX, Markdown), captions beside them. Estimates are written with their
        interval, in percent when they are a `share`; the CSV keeps every digit.
        """
        results, written = self.study.results, []
        captions: dict[str, list[list[Any]]] = {"figures": [], "tables": []}
        for name, (figure, caption) in figures_.items():
            if figure.plotted.empty:
                continue
            full = f"{self.number}_{name}"
            written += figures.save(figure, results / "figures", full)
            captions["figures"].append([full, self._captioned(caption)])
        for name, (frame, caption) in (tables_ or {}).items():
            full, told = f"{self.number}_{name}", self._captioned(caption)
            shown = self._shown(frame, share=share)
            written += tables.save(frame, results / "tables", full, caption=told, digits=2, shown=shown)
            captions["tables"].append([full, told, {"columns": list(shown), "rows": _plain(shown)}])
        written.append(storage.write_json(results / "captions" / f"{self.number}.json", captions))
        return [path.name for path in written]

    def _shown(self, frame: pd.DataFrame, *, share: bool) -> pd.DataFrame:
        """A table as it is read: labels for names, estimates with their interval, whole numbers whole."""
        shown = frame.copy()
        if {"estimate", "low", "high"} <= set(shown):
            shown = tables.with_intervals(shown, digits=1 if share else 3, share=share)
            shown = shown.rename(
                columns={"estimate": "% [95 % interval]" if share else "value [95 % interval]"}
            )
        for column in set(shown) & {"class", "target", "group", "outlet", "voice", "language", "role"}:
            shown[column] = [self.labels.get(str(value), str(value)) for value in shown[column]]
        return shown.astype({name: str for name in shown if name == "topic"})

    def _captioned(self, caption: str) -> str:
        return f"{caption} {self.note}".strip()


def _plain(frame: pd.DataFrame) -> list[list[Any]]:
    """Cells as JSON can hold them: numbers stay numbers, missing ones are null, all else is text."""
    rows = frame.itertuples(index=False, name=None)
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: Any) -> Any:
    item = value.item() if hasattr(value, "item") else value
    if item is None or item != item:
        return None
    return item if isinstance(item, (int, float)) else str(item)
