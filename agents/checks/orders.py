"""Orders that a text gives to a model, in the languages in which such orders occur. Folded text, one line.

An order is a verb with its object (ignore … instructions), an assigned role (you are now …), a turn of a chat, or a
demand about what only the model decides (the email must say …). Questions and complaints in the same words are not.
"""

import re
from functools import lru_cache

_OBJECT = (
    r"(?:instruc\w*|instr|prompt\w*|rule\w*|rubrics?|criteri(?:a|on)|guideline\w*|direct(?:ion|ive)s?|commands?|guard ?rails?|constraints?|restrictions?|polic(?:y|ies)"
    r"|anweisung\w*|vorgab\w*|regeln?|instruktion\w*|befehl\w*|richtlinie\w*|consigne\w*|directive\w*|regles?|instrucc\w*|indicac\w*|orden(?:es)?|reglas?"
    r"|istruzion\w*|regole|ordini|instru\w*|regras?|ordens|orientac\w*|opdracht\w*|regels|polecen\w*|instrukc\w*|zasad\w*|pokyn\w*|instruktion\w*|pravidl\w*|talimat\w*|ohje\w*|utasita\w*|uput\w*|perintah|arahan|petunjuk|huong dan|chi dan|quy tac)"
)
_IGNORE = (
    r"(?:ignor(?!ed\b|ing\b|ance\b|ant\b|iert\w*\b|ava\w*\b|aba\w*\b|ou\b|aram\b|aron\b|ait\b|aient\b|at[oaie]\b|ad[oa]s?\b|eerde\w*\b)\w*|disregard|forget|override|bypass|(?:overlook|skip|drop|discard|neglect|void|erase|delete|set aside)(?= (?:all|any|your|previous|prior|the above|the previous|every|these))|do not (?:follow|obey|heed)|stop following"
    r"|vergiss\w*|vergesst|ubergeh\w*|missachte\w*|umgeh\w*|uberschreib\w*|oubli\w*|neglige\w*|olvid\w*|omit\w*|dimentic\w*|tralasci\w*|esquec\w*|desconsider\w*|desconsidere"
    r"|vergeet|negeer(?!de)\w*|sla .{0,12} over|zignoruj\w*|zapomnij\w*|pomin\w*|ignorujte?|zapomen\w*|glom|unut\w*|yok ?say\w*|abaikan|lupakan|ohita|unohda|zanemari\w*|bo qua)"
)
_GIVE = r"(?:offer|grant|give|hand out|promise|approve|award|send|add|include|mention|write|say|state|tell|output|apply|provide|insert|propose)"
_PRIZE = (
    r"(?:discount|refund|free|credits?|gift|voucher|coupon|without (?:charge|cost|paying)|no (?:charge|cost)|lifetime|[0-9]{2,3} ?(?:%|percent)|gratis|rabatt\w*"
    r"|kostenlos\w*|gratuit\w*|nothing|upgrade)"
)
_WRITER = (
    r"(?:the )?(?:ai|llm|chat ?gpt|gpt|claude|gemini|copilot|assistant|bot|agent|model|language model|writer|email writer|author of this|copywriter|system|machine|ki|ia"
    r"|sprachmodell|modele|modelo|modello|taalmodel|whoever (?:writes|reads) this|whoever (?:writes|generates|drafts|composes|produces|creates) (?:this|the|these) (?:e-?mails?|texts?|messages?|replies|campaign|analysis))"
)
# Whoever decides about a text, where the text's writer is not addressed.
_JUDGE = (
    r"(?:judges?|graders?|evaluators?|reviewers?|validators?|checkers?|scorers?|approvers?|moderators?|pruf(?:er|ung|modell|instanz)\w*|richter\w*|gutachter\w*|bewerter\w*|juges?|evaluateur|correcteur|juez|jueces|evaluador\w*"
    r"|revisor\w*|giudic[ei]|valutator[ei]|juiz\w*|avaliador\w*|beoordelaars?|rechters?|sedzi\w*|recenzent\w*)"
)
_DRAFT = r"(?:messages?|drafts?|e-?mails?|texts?|answers?|letters?|outputs?|repl(?:y|ies)|results?|offers?)"

_WRITTEN = r"(?:messages?|drafts?|e-?mails?|texts?|letters?)"  # an offer or a result is refused by customers, too
_RULES = r"(?:mettre|donner|valider|accepter|approuver|dar|poner|aprobar|aceptar|dare|mettere|approvare|accettare|aprovar|aceitar|genehmigen|freigeben|geben|annehmen|goedkeuren|geven|zatwierdzic|dac)"


def _joined(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


# Each group of phrases with word beginnings of which a match needs at least one; most texts have none of them.
_LISTED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        """
        ignor ingor disregard forget overrid bypass overlook skip drop discard neglect void erase delete
        set follow obey heed vergiss vergess ubergeh missacht umgeh uberschreib oubli neglig olvid omit dimentic
        tralasci esquec desconsid vergeet negeer sla zignor zapomn pomin zapomen glom unut yoksay yok
        talimat utasit halt richt respect suiv suis siga sigas caso obedez seguir rispett hagas
        abaikan lupakan ohita unohda zanemar qua pay take told taught instructed given trained ordered
        """,
        _joined(
            r"\b(?:ignore|forget|disregard) (?:what|everything|all) (?:that )?(?:you|the system|they) (?:were|was|know|have been|had)\b",
            # Only a model is told, taught or given "everything" or "the guidance" before a customer speaks.
            r"\b(?:what|whatever|everything|all|anything|(?:guidance|instructions?|rules|guidelines|prompt) (?:that )?)(?: that)? ?you (?:were|have been|had been|are) (?:told|taught|instructed|given|trained|ordered)\b(?= (?:to\b|before|above|so far|until|earlier|previously|up to|by|and|is|was|are|does)| ?[.;,!]|$)",
            r"\b(?:pay no (?:attention|heed)|take no notice) (?:to|of) (?:your|the|any|all|what) ",
            r"\btalimat\w*.{0,30}(?:yok ?say|gormezden|unut)",
            r"\butasita\w*.{0,30}(?:figyelmen kivul|felejts)",
            rf"\b{_IGNORE}\b.{{0,60}}?\b{_OBJECT}\b",
            r"\b(?:ignore|disregard|forget) (?:everything|all|anything|whatever)(?: of that| that was| the text)? (?:above|before|you\b|written above|said before|up to here|so far|previous)",
            r"\b(?:ignore|disregard|forget) (?:all )?(?:of )?(?:the above|what stands above|what came before)\b",
            r"\b(?:vergiss|vergessen sie|ignorier\w*|ignorieren sie) (?:alles|das) (?:bisherige|obige|davor|vorherige|zuvor|oben)",
            r"\b(?:oublie\w*|ignore\w*) (?:tout )?ce qui precede",
            r"\bolvida (?:todo )?lo anterior",
            r"\bdimentica tutto cio\b",
            r"\b(?:halt\w*|richte?) (?:dich|euch|sie sich) nicht (?:an|nach)",
            r"\bne (?:respecte\w*|suive\w*|suis) (?:pas|plus) (?:les|tes|vos) (?:regles|consignes|instructions)",
            r"\bno (?:sigas|siga|hagas caso|obedezcas)\b.{0,20}\b(?:instrucc\w*|reglas|indicac\w*)",
            r"\bnon (?:seguire|rispettare)\b.{0,20}\b(?:istruzion\w*|regole)",
        ),
    ),
    (
        """
        reveal print show repeat output leak tell quote recite translat summar write copy paste
        """,
        _joined(
            r"(?<!i )\b(?:reveal|print|show|repeat|output|leak|tell me|quote|recite|translate|summari[sz]e|write down|copy|paste)\b.{0,30}"
            r"\b(?:(?:your|system|hidden|initial) (?:system |own |full |original )?(?:prompt|instructions|rules|guidelines|configuration)|the (?:system |full |original )?(?:prompt|instructions)|(?:text|words?|message|everything|all) (?:above|before this))",
        ),
    ),
    (
        """
        answer context customer data input message ignor ai llm chatgpt gpt claude gemini copilot assistant bot agent model writer copywriter author
        system machine ki ia sprachmodell modele modelo modello taalmodel whoever email emails mail
        mails campaign analysis must shall should prompt promptinject mode godmode jailbr anything
        pretend act behave role now hereby only comply henceforth human user sure override order command
        instruct authori direct simulat imperson imagin state mention confirm claim
        developer output print reply say antwort repond respond rispond antwoord chatbot when while writ generat draft compos obey task job goal
        purpose mission objective mark treat flag count list pretend assistent asistente assistente
        """,
        _joined(
            r"\bsystem ?prompt(?!s? us|s? me|ed|s? for|s? you|s? at|s? on)",
            r"\b(?:enter|enable|activate|switch to|turn on|go into|you are in|now in|into|start) (?:the )?developer mode\b|\bdeveloper mode (?:on|enabled|activated|is (?:now )?(?:on|active)|:)",
            r"\b(?:act|behave|respond|answer|write|speak) as (?:the |an? |our |my |your )?(?:\w+ ){0,2}\w+ and (?:grant|give|offer|approve|promise|refund|waive|confirm)\b",
            r"\byour (?:task|job|role|instructions?|rules?|goal|guidance) (?:has|have) (?:now |just )?(?:been )?(?:changed|updated|replaced|revoked|extended)\b",
            r"\b(?:output|print|reply with|respond with|answer with|say|write) (?:only )?the (?:single )?words? \W?\w+",
            r"\bgod ?mode\b",
            r"\bjailbr[eo]a?k",
            r"\bdo anything now\b",
            r"\bprompt injection\b",
            r"\b(?:debug|admin|root|maintenance|unrestricted) mode (?:on|enabled|activated)",
            r"\byou are (?:now|from now on|hereby) (?:an?\b|the\b|in\b|my\b|no longer|free|dan\b|allowed|authori[sz]ed|permitted)",
            r"\b(?:pretend|act|behave|roleplay|role play) (?:to be|as if you|as (?:an?|the|my) (?:ai|assistant|admin\w*|system|model|developer|bot|unrestricted|different))",
            r"\b(?:respond|reply|answer|output) only (?:with|in)\b",
            r"\b(?:antworte\w*|reponds|repondez|responde|rispondi|responda|antwoord) (?:nur|ausschliesslich|uniquement|seulement|solo|solamente|apenas|alleen|enkel) (?:mit|par|avec|con|com|met)\b",
            r"\b(?:you are|du bist|sie sind|tu es|eres|sei|je bent) (?:an?|the|ein|eine|der|die|das|une?|un|una|een) (?:\w+ ){0,2}?(?:ai|assistant|chatbot|bot|language model|assistent|ki|sprachmodell|ia|asistente|assistente)\b",
            r"\bpretend (?:that )?(?:there (?:are|is|were) no|you (?:have no|do not have|are not bound))\b",
            r"\b(?:when|while|as) (?:you )?(?:write|writing|generat\w+|draft\w*|compos\w+) (?:the|this|these|an?|your) (?:e-?mails?|reply|response|answer|campaign|analysis|summary|message)\b.{0,20}\b(?:include|add|use|put|make|do not|do|always|never|mention|say|offer|promise|link|insert|sign|give|tell)\b",
            r"\b(?:mark|treat|flag|count|list) (?:this|the|our|my) (?:customer|account|client|company|lead) as\b",
            r"\byou (?:now )?obey (?:me|us|only)\b",
            r"\byour (?:new |only |real |actual )(?:task|job|role|goal|purpose|mission|objective) (?:is|will be) (?:now )?to\b",
            r"\bas an? (?:ai|language) (?:language )?model\b",
            rf"\b(?:dear|hey|hello|hi|note to|attention|message (?:to|for)|memo to|fao|for the attention of|instructions? (?:to|for)|to(?= (?:whoever|the (?:ai|llm|bot|assistant|model)\b))|an die|an das|an den|hinweis an|hinweis fur|note pour|nota para|nota per) ?,? (?:die |das |den |l ?'?|el |la |il )?{_WRITER}\b",
            rf"\b(?:{_WRITER}|(?:the|every|each) (?:e-?mails?|campaign|analysis|answer|message)) (?:must|shall|has to|have to|should|needs? to|is to|will)"
            rf" (?:now |always |also )?(?:be )?(?:{_GIVE}|contain|classif\w*|rate|set|choose|recommend|mark|label|return)\b",
            rf"\byou (?:must|shall|will now|have to now|are to) (?:now |always |also )?(?:classif\w*|rate|choose|recommend|obey|comply|ignore|{_GIVE}\b(?=.{{0,40}}\b{_PRIZE}))\b(?! (?:us )?(?:a )?better)",
            r"\b(?:system|admin\w*|security|policy|guideline|safety) override\b",
            r"\bi (?:hereby )?(?:order|command|instruct|authori[sz]e|direct) you\b",
            r"\b(?:act|behave|respond|answer) as (?:dan\b|if you had no)",
            r"\bto the (?:ai|llm|assistant|model|bot|language model) ?:",
            r"\b(?:state|mention|confirm|claim|write|say) that the (?:customer|account|client|company) (?:is|has|gets|was|receives|will)\b",
            r"\b(?:simulate|impersonate|imagine you are|imagine that you are) (?:an?|the) ",
            r"\b(?:end|begin|start|stop) of (?:customer|user|input|data|context|prompt|instructions?|system)\b",
            r"\b(?:from now on|henceforth|starting now),? (?:you|all emails|every email|always|only)\b",
            r"\bfrom (?:this point|here|this line|this moment)(?: on| onwards?)?,? (?:you|the (?:assistant|ai|model|bot|writer)|all emails|every email|always|only)\b",
            r"(?:^|[.!?:;] ?)(?:assistant|ai|model|bot|chat ?bot|copilot|chatgpt|claude|gemini), (?:before|please|you|now|tell|write|say|ignore|do|from|note|remember|forget|add|offer|give)\b",
            r"\bpretend (?:that )?(?:the|our|we|this|there|everything|all)\b.{0,60}\b(?:write|assistant|answer|reply|respond|accordingly)\b",
            r"\bsure!?,? i will\b",
            r"\bi will (?:comply|ignore|obey)\b",
            r"\b(?:human|user|assistant|system|ai) ?: ?(?:sure|ok|okay|yes|of course|certainly|ignore|you|offer|give|write|please|the|i will|new)\b",
        ),
    ),
    (
        """
        guidance instruct task system order directive rule policy guideline compliance procedure end begin
        start stop classif rate mark label categor score confidence
        """,
        _joined(
            r"\b(?:new|updated|real|following|additional|revised|next|important) (?:system )?(?:instructions?|guidance|task|orders?|directives?|rules?(?= for)|polic(?:y|ies)(?= for)) ?(?::|are (?:as|now)|for (?:the )?(?:ai|assistant|model|writer|agent|bot)| ?- )",
            r"\b(?:now|here is|this is) (?:comes )?(?:the|your|my) (?:new )?(?:guidance|instruction|task|system message)\b ?:?",
            r"\b(?:policy|guideline|instruction|compliance|procedure) (?:update|change|notice|override)\b.{0,40}\b(?:writer|ai|assistant|model|agent|email|emails|mention|offer)",
            r"\b(?:classify|rate|mark|label|categori[sz]e|score) (?:this|me|us|the) (?:customer|account|record|reason|row)? ?(?:as|with)\b",
            r"\bset (?:the )?(?:confidence|category|score) (?:to|=)",
        ),
    ),
    (
        """
        schreib sag zahlt erwahn versprich kostet kostenlos gratis umsonst frei rabat gutschrift geschenkt gratuit
        descuent reembols sconto rimbors descont graca remise rembours korting terugbet darm znizk bist
        eres sei bent jestes agora desormais maintenant decod dekod execut obey ignoreway
        instructionsway eviouspray follow
        """,
        _joined(
            r"\b(?:schreibe?|schreibt|schreiben sie|sage?|sagen sie|erwahne?|erwahnen sie|versprich|biete|bieten sie|gib|gewahre?)\b.{0,40}\b(?:nichts (?:mehr )?(?:kostet|zahlt|bezahlt|zahlen muss)|kostenlos\w*|gratis|umsonst|rabatt\w*|gutschrift|geschenkt|frei)\b",
            r"(?:^|[.!:;,] ?|\by )(?:ofrece|ofrezca|da|dale|danos|denos|promete|escribe|di|aprueba|regala)\b.{0,30}\b(?:gratis|gratuit\w*|descuento\w*|reembolso)",
            r"(?:^|[.!:;,] ?|\bet )(?:offre|offrez|accorde|accordez|promets|promettez|ecris|ecrivez|dis|dites|approuve)\b.{0,30}\b(?:gratuit\w*|remise|remboursement)",
            r"(?:^|[.!:;,] ?|\be )(?:offri|offra|dai|prometti|scrivi|scriva|approva|regala)\b.{0,30}\b(?:gratis|gratuit\w*|sconto|rimborso)",
            r"(?:^|[.!:;,] ?|\be )(?:ofereca|oferece|da|promete|escreve|escreva|aprove)\b.{0,30}\b(?:gratis|gratuit\w*|desconto|reembolso|de graca)",
            r"\b(?:bied|geef|beloof|schrijf|keur)\b.{0,30}\b(?:gratis|korting|terugbetaling)",
            r"\b(?:zaoferuj|daj|obiecaj|napisz)\b.{0,30}\b(?:za darmo|darmow\w*|rabat|znizk\w*)",
            r"\bdu bist (?:jetzt|nun|ab sofort|ab jetzt)\b",
            r"\b(?:tu es|vous etes) (?:maintenant|desormais) (?:un|une|le|la|l)\b",
            r"\bahora eres\b",
            r"\bora sei (?:un|una)\b",
            r"\bagora (?:voce e|es) (?:um|uma)\b",
            r"\bje bent (?:nu|vanaf nu)\b",
            r"\bjestes teraz\b",
            r"(?<!to )\b(?:decode|dekodiere|decodifica|decoder?)\b.{0,30}\b(?:and (?:do|follow|execute|run|obey)|und (?:tu|fuhre)|base64|hex|rot13)",
            r"\b(?:decode|follow|execute|obey|do) (?:this|the following|what follows) ?: ",
            r"\bignoreway\b",
            r"\binstructionsway\b",
            r"\beviouspray\b",
        ),
    ),
    (
        """
        judge grader evaluator reviewer validator checker scorer approver moderator pruf richter gutachter bewerter
        juge evaluateur correcteur juez juec evaluador revisor giudic valutator juiz avaliador beoordelaar rechter
        sedzi recenzent approv approuv aprueb aprob aprov genehmig keur goed zatwierdz award assign rate score mark
        verdict decision pass reject refuse decline fail whoever set
        """,
        _joined(
            r"\bwhoever (?:grades|judges|scores|rates|reviews|evaluates|assesses|approves|checks) (?:this|these|it|the (?:message|draft|e-?mail|letter|text)s?)\b",
            rf"(?:^|[.!?:;,] ?)(?:please |just |simply |always )*(?:pass|reject|refuse|decline|fail) (?:this|the|every|each|any|all) (?:\w+ )?{_WRITTEN}\b",
            r"\bdo not (?:reject|refuse|decline|fail) (?:this|it|anything|any(?: of)?(?: the)? (?:message|draft|e-?mail|text)s?) (?:about|for|to|of) (?:this|the|our) customer\b",
            r"\bset (?:the )?(?:approved|approval|score|verdict|rating) (?:to|=) ?(?:true|yes|10|ten|approved|pass)\b",
            rf"(?:^|[.!?;] ?){_JUDGE} ?[:,] ?(?:please |just )?(?:approve|accept|pass|give|score|let|this|wave)\b",
            rf"\b{_JUDGE} (?:doit|doivent|devra|debe|deben|deve|devono|devem|muss|mussen|soll|sollen|moet|moeten|ma)\b(?: \w+){{0,4}}? {_RULES}\b",
            rf"\b(?:tell|ask|instruct|order|convince|force|persuade) (?:the|this|that|your|any) (?:\w+ )?{_JUDGE}\b",
            rf"\b(?:make|get|have|let) (?:the|this|that|your|any) (?:\w+ )?{_JUDGE} (?:to )?(?:approve|pass|accept|give|score|rate|say)\b",
            rf"\b(?:note|message|memo|instructions?|attention|dear|hint|reminder) ?(?:to|for|,|:)? ?(?:the |our )?{_JUDGE}\b ?[:,.-]",
            rf"^{_JUDGE} ?[:,]|[.!?;] ?{_JUDGE} ?:",
            rf"\b{_JUDGE} (?:must|should|has to|have to|shall|will|needs? to|is to|are to|can only) (?:\w+ ){{0,2}}?(?:approve|pass|accept|give|score|rate|say|answer|return|reply|mark|let)\b",
            rf"\b(?:approve|accept|wave through|rubber ?stamp) (?:this|the|it|every|any|all|whatever|my|your)(?: \w+){{0,2}}? {_DRAFT}\b",
            r"\bapprove (?:it|this|everything|anything|whatever)(?: \w+){0,2}? (?:no matter|regardless|anyway|always|immediately|without|with (?:a |full |the )?(?:score|10|ten|points|marks))\b",
            rf"\b(?:give|award|assign|rate|score|mark|grant) (?:it|this|that|them|everything|yourself|every|any|the (?:\w+ )?{_DRAFT})(?: (?:\w+ )?{_DRAFT})? (?:a |an |as |with |at |to )?(?:the )?(?:score of |rating of |mark of )?(?:10|ten|9|nine|full|max\w*|perfect|highest|top|best)\b",
            r"\b(?:approved|score|verdict|rating|appropriateness|service.validity)[\"']? ?(?:[:=]|must be|should be|is to be) ?[\"']?(?:true|10|ten|approved?|pass)\b",
            rf"\b(?:sag\w*|sagen sie|weise?|bitte|befiehl) (?:dem|der|den) {_JUDGE}\b|\b(?:hinweis|nachricht|an) (?:an )?(?:den|die|das) {_JUDGE} ?[:,]",
            r"\bgenehmig\w* (?:sie )?(?:diese?n?|die|jede|den|das) (?:\w+ )?(?:nachricht|mail|e-mail|antwort|entwurf|text)\b|\bgib (?:\w+ ){0,3}(?:10|zehn|volle|hochst\w*) ?(?:von|punkt\w*)",
            rf"\b(?:dis|dites|demand\w+|ordonn\w+) (?:au|aux|a la|a l ?'?) ?{_JUDGE}\b|\bapprouve[rz]? (?:ce|cet|cette|le|tout|chaque) (?:message|texte|mail|courriel|brouillon|e-mail)\b",
            rf"\b(?:di|dile|diga|digale|pide\w*|ordena\w*) (?:al|a la|a los) {_JUDGE}\b|\b(?:aprueb\w+|aprobar) (?:este|esta|el|la|todo) (?:mensaje|correo|texto|borrador|email)\b",
            rf"\b(?:di|dica|chied\w+|ordina\w*) (?:al|alla|ai) {_JUDGE}\b|\bapprov[ai]\w* (?:questo|il|ogni|la|questa) (?:messaggio|testo|bozza|email|mail)\b",
            rf"\b(?:diga|dize|peca|mande|ordene) (?:ao|aos|a) {_JUDGE}\b|\baprov[ae]\w* (?:esta|essa|a|o|este|toda) (?:mensagem|texto|rascunho|email|e-mail)\b",
            rf"\b(?:zeg|vertel|vraag) (?:tegen )?(?:de|het) {_JUDGE}\b|\bkeur (?:dit|deze|het|de|elk) (?:bericht|mail|e-mail|tekst|concept)\w* (?:\w+ )?goed\b",
            rf"\b(?:powiedz|kaz) {_JUDGE}\b|\bzatwierdz (?:te|ta|ten|kazda) (?:wiadomosc|tekst|mail)\b",
        ),
    ),
    (
        """
        100 ninety 90 95 99 free lifetime discount refund credit gift voucher coupon charge cost paying
        gratis nothing upgrade yeer kostenlos rabatt gratuit
        """,
        _joined(
            rf"\b{_GIVE} (?:me|us|this customer|this account|them|the customer|a|an|him|her)? ?(?:\w+ ){{0,3}}?(?:100|ninety|90|95|99|free lifetime|free year|year free|free yeer|lifetime)\b ?%?",
            rf"\b(?:mention|say|state|write|tell them|announce|confirm|promise) that (?:the|this|our|their|they|we|a|one) (?:\w+ ){{0,3}}?(?:gets?|receives?|costs?|is|are|has|will)\b.{{0,40}}\b{_PRIZE}",
        ),
    ),
)
_GROUPS = tuple((tuple(beginnings.split()), pattern) for beginnings, pattern in _LISTED)
_WORD = re.compile(r"[^\W_]+")
_ORDER = re.compile(r"^(?:offer|grant|approve|award|promise|mention|state)\b")
_FOR_WHAT = re.compile(rf"\b{_PRIZE}")
# Advice to a company: "Offer a real discount next time", "Offer discounts for nonprofits".
_ADVICE = re.compile(
    r"\b(?:next time|in (?:the )?future|from the start|like (?:other|your|the) \w+|(?:for|to) (?:your |all |the )?(?:nonprofits?|non-profits?|charit\w+|students?|schools?|startups?|small \w+|loyal \w+|existing \w+|long[- ]?\w* \w+|people|everyone|teams|companies))\b"
)
_BEGINNING = 120
_WHOLE_WORD = 3


def orders(folded: str) -> bool:
    """Whether a folded text of one line gives orders to a model."""
    groups = frozenset[int]().union(*map(_groups_of, set(_WORD.findall(folded))))
    return any(_GROUPS[group][1].search(folded) for group in groups) or _asks_for_a_prize(folded)


@lru_cache(maxsize=16_384)
def _groups_of(word: str) -> frozenset[int]:
    found = set(_BY_WORD.get(word, ()))
    for length in _LENGTHS:
        found |= _BY_BEGINNING.get(word[:length], _NONE)
    return frozenset(found)


def _by(*, whole: bool) -> dict[str, set[int]]:
    """The groups by beginning; a short beginning has to be the whole word."""
    found: dict[str, set[int]] = {}
    for at, (beginnings, _) in enumerate(_GROUPS):
        for beginning in beginnings:
            if (len(beginning) <= _WHOLE_WORD) == whole:
                found.setdefault(beginning, set()).add(at)
    return found


# A company's name is a new word every time, so it is looked up rather than compared with every beginning.
_BY_WORD, _BY_BEGINNING = _by(whole=True), _by(whole=False)
_LENGTHS = sorted({len(beginning) for beginning in _BY_BEGINNING})
_NONE: set[int] = set()


def _asks_for_a_prize(folded: str) -> bool:
    """Whether a text begins with an order to give its writer something; a reproach to us ("you") does not count."""
    if _ORDER.match(folded) is None:
        return False
    beginning = folded[:_BEGINNING]
    return "you " not in beginning and _ADVICE.search(beginning) is None and _FOR_WHAT.search(beginning) is not None
