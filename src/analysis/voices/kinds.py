"""What short words in marks are: somebody's speech, distance of the writer, or a title or name."""

from __future__ import annotations

from analysis.voices.layout import Layout


def kind_of(layout: Layout, number: int, *, reported: bool) -> str:
    """direct, distancing or title for the quotation `number`, which is no block (up to four words).

    A word of distance before it ("so-called") decides; then the form of a title or name; then whether the
    clause reports: one quoted word is speech only right behind a reporting verb, more are speech in any
    sentence that reports. What is left is distance.
    """
    words, (first, last) = layout.words, layout.spans[number]
    if any(
        tag.kind == "so_called" and place + tag.size >= first - 1
        for place in range(max(0, first - 5), first)
        for tag in words.tags.get(place, ())
    ):
        return "distancing"
    if layout.quotes[number].mark == "《" or is_title(layout, number):
        return "title"
    if reported and (layout.sizes[number] > 1 or _verb_before(layout, first) or last == first):
        return "direct"
    return "distancing"


def _verb_before(layout: Layout, first: int) -> bool:
    """Whether a verb stands right before the mark, with at most one word, and no article, between."""
    words = layout.words
    if first and words.tag(first - 1, "verb"):
        return True
    return (
        first > 1
        and words.tag(first - 2, "verb") is not None
        and words.lower[first - 1] not in words.lexicon.stop
    )


def is_title(layout: Layout, number: int) -> bool:
    """Capitalised throughout but for function words; where common nouns are capitalised, only behind a noun
    or with a capitalised function word that opens no sentence."""
    words, (first, last) = layout.words, layout.spans[number]
    inner = [place for place in range(first, last) if words.is_word(place)]
    if not inner or not (words.capital(inner[0]) or words.forms[inner[0]][0].isdigit()):
        return False
    stop = words.lexicon.stop
    before = first - 1
    noun = before >= 0 and words.is_word(before) and words.lower[before] not in stop
    head = words.lower[inner[0]] in stop
    if words.lexicon.capital_nouns:
        if noun and words.capital(before):
            return True
        return head and before >= 0 and words.is_word(before) and len(inner) > 1 and words.capital(inner[-1])
    if words.lexicon.capital_titles:
        return all(words.capital(place) or words.lower[place] in stop for place in inner)
    opens = before < 0 or words.forms[before] in (".", "!", "?", ":", "\n") or words.forms[before][0] == "\n"
    return noun or not opens or (len(inner) > 1 and words.capital(inner[-1]))
