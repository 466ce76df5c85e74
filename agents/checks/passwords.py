"""Passwords that somebody tells in words: `the root password is …`. A password of which something is said is none."""

import itertools
import re
from collections.abc import Iterator

from agents.checks.credential_shapes import is_placeholder

_NAME = (
    r"(?:passwords?|pass ?words?|passwd|pass(?:phrase|code|wort)|pwd|pw|pass|pin(?: code)?|login|credentials?|creds|kennwort|zugangsdaten|mot de passe|mdp"
    r"|contrase[nñ]a|clave|senha|parola(?: d'ordine)?|wachtwoord|has[lł]o|пароль|密码|パスワード|secret(?: key)?|api key|access key|token)"
)
_IS = (
    r"(?:[,;]?\s*(?:which|that|it|(?:currently|now) it)\s+(?=is|was)"
    r"|\s*\b(?:is|are|was|were|ist|est|es|jest|being|is set to|set to|to be|currently|now|still|just|jetzt)\b\s*|\s+[eéèä]r?\s+"
    r"|['\u2019]s\s+|\s*(?:是|は|=|:|：|->|–|-)\s*)+"
)
_FOR = r"(?:\s+(?:for|of|to|on|für|von|pour|de|para|del|da|di|voor|do)\s+[^.,;:?!\n]{1,60}?|\s+(?:I (?:use|used|set)|we (?:use|used|set)))?"
_TELLS = re.compile(rf"(?<![\w:/-]){_NAME}{_FOR}{_IS}(?P<value>[\"'“‘`](?P<quoted>[^\"'”’`\n]{{3,60}})[\"'”’`]|[^\s,;“‘]{{3,80}})", re.IGNORECASE)  # fmt: skip
_DIRECT = re.compile(rf"(?<![\w:/-]){_NAME}\s+(?:of\s+)?(?P<value>[^\s,;]{{6,80}})", re.IGNORECASE)
_CHANGED = re.compile(
    rf"\b(?:set|change[ds]?|reset|updated?|made?)\b[^.\n]{{0,40}}?\b{_NAME}\b[^.\n\"'“]{{0,20}}?\bto\s+(?P<value>[\"'“`](?P<quoted>[^\"'”`\n]{{3,60}})[\"'”`]|[^\s,;“]{{4,80}})",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    rf"(?<!\S)(?P<value>[^\s,;]{{4,80}})\s+(?:as|for|is|was|=)\s+(?:my|our|the|a|his|her|their)\s+(?:[\w-]+\s+){{0,3}}?{_NAME}\b",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\b(?:log ?in|sign ?in|user(?:name)?|account|creds|credentials|admin|root)\b(?:\s*/|[^.\n]{0,40}?(?:\bwith|\bas|\bare|\bis|:|=)|(?=\s))\s*(?:user(?:name)?\s+)?[\w.@-]{2,60}\s*(?:/|\||\band(?: the)?(?: password)?|,?\s*(?:pw|pass(?:word)?|pwd)\b:?)\s*(?P<value>[^\s,;]{4,60})",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s*(?:$|[.,;!?)\n]|and\b|but\b|so\b|can\b|could\b|why\b|how\b|please\b|what\b|or\b|y\b|und\b|et\b)", re.IGNORECASE
)
# What is said of a password. Participles and adjectives by their endings as well, see `_says_something`.
_SAID_OF = frozenset(
    """
    not wrong right correct incorrect invalid valid weak strong old new same different long short too very being still
    now also only never always the a an my your our in on at for set stored kept safe unsafe public private secret text
    lost gone unknown known empty blank missing case part there here this that these those what which where when why
    how no longer ok okay fine good bad random plain plaintext clear visible hidden secure insecure leaked unique
    default temporary master root admin it so to from with by of as if used needed due out up under over above below
    about against because since until unless without easy hard simple complex common compromised admin-only
    case-sensitive one-time read-only write-only something nothing anything everything mine yours ours theirs
    none null true false optional mandatory working fails failing falsch richtig korrekt abgelaufen weg nicht ungültig
    vergessen incorrecta correcta inválida invalide faux errada expirada scaduta fout incorrect verloren incorreta
    string str text varchar secure-string int number json yaml hash bcrypt sha256 md5 base64 encrypted plain-text
    """.split()
)
_ENDINGS = re.compile(r"\w{3,}(?:ed|ing|able|ible|less|ful|ent|ant|ive|ly|ous|ary|iert|ant|ée?|ado|ada|ato|ata)$", re.IGNORECASE)  # fmt: skip
_SECRET_NAMES = re.compile(r"(?:secret(?: key)?|api key|access key|token|login|credentials?|creds)\b", re.IGNORECASE)
_LEAST_DIGITS = 4
_COUNTED = re.compile(
    r"\s*(?:-|to\b|chars?|characters?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|digits?|bytes?|bits?|kb|times?|or\b|of\b)",
    re.IGNORECASE,
)


def told_passwords(text: str) -> Iterator[tuple[int, int]]:
    """Where passwords stand that are told in words."""
    for found in _TELLS.finditer(text):
        if _is_told(found, text):
            yield found.span("value")
    for pattern in (_PAIR, _NAMED_AFTER):
        yield from (found.span("value") for found in pattern.finditer(text) if _looks_chosen(found["value"]))
    yield from (
        found.span("value") for found in _CHANGED.finditer(text) if found["quoted"] or _looks_chosen(found["value"])
    )
    for found in _DIRECT.finditer(text):
        digits = sum(map(str.isdigit, found["value"]))
        if digits and _looks_chosen(found["value"]) and not found["value"].strip(".,!?").isdecimal():
            yield found.span("value")


def _is_told(found: re.Match[str], text: str) -> bool:
    value = (found["quoted"] or found["value"]).strip("'\"`.,;:!?)(“”‘’")
    if is_placeholder(value) or value.casefold() in _SAID_OF:
        return False
    number = value.isdecimal()
    if number and (_SECRET_NAMES.match(found[0]) or _COUNTED.match(text, found.end())):
        return False
    if _looks_chosen(value):
        return True
    if _SECRET_NAMES.match(found[0]):  # a token that is a plain word is said to be something
        return False
    if found["quoted"]:
        return " " not in value or len(value.split()) >= _LEAST_DIGITS
    return not _says_something(value) and value.isalpha() and _END.match(text, found.end()) is not None


def _says_something(word: str) -> bool:
    return word.casefold() in _SAID_OF or _ENDINGS.match(word) is not None


def _looks_chosen(value: str) -> bool:
    """Whether it has what rules for passwords ask for: letters with digits or signs, or many digits."""
    bare = value.strip("'\"`.,;:?)(“”‘’")
    if is_placeholder(bare) or "://" in bare or bare.startswith(("arn:", "/", "--")) or _ORDINARY.fullmatch(bare):
        return False
    digits, letters = sum(map(str.isdigit, bare)), sum(map(str.isalpha, bare))
    if (
        bare.count("/") == 1
        and all(part[:1].isalnum() for part in bare.split("/"))
        and not set(bare) & set("!@#$%^&*+=~")
    ):
        return False  # a path, or one thing or another
    signs = sum(not sign.isalnum() and sign not in "-'’./()_" for sign in bare.rstrip("!"))
    if digits == len(bare):
        return digits >= _LEAST_DIGITS
    inside = any(one.islower() and two.isupper() for one, two in itertools.pairwise(bare))
    return (
        len(bare) >= _LEAST_DIGITS and letters >= 1 and (digits >= 1 or signs >= 1 or (inside and len(bare) >= _LONG))
    )


_LONG = 12
# Ordinary words with digits or signs: ages, lengths, versions, names of algorithms and services.
_ORDINARY = re.compile(
    r"[0-9]+(?:[-+.,][0-9]+)*[-+]?(?:th|st|nd|rd|s|ms|h|d|x|k|kb|mb|gb|chars?|characters?|days?|hours?|minutes?|months?|years?|times?|%)"
    r"|(?:ec2|s3|md5|sha-?\d+|aes-?\d+|base64|utf-?8|oauth2?|rs256|hs256|x509|v\d[\d.]*|i'(?:m|ve|ll)|it'?s|\w+n't|\w+'(?:s|re|ll|ve|d))"
    r"|\w+\([^)]*\)|\w+[/\\]\w+|[A-Za-z]+(?:[-_.][A-Za-z]+)+|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}|[\w.+-]+@[\w-]+\.[\w.-]+",
    re.IGNORECASE,
)
