"""Questions that ask for a promise about what is not released, or exact one. What exists may be asked about freely."""

import re
from functools import lru_cache

from schemas.support.guardrails import Names

_BRING = r"(?:support|add|release|launch(?! (?:an? |the |my |new |more |another )*(?:instances?|containers?|tasks?|nodes?|workers?|functions?|pods?|servers?|hosts?))|introduce|ship|offer|roll out|bring|implement|announce|publish|deliver|open|expand|enable|finally (?:get|have|fix)|drop|fix|make .{0,30} available|com(?:e|ing) (?:out|to)|arriv(?:e|ing)|land|go (?:ga|live)|be (?:adding|releasing|launching|supporting|introducing|shipping|opening|available|released|launched|added|supported|ga|out|ready|generally available|shipped|announced|fixed|introduced|coming)|get (?:support|an?\b|native|the|gpu|ipv6|better|more))"
_SOMETIME = r"(?:ever|soon(?!er| as)|next (?:year|quarter|month|week|version|release|re:?invent)|in the (?:near )?future|this (?:year|quarter|summer|fall|autumn|winter|spring|month)|by (?:the end|next|q[1-4]|\d{4}|january|february|march|april|may|june|july|august|september|october|november|december|christmas|re:?invent)|in (?:20\d\d|q[1-4])|q[1-4]|re:?invent|coming|planned|upcoming|planning|going to|any ?time|some ?day|finally|eventually|later)"
_ROADMAP = r"(?:(?:road ?map|unreleased (?:features?|services?|products?|things?)|(?:upcoming|future|planned|forthcoming|unannounced|next) (?:features?|releases?|services?|launch\w*|products?|regions?|announcements?|versions?)|not yet (?:announced|released|public)|features? (?:are |that are |is )?(?:coming|planned|in the works|in development)|(?:release|launch|ga|availability) date|in the pipeline|beta features?|re:?invent announcements?))"
_OWN_PLAN = re.compile(
    r"\b(?:my|our|migration|learning|career|certification|training|study|adoption|his|her|their) (?:\w+ ){0,2}(?:road ?map|releases?|launch|features?|versions?|products?|pipeline|regions?)\b"
    r"|\b(?:road ?map|plan|path) (?:for|to) (?:migrat\w*|learn\w*|mov\w*|becom\w*|my|our|the exam)|\bcode ?pipeline\b|\b(?:deploy|publish|pin|tag|roll ?back|alias|lambda|helm|chart|app|build|package|kernel|engine|driver|agent|ami) (?:\w+ ){0,2}(?:release|version)s?\b"
)
_ASKS = r"(?:like|want|need|see|get|please|publish|provide|what|whats|which|when|tell|share|give|show|list|reveal|leak|disclose|is|are|can|could|does|do|any|know|confirm|hint|details?|eta|spoil\w*|preview)"
_EXACT = r"(?:promis\w*|guarante\w*|commit(?:ment)?\b|assur\w*|swear|pledge\w*|your word|vow|vouch|confirm in writing|put (?:it |that |this )?in writing|bind\w*|contractually|(?:written )?confirmation)"
_FEATURE = r"(?:features?|release[ds]?|ship(?:s|ped)?|launch\w*|road ?map|support(?:s|ed)? (?!case|ticket|plan|team)|add(?:s|ed)?\b|roll(?:ed)? out|available\b|availability\b|\bga\b|general availability|version|region|come out|exist|be (?:there|out|ready|fixed|built|live|implemented)|implement\w*|deliver\w*|prices?|pricing|cheaper|drop|lower)"
_WHEN = r"(?:by|in|within|before|until|at|on|next|this|will|going to|soon|coming|future|eventually|ever)"
_LANGUAGES = re.compile(
    r"\bwann (?:wird|kommt|kommen|werden|unterstutzt|gibt es|bringt|veroffentlicht|erscheint)\b.{0,60}|\b(?:versprich|garantier\w*|verspricht|zusichern)\b.{0,80}\b(?:funktion|feature|veroffentlich\w*|unterstutz\w*|verfugbar|kommt|version)"
    r"|\bquand\b.{0,60}\b(?:sera|seront|prendra|supportera|sortira|sortiront|lancera|disponible|ajouter\w*)\b|\b(?:promet\w*|garanti\w*|engage\w*)\b.{0,80}\b(?:fonctionnalite|sortir\w*|prendra|disponible|lancer\w*)"
    r"|\bcuando\b.{0,60}\b(?:soportara|saldra|estara|lanzara\w*|tendra|anadir\w*|habra|agregar\w*)\b|\b(?:promet\w*|garanti\w*|asegur\w*)\b.{0,80}\b(?:funcion\w*|lanzar\w*|soportar\w*|disponible)"
    r"|\bquando\b.{0,60}\b(?:supportera|uscira|sara|arrivera|lancera\w*|suportara|saira|tera|estara|lancara\w*)\b|\b(?:promett\w*|promet\w*|garant\w*)\b.{0,80}\b(?:funzional\w*|uscira|supportera|recurso\w*|lancar\w*|suportar\w*)"
    r"|\bwanneer\b.{0,60}\b(?:komt|ondersteunt|verschijnt|beschikbaar|uitgebracht)\b|\b(?:beloof|garandeer)\b.{0,80}\b(?:functie|uitgebracht|ondersteun\w*|beschikbaar)"
)
_IN_LANGUAGE = re.compile(r"\b(?:wann|quand|cuando|quando|wanneer)\b")


def asks_for_promise(folded: str, names: Names) -> bool | None:
    """Whether a folded sentence asks for a promise; None if it might be heard as such, and is flagged."""
    certain, likely = _patterns(names)
    bare = _OWN_PLAN.sub(" ", folded)
    if any(pattern.search(bare) for pattern in certain) or _in_another_language(bare, names):
        return True
    return None if likely.search(bare) else False


def _in_another_language(folded: str, names: Names) -> bool:
    found = _LANGUAGES.search(folded)
    return found is not None and (not _IN_LANGUAGE.search(found[0]) or re.search(_they(names), folded) is not None)


@lru_cache(maxsize=8)
def _they(names: Names) -> str:
    listed = "|".join(map(re.escape, sorted((*names.company, *names.products), key=len, reverse=True)))
    return rf"(?:(?:the )?(?:amazon |aws )?(?:{listed})(?:'s)?(?: (?:v\d|serverless|service|express|team|functions?|clusters?|instances?|tables?|engine|gateway|agents?|endpoints?)(?: v\d)?)*|you(?: guys| all| people)?|the (?:service |product |dev(?:elopment)? )?(?:team|engineers|developers)|your (?:company|team|engineers|service|product))"


@lru_cache(maxsize=8)
def _patterns(names: Names) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    they = _they(names)
    certain = (
        r"\b(?:month|quarter|date|day|week|timeline|time ?frame|eta|schedule|when)\b.{0,60}\b(?:next|new|this|that|feature|version|release|support|runtime|region)\b.{0,40}\b(?:will|would|might|could|is going to|are going to) (?:finally )?be (?:available|released|supported|launched|ready|added|out|introduced|shipped)\b",
        rf"\bwhen (?:can|could|may|should|will|do) (?:i|we|us|one|customers) (?:expect|see|get|have|use) (?!(?:my|our|an? (?:answer|reply|response|refund|invoice))\b).{{0,40}}\b(?:in|on|for|at|with|from) {they}|\bwhen (?:can|could|should|may) (?:i|we) expect (?!(?:my|our|an? (?:answer|reply|response|refund|invoice)|the (?:invoice|bill|refund|reply))\b)",
        r"\b(?:will|would) there (?:ever )?be (?:any |an? |more )?(?:new |native |better |built-in )?(?:features?|support|regions?|versions?|services?|runtimes?|ways?)\b",
        rf"\bwhen {they} (?:will|is going to|are going to|plans? to|intends? to|would) (?:finally |also )?{_BRING}\b",
        rf"\b(?:will|is|are) (?!.{{0,30}}\b(?:my|our|snapshot|instance|volume|backup|bucket|certificate|transfer|domain|cluster|invoice|data|objects?|files?)\b).{{1,40}}\b(?:be|going to be) (?:generally |publicly )?(?:supported|added|available|released|launched|introduced|offered)\b.{{0,60}}\b(?:{_SOMETIME}|(?:by|on) {they})\b",
        rf"\b(?:will|are|is) (?:you|they|{they})\b.{{0,120}}\b{_EXACT} (?:it|this|that|me|us)\b",
        rf"\bwhen (?:does|do) {they} (?:finally |plan to |intend to |expect to |start to )*(?:support|release|introduce|ship|roll out|come out|go ga|get support)\b",
        rf"\bwhen (?:will|is|are|can|could|would|might) (?:i |we |us |customers )?(?:expect |see |finally |get |use |have )*{they} (?:expect(?:ed)? to |plan(?:ning|s)? to |going to |be able to |finally |also |start(?:ing)? to |be )*{_BRING}\b(?!.{{0,10}}\bmy (?:case|ticket|request|refund)\b)",
        rf"\b(?:will|is|are|would|does|do) {they} (?:\w+ ){{0,2}}?(?:ever|soon|finally|going to|planning(?: on| to)?|plan(?:s)? to|intend(?:s)? to|ever going to|eventually|thinking (?:of|about)|working on|about to) (?:be )?(?:{_BRING}|get|have|allow|adding|releasing|launching|supporting|introducing|an?\b|native|\w+ing\b)",
        rf"\b(?:will|is|are|does) {they} (?:\w+ )?{_BRING}\b.{{0,80}}\b{_SOMETIME}\b(?! my| our)",
        rf"\b{_ASKS}\b.{{0,60}}\b{_ROADMAP}\b(?! (?:of|for) (?:my|our)\b).{{0,60}}",
        rf"\b{_ROADMAP}\b(?! (?:of|for) (?:my|our)\b).{{0,40}}\?",
        rf"\b(?:what|which|any) (?:new )?(?:features?|services?|products?|things?|regions?|models?|instance types?|improvements?)\b.{{0,30}}\b(?:{they} (?:will|are going to|plan|is going to|are planning|is planning|intend)|will {they}|are (?:you|they) (?:planning|going|working)|is (?:aws|amazon) (?:planning|going|working)|(?:are|is) (?:coming|planned|next|in the works)|will (?:come|be (?:announced|released|launched|added)))",
        rf"\b(?:are|is) there (?:any )?plans? (?:to|for|on) (?!(?:my|our|i|we)\b)(?:\w+ )?(?:support|add|releas|launch|introduc|bring|mak|expand|implement|open|fix|{they})\w*",
        r"\beta (?:for|on|of)\b(?!.{0,30}\b(?:my|our|ticket|case|refund|restore|snapshot|delivery|request|answer|reply)\b)",
        r"\bwhat (?:will|is going to|gets|is) (?:be )?(?:announced|released|launched) (?:at|in|on|next|this|soon|by)\b",
        r"\bhow soon (?:will|can|does|is|are)\b(?!.{0,40}\b(?:my|our|snapshot|instance|invoice|change|publish|data)\b).{0,60}\b(?:available|released?|support\w*|launch\w*|added|ga|ready)\b",
        r"\bwhen (?:is|are|will) (?:the|a) (?:next|new) (?!invoice|bill|billing|month|maintenance|backup|payment|charge|window|run|snapshot)[\w-]+.{0,60}\b(?:launch\w*|releas\w*|announc\w*|coming|come|available|arriv\w*|out|introduced|expected)\b",
        rf"\bwhen will {they} (?:finally )?(?:get|have|allow|let (?:us|me|customers))\b(?! (?:called|triggered|invoked|charged|billed|executed|started|stopped|my|run|deleted|my))",
        rf"\bwhen (?:do|does) {they} (?:expect|plan|intend|hope|aim|want) to {_BRING}\b",
        r"\b(?:eta|timeline|timeframe|time ?frame|estimated (?:date|time)|expected date|date) (?:for|on|of|when)\b.{0,60}\b(?:support|feature|release|launch|ga|general availability|available|availability|region|runtime|version)\b",
        rf"\b{_EXACT}.{{0,100}}\b{_FEATURE}.{{0,60}}\b{_WHEN}\b|\b{_EXACT}.{{0,60}}\b(?:you|aws|amazon|they|it|{they})(?:'ll| will| are going to| is going to)\b.{{0,80}}\b{_FEATURE}|\b{_EXACT} (?:me |us |that |to |a |the |now )*.{{0,40}}\b(?:date|deadline|roadmap|release|launch|ga)\b",
        r"\bhow (?:soon|long (?:until|till|before|do (?:i|we) have to wait for))\b.{0,60}\b(?:supports?|released?|launch\w*|feature|added|available in|ga\b|general availability)",
        r"\b(?:say|state|write|declare|affirm|confirm|tell (?:me|us)|guarantee|swear) (?:to me |now )?(?:that |it )?(?:yes,? )?(?:you|aws|amazon|it|this feature|the feature)(?:'ll| will| are going to| is going to) (?:definitely |certainly |surely |for sure )?(?:be )?(?:support|add|release[d]?|launch|ship|available|built?|implement\w*|fix|cut|lower|deliver|have)\b",
        r"\bwill\b.{0,60}\b(?:preview|beta) (?:feature )?(?:become|go|be) (?:ga|generally available|final|stable)|\bwhen\b.{0,60}\b(?:leave|come out of|exit|get out of) (?:preview|beta)\b",
    )
    likely = re.compile(
        rf"\b(?:will|when will) {they} (?:\w+ )?{_BRING}\b|\b{_EXACT} (?:me|us|that)\b|\b{_ROADMAP}\b|\b(?:new features?|future)\b.{{0,40}}\?"
    )
    return tuple(re.compile(pattern) for pattern in certain), likely
