"""Names in an email that appear nowhere in the input: a person who signs, a product, a company.

A capital letter within a sentence marks a name, except in German, where every noun has one: there only greeting,
signature and words such as HubSpot are checked. Clear cases are reported, doubtful ones pass.
"""

import re
from functools import lru_cache

from schemas.sender import Language

_TOKEN = re.compile(r"[^\W\d_][\w'’&+-]*")
_STARTS = re.compile(r"[.!?:;…\n•\"“”„«»()\[\]–—-][\s\"“„«(¿¡'*-]*$|^\s*$")
_CAMEL = re.compile(r"[^\W\d_]*[a-zà-ÿ][A-Z][\w]*")
_QUOTED = re.compile(r"[\"“„«][^\"”“»\n]{1,400}[\"”“»]")
_LINK = re.compile(r"(?<!\S)\S*(?:://|www\.|@)\S*")
_OF_LINKS = ("://", "www.", "@")
_SIGNATURE_WORDS = 6
_LETTERS_OF_A_NAME = 2
_TITLES = (
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Herr", "Herrn", "Frau", "Monsieur", "Madame", "Mme", "Se\u00f1or", "Se\u00f1ora", "Sr",
    "Sra", "Signor", "Signora", "Sig", "Senhor", "Senhora", "Meneer", "Mevrouw", "Dhr", "Mevr",
)  # fmt: skip
_TITLED = re.compile(rf"\b(?:{'|'.join(_TITLES)})\.? ([A-Z\u00c0-\u00de]\w+)")
# German writes every noun with a capital, so only a full name behind a role is surely one.
_IN_ROLE = re.compile(
    r"(?:Kolleg(?:e|en|in)|Chef(?:in)?|Gr\u00fcnder(?:in)?|Gesch\u00e4ftsf\u00fchrer(?:in)?|Leiter(?:in)?|Berater(?:in)?|Betreuer(?:in)?|Entwickler(?:in)?|Ansprechpartner(?:in)?)"
    r" ((?:Herrn? |Frau |Dr\. )?[A-Z\u00c4\u00d6\u00dc][a-z\u00e4\u00f6\u00fc\u00df]+ [A-Z\u00c4\u00d6\u00dc][a-z\u00e4\u00f6\u00fc\u00df]+)"
)
# The pattern begins with a capital, which the engine can search for directly; with `\b` first it would stop everywhere.
_ACRONYM = re.compile(r"[A-Z](?<!\w.)[A-Z0-9]{2,}\b")
_LOOK_BACK = 12

# Words that always have a capital and say nothing that could be untrue.
_FREE = frozenset(
    """
    i i'm i'd i'll i've ok ps p.s faq csv pdf api crm erp saas roi it hr ceo cfo cto ui sql html json email e-mail
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday english german french spanish italian portuguese dutch
    mr mrs ms dr re fw usd eur gbp chf utc cet excel sepa vat eu uk usa gmbh edv kpi kpis b2b smb okr sso mfa sla ps pps
    usted ustedes ud uds lei vi voi suo sua suoi sue vostro vostra você vocês sr sra u uw jullie
    vous votre vos sie ihr ihre ihnen ihrem ihren ihrer ihres du dein deine
    dear hello hi hey good morning best kind warm regards wishes sincerely yours thanks thank you all cheers
    mit freundliche freundlichen herzliche herzlichen beste viele liebe grüße grüßen gruß bien à cordialement sincères
    salutations amicalement un saludo saludos cordiales cordial atentamente cordiali distinti saluti atenciosamente
    cordialmente cumprimentos abraço com met vriendelijke hartelijke groet groeten
    """.casefold().split()
)
# Titles of people and teams by their work; in a signature they name nobody.
_ROLES = frozenset(
    """
    the a an and of at from your our customer customers success support service care account client relations retention
    manager team head director lead office
    das ihr kundenteam kundenservice kundenbetreuung support team von der die
    l'équipe équipe clients client service votre la le les de du des
    el equipo clientes atención al cliente su il clienti assistenza del della o a equipa equipe do da dos das
    het klantenteam klantenservice klantteam van uw
    """.casefold().split()
)


def unknown_names(text: str, given: str, language: Language) -> list[str]:
    """The names in the body of an email that appear neither in `given` nor among the words that anybody may use."""
    known = _words_of(given)
    plain = _QUOTED.sub(lambda quoted: "" if quoted[0][1:-1].strip(" .…") in given else quoted[0], text)
    if any(sign in plain for sign in _OF_LINKS):
        plain = _LINK.sub(_its_end, plain)
    capitalised = {token for token in set(_TOKEN.findall(plain)) if not token.islower()}
    strange = {token for token in capitalised if not _is_known(token, known)}
    tokens = _TOKEN.finditer(plain) if strange else ()
    found = [match[0] for match in tokens if match[0] in strange and _is_name(match, plain, language)]
    signed = [word for word in _signature(plain) if _forms(word).isdisjoint(_ROLES)]
    names = (word for word in (*found, *signed) if word in strange)
    return list(dict.fromkeys(word for word in names if word.casefold() not in _ROLES))


def _its_end(link: re.Match[str]) -> str:
    """What replaces a link: the stop behind it, with which its sentence ends."""
    return f" {link[0][-1]} " if link[0][-1] in ".!?:;…" else " "


def _is_known(token: str, known: frozenset[str]) -> bool:
    forms = _forms(token)
    return not (forms.isdisjoint(known) and forms.isdisjoint(_FREE))


def unknown_persons(text: str, given: str) -> list[str]:
    """Names behind a title (Mr, Frau, Madame) or a German role (`Kollege Jens Kraft`) that nobody gave."""
    found = _TITLED.findall(text) if any(title in text for title in _TITLES) else []
    found += [name for both in _IN_ROLE.findall(text) for name in both.split()]
    known = _words_of(given) if found else frozenset()
    return [name for name in dict.fromkeys(found) if not _forms(name) & (known | _ROLES)]


def unknown_acronyms(text: str, given: str) -> list[str]:
    """Words in capitals (a standard, a code, somebody's product) that nobody gave, in any language."""
    found = [token for token in _ACRONYM.findall(text) if token.casefold() not in _FREE]
    known = _words_of(given) if found else frozenset()
    return [token for token in dict.fromkeys(found) if not _forms(token) & known]


# The three emails of a customer are compared with the same texts, ...
@lru_cache(maxsize=64)
def _words_of(given: str) -> frozenset[str]:
    return frozenset[str]().union(*map(_words_in, given.splitlines()))


# ... most of which are given for every customer.
@lru_cache(maxsize=1_024)
def _words_in(line: str) -> frozenset[str]:
    return frozenset(word for token in _TOKEN.findall(line) for word in _forms(token))


def _is_name(found: re.Match[str], text: str, language: Language) -> bool:
    """Whether a token is written as only names are."""
    token, at = found[0], found.start()
    if token.islower():
        return False
    if _CAMEL.fullmatch(token):
        return True
    if not token[0].isupper() or language == "de":
        return False
    before = text[max(0, at - _LOOK_BACK) : at]
    return bool(before) and not _STARTS.search(before)


# The input is much the same for every customer of an upload.
@lru_cache(maxsize=8_192)
def _forms(token: str) -> frozenset[str]:
    """A word in compared form: without its possessive, and split if it is joined."""
    plain = token.casefold().replace("’", "'").strip("'-&+")
    bare = plain.removesuffix("'s") if plain.endswith("'s") else plain.removesuffix("'")
    # French and Italian join the article to its word: d'Opale, l'Atelier.
    return frozenset((plain, bare, bare.rpartition("'")[2], *bare.split("-")))


def _signature(text: str) -> list[str]:
    """The capitalised words of the short lines at the end, where somebody signs; a closing ends with a comma."""
    found: list[str] = []
    paragraphs = text.strip().split("\n\n")
    if len(paragraphs) == 1:
        return found
    for line in paragraphs[-1].splitlines():
        words = _TOKEN.findall(line)
        ends = line.rstrip().endswith((",", ".", "!", "?", ":"))
        if not ends and 0 < len(words) <= _SIGNATURE_WORDS:
            found += [word for word in words if word[0].isupper() and len(word) >= _LETTERS_OF_A_NAME]
    return found
