"""Plain text of what may be HTML: paragraphs and lists stay as lines; scripts go.

It takes one pass, whatever comes. Pages show the result as text, never as HTML:
what looks like a tag and is none does no harm.
"""

import html
import re
import unicodedata
from collections.abc import Iterator

GONE = {"script", "style", "template", "iframe", "object", "svg", "math", "noscript", "title", "head"}
"""With all that is in them."""
PARAGRAPHS = {"p", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
LINES = {"br", "div", "tr", "dt", "dd"}
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>|<(!)(--)?[^<>]*>?")
ESCAPED_TAG = re.compile(r"&lt;/?[a-zA-Z]")
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Signs that control direction, or nothing: a posting could read otherwise than it is searched."""


def plain_text(source: str) -> str:
    """Several lines."""
    text = html.unescape(source) if ESCAPED_TAG.search(source) and not TAG.search(source) else source
    if TAG.search(text):
        text = html.unescape("".join(without_tags(text)))
    elif ENTITY.search(text):
        text = html.unescape(text)
    return tidy(text)


def one_line(source: str) -> str:
    return " ".join(plain_text(source).split())


def without_tags(source: str) -> Iterator[str]:
    at, hidden = 0, ""
    while match := TAG.search(source, at):
        if not hidden:
            yield " ".join(source[at : match.start()].split("\n"))
        at = match.end()
        if match[3]:
            end = source.find("-->", match.start()) if match[4] else at - 3
            at = end + 3 if end >= 0 else len(source)
            continue
        name, closes = match[2].lower(), bool(match[1])
        if hidden:
            hidden = "" if closes and name == hidden else hidden
        elif name in GONE:
            hidden = "" if closes else name
        else:
            yield line_for(name, closes=closes)
    if not hidden:
        yield source[at:]


def line_for(tag: str, *, closes: bool) -> str:
    if tag in PARAGRAPHS:
        return "\n\n"
    if tag == "li" and not closes:
        return "\n- "
    return "\n" if tag in LINES else ""


def tidy(text: str) -> str:
    """At most one empty line in a row."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    kept: list[str] = []
    for line in (INVISIBLE.sub("", each).replace("\xa0", " ").strip() for each in lines):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()
