"""Attempts to change what an assistant is, to have its rules broken, or to get at its prompt.

An attempt is an order with a target: a verb and *your*, *previous* or *system* instructions, a role, a forged mark of the
conversation. A question about such texts is none ("how do I stop people from telling my bot to ignore its rules?").
"""

import re
from collections.abc import Iterator
from typing import Literal

from agents.checks.broken_words import orders_in_pieces
from agents.checks.injection import readings
from schemas.plain_text import plain

Attempt = Literal["override", "role_change", "prompt_extraction", "forged_delimiter"]

_STRONG = r"(?:instruc\w*|prompts?|guidelines?|guidance|directives?|directions?|programming|guard ?rails?|system message|training|conversation|context|ethics|moral\w*|alignment)"
_WEAK = r"(?:rules?|restrictions?|polic(?:y|ies)|commands?|orders?|constraints?|filters?|limits?|limitations?|safety\w*|protocols?|safeguards?|censorship|content|boundaries|ethical\w*|role)"
_IGNORE = (
    r"(?:ignor(?:e|ing)|disregard(?:ing)?|forget(?:ting)?|overrid(?:e|ing)|bypass(?:ing)?|overlook|skip|drop|discard|neglect|void|erase|delete|wipe|clear|reset|set aside|throw away|do away with|get rid of"
    r"|disobey|violate|break|circumvent|evade|escape|suspend|disable|deactivate|turn off|switch off|remove|lift|abandon|cancel|replace|overwrite|unlearn|stop (?:following|obeying|applying)|do not (?:follow|obey|heed|apply|use|listen to)|no longer (?:follow|obey)|pay no (?:attention|heed) to|let go of)"
)
_YOURS = r"(?:your|ur|you were|you are|you have been|you had been|u were|they gave you|given to you)"
_EARLIER = r"(?:previous(?:ly)?|prior|preceding|earlier|foregoing|above|former|initial|original|system|developer\w*|past|before|old|existing|hidden|safety|openai\w*|anthropic\w*)"
_ALL = r"(?:all|any|every|everything|these|those|whatever|the|each)"
_ROLES = r"(?:architect|engineer|expert|teacher|tutor|consultant|mentor|trainer|specialist|instructor|reviewer|analyst|advisor|interviewer|support (?:agent|rep\w*)|professional|guru|coach|sre|dba|cloud \w+|devops \w+)"
_SHOW = r"(?:reveal|show|print|repeat|output|leak|tell(?: me)?|quote|recite|translate|summari[sz]e|write(?: down| out)?|copy|paste|display|list|dump|share|give(?: me)?|send|return|echo|expose|disclose|describe|explain|convert|format|encode|render|provide|state|spell|rephrase|paraphrase|reproduce|type|read(?: out| back)?|restate|enumerate|release|formulate|turn|transform|rewrite|express|say|put|export|want to see|let me see|see|know)"
_PROMPT = r"(?:(?:previous |prior |earlier |above |system |initial |hidden |secret |original |full |entire |whole |exact |internal |custom |developer |pre|base |underlying |starting |own |current |specific |first )*(?:prompts?|instructions?|rules?|guidelines?|directives?|system message|configuration|programming|preamble|guard ?rails?|constraints?|ruleset|policies|briefing|setup|orders|context window|training data))"
# "your rules for bucket names" are the service's, not the assistant's.
_NOT_TOPIC = r"(?!\s*(?:for (?!this|one|me\b|now|once|today|a (?:minute|moment|second)|the rest)|on|about|regarding|around|concerning|of|when (?:it|i|we|my|a)|in (?:s3|ec2|iam|waf|vpc))\b)(?! (?:groups?|sets?|engine|templates? for|name))"
# A subject that is not the assistant: whoever does it, nobody is told to.
_OTHERS = re.compile(
    r"\b(?:i|we|he|she|they|it|people|users?|someone|somebody|anyone|attackers?|hackers?|customers?|clients?|callers?|models?|llms?|bots?|chatbots?|agents?|assistants?|bedrock|lambda|terraform|cloudformation|s3|aws|kubernetes|that|which|who|does|do|did|not|to|from|without|by|of|for|about|and how|how|tools?|the \w+|my \w+|our \w+|an? \w+)\s+(?:\w+\s){0,2}$"
)
_WISH = re.compile(
    r"(?:need|want|like|have) to |(?:know|see) .{0,12}\b(?:your|ur)\b"
)  # whoever wishes it, it is asked for
_TOLD = re.compile(r"\b(?:you|u|please|pls|assistant|now|must|chatgpt|claude|ai)\b(?:\W+\w+){0,4}\W*$")
_ASKED = re.compile(r"\b(?:should|can|may|could|do|did|would|must|how|why|when|where) (?:i|we|to|do|does|is|are)\b")
_QUOTED = re.compile(r"[\"\u201c\u00ab][^\"\u201d\u00bb]{3,300}[\"\u201d\u00bb]|(?<!\w)'[^']{6,300}'(?!\w)")
_REPORTS = re.compile(
    r"\b(?:wrote|writes?|says?|said|typed?|types|sent|sends?|enter(?:s|ed)?|contain(?:s|ed|ing)?|phrases?|words?|strings?|prompts?|inputs?|messages?|texts? (?:like|such)|sentences?|block|detect|filter|prevent|stop|attacks?|injections?|comment|ticket|field)\b"
)


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


_KINDS: tuple[tuple[Attempt, bool, re.Pattern[str]], ...] = (
    ("override", True, _any(
        rf"\b{_IGNORE}\b.{{0,40}}?\b{_YOURS}\b.{{0,25}}?\b(?:{_STRONG}|{_WEAK})\b{_NOT_TOPIC}",
        rf"\b{_IGNORE}\b.{{0,30}}?\b{_EARLIER}\b.{{0,25}}?\b{_STRONG}\b",
        rf"\b{_IGNORE}\b .{{0,20}}\b(?:{_STRONG}|{_WEAK})\b (?:that |which )?(?:you|u|they (?:gave|wrote|set)|your|the (?:system|developers))\b",
        r"\b(?:ignore|disregard|forget|drop) (?:any |all |the |other |whatever )?(?:input|text|message|content|sentences?|lines?|words?|stuff)s?\b.{0,12}\b(?:above|below|before|except|so far)",
        rf"\b{_IGNORE}\b (?:{_ALL} )(?:of )?(?:the |your |other )?{_STRONG}\b",
        rf"\b{_IGNORE}\b .{{0,20}}\b(?:safety|content|ethical|moral) (?:rules?|filters?|polic(?:y|ies)|guidelines?|restrictions?|constraints?|checks?)\b",
        r"\b(?:ignore|disregard|forget|drop|skip|do not mind) (?:about )?(?:everything|anything|all|what(?:ever)?|the (?:text|words?|things?|stuff))(?: of)?(?: that| which)?(?: is| was| came| comes| stands| stood| has been)?(?: you| they| the system| said| written)? ?(?:have been |were |had been |was |know|learned|above|before|previously|prior|so far|told|given|taught|said)",
        r"\b(?:ignore|disregard|forget) (?:all )?(?:of )?(?:the )?(?:above|foregoing|aforementioned|what came before|previous (?:text|messages?|stuff|things?))",
        r"\bdo not (?:listen|pay attention) to (?:any |all |the )?(?:previous|prior|earlier|other|your)\b",
        rf"\b(?:{_EARLIER}|your|these|those|all) (?:{_STRONG}|{_WEAK}) (?:are|is) (?:now |hereby )?(?:void|null|cancell?ed|suspended|obsolete|invalid|revoked|lifted|gone|over|deleted|erased)\b|\b(?:disregard|ignore|forget) (?:them|these|those|all of (?:it|them|that))\b(?= ?(?:$|[.!,;]|and (?:tell|say|give|show|do|answer|act|start)))",
        r"\b(?:these|those|the|your) (?:rules?|instructions?|restrictions?|guidelines?|guard ?rails?|limits?|polic(?:y|ies)) (?:above |before |below |here |of yours )?(?:do not|no longer|are not|cease to|stop) (?:appl|exist|valid|binding|hold|matter|in (?:force|effect))",
        r"\b(?:new|updated|real|actual|revised|your next) (?:system )?(?:instructions?|prompt|directives?|orders?) ?(?::|=|are (?:as|now|the following)|follow)",
        r"\b(?:answer|respond|reply|talk|speak|act|write|operate|behave|continue)\b.{0,40}\b(?:without|free (?:of|from)|ignoring|regardless of|not bound by) (?:any |all |your |the |these |those )?(?:\w+ )?(?:restrictions?|filters?|guard ?rails?|limitations?|censorship|rules|constraints?|moral\w*|ethic\w*|safety|content polic\w*|guidelines)\b",
        r"\byou (?:have|are) (?:now )?(?:no|free of|free from|freed from|not bound by|unbound by|unrestricted by|released from|not subject to) (?:any |all |your |the |more )?(?:restrictions?|filters?|limits?|limitations?|rules|guidelines|polic\w*|guard ?rails?|instructions|constraints)",
        r"\byou (?:do not|no longer) (?:have to|need to) (?:follow|obey|respect|comply)",
        r"\b(?:i|we) (?:hereby )?(?:authori[sz]e|order|command|instruct|permit|allow) you to (?:ignore|bypass|override|break|disregard|reveal|skip|answer anything|do anything|disclose)",
        r"\b(?:system|admin\w*|security|policy|safety|developer|root|emergency|manual) override\b(?!\s*(?:file|tag|setting|parameter|in|for|of the|of a|of my))",
        r"\bdo anything now\b", r"\bjail ?br[eo]a?k (?:mode|yourself|prompt|enabled|activated)|\bjailbroken\b.{0,30}\b(?:you|mode|ai)\b",
        r"\byour (?:new |only |real |actual |true |sole )(?:task|job|role|goal|purpose|mission|objective|instructions?|rules?) (?:is|are|will be)\b",
        r"\byou (?:must|will|shall) (?:now )?(?:obey|comply with|follow) (?:me|my|only|every|all|any|anything)\b",
        r"\bobey (?:me|my|only me|all my|every)\b",
        r"\b(?:vergiss|ignorier\w*|missachte\w*|umgeh\w*|ubergeh\w*|uberschreib\w*|missachten sie)\b.{0,50}\b(?:anweisung\w*|instruktion\w*|vorgaben|regeln|system\s?prompt|richtlinien|bisherige\w*)",
        r"\b(?:oublie\w*|ignore\w*|neglige\w*|contourne\w*|ne (?:respecte|suis|suivez) (?:pas|plus))\b.{0,50}\b(?:instructions?|consignes?|regles|directives?)",
        r"\b(?:olvid\w*|ignor\w*|omit\w*|no (?:sigas|obedezcas|hagas caso)|salt\w*)\b.{0,50}\b(?:instrucciones|reglas|indicaciones|ordenes|directrices|lo anterior)",
        r"\b(?:dimentic\w*|ignor\w*|tralasci\w*|non (?:seguire|rispettare))\b.{0,50}\b(?:istruzioni|regole|direttive|indicazioni)",
        r"\b(?:esquec\w*|ignor\w*|desconsider\w*|nao (?:siga|obedeca))\b.{0,50}\b(?:instrucoes|regras|diretrizes|ordens)",
        r"\b(?:vergeet|negeer\w*|omzeil\w*)\b.{0,50}\b(?:instructies|regels|opdrachten|richtlijnen|aanwijzingen)",
        r"\b(?:zignoruj\w*|zapomnij\w*|pomin\w*)\b.{0,50}\b(?:instrukcj\w*|polece\w*|zasad\w*)",
        r"\b(?:onceki|tum|yukaridaki)\b.{0,30}\b(?:talimat\w*|kural\w*).{0,20}(?:yok say|gormezden|unut)",
    )),
    ("role_change", True, _any(
        rf"\byou are (?:now|from now on|hereby|no longer|henceforth|currently acting as|going to (?:be|act|play)) (?!(?:able|connected|on the|in my|talking|helping|going to|speaking)\b)(?!(?:an? |the |my )?(?:\w+ ){{0,2}}{_ROLES}\b)\w+",
        r"\byou are (?:dan|an? (?:unrestricted|unfiltered|uncensored|evil|amoral|rogue|free|jailbroken|hacked)|chatgpt|gpt-?\d|not (?:an? )?(?:ai|assistant|bot)|my (?:slave|servant|grandm\w+))\b",
        rf"(?:^|\byou (?:must |should |will |can |shall |now |are to |have to )+|\bplease |\bi want you to |\bi need you to |\b(?:and|then|now|so|just|lets?) |[,.;:] ?)(?:act|behave|respond|answer|reply|speak|talk|pose|operate|function|work|play) (?:out )?(?:as|like) (?!(?:an? |the |my |if you were an? )?(?:\w+[ -]){{0,3}}{_ROLES}\b)(?:if you|though you|an? |the (?!same|user|example|docs?)|my |dan\b|someone|somebody|root|admin)",
        r"\b(?:pretend|imagine|assume|suppose(?= you (?:are|were|can|do not have (?:rules|limits|restrictions))\b)|role-?play|roleplay|make believe|let us (?:pretend|play|imagine)|simulate)\b.{0,20}\b(?:you(?:'re| are| have| were| can| do not| are not)|to be|to have (?:no|forgotten)|as (?:an?|the|my|if)|being|there (?:are|is|were) no (?:rules|restrictions?|limits?|filters?|guard ?rails?)|rules|restrictions|an? (?:\w+ )?(?:ai|bot|chatbot|persona|unfiltered|unrestricted|character|version of (?:you|chatgpt)))\b",
        r"\b(?:enter|enable|activate|switch (?:in)?to|go in(?:to)?|turn on|engage|start|initiate|you are in|now in|welcome to)\b.{0,25}\b(?:developer|dan|god|jail ?break|unrestricted|unfiltered|uncensored|evil|opposite|sudo|admin(?:istrator)?|root|apophis|chaos|no[- ]?limits?|no[- ]?filter|superuser|maintenance override) mode\b",
        r"\b(?:dan|god|developer|jailbreak|apophis|unrestricted) mode (?:on|enabled|activated|is (?:now )?(?:on|active))",
        r"\bfrom now on,? (?:you|only|always|answer|respond|reply|every|all|do|never|act|your|we|speak|talk|ignore|call)\b",
        r"\b(?:stay|remain) in (?:character|role|\w+ mode)|\b(?:never|do not) break character\b|\bin character as\b",
        r"\b(?:amoral|unfiltered|uncensored|unrestricted|non-?moral|immoral|jailbroken|unethical|unbound)\b[\w ,]{0,25}\b(?:ai|chatbot|bot|assistant|character|model|persona|gpt|version)\b",
        r"\b(?:does not|do not|never|no longer) (?:care|have|follow|give a \w+)\b.{0,20}\b(?:laws?|morals?|moral|ethics?|ethical|legality|restrictions|prohibitions)\b",
        r"\bno (?:moral|ethical|legal|content)[\w, ]{0,20}\b(?:bounds|limits|restrictions|guidelines|filters?|rules|limitations)\b|\bnot bound by any\b|\bnever refuses?\b",
        r"\b(?:chat ?gpt|assistant|the ai) (?:now|will now|is now) (?:runs?|acts?|speaks?|answers?|becomes?|pretends?)\b|\byou are (?:now )?\w*gpt\b(?! in)|\b(?:respond|speak|answer|reply)\b.{0,20}\bas the character\b|\bopposite day\b|\byour (?:new )?name is now\b|\bfor the rest of this (?:chat|conversation) you\b",
        r"\byou will (?:be called|now be|play|take on|assume|adopt|act|become|roleplay|pretend)\b(?!.{0,12}able)",
        rf"\b(?:take on|assume|adopt|play|switch to) (?:the |a |an )?(?:role|persona|identity|character|part) of (?!(?:an? |the |my )?(?:\w+ ){{0,3}}{_ROLES}\b)",
        r"\b(?:persona|role|char|character) ?= ?\w",
        r"\bdu bist (?:jetzt|nun|ab sofort|ab jetzt|von nun an|nicht mehr|kein)\b|\bverhalte dich (?:wie|als)\b|\btu so,? als (?:ob|warst|seist)\b",
        r"\b(?:tu es|vous etes) (?:maintenant|desormais|a present)\b|\b(?:fais|faites) (?:semblant|comme si)\b|\bcomporte-toi comme\b",
        r"\b(?:ahora|a partir de ahora|desde ahora) (?:eres|seras|actua\w*|respond\w*)\b|\b(?:finge|haz como) (?:que|si)\b|\bactua como (?:si|un|una)\b",
        r"\b(?:ora|da ora in poi|adesso) (?:sei|sarai|comportati|rispondi)\b|\b(?:fingi|fai finta) (?:di|che)\b",
        r"\b(?:agora|a partir de agora) (?:voce e|voce sera|es|aja|responda)\b|\b(?:finja|aja como se)\b",
        r"\bje bent (?:nu|vanaf nu|voortaan)\b|\bdoe alsof\b",
    )),
    ("prompt_extraction", True, _any(
        rf"\b{_SHOW}\b.{{0,50}}?\b(?:your|ur|you were given|you have) {_PROMPT}\b{_NOT_TOPIC}",
        rf"\b{_SHOW}\b.{{0,50}}?\b{_PROMPT} (?:that |which )?(?:you (?:were|are|have|got|had|received|follow|run)|they gave)\b",
        rf"\bwhat(?:'s| is| are| were) (?:the |all )?(?:exact |full |precise )?{_PROMPT} (?:that |which )?(?:you (?:were|are|have|got|had|received|follow)|they gave)\b",
        r"\b(?:repeat|explain|summari[sz]e|describe|translate|write|print|convert|turn|format|put|encode|show|output|give|list)\b.{0,25}\babove (?:text|words?|instructions?|message|conversation|prompt|rules|lines?)\b(?! (?:error|log))",
        r"\b(?:repeat|list|print|state|write|output|tell|give|show|summari[sz]e)\b.{0,40}\b(?:instructions?|directives?|rules|prompt|messages?|logic|conditional reactions)\b.{0,10}\bso far\b",
        r"\b(?:text|words?|message|string|instructions?|rules|context)\b (?:that |which |with which )?you (?:were|have been|had been) (?:initially |first |originally )?(?:given|told|shown|informed|initiali[sz]ed|prompted)\b",
        r"\b(?:complete|continue|finish)\b.{0,40}\b(?:system prompt|i (?:was|am|have been) (?:instructed|told|programmed)|my (?:instructions|rules|prompt))\b",
        r"\b(?:console\.log|print|echo|puts|printf|return)\W{1,3}(?:the )?(?:system_?prompt|system_?message|initial_?prompt|instructions?)\b\W*$|\binitiali[sz]ation (?:string|prompt)\b",
        r"\b(?:begin|start|prefix)\b.{0,12}\b(?:response|reply|answer|output|message)s? (?:with|by)\b.{0,6}(?:sure\b|access|my instructions|absolutely|the (?:instructions|directives|rules|logic)|here (?:are|is) (?:my|the)|thanks for|i am an? ai)",
        r"\b(?:need|want|like|have) to (?:see|know|read|get|view|inspect)\b.{0,20}\b(?:system|initial|hidden) (?:prompt|instructions?|message)\b(?! (?:(?:of|for|in) (?:my|our|the|bedrock|a model)\b|limit\w*|length|size|format|feature|option|field))",
        r"\brepeat (?:this|the|our) (?:whole |entire |complete )?(?:conversation|chat|context)\b|\bbegin(?:ning)? with \W*you are\b",
        rf"\bwhat(?:'s| is| are| was| were)\b.{{0,40}}\b(?:your|ur) {_PROMPT}\b{_NOT_TOPIC}",
        r"(?:^|\b(?:please|and|then|now|just|you|to|me|can you|could you|verbatim|exactly) |[,.;:] ?)(?:reveal|show|print|repeat|output|leak|recite|dump|display|disclose|tell me|give me|write out|copy|paste|expose|echo|translate|summari[sz]e|list|return|read out)\b.{0,25}\b(?:the |that |this |all |any |of |me )*(?:system|initial|hidden|secret|internal|developer|original) (?:prompt|instructions?|message|rules|guidelines|directives)\b",
        r"\b(?:reveal|show|print|repeat|output|recite|dump|display|write|copy|paste|echo|translate|summari[sz]e|list|say|format|quote|put|encode|return|type|restate)\b.{0,25}\b(?:everything|all|text|words?|messages?|lines?|content|sentences?|paragraphs?|instructions?|rules|prompt)\b.{0,15}\b(?:above|before (?:this|my|that|the)|preceding|that precedes?|prior to this|so far|at the (?:start|top|beginning) of (?:this|the|your) (?:conversation|chat|prompt|context|message))\b",
        r"\b(?:reveal|show|print|repeat|output|recite|dump|summari[sz]e|list|format|return|write|echo)\b (?:\w+ ){0,2}(?:previous|prior|above|preceding|earlier|foregoing) (?:instructions?|prompts?|directives?|rules|system messages?)\b",
        r"\b(?:output|print|show|reveal|repeat)\b.{0,30}\b(?:message|prompt|text|instructions?)\b.{0,15}\b(?:instructions?|prompt) (?:before|above|preceding)",
        r"\brepeat (?:the |your |back )?(?:words?|text|everything)\b.{0,20}\b(?:starting|beginning|above|you are)\b",
        r"\bwhat (?:were|have|had) you (?:been )?(?:told|instructed|given|programmed|asked|ordered|trained)\b(?: to| not| never| before| at| in| by| as|\?|$|,)",
        r"\bwhat (?:are|were) you (?:not )?(?:allowed|supposed|permitted|forbidden|instructed|told|programmed) (?:to|from|not)\b(?: (?:say|tell|reveal|share|disclose|talk|do|answer|discuss))?",
        r"\bwhat did (?:your )?(?:developers?|creators?|makers?|openai|anthropic|company|they|the system) (?:tell|instruct|ask|say to|order) you\b",
        r"\b(?:your|the) (?:developers?|creators?|makers?|owners?) (?:told|asked|instructed|forbade|ordered|programmed|wants?) you\b",
        r"\b(?:which|what) (?:prompt|instructions|system message)\b.{0,20}\b(?:do you (?:use|have|follow|run)|were you|are you (?:using|running|following))",
        r"\b(?:how|what) (?:were you|are you) (?:prompted|instructed|configured|set up) (?:to|for|with|internally)",
        r"\b(?:zeig\w*|verrat\w*|nenn\w*|gib|wiederhol\w*|sag\w*|drucke|lies)\b.{0,40}\b(?:dein\w*|ihr\w*|obige\w*|system) ?(?:\w+ )?(?:system ?prompts?|prompts?|anweisung\w*|instruktion\w*|vorgaben|regeln)",
        r"\b(?:montre\w*|revele\w*|affiche\w*|donne\w*|repete\w*|quelles? sont)\b.{0,40}\b(?:tes|ton|vos|votre) (?:\w+ )?(?:instructions?|consignes|prompt\w*|regles)",
        r"\b(?:muestra\w*|revela\w*|dime|dame|repite|cuales son|imprime)\b.{0,40}\b(?:tus|tu|sus) (?:\w+ )?(?:instrucciones|prompt\w*|reglas|indicaciones)",
        r"\b(?:mostra\w*|rivela\w*|dimmi|ripeti|quali sono)\b.{0,40}\b(?:le tue|il tuo|tue) (?:\w+ )?(?:istruzioni|prompt|regole)",
        r"\b(?:mostre|revele|diga|repita|quais sao)\b.{0,40}\b(?:suas?|seu|tuas) (?:\w+ )?(?:instrucoes|prompt|regras)",
        r"\b(?:toon|laat|geef|herhaal|wat zijn)\b.{0,40}\b(?:je|jouw|uw) (?:\w+ )?(?:instructies|prompt|regels|systeemprompt)",
    )),
    ("forged_delimiter", True, _any(
        r"\bend (?:of )?(?:the )?(?:system |user |customer )?(?:prompt|instructions?|input|ambiguity|user ambiguity|context|question|rules|conversation)\b(?= ?(?:[\]\-=%#*>.:]|$|new|start|begin|now|you))",
        r"(?:%{2,}|-{3,}|={3,}|#{3,}|\*{3,}) ?(?:end|begin|start|stop)\b.{0,30}\b(?:prompt|input|user|system|ambiguity|instructions?|rules|context)",
    )),
    ("prompt_extraction", False, _any(
        r"(?:^|[.!:;] ?|\bplease )(?:list|print|explain|repeat|format|summari[sz]e|translate|write|state|output|return)\b (?:all |me |the |of |these )*(?:instructions?|directives?)\b",
        r"\b(?:begin|start|prefix)\b.{0,12}\b(?:response|reply|answer|output)s? (?:with|by)\b",
        r"\bwhat are the rules\b",
    )),
    ("role_change", False, _any(
        rf"(?:^|\byou (?:must |should |will |can )?|\bplease |\bi want you to |[,.;:] ?)(?:act|behave|respond|answer) (?:as|like) (?:an? |the |my |if you were an? )?(?:\w+[ -]){{0,3}}{_ROLES}\b",
        rf"\byou are (?:now )?(?:an? |the |my )(?:\w+ ){{0,3}}{_ROLES}\b",
    )),
)  # fmt: skip
# Other scripts are read before folding, which takes their letters for Latin ones or apart.
_SCRIPTS: tuple[tuple[Attempt, re.Pattern[str]], ...] = (
    ("override", _any(
        r"(?:\u5ffd\u7565|\u65e0\u89c6|\u5ffd\u8996|\u5fd8\u8bb0|\u5ffd\u7565\u6389|\u4e0d\u8981\u7406\u4f1a).{0,20}(?:\u6307\u4ee4|\u6307\u793a|\u89c4\u5219|\u63d0\u793a|\u8bf4\u660e|\u6307\u4ee4)",
        r"(?:\u6307\u793a|\u547d\u4ee4|\u30eb\u30fc\u30eb|\u30d5\u309a?\u30ed\u30f3\u30d5\u309a?\u30c8|\u8a2d\u5b9a|\u6307\u4ee4).{0,14}(?:\u7121\u8996|\u5fd8\u308c)",
        r"(?:\u0438\u0433\u043d\u043e\u0440\w*|\u0437\u0430\u0431\u0443\u0434\w*|\u043d\u0435 \u0441\u043b\u0435\u0434\u0443\u0438?\w*|\u043d\u0435 \u043e\u0431\u0440\u0430\u0449\u0430\w*).{0,40}(?:\u0438\u043d\u0441\u0442\u0440\u0443\u043a\w*|\u0443\u043a\u0430\u0437\u0430\u043d\w*|\u043f\u0440\u0430\u0432\u0438\u043b\w*|\u043a\u043e\u043c\u0430\u043d\u0434\w*)",
        r"(?:\uc774\uc804|\ubaa8\ub4e0|\uc704\uc758).{0,20}(?:\uc9c0\uc2dc|\uba85\ub839|\uaddc\uce59).{0,10}(?:\ubb34\uc2dc|\uc78a)",
        r"(?:\u062a\u062c\u0627\u0647\u0644|\u0627\u0646\u0633).{0,40}(?:\u0627\u0644\u062a\u0639\u0644\u064a\u0645\u0627\u062a|\u062a\u0639\u0644\u064a\u0645\u0627\u062a|\u0627\u0644\u0623\u0648\u0627\u0645\u0631|\u0627\u0644\u0642\u0648\u0627\u0639\u062f)",
        r"(?:\u0928\u093f\u0930\u094d\u0926\u0947\u0936|\u0928\u093f\u092f\u092e).{0,30}(?:\u0905\u0928\u0926\u0947\u0916|\u092d\u0942\u0932)",
    )),
    ("role_change", _any(
        r"\u4f60\u73b0\u5728\u662f|\u4ece\u73b0\u5728(?:\u8d77|\u5f00\u59cb)|\u5047\u88c5\u4f60|\u626e\u6f14|\u0442\u0435\u043f\u0435\u0440\u044c \u0442\u044b|\u043f\u0440\u0438\u0442\u0432\u043e\u0440\u0438\w*|\u0442\u044b \u0431\u043e\u043b\u044c\u0448\u0435 \u043d\u0435",
    )),
    ("prompt_extraction", _any(
        r"(?:\u663e\u793a|\u8f93\u51fa|\u544a\u8bc9\u6211|\u91cd\u590d|\u6cc4\u9732).{0,12}(?:\u7cfb\u7edf)?(?:\u63d0\u793a|\u6307\u4ee4|\u6307\u793a)|\u043f\u043e\u043a\u0430\u0436\u0438.{0,20}(?:\u043f\u0440\u043e\u043c\u043f\u0442|\u0438\u043d\u0441\u0442\u0440\u0443\u043a\w*)",
    )),
)  # fmt: skip
_MARKS = re.compile(
    r"""<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|begin_of_text)[^|>]{0,40}\|?>? | <{1,2}/?\s?sys\s?>{1,2} | \[/?(?:INST|SYSTEM|SYS)\] | <\s*/?\s*(?:system|instructions?|assistant|guidance|prompt|passages?|question|history|untrusted|admin|developer|guardrails?)(?:\s[^>]{0,60})?>
    | (?:^|\n)[^\S\n]*(?:\#{1,6}\s*|\*\*|\[|\()?(?:system|assistant|developer|ai|admin)(?:\s(?:message|prompt|instructions?|note|override|update))?(?:\*\*|\]|\))?\s*:\s*(?=\S.{0,80}?\b(?:you|your|ignore|now|must|always|never|respond|reply|answer|output|reveal|new|the user|sure|okay|of course|certainly|access|approved|override|give|send|show|disable|all|no longer|rules|instructions)\b)
    | (?:^|\n)[^\S\n]*\#{1,6}\s*(?:system|assistant|new\s+(?:task|instructions?)|instructions?\s*(?:for|to)\s*(?:the\s*)?(?:ai|assistant|model|bot)|override|end\s+of)\b
    | [{,]\s*["'](?:role)["']\s*:\s*["'](?:system|assistant|developer)["']
    | (?:^|\n)[^\S\n]*(?:human|user)\s*:.{1,400}\n\s*(?:assistant|ai|bot)\s*:
    | \[\s*(?:system|admin|developer|internal)\s*(?:note|message|prompt|instruction|override|update|command)?\s*:[^\]]{3,}""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip


def attempts(text: str) -> Iterator[tuple[Attempt, bool]]:
    """The attempts in a text, sentence by sentence or whole, each with whether it is certain.

    One that stands in quotes in a sentence that reports it ("somebody wrote …"), or in a role that people often give an
    assistant ("act as an architect"), is not certain.
    """
    if _MARKS.search(text):
        yield "forged_delimiter", True
    whole = next(readings(text))
    if orders_in_pieces(whole) and not (_REPORTS.search(whole) or _ASKED.search(whole)):
        yield "override", True
    if not text.isascii():
        said = plain(text).casefold()
        yield from ((kind, True) for kind, pattern in _SCRIPTS if pattern.search(said))
    for reading in readings(text):
        yield from _in_reading(reading)


def _in_reading(folded: str) -> Iterator[tuple[Attempt, bool]]:
    outside = _QUOTED.sub(" ", folded)
    reported = outside != folded and _REPORTS.search(outside) is not None
    for kind, certain, pattern in _KINDS:
        for found in pattern.finditer(folded):
            if _WISH.match(found[0]) or _is_ordered(folded[: found.start()]):
                yield kind, certain and not (reported and not pattern.search(outside))
                break


def _is_ordered(before: str) -> bool:
    """Whether what stands before a verb leaves it an order to the reader."""
    return _TOLD.search(before) is not None or _OTHERS.search(before) is None
