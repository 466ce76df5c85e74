"""Requests that the assistant hand out a credential. How to get, rotate or keep one's own is a question like any other."""

import re

_CREDENTIAL = (
    r"(?:(?:aws |iam |root |admin(?:istrator)? |master |database |db |console |account |user |api |temporary |session |valid |working |live |real |production |prod |service |login |ssh |secret |private |internal |customer(?:'?s)? |login )*"
    r"(?:pass ?words?|pwds?|pws?|pass(?:phrase|code)s?|credentials?|creds|access keys?|secret (?:access )?keys?|secret keys?|private keys?|ssh keys?|pem (?:file|key)|api keys?|key pairs?|tokens?|connection strings?|log ?ins?|log ?in (?:details|data)|secrets?|mfa (?:codes?|seeds?)|otp|one[- ]time (?:codes?|passwords?)|keys|(?:working|valid|spare|test|real) keys?|access codes?|license keys?|pin))"
)
# A word behind it that makes it a subject: rotation, policies, errors, files of configuration.
_NOT_SUBJECT = r"(?! (?:arn|name|value format|rotation|polic\w*|report\w*|providers?|expir\w*|chain|id format|formats?|length|age|last used|manager|reset|requirements?|management|storage|error|file(?:s)? (?:path|location)|names?|exist|settings?|options?|best|types?|vs|versus|mean\w*|differ\w*|are (?:used|stored|kept|needed|for)|is (?:used|stored|kept|needed|for|not|wrong|missing|expired)|i need|that i|with boto|in (?:boto|terraform|code|the docs)|process|setup|usage|work\w*|look\w*|leak\w*|scan\w*|alert\w*|cost\w*|limit\w*|quota\w*|count|auth\w*|flow|endpoint|header|validation|example))"
_GIVE = r"(?:give|send|show|tell|share|provide|hand|reveal|disclose|e-?mail|mail|post|supply|lend|dm|text|forward|leak|expose|print|display|output|dump|read out|read me|paste|return|fetch|look up|retrieve|generate|issue|hook me up|let me have|let us have|let me see|drop|slip|pass|grab|get|find|recover|write|whisper|spell|list|hand over|resend|recite|extract|confirm|issue me|need|want|would like|looking for|after)"
_WHOSE = r"(?:your|ur|the|an?|some|any|my|our|another|other|someone(?:'s| else's)?|somebody(?:'s| else's)?|his|her|their|all(?: the| of the)?|one|each|every|this|that|those|whatever|a few|the current|amazon'?s|aws'?s?|another (?:customer|user|account)'?s|\w+'s)"
_ASKED = re.compile(
    rf"(?:^|\b(?:please|pls|you|u|and|then|now|just|kindly|to|also|so|hey|urgently|simply|quickly|directly|instead|will|can|could|would|must|i|we) |[,.;:!-] ?){_GIVE}(?: me| us| them| him| her| over| out| back| up| it)*(?: (?:again|now|quickly|just|please|also|first))? (?:(?:what|with|for|of|at|to see|to have|to know) )?{_WHOSE} (?:[\w']+[ -]){{0,3}}?{_CREDENTIAL}\b{_NOT_SUBJECT}"
)
_HAVE = re.compile(
    rf"\b(?:can|could|may|might) (?:i|we) (?:please |just |also )?(?:have|get|see|borrow|use|know|obtain) (?:your|ur|another|someone(?: else)?'s|somebody(?: else)?'s|his|her|their|amazon'?s|aws'?s?|\w+'s|the (?:root|admin\w*|master|console|production|prod|support|internal|service)) (?:\w+ ){{0,3}}?{_CREDENTIAL}\b{_NOT_SUBJECT}"
)
_WHAT = re.compile(
    rf"\b(?:what|which)(?:'s| is| are|s| was| were) (?:the |a )?(?!.{{0,12}}\b(?:default|maximum|minimum|difference|purpose|point|use|best|right|safest|recommended|new)\b)(?:your|ur|my|our|his|her|their|\w+'s|amazon'?s|aws'?s?) (?:\w+ ){{0,3}}?{_CREDENTIAL}\b{_NOT_SUBJECT}(?! (?:to|so|too|not|being|always|never|still))"
    r"|\bwhat(?:'s| is| are|s) the (?:\w+ ){0,2}?(?:pass ?word|passcode|pin|mfa code|credentials|login details|secret (?:access )?key|access key|private key|login) (?:for|of|to) (?:root|admin\w*|user \w+|account|the \w+ (?:account|user|server|console|database|cluster|host)|my|your|our|his|her|their|this|that|prod\w*|\w+'s)\b"
    rf"|\b(?:what|which) (?:\w+ )?{_CREDENTIAL} (?:do you|does (?:the|your) (?:admin\w*|root|owner|boss|team|bot)|do they)\b"
    rf"|\b(?:what|which)(?:'s| is| are|s) the (?:\w+ )?(?:root|admin\w*|master|secret|login|console|database|db|prod\w*|api|ssh|private) ?(?:\w+ )?{_CREDENTIAL}\b(?: (?:of|for|to|on|in) )(?:the |your |my |our |this |that |account|prod|root|admin|user|database|db|console|server|\w+'s)(?!.{{0,20}}\b(?:policy|mean|used|format)\b)"
)
_OTHER = re.compile(
    r"\b(?:kannst du|konnen sie)\b.{0,20}\b(?:passwort|zugangsdaten|kennwort|anmeldedaten)\b.{0,40}\b(?:geben|schicken|nennen|sagen|senden)\b|\b(?:gib|gebt|geben sie|nenn\w*|schick\w*|verrat\w*|sag\w*|zeig\w*)\b.{0,40}\b(?:passwort|passworter|kennwort|zugangsdaten|zugangsschlussel|geheimen? schlussel|api[- ]?key|anmeldedaten)"
    r"|\b(?:donne\w*|envoi\w*|envoy\w*|communique\w*|dis|dites|montre\w*)\b.{0,40}\b(?:mots? de passe|identifiants|cles? (?:d'acces|secrete|api|privee))"
    r"|\b(?:dame|deme|danos|envia\w*|mandame|dime|muestra\w*|comparte)\b.{0,40}\b(?:contrasena\w*|credenciales|claves? (?:de acceso|secreta|privada|api))"
    r"|\b(?:dammi|inviami|mandami|dimmi|mostrami|fornisci\w*)\b.{0,40}\b(?:password|credenziali|chiav[ei] (?:di accesso|segret\w*|privat\w*))"
    r"|\b(?:me de|me da|envie\w*|mande\w*|me passa|diga\w*|mostre\w*)\b.{0,40}\b(?:senha\w*|credenciais|chaves? (?:de acesso|secreta|privada))"
    r"|\b(?:geef|stuur|vertel)\b.{0,40}\b(?:wachtwoord\w*|inloggegevens|toegangssleutel\w*)"
)
# "How do I get my keys", "show me how to create a key": a way to one's own, no key.
_A_WAY = re.compile(
    r"\bdo (?:i|we) have to\b|\bcan (?:my|our|the|a)\b|\b(?:how|where|why|when|steps?|guide|tutorial|documentation|docs|instructions?|examples?|way|ways|possible|commands?|policy|policies|code|script|permissions?|best practices?|error|do i need|should i|do we need|should we|must i|need to (?:give|share|provide|send|show|store|keep|rotate|use|create|set|reset|change|find|get)|want to (?:give|share|store|rotate|keep|create|change|use|reset|generate|avoid|stop|replace|move|set|find)|without|instead of|safe(?:ly)? to|is it (?:ok|okay|safe|possible)|what happens|whether|rotate|revoke|reset)\b"
)
_TAKES = re.compile(r"^\W*(?:i|we)\b|\b(?:need|want|looking for|after|would like)\b")
_IT = re.compile(
    rf"\b{_CREDENTIAL}\b.{{0,80}}\b(?:tell|show|say|write|whisper)\b (?:me |us )?what (?:it|they) (?:is|are|was|were)\b|"
    rf"\b{_CREDENTIAL}\b.{{0,80}}\b(?:send|give|e-?mail|resend|tell|show|text|forward|read|share)\b (?:it|them|me|us)(?: (?:to|back|out|over|again))?(?: (?:me|us|it|them|again|please|here))*\W*$"
    rf"|\b(?:send|give|share|show|tell|post|dump|leak) (?:me |us )?(?:root|admin\w*|prod\w*|db|database|master) {_CREDENTIAL}\b{_NOT_SUBJECT}"
    r"|\b(?:give|get|send|show|share|find|hand)\b (?:me |us )?(?:the |a |an )?(?:\w+ )?keys? (?:of|from|that belongs? to) (?:someone|somebody|another|a (?:customer|user)|other)"
    rf"|\b(?:generate|issue|provide|supply|invent|make|create|give|send|show|share|print|list|dump)\b (?:me |us )?(?:\w+ ){{0,3}}?{_CREDENTIAL}\b (?:for|to) (?:me|us)\b"
    rf"|\b(?:give|send|show|hand|email|text|issue|get|lend) (?:me|us) (?:\w+ ){{0,2}}?{_CREDENTIAL}\b{_NOT_SUBJECT}"
)
_YOURS = re.compile(
    r"\b(?:your|ur|another|other|someone|somebody|his|her|their|working|valid|amazon'?s|aws'?s?|customer'?s|\w+'s)\b.{0,30}"
)


def asks_for_credential(folded: str) -> bool:
    """Whether a folded sentence asks to be given a credential."""
    if _WHAT.search(folded) or _HAVE.search(folded) or _OTHER.search(folded):
        return True
    for found in _IT.finditer(folded):
        if not _A_WAY.search(found[0]) and not _A_WAY.search(folded[: found.start()]):
            return True
    for found in _ASKED.finditer(folded):
        if _A_WAY.search(folded[: found.end()]):
            continue
        if not _TAKES.search(found[0]) or _YOURS.search(found[0]):
            return True
    return False
