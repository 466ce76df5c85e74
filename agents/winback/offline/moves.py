"""Whether a sentence says that its writer has moved to something else, or only thinks of it. Data, and how it is read.

The patterns are matched against folded sentences (small letters, no accents, contractions written out), one alternative a
language. What each finding is worth, `make model` learns.
"""

import re

from agents.checks.fold import fold

_SENTENCE_END = re.compile(r"[.!?;\n]+")
_GOODS = (
    r"(?:suppliers?|providers?|banks?|hosts?|hosting|carriers?|vendors?|insurers?|compan(?:y|ies)|brokers?|operators?|tools?|apps?"
    r"|services?|programs?|solutions?|platforms?|software|systems?|sites?|gym|pharmacy|sensor|client|reader|help ?desk)"
)
_MOVED = re.compile("|".join((
    # English
    r"\b(?:switched|switching|moved|moving|migrated|migrating|transferred|transferring|ported|went|gone|going|defected|ditch(?:ed|ing)"
    r"|left|leaving|swapped|chang(?:ed|ing)) (?:\w+ ){0,5}?(?:to|over to|back to|with|for) (?:an?other|someone|somebody|something|a (?:different|better"
    r"|cheaper|new|local|competing|company|supplier|bank|competitor)|any other|the (?:other|competition|competitor)|one|others|my (?:own|old|usual|local)"
    r"|our (?:own|old)|google|apple|microsoft|github|gitlab|notion|excel|whatsapp|signal|revolut|icloud)",
    r"\b(?:switched|moved|migrated|switching|migrating) (?:\w+ ){0,3}?(?:to|over to|onto) (?!me\b|us\b|you\b|them\b|the (?:free|paid|new|monthly)|monthly|a (?:free|paid))",
    rf"\b(?:switch|chang|mov)(?:ed|ing) (?:\w+ ){{0,2}}{_GOODS}\b",
    r"\b(?:we|i) (?:have |had |just |now |then |finally |simply ){0,3}(?:switched|moved on|moved away|changed)\b(?! (?:my|our|the) (?:mind|address|password|number))",
    r"\b(?:i am|we are|time to|am|are|and|so) (?:now |all )?switch(?:ing)?$|\bswitching asap|\bchanging (?:supplier|asap)|\bwill (?:change|switch|move) to another|\b(?:get|got) away to another|\buse another\b|\bmoved (?:away|my|our)\b|\bditch(?:ed|ing) (?:it|this|you)\b|\bback to my\b",
    r"\b(?:now|currently|presently|these days|from now on) (?:\w+ )?(?:with|at|on|using|use|in) (?!the (?:phone|way|plan)|my (?:way|phone))",
    r"\b(?:use|using|have|took|take|run|running|bought|buy|get|got|getting|picked up) (?:\w+ ){0,6}?(?:instead|these days)\b|\b(?:use|using) (?:\w+ ){0,4}?now\b",
    r"\b(?:money|account|accounts|business|sites?|everything|it all|everyone|done|getting it|buy|bought|signed|covered|opened one|is|moving|moved|paid) (?:\w+ ){0,6}?(?:elsewhere|somewhere else)",
    r"\b(?:went|going|go|goes|gone|are|am|is) back (?:to|with|at|on) (?!the (?:old|previous|version|free|start|main)|normal|square|version)",
    r"\b(?:i|we) (?:will )?(?:have |had )?(?:find|found|got|chose|picked|took|use|using|joined|keep|kept|keeping) (?:\w+ )?(?:another|(?:a |an )?(?:better|different|cheaper|other|alternative) (?:one|alternative|company|service|app|tool|bank|host|provider|supplier))",
    r"\b(?:another|different|other|rival|new) (?:one|bank|supplier|provider|host|broker|company|tool|app|service)\b.{0,30}\b(?:already|since|works|answers|handles|runs|half|less|better)",
    r"\bkeeping (?:prime|disney|hulu|\w+ plus|the other)|\bi still have (?!the|a|an|my|to|no)|\b(?:replaced|replacing) (?:\w+ ){0,2}(?:by|with)\b",
    r"\b(?:my|our) own (?:\w+ )?(?:server|tool|system|script|solution|hosting|instance|site)\b|\bself.?host|\b(?:wrote|built) (?:my|our) own|\bin.house\b",
    r"\b(?:my|our|the) new (?:one|bank|supplier|provider|host|insurer|broker|tool|company)\b|\bsigned (?:up )?with|\bgoing with (?:someone|another)|\bwent with\b|\bset up (?:an? )?(?:account )?(?:with|at) ",
    r"\bin favou?r of\b|\bhappier (?:with|there|now)|\bgiving (?:\w+ ){1,5}a (?:chance|try|go)\b|\bfound (?:another|a better|a different|some(?:one|body|thing) else)|\bwrite (?:my|our) own\b|\bi am (?:at|with) (?!the end|my)",
    r"\bdoes (?:that|this|it) (?:all )?(?:now|by itself|for (?:me|us) now)|\b(?:spreadsheet|excel|notebook|pen and paper|browser) (?:now|instead|does)",
    # German
    r"\b(?:gewechselt|umgestiegen|umgezogen|abgewandert|ubergelaufen|migriert)\b|\b(?:wechsle|wechseln|steige|steigen|ziehe|ziehen|zieht|gehe|gehen) (?:\w+ ){0,4}?(?:zu|zur|zum|um|nach|auf)\b",
    r"\b(?:jetzt|nun|inzwischen|mittlerweile|langst|wieder|seitdem) (?:\w+ ){0,3}?(?:bei|mit|auf|woanders|anderswo|zu|uber)\b|\bbin (?:\w+ ){0,2}?(?:bei|dort|zuruck)\b",
    r"\b(?:eigenen?|selbst|selber) (?:\w+ )?(?:server|gebaut|programmiert|losung)|\bneuen? (?:anbieter|bank|hoster|versicherer)|\bheft und stift|\bnutze? (?:jetzt|nun|stattdessen|lieber)|\bzahle (?:\w+ )?woanders",
    # French
    r"\b(?:passe|passee|passes|parti|partie|partis|migre|change|retourne|bascule|transfere)e?s? (?:\w+ ){0,2}?(?:chez|a la concurrence|sur|vers|d'assur|d'oper|de banque|d'heberg|a un|a une|pour un)\b|\b(?:pars|passe|passons|migre|retourne|bascule|vais) (?:chez|sur|vers|a la concurrence)",
    r"\b(?:signe|pris|souscrit|ouvert) (?:\w+ ){0,3}?ailleurs|\bje (?:change|suis parti)\b|\b(?:desormais|maintenant) (?:chez|avec|sur)|\bchez (?:leur|un|une|son) (?:concurrent|autre)|\bpour un autre|\bla nouvelle (?:assurance|banque)",
    # Spanish
    r"\bme (?:he )?(?:cambio|cambie|cambiado|paso|pase|pasado|voy|fui|mude|mudo) (?:\w+ )?(?:a|al|de|con)\b|\bnos (?:hemos )?(?:cambiamos|cambiado|pasamos|pasado|vamos|fuimos) (?:a|al|de)\b|\bcambi(?:o|e|amos) de (?:empresa|compania|banco|operador|proveedor|seguro)",
    r"\bportabilidad|\b(?:ya|ahora) (?:uso|usamos|estoy|estamos|tengo|pago|contrate|trabajo) (?:\w+ )?(?:con|en|otr\w+|el|la|un|una)\b|\bvuelv?\w+ (?:a|al|con)\b|\bme sale mas barat|\bmi propi[oa]|\bmigr(?:e|ado|amos)",
    # Italian
    r"\b(?:passat\w|passo|passiamo|migrat\w|tornat\w|torno|cambiat\w|cambio|trasferit\w) (?:\w+ )?(?:a|ad|al|alla|all'|con|su|in|di|gestore|operatore|banca|altrove)\b|\b(?:ora|adesso) (?:uso|usiamo|sto|sono|pago|ho)\b|\bsono di la|\bsto di qua|\bun altr[oa] (?:gestore|operatore|banca|servizio)|\bpassaggio\b",
    # Portuguese
    r"\b(?:mudei|mudamos|mudo|troquei|trocamos|passei|passamos|migrei|voltei|voltamos|fui|fechei|fechamos|transferi) (?:\w+ ){0,3}?(?:para|pra|pro|por|com|de|a)\b|\b(?:agora|ja) (?:uso|estou|tenho|contratei|pago|treino)\b|\bportabilidade|\boutra (?:operadora|empresa)\b|\boutro banco\b|\bsigo com",
    # Dutch
    r"\b(?:overgestapt|overgegaan|verhuisd|gewisseld|overgezet)\b|\b(?:stap|stappen|stapte) (?:\w+ ){0,4}?over\b|\bterug (?:naar|bij) (?!de oude|vorige)|\b(?:nu|inmiddels|weer) (?:bij|met|op)\b|\bnaar een ander\w*\b|\belders (?:op|onder|geopend|opnieuw)|\bander\w* (?:bank|provider|aanbieder)",
)))  # fmt: skip
# The sentence says that it has not happened, and may not.
_ONLY_THOUGHT_OF = re.compile(
    r"\b(?:if|might|may|maybe|perhaps|would|could|consider\w*|think\w*|thought|unless|planning|tempted|or i|else i|look\w* (?:elsewhere|for|around)|search\w*"
    r"|please|let us|want you|wenn|wurde|konnte|uberleg\w*|denke|falls|sonst|vielleicht|hatte|suche\w*|si|songe\w*|pense|envisag\w*|cherche\w*|compte|voir ailleurs"
    r"|pienso|pensando|buscando|planteo|quiza\w*|podria|penso|valut\w*|cerco|avessi|forse|procurando|talvez|queria|denk|overweeg|zou|misschien|zoek\w*|als)\b"
)
SIZE = 2


def moves_in(text: str) -> tuple[float, float]:
    """1 or 0: whether a sentence says that they moved, and whether one says that they think of it."""
    found = [said for said in _SENTENCE_END.split(fold(text)) if _MOVED.search(said)]
    thought = [_ONLY_THOUGHT_OF.search(said) is not None for said in found]
    return float(not all(thought)), float(any(thought))
