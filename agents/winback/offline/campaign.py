"""Three emails to a customer who left, assembled from fixed texts."""

from collections.abc import Iterable

from agents.winback.manners import WRONGED
from agents.winback.offline.company_name import NAME_LENGTH, display_name
from agents.winback.offline.english import (
    COPY,
    OFFER_ASK,
    THANKS,
    THANKS_OF_ANY,
    TIER_TONES,
    TONE_WORDS,
    TONES,
    CategoryCopy,
    Tone,
)
from agents.winback.offline.facts import fact
from agents.winback.offline.farewell import with_farewell
from agents.winback.offline.letter_texts import (
    also_named,
    copy_of,
    is_unsure,
    names_particular,
    particular_of,
    second_ask,
    second_particular,
)
from agents.winback.offline.no_way_out import with_nothing_to_sell
from agents.winback.offline.offer_choice import suitable_offer
from agents.winback.offline.plain_words import clean, plain_words, word_set
from agents.winback.offline.quoting import quoted
from agents.winback.offline.stays import Stay, stay_of
from agents.winback.offline.translations import TRANSLATIONS, Translation
from schemas.customer import Category
from schemas.winback.campaign import Campaign, CampaignInput, Email

_SUBJECT_LENGTH = 60
_TONE_OF = {word: tone for tone, words in TONE_WORDS.items() for word in word_set(words)}
_ASKS_NOTHING: tuple[Category, ...] = ("pricing", "onboarding")  # in their general proposals
_DENIALS = word_set("not never no avoid without less dont")
_CAUSES: dict[Category, str] = {
    "pricing": "over the price",
    "features": "over something missing in the product",
    "onboarding": "because getting started was too hard",
    "competition": "for an alternative",
    "business_closure": "because the company or the project ended",
    "unclear": "without a clear reason",
}


def write(inputs: CampaignInput) -> Campaign:
    """Email 1 acknowledges and asks, 2 proposes, 3 closes without pressure. Offers only what is approved."""
    inputs = with_nothing_to_sell(inputs)
    tone = _tone(inputs.guidance, inputs.customer.subscription_tier)
    offer = suitable_offer(inputs.offers, inputs.analysis.category) if _takes_offer(inputs) else ""
    translation = TRANSLATIONS.get(inputs.language)
    emails = _emails(inputs, tone, offer) if translation is None else _translated(inputs, translation, offer)
    return Campaign(emails=emails, summary=_summary(inputs, tone, offer))


def _emails(inputs: CampaignInput, tone: Tone, offer: str) -> list[Email]:
    copy, manner = copy_of(COPY[inputs.analysis.category], inputs), TONES[tone]
    opening = manner.unsure if is_unsure(inputs) else manner.stated
    stated = f"{opening} {copy.stated}." if copy.stated else ""
    thanks = THANKS.get(inputs.customer.subscription_tier or "", THANKS_OF_ANY)
    bodies = _bodies(inputs, copy, (thanks, stated, "In your words: "), f"Our offer: {offer}" if offer else "")
    asks = (copy.asks[0], OFFER_ASK if offer else second_ask(inputs), copy.asks[1])
    name, first = display_name(inputs.customer.company_name), _first_name(inputs)
    greeting = f"{manner.greeting} {name} team," if name else "Hello,"
    greetings = (f"{manner.greeting} {first},",) * 3 if first else (greeting, "Hello again,", "Hello,")
    return _numbered(inputs, copy.subjects, bodies, asks, greetings, (manner.close, "The customer team"))


def _translated(inputs: CampaignInput, words: Translation, offer: str) -> list[Email]:
    copy = copy_of(words.copy[inputs.analysis.category], inputs)
    stated = _doubted(copy.stated, words.unsure, inputs.language) if is_unsure(inputs) else copy.stated
    offering = f"{words.offer}{offer}" if offer else ""
    bodies = _bodies(inputs, copy, (words.thanks, stated, words.quote), offering)
    asks = (copy.asks[0], second_ask(inputs), copy.asks[1])
    name, (before, behind) = display_name(inputs.customer.company_name), words.greeting
    greeting, anyone = f"{before}{name}{behind}" if name else words.greeting_anyone, words.greeting_anyone
    greetings = (greeting, anyone, anyone)
    if first := _first_name(inputs):
        # `Guten Tag,` becomes `Guten Tag Katrin,`; Spanish and Portuguese put a comma before the name.
        comma = "," if inputs.language in ("es", "pt") else ""
        greetings = (f"{anyone[:-1]}{comma} {first}{anyone[-1]}",) * 3
    return _numbered(inputs, copy.subjects, bodies, asks, greetings, (words.close, words.team))


def _bodies(
    inputs: CampaignInput, copy: CategoryCopy, said: tuple[str, str, str], offering: str
) -> tuple[tuple[str, ...], ...]:
    """The paragraphs of the three; `said` is the thanks of a tier, the stated cause, and what leads to a quote."""
    stay, quote = stay_of(inputs.customer, inputs.language), quoted(inputs, said[2])
    bodies = (
        _first(inputs, copy, (stay.thanks or said[0], said[1], quote)),
        (*_second(inputs, copy), offering),
        (_joined(_last_thanks(inputs, stay, quote), copy.close),),
    )
    return tuple((_after_greeting(first, inputs), *others) for first, *others in map(_filled, bodies))


def _first(inputs: CampaignInput, copy: CategoryCopy, said: tuple[str, str, str]) -> tuple[str, ...]:
    """What they wrote, or thanks and what is known of it, and one question. A wronged customer gets an apology."""
    thanks, stated, quote = said
    opening = quote or _joined("" if _not_thanked(inputs) else thanks, stated)
    particular_said = particular_of(inputs) if names_particular(inputs) else None
    shown = _seen(inputs) if particular_said is not None and not particular_said.regret else ""
    return opening, _joined(copy.regret, shown), _joined(copy.question, also_named(inputs))


def _second(inputs: CampaignInput, copy: CategoryCopy) -> tuple[str, ...]:
    """Goes on from the question of the first; where that was a general one, from what the row shows."""
    told = inputs.analysis.topic or inputs.answer or names_particular(inputs)
    other = second_particular(inputs) if _leaves_room(inputs) else None
    shown = "" if told and not inputs.answer else _seen(inputs)
    return _joined(shown, copy.proposal), other.proposal if other else ""


def _leaves_room(inputs: CampaignInput) -> bool:
    """Whether what is proposed to the first cause asks for nothing, so that the second may: an email asks one thing."""
    general = inputs.analysis.category in _ASKS_NOTHING and not inputs.answer
    return general and not names_particular(inputs) and not is_unsure(inputs)


def _last_thanks(inputs: CampaignInput, stay: Stay, quote: str) -> str:
    """The thanks that the first did not begin with; the end of a business is thanked for in full."""
    if inputs.analysis.category == "business_closure" and not inputs.analysis.topic:
        return stay.thanks
    return stay.last if quote and not _not_thanked(inputs) else ""


def _not_thanked(inputs: CampaignInput) -> bool:
    topic = inputs.analysis.topic
    return topic in WRONGED or (inputs.analysis.category == "business_closure" and topic is None)


def _filled(paragraphs: Iterable[str]) -> list[str]:
    return [paragraph for paragraph in paragraphs if paragraph]


def _seen(inputs: CampaignInput) -> str:
    return fact(inputs.customer, inputs.analysis.category, inputs.language)


def _takes_offer(inputs: CampaignInput) -> bool:
    said = particular_of(inputs)
    return not inputs.analysis.topic and (said is None or said.takes_offer)


def _doubted(stated: str, unsure: str, language: str) -> str:
    """The cause behind a colon, where only German goes on with a capital letter."""
    if not stated:
        return ""
    return f"{unsure} {stated if language == 'de' else stated[:1].lower() + stated[1:]}"


def _first_name(inputs: CampaignInput) -> str:
    return clean(inputs.customer.first_name or "", NAME_LENGTH)


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _after_greeting(text: str, inputs: CampaignInput) -> str:
    """German, French and Dutch go on in small letters behind the comma of a greeting."""
    if inputs.language not in ("de", "fr", "nl") or text.startswith(("Sie ", "Ihr", "Ihnen")):
        return text
    return text[:1].lower() + text[1:]


def _numbered(
    inputs: CampaignInput,
    subjects: tuple[str, str, str],
    bodies: tuple[tuple[str, ...], ...],
    asks: tuple[str, str, str],
    greetings: tuple[str, ...],
    closing: tuple[str, str],
) -> list[Email]:
    headed = (_subject(display_name(inputs.customer.company_name), subjects[0]), *subjects[1:])
    ended = inputs.analysis.category == "business_closure"
    return [
        Email(
            number=number,
            subject=subject,
            body=_body(greeting, *with_farewell(greeting, paragraphs, close, inputs.language, ended=ended), close),
            cta=ask,
        )
        for number, (subject, greeting, paragraphs, close, ask) in enumerate(
            zip(headed, greetings, bodies, _signatures(inputs, *closing), asks, strict=True), start=1
        )
    ]


def _signatures(inputs: CampaignInput, close: str, team: str) -> tuple[str, str, str]:
    """In full below the first; what goes on from it with the name alone, as people do; the last with the company."""
    signatory, company = (clean(said, NAME_LENGTH * 2) for said in (inputs.sender.signatory, inputs.sender.company))
    full = "\n".join(line for line in (signatory, company) if line) or team
    short = signatory.partition(",")[0].strip() or company or team
    return f"{close}\n{full}", short, f"{short}\n{company}" if company and company != short else short


def _body(*paragraphs: str) -> str:
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _subject(name: str, text: str) -> str:
    room = _SUBJECT_LENGTH - len(text) - 2
    return clean(name, room) + ": " + text if name else text


def _tone(guidance: str, tier: str | None) -> Tone:
    """The first tone that the guidance asks for, else the one that suits the tier."""
    words = plain_words(guidance)
    asked = (
        _TONE_OF[word]
        for at, word in enumerate(words)
        if word in _TONE_OF and _DENIALS.isdisjoint(words[max(0, at - 2) : at])
    )
    return next(asked, TIER_TONES.get(tier or "", "plain"))


def _summary(inputs: CampaignInput, tone: Tone, offer: str) -> str:
    tier = inputs.customer.subscription_tier
    customer = f"{tier} customer" if tier in THANKS else "customer"
    with_offer = " with one approved offer" if offer else ""
    cause = _CAUSES[inputs.analysis.category]
    parts = f"a question, a proposal{with_offer}, and an open door"
    return f"Three {tone} emails for one {customer} that left {cause}: {parts}."
