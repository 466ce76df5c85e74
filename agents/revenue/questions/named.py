"""Whom a question names: accounts and owners, by their pseudonyms or ids."""

import re

_PSEUDONYM = re.compile(r"\b(account|owner) ([0-9a-f]{10})\b")
_TOKEN = re.compile(r"[a-z0-9_-]+")


def named_in(text: str) -> tuple[dict[str, tuple[str, ...]], str]:
    """Accounts and owners that the question names, by their pseudonyms or ids, and the question without them."""
    where: dict[str, tuple[str, ...]] = {}
    for kind, digits in _PSEUDONYM.findall(text):
        dimension = "account_name" if kind == "account" else "owner"
        where[dimension] = (*where.get(dimension, ()), f"{kind.capitalize()} {digits}")
    text = _PSEUDONYM.sub(" ", text)
    if ids := tuple(dict.fromkeys(token for token in _TOKEN.findall(text) if _is_id(token))):
        where["account"] = ids
        text = _TOKEN.sub(lambda found: " " if _is_id(found[0]) else found[0], text)
    return where, text


def _is_id(token: str) -> bool:
    """`acc_00012`: letters and digits in parts."""
    return "_" in token and token[0].isalnum() and any(letter.isdigit() for letter in token)
