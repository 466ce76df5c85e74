"""Pages of a knowledge folder, Markdown or HTML, as passages: one a section, with where it is from."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from agents.checks.overrides import attempts
from agents.retrieval.passage import Passage
from schemas.plain_text import plain

MOST_CHARACTERS = 1_600  # of a passage; longer sections are split at their paragraphs
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_SLUG = re.compile(r"[^a-z0-9]+")
_BLOCKS = frozenset(("p", "li", "pre", "td", "th", "dt", "dd", "blockquote", "div", "section", "br", "tr"))
_UNSEEN = frozenset(("script", "style", "nav", "template", "noscript", "head"))
_EMPTY_TAGS = frozenset(("br", "img", "input", "meta", "link", "hr", "source", "wbr"))
_MARKS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "li": "- "}


class Section(NamedTuple):
    """A part of a page below one heading."""

    title: str  # of the page and of the section
    text: str


def passages_of(source: str, content: str) -> Iterator[Passage]:
    """The passages of one page; `source` is its path below the folder, or its address.

    A section that gives orders to a model is left out: whoever may write a page may not write the prompt.
    """
    text = _from_html(content) if source.lower().endswith((".html", ".htm")) else content
    seen: dict[str, int] = {}
    for section in _sections(plain(text), source):
        if any(certain for _, certain in attempts(section.text)):
            continue
        for part in _parts(section.text):
            slug = _SLUG.sub("-", section.title.lower()).strip("-")
            seen[slug] = seen.get(slug, 0) + 1
            name = f"{source}#{slug}" + (f"-{seen[slug]}" if seen[slug] > 1 else "")
            yield Passage(id=name, text=f"{section.title}\n{part}", about={"title": section.title, "source": source})


def said_in(passage: Passage) -> str:
    """The text of a passage without the title that it is found by."""
    return passage.text.partition("\n")[2]


def _sections(text: str, source: str) -> Iterator[Section]:
    page, title, lines, fenced = "", "", [], False
    for line in text.splitlines():
        fenced ^= _FENCE.match(line) is not None
        heading = None if fenced else _HEADING.match(line)
        if heading is None:
            lines.append(line)
            continue
        if any(map(str.strip, lines)):
            yield Section(title or page or source, "\n".join(lines).strip())
        lines = []
        page = page or heading[2]
        title = heading[2] if heading[2] == page else f"{page}: {heading[2]}"
    if any(map(str.strip, lines)):
        yield Section(title or page or source, "\n".join(lines).strip())


def _parts(text: str) -> Iterator[str]:
    """A text in parts of whole paragraphs; one that is too long by itself is cut."""
    part = ""
    for paragraph in re.split(r"\n\s*\n", text):
        if part and len(part) + len(paragraph) > MOST_CHARACTERS:
            yield part
            part = ""
        part = f"{part}\n\n{paragraph}".strip()
        while len(part) > MOST_CHARACTERS:
            yield part[:MOST_CHARACTERS]
            part = part[MOST_CHARACTERS:]
    if part:
        yield part


def _from_html(content: str) -> str:
    reader = _Html()
    reader.feed(content)
    reader.close()
    return "".join(reader.said)


def _hidden(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    styled = (value or "" for name, value in attrs if name == "style")
    return (
        tag in _UNSEEN
        or any(name == "hidden" for name, _ in attrs)
        or any("display:none" in one.replace(" ", "") for one in styled)
    )


class _Html(HTMLParser):
    """Headings, paragraphs and items as Markdown; what no reader sees is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._unseen: list[str] = []  # the open elements inside one that is hidden, and itself

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if (self._unseen or _hidden(tag, attrs)) and tag not in _EMPTY_TAGS:
            self._unseen.append(tag)
        elif self._unseen:
            return
        elif tag in _MARKS:
            self.said.append(f"\n\n{_MARKS[tag]}")
        elif tag in _BLOCKS:
            self.said.append("\n\n" if tag in ("p", "pre") else "\n")

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            if tag in self._unseen:
                while self._unseen.pop() != tag:
                    pass
        elif tag in _MARKS or tag in _BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.said.append(re.sub(r"\s+", " ", data))
