"""Remains of templates, markup or formulas: none of it belongs in a letter."""

import re
from collections.abc import Iterator

# Signs that a plain letter does not need.
_SIGNS = re.compile(
    r"\{[^{}\n]{0,80}\}?\}?|\[[^\[\]\n]{0,80}\]?|<[^<>\n]{0,80}>?>?|[}\]>]|\*?\|[^|\n]{0,40}\|?\*?|\\\w*|`+[^`\n]{0,40}`*|\^\w+"
)
_ARROWS = re.compile(r"<3|->|=>|<-|>>> ?|^> ", re.MULTILINE)
_NAMED = re.compile(
    r"__+\w*|\b[A-Z]+_[A-Z_]+\b|(?<!\w)[%$#~@&*!:+=]{1,3}[A-Z][A-Z_]{2,30}[%$#~@&*!:+=]{1,3}(?!\w)|@@\w*@*|##+ ?\w*|~~\w*~*|\$[A-Za-z_]\w*|%\(?[A-Za-z_]{3,30}\)?[%s]"
    r"|(?<!\w)%[sdif]\b|\b[Xx]{3,}\b|\bTBD\b|\bTODO\b|(?i:\blorem ipsum\b)"
    r"|\b(?:Mr|Mrs|Ms|Herrn?|Frau|Monsieur|Madame|Signora?|Se\u00f1ora?)\.? [XYN]\b"
    r"|\((?:insert|enter|add|your|company|name|first|last|ihr|dein|firma|hier|votre|su|tu|nombre|nome|uw|naam|nom|prenom|vorname|nachname)\b[^()\n]{0,40}\)"
    r"|\((?:Name|Company|Firma|Nom|Nombre|Nome|Naam|Vorname|Nachname|Customer|Kunde|Date|Datum)\)"
    r"|(?i:\binsert (?:name|company|link|date|your)\b)|\b(?i:your name here)\b"
    r"|\b(?:First|Last|Your|Company|Customer|Client|Sender|Full|Contact|Team) ?Name\b|\b(?:FNAME|LNAME|FIRSTNAME|LASTNAME|NAME|COMPANY|VORNAME|NACHNAME|FIRMA|KUNDE|NOM|PRENOM|NOMBRE|NOME|NAAM)\b"
    # A letter does not greet somebody in brackets, nor does a bracket ask for a name.
    r"|^(?i:hello|hi|hey|dear|guten tag|hallo|liebe[rs]?|sehr geehrte\S*|bonjour|hola|buongiorno|ola|ol\u00e1|beste) \([^()\n]{1,40}\)"
    r"|\((?i:[^()\n]{0,30}\b(?:first name|last name|full name|recipient|surname|vorname|nachname|empf\u00e4nger|anrede|ansprechpartner|company name|firmenname)\b[^()\n]{0,20})\)"
    r"|^(?i:hello|hi|hey|dear|guten tag|hallo|liebe[rs]?|sehr geehrte\S*|bonjour|hola|buongiorno|ola|ol\u00e1|beste) (?:Name|Customer|Kunde|Firma|Client|Nom|[Nn]ull|NULL|[Uu]ndefined|None|NaN|N/A|\.{2,}|\u2026|-{2,})\s*[,!]",
    re.MULTILINE,
)
# Every placeholder contains one of these: a sign, a word, or capitals.
_MARKS = re.compile(r"[_%$#~@&*+=(<|\\{}\[\]>`^]")
_SAID = (
    "ull",
    "ULL",
    "ndefined",
    "None",
    "NaN",
    "N/A",
    "Name",
    "Customer",
    "Kunde",
    "Firma",
    "Client",
    "Nom",
    "..",
    "\u2026",
    "--",
)
_SAID_ANYHOW = ("ipsum", "insert ", "name here")  # in capitals or not
# Each begins with one set of letters, which the engine can search for directly; as alternatives they take 10 times as
# long.
_CAPITALS = tuple(map(re.compile, (r"[A-Z][A-Z][A-Z]", r"[Xx][Xx][Xx]", r"[!:][A-Z]", r"[XYN]\b")))
_FORMULA = re.compile(r"^\s*(?:[=@]\S|[+-][A-Za-z0-9=@(]+[(!|*/+])")
_HEADER = re.compile(
    r"\b(?:bcc|cc|reply-to|content-type|mime-version|return-path|x-[a-z-]+): ?\S|^(?:to|from|subject): ?\S",
    re.IGNORECASE,
)


def residue(text: str, known: str) -> Iterator[str]:
    """Placeholders, tags and template signs that are not in `known`, as they are written."""
    if not _may_hold_placeholder(text):
        return
    plain = _ARROWS.sub(" ", text)
    for pattern in (_SIGNS, _NAMED):
        for found in pattern.finditer(plain):
            said = found[0].strip()
            if said and said not in known:
                yield said[:60]


def _may_hold_placeholder(text: str) -> bool:
    if _MARKS.search(text) or any(said in text for said in _SAID) or any(written.search(text) for written in _CAPITALS):
        return True
    lower = text.lower()
    return any(words in lower for words in _SAID_ANYHOW)


def formula(line: str) -> bool:
    """Whether a spreadsheet would evaluate this line as a formula."""
    return _FORMULA.match(line) is not None


def header(line: str) -> bool:
    """Whether a subject line smuggles in another email header."""
    return ":" in line and _HEADER.search(line) is not None
