"""Whom it greets, whom it names, how long it is, and whether it reads as this brand's letter."""

import re
from collections.abc import Iterator

from agents.checks.injection import speaks_to_ai
from agents.checks.names import unknown_acronyms, unknown_names, unknown_persons
from agents.checks.prose import foreign, repeated, shouted
from agents.checks.residue import formula, header, residue
from agents.upsell.wording import folded
from agents.upsell.written import Given, Written
from schemas.upsell.message import MAX_WORDS, MIN_WORDS

_GREETING = re.compile(
    r"^(?:dear|hello|hi|hey|good (?:morning|day|afternoon|evening)|greetings|guten tag|hallo|liebe[rs]?|bonjour|cher|chere|hola|ciao|buongiorno|ola|beste|buen(?:os|as) (?:dias|tardes|noches)|estimad[oa]|querid[oa]|sehr geehrte[rs]?(?: (?:herr|frau))?|moin|servus|guten (?:morgen|abend)|bom dia|boa tarde|goedendag)?(?: there)?[ ,]*"
)
_NOBODY = re.compile(
    r"(?<!\w)(?:(?:valued|dear|esteemed) (?:customer|client|homeowner|friend|neighbou?r|member)|(?:dear|hello|hi|hey) (?:customer|client|homeowner|friend|neighbou?r|sir|madam|resident|member|name|user|all|everyone)|to whom it may concern|sehr geehrte (?:damen und herren|kund\w+)|liebe[rs]? (?:kund\w+|mitglied\w*|hausbesitzer\w*)|(?:estimad|querid)[oa]s? (?:client[ea]s?|amig[oa]s?|soci[oa]s?))(?!\w)"
)
# A name at the start of a sentence has its capital anyway; here it is a person's all the same.
_STAFF = re.compile(
    r"\b(?P<name>[A-Z][a-z]+) (?:from|in|at|of) (?:our|the|my) (?:office|team|crew|company)\b"
    r"|\b(?:my name is|I am|I'm|this is|ask for|asking for|call|contact) (?P<other>[A-Z][a-z]+)\b"
)
# In German every noun has a capital, so a name is told by what it stands behind.
_STAFF_OTHERS = re.compile(
    r"\b(?:[Uu]nsere?[mnr]?|[Ii]hre?[mnr]?) [A-ZÄÖÜ][a-zäöüß]+ (?P<name>[A-ZÄÖÜ][a-zäöüß]+)\b"
    r"|\b[Nn]uestr[oa] [a-záéíóúñ]+ (?P<other>[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+)\b"
    r"|\b(?:[Ii]ch bin|[Mm]ein Name ist|[Ss]oy|[Mm]e llamo|[Ff]ragen Sie nach|[Pp]regunte por) (?P<said>[A-ZÄÖÜÁÉÍÓÚÑ][^\W\d_]+)\b"
)
_GREETED = 60  # characters of a first line that greets
_SIGNED = 3  # last lines in which the signature stands


def length(_given: Given, written: Written) -> Iterator[str]:
    """80 to 200 words."""
    if not MIN_WORDS <= written.words <= MAX_WORDS:
        yield f"body: {written.words} words; {MIN_WORDS} to {MAX_WORDS} are allowed"


def greeting(given: Given, written: Written) -> Iterator[str]:
    """By first name if there is one, and by no other."""
    first = written.lines[0] if written.lines else ""
    name, line = given.customer.first_name, folded(first)
    if name and re.search(rf"(?<!\w){re.escape(folded(name))}(?!\w)", line[:_GREETED]) is None:
        yield f"body: it does not greet {name}; begin with a greeting by first name"
    elif name and len(first) <= _GREETED:
        rest = line.replace(folded(name), "", 1)
        if re.sub(r"[\s,.!:\u2013\u2014-]+", "", _GREETING.sub("", rest)) and _stranger(rest):
            yield f"body: {first[:60]!r} greets more than {name}; use the first name alone"
    if _NOBODY.search(folded(written.message.body[:200])):
        yield "body: it greets nobody in particular; greet by first name, or say hello"
    last = folded("\n".join(written.lines[-_SIGNED:]))
    if folded(given.brand.signatory) not in last:
        yield f"body: it is not signed; sign as {given.brand.signatory!r}"


def _stranger(rest: str) -> bool:
    """Whether words are left of a greeting that are neither a greeting nor a wish."""
    words = re.findall(r"[^\W\d_]+", _GREETING.sub("", rest))
    return 0 < len(words) <= 2  # noqa: PLR2004 -- `Hi Maria Gomez,`; a whole sentence says something else


def names(given: Given, written: Written) -> Iterator[str]:
    """Nobody and nothing that was not given."""
    message = written.message
    found = [
        *unknown_names(message.body, given.text, given.language),
        *unknown_persons(written.text, given.text),
        *unknown_acronyms(written.text, given.text + given.notes),
    ]
    known = folded(given.text)
    for staff in _STAFF.finditer(message.body):
        said = staff["name"] or staff["other"]
        found += [] if _is_known(said, known) else [said]
    if given.language != "en":
        found += [one for one in _staff_of_others(message.body) if not _is_known(one, known)]
    for name in dict.fromkeys(found):
        if folded(name) not in _SEASONS:
            yield f"nobody gave the name {name!r}; leave it out"


def _is_known(name: str, known: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(folded(name))}(?!\w)", known) is not None


def _staff_of_others(body: str) -> list[str]:
    """Those of whom a message in another language says that they are ours."""
    found = _STAFF_OTHERS.finditer(body)
    return [one["name"] or one["other"] or one["said"] for one in found]


_SEASONS = frozenset(
    ("spring", "summer", "fall", "autumn", "winter", "thanksgiving", "christmas", "halloween", "easter")
)


def avoided(given: Given, written: Written) -> Iterator[str]:
    """None of the brand's words to avoid, in any inflection."""
    for phrase in given.brand.avoid:
        if re.search(rf"(?<!\w){re.escape(folded(phrase))}(?:s|es|ed|ing)?(?!\w)", written.folded):
            yield f"the brand avoids {phrase!r}; say it in another way"


def residue_left(given: Given, written: Written) -> Iterator[str]:
    """No placeholder, markup or formula."""
    for said in residue(written.text, given.text):
        yield f"{said!r} is a placeholder or markup; write plain words or leave it out"
    if any(map(formula, (written.message.subject, *written.lines))):
        yield "a line starts like a formula of a spreadsheet; write it as a sentence"
    if header(written.message.subject):
        yield "the subject holds another header of an email; write a subject only"


def prose(given: Given, written: Written) -> Iterator[str]:
    """Sentences in the language of the catalogue, and no order to an AI."""
    body = written.message.body
    for said in foreign(written.text, given.language, given.text):
        yield f"{said!r} is not in the language of the catalogue ({given.language})"
    for problem in repeated(body):
        yield f"{problem}; write sentences"
    for said in shouted(written.text):
        yield f"{said!r} shouts; write it in small letters or leave it out"
    if speaks_to_ai(body) or speaks_to_ai(written.message.subject):
        yield "it repeats an instruction to an AI; leave it out"
