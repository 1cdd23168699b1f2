"""Genre in its simplest honest form: opinion and official texts by declared signs, everything else news."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.cleaning.credits import author_note, patterns
from analysis.declarations import Outlet

OPINION_TITLE = re.compile(
    r"^(?:Opinion|Op-Ed|Editorial|Commentary|Comment|Column|Kommentar|Meinung|Leitartikel|Gastbeitrag|Мнение|Комментарий|"
    r"Колонка|Меркаванне|Каментарый|Opinión|Editorial|Comentario|Opinia|Komentarz|评论|社评|时评)\s*[:：|–—]\s*\S",
    re.I,
)


def genre_of(
    *, title: str, sections: Sequence[str], first: str, notes: Sequence[str], outlet: Outlet
) -> tuple[str, str]:
    """Genre (news, opinion, official) and the sign that told it; the sign of news is empty.

    `first` is the beginning of the text, `notes` its last lines and the lines cut beside it. Opinion:
    a declared section, "Commentary:" before the title, or a line about the author. Official: a title that
    begins like a declared one. Opinion pieces without any of these count as news: shares of opinion are
    lower bounds.
    """
    if section := next((name for name in sections if name in outlet.opinion_sections), ""):
        return "opinion", f"section {section}"
    if title and any(form.match(title) for form in patterns(outlet.official_titles)):
        return "official", "declared title"
    if OPINION_TITLE.match(title) or OPINION_TITLE.match(first[:80]):
        return "opinion", "title"
    if note := next((line for line in notes if author_note(line)), ""):
        return "opinion", f"author note: {note[:80]}"
    return "news", ""
