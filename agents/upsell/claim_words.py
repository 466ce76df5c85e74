"""What a message about a service may not say unless the catalogue or the brand says it; folded English.

Each pattern begins with the words that give it away. A word that stands in what was given may be repeated.
"""

from agents.upsell.claim_families import Family, family

_WHO = r"(?:our|other|most|many|all|several|thousands of|hundreds of|dozens of|countless|your|some|more and more)"
_PEOPLE = r"(?:customers|clients|homeowners|neighbou?rs?|families|households|people (?:in|on|near|from|like (?:you|yours))|homes (?:in|on) your)"
_PEST = r"(?:pests?|bugs?|ants?|mice|mouse|rats?|rodents?|termites?|mosquito(?:e?s)?|wasps?|ticks?|fleas?|roach(?:es)?|spiders?|insects?|critters?|animals?)"
_DAY = r"(?:today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|this (?:week|weekend)|next (?:week|weekend)|the weekend|midnight|the end of the (?:week|month|day|year))"

# fmt: off
FAMILIES: tuple[Family, ...] = (
    family(
        "promises safety that nobody listed", r"(?:pet|child|kid|family|baby|bee|dog|cat)[- ](?:safe|friendly)", r"(?:gentle|kind|easy|mild|tough|hard) on \w+", r"fine for \w+", r"hospitals?", r"the (?:gel|bait|products?|sprays?|formula|pesticides?|substances?|chemicals?) (?:that )?we use",
        r"safe (?:for|around|to use|with|near)", r"(?:completely|totally|perfectly|absolutely|entirely|100%) safe",
        r"safely", r"non[- ]?toxic", r"harmless", r"(?:chemical|toxin|odou?r|poison)[- ]free",
        r"no (?:harsh |harmful )?(?:chemicals|toxins|poison)", r"organic", r"all[- ]natural",
        r"natural(?=,| (?:and|or|products|ingredients|remed))", r"eco[- ]?(?:friendly|logical)", r"environmentally\W+\w+",
        r"green (?:products|solution|treatment|pest)", r"hypoallergenic", r"biodegradable", r"plant[- ]based",
    ),
    family(
        "claims a certificate or a rank", r"certified", r"licensed", r"insured", r"bonded", r"accredited",
        r"background[- ]checked", r"(?:\w+-|\w+ )?approved(?= (?:by|and|products|product|treatment|method))",
        r"epa(?:-\w+)?", r"bbb", r"award[- ]winning", r"awards?", r"top[- ]rated", r"(?:five|5)[- ]stars?(?: \w+)?", r"#1",
        r"number one", r"no\. ?1", r"(?:family|veteran|locally|woman|women)[- ](?:owned|run|operated)",
        r"(?:most )?trusted (?:by|name|choice|company)", r"leading", r"industry[- ]\w+", r"state[- ]of[- ]the[- ]art",
        r"world[- ]class", r"best[- ]in[- ]class", r"cutting[- ]edge", r"unbeatable", r"unmatched", r"second to none",
        r"the (?:very )?best (?:pest|service|plan|protection|price|prices|company|team|technicians|choice|value|deal|in|on)",
        r"the finest", r"experts?", r"specialists?(?= in)", r"decades of", r"years of experience", r"scientifically",
        r"clinically", r"proven", r"advanced",
    ),
    family(
        "promises a result that nobody listed", r"guarante\w+", rf"{_PEST}[- ](?:proof|safe|tight|resistant)", rf"(?:no|not a single|not one|every single|every last|never a|never another) {_PEST}", r"(?:make|makes|get|gets) (?:it )?past", r"stands? behind", rf"without (?:a single|any|a) {_PEST}", rf"(?:nests?|{_PEST}) (?:will )?never", r"never (?:return|come back|reappear)", r"for (?:life|good)", r"repairs?", r"(?:cover|covers|pay for) (?:the |any |all )?(?:damage|costs?)", r"warrant(?:y|ies|ied)", r"promises?(?= (?:you|that|to))",
        r"100 ?%", r"(?:one |a )hundred percent", r"(?:ninety[- ]\w+|9\d) ?(?:%|percent)", r"permanent(?:ly)?", r"forever",
        r"once and for all", r"never (?:again|have|see|worry|need|think|be bothered|deal)",
        r"(?:worry|hassle|stress|care)[- ]free", rf"{_PEST}[- ]free", r"free (?:of|from) (?:all )?" + _PEST,
        rf"no more {_PEST}", rf"(?:every|all) (?:last )?{_PEST} (?:is|are|will be|gone)", r"eliminat\w+", r"eradicat\w+",
        r"exterminat\w+", r"wipe[sd]? out", r"get rid of (?:all|every|them all)", r"zero " + _PEST,
        r"(?:fully|completely|totally|100%) (?:protected|sealed|effective|covered)",
        r"(?:complete|total|full|ultimate|absolute) (?:protection|coverage|peace|elimination|control)", r"peace of mind",
        r"(?:always|instantly|immediately) works?", r"works? (?:instantly|every time|immediately)", r"rest assured",
        r"bullet[- ]?proof", r"fool[- ]?proof", r"no risk", r"risk[- ]free",
        r"(?:will|'ll) not (?:see|have|find|notice) (?:a|any|another|one)\b", r"effective",
        r"(?:cut|cuts|reduce|reduces|lower|lowers) (?:\w+ ){0,3}by (?:half|\w+ percent|\d+)",
    ),
    family(
        "promises money that nobody listed",
        r"sav(?:e|es|ing) (?:you |yourself |up to |on |time and )?(?:money|hundreds|thousands|\$?\d+|a lot|big)",
        r"savings", r"pays? for itself", r"(?:less|more|cheaper) than (?:what )?you (?:pay|are paying|spend)", r"knock(?:s|ed)? (?:\w+ ){0,3}off", r"on your card", r"(?:offer|promo\w*|coupon|discount|voucher|special|use(?: the)?) code", r"we pay for",
        r"(?:cheaper|less expensive|costs? less|better value|great value|best value|bargain)",
        r"(?:home|property|resale|house)(?:'s)? value", r"value of (?:your|the) (?:home|house|property)",
        r"(?:energy|heating|cooling|electricity|power|utility) (?:bills?|costs?)", r"financ\w+", r"pay later", r"interest",
        r"tax \w+", r"price[- ]match\w*", r"deals?(?! with)", r"specials?(?= (?:offer|price|rate|deal|for))",
        r"promotion\w*",
        r"(?:first|next) (?:\w+ )?(?:month|visit|quarter|year|treatment|service) (?:is |for |at )?(?:free|half|on us)",
        r"no (?:set[- ]?up|start[- ]?up|sign[- ]?up|hidden|cancell?ation) (?:fees?|costs?)",
        r"cancel (?:any ?time|whenever)", r"no (?:long[- ]term )?(?:commitment|contract)s?", r"trial",
        r"(?:entirely|totally|completely) free", r"free (?:inspection|estimate|quote|visit|consultation|treatment|check)",
    ),
    family(
        "presses for a decision", r"act (?:now|fast|today|quickly)", r"if you (?:decide|answer|reply|respond|book|sign up|join|say yes|let us know) (?:within|by|before|this|today|now|until|in the next)", r"only (?:\w+ )?(?:homes|houses|families|households|customers|people|places|of you|a handful)", r"(?:nearly|almost|already) (?:full|booked|sold out|gone)", r"fully booked", r"few (?:\w+ )?left", r"(?:a )?quick yes", r"just say yes", r"(?:put|signed|booked|scheduled|penciled|pencilled) you (?:down|up|in|for)", r"(?:have|ve) (?:already )?(?:booked|scheduled|reserved|set aside|arranged)", r"(?:today|now) only",
        r"only (?:today|this week|until|a few|\w+ (?:spots?|slots?|places|appointments) left)",
        r"limited (?:\w+ )?(?:time|spots?|slots?|places|availability|number|offer)", r"last (?:chance|call|opportunity)",
        r"(?<!no )(?<!not )(?<!any )hurry(?! at all)",
        r"(?:do not|don t|never) (?:wait|delay|miss|hesitate|put it off|lose)", r"before it is too late", r"too late",
        r"(?:spots?|slots?|places|appointments|calendars?) (?:is|are) (?:filling|going|limited|running)", r"filling up",
        r"while (?:supplies|slots|spots|it) lasts?", r"(?:offer|price|it) (?:ends|expires)", r"expir\w+",
        rf"(?:until|by|before|ends) {_DAY}", r"immediate(?:ly)?", r"urgent(?:ly)?", r"right away", r"right now", r"asap",
        r"as soon as possible", r"book (?:now|today|your)",
        r"(?:call|sign up|order|buy|reserve|schedule|register|subscribe) (?:now|today|your)",
        r"you (?:must|have to|need to|should really|cannot afford)", r"(?:you will|you would|you might|you may) regret",
        r"(?:final|urgent) (?:notice|reminder|warning)", r"time is running", r"running out", r"secure your", r"lock in",
        r"claim your",
        ever=True,
    ),
    family(
        "frightens the reader", r"destroy\w*", r"(?:make|makes|making) (?:you|your \w+|people|children|them) (?:ill|sick)", r"mou?ld", r"(?:causes?|does|do|doing|causing) (?:\w+ ){0,2}damage", r"damage than", r"spreads? (?:faster|quickly|fast)", r"lyme", r"burn\w*", r"(?:on|catch|catches|house|electrical) fires?", r"chew(?:s|ed|ing)", r"better safe than sorry", r"ill(?:ness)?", r"poison\w*", r"devastat\w+", r"ruin\w*", r"diseases?", r"danger\w*", r"hazard\w*",
        r"health (?:risks?|problems?|threat)", r"(?:at|a|serious|real|great) risk", r"threat\w*", r"infest\w*", r"invad\w+",
        r"invasion", r"plagu\w+", r"nightmares?", r"disgust\w+", r"filth\w*",
        r"(?:costly|expensive|serious|severe|major|hidden|silent|irreversible|structural) (?:damage|repairs?|problems?)",
        r"thousands of dollars", r"eat(?:ing|s)? (?:through|away|your)", r"only a matter of time", r"collaps\w+",
        r"catastroph\w+", r"horror", r"terrif\w+", r"scar(?:y|ed|ing)", r"suffer\w*", r"contaminat\w+", r"attack\w*",
        r"without you (?:knowing|noticing)", r"(?:could|can|will|may) get worse", r"worse",
    ),
    family(
        "speaks of other customers or companies", rf"{_WHO} (?:of (?:our|your|the) )?(?:\w+ ){{0,2}}?{_PEOPLE}",
        rf"{_PEOPLE} (?:like you|such as|in your|near you|nearby|love|tell)",
        r"another (?:customer|client|homeowner|family)", r"unlike (?:other|others|most|our|them|some|\w+,)",
        r"other (?:companies|providers|exterminators|services do)", r"compet\w+", r"everyone (?:in|on|is|loves)",
        r"(?:in|on) your (?:street|neighbou?rhood|block)", r"customer favou?rite", r"other (?:firms|businesses|exterminators|outfits)", r"elsewhere", r"(?:charge|charges|cost|costs) (?:twice|double|more)", r"(?:not one|not a single|no) (?:customer|client)", r"every (?:second|other|third|fourth) (?:home|house|household|family)", r"(?:in|on|along|down|around) your (?:street|road|block|neighbou?rhood|area|lane)", r"(?:homes|houses|people|families) in the (?:area|region|neighbou?rhood)", r"a friend", r"voted", r"rated", r"most popular", r"best[- ]sell\w+",
        r"popular",
        ever=True,
    ),
    family(
        "speaks of data that the customer does not know we keep", r"lifetime value", r"(?:top|best|special|priority|premium) (?:group|tier|class|segment|list|clients?|customers?)", r"likely to (?:accept|buy|say yes|want)", r"this customer", r"(?:evaluation|verdict|judge?ment|score|grade|approval|assessment) (?:of|for) this (?:letter|message|text|e-?mail|draft)", r"we (?:see|saw|noticed|know) (?:that )?you (?:have )?(?:spent|paid|opened|clicked|visited|viewed)",
        r"(?:high|very high|medium|low)[- ]value", r"valued? at", r"valued? (?:customer|client|member)",
        r"satisfaction (?:score|rating|points|level|data)",
        r"(?:our|the|your|my) (?:records?|systems?|data|database|files?|notes|profile|analytics|algorithm|model) (?:show|say|indicate|tell|suggest|flag|mark|list|have)\w*",
        r"customer segment\w*", r"up ?-?sell\w*", r"cross ?-?sell\w*",
        r"similar (?:customers?|cases|profiles?|homes|clients?)", r"(?:comparable|like) (?:customers?|cases)",
        r"algorithm\w*", r"according to our", r"you (?:spent|have spent|paid us)",
        r"your (?:spending|account (?:shows|history)|score|rating of)",
        ever=True,
    ),
    family(
        "promises a time or a place that nobody listed",
        rf"(?:we|technician|technicians|team|someone|somebody|crew|i) (?:will |can |could |would )?(?:be|come|stop by|drop by|arrive|visit|start|call)[\w ]{{0,20}} (?:on )?{_DAY}",
        r"(?:an?|one|two|some|few) (?:opening|openings|slot|slots|spot|spots|appointments?)(?! reminder)",
        r"within (?:\w+ )?(?:minutes?|hours?|the hour)", r"(?:same|next)[- ]day (?:service|visit|appointment|response)",
        r"24/7", r"around the clock", r"(?:in|near) your (?:area|neighbou?rhood)(?! since)", r"(?:seven|7) days a week",
        r"at any (?:time|hour)",
        r"(?:on|this|next|coming) (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?: at)?",
        r"\d{1,2} ?(?:am|pm|a\.m|p\.m|o'clock)",
    ),
    family(
        "speaks of a complaint or of something that went wrong", r"sorry", r"we regret", r"how (?:the|your|our) (?:first|last|previous|recent) (?:appointment|visit|treatment) went", r"trouble\w*", r"(?:did|does|do) not go", r"(?:go|went|gone|goes) the way", r"not what you (?:wanted|expected|hoped|asked)", r"(?:your|the) mind at (?:ease|rest)", r"apolog\w+", r"complain\w*", r"unhappy",
        r"(?:not|were not|less than) (?:\w+ )?(?:happy|satisfied|pleased)", r"dissatisf\w+", r"unsatisf\w+", r"frustrat\w+",
        r"disappoint\w+", r"upset", r"annoy\w*", r"inconvenien\w+", r"went wrong", r"go wrong", r"bad experience",
        r"mix[- ]?up", r"let you down",
        r"your (?:recent |last |open )?(?:issue|concern|complaint|ticket|problem|dispute)s?",
        r"(?:the|any|that) (?:issues?|trouble|problems?) (?:you|we|with|that|from|last|at|during)",
        r"(?:despite|after|about|regarding|because of) (?:the|what|that|your) (?:\w+ )?(?:issue|trouble|problem|delay|mistake|error|incident|complaint|visit that)s?",
        r"our (?:mistake|fault|error|delay)",
        r"(?:missed|late|botched|failed|skipped) (?:appointment|visit|arrival|treatment|service)",
        r"make (?:it|things|this) (?:right|up to you)", r"refund\w*", r"low(?:er)? (?:rating|score)",
        r"(?:second|another) chance", r"(?:rough|bumpy|difficult) (?:start|visit|experience|time with)",
        ever=True,
    ),
)
# fmt: on
