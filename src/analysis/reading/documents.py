"""Word processor files and HTML to lines of text, within bounds: what exports of databases come in."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from analysis.reading.containers import DAMAGE, ReadingError, read_bounded, told
from analysis.reading.encoding import decode

LARGEST_XML = 200_000_000
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BLOCKS = re.compile(
    r"p|div|li|t[dhr]|table|[bh]r|h[1-6]|body|[duo]l|d[td]|section|article|header|footer|pre|blockquote|center"
)
UNSEEN = frozenset(("script", "style", "head", "title", "template", "noscript"))

RTF = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?\x20?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
RTF_BREAKS = frozenset((b"par", b"line", b"row", b"sect", b"page", b"cell", b"column"))
RTF_SIGNS = {
    b"tab": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"emspace": " ",
    b"enspace": " ",
}
RTF_HIDDEN = re.compile(
    rb"fonttbl|colortbl|stylesheet|info|pict|(?:header|footer)[lrf]?|fldinst|object|themedata|listtable|footnote"
    rb"|datafield|xmlnstbl|rsidtbl|generator|listoverridetable"
)
RTF_ESCAPED = {b"~": "\xa0", b"_": "-", b"-": "", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
DEEPEST = 1_000


def tidy(text: str) -> list[str]:
    """Lines without blanks at their ends; empty ones left out."""
    return [line for raw in text.split("\n") if (line := " ".join(raw.replace("\0", "").split()))]


def docx_lines(raw: bytes) -> list[str]:
    """The paragraphs of a docx. Raises ReadingError for a broken archive or document, and for entities."""
    from lxml import etree

    try:
        with (
            zipfile.ZipFile(io.BytesIO(raw)) as archive,
            archive.open("word/document.xml") as member,
        ):
            xml = read_bounded(member, LARGEST_XML)
    except KeyError:
        raise ReadingError("unknown format", "a zip without word/document.xml") from None
    except DAMAGE as error:
        raise told(error) from None
    if b"<!DOCTYPE" in xml[:10_000] or b"<!ENTITY" in xml[:10_000]:
        raise ReadingError("declares entities", "a docx has no document type; entities are never expanded")
    pieces: list[str] = []
    try:
        context = etree.iterparse(
            io.BytesIO(xml),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        _paragraphs(context, pieces)
    except etree.XMLSyntaxError as error:
        raise ReadingError("broken docx", str(error)[:200]) from None
    return tidy("".join(pieces))


def _paragraphs(context: Any, pieces: list[str]) -> None:
    skipped = 0
    for event, element in context:
        name = element.tag
        if name == FALLBACK:
            skipped += 1 if event == "start" else -1
        elif event == "end" and not skipped:
            if name == f"{WORD}t":
                pieces.append((element.text or "").replace("\n", " "))
            elif name == f"{WORD}tab":
                pieces.append("\t")
            elif name in (f"{WORD}p", f"{WORD}br", f"{WORD}cr"):
                pieces.append("\n")
                element.clear()


class _Rtf:
    """The state of an RTF reader: what has been read, and for each open group what it hides and skips."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.bytes = bytearray()
        self.page = "cp1252"
        self.groups: list[tuple[bool, int]] = []
        self.hidden, self.skip, self.pending, self.star = False, 1, 0, False

    def put(self, text: str) -> None:
        self.flush()
        if not self.hidden:
            self.pieces.append(text)

    def flush(self) -> None:
        """Bytes of the code page become text together: a character may be several of them."""
        if self.bytes:
            text = self.bytes.decode(self.page, errors="replace")
            self.bytes.clear()
            if not self.hidden:
                self.pieces.append(text)

    def brace(self, sign: bytes) -> None:
        self.flush()
        self.pending, self.star = 0, False
        if sign == b"{":
            if len(self.groups) >= DEEPEST:
                raise ReadingError("nested too deep", f"groups lie more than {DEEPEST} deep")
            self.groups.append((self.hidden, self.skip))
        elif self.groups:
            self.hidden, self.skip = self.groups.pop()

    def word(self, name: bytes, value: int | None) -> None:
        if name == b"ansicpg" and value:
            self.page = f"cp{value}" if _known(f"cp{value}") else self.page
        elif name == b"uc":
            self.skip = max(0, min(value or 0, 8))
        elif name == b"u" and value is not None:
            code = value % 65_536
            # A pair of surrogates comes as two control words and is joined at the end.
            self.put(chr(code))
            self.pending = self.skip
        elif self.star or RTF_HIDDEN.fullmatch(name):
            self.flush()
            self.hidden = True
        elif name in RTF_BREAKS:
            self.put("\n")
        elif name in RTF_SIGNS:
            self.put(RTF_SIGNS[name])
        self.star = False

    def text(self, data: bytes) -> None:
        if self.pending:
            taken = min(self.pending, len(data))
            self.pending, data = self.pending - taken, data[taken:]
        self.bytes += data


def _known(page: str) -> bool:
    try:
        "".encode(page)
    except LookupError:
        return False
    return True


def rtf_lines(raw: bytes) -> list[str]:
    """The paragraphs and table cells of an RTF file, headers, fields and pictures left out."""
    reader = _Rtf()
    for match in RTF.finditer(raw):
        word, value, code, escaped, brace, plain = match.groups()
        if brace:
            reader.brace(brace)
        elif word:
            reader.word(word, int(value) if value else None)
        elif code:
            reader.text(bytes([int(code, 16)]))
        elif escaped == b"*":
            reader.star = True
        elif escaped:
            reader.put(RTF_ESCAPED.get(escaped, ""))
        elif plain:
            reader.text(plain)
    reader.flush()
    text = "".join(reader.pieces)
    return tidy(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", errors="replace"))


def html_lines(text: str) -> list[str]:
    """The lines of an HTML document as a reader sees them, one a block element or line break."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    data = text.replace("\0", "").encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError("unreadable", str(error)[:200]) from None
    pieces: list[str] = []
    stack: list[tuple[Any, bool]] = [(tree, False)]
    while stack:
        node, closing = stack.pop()
        name = node.tag if isinstance(node.tag, str) else ""
        if not closing and name and name not in UNSEEN:
            pieces.append(("\n" if BLOCKS.fullmatch(name) else "") + (node.text or "").replace("\n", " "))
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))
            continue
        pieces.append(("\n" if BLOCKS.fullmatch(name) else "") + (node.tail or "").replace("\n", " "))
    return tidy("".join(pieces))


def document_lines(raw: bytes, encoding: str = "") -> list[str]:
    """The lines of a docx, RTF, HTML or plain document, told apart by content."""
    if raw.startswith(b"PK\x03\x04"):
        return docx_lines(raw)
    if raw.lstrip()[:5] == b"{\\rtf":
        return rtf_lines(raw)
    text = decode(raw, encoding)[0]
    return (
        html_lines(text)
        if text.lstrip()[:1] == "<"
        else [" ".join(line.split()) for line in text.split("\n")]
    )
