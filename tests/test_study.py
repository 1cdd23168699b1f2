"""Studies: what a user reads when a study file cannot be used, and what counts as usable."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import pickle
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from press import OUTLET, PROJECT, STUDY

from analysis.cli import main
from analysis.declarations import DeclarationError, Study, current_study, load_study, shipped
from analysis.declarations.checking import build
from analysis.declarations.checks import FIELDS
from analysis.declarations.study import Source, find_root
from analysis.pipeline import steps_of
from analysis.template import start_study

SMALL = """\
name = "small"
title = "A small study"
languages = ["de", "en"]
codebook = "state_media"

[sources.first]
files = ["first/*.csv"]
outlet = "kurier"
"""


def project(folder: Path, text: str = SMALL, *, name: str = "small") -> Path:
    """A project with one study file; returns the study file."""
    (folder / "studies").mkdir(parents=True, exist_ok=True)
    file = folder / "studies" / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    return file


def told(error: DeclarationError) -> tuple[str, str, str, str]:
    return Path(error.file).name, error.key, error.found, error.allowed


def test_a_study_as_declared(tmp_path: Path) -> None:
    (tmp_path / "outlets").mkdir()
    (tmp_path / "outlets" / "kurier.toml").write_text(OUTLET, encoding="utf-8")
    study = load_study(str(project(tmp_path, STUDY, name="kurier")))
    assert (study.name, study.languages) == ("kurier", ("de", "en", "ru"))
    assert study.period is not None
    assert (study.period.start, study.period.end) == (dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    assert study.sources["kurier"].files == ("kurier/*.csv",)
    assert study.events[0].day == dt.date(2023, 7, 1)
    assert study.targets[1].terms == {"de": ("nachbarland*",), "en": ("neighbour*",), "ru": ("сосед*",)}
    assert study.folder == tmp_path.resolve()
    assert study.processed == tmp_path.resolve() / "data" / "processed" / "kurier"
    assert study.results == tmp_path.resolve() / "results" / "kurier"
    assert study.topics.max_share == 0.5


@pytest.mark.parametrize("name", sorted(path.stem for path in (PROJECT / "studies").glob("*.toml")))
def test_the_studies_of_the_project_can_be_read(name: str) -> None:
    assert load_study(str(PROJECT / "studies" / f"{name}.toml")).name == name


def test_the_template_is_a_study_with_all_comments_taken_away(tmp_path: Path) -> None:
    """Every key that the template names in a comment exists, with the type shown there."""
    lines = (shipped("template") / "study.toml").read_text(encoding="utf-8").splitlines()
    head = lines.index('name = "NAME"')
    plain = [
        line.removeprefix("# ") if "=" in line or line.startswith("# [") else line for line in lines[head:]
    ]
    study = load_study(str(project(tmp_path, "\n".join(plain).replace("NAME", "mine"), name="mine")))
    assert study.period is not None
    assert [event.name for event in study.events] == ["succession"]
    assert [target.name for target in study.targets] == ["neighbour"]
    assert study.issues[0].least == 2
    assert study.sources["first"].columns == {"published": "date", "title": "title", "text": "story"}
    assert study.overrides == {"en": {"media": "media"}}


def test_the_template_tells_what_is_required() -> None:
    text = (shipped("template") / "study.toml").read_text(encoding="utf-8")
    for spec in (Study, Source):
        for part in dataclasses.fields(spec):
            missing = (part.default, part.default_factory) == (dataclasses.MISSING, dataclasses.MISSING)
            # A mark stands on the key's line or in the comment above it; a table has its own comment.
            key = rf"\[{part.name}\.first\]" if part.name == "sources" else rf"{part.name} = "
            marked = re.search(rf"(?m)(?:^#.*\(required\).*\n(?:#.*\n)*{key}|^{key}.*\(required\))", text)
            assert bool(marked) == missing, part.name
    listed = re.search(r"Columns of a table that can be mapped: ((?:.|\n# )*?)\.", text)
    assert listed is not None
    plain = re.sub(r"\(.*?\)|\n# ?", "", listed.group(1))
    assert [name.strip() for name in plain.split(",")] == list(FIELDS)


def test_the_template_finds_files_wherever_they_lie(tmp_path: Path) -> None:
    file = start_study(tmp_path / "mine")
    raw = tmp_path.resolve() / "mine" / "data" / "raw"
    (raw / "below").mkdir()
    for name in ("a.csv", "below/b.html"):
        (raw / name).write_text("text\n", encoding="utf-8")
    assert steps_of(load_study(str(file)))[0].options["raw"] == ["a.csv", "below/b.html"]


def changed(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def more(text: str) -> Callable[[str], str]:
    return lambda study: f"{study}\n{text}\n"


CASES = {
    "malformed TOML": (
        changed('title = "', "title = "),
        "",
        "malformed TOML (Invalid value (at line 2,",
        "TOML 1.0",
    ),
    "two sources with one name": (
        more('[sources.first]\nfiles = ["b/*"]\noutlet = "b"'),
        "",
        "malformed TOML (Cannot declare ('sources', 'first') twice",
        "TOML 1.0",
    ),
    "unknown key, close to a known one": (
        changed("codebook =", "codebok ="),
        "codebok",
        "unknown key (did you mean codebook?)",
        "cleaning, codebook, coverage, description, duplicates, events",
    ),
    "unknown key, like no other": (
        changed("title =", "xyzzy ="),
        "xyzzy",
        "unknown key",
        "cleaning, codebook",
    ),
    "unknown key of a source": (
        changed("outlet =", "outlets ="),
        "sources.first.outlets",
        "unknown key (did you mean outlet?)",
        "accessed, columns, encoding, files, format",
    ),
    "a key that load_study fills in": (
        changed("title =", 'root = "/"\ntitle ='),
        "root",
        "reserved key",
        "without it",
    ),
    "missing key": (changed('title = "A small study"\n', ""), "title", "nothing", "text (required)"),
    "text where a list belongs": (changed('["de", "en"]', '"de"'), "languages", "'de'", "a list of text"),
    "a number in a list of text": (changed('"de"', "7"), "languages[0]", "7", "text"),
    "text where a number belongs": (more('[topics]\nk = "12"'), "topics.k", "'12'", "a whole number"),
    "true where a number belongs": (more("[topics]\nk = true"), "topics.k", "True", "a whole number"),
    "a number where a table belongs": (more("topics = 3"), "sources.first.topics", "unknown key", "accessed"),
    "text where a date belongs": (
        more('[period]\nstart = "2011"\nend = 2012-01-01'),
        "period.start",
        "'2011'",
        "a date",
    ),
    "an unknown format": (
        more('format = "pdf"'),
        "sources.first.format",
        "'pdf'",
        "one of auto, html, text, txt",
    ),
    "another name than the file's": (
        changed('name = "small"', 'name = "tiny"'),
        "name",
        "tiny",
        "the file's own name, small",
    ),
    "unknown language": (changed('"de"', '"tlh"'), "languages", "tlh", "be, de, en, es, pl, ru, uk, zh"),
    "a language twice": (changed('"en"', '"de"'), "languages.name", "de twice", "each name once"),
    "no language": (changed('["de", "en"]', "[]"), "languages", "an empty list", "shipped languages"),
    "a source in a language that the study lacks": (
        more('language = "ru"'),
        "sources.first.language",
        "ru",
        "de, en",
    ),
    "no source": (
        lambda text: text.split("[sources")[0] + "[sources]\n",
        "sources",
        "no source",
        "one or more",
    ),
    "a source whose name is no name": (
        changed("[sources.first]", '[sources."a/b"]'),
        "sources.a/b",
        "a/b",
        "letters, digits and _",
    ),
    "no pattern": (
        changed('["first/*.csv"]', "[]"),
        "sources.first.files",
        "an empty list",
        "one or more patterns",
    ),
    "a pattern that leads out": (
        changed("first/*.csv", "../first/*.csv"),
        "sources.first.files",
        "'../first/*.csv'",
        "below the raw folder",
    ),
    "an absolute pattern": (
        changed("first/*.csv", "/etc/*"),
        "sources.first.files",
        "'/etc/*'",
        "below the raw",
    ),
    "an empty pattern": (changed("first/*.csv", ""), "sources.first.files", "''", "below the raw folder"),
    "an outlet that is a path": (
        changed('"kurier"', '"../kurier"'),
        "sources.first.outlet",
        "'../kurier'",
        "name",
    ),
    "a column that no table has": (
        more('[sources.first.columns]\nheadline = "h"'),
        "sources.first.columns",
        "headline",
        "text, title, published",
    ),
    "a language that is nearly known": (
        changed('"de"', '"deu"'),
        "languages",
        "deu (did you mean de?)",
        "be, de, en",
    ),
    "a column that is nearly known": (
        more('[sources.first.columns]\ntitel = "h"'),
        "sources.first.columns",
        "titel (did you mean title?)",
        "text, title, published",
    ),
    "an encoding that does not exist": (
        more('encoding = "win-1"'),
        "sources.first.encoding",
        "win-1",
        "windows-1251",
    ),
    "a broken pattern of names": (
        more("name_pattern = '(?P<date>'"),
        "sources.first.name_pattern",
        "(?P<date> (missing ), unterminated subpattern",
        "a regular expression",
    ),
    "a group that means nothing": (
        more("name_pattern = '(?P<datum>.*)'"),
        "sources.first.name_pattern",
        "datum",
        "date, title",
    ),
    "a period that ends before it starts": (
        more("[period]\nstart = 2012-01-02\nend = 2012-01-01"),
        "period",
        "2012-01-02 to 2012-01-01",
        "a start that is not after the end",
    ),
    "an unknown codebook": (changed('"state_media"', '"mine"'), "codebook", "mine", "state_media"),
    "an unknown referent": (
        changed("codebook =", 'referents = ["moon"]\ncodebook ='),
        "referents",
        "moon",
        "crimea",
    ),
    "a target in another language": (
        more('[[targets]]\nname = "t"\nlabel = "T"\nterms = { ru = ["х"] }'),
        "targets.t.terms",
        "ru",
        "de, en",
    ),
    "terms of a language that the study has not": (
        more('[terms.watched]\nru = ["мост"]'),
        "terms.watched",
        "ru",
        "de, en",
    ),
    "a term twice": (
        more('[terms.stop_words]\nen = ["reporter", "Reporter"]'),
        "terms.stop_words.en",
        "Reporter twice",
        "each term once",
    ),
    "a term in letters of another language": (
        more('[terms.watched]\nde = ["мост"]'),
        "terms.watched.de",
        "мост, in cyrillic letters",
        "terms in German, which is written in latin letters",
    ),
    "a phrase of one word": (
        more('[terms.phrases]\nen = ["union"]'),
        "terms.phrases.en",
        "union",
        "terms of two words or more",
    ),
    "a leader in another language": (
        more('[[leaders]]\nname = "t"\nlabel = "T"\nterms = { ru = ["х"] }'),
        "leaders.t.terms",
        "ru",
        "de, en",
    ),
    "an actor without a name": (
        more('[[actors]]\nname = "a"\nlabel = "A"\nkind = "person"'),
        "actors.a.aliases",
        "an empty list",
        "one or more names, or terms",
    ),
    "an empty alias": (
        more('[[actors]]\nname = "a"\nlabel = "A"\nkind = "person"\naliases = [" "]'),
        "actors.a.aliases",
        "' '",
        "a name",
    ),
    "an alias with a star": (
        more('[[actors]]\nname = "a"\nlabel = "A"\nkind = "person"\naliases = ["Stone*"]'),
        "actors.a.aliases",
        "Stone*",
        "a whole name",
    ),
    "an alias of two actors": (
        more(
            '[[actors]]\nname = "a"\nlabel = "A"\nkind = "person"\naliases = ["Kim Dan-ho"]\n'
            '[[actors]]\nname = "b"\nlabel = "B"\nkind = "place"\naliases = ["kim dan ho"]'
        ),
        "actors.b.aliases",
        "kim dan ho, an alias of a",
        "each alias once",
    ),
    "two actors of one name": (
        more('[[actors]]\nname = "a"\nlabel = "A"\nkind = "person"\naliases = ["A"]\n' * 2),
        "actors.name",
        "a twice",
        "each name once",
    ),
    "an actor of an unknown kind": (
        more('[[actors]]\nname = "a"\nlabel = "A"\nkind = "human"\naliases = ["A"]'),
        "actors[0].kind",
        "'human'",
        "one of person, organisation, place",
    ),
    "an actor's terms in another language": (
        more('[[actors]]\nname = "a"\nlabel = "A"\nkind = "person"\nterms = { ru = ["х"] }'),
        "actors.a.terms",
        "ru",
        "de, en",
    ),
    "a model of another language": (
        more('[actors_found]\nspacy = { ru = "ru_core_news_sm" }'),
        "actors_found.spacy",
        "ru",
        "de, en",
    ),
    "no articles at all": (more("[actors_found]\nleast = 0"), "actors_found.least", "0", "from 1"),
    "two events of one name": (
        more('[[events]]\nname = "e"\nlabel = "E"\nday = 2012-01-01\n' * 2),
        "events.name",
        "e twice",
        "each name once",
    ),
    "an event whose name is a path": (
        more('[[events]]\nname = "a/b"\nlabel = "E"\nday = 2012-01-01'),
        "events.name",
        "'a/b'",
        "letters, digits and _",
    ),
    "an event without a window": (
        more('[[events]]\nname = "e"\nlabel = "E"\nday = 2012-01-01\nwindow = 0'),
        "events.e.window",
        "0",
        "one or more days",
    ),
    "one topic": (more("[topics]\nk = 1"), "topics.k", "1", "a number from 2 to"),
    "topics of another language": (
        more("[topics.k_by_language]\nru = 5"),
        "topics.k_by_language",
        "ru",
        "de, en",
    ),
    "no topics in a language": (
        more("[topics.k_by_language]\nde = 0"),
        "topics.k_by_language.de",
        "0",
        "from 2 to",
    ),
    "no seeds": (more("[topics]\nseeds = []"), "topics.seeds", "an empty list", "whole numbers"),
    "a similarity above one": (
        more("[duplicates]\nthreshold = 50"),
        "duplicates.threshold",
        "50.0",
        "from 0.05 to 1",
    ),
    "overrides of another language": (more('[overrides.ru]\na = "b"'), "overrides", "ru", "de, en"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_user_reads(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change, key, found, allowed = CASES[case]
    file = project(tmp_path, change(SMALL))
    with pytest.raises(DeclarationError) as caught:
        load_study(str(file))
    assert caught.value.key == key
    assert caught.value.found.startswith(found)
    assert allowed in caught.value.allowed
    assert Path(caught.value.file) == file.resolve()
    assert main(["status", "--study", str(file)]) == 2
    line = capsys.readouterr().err
    assert line.startswith(f"analysis: {file.resolve()}: {key or 'file'}: found {found}")
    assert line.count("\n") == 1


def test_unchanged_it_can_be_read(tmp_path: Path) -> None:
    assert load_study(str(project(tmp_path))).name == "small"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--study", "absent"], "studies/absent.toml: study: found no such study; allowed: other, small\n"),
        ([], "studies/default.toml: study: found no such study; allowed: other, small\n"),
        (
            ["--study", "elsewhere/absent.toml"],
            "absent.toml: file: found no such file; allowed: an existing TOML file\n",
        ),
        (
            ["--study", "./studies"],
            "studies: file: found unreadable (Is a directory); allowed: a readable TOML file\n",
        ),
    ],
)
@pytest.mark.parametrize("command", ["run", "status", "verify", "kwic"])
def test_a_missing_study_names_those_that_are_there(
    command: str,
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    project(tmp_path)
    project(tmp_path, name="other")
    monkeypatch.chdir(tmp_path)
    assert main([command, *arguments, *(["x"] if command == "kwic" else [])]) == 2
    error = capsys.readouterr().err
    assert error.startswith("analysis: ")
    assert error.endswith(message)


def test_outside_of_any_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["run", "--study", "small"]) == 2
    assert (
        capsys.readouterr().err
        == "analysis: studies/small.toml: study: found no such study; allowed: none here\n"
    )


def test_a_study_in_another_encoding(tmp_path: Path) -> None:
    file = project(tmp_path)
    file.write_bytes(SMALL.replace("small study", "größere Studie").encode("latin-1"))
    with pytest.raises(DeclarationError, match=r"malformed TOML .*utf-8.*TOML 1.0 in UTF-8"):
        load_study(str(file))


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        (
            'name = "kurier"\nlabel = "K"\nchecked = "x"\ntimezon = "UTC"\n',
            "timezon",
            "unknown key (did you mean timezone?)",
        ),
        ('name = "herald"\nlabel = "K"\nchecked = "x"\n', "name", "herald"),
        ('name = "kurier"\nlabel = "K"\n', "checked", "nothing"),
    ],
)
def test_a_bad_outlet_ends_the_run_before_it_begins(text: str, key: str, found: str, tmp_path: Path) -> None:
    (tmp_path / "outlets").mkdir()
    (tmp_path / "outlets" / "kurier.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError) as caught:
        load_study(str(project(tmp_path)))
    assert told(caught.value)[:3] == ("kurier.toml", key, found)


def test_the_projects_own_codebook_comes_first(tmp_path: Path) -> None:
    file = project(tmp_path)
    assert load_study(str(file)).codebook_file == shipped("codebooks") / "state_media.toml"
    (tmp_path / "codebooks").mkdir()
    own = tmp_path / "codebooks" / "state_media.toml"
    own.write_text('name = "state_media"\ntitle = "Mine"\nlanguages = ["de"]\n', encoding="utf-8")
    assert load_study(str(file)).load_codebook().title == "Mine"


@pytest.mark.parametrize(
    ("pattern", "exists"),
    [("nothing/*.csv", False), ("first/*.txt", False), ("a**b", False), ("first/*.csv", True)],
)
def test_a_pattern_that_matches_nothing(pattern: str, exists: bool, tmp_path: Path) -> None:
    file = project(tmp_path, SMALL.replace("first/*.csv", pattern))
    raw = tmp_path.resolve() / "data" / "raw"
    (raw / "first").mkdir(parents=True)
    (raw / "first" / "a.csv").write_text("text\n", encoding="utf-8")
    if exists:
        assert steps_of(load_study(str(file)))[0].files["first/a.csv"] == raw / "first" / "a.csv"
        return
    with pytest.raises(DeclarationError) as caught:
        steps_of(load_study(str(file)))
    assert told(caught.value) == (
        "small.toml",
        "sources.first.files",
        f"no file for {pattern} below {raw}",
        "a pattern that matches files there (RAW=dir)",
    )


def test_a_hash_for_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "data/raw/first").mkdir(parents=True)
    (tmp_path / "data/raw/first/a.csv").write_text("text\n", encoding="utf-8")
    file = project(tmp_path, SMALL + '[sources.first.hashes]\n"first/b.csv" = "00"\n')
    with pytest.raises(DeclarationError) as caught:
        steps_of(load_study(str(file)))
    assert told(caught.value) == (
        "small.toml",
        "sources.first.hashes",
        "first/b.csv",
        "a file of the source: first/a.csv",
    )


def test_raw_data_can_lie_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = load_study(str(project(tmp_path)))
    assert study.raw == tmp_path.resolve() / "data" / "raw"
    monkeypatch.setenv("ANALYSIS_RAW", str(tmp_path / "elsewhere"))
    assert study.raw == tmp_path / "elsewhere"


def test_the_environment_chooses_the_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path)
    below = tmp_path / "notebooks" / "drafts"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert find_root(below) == tmp_path
    monkeypatch.setenv("ANALYSIS_STUDY", "small")
    assert current_study().name == "small"
    monkeypatch.setenv("ANALYSIS_STUDY", "none")
    with pytest.raises(SystemExit, match="found no such study; allowed: small"):
        current_study()


def test_a_path_may_be_named_from_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`make lab STUDY=studies/small.toml` opens notebooks in a folder of their own."""
    file = project(tmp_path)
    (tmp_path / "notebooks").mkdir()
    for folder in (tmp_path, tmp_path / "notebooks", tmp_path / "studies"):
        monkeypatch.chdir(folder)
        assert Path(load_study("studies/small.toml").file) == file.resolve()
    assert load_study("studies/small.toml", folder=tmp_path / "notebooks").name == "small"


def test_a_file_whose_name_is_no_text(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "raw" / "first"
    folder.mkdir(parents=True)
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/\xf2\xe5.csv")).write_text("text\n", encoding="utf-8")
    except OSError:
        # A file system that takes no such name cannot hold one either.
        assert sys.platform == "darwin"
        return
    with pytest.raises(DeclarationError) as caught:
        steps_of(load_study(str(project(tmp_path))))
    assert caught.value.found == r"a file named b'first/\xf2\xe5.csv'"
    assert caught.value.allowed == "names in UTF-8: rename the file, or put it into a zip"


def test_an_error_survives_the_way_from_a_worker() -> None:
    error = DeclarationError("a.toml", "key", "this", "that")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), told(again)) == (str(error), told(error))


def test_declared_values_do_not_change() -> None:
    source = build(Source, {"files": ["a"], "outlet": "o"}, file=Path("x.toml"))
    with pytest.raises(dataclasses.FrozenInstanceError):
        source.outlet = "other"  # type: ignore[misc]
