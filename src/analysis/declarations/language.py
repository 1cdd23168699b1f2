"""What the rules know of a language: function words, abbreviations, months, marks of speech, negation."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from analysis.declarations.cases import Cases
from analysis.declarations.checking import DeclarationError, build, load

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Speech:
    """How a language reports speech. Verbs are lower-case surface forms that occur in reporting clauses;
    `that` are conjunctions after them; `according` are prepositions and phrases such as "laut"; `nouns`
    report only with a conjunction or subjunctive ("the claim that"); `as_clause` opens "as the ministry
    said"; `infinitive` is the marker of infinitive clauses set off by a comma ("zu"); `bare_clause` says that
    the language reports without a conjunction and with the subject first ("he said it failed").

    A clause that opens with a `relative` word does not report for the main clause; one after a
    `subordinating` clause may only be a main clause turned round; a noun after one of `prepositions` is not
    the speaker; `idioms` hold a verb or subjunctive and report nothing ("es sei denn"); `first_person` marks
    clauses whose verb only looks subjunctive ("ich habe"); `particles` are lower-case parts of names,
    `linking` words with which a noun phrase goes on ("the head of the union").

    A lower-case form that ends in `subjunctive_ending` is a subjunctive behind a noun or pronoun or at the
    end of its clause, unless `subjunctive_not` has it (with a hyphen: has its ending). `subjunctive_past`
    are forms of the second subjunctive, which report only beside a reporting verb or behind a report
    ("-käme": and compounds); `subjunctive_placed` are forms that are one only at such a place.

    Behind an `impersonal` pronoun the subjunctive of a full verb is a request ("man nehme").

    An infinitive clause behind an `asking` verb says nothing true or false and is no report.

    Words of `own_voice` (first and second person; capitalised ones only inside a sentence) show that a speech
    without marks is direct.

    With `articles` the subject is found by noun phrases: `oblique_articles` stand before no subject,
    `genitives` join one phrase to another, `reflexive` words stand between a verb and its subject, a
    capitalised word with one of `title_endings` before a name is a title; the source of a `sourced` verb
    ("heißt es") stands behind one of `source_prepositions`, or issued what
    stands behind one of `document_prepositions`.

    Behind a `consecutive` word a conjunction tells a result and no report ("so loud that").

    `split` forms are reporting verbs only with one of `verb_particles` behind them in their clause ("teilte
    ... mit"); `postposed` according-words stand behind their source ("Zeugen zufolge").
    `attributive` words join a noun to the one before it without article ("Institut für Ernährung"); pronouns
    that are `indefinite` may be a subject ("einer sagte"); nouns lose the last letter of `dative_plurals`.
    Behind `surveys` a genitive names who made them ("Umfrage des Instituts"); `according_own` phrases mean
    the subject of their clause ("nach eigenen Angaben"), `according_his` the last speaker.

    `told` are verbs whose object is the listener ("told reporters"), whose
    subject is one behind a `passive` form ("was told"); `finite` are forms that show a clause,
    `determiners` words that open a noun phrase, `joining` conjunctions and sentence adverbs: with them a
    clause behind a verb is told from its noun object. `contrast` opens a clause that may be another
    speaker's ("while the union said"); `committing` are verbs and phrases that report an infinitive
    ("claimed to have", "is said to"); `objects` are verbs that report a noun or quoted words, never a clause
    ("praised"); `daytime` are words behind the name of a day ("Monday evening"); `agents` stand before the
    author of what is told ("a claim by"), behind an impersonal verb that ends in `known` too; `middle` stand
    between subject and verb ("also"), `titles` before a name they are no part of ("Mr"), `mute` nouns
    that say nothing as subjects ("day"), `genders` rows of a pronoun and the titles and first names of its
    persons; `backshift` are forms by which a next sentence goes on with a report; a conjunction behind
    `grounds` gives a reason. `formerly` are adjectives of whoever was something ("the former judge"),
    `expletives` subjects that mean nobody ("there"), `restricting` words open a relative clause without a
    comma, `quoting` phrases lead to a participle of saying, `bounding` ones stand before a number.
    The object of verbs of `citing` speaks, or whose `wordings` ("words of") they cite.

    `agreement` are rows of three strings: endings of verbs, endings of the subjects they may have, a name of
    the tense; `oblique` are endings no subject has, `manner` endings of words of manner and time (but those
    in `manner_not`), `name_ends` endings of names of either gender. `possessives` may stand inside an
    according-phrase ("by his account"); `hosts` are prepositions before a body that speaks ("in the ministry
    they said"); `hearsay` are particles of somebody's words, `questions` words that open a reported
    question, `interrogative` ones that mark it from inside; words of `meanwhile` end a report.

    `subjectless` verb forms have no subject, `anonymous` endings of verbs need none ("in the ministry they
    said"); `documents` and `events` are beginnings of nouns that are no body: what a document says its owner
    says, what is said at an event nobody says; `gerunds` are endings that end a noun phrase, `participles`
    endings of words that open a clause beside the subject ("the doctors, citing ..."), `adverbials` of verbs
    in such a clause ("adding"), `short_passives` of participles that are verbs ("is told").

    Where words are written without blanks, `occasions` close a phrase of time or place that opens a clause,
    `doings` are verbs between a subject and its reporting verb ("took questions and said"), `body_ends` last
    characters of the name of a body rather than a person; `nouns` are then verbs that need a known subject,
    and what ends an according-phrase; `relative` particles behind a verb, `determiners` before one make it
    a noun. `dashes` says that dashes without a comma part the speech and the teller's words of a dialogue;
    `unaccented` that accents may be missing from a whole text; `subject_dropped` that verbs need no subject.
    `sources` are beginnings of nouns that, besides names and functions, are sources behind an
    according-word ("figures").

    Before a colon, `announcing` phrases announce somebody's words when their clause has a reporting verb or
    one of the `wordy` nouns of documents of words ("issued a statement as follows"), `resuming` ones go on
    with them ("and goes on"); the subject of an `issuing` verb is who speaks in such a document.
    `nameless` words (with a hyphen: endings) at the head of a sentence name nobody ("Deeply moved by")."""

    neutral: tuple[str, ...] = ()
    affirming: tuple[str, ...] = ()
    doubting: tuple[str, ...] = ()
    that: tuple[str, ...] = ()
    according: tuple[str, ...] = ()
    backward: tuple[str, ...] = ()
    so_called: tuple[str, ...] = ()
    subjunctive: tuple[str, ...] = ()
    subjunctive_ending: str = ""
    subjunctive_not: tuple[str, ...] = ()
    subjunctive_placed: tuple[str, ...] = ()
    subjunctive_past: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()
    subordinating: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    idioms: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    linking: tuple[str, ...] = ()
    first_person: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    infinitive: tuple[str, ...] = ()
    impersonal: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    oblique_articles: tuple[str, ...] = ()
    genitives: tuple[str, ...] = ()
    reflexive: tuple[str, ...] = ()
    title_endings: tuple[str, ...] = ()
    sourced: tuple[str, ...] = ()
    source_prepositions: tuple[str, ...] = ()
    document_prepositions: tuple[str, ...] = ()
    consecutive: tuple[str, ...] = ()
    own_voice: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    verb_particles: tuple[str, ...] = ()
    postposed: tuple[str, ...] = ()
    attributive: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    surveys: tuple[str, ...] = ()
    according_own: tuple[str, ...] = ()
    according_his: tuple[str, ...] = ()
    dative_plurals: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    finite: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    contrast: tuple[str, ...] = ()
    committing: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    daytime: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    citing: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    middle: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    mute: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    backshift: tuple[str, ...] = ()
    as_clause: tuple[str, ...] = ()
    agreement: tuple[tuple[str, ...], ...] = ()
    oblique: tuple[str, ...] = ()
    manner: tuple[str, ...] = ()
    manner_not: tuple[str, ...] = ()
    name_ends: tuple[str, ...] = ()
    possessives: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    hearsay: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    interrogative: tuple[str, ...] = ()
    meanwhile: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    expletives: tuple[str, ...] = ()
    restricting: tuple[str, ...] = ()
    quoting: tuple[str, ...] = ()
    bounding: tuple[str, ...] = ()
    subjectless: tuple[str, ...] = ()
    anonymous: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    gerunds: tuple[str, ...] = ()
    adverbials: tuple[str, ...] = ()
    short_passives: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    doings: tuple[str, ...] = ()
    body_ends: tuple[str, ...] = ()
    bare_clause: bool = False
    sources: tuple[str, ...] = ()
    announcing: tuple[str, ...] = ()
    resuming: tuple[str, ...] = ()
    wordy: tuple[str, ...] = ()
    issuing: tuple[str, ...] = ()
    nameless: tuple[str, ...] = ()
    dashes: bool = False
    subject_dropped: bool = False
    unaccented: bool = False


@dataclass(frozen=True)
class Quoted:
    """What tells why a few words stand in marks. Forms are lower case; a "*" at the end stands for any
    ending, "a|b" for either, "..." for words between; what follows it stands right before the mark.

    Before the mark: nouns of works, ships, bodies, operations are `titled` (with one of `endings`, and as
    last part of a compound where common nouns are capitalised); `calling` are verbs and phrases whose object
    is somebody's wording ("condemned", "rejected ... as"), `naming` those of them with a noun and what it is
    called ("called the film"); `pretending` those by which a writer keeps away from a word ("under the guise
    of", "sells ... as"); `uttered` are nouns of what is said ("cry"); `answers` are words that are said
    whatever stands around them ("yes"); `styled` are words of distance that hold a noun at a distance
    without marks as well ("self-styled"), `introducing` those that do so with a name or one of the
    `contested` nouns and otherwise introduce a term ("so-called").

    A `calling` verb behind `passive` without an `agent`, or with an `impersonal` subject, names nobody; one
    of `objects` behind the marks opens the object of a clause whose subject they are. `definite` and
    `indefinite` are determiners, `adjectives` endings of adjectives, `first_person` words of a speaker's own
    ("we"), `linking` words inside names ("of"). `verb_last` says that the verb ends subordinate clauses,
    `articled` that a styled word needs a determiner before it to mean distance ("el llamado"),
    `adjectives_behind` that adjectives follow their noun."""

    titled: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    calling: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    pretending: tuple[str, ...] = ()
    uttered: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    styled: tuple[str, ...] = ()
    introducing: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    impersonal: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    first_person: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    linking: tuple[str, ...] = ()
    verb_last: bool = False
    articled: bool = False
    adjectives_behind: bool = False


@dataclass(frozen=True)
class Abbreviations:
    """Forms that hold their point, by what stands around them; inner dots kept, the last one dropped, blanks
    left out ("z.b"). Lower-case forms match capitals too, others only as written; "-str" is the end of a
    compound.

    `before` stand before a name, noun or number and never end a sentence ("Dr."); `numbered` hold their point
    before a number only and are words otherwise ("no."); `within` may end a sentence, but names follow them
    as often ("Inc."); `behind` stand behind what they belong to and end a sentence before any capital but
    that of a date ("etc."). A form both before and behind is the second when a number stands before it
    ("г."), one both before and within when a capitalised word does ("St.")."""

    before: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()

    @property
    def all(self) -> frozenset[str]:
        """The forms of every class, lower case."""
        forms = (*self.before, *self.numbered, *self.within, *self.behind)
        return frozenset(form.lower() for form in forms if not form.startswith("-"))


@dataclass(frozen=True)
class Names:
    """How names of persons, organisations and places are told from other words; all lower case, a star at an
    end stands for any letters.

    `organisations` and `places` are words of their names, `locatives` prepositions before places, `titles`
    stand before persons ("mr"), `linking` inside names of organisations ("of"), `listing` before the last of
    a list ("and"); `determiners` and numerals stand before nouns and not before names, where nouns are
    capitalised; `demonyms` are ends of capitalised adjectives of nations. `families` are family names that
    stand before the given name, `genitive` is the ending of a name's genitive."""

    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    locatives: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    linking: tuple[str, ...] = ()
    listing: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    genitive: str = ""


@dataclass(frozen=True)
class Language:
    """A language. `lemmatizer` is the name of a simplemma language, `stem` for our own light stemmer, or
    `none`; `script` is latin, cyrillic or han. Word lists are lower case; `months` and `weekdays` are lists
    of forms, Monday first; `capital_nouns` says that common nouns are capitalised.

    For the boundaries of sentences: `starters` are words besides function words that often begin one,
    `lettered` beginnings of nouns before a letter or number ("Plan B"), `counting` words before a cardinal
    number where ordinals have a point, `multiples` words between number and unit ("млн"), `outcries` verbs
    behind a quotation that ends in ! or ? (besides the reporting verbs), `attached` words that go on behind
    an abbreviated country or firm ("U.S. Senate")."""

    code: str
    name: str
    checked: str
    script: str
    lemmatizer: str
    stop_words: tuple[str, ...]
    abbreviations: Abbreviations = field(default_factory=Abbreviations)
    starters: tuple[str, ...] = ()
    lettered: tuple[str, ...] = ()
    counting: tuple[str, ...] = ()
    multiples: tuple[str, ...] = ()
    outcries: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    ordinals: bool = False
    months: tuple[tuple[str, ...], ...] = ()
    weekdays: tuple[tuple[str, ...], ...] = ()
    quotes: tuple[tuple[str, ...], ...] = ()
    negations: tuple[str, ...] = ()
    intensifiers: dict[str, float] = field(default_factory=dict)
    speech: Speech = field(default_factory=Speech)
    cases: Cases = field(default_factory=Cases)
    quoted: Quoted = field(default_factory=Quoted)
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    capital_nouns: bool = False


def direct_only(language: Language) -> bool:
    """Whether a language declares no reporting verbs, so that speech in marks is all that can be found."""
    speech = language.speech
    return not (speech.neutral or speech.affirming or speech.doubting)


@cache
def load_language(code: str) -> Language:
    """The language declared in the package as CODE.toml; raises DeclarationError when there is none."""
    file = HERE / "languages" / f"{code}.toml"
    if not file.exists():
        known = ", ".join(sorted(path.stem for path in file.parent.glob("*.toml")))
        raise DeclarationError(file.name, "language", code, known)
    language = build(Language, load(file), file=file)
    if language.code != code:
        raise DeclarationError(file, "code", language.code, code)
    return language


@cache
def load_lexicon(code: str) -> dict[str, float]:
    """Tone lexicon of a language: lower-case lemma or form to weight in [-1, 1]; empty when none ships."""
    file = HERE / "lexicons" / f"tone_{code}.csv"
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as stream:
        return {row["term"]: float(row["weight"]) for row in csv.DictReader(stream)}
