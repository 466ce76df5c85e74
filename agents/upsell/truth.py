"""Every number, offer, claim and link comes from the catalogue, the brand or what is known of the customer."""

import re
from collections.abc import Iterator

from agents.checks.links import foreign_links
from agents.checks.offers import PERIOD, Offered, offered
from agents.checks.statements import claimed
from agents.checks.unbecoming import unbecoming
from agents.upsell import claim_words, claim_words_de, claim_words_es
from agents.upsell.claim_families import Family
from agents.upsell.wording import ENOUGH, folded, says, stem, stems
from agents.upsell.written import Given, Written, given_kinds, known_numbers
from schemas.sender import Language

_PHONE = re.compile(
    r"(?<![\w$.,-])(?:\+?\d{1,2}[ .-]?)?(?:\(\d{3}\)|\d{3})[ .-]\d{3}[ .-]?\d{4}(?!\w)|(?<!\w)\d{3}-\d{4}(?!\w)"
)
_HOUSEHOLD = re.compile(
    r"(?<!\w)your (?:\w+ )?(?P<who>dogs?|cats?|pets?|puppy|horses?|chickens?|bab(?:y|ies)|newborn|kids?|children|sons?"
    r"|daughters?|wife|husband|spouse|partner|parents|mother|father|guests|tenants?|roommates?|grandchildren|allerg\w+|asthma)(?!\w)"
    r"|(?<!\w)(?:ihre?[nmrs]?|deine?[nmrs]?) "
    r"(?P<de>hunde?n?|katzen?|haustiere?n?|kinder|kind|baby|sohn|tochter|frau|mann|partner(?:in)?|eltern)(?!\w)"
    r"|(?<!\w)(?:sus?|tus?) "
    r"(?P<es>perros?|gatos?|mascotas?|hij[oa]s?|ninos|bebe|mujer|marido|espos[oa]|pareja|padres)(?!\w)"
)
# The kinds of claims by language; of the others, what all systems share in `agents/checks/` is looked for.
_FAMILIES: dict[Language, tuple[Family, ...]] = {
    "en": claim_words.FAMILIES,
    "de": claim_words_de.FAMILIES,
    "es": claim_words_es.FAMILIES,
}
_TERMS = "better terms"
_MORE_OF_IT = re.compile(r"(?<!\w)(?:extra|additional|more|another|longer|free|bonus|further)(?!\w)")
_NEARLY = 0.75  # of a listed line, which then gives what it gives
# Rules for the makers of software, whose every statement of what it does is news.
_OF_SOFTWARE = ("claims something about the product", "promises a development")


def claims(given: Given, written: Written) -> Iterator[str]:
    """Kinds of claims that a message about a service is prone to."""
    text = written.folded.replace(folded(given.item.name), " ")
    for line in given.sayable:
        text = text.replace(folded(line).rstrip(" ."), " ")
    known = folded("\n".join(given.sayable))
    for family in _FAMILIES.get(given.language, claim_words.FAMILIES):
        for found in family.pattern.finditer(text):
            if family.ever or found[0] not in known:
                yield f"{found[0]!r} {family.problem}; leave it out"


def numbers(given: Given, written: Written) -> Iterator[str]:
    """Every number was given."""
    of_customer = set(given.customer_numbers.untraced(written.counted))
    for said in known_numbers("\n".join(given.listed_texts)).untraced(written.counted):
        if said in of_customer:
            yield f"the number {said!r} is not in the data; leave it out"


def offers(given: Given, written: Written) -> Iterator[str]:
    """Nothing of value that no benefit lists."""
    for made in offered(written.sentences):
        if not _listed(given, made):
            yield f"{made.said!r} offers something of value ({made.kind}) that is not listed; leave it out"


def _listed(given: Given, made: Offered) -> bool:
    """Whether a benefit gives this, in about its words, or it is only the item's price that is named."""
    text = made.sentence.text
    if made.kind == _TERMS and ("xxclaim" in text or _states_price(given, text)):
        return True
    if made.kind == PERIOD and _MORE_OF_IT.search(text) is None:
        return True  # we treat the yard each month: what a service is
    return any(says(line, text, ENOUGH if made.kind in given_kinds(line) else _NEARLY) for line in given.sayable)


def _states_price(given: Given, text: str) -> bool:
    amount = re.search(r"[0-9][0-9.,]*", given.item.price or "")
    return amount is not None and amount[0] in text


def statements(given: Given, written: Written) -> Iterator[str]:
    """Nothing about the company or its services that nobody lists."""
    for found in claimed(written.sentences, given.statements):
        if found.problem not in _OF_SOFTWARE:
            yield f"{found.said!r} {found.problem} that nobody listed; leave it out"
    for found in unbecoming(written.sentences, ""):
        yield f"{found.said!r} {found.problem}; leave it out"


def household(given: Given, written: Written) -> Iterator[str]:
    """Nobody and no animal of the household that was not told of."""
    known = stems("\n".join((given.notes, given.facts, *given.sayable)))
    for found in _HOUSEHOLD.finditer(written.folded):
        if stem(found["who"] or found["de"] or found["es"]) not in known:
            yield f"nobody said anything of {found[0]!r}; leave it out"


def links(given: Given, written: Written) -> Iterator[str]:
    """No link, address or phone number but the brand's link."""
    own = (given.brand.link, *(word for line in (*given.sayable, given.brand.company) for word in line.split()))
    for link in foreign_links(written.text, own):
        yield f"the link or address {link[:60]!r} is not the brand's; leave it out"
    for phone in _PHONE.findall(written.text):
        if phone not in "\n".join(given.sayable):
            yield f"the phone number {phone!r} is not the brand's; leave it out"
