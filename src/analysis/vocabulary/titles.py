"""Titles and epithets: the words that stand beside a leader's name, as an inventory with their counts.

Before a name a title is a run of words without punctuation ("great leader NAME"), with function words in it
only when it begins with a word for a role ("chairman of the party NAME"); behind a name it is an apposition
after a comma that holds such a word ("NAME, first secretary of the party"), or in Chinese the words at once
behind it. Which runs are titles is told by their recurrence, not by a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.declarations import Language
from analysis.tokenization import Matches, Tokens, find_terms, lemmatize, tokenize
from analysis.tokenization.counted import sentence_of
from analysis.tokenization.lemmas import fold

TITLE = "share of the mentions of a name; a title recurs beside it in {fewest} or more articles"
FEWEST = 3
LONGEST = 8
BETWEEN = " \t\n\u00a0'’"
SEEN, FOLLOWED = 20, 0.1
SHORTEST_HEAD = 6
Words = tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """A mention of a leader with the words that stand before it and after it, in reading order; those after
    it begin behind a comma, and one more than a title may have is kept to see where a phrase ends."""

    article: str
    start: int
    end: int
    leader: str
    left: Words
    right: Words


@dataclass(frozen=True)
class Contexts:
    """Mentions of a batch; how often each folded form occurs, and how often a determiner or pronoun follows
    it at once, as one does a verb but hardly a title."""

    mentions: list[Mention]
    uses: Counter[str] = field(default_factory=Counter)
    followed: Counter[str] = field(default_factory=Counter)


def title_contexts(
    ids: Sequence[str],
    texts: Sequence[str],
    sentences: Sequence[Sequence[tuple[int, int]]],
    leaders: Mapping[str, Sequence[str]],
    *,
    language: Language,
    overrides: Mapping[str, str] | None = None,
) -> Contexts:
    """Mentions of leaders (name to terms, in the syntax of codebooks) in a batch, with what stands beside
    them in the same sentence, up to the next punctuation or the next leader. Of names that overlap the
    longest is taken. A name with a capital word at once behind it, which is no month or weekday, is part of
    another name ("NAME University") and no mention, except in languages that write nouns with capitals; a
    form that the terms do not cover ("NAME's") is none either."""
    tokens = tokenize(texts, language=language.code)
    named = {name: terms for name, terms in leaders.items() if terms}
    matches = find_terms(tokens, named, language=language, overrides=overrides, exclusive=True)
    beside = _Beside(tokens, texts, sentence_of(tokens, sentences), matches, language)
    found = zip(matches.first.tolist(), matches.last.tolist(), matches.term.tolist(), strict=True)
    mentions = [
        Mention(
            ids[int(tokens.row[first])],
            int(tokens.start[first]),
            int(tokens.end[last]),
            matches.terms[term][0],
            beside.left(first),
            beside.right(last),
        )
        for first, last, term in found
        if not beside.goes_on(last)
    ]
    return Contexts(mentions, *_followed(tokens, language))


def _followed(tokens: Tokens, language: Language) -> tuple[Counter[str], Counter[str]]:
    marks = {*language.speech.determiners, *language.speech.pronouns}
    mark = np.array([fold(form) in marks for form in tokens.types], dtype=bool)
    count = len(tokens.types)
    uses = np.bincount(tokens.type, minlength=count)
    near = (tokens.row[1:] == tokens.row[:-1]) & (tokens.start[1:] - tokens.end[:-1] == 1)
    before = tokens.type[:-1][near & mark[tokens.type[1:]]] if len(tokens) else tokens.type
    after = np.bincount(before, minlength=count)
    found: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for form, use, follow in zip(tokens.types, uses.tolist(), after.tolist(), strict=True):
        found[0][fold(form)] += use
        if follow:
            found[1][fold(form)] += follow
    return found


class _Beside:
    """The words before and after a token of a batch."""

    def __init__(
        self,
        tokens: Tokens,
        texts: Sequence[str],
        sentence: npt.NDArray[np.int64],
        matches: Matches,
        language: Language,
    ) -> None:
        self.tokens, self.texts, self.sentence = tokens, texts, sentence
        self.short = frozenset(language.abbreviations.all)
        self.joined = language.script == "han"
        self.capital = language.capital_nouns
        self.dates = {form for forms in (*language.months, *language.weekdays) for form in forms}
        taken = np.zeros(len(tokens) + 1, dtype=np.int64)
        np.add.at(taken, matches.first, 1)
        np.add.at(taken, matches.last + 1, -1)
        self.name = np.cumsum(taken)[:-1] > 0

    def gap(self, place: int) -> str:
        """What stands between a token and the next one, where both are in one sentence; else a point."""
        tokens = self.tokens
        if self.sentence[place] != self.sentence[place + 1] or tokens.row[place] != tokens.row[place + 1]:
            return "."
        text = self.texts[int(tokens.row[place])]
        return text[int(tokens.end[place]) : int(tokens.start[place + 1])]

    def near(self, place: int) -> bool:
        """Whether nothing parts a token from the next one: an abbreviation's point does not."""
        gap = self.gap(place)
        shortened = gap.startswith(".") and len(gap) > 1 and fold(self.form(place)) in self.short
        return not (gap[1:] if shortened else gap).strip(BETWEEN) and not bool(self.name[place])

    def form(self, place: int) -> str:
        return self.tokens.types[int(self.tokens.type[place])]

    def goes_on(self, last: int) -> bool:
        """Whether the next word belongs to the name of something else."""
        if self.capital or last + 1 >= len(self.tokens) or self.gap(last) != " ":
            return False
        form = self.form(last + 1)
        return form[0].isupper() and not bool(self.name[last + 1]) and fold(form) not in self.dates

    def left(self, first: int) -> Words:
        place = first
        while place > 0 and first - place < LONGEST and not self.name[place - 1] and self.near(place - 1):
            place -= 1
        return tuple(self.form(number) for number in range(place, first))

    def right(self, last: int) -> Words:
        place = last + 1
        if place >= len(self.tokens) or self.name[place]:
            return ()
        gap = self.gap(last)
        if not (gap == "" if self.joined else gap.strip() == ","):
            return ()
        while place - last <= LONGEST and place + 1 < len(self.tokens) and self.near(place):
            if self.name[place + 1]:
                break
            place += 1
        return tuple(self.form(number) for number in range(last + 1, place + 1))


def titles(
    batches: Iterable[Contexts],
    *,
    language: Language,
    overrides: Mapping[str, str] | None = None,
    fewest: int = FEWEST,
) -> pd.DataFrame:
    """Mentions of leaders with their titles: article, start, end, leader, title before and after the name.

    The title is the longest run of the words beside the name that recurs beside that leader's name in
    `fewest` articles or more, in whatever inflection. It begins and ends with a word that is no function
    word, and holds no verb of speech and no word that determiners or pronouns often follow. One that has
    function words in it ("party of president NAME") gives way to what stands behind the last of them
    ("president"), unless half the articles with that have all of it ("chairman of the commission NAME"). A
    title is written as it is most often; "" is a name without one; a mention may have one on either side.

    Without words for roles in the language's declaration no apposition is found. In a language without
    declared determiners, a verb of action before a name ("visited NAME") is not told from a title, and a noun
    that governs the name ("feats NAME performed") never is: read what is listed.
    """
    uses: Counter[str] = Counter()
    followed: Counter[str] = Counter()
    mentions: list[Mention] = []
    for batch in batches:
        uses.update(batch.uses)
        followed.update(batch.followed)
        mentions += batch.mentions
    rule = _Rule(uses, followed, mentions, language, overrides)
    columns = ["article", "start", "end", "leader"]
    table = pd.DataFrame([[getattr(one, name) for name in columns] for one in mentions], columns=columns)
    for side, runs in (("before", rule.left), ("after", rule.right)):
        found = [runs(getattr(one, {"before": "left", "after": "right"}[side])) for one in mentions]
        table[side] = _chosen(mentions, found, rule, fewest, "" if language.script == "han" else " ")
    return table


class _Rule:
    """Which runs of words beside a name may be a title."""

    def __init__(
        self,
        uses: Counter[str],
        followed: Counter[str],
        mentions: Sequence[Mention],
        language: Language,
        overrides: Mapping[str, str] | None,
    ) -> None:
        speech = language.speech
        self.stop = {*language.stop_words, *speech.determiners, *speech.pronouns}
        self.clause = {*speech.subordinating, *speech.relative, *speech.prepositions, *speech.joining}
        self.verbs = {
            form for form, many in followed.items() if uses[form] >= SEEN and many >= FOLLOWED * uses[form]
        }
        for verbs in (
            speech.neutral,
            speech.affirming,
            speech.doubting,
            speech.told,
            speech.finite,
            speech.passive,
        ):
            self.verbs.update(map(fold, verbs))
        self.capital = language.capital_nouns
        forms = sorted({form for one in mentions for form in (*one.left, *one.right)})
        lemmas = lemmatize(forms, language=language, overrides=overrides)
        self.lemma = dict(zip(forms, map(fold, lemmas), strict=True))
        phrases = [phrase.split() for role in language.roles.values() for phrase in role]
        self.roles = {fold(word) for phrase in phrases for word in (phrase[0], phrase[-1])} - self.stop
        self.known = {form for form in forms if self._role(fold(form)) or self.lemma[form] in self.roles}

    def _role(self, form: str) -> bool:
        """Whether a form is a word for a role or ends with one ("vice-chairman", "Staatspräsident")."""
        return any(form[place:] in self.roles for place in range(max(len(form) - SHORTEST_HEAD, 0) + 1))

    def key(self, run: Words) -> Words:
        return tuple(self.lemma[form] for form in run)

    def empty(self, form: str) -> bool:
        return fold(form) in self.stop or not any(map(str.isalpha, form))

    def left(self, words: Words) -> list[Words]:
        """Runs that end at the name, longest first."""
        runs = [words[place:] for place in range(len(words))]
        return [run for run in runs if self._fits(run) and (self._plain(run) or run[0] in self.known)]

    def right(self, words: Words) -> list[Words]:
        """Runs behind the name that end where a phrase may end, longest first; an article before one falls,
        a word that opens a clause is no title."""
        first = next((place for place, form in enumerate(words) if not self.empty(form)), len(words))
        head = words[first : next((n for n in range(first, len(words)) if self.empty(words[n])), len(words))]
        opens = any(fold(form) in self.clause for form in words[:first])
        if opens or not any(form in self.known for form in head):
            return []
        runs = []
        for end in range(min(len(words), first + LONGEST), first, -1):
            run = words[first:end]
            ends = end == len(words) <= LONGEST or (end < len(words) and self.empty(words[end]))
            if ends and self._fits(run):
                runs.append(run)
        return runs

    def _fits(self, run: Words) -> bool:
        if self.empty(run[0]) or self.empty(run[-1]) or (self.capital and run[-1].islower()):
            return False
        return not any(fold(form) in self.verbs for form in run if not self.empty(form))

    def holds(self, run: Words, size: Mapping[Words, int]) -> bool:
        """Whether a run with function words in it is one title, by the articles of the runs (`size`)."""
        last = max((place for place, form in enumerate(run) if self.empty(form)), default=-1)
        return last < 0 or 2 * size[run] >= size.get(run[last + 1 :], 0)

    def _plain(self, run: Words) -> bool:
        return not any(map(self.empty, run))


def _chosen(
    mentions: Sequence[Mention], found: Sequence[Sequence[Words]], rule: _Rule, fewest: int, blank: str
) -> list[str]:
    """The title of each mention, in its most frequent spelling."""
    seen: dict[tuple[str, Words], set[str]] = {}
    for one, runs in zip(mentions, found, strict=True):
        for run in runs:
            seen.setdefault((one.leader, rule.key(run)), set()).add(one.article)
    chosen = []
    for one, runs in zip(mentions, found, strict=True):
        size = {run: len(seen[one.leader, rule.key(run)]) for run in runs}
        chosen.append(next((run for run in runs if size[run] >= fewest and rule.holds(run, size)), ()))
    spelt: dict[Words, Counter[str]] = {}
    for run in chosen:
        spelt.setdefault(rule.key(run), Counter())[blank.join(run)] += 1
    best = {key: min(forms, key=lambda form: (-forms[form], form)) for key, forms in spelt.items()}
    return [best[rule.key(run)] for run in chosen]
