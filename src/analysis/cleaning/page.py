"""What is known of one raw item between reading and the tables: fields, lines, and notes for the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Action = Literal["kept", "set aside", "cut", "flag"]


@dataclass(frozen=True)
class Note:
    """One thing for the ledger: what was done, by which rule, to which part, and the words concerned."""

    action: Action
    rule: str
    part: str = ""
    cut: str = ""


@dataclass(frozen=True)
class Page:
    """One raw item with its text extracted, before anything is cut.

    `kind` is html, text (a whole page as copied text), txt or record; `fields` holds what the source told
    (title, published, section, byline, url, language, crawled); `lines` are the lines of the body, or of the
    whole page for copied text, blank lines left out; `around` are the lines of an HTML page that hold a date,
    where its metadata has none. `problem` says why there is nothing to clean.
    """

    id: str
    source: str
    file: str
    hash: str
    kind: str
    fields: dict[str, str] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    problem: Note | None = None


class Trail:
    """Collects the notes of one page; a rule that is switched off cuts nothing."""

    def __init__(self, notes: tuple[Note, ...] = (), off: tuple[str, ...] = ()) -> None:
        self.notes, self.off = list(notes), frozenset(off)

    def on(self, rule: str) -> bool:
        return rule not in self.off

    def cut(self, rule: str, part: str, words: str) -> None:
        self.notes.append(Note("cut", rule, part, words))

    def flag(self, rule: str, part: str = "", words: str = "") -> None:
        self.notes.append(Note("flag", rule, part, words))

    def rows(self, page: Page, verdict: Note) -> list[dict[str, Any]]:
        """Ledger rows of the page: the verdict first, then every note in the order in which it was made."""
        return [
            {
                "item": page.id,
                "source": page.source,
                "file": page.file,
                "action": note.action,
                "rule": note.rule,
                "part": note.part,
                "cut": note.cut,
                "number": number,
            }
            for number, note in enumerate((verdict, *self.notes))
        ]
