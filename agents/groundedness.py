"""Is what an email says true? Every number, offer and claim in a campaign traces to what was given.

Strict on what is concrete (a discount, a price, a free period, a number, a placeholder, something new in the product),
lenient on what is vague: a violation costs another call, and the third one the customer. Linear-time patterns only.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from schemas.campaign import Campaign, CampaignInput, Email
from schemas.churn_analysis import CustomerView

_SHOWN = 5
_PLACEHOLDER = re.compile(
    r"\{\{.{0,80}?\}\}|\{%.{0,80}?%\}|\{[A-Za-z_][\w .]{0,40}\}|%\(?[A-Za-z_]{3,30}\)?[%s]"
    r"|\[[A-Za-zÀ-ÿ][\w '’À-ÿ/_.-]{0,40}\]|<[a-z_]{3,30}(?:[ _]name)?>|\bX{3,}\b|\bTBD\b|\blorem ipsum\b"
    r"|\binsert (?:name|company|link|date|your)\b|\byour name here\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w#])[0-9](?:[0-9.,'\u00a0\u202f]*[0-9])?(?![0-9])")
_UNITS = (
    r"%|percent|per ?cent|prozent|pour ?cent|por ?ciento|por ?cento|per ?cento|procent|months?|monate?n?|mois|mes(?:es)?|mesi|maanden|"
    r"weeks?|wochen?|semaines?|semanas?|settimane|weken|days?|tagen?|jours?|d[ií]as?|giorni|dagen|years?|users?|seats?|"
    r"minutes?|minuten|hours?|stunden|dollars?|euros?|pounds?"
)
_UNIT = f"(?:{_UNITS})"
_WORD_NUMBER = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|hundreds?|thousands?|zwei|drei|zehn|zwanzig|dreißig|fünfzig|deux|trois|dix|vingt|trente|cinquante|dos|tres|"
    r"diez|veinte|treinta|cincuenta)[ -]+(?:of )?(?:" + _UNITS + r")\b",
    re.IGNORECASE,
)
_VALUES = {
    word: value
    for words, value in (
        ("two zwei deux dos", "2"), ("three drei trois tres", "3"), ("four", "4"), ("five", "5"), ("six", "6"),
        ("seven", "7"), ("eight", "8"), ("nine", "9"), ("ten zehn dix diez", "10"), ("twelve", "12"),
        ("fifteen", "15"), ("twenty zwanzig vingt veinte", "20"), ("thirty dreißig trente treinta", "30"),
        ("forty", "40"), ("fifty fünfzig cinquante cincuenta", "50"), ("sixty", "60"), ("seventy", "70"),
        ("eighty", "80"), ("ninety", "90"),
    )
    for word in words.split()
}  # fmt: skip
# An offer, by its kind. What an approved offer is about is found by the same patterns.
_OFFERS: dict[str, re.Pattern[str]] = {
    "discount": re.compile(
        r"\bdiscount(?:s|ed)?\b|[0-9]+ ?(?:%|percent) (?:off|less|cheaper|lower|reduction)\b|\b(?:half|reduced|lower|special|better) price\b"
        r"|\bhalf off\b|\bprice (?:cut|reduction|match)\b|\bmatch (?:the|their|your|any) price\b|\bcoupon\b|\bpromo(?:tion)? code\b"
        r"|\brabatt\w*|\bnachlass\w*|\bermäßigung\w*|\bpreisnachlass\w*|\bremise\b|\bréduction\b|\brabais\b|\bdescuentos?\b|\brebaja\b"
        r"|\bsconto\b|\bsconti\b|\bdescontos?\b|\bkorting(?:en)?\b",
        re.IGNORECASE,
    ),
    "free period": re.compile(
        r"\bfree (?:month|months|week|weeks|year|period|trial|access|upgrade|seat|seats|plan|setup|set-up|onboarding|migration|training|"
        r"session|consultation|of charge)\b|\b(?:for|totally|completely|absolutely) free\b|\b(?:month|months|weeks?|year|trial) (?:for )?free\b"
        r"|\bcomplimentary\b|\bat no (?:extra |additional )?(?:cost|charge)\b|\bno[ -]cost\b|\bon (?:us|the house)\b|\bfree\b(?= ?[.!]|$)"
        r"|\bkostenlos\w*|\bkostenfrei\w*|\bgratis\w*|\bgratuit\w*|\bofferts?\b|\bgratuito?s?\b|\bgratuitamente\b",
        re.IGNORECASE,
    ),
    "credit or refund": re.compile(
        r"\brefund(?:s|ed)?\b|\bmoney[- ]back\b|\b(?:account |service )?credits?\b(?! (?:card|check|score|line|where|for (?:your|being)))"
        r"|\bwaive(?:d|s)?\b|\bvoucher\b|\bgift card\b|\bgutschrift\w*|\bgutschein\w*|\berstattung\w*|\bremboursement\b|\breembolso\b|\brimborso\b"
        r"|\bterugbetaling\b",
        re.IGNORECASE,
    ),
    "guarantee": re.compile(r"\bguarantee(?:d|s)?\b|\bgarantie\w*|\bgarantía\b|\bgaranzia\b|\bgarantia\b|\blocked?[- ]in (?:price|rate)\b", re.IGNORECASE),
}  # fmt: skip
# What a text must hold for a kind to be looked for at all: a hundred times cheaper than the patterns.
_STEMS = {
    "discount": (
        "discount", "%", "percent", "half", "price", "coupon", "promo", "rabatt", "nachlass", "ermäß", "ermäss", "remise",
        "réduction", "rabais", "descuento", "rebaja", "scont", "desconto", "korting",
    ),
    "free period": (
        "free", "complimentary", "cost", "charge", "on us", "on the house", "kostenlos", "kostenfrei", "gratis", "gratuit",
        "offert",
    ),
    "credit or refund": (
        "refund", "money", "credit", "waive", "voucher", "gift", "gutsch", "erstatt", "rembours", "reembolso", "rimborso",
        "terugbetaling",
    ),
    "guarantee": ("guarant", "garan", "lock"),
}  # fmt: skip
# What makes such words no offer of ours: a denial, or the customer's own story.
_NO_OFFER = re.compile(
    r"\b(?:no|not|never|without|cannot|can't|won't|don't|isn't|nor|kein\w*|nicht|ohne|pas|sans|aucune?|sin|ningún|non|senza|nessun\w*|não|sem|geen|niet|zonder"
    r"|you (?:asked|wanted|requested|mentioned|wrote|told|said|had|were|received|got)|your (?:request|refund|discount)"
    r"|you told us|asked (?:for|about)|instead of|rather than|lost|ended|expired|gone|feel|was|were)\b",
    re.IGNORECASE,
)
_TO_YOUR_CREDIT = re.compile(
    r"\bto (?:your|their) credit\b|\bcredit (?:is )?(?:due|where)\b|\bcredit cards?\b|\bfeel free\b", re.IGNORECASE
)
_CLAIM = re.compile(
    r"\b(?:we(?:'ve| have)?|our team(?: has)?) (?:just |recently |now |since |finally |also ){0,2}(?:added|launched|released|rolled out|shipped|introduced|built|"
    r"fixed|rebuilt|redesigned|implemented)\b[^.!?\n]{0,80}"
    r"|\b(?:it|product|platform|app|software|we|plan|plans) now (?:supports?|includes?|integrates?|offers?|comes? with|has|have)\b[^.!?\n]{0,80}"
    r"|\b(?:is|are) now (?:available|live|supported|included)\b|\bour (?:brand[- ])?new [a-z][^.!?\n]{2,60}"
    r"|\b(?:coming|arriving|launching|ships?|releasing) (?:next|this|in|soon)\b[^.!?\n]{0,40}"
    r"|\bwir haben (?:\w+ ){0,6}(?:eingeführt|hinzugefügt|veröffentlicht|entwickelt|behoben)\b|\bist (?:jetzt|nun|ab sofort) verfügbar\b|\bunterstützt (?:jetzt|nun)\b"
    r"|\bnous avons (?:\w+ ){0,3}(?:ajouté|lancé|introduit|publié|corrigé)\b|\best (?:désormais|maintenant) disponible\b"
    r"|\bhemos (?:\w+ ){0,3}(?:añadido|lanzado|introducido|publicado|corregido)\b|\bya está disponible\b|\bahora (?:incluye|admite)\b"
    r"|\babbiamo (?:\w+ ){0,3}(?:aggiunto|lanciato|introdotto|pubblicato)\b|\b(?:adicionamos|lançámos|lançamos|introduzimos)\b|\bwe hebben (?:\w+ ){0,6}(?:toegevoegd|gelanceerd|uitgebracht)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\bhttps?://[^\s<>\"')]+|\bwww\.[^\s<>\"')]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_CONTENT_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    [
        "have",
        "just",
        "with",
        "your",
        "that",
        "this",
        "team",
        "teams",
        "now",
        "since",
        "recently",
        "added",
        "launched",
        "released",
        "rolled",
        "shipped",
        "introduced",
        "built",
        "fixed",
        "new",
        "more",
        "better",
        "into",
        "from",
        "been",
        "also",
        "product",
        "platform",
        "supports",
        "includes",
        "offers",
        "available",
        "which",
        "when",
        "what",
        "would",
    ]
)


def violations(inputs: CampaignInput, campaign: Campaign) -> list[str]:
    """What in these emails is not true, each in words that a model can act on; empty where all of it holds."""
    found = _subjects(campaign)
    for email in campaign.emails:
        for rule in _RULES:
            found += [f"emails.{email.number}: {problem}" for problem in rule(inputs, email)]
    return list(dict.fromkeys(found))[:_SHOWN]


def _subjects(campaign: Campaign) -> list[str]:
    plain = {" ".join(re.findall(r"\w+", email.subject.casefold())) for email in campaign.emails}
    return [] if len(plain) == len(campaign.emails) else ["the subjects must be three different ones"]


def _text(inputs: CampaignInput, email: Email) -> str:
    """The words of an email without the customer's name, which may be Discount Tire or Four Months."""
    text = f"{email.subject}\n{email.body}\n{email.cta}"
    name = (inputs.customer.company_name or "").strip()
    for form in (name, _LEGAL_FORM.sub("", name), name[:_NAME_SHOWN].rstrip()):
        text = text.replace(form, "*") if len(form) > 1 else text
    return text


def _given(inputs: CampaignInput) -> str:
    """Everything that an email may repeat."""
    customer = inputs.customer.model_dump(mode="json", exclude_none=True)
    context = customer.pop("context", {})
    return "\n".join(str(value) for value in (*customer.values(), *context.values(), *_sayable(inputs)))


def _sayable(inputs: CampaignInput) -> list[str]:
    voice = inputs.sender
    return [*inputs.offers, *voice.claims, voice.company, voice.product, voice.signatory, voice.link]


def _placeholders(inputs: CampaignInput, email: Email) -> list[str]:
    reason = inputs.customer.cancellation_reason or ""
    found = [match[0] for match in _PLACEHOLDER.finditer(_text(inputs, email))]
    return [f"{text!r} is a placeholder; write it out or leave it out" for text in found if text not in reason]


def _numbers(inputs: CampaignInput, email: Email) -> list[str]:
    given = _given(inputs)
    return [
        f"the number {said} is not in the data; leave it out"
        if said[0].isdigit()
        else f"{said!r} is not in the data; leave it out"
        for said in untraced_numbers(_text(inputs, email), inputs.customer, given)
    ]


def untraced_numbers(text: str, customer: CustomerView, given: str) -> list[str]:
    """The numbers of a text, in digits or with a unit in words, that follow neither from the fields nor from `given`."""
    text = _LINK.sub(" ", text)
    digits = [match for match in _NUMBER.finditer(text) if not _is_numbering(text, match)]
    words = list(_WORD_NUMBER.finditer(text))
    if not digits and not words:
        return []
    known, folded = _known_numbers(customer, given), given.casefold()
    found = [match[0] for match in digits if not _traced(match[0], known)]
    return found + [
        match[0]
        for match in words
        if _VALUES.get(match[1].casefold()) not in known and match[0].casefold() not in folded
    ]


def _known_numbers(customer: CustomerView, given: str) -> set[str]:
    known = {_plain(match[0]) for match in _NUMBER.finditer(given)}
    for day in (customer.churn_date, customer.signup_date, customer.last_login_date):
        if isinstance(day, date):
            known |= {str(day.year), str(day.month), str(day.day)}
    for amount in (customer.mrr, customer.total_spent):
        if amount is not None:
            known |= {_plain(f"{amount:.2f}"), str(int(amount)), str(round(amount))}
    if customer.signup_date and customer.churn_date:
        days = (customer.churn_date - customer.signup_date).days
        known |= {str(days), str(days // 365), str(round(days / 365)), str(round(days / 30.44)), str(int(days / 30.44))}
    return known


def _plain(number: str) -> str:
    """A number without its marks of thousands and its empty decimals."""
    whole = re.sub(r"[.,]0{1,2}$", "", number) if re.search(r"[.,]0{1,2}$", number) else number
    return re.sub(r"[.,'\u00a0\u202f]", "", whole).lstrip("0") or "0"


def _traced(number: str, known: set[str]) -> bool:
    return _plain(number) in known or number in known


def _is_numbering(text: str, match: re.Match[str]) -> bool:
    """`1.`, `2)`, `Email 3:` and the like, but not `2 months`."""
    if match[0] not in ("1", "2", "3"):
        return False
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 20]
    return not re.search(r"[$€£]", before) and not re.match(r"[ -]?" + _UNIT, after, re.IGNORECASE)


def _offers(inputs: CampaignInput, email: Email) -> list[str]:
    approved = "\n".join(inputs.offers)
    return [
        f"{said!r} offers a {kind} that is not among the approved offers; leave it out"
        for kind, said, sentence in _offered(inputs, email)
        if not _OFFERS[kind].search(approved) or not _same_numbers(sentence, approved)
    ]


def _offered(inputs: CampaignInput, email: Email) -> Iterator[tuple[str, str, str]]:
    """Kind, words and sentence of every offer in an email that is not an approved one word for word."""
    folded = f"{email.subject}\n{email.body}\n{email.cta}".casefold()
    kinds = [kind for kind, stems in _STEMS.items() if any(stem in folded for stem in stems)]
    for sentence in _SENTENCE.findall(_unquoted(inputs, _text(inputs, email))) if kinds else ():
        for kind in kinds:
            match = _OFFERS[kind].search(_TO_YOUR_CREDIT.sub(" ", sentence))
            if match is not None and not _NO_OFFER.search(sentence):
                yield kind, match[0].strip(), sentence


def offers_made(inputs: CampaignInput, campaign: Campaign) -> list[str]:
    """What these emails offer, in their own words; an approved offer where it is named at least in its main words."""
    found = [said for email in campaign.emails for _, said, _ in _offered(inputs, email)]
    return found + approved_offers_made(inputs, campaign)


def approved_offers_made(inputs: CampaignInput, campaign: Campaign) -> list[str]:
    """The approved offers that an email names: its numbers, and three in five of its longer words."""
    found = []
    for email in campaign.emails:
        text = f"{email.body}\n{email.cta}"
        words, numbers = _content_words(text), {_plain(match[0]) for match in _NUMBER.finditer(text)}
        for offer in inputs.offers:
            main = _content_words(offer)
            same = {_plain(match[0]) for match in _NUMBER.finditer(offer)} <= numbers
            if same and (len(main & words) >= _MAIN * len(main) if main else offer.casefold() in text.casefold()):
                found.append(offer)
    return list(dict.fromkeys(found))


_MAIN = 0.6


def _unquoted(inputs: CampaignInput, text: str) -> str:
    """Without the customer's own words and the approved offers, where they stand word for word."""
    reason = (inputs.customer.cancellation_reason or "").strip()
    text = text.replace(reason, " ") if len(reason) > _SHORT else text
    text = re.sub(
        r"[\"“„«][^\"”“»\n]{1,300}[\"”“»]",
        lambda quoted: " " if quoted[0][1:-1].strip(" .…") in reason else quoted[0],
        text,
    )
    for offer in inputs.offers:
        text = text.replace(offer, " ")
    return text


_SHORT = 8
_NAME_SHOWN = 30
_LEGAL_FORM = re.compile(r",? (?:inc|llc|ltd|gmbh|ag|sa|sas|sarl|bv|nv|corp|co|plc|spa|srl|limited)\.?$", re.IGNORECASE)
_HALF = re.compile(r"\bhalf\b", re.IGNORECASE)


def _same_numbers(sentence: str, approved: str) -> bool:
    sentence = _HALF.sub("50", sentence)
    known = {_plain(match[0]) for match in _NUMBER.finditer(approved)}
    return all(_plain(match[0]) in known for match in _NUMBER.finditer(sentence))


def _claims(inputs: CampaignInput, email: Email) -> list[str]:
    if _CLAIM.search(_text(inputs, email)) is None:
        return []
    sayable = _content_words("\n".join((*inputs.sender.claims, *inputs.offers)))
    problems = []
    for sentence in _SENTENCE.findall(_unquoted(inputs, _text(inputs, email))):
        match = _CLAIM.search(sentence)
        if match is None:
            continue
        words = _content_words(sentence)
        if not sayable or len(words & sayable) * 2 < len(words):
            said = match[0].strip()[:60]
            problems.append(f"{said!r} claims something about the product that nobody approved; leave it out")
    return problems


def _content_words(text: str) -> frozenset[str]:
    return frozenset(word for word in _CONTENT_WORD.findall(text.casefold()) if word not in _COMMON)


def _links(inputs: CampaignInput, email: Email) -> list[str]:
    sayable = "\n".join(_sayable(inputs))
    found = [match[0].rstrip(".,;:)") for match in _LINK.finditer(_text(inputs, email))]
    return [
        f"the link or address {link[:60]!r} is not the sender's; leave it out" for link in found if link not in sayable
    ]


_RULES: tuple[Callable[[CampaignInput, Email], list[str]], ...] = (_placeholders, _numbers, _offers, _claims, _links)
