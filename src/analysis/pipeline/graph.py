"""The graph of a study: which steps there are, what each reads, and which options matter to it."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path
from typing import Any

from analysis.declarations import (
    DeclarationError,
    Home,
    Source,
    Study,
    load_language,
    load_outlet,
    shipped,
)
from analysis.declarations import language as languages
from analysis.pipeline.inputs import (
    code_of,
    country_files,
    declarations_of,
    described,
    imported,
    is_text,
    language_files,
    lexicon_file,
    matching,
    model_file,
    outlet_file,
    study_file,
)
from analysis.pipeline.step import Step

STAGES = "analysis.pipeline.stages"
MEASURES = (
    "frame",
    "naming",
    "tone",
    "tone_target",
    "voice",
    "quoted",
    "headline",
    "stretch",
    "official",
    "speakers",
    "direct",
    "verb",
    "distancing",
    "topic",
    "reprint",
    "copied",
    "about",
    "by",
    "order",
)
VOCABULARY = ("keyness", "collocation", "dispersion", "word_shift")
FORMULAS = ("formula", "title", "diversity", "term_rate")
TABLES = ("numpy", "pandas", "pyarrow", "scipy")
# Versions that the methods section tells.
REPORTED = (*TABLES, "framing-workflow", "scikit-learn", "nltk", "matplotlib", "trafilatura")
EVERY_LANGUAGE = tuple(sorted(path.stem for path in (languages.HERE / "languages").glob("*.toml")))


def steps_of(study: Study) -> list[Step]:
    """All steps of a study in an order in which they can run.

    Raises DeclarationError when the pattern of a source matches no file. Reads no raw data.
    """
    sources = [_articles(study, name, source) for name, source in study.sources.items()]
    articles = tuple(step.name for step in sources)
    steps = [
        *sources,
        _step(
            "reprints",
            inputs=articles,
            options={"duplicates": study.duplicates, "languages": study.languages},
            maps=True,
        ),
        _step("coverage", inputs=articles, options={"coverage": study.coverage, "period": study.period}),
    ]
    for code in study.languages:
        steps += _language(study, code, articles)
    steps += [_estimates(study, measure) for measure in MEASURES]
    steps.append(_co_mentions(study))
    steps += [_vocabulary(study, part) for part in VOCABULARY]
    steps += [_formulas(study, part) for part in FORMULAS]
    steps.append(_voice_keyness(study))
    tables = tuple(step.name for step in steps)
    notebooks = [_notebook(study, path, tables) for path in notebook_files(study)]
    made = (*tables, *(step.name for step in notebooks))
    about = {"study": described(study)}
    told = {**study_file(study), **declarations_of(study)}
    return [
        *steps,
        *notebooks,
        _step("numbers", inputs=tables, options=about),
        _step("report", inputs=(*made, "numbers"), options=about, files=told, libraries=REPORTED),
    ]


def _step(
    stage: str, *, part: str = "", module: str = "", libraries: tuple[str, ...] = TABLES, **given: Any
) -> Step:
    return Step(stage, f"{STAGES}.{module or stage}:build", part, libraries=libraries, **given)


def _articles(study: Study, name: str, source: Source) -> Step:
    raw = study.raw
    files: dict[str, Path] = {}
    for pattern in source.files:
        found, key = matching(raw, pattern), f"sources.{name}.files"
        if not found:
            allowed = "a pattern that matches files there (RAW=dir)"
            raise DeclarationError(study.file, key, f"no file for {pattern} below {raw}", allowed)
        for path in found:
            if not is_text(file := path.relative_to(raw).as_posix()):
                allowed = "names in UTF-8: rename the file, or put it into a zip"
                raise DeclarationError(study.file, key, f"a file named {os.fsencode(file)!r}", allowed)
            files[file] = path
    for declared in source.hashes:
        if declared not in files:
            key, allowed = f"sources.{name}.hashes", f"a file of the source: {', '.join(sorted(files))}"
            raise DeclarationError(study.file, key, declared, allowed)
    options = {
        "raw": sorted(files),
        "name": name,
        "source": source,
        "languages": study.languages,
        "period": study.period,
        "cleaning": study.cleaning,
    }
    # Dates are read with the months of every language, whatever the study's are.
    known = {**outlet_file(study, source.outlet), **language_files(EVERY_LANGUAGE)}
    return _step(
        "articles",
        part=name,
        files={**files, **known},
        options=options,
        libraries=(*TABLES, "trafilatura", "lxml", "ftfy", "fastwarc", "py3langid"),
        maps=True,
    )


def _language(study: Study, code: str, articles: tuple[str, ...]) -> list[Step]:
    known = language_files((code,))
    own = {"overrides": study.overrides.get(code, {})}
    terms = {**own, "terms": study.terms}
    formulas = ("reprints",) if study.terms.formulas == "leave_out" else ()
    lemmas = (*TABLES, "simplemma", "rjieba", "numba")
    read = (*articles, f"sentences[{code}]", f"voices[{code}]")
    tones = {**known, **lexicon_file(code)}
    targets = {**own, "targets": study.targets}
    model = study.actors_found.spacy.get(code, "")
    return [
        _step(
            "sentences",
            part=code,
            inputs=articles,
            files=known,
            libraries=(*TABLES, "nltk", "simplemma"),
            maps=True,
        ),
        _step(
            "phrases",
            part=code,
            inputs=articles,
            files=known,
            options={**terms, "declared": _phrases(study, code)},
            libraries=lemmas,
            maps=True,
        ),
        _step(
            "terms",
            part=code,
            inputs=(*articles, f"sentences[{code}]", f"phrases[{code}]", *formulas),
            files=known,
            options=terms,
            libraries=lemmas,
            maps=True,
        ),
        _step(
            "voices",
            part=code,
            inputs=articles,
            files={**known, **country_files(code)},
            options={"homes": _homes(study, code)},
            libraries=(*TABLES, "simplemma"),
            maps=True,
        ),
        _step(
            "voice_terms",
            part=code,
            inputs=(*read, f"phrases[{code}]", f"terms[{code}]", *formulas),
            files=known,
            options=terms,
            libraries=lemmas,
            maps=True,
        ),
        _step(
            "actors",
            part=code,
            inputs=read,
            files={**known, **model_file(model)},
            options={**own, "actors": study.actors, "actors_found": study.actors_found},
            libraries=(*lemmas, *(("spacy", model) if model else ())),
            maps=True,
        ),
        _step(
            "foreign",
            part=code,
            inputs=articles,
            files=language_files(EVERY_LANGUAGE),
            libraries=(*TABLES, "py3langid"),
            maps=True,
        ),
        _step(
            "frames",
            part=code,
            inputs=read,
            files={**known, "codebook": study.codebook_file},
            options={**own, "issues": study.issues, "referents": study.referents},
            libraries=lemmas,
            maps=True,
        ),
        _step(
            "distancing", part=code, inputs=tuple(f"{one}[{code}]" for one in ("voices", "frames", "actors"))
        ),
        _step("sentiment", part=code, inputs=read, files=tones, options=targets, libraries=lemmas, maps=True),
        _step(
            "topics",
            part=code,
            inputs=(*articles, f"terms[{code}]", "reprints"),
            options={"topics": study.topics},
            libraries=(*TABLES, "scikit-learn", "threadpoolctl"),
            maps=True,
        ),
    ]


def _homes(study: Study, code: str) -> dict[str, Home]:
    """The country of each outlet, as a language names it."""
    outlets = sorted({source.outlet for source in study.sources.values()})
    return {outlet: load_outlet(outlet, study.outlets_folder).home(code) for outlet in outlets}


def _phrases(study: Study, code: str) -> tuple[str, ...]:
    """Multi-word terms that the study declares, and its leaders' names."""
    named = [term for leader in study.leaders for term in leader.terms.get(code, ())]
    blanks = load_language(code).script != "han"
    names = [term for term in named if "*" not in term and (" " in term or not blanks)]
    return tuple(sorted({*study.terms.phrases.get(code, ()), *names}))


def _estimates(study: Study, measure: str) -> Step:
    stage = {
        "frame": ("frames",),
        "naming": ("frames",),
        "tone": ("frames", "sentiment"),
        "tone_target": ("sentiment",),
        "voice": ("voices",),
        "quoted": ("voices",),
        "headline": ("voices",),
        "stretch": ("voices",),
        "official": ("voices",),
        "speakers": ("voices",),
        "direct": ("voices",),
        "verb": ("voices",),
        "distancing": ("distancing",),
        "topic": ("topics",),
        "reprint": (),
        "copied": ("terms",),
        "about": ("actors",),
        "by": ("actors",),
        "order": ("actors",),
    }[measure]
    needed = tuple(f"{name}[{code}]" for code in study.languages for name in stage)
    articles = tuple(f"articles[{name}]" for name in study.sources)
    options = {
        "languages": study.languages,
        "genres": study.genres,
        "events": study.events,
        "coverage": study.coverage,
        "standardise": study.standardise,
    }
    if measure == "frame":
        options["issues"] = study.issues
    known = language_files(study.languages) if measure == "verb" else {}
    return _step(
        "estimates",
        part=measure,
        inputs=(*articles, "reprints", "coverage", *needed),
        options=options,
        files=known,
    )


def _co_mentions(study: Study) -> Step:
    """Actors named in one sentence: a part of `estimates` from spans."""
    needed = [f"{stage}[{code}]" for code in study.languages for stage in ("actors", "sentences")]
    inputs = (*(f"articles[{name}]" for name in study.sources), "reprints", *needed)
    options = {"languages": study.languages, "genres": study.genres}
    return _step("estimates", module="co_mentions", part="co_mention", inputs=inputs, options=options)


def _vocabulary(study: Study, part: str) -> Step:
    """A part of `estimates` that counts of terms alone tell."""
    needed = [f"terms[{code}]" for code in study.languages]
    options: dict[str, Any] = {name: getattr(study, name) for name in ("languages", "genres", "events")}
    options["watched"] = study.terms.watched
    files: dict[str, Path] = {}
    if part == "keyness":
        options["seed"] = study.seed
    if part == "collocation":
        needed += [f"sentences[{code}]" for code in study.languages]
    if part == "word_shift":
        for code in study.languages:
            files |= language_files((code,)) | lexicon_file(code)
    return _step(
        "estimates",
        module="vocabulary",
        part=part,
        inputs=(*(f"articles[{name}]" for name in study.sources), "reprints", *needed),
        options=options,
        files=files,
        libraries=(*TABLES, "simplemma") if part == "word_shift" else TABLES,
    )


def _voice_keyness(study: Study) -> Step:
    needed = [f"{stage}[{code}]" for code in study.languages for stage in ("terms", "voice_terms")]
    options = {name: getattr(study, name) for name in ("languages", "genres", "seed")}
    return _step(
        "estimates",
        module="voice_keyness",
        part="voice_keyness",
        inputs=(*(f"articles[{name}]" for name in study.sources), "reprints", *needed),
        options={**options, "watched": study.terms.watched},
        files=language_files(study.languages),
        libraries=(*TABLES, "simplemma"),
    )


def _formulas(study: Study, part: str) -> Step:
    """A part of `estimates` that is read off running words."""
    names = {
        "formula": ("seed", "leaders", "overrides"),
        "title": ("leaders", "overrides"),
        "diversity": ("seed",),
        "term_rate": ("overrides",),
    }[part]
    options: dict[str, Any] = {
        name: getattr(study, name) for name in ("languages", "genres", "events", "coverage", *names)
    }
    stages = ("terms", "sentences") if part in ("diversity", "term_rate") else ("sentences",)
    needed = [f"{stage}[{code}]" for code in study.languages for stage in stages]
    if part == "term_rate":
        options["watched"] = study.terms.watched
        needed.append("estimates[keyness]")
    return _step(
        "estimates",
        module="formulas",
        part=part,
        inputs=(*(f"articles[{name}]" for name in study.sources), "reprints", "coverage", *needed),
        options=options,
        files=language_files(study.languages),
        libraries=(*TABLES, "simplemma", "rjieba"),
    )


def notebook_files(study: Study) -> list[Path]:
    """The numbered notebooks of the project, or the shipped ones where the project has none.

    Raises DeclarationError when two have one number: what they save is told apart by it.
    """
    own = sorted((study.folder / "notebooks").glob("[0-9][0-9]_*.ipynb"))
    found = own or sorted(shipped("notebooks").glob("[0-9][0-9]_*.ipynb"))
    for one, other in pairwise(found):
        if one.name[:2] == other.name[:2]:
            raise DeclarationError(other, "", f"the number of {one.name}", "a number of its own")
    return found


def _notebook(study: Study, path: Path, tables: tuple[str, ...]) -> Step:
    told = sorted((study.raw / study.truth).glob("*.csv.gz")) if study.truth else []
    return _step(
        "notebooks",
        part=path.stem,
        inputs=tables,
        files={
            f"notebooks/{path.name}": path,
            **study_file(study),
            **declarations_of(study),
            "codebook": study.codebook_file,
            **{f"{study.truth}/{file.name}": file for file in told},
        },
        modules=tuple(sorted(set().union(*(imported(cell) for cell in code_of(path))))),
        libraries=(*TABLES, "matplotlib", "nbclient"),
    )
