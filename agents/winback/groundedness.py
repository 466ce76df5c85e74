"""Is what an email says true and allowed? Every number, offer, claim, link and name in it must come from the input.

Claims are judged, not words: a sentence is read clause by clause (`agents/checks/`), and what it gives, promises or
states has to be approved. A violation costs another call; at the third, the customer fails.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from agents.checks.asks import asks_for_reply, links_in
from agents.checks.fold import fold
from agents.checks.injection import speaks_to_ai
from agents.checks.links import foreign_links
from agents.checks.names import unknown_acronyms, unknown_names, unknown_persons
from agents.checks.offers import Offered, is_approved, offered
from agents.checks.prose import foreign, repeated, shouted
from agents.checks.quantities import quantities
from agents.checks.residue import formula, header, residue
from agents.checks.statements import claimed
from agents.checks.unbecoming import unbecoming
from agents.winback.manners import greeted_wrongly, missing_apology
from agents.winback.quotes import cut_off, notes_quoted
from agents.winback.written import Given, Written, known_numbers
from schemas.winback.campaign import Campaign, CampaignInput
from schemas.winback.churn_analysis import CustomerView

_SHOWN = 5


def violations(inputs: CampaignInput, campaign: Campaign) -> list[str]:
    """What in these emails is not true or not allowed, in words that a model can act on; empty if all is well."""
    given = Given(inputs)
    found = same_subjects(campaign)
    for email in campaign.emails:
        written = Written(given, email)
        for rule in _RULES:
            found += [f"emails.{email.number}: {problem}" for problem in rule(given, written)]
    return list(dict.fromkeys(found))[:_SHOWN]


def offers_made(inputs: CampaignInput, campaign: Campaign) -> list[str]:
    """What these emails offer, in their own words; an approved offer counts if at least its main words are there."""
    given = Given(inputs)
    found = [made.said for email in campaign.emails for made in offered(Written(given, email).sentences)]
    return found + approved_offers_made(inputs, campaign)


def approved_offers_made(inputs: CampaignInput, campaign: Campaign) -> list[str]:
    """The approved offers that an email names: all their numbers, and three in five of their longer words."""
    found = [offer for email in campaign.emails for offer in inputs.offers if says(f"{email.body}\n{email.cta}", offer)]
    return list(dict.fromkeys(found))


def says(text: str, approved: str) -> bool:
    """Whether a text says an approved sentence: all its numbers, and three in five of its longer words."""
    text, folded = fold(text), fold(approved)
    words, main = _content_words(text), _content_words(folded)
    same = {quantity.value for quantity in quantities(folded)} <= {quantity.value for quantity in quantities(text)}
    return same and (len(main & words) >= _MAIN * len(main) if main else folded in text)


def untraced_numbers(text: str, customer: CustomerView, given: str) -> list[str]:
    """The numbers of a text, in digits or in words, that follow neither from the fields nor from `given`."""
    return list(known_numbers(customer, given).untraced(fold(text)))


_MAIN = 0.6
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(("with", "your", "that", "this", "from", "team", "teams", "into", "which", "when"))


def _content_words(folded: str) -> frozenset[str]:
    return frozenset(_LONG_WORD.findall(folded)) - _COMMON


def same_subjects(campaign: Campaign) -> list[str]:
    """What is wrong with the subjects beside each other: two of them say the same."""
    plain = {" ".join(re.findall(r"\w+", email.subject.casefold())) for email in campaign.emails}
    return [] if len(plain) == len(campaign.emails) else ["the subjects must be three different ones"]


def _residue(given: Given, written: Written) -> Iterator[str]:
    for said in residue(written.text, given.text):
        yield f"{said!r} is a placeholder or markup; write plain words or leave it out"
    email = written.email
    lines = (email.subject, email.cta, *email.body.splitlines())
    if any(formula(line) and not _starts_with_name(given, line) for line in lines):
        yield "a line starts like a formula of a spreadsheet; write it as a sentence"
    if header(email.subject):
        yield "the subject holds another header of an email; write a subject only"


def _starts_with_name(given: Given, line: str) -> bool:
    """Whether it begins with the customer's name: `@home` is one, and exports keep spreadsheets from computing it."""
    start = _letters(line)
    names = (_letters(name) for name in given.customer_names if "://" not in name)
    return any(name and start.startswith(name) for name in names)


def _letters(text: str) -> str:
    """Without its signs, of which a writer may leave some out of a name."""
    return re.sub(r"[\W_]+", "", text)


def _numbers(given: Given, written: Written) -> Iterator[str]:
    for said in given.numbers.untraced(written.folded):
        yield f"the number {said!r} is not in the data; leave it out"


def _offers(given: Given, written: Written) -> Iterator[str]:
    for made in offered(written.sentences):
        if not is_approved(made, written.numbers, given.approved):
            yield _not_approved(given, made)


def _not_approved(given: Given, made: Offered) -> str:
    advice = "name an approved offer in its own words or leave it out" if given.inputs.offers else "leave it out"
    return f"{made.said!r} offers something of value ({made.kind}) that was not approved; {advice}"


def _statements(given: Given, written: Written) -> Iterator[str]:
    for found in claimed(written.sentences, given.statements):
        yield f"{found.said!r} {found.problem} that nobody approved; leave it out"
    for found in unbecoming(written.sentences, given.folded_reason):
        yield f"{found.said!r} {found.problem}; leave it out"


def _links(given: Given, written: Written) -> Iterator[str]:
    own = (given.inputs.sender.link, *(word for text in given.sayable for word in text.split()))
    for link in foreign_links(written.text, own):
        yield f"the link or address {link[:60]!r} is not the sender's; leave it out"


def _quotes(given: Given, written: Written) -> Iterator[str]:
    for said in notes_quoted(given.inputs, written.email):
        yield f"{said!r} is a note of ours and no word of the customer; leave it out"
    for said in cut_off(given.inputs, written.email):
        yield f"{said!r} is cut off; quote a whole sentence or say it in your own words"


def _manners(given: Given, written: Written) -> Iterator[str]:
    yield from greeted_wrongly(given.inputs, written.email)
    if missing_apology(given.inputs, written.email):
        yield "it does not say sorry to somebody who was wrongly billed or lost trust; begin with an apology"


def _one_ask(_given: Given, written: Written) -> Iterator[str]:
    email = written.email
    links = links_in(f"{email.body}\n{email.cta}")
    if links and asks_for_reply(email.cta):
        yield "it asks for a reply and for a click; ask for one of them"
    elif len(links) > 1:
        yield "it holds more than one link; keep one"


def _names(given: Given, written: Written) -> Iterator[str]:
    for name in (
        *unknown_names(written.body, given.named, given.inputs.language),
        *unknown_persons(written.text, given.named),
    ):
        yield f"nobody gave the name {name!r}; leave it out"
    for name in unknown_acronyms(written.text, given.named):
        yield f"nobody gave {name!r}; leave it out"


def _prose(given: Given, written: Written) -> Iterator[str]:
    own = written.text
    for approved in (*given.inputs.offers, *given.inputs.sender.claims):
        own = own.replace(approved, " ")  # nobody says which language these are written in
    for said in foreign(own, given.inputs.language, given.named):
        yield f"{said!r} is not in the language asked for ({given.inputs.language})"
    for problem in repeated(written.email.body):
        yield f"{problem}; write sentences"
    for said in shouted(written.body):
        yield f"{said!r} shouts; write it in small letters or leave it out"
    if speaks_to_ai(written.body) or speaks_to_ai(written.email.subject):
        yield "it repeats an instruction to an AI; leave it out"


_RULES: tuple[Callable[[Given, Written], Iterable[str]], ...] = (
    _residue,
    _numbers,
    _offers,
    _statements,
    _links,
    _quotes,
    _manners,
    _one_ask,
    _names,
    _prose,
)
