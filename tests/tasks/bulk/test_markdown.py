"""Text from outside in artifacts: drawn as Markdown, it is the text and nothing else."""

import html
import re

import pytest
from markdown_it import MarkdownIt

from tasks.bulk.markdown import code, plain, plain_rows

HOSTILE = [
    "![x](http://evil.example/x.png)",
    "[click](https://evil.example)",
    "[click]: https://evil.example",
    "<img src=x onerror=alert(1)>",
    "<http://evil.example>",
    "http://evil.example/track?id=1",
    "www.evil.example",
    "WWW.evil.example and ftp://evil.example",
    "someone@evil.example",
    "mailto:someone@evil.example",
    "javascript:alert(1)",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "12) item",
    "> quote",
    "--- | ---",
    "=====",
    "***bold*** __bold__ ~~gone~~ `code`",
    "``` fence",
    "a | b | c",
    "\\![x](http://evil.example)",
    "\\",
    "&lt;img src=x&gt;",
    "&#33;[x](http://evil.example)",
    "line\n\n![x](http://evil.example)",
    "    indented",
    "$$x$$ [^1]",
    "{% raw %} {{ x }}",
    "]( http://evil.example )[",
]
HARMLESS = [
    "c-0001",
    "Zoë Müller GmbH & Co. KG",
    "Too expensive: 3.5% more, why?",
    "-",
    "3 of 4 (75%)",
    "2026.1",
    "7",
    "",
]


def drawn(text: str) -> str:
    page = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    assert not re.search(r"<(?!/?p>|/?code>|br)", page), page
    return html.unescape(re.sub(r"</?(p|code)>", "", page)).strip()


@pytest.mark.parametrize("text", HOSTILE + HARMLESS)
def test_text_is_drawn_as_it_is(text: str) -> None:
    assert drawn(plain(text)) == " ".join(text.split())
    # Nor do those who look for bare addresses find one.
    for bait in ("![", "](", "http://", "https://", "ftp://", "<", "@evil") if text in HOSTILE else ():
        assert bait not in plain(text).replace("\\<", "").replace("\\@", "")
    assert not re.search(r"www\.", plain(text), re.IGNORECASE)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_code_span_cannot_be_ended(text: str) -> None:
    page = MarkdownIt("gfm-like", {"linkify": False}).render(f"- report: {code(text)}")
    assert re.fullmatch(r"<ul>\n<li>report: <code>[^<]*</code></li>\n</ul>\n", page)


@pytest.mark.parametrize("text", ["`", "``", "a`b``c```d", "` `"])
def test_ticks_in_a_code_span(text: str) -> None:
    assert f"<code>{text}</code>" in MarkdownIt().render(code(text)) or "<code> ` ` </code>" in MarkdownIt().render(
        code(text)
    )


def test_rows_are_made_plain_and_figures_stay() -> None:
    rows = [{"id": "![x](http://evil.example)", "mrr": 1.5, "flag": None, "ok": True}]
    assert plain_rows(rows) == [{"id": plain("![x](http://evil.example)"), "mrr": 1.5, "flag": None, "ok": True}]


def test_long_and_unprintable_text() -> None:
    assert len(plain("x" * 10_000)) == 301
    assert plain("\x1b[31m\u202e") == r"\\x1b\[31m\\u202e"
