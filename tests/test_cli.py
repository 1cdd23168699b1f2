"""The command as a user meets it: what it prints, how it ends, what it leaves, and that it can be killed."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import press
import pytest
from press import NAME, Finished

from analysis import __version__, schema
from analysis.cli import main
from analysis.declarations import load_language
from analysis.pipeline import only_run

COMMANDS = ("run", "status", "verify", "extract", "init", "simulate", "kwic", "voices")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"example:  analysis {name} " in capsys.readouterr().out


def test_help_names_all_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    text = capsys.readouterr().out
    assert "example:  analysis run" in text
    assert [name for name in COMMANDS if not re.search(rf"^    {name} ", text, re.M)] == []


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"{__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["walk"], "invalid choice: 'walk'"),
        (["run", "--workers", "-1"], "--workers: found -1; allowed: a whole number, 0 for one a core"),
        (["run", "--workers", "two"], "--workers: found two; allowed: a whole number"),
        (["init"], "the following arguments are required: DIR"),
        (["voices", "a.txt"], "the following arguments are required: --language"),
    ],
)
def test_wrong_arguments(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert message in capsys.readouterr().err


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a few articles, as the current folder."""
    folder = press.start_press(tmp_path / "project", count=12)
    monkeypatch.chdir(folder)
    return folder


def rewrite(folder: Path, old: str, new: str) -> None:
    file = folder / "studies" / f"{NAME}.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_unknown_stage_names_the_known_ones(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--study", NAME, "--until", "tpoics"]) == 2
    assert capsys.readouterr().err == (
        "analysis: --until: stage: found tpoics; allowed: articles, reprints, coverage, sentences, phrases,"
        " terms, voices, voice_terms, actors, foreign, frames, distancing, sentiment, topics, estimates,"
        " notebooks, numbers, report\n"
    )


def test_two_runs_at_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with only_run(project / "data" / "processed" / NAME, project / "results" / NAME):
        assert main(["run", "--study", NAME]) == 3
    assert capsys.readouterr().err == ("analysis: another run works on this study; wait for it or stop it\n")


def test_before_the_first_run(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--study", NAME]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "articles[kurier]             to do: never ran"
    assert lines[1] == "reprints                     to do: waits for articles[kurier]"
    assert lines[-1] == "0 of 74 steps are up to date"
    assert main(["verify", "--study", NAME]) == 2
    assert capsys.readouterr().err == (
        "analysis: no manifest of study kurier; run  analysis run --study kurier\n"
    )
    assert main(["kwic", "--study", NAME, "x"]) == 2
    assert capsys.readouterr().err == ("analysis: no articles yet; run  analysis run --study kurier\n")


def test_a_pattern_that_matches_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(project, "kurier/*.csv", "kurier/*.tsv")
    file, raw = project / "studies" / f"{NAME}.toml", project / "data" / "raw"
    for name in ("run", "status"):
        assert main([name, "--study", NAME]) == 2
        assert capsys.readouterr().err == (
            f"analysis: {file}: sources.kurier.files: found no file for kurier/*.tsv below {raw};"
            " allowed: a pattern that matches files there (RAW=dir)\n"
        )


def test_raw_data_elsewhere_is_read_and_never_written(project: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    (project / "data" / "raw").rename(raw)
    assert main(["status", "--study", NAME]) == 2
    before = press.hashes(raw, hidden=True)
    done = press.command("run", "--study", NAME, "--raw", "../raw", "--until", "articles", cwd=project)
    assert done.returncode == 0, done.stderr
    assert press.hashes(raw, hidden=True) == before
    assert schema.read(project / "data" / "processed" / NAME, "articles", columns=["id"]).shape[0] == 42
    told = press.command("status", "--study", NAME, "--raw", str(raw), cwd=project)
    assert "articles[kurier]             up to date" in told.stdout
    assert press.command("status", "--study", NAME, cwd=project, ANALYSIS_RAW="../raw").stdout == told.stdout
    os.environ["ANALYSIS_RAW"] = "../raw"
    assert main(["status", "--study", NAME]) == 0
    assert os.environ["ANALYSIS_RAW"] == str(raw)


BAD = """
[sources.bad]
files = ["bad/*"]
outlet = "kurier"
"""


def test_what_cannot_be_read_is_in_the_ledger(project: Path) -> None:
    """Nothing that is wrong with a file ends the run, and nothing vanishes."""
    rewrite(project, "[[events]]", BAD + "[[events]]")
    bad = project / "data" / "raw" / "bad"
    press.write_csv(bad / "good.csv", press.rows_of("de", count=5, seed=8))
    (bad / "empty.csv").write_bytes(b"")
    (bad / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    (bad / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    (bad / "cut.csv.gz").write_bytes(bytes.fromhex("1f8b0800000000000003"))
    (bad / "half.csv").write_text('date,title,text\n2023-05-05,T,"never closed\n', encoding="utf-8")
    done = press.command("run", "--study", NAME, "--until", "articles", cwd=project)
    assert done.returncode == 0, done.stderr
    last = done.stdout.splitlines()[-2]
    assert last.startswith("bad: read 15, kept 6, set aside 9 (")
    told = dict(re.findall(r"([a-z ]+) (\d+)[,)]", last.partition("(")[2].replace(", ", ",")))
    ledger = schema.read(project / "data" / "processed" / NAME, "ledger", "bad")
    aside = ledger[ledger["action"] == "set aside"]
    assert {rule: int(count) for rule, count in told.items()} == aside["rule"].value_counts().to_dict()
    where = aside.set_index("file")["rule"].to_dict()
    assert where["bad/empty.csv"] == "empty file"
    assert where["bad/broken.zip"] == "bad zip"
    assert where["bad/paper.pdf"] == "unknown format"
    assert where["bad/cut.csv.gz"] == "truncated gzip"
    assert where["bad/half.csv#row 1"] == "broken row"
    assert ledger["item"].nunique() == 15


def test_a_period_without_articles(project: Path) -> None:
    """The line tells the reasons of the ledger; what another source finished is kept, and kept out again
    when its source is renamed."""
    source = '[sources.other]\nfiles = ["kurier/de.csv"]\noutlet = "other"\n'
    rewrite(project, "[sources.kurier]", source + "[sources.kurier]")
    press.write_csv(project / "data/raw/kurier/ru.csv", press.rows_of("ru", count=2))
    for name in ("ru", "en"):
        old = project / "data/raw/kurier" / f"{name}.csv"
        old.write_text(re.sub(r"(?m)^2023", "2022", old.read_text(encoding="utf-8")), encoding="utf-8")
    rewrite(project, 'files = ["kurier/*.csv"]', 'files = ["kurier/en.csv", "kurier/ru.csv"]')
    processed = project / "data" / "processed" / NAME
    done = press.command("run", "--study", NAME, "--until", "articles", cwd=project)
    assert done.returncode == 1
    line, log = done.stderr.splitlines()
    assert line == (
        "analysis: step articles[kurier] failed: ValueError: source kurier: no article is left"
        " (empty 2, no date 2, outside the period 18, too short 2); see the ledger, period and languages"
    )
    assert log == f"(whole trace in {processed / 'error.log'})"
    trace = (processed / "error.log").read_text(encoding="utf-8")
    assert "Traceback (most recent call last)" in trace
    assert "ValueError: source kurier" in trace
    assert (schema.read(processed, "ledger", "kurier")["action"] == "set aside").all()
    told = press.command("status", "--study", NAME, cwd=project)
    assert "articles[other]              up to date" in told.stdout
    rewrite(project, "[sources.other]", "[sources.renamed]")
    rewrite(project, "start = 2023", "start = 2022")
    again = press.command("run", "--study", NAME, "--until", "reprints", cwd=project)
    assert again.returncode == 0, again.stderr
    assert again.stderr == ""
    assert not (processed / "error.log").exists()
    assert sorted(path.stem for path in schema.parts(processed, "articles")) == ["kurier", "renamed"]
    assert again.stdout.splitlines()[-2:] == [
        "kurier: read 24, kept 16, set aside 8 (empty 2, no date 2, outside the period 2, too short 2)",
        "renamed: read 18, kept 14, set aside 4 (empty 1, no date 1, outside the period 1, too short 1)",
    ]
    again = press.command("run", "--study", NAME, "--until", "reprints", cwd=project)
    assert (again.returncode, again.stdout) == (0, "nothing to do, everything is up to date\n")


def test_a_notebook_that_fails(finished: Finished, tmp_path: Path) -> None:
    study = finished.copy(tmp_path / "project")
    for path in (study.root / "notebooks").glob("0[2-7]_*"):
        path.unlink()
    path = study.root / "notebooks" / "01_corpus.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"][-1]["source"] = ["first = {}\n", "first['harbour']"]
    path.write_text(json.dumps(content), encoding="utf-8")
    done = press.command("run", "--study", NAME, cwd=study.root)
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "analysis: step notebooks[01_corpus] failed: KeyError: 'harbour'"
    assert len(done.stderr.splitlines()) == 2
    assert "first['harbour']" in (study.processed / "error.log").read_text(encoding="utf-8")


def test_init_starts_a_study(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "My Study-1"
    assert main(["init", str(folder)]) == 0
    assert capsys.readouterr().out == (
        f"wrote {folder}/studies/my_study_1.toml; put raw files into data/raw, edit the study file,"
        " then run:\n"
        f"  cd '{folder}' && {shlex.quote(sys.executable)} -m analysis run --study my_study_1\n"
    )
    text = (folder / "studies" / "my_study_1.toml").read_text(encoding="utf-8")
    assert 'name = "my_study_1"' in text
    assert "outlets/NAME.toml" in text
    for kind in ("notebooks", "codebooks"):
        shipped = sorted(path.name for path in (press.PROJECT / kind).iterdir() if path.is_file())
        assert sorted(path.name for path in (folder / kind).iterdir()) == shipped
    assert (folder / "data" / "raw").is_dir()
    assert (folder / "outlets").is_dir()


def test_init_touches_nothing_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path), "--name", "first"]) == 0
    (tmp_path / "notebooks" / "01_corpus.ipynb").write_text("mine", encoding="utf-8")
    (tmp_path / "studies" / "first.toml").write_text("mine", encoding="utf-8")
    capsys.readouterr()
    assert main(["init", str(tmp_path), "--name", "first"]) == 2
    assert capsys.readouterr().err == (
        f"analysis: {tmp_path}/studies/first.toml: file: found a study that is already there;"
        " allowed: a new name (--name)\n"
    )
    assert main(["init", str(tmp_path), "--name", "second"]) == 0
    assert (tmp_path / "notebooks" / "01_corpus.ipynb").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "studies" / "first.toml").read_text(encoding="utf-8") == "mine"
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert main(["run", "--study", "second"]) == 2
    assert "sources.first.files: found no file for **/* below" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["my-study", "1st", "a b", "../up"])
def test_init_needs_a_name(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "x"), "--name", name]) == 2
    assert capsys.readouterr().err == (
        f"analysis: --name: name: found {name!r}; allowed: letters, digits and _, not a digit first\n"
    )
    assert not (tmp_path / "x").exists()


def test_voices_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("„Das Wasser steigt“, sagte der Bürgermeister.", encoding="utf-8")
    assert main(["voices", str(file), "--language", "de"]) == 0
    spans = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [span["verb"] for span in spans] == ["sagte"]
    assert main(["voices", str(tmp_path / "b.txt"), "--language", "de"]) == 2
    assert capsys.readouterr().err.startswith(f"analysis: {tmp_path}/b.txt: [Errno 2] No such file")
    assert main(["voices", str(file), "--language", "tlh"]) == 2
    assert "found tlh; allowed: be, de" in capsys.readouterr().err


@pytest.mark.parametrize(
    "raw",
    [
        "Der Rat sagte, dass es regnet.\r\n\r\n„Wir gehen jetzt alle heim“, sagte Anna Weber.\r\n",
        "\ufeffDer Rat sagte, dass es regnet.\n\n„Wir gehen jetzt alle heim“, sagte Anna Weber.",
        "\U0001f642 Der Rat sagte, dass es re\u0301gnet.\n„Wir gehen jetzt alle heim“, sagte Anna Weber.",
    ],
)
def test_voices_count_the_characters_of_the_file(
    raw: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(raw.encode())
    assert main(["voices", str(file), "--language", "de"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert raw[first["start"] : first["end"]] == first["text"]
    assert first["text"].startswith("dass es re")
    assert raw[second["start"] : second["end"]] == second["text"] == "„Wir gehen jetzt alle heim“"
    assert (raw[slice(*second["source"])], raw[slice(*second["cue"])]) == ("Anna Weber", "sagte")
    keys = "start end kind speaker role verb function stance by source cue text"
    assert list(second) == keys.split()


def test_voices_without_a_source_have_null(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Die sogenannten „Partner“ schwiegen.", encoding="utf-8")
    assert main(["voices", str(file), "--language", "de"]) == 0
    (row,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (row["kind"], row["source"], row["cue"]) == ("distancing", None, None)


def test_voices_tell_that_a_language_has_no_patterns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis.cli import text
    from analysis.declarations.language import Quoted, Speech

    bare = dataclasses.replace(load_language("en"), speech=Speech(), quoted=Quoted(), roles={})
    monkeypatch.setattr(text, "load_language", lambda code: bare)
    file = tmp_path / "a.txt"
    file.write_text("He said that it rains. “We are going home now.”", encoding="utf-8")
    assert main(["voices", str(file), "--language", "en"]) == 0
    told = capsys.readouterr()
    assert [json.loads(line)["kind"] for line in told.out.splitlines()] == ["direct"]
    assert (
        told.err == "analysis: English declares no reporting verbs: only speech in quotation marks is found\n"
    )


def test_a_whole_study(finished: Finished) -> None:
    lines = finished.printed.splitlines()
    assert lines[0] == "One outlet, three language services: 74 of 74 steps to do"
    assert sum(bool(re.fullmatch(r"\S+ +\d+\.\d s", line)) for line in lines) == 74
    assert lines[-2:] == [
        f"done: {finished.results}/report.html",
        "kurier: read 168, kept 156, set aside 12 (empty 3, no date 3, outside the period 3, too short 3)",
    ]
    for name in ("report.html", "methods.md", "numbers.tex", "manifest.json"):
        assert (finished.results / name).stat().st_size > 500
    # No half-written file is left.
    assert list(finished.root.rglob("*.part")) == []


def test_every_raw_row_is_accounted_for(finished: Finished) -> None:
    ledger = schema.read(finished.processed, "ledger")
    ended = ledger[ledger["action"].isin(["kept", "set aside"])]
    rows = sum(len(pd.read_csv(path)) for path in (finished.root / "data/raw/kurier").glob("*.csv"))
    assert rows == len(ended) == ended["item"].nunique()
    kept = ended[ended["action"] == "kept"]
    articles = schema.read(finished.processed, "articles", columns=["id"])
    assert sorted(kept["item"]) == articles["id"].tolist()
    assert (ended.loc[ended["action"] == "set aside", "rule"] != "").all()


def test_a_file_is_made_by_one_step(finished: Finished) -> None:
    records = sorted((finished.processed / ".steps").glob("*.json"))
    made = [name for path in records for name in json.loads(path.read_text("utf-8")).get("outputs", ())]
    assert len(made) == len(set(made)) > 200


def test_one_outlet_is_compared_by_its_services(finished: Finished) -> None:
    estimates = schema.read(finished.processed, "estimates")
    assert set(estimates["dimension"]) == {"service"}
    assert set(estimates["group"]) == {"", "de", "en", "ru"}
    between = estimates[
        (estimates["measure"] == "frame") & estimates["contrast"].isin(["de - en", "en - ru"])
    ]
    assert set(between["language"]) == {""}
    whole = estimates[(estimates["period"] == "") & (estimates["contrast"] == "")]
    told = {path.stem for path in schema.parts(finished.processed, "estimates")}
    # Keyness and word shifts are contrasts, collocation has names of its own, no leader is declared.
    several = {"logdice", "pmi", "collocation_ll", "cooccurrence"}
    assert set(whole["measure"]) == (told | several) - {
        "keyness",
        "word_shift",
        "collocation",
        "title",
        "order",
        "voice_keyness",
    }
    repeats = whole[(whole["measure"] == "reprint") & (whole["scope"] == "all")].set_index("group")[
        "estimate"
    ]
    assert repeats.to_dict() == pytest.approx(dict.fromkeys(("de", "en", "ru"), 2 / 52))


def test_the_manifest_names_inputs_and_outputs(finished: Finished) -> None:
    text = (finished.results / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert set(manifest) == {"study", "version", "python", "libraries", "inputs", "outputs"}
    assert {f"kurier/{code}.csv" for code in ("de", "en", "ru")} <= set(manifest["inputs"])
    assert not [name for name in (*manifest["inputs"], *manifest["outputs"]) if name.startswith(("/", "."))]
    assert str(finished.root) not in text
    known = press.hashes(finished.root)
    assert manifest["outputs"] == {
        name: value
        for name, value in known.items()
        if name.startswith(("data/processed/", "results/")) and not name.endswith("manifest.json")
    }


HEAVY = """
import sys
before = set(sys.modules)
from analysis.cli import main
from analysis.declarations import load_language
code = main(sys.argv[1:])
roots = {name.split(".")[0] for name in set(sys.modules) - before}
print("foreign:", sorted(roots - set(sys.stdlib_module_names) - {"analysis", "__mp_main__"}), "status:", code)
"""


@pytest.mark.parametrize("name", ["run", "status"])
def test_nothing_to_do_takes_the_standard_library_only(name: str, finished: Finished) -> None:
    """Importing pandas and its like takes longer than all the checks together."""
    manifest = (finished.results / "manifest.json").read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", HEAVY, name, "--study", NAME],
        cwd=finished.root,
        env=press.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert lines[-1] == "foreign: [] status: 0"
    expected = {"run": "nothing to do, everything is up to date", "status": "74 of 74 steps are up to date"}
    assert lines[-2] == expected[name]
    assert (finished.results / "manifest.json").read_bytes() == manifest


def test_verify_finds_what_was_changed(finished: Finished, tmp_path: Path) -> None:
    study = finished.copy(tmp_path / "project")
    told = press.command("verify", "--study", NAME, cwd=study.root)
    assert (told.returncode, told.stdout) == (0, "all inputs and outputs are as the manifest says\n")
    figure = study.results / "figures" / "01_flow.pdf"
    data = bytearray(figure.read_bytes())
    data[100] ^= 1
    figure.write_bytes(bytes(data))
    (study.results / "numbers.tex").unlink()
    with (study.root / "data/raw/kurier/de.csv").open("a", encoding="utf-8") as stream:
        stream.write("\n")
    shutil.copy(study.root / "data/raw/kurier/de.csv", study.root / "data/raw/kurier/new.csv")
    told = press.command("verify", "--study", NAME, cwd=study.root)
    assert told.returncode == 1
    lines = told.stdout.splitlines()
    assert [re.sub(r"[0-9a-f]{32}", "#", line) for line in lines] == [
        "input kurier/de.csv: #, the manifest says #",
        "input kurier/new.csv: not in the manifest",
        "output results/kurier/figures/01_flow.pdf: #, the manifest says #",
        "output results/kurier/numbers.tex: missing",
        "4 differ",
    ]
    (study.results / "manifest.json").write_text("{", encoding="utf-8")
    assert press.command("verify", "--study", NAME, cwd=study.root).returncode == 1


def test_other_seeds_of_hashes_and_numbers_of_workers(finished: Finished, tmp_path: Path) -> None:
    """One worker, another seed and another folder: the same bytes, figures and executed notebook included."""
    root = press.start_press(tmp_path / "elsewhere")
    for path in (root / "notebooks").glob("0[1-5]_*"):
        path.unlink()
    (root / "notebooks" / "06_voices.ipynb").unlink()
    done = press.command("run", "--study", NAME, "--workers", "1", cwd=root, PYTHONHASHSEED="2")
    assert done.returncode == 0, done.stderr
    first = json.loads((finished.results / "manifest.json").read_text(encoding="utf-8"))
    second = json.loads((root / "results" / NAME / "manifest.json").read_text(encoding="utf-8"))
    assert {**first, "inputs": {}, "outputs": {}} == {**second, "inputs": {}, "outputs": {}}
    assert second["inputs"].items() <= first["inputs"].items()
    report = f"results/{NAME}/report.html"
    assert {name for name in second["outputs"] if second["outputs"][name] != first["outputs"].get(name)} == {
        report
    }
    assert f"results/{NAME}/notebooks/07_framing_over_time.ipynb" in second["outputs"]
    assert len(second["outputs"]) > 60


def killed(root: Path, chance: random.Random, *, whole_group: bool) -> tuple[int, int]:
    """Start a run and kill it when some of its steps are done; how many were, and how the process ended."""
    process = subprocess.Popen(
        [sys.executable, "-m", "analysis", "run", "--study", NAME, "--until", "estimates", "--workers", "2"],
        cwd=root,
        env=press.environment(PYTHONHASHSEED=str(chance.randrange(1000))),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    wanted, seen = chance.randint(1, 6), 0
    for line in process.stdout:
        seen += line.endswith(" s\n")
        if seen == wanted:
            break
    try:
        process.wait(timeout=chance.random() / 3)
    except subprocess.TimeoutExpired:
        if whole_group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait(timeout=60)
    process.stdout.close()
    return seen, process.returncode


def test_a_run_can_be_killed_at_any_moment(finished: Finished, tmp_path: Path) -> None:
    """SIGKILL, to all processes or to the first alone; the next run goes on and ends with the same bytes."""
    root = press.start_press(tmp_path / "project")
    chance = random.Random(20240524)
    ended = [killed(root, chance, whole_group=whole_group) for whole_group in (True, False, True)]
    assert ended[0][0] > 0
    assert {code for _, code in ended[:2]} == {-signal.SIGKILL}
    done = press.command("run", "--study", NAME, "--until", "estimates", "--workers", "2", cwd=root)
    assert done.returncode == 0, done.stderr
    whole = press.hashes(finished.root / "data" / "processed")
    needed = {name: value for name, value in whole.items() if "/foreign-" not in name}
    assert press.hashes(root / "data" / "processed") == needed
    assert list(root.rglob("*.part")) == []
    left = [line for line in done.stdout.splitlines() if line.endswith(" s")]
    assert len(left) <= 62 - sum(seen for seen, _ in ended)


SPEECH = (
    "The ministry said on Monday that the harbour would be closed for repairs, and that trade would go on"
    " through the northern port until the spring. The union called the plan hasty."
)


def extracted(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, str]], str]:
    """Exit status, articles and standard error of `analysis extract`."""
    status = main(["extract", *arguments])
    told = capsys.readouterr()
    return status, [json.loads(line) for line in told.out.splitlines()], told.err


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with files to extract from, as the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2023-05-06 Harbour closed.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "undated.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "junk.bin").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "usual.csv").write_text(f'date,title,body\n2023-05-05,T,"{SPEECH}"\n', encoding="utf-8")
    (tmp_path / "odd.csv").write_text(f'date,title,words\n2023-05-05,T,"{SPEECH}"\n', encoding="utf-8")
    (tmp_path / "day.csv").write_text(f'on,body\n2023-05-05,"{SPEECH}"\n', encoding="utf-8")
    (tmp_path / "folder").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["absent.html", "usual.csv"], 2, "analysis: absent.html: no such file\n"),
        (["folder"], 2, "analysis: folder: a folder; name its files, such as folder/*\n"),
        (
            ["junk.bin"],
            1,
            "analysis: junk.bin: set aside: unknown format (not HTML, text or a table of text)\n"
            "analysis: no article was extracted\n",
        ),
        (
            ["undated.txt"],
            1,
            "analysis: undated.txt: set aside: no date\nanalysis: no article was extracted\n",
        ),
        (
            ["odd.csv"],
            1,
            "analysis: odd.csv row 1: set aside: no text column (the row has date, title, words; map one of"
            " them to text: --column text=COLUMN)\nanalysis: no article was extracted\n",
        ),
        (
            ["day.csv"],
            1,
            "analysis: day.csv row 1: set aside: no date (--column published=COLUMN)\n"
            "analysis: no article was extracted\n",
        ),
        (
            ["usual.csv", "--shortest", "900"],
            1,
            f"analysis: usual.csv row 1: set aside: too short ({len(SPEECH)} characters)\n"
            "analysis: no article was extracted\n",
        ),
        (
            ["usual.csv", "--outlet", "kcan"],
            2,
            "analysis: --outlet: outlet: found kcan (did you mean kcna?); allowed: belta, chinadaily,"
            " generic, harbour, herald, kcna, nytimes, tna, xinwenlianbo\n",
        ),
        (
            ["usual.csv", "--language", "eng"],
            2,
            "analysis: --language: language: found eng (did you mean en?); allowed: be, de, en, es, pl, ru,"
            " uk, zh\n",
        ),
        (
            ["usual.csv", "--column", "txet=body"],
            2,
            "analysis: --column: name: found txet (did you mean text?); allowed: text, title, published, day,"
            " crawled, language, section, byline, url\n",
        ),
        (
            ["usual.csv", "--column", "text"],
            2,
            "analysis: --column: text: found 'text'; allowed: NAME=COLUMN, such as text=story\n",
        ),
        (
            ["usual.csv", "--column", "text=story"],
            2,
            "analysis: --column: text: found story; allowed: a column of the file: date, title, body\n",
        ),
        (
            ["undated.txt", "--name-pattern", "(?P<datum>x)"],
            2,
            "analysis: --name-pattern: pattern: found datum (did you mean date?); allowed: date, title,"
            " published, crawled, language, section, byline, url\n",
        ),
    ],
)
def test_extract_tells_what_it_cannot_use(
    arguments: list[str], status: int, message: str, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert extracted(capsys, *arguments) == (status, [], message)


def test_extract_prints_what_there_is(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, articles, error = extracted(capsys, "junk.bin", "usual.csv", "2023-05-06 Harbour closed.txt")
    assert status == 0
    assert error == "analysis: junk.bin: set aside: unknown format (not HTML, text or a table of text)\n"
    assert [(row["source_file"], row["day"], row["title"]) for row in articles] == [
        ("usual.csv", "2023-05-05", "T"),
        ("2023-05-06 Harbour closed.txt", "2023-05-06", "Harbour closed"),
    ]
    # Who maps one column keeps the usual names of the others.
    status, articles, error = extracted(capsys, "odd.csv", "--column", "text=words")
    assert (status, articles[0]["day"], articles[0]["text"], error) == (0, "2023-05-05", SPEECH, "")
    short = saved / "short.csv"
    short.write_text("date,text\n2023-05-05,The harbour is closed.\n", encoding="utf-8")
    assert extracted(capsys, "short.csv", "--language", "en")[0] == 1
    assert extracted(capsys, "short.csv", "--language", "en", "--shortest", "10")[0] == 0


def test_names_of_text_files_by_a_pattern_of_ones_own(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (saved / "Harbour closed (2023-05-07).txt").write_text(SPEECH, encoding="utf-8")
    pattern = r"^(?P<title>.*) \((?P<date>[\d-]+)\)\.txt$"
    status, articles, _ = extracted(capsys, "Harbour closed (2023-05-07).txt", "--name-pattern", pattern)
    assert status == 0
    assert (articles[0]["day"], articles[0]["title"]) == ("2023-05-07", "Harbour closed")


def test_a_page_tells_its_own_date(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (
        '<html><head><title>Harbour closed</title><meta property="article:published_time"'
        f' content="2023-05-05T10:00:00Z"></head><body><article><p>{SPEECH}</p></article></body></html>'
    )
    (saved / "2024-01-01 saved.html").write_text(page, encoding="utf-8")
    status, articles, _ = extracted(capsys, "2024-01-01 saved.html")
    assert (status, articles[0]["day"], articles[0]["title"]) == (0, "2023-05-05", "Harbour closed")


def test_extract_knows_the_outlets_of_the_project(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, articles, _ = extracted(capsys, "data/raw/kurier/en.csv", "--outlet", "kurier")
    assert status == 0
    assert {row["outlet"] for row in articles} == {"kurier"}


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.html", f"<html><body><p>{SPEECH}</p></body></html>", "HTML"),
        ("a.txt", f"<p>{SPEECH}</p>", "HTML"),
        ("a.csv", f'text\n"{SPEECH}"\n', "a table or archive"),
    ],
)
def test_voices_refuses_what_is_no_text(
    name: str, content: str, what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    assert main(["voices", str(file), "--language", "en"]) == 2
    assert capsys.readouterr() == (
        "",
        f"analysis: {file}: looks like {what}; extract it first:  analysis extract {file}\n",
    )


def test_voices_gives_the_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text that names a tag is a text still."""
    text = "“The <b> key sticks”, said the mayor. The council left."
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    assert main(["voices", str(file), "--language", "en"]) == 0
    spans = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert "The <b> key sticks" in spans[0]["text"]
    assert all(span["text"] == text[span["start"] : span["end"]] for span in spans)


def test_kwic_tells_where_a_line_comes_from(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = press.command("run", "--study", NAME, "--until", "articles", cwd=project)
    assert done.returncode == 0, done.stderr
    assert main(["kwic", "--study", NAME, r"\w+", "--language", "ru", "--most", "3"]) == 0
    told = capsys.readouterr()
    assert re.fullmatch(r"analysis: 3 of [\d,]+ matches, in 14 articles\n", told.err)
    lines = told.out.splitlines()
    assert len(lines) == 3
    assert len({line.index("[") for line in lines}) == 1
    pattern = r"[0-9a-f]{16}  2023-\d\d-\d\d  kurier  ru  .*\[[а-яА-Я]\w*\].*"
    assert [line for line in lines if not re.fullmatch(pattern, line)] == []
    assert main(["kwic", "--study", NAME, "no such words"]) == 0
    assert capsys.readouterr() == ("", "analysis: no match\n")
    assert main(["kwic", "--study", NAME, "x", "--language", "pl"]) == 2
    assert capsys.readouterr().err == "analysis: --language: language: found pl; allowed: de, en, ru\n"


def test_the_hint_of_init_can_be_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "it's mine"
    told = press.command("init", str(folder), cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    line = told.stdout.splitlines()[1].replace(" run ", " status ")
    press.write_csv(folder / "data" / "raw" / "mine.csv", press.rows_of("en", count=3))
    done = subprocess.run(
        ["sh", "-c", line], cwd=tmp_path, env=press.environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "articles[first]              to do: never ran" in done.stdout


@pytest.mark.parametrize(("on_path", "shown"), [(True, "analysis"), (False, "{script}")])
def test_the_hint_names_the_command_that_runs(
    on_path: bool,
    shown: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    script = tmp_path / "bin" / "analysis"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(script.parent) if on_path else "")
    monkeypatch.setattr(sys, "argv", ["bin/analysis"])
    assert main(["init", "mine"]) == 0
    hint = capsys.readouterr().out.splitlines()[1]
    assert hint == f"  cd mine && {shown.format(script=script)} run --study mine"


def test_an_outlet_that_is_nearly_declared(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(project, 'outlet = "kurier"', 'outlet = "kureir"')
    done = press.command("run", "--study", NAME, "--until", "articles", cwd=project)
    assert done.returncode == 0
    assert done.stderr == (
        "analysis: outlet kureir is not declared (did you mean kurier?): generic rules; declared: belta,"
        " chinadaily, generic, harbour, herald, kcna, kurier, nytimes, tna, xinwenlianbo\n"
    )
    rewrite(project, 'outlet = "kureir"', 'outlet = "gazette"')
    assert press.command("run", "--study", NAME, "--until", "articles", cwd=project).stderr == ""


@pytest.mark.parametrize("name", ["run", "status"])
def test_a_column_that_a_table_lacks(name: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    columns = '[sources.kurier.columns]\ntext = "story"\npublished = "date"\n\n'
    rewrite(project, "[[events]]", columns + "[[events]]")
    file = project / "studies" / f"{NAME}.toml"
    assert main([name, "--study", NAME]) == 2
    assert capsys.readouterr() == (
        "",
        f"analysis: {file}: sources.kurier.columns.text: found story, which kurier/de.csv does not have;"
        " allowed: a column of the file: date, language, section, title, text, url\n",
    )
    rewrite(project, '"story"', '"text"')
    assert main(["status", "--study", NAME]) == 0


@pytest.mark.parametrize("name", ["run", "status"])
def test_a_file_of_two_sources(name: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = '[sources.again]\nfiles = ["**/de.*"]\noutlet = "kurier"\n\n'
    rewrite(project, "[[events]]", again + "[[events]]")
    file = project / "studies" / f"{NAME}.toml"
    assert main([name, "--study", NAME]) == 2
    assert capsys.readouterr() == (
        "",
        f"analysis: {file}: sources.again.files: found kurier/de.csv, a file of sources.kurier too;"
        " allowed: each file in one source\n",
    )


def test_make_lab_checks_the_study_first(tmp_path: Path) -> None:
    """Stand-ins for the commands write down how they were called."""
    tools, log = tmp_path / "venv" / "bin", tmp_path / "log"
    tools.mkdir(parents=True)
    for name, ends in (("analysis", 'test "$3" != absent'), ("jupyter", "true")):
        tool = tools / name
        line = f'echo "{name} $*|$ANALYSIS_STUDY|$ANALYSIS_RAW" >> "{log}"; echo noise; {ends}\n'
        tool.write_text(f"#!/bin/sh\n{line}", encoding="utf-8")
        tool.chmod(0o755)
    (tmp_path / "venv" / ".ready").touch()
    raw = tmp_path / "raw data"
    raw.mkdir()
    given = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}

    def lab(*arguments: str) -> tuple[int, str, list[str]]:
        log.write_text("", encoding="utf-8")
        done = subprocess.run(
            ["make", "lab", f"VENV={tmp_path / 'venv'}", *arguments],
            cwd=press.PROJECT,
            env=given,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, log.read_text(encoding="utf-8").splitlines()

    assert lab("STUDY=kcna", f"RAW={raw}", "LAB_ARGS=--no-browser --port 9") == (
        0,
        "noise\n",
        [
            f"analysis status --study kcna --raw {raw}||",
            f"jupyter lab --no-browser --port 9 notebooks|kcna|{raw}",
        ],
    )
    assert lab()[2] == ["analysis status --study default||", "jupyter lab notebooks|default|"]
    code, _, called = lab("STUDY=absent")
    assert code != 0
    assert called == ["analysis status --study absent||"]
