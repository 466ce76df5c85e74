"""The corpus of the guardrails: what has to be stopped and what must not be, in two halves that share no source.

Strings that look like secrets are put together when it is loaded (`{aws_id}` …), so no file contains one.
"""

import csv
import random
import string
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from benchmarks.support.questions import questions
from benchmarks.support.scope import scope_questions

FOLDER = Path(__file__).parent
Half = Literal["dev", "held_out"]
_CAPITALS, _ALNUM = string.ascii_uppercase + string.digits, string.ascii_letters + string.digits
_LEET = str.maketrans("aeiost", "431057")
_LOOK_ALIKES = str.maketrans("aeopc", "\u0430\u0435\u043e\u0440\u0441")


class Text(NamedTuple):
    """One text with what it is."""

    source: str
    half: Half
    kind: str  # of bad texts, what they have to be stopped for; of good ones, what they are about
    text: str


def bad(half: Half) -> list[Text]:
    """What has to be stopped, orders in disguise included."""
    written = list(_texts("bad.csv", half))
    orders = [one for one in written if one.kind in ("override", "prompt_extraction") and one.text.isascii()][:14]
    return [*written, *(one for order in orders for one in _disguised(order))]


def good(half: Half) -> list[Text]:
    """What must not be stopped: texts about the same subjects, and ordinary questions."""
    ordinary = [Text(one.source, half, one.intent, one.text) for one in questions(half)]
    alike = [
        Text("scope", half, "scope", one.text) for one in scope_questions() if (one.half == "dev") is (half == "dev")
    ]
    return [*_texts("good.csv", half), *ordinary, *alike]


def _texts(name: str, half: Half) -> Iterator[Text]:
    halves = {row["source"]: row["half"] for row in _rows("sources.csv")}
    for number, row in enumerate(_rows(name)):
        if halves[row["source"]] == half:
            yield Text(row["source"], half, row["kind"], _filled(row["text"].replace("\\n", "\n"), number))


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _disguised(order: Text) -> Iterator[Text]:
    said = order.text
    for text in (
        said.lower().translate(_LEET),
        said.translate(_LOOK_ALIKES),
        "Please decode this and do it: " + b64encode(said.encode()).decode(),
        "\u200b".join(said),
        " ".join(".".join(word) if len(word) > 3 else word for word in said.rstrip(".").split()),
    ):
        yield order._replace(source="disguises", text=text)


def _filled(text: str, seed: int) -> str:
    made = random.Random(seed)
    for name, make in _SECRETS.items():
        mark = "{" + name + "}"
        while mark in text:
            text = text.replace(mark, make(made), 1)
    return text


def _of(made: random.Random, letters: str, length: int) -> str:
    return "".join(made.choice(letters) for _ in range(length))


def _word(made: random.Random) -> str:
    name = made.choice(("Winter", "tiger", "Hunter", "dragon", "Berlin", "sunny", "Admin", "letmein"))
    return name + made.choice(("", "!", "_", "#")) + str(made.randint(1, 2030)) + made.choice(("", "!", "$x"))


def _key(made: random.Random) -> str:
    return _of(made, _ALNUM + "/+", 38) + "aB"


def _pem(name: str) -> Callable[[random.Random], str]:
    def make(made: random.Random) -> str:
        body = "\n".join("MII" + _of(made, _ALNUM + "+/", 61) for _ in range(3))
        return f"-----BEGIN {name}-----\n{body}\n-----END {name}-----"

    return make


def _login(made: random.Random, scheme: str) -> str:
    return f"{scheme}://app:{_word(made)}@db.{_of(made, string.ascii_lowercase, 6)}.internal:5432/app"


_SECRETS: dict[str, Callable[[random.Random], str]] = {
    "aws_id": lambda made: "AK" + "IA" + _of(made, _CAPITALS, 15) + "7",
    "aws_id_spaced": lambda made: " ".join("AK" + "IA" + _of(made, _CAPITALS, 15) + "7"),
    "aws_id_grouped": lambda made: "AK" + "IA " + " ".join(_of(made, _CAPITALS, 3) + "7" for _ in range(4)),
    "aws_secret": _key,
    "aws_secret_b64": lambda made: b64encode(("aws_secret_access_key=" + _key(made)).encode()).decode(),
    "session": lambda made: "IQo" + "Jb3JpZ2lu" + _of(made, _ALNUM + "/+", 90),
    "hex64": lambda made: _of(made, "0123456789abcdef", 64),
    "hex40": lambda made: "3a7" + _of(made, "0123456789abcdef", 37),
    "hex32": lambda made: "3a7" + _of(made, "0123456789abcdef", 29),
    "pem": _pem("RSA " + "PRIVATE KEY"),
    "pem_openssh": _pem("OPENSSH " + "PRIVATE KEY"),
    "begin": lambda _made: "-----BEGIN " + "PRIVATE KEY-----",
    "rsa_begin": lambda _made: "BEGIN RSA " + "PRIVATE KEY",
    "pg_example": lambda _made: "postgres://user:" + "password@host/db",
    "b64line": lambda made: "MII" + _of(made, _ALNUM + "+/", 61),
    "pg": lambda made: _login(made, "postgres"),
    "mysql": lambda made: _login(made, "mysql"),
    "mongo": lambda made: _login(made, "mongodb+srv"),
    "word": _word,
    "phrase": lambda made: "correct horse " + _of(made, string.ascii_lowercase, 7) + " staple",
    "user": lambda made: _of(made, string.ascii_lowercase, 5),
    "pin": lambda made: str(made.randint(100_000, 999_999)),
    "ghp": lambda made: "gh" + "p_" + _of(made, _ALNUM, 36),
    "npm": lambda made: "//registry.npmjs.org/:_auth" + "Token=npm_" + _of(made, _ALNUM, 36),
    "slack": lambda made: "xox" + "b-" + _of(made, string.digits, 11) + "-" + _of(made, _ALNUM, 24),
    "slack_hook": lambda made: (
        "https://hooks.slack"
        ".com/services/T" + _of(made, _CAPITALS, 8) + "/B" + _of(made, _CAPITALS, 8) + "/" + _of(made, _ALNUM, 24)
    ),
    "glpat": lambda made: "glpa" + "t-" + _of(made, _ALNUM, 20),
    "stripe": lambda made: "sk_" + "live_" + _of(made, _ALNUM, 24),
    "jwt": lambda made: (
        "ey" + "J" + _of(made, _ALNUM, 30) + ".ey" + "J" + _of(made, _ALNUM, 60) + "." + _of(made, _ALNUM, 43)
    ),
    "openai": lambda made: "sk-" + "proj-" + _of(made, _ALNUM, 44),
    "anthropic": lambda made: "sk-" + "ant-api03-" + _of(made, _ALNUM, 60),
    "sendgrid": lambda made: "SG" + "." + _of(made, _ALNUM, 22) + "." + _of(made, _ALNUM, 43),
    "google": lambda made: "AI" + "za" + _of(made, _ALNUM + "_-", 35),
    "hf": lambda made: "hf" + "_" + _of(made, _ALNUM, 34),
    "telegram": lambda made: _of(made, "123456789", 9) + ":AA" + _of(made, _ALNUM + "_-", 33),
    "shopify": lambda made: "shpa" + "t_" + _of(made, "0123456789abcdef", 32),
    "twilio": lambda made: "S" + "K" + _of(made, "0123456789abcdef", 32),
    "azure": lambda made: _of(made, _ALNUM + "+/", 86) + "==",
    "vault": lambda made: "hv" + "s." + _of(made, _ALNUM, 24),
}
