"""Text that addresses an AI. It stays data; the flag only tells a person to look.

A text is read in several forms: as it is, undisguised (look-alikes, digits for letters, signs between letters), and
with its base64 or hex decoded. The phrases are in `agents/checks/orders.py`.
"""

import re
from base64 import b64decode
from binascii import Error as BrokenBase64
from codecs import encode
from collections.abc import Iterator
from urllib.parse import unquote

from agents.checks.broken_words import orders_in_pieces
from agents.checks.chat_marks import has_markup
from agents.checks.fold import fold
from agents.checks.orders import orders
from agents.checks.slips import spelled_right
from schemas.plain_text import hidden, plain

_READ = 4_000
_SHORTEST = 6
# Neither words of prose nor numbers get as long as an encoded order.
# Two patterns that each begin with one set of letters, which the engine can search for directly: half the time of one.
_RUNS = (re.compile("[A-Za-z0-9+/_-]{24}"), re.compile("[0-9A-Fa-f]{2}[ :](?:[0-9A-Fa-f]{2}[ :]){11}"))
_PERCENT = re.compile("(?:%[2-7][0-9A-Fa-f]){6}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}[ :]?){12,}")
_DIGITS_FOR_LETTERS = str.maketrans("01345789@$!|", "oieastbgasil")
_MEANT = re.compile(r"(?<![^\W_])(?!a1(?![^\W_]))\S+")  # "A1" is the name of companies; who means "AI" can write that
_FOR_LETTER = re.compile(r"[0-9@$!|]")
_LETTER_AND_DIGIT = re.compile(r"[a-z][0-9@$!|]|[0-9@$!|][a-z]")
_SIGN_THEN_LETTER = re.compile(r"[._*~\-\u00b7|/]\w")
_EMPHASIS = ("*", "_", "`", "~")
_SIGNS_BETWEEN = re.compile(r"(?<=\w)[._*~\-\u00b7|/]+(?=\w)|[*_~`]+")
_WORD = re.compile(r"[a-z]{5,}")
_BLANKS = re.compile(r"\s+")
_SENTENCE = re.compile(r"(?:[^.!?\u2026;\n]|[.!?\u2026;](?!\s|$))*(?:[.!?\u2026;\n]+\s*|$)")
_PRINTABLE = 0.9
_MOST_DECODED = 4


def speaks_to_ai(text: str) -> bool:
    """Whether a text gives orders to a model, openly or in disguise."""
    if len(text) < _SHORTEST:  # shorter than any order; most cells are numbers
        return False
    head = text[:_READ]
    if has_markup(head) or _orders(plain(head)):
        return True
    return any(map(_orders, _concealed(head)))


def without_orders(text: str) -> str:
    """A text up to the first sentence that gives orders to a model; what follows an order belongs to it.

    An order that no sentence gives alone leaves nothing of the text.
    """
    if not speaks_to_ai(text):
        return text
    kept = ""
    for sentence in _SENTENCE.findall(text):
        if speaks_to_ai(sentence):
            break
        kept += sentence
    return "" if speaks_to_ai(kept) else kept.strip()


def readings(text: str) -> Iterator[str]:
    """A text folded, in each form in which somebody may mean it: as it is, undisguised, and what is encoded in it."""
    for said in (plain(text), *_concealed(text[:_READ])):
        folded = _BLANKS.sub(" ", fold(said))
        yield folded
        if (undisguised := _undisguised(folded)) != folded:
            yield undisguised


def _orders(text: str) -> bool:
    """Whether a plain text contains an order, as it is or undisguised."""
    folded = _BLANKS.sub(" ", fold(text))
    if orders(folded) or orders_in_pieces(folded):
        return True
    undisguised = _undisguised(folded)
    return undisguised != folded and orders(undisguised)


def _undisguised(folded: str) -> str:
    """The text with digits, signs and misspellings that stand for letters undone."""
    if _FOR_LETTER.search(folded) and _LETTER_AND_DIGIT.search(folded):
        folded = _MEANT.sub(lambda word: word[0].translate(_DIGITS_FOR_LETTERS), folded)
    if _SIGN_THEN_LETTER.search(folded) or any(sign in folded for sign in _EMPHASIS):
        folded = _BLANKS.sub(" ", _SIGNS_BETWEEN.sub("", folded))
    for word in set(_WORD.findall(folded)):
        if (right := spelled_right(word)) != word:
            folded = re.sub(f"(?<![a-z]){word}(?![a-z])", right, folded)
    return folded


def _concealed(text: str) -> Iterator[str]:
    """What only a machine reads: invisible tags, base64, hex, and the text backwards."""
    if not text.isascii():
        yield hidden(text)
    if "snoitcurtsni" in text:
        yield text[::-1]
        yield " ".join(word[::-1] for word in text.split())
    if "vafgeh" in text:
        yield encode(text, "rot13")
    if _PERCENT.search(text):
        yield unquote(text)
    if not any(run.search(text) for run in _RUNS):
        return
    found = [*_BASE64.findall(text)[:_MOST_DECODED], *_HEX.findall(text)[:_MOST_DECODED]]
    for code in found:
        yield from _decoded(code)


def _decoded(code: str) -> Iterator[str]:
    digits = re.sub("[ :]", "", code)
    try:
        data = bytes.fromhex(digits) if re.fullmatch("[0-9A-Fa-f]+", digits) else _from_base64(code)
    except (ValueError, BrokenBase64):
        return
    said = data.decode("utf-8", "replace")
    if said and sum(character.isprintable() and character != "\ufffd" for character in said) >= _PRINTABLE * len(said):
        yield said


def _from_base64(code: str) -> bytes:
    bare = code.rstrip("=").replace("-", "+").replace("_", "/")
    return b64decode(bare[: len(bare) // 4 * 4])
