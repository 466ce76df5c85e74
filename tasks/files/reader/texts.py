"""Text as a person wrote it, from cells that went through a web form, a CRM or a template."""

import html
import re
from collections.abc import Iterable

from tasks.files.reader.spelling import normal, normal_forms
from tasks.files.reader.words import is_nothing

LONGEST = 20_000  # characters of a cell that we use; a reason for leaving is a few sentences
LONGEST_CONTEXT = 4_000  # characters of a cell that is only kept as context
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|body|center|code|del|div|em|font|h[1-6]|head|html|i|img|ins|li|mark|meta|o:p|ol|p|pre|s|"
    r"small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<(?:br|hr)\s*/?>|</(?:p|div|li|tr|h[1-6]|blockquote)>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_UNPRINTED = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)  # joiners stay: names in some scripts need them
_PASSES = 2  # `&amp;#039;` was escaped by two systems in turn
# What a template leaves behind if it got no value.
_TEMPLATE = re.compile(r"\{\{.*\}\}|\{%.*%\}|<%.*%>|\*\|.*\|\*|\$\{.*\}|%%.+%%|@@.+@@|\[\[.*\]\]|#\{.*\}", re.DOTALL)
_WHOLLY_TEMPLATE = re.compile(r"^(?:[\[{<%](?=[\w .:|-]*[A-Za-z])[\w .:|-]{1,60}[\]}>%]|__\w+__|\$[A-Z_]{3,})$")
_FORMULA_ERROR = re.compile(r"^#[A-Z][A-Z/0]*[!?A]?$")
_ODD = re.compile(r"[{\[<%$_*@#]")
_NO_NAMES = frozenset(
    normal_forms(
        "unknown company, unknown customer, company, company name, customer name, account name, name, no name, no "
        "company, noname, no company name, not set, not specified, not provided, not available, not applicable, not "
        "given, unspecified, undefined, undisclosed, anonymous, blank, empty, missing, tbd, tba, null null, none "
        "none, nil, n.a., n.a, n a, k.a., k. a., keine angabe, keine, kein name, unbekannt, ohne namen, inconnu, "
        "inconnue, non renseigne, non renseigné, aucun, aucune, sans nom, desconocido, desconocida, sin nombre, sin "
        "empresa, ninguno, ninguna, sconosciuto, sconosciuta, nessuno, nessuna, desconhecido, sem nome, nenhum, "
        "onbekend, geen, geen naam, object object, sans objet, sans societe, particulier, "
        "individual, private, privat, privatperson, private person, particular, privato, keine firma, geen bedrijf, "
        "nessuna azienda, ninguna empresa, aucune entreprise, n d, s n, n/d, s/n, xxx, xx"
    )
)


def plain_text(cell: str) -> str:
    """The words of a cell, with entities decoded and HTML tags removed; other brackets stay."""
    if "&" not in cell and "<" not in cell:
        return cell
    text = _decoded(cell)
    if "<" not in text:
        return text
    bare = _TAG.sub("", _BREAK.sub("\n", _UNSEEN.sub(" ", text)))
    return text if bare == text else re.sub(r"\n{3,}", "\n\n", bare).strip()


def read_texts(cells: Iterable[str]) -> dict[str, str]:
    """Cell to its words, at most `LONGEST` characters."""
    return {cell: plain_text(cell[: 2 * LONGEST])[:LONGEST] for cell in cells}


def read_names(cells: Iterable[str]) -> dict[str, str]:
    """Cell to the company's name on one line, empty if the cell names nobody."""
    return {cell: company_name(cell) for cell in cells}


def company_name(cell: str) -> str:
    """A company's name on one line; empty if the cell means none: `N/A`, `{{company}}`, `-`."""
    name = " ".join(plain_text(_UNPRINTED.sub("", cell[: 2 * LONGEST])).split())[:LONGEST]
    bare = name.strip("()[]<>{}\"'.,-_ ")
    if is_nothing(name) or is_nothing(bare) or _plain_words(bare) in _NO_NAMES:
        return ""
    if _ODD.search(name) and any(left.search(name) for left in (_TEMPLATE, _WHOLLY_TEMPLATE, _FORMULA_ERROR)):
        return ""
    return name if any(sign.isalnum() for sign in name) else ""


def _plain_words(text: str) -> str:
    """The same as `normal`, at a tenth of the cost for nearly all names."""
    return (
        " ".join(text.casefold().replace(".", " ").replace("/", " ").split())
        if text.isascii()
        else normal(text) or text
    )


def _decoded(text: str) -> str:
    for _ in range(_PASSES):
        decoded = _ENTITY.sub(lambda found: html.unescape(found[0]).replace("\xa0", " "), text)
        if decoded == text:
            break
        text = decoded
    return text
