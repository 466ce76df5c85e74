"""Which particular of a cause a reason names: the price rise, the import, the colleague who left."""

import re

from agents.checks.fold import fold
from agents.winback.offline import no_way_out
from agents.winback.offline.particular import Particular, particulars_in
from schemas.customer import Category
from schemas.sender import Language

# In the order in which they are looked for; the first one that a reason names is it.
_NAMED: dict[Category, tuple[tuple[str, str], ...]] = {
    "pricing": (
        ("rise_unannounced", r"^(?=.*(?:price|cost|fee|rais|rise|went up|preis|erhoh|prix|hausse|augment|precio|subi|prezz|aument|prec|prijs|verho))(?:.*(?:without (?:any )?(?:notice|warning|explanation|telling)"
         r"|(?:nobody|no one) (?:told|explained|warned)|no (?:notice|warning|explanation)|ohne (?:jede )?(?:ankundigung|vorwarnung|begrundung|erklarung|info)"
         r"|sans (?:prevenir|preavis|explication|avertir|nous avertir|nous prevenir)|sin (?:avisar|aviso|previo aviso|explica)"
         r"|senza (?:preavviso|avvis|spiegazion)|sem (?:aviso|avisar|explica)|zonder (?:aankondiging|waarschuwing|uitleg|bericht)))"),
        ("rise", r"price (?:increase|hike|rise|jump)|\d ?(?:%|percent|per cent) (?:up|higher|more|increase|rise)|(?:up|higher|increase of|rise of) (?:by )?\d+ ?(?:%|percent)|(?:price|cost|fee)s? (?:went|has gone|have gone|jumped|doubled|rose|increased)"
         r"|rais(?:e|ed|ing) (?:the |your |our )?prices?|went up|preiserhohung|teurer geworden|(?:preis|kosten)\w* (?:gestiegen|erhoht)"
         r"|augment\w+|hausse|\bdouble\b|subida|subi\w* (?:el|los|de|o|os) prec\w+|aument\w+|rincar\w+|prijsverhoging|duurder geworden|prijs\w* (?:omhoog|gestegen|verhoogd)"),
        ("plan", r"(?:only|just) (?:in|on|with) the (?:\w+ )?(?:plan|tier|edition|package)|(?:higher|bigger|larger|next|top|premium|enterprise|pro|upper) (?:plan|tier)|forced? (?:us |me )?to upgrade|behind (?:a|the) (?:paywall|\w+ (?:plan|tier))"
         r"|(?:nur|erst) (?:im|in den) \w*(?:tarif|paket|plan)|(?:hoher|gross|teurer)\w* (?:tarif|paket)|formule superieure|(?:que|seulement) dans l[ae] \w*(?:formule|offre|abonnement)|plan superior|solo en el plan|piano superiore|solo (?:nel|con il) piano|plano superior|so no plano|(?:duurder|hoger|groter)e? (?:pakket|abonnement)|alleen in het \w*(?:pakket|abonnement)"),
        ("per_seat", r"per[- ](?:seat|user|head|person|member)|each (?:seat|user|licen[cs]e)|(?:every|each) (?:new|additional|extra)\b|(?:jed|fur jed)\w* (?:weiter|neu|zusatzlich|aushilf)\w*|chaque (?:nouve|utilisateur)\w*|cada (?:nuev|usuari|nov|utilizador)\w*|ogni (?:nuov|utent)\w*|elke (?:nieuwe|extra)|pro (?:nutzer|kopf|user|person|lizenz|platz|mitarbeiter)|par (?:utilisateur|personne|siege|poste|licence|tete)|por (?:usuari\w|persona|pessoa|licenci?a|utilizador\w*|puesto|lugar)|\b(?:per|a) (?:utente|persona|licenza|postazione)|per (?:gebruiker|persoon|licentie|medewerker)"),
        ("contract", r"annual (?:contract|commitment|plan|billing)|(?:yearly|year-long|12[- ]month|multi-year|minimum) (?:contract|commitment|term|plan)|locked in|lock-in|notice period|jahresvertrag|vertragsbindung|mindestlaufzeit|laufzeit|kundigungsfrist|engagement|contrat annuel|preavis|contrato anual|permanencia|compromiso|contratto annuale|vincol\w+|preavviso|fideliza\w+|pre-?aviso|jaarcontract|looptijd|opzegtermijn"),
        ("budget", r"budget(?!\w* (?:tool|feature|view|screen|planner|planning|app|tracker|page|tab)s?\b)|cost cutting|cuts\b|\bcut (?:costs|spending)|sparmassnahm|sparen|kurzung|coupes|restrictions|presupuest|recort|tagli\b|tagliat|risparmi|orcament|cortes?\b|bezuinig"),
        ("unused", r"(?:not|never|barely|hardly|rarely|nobody|no one|don't|didn't|wasn't)\b.{0,25}\bus(?:e|es|ed|ing)\b|\bunused\b|sits (?:there )?(?:idle|unused)|too many seats"
         r"|(?:kaum|nicht|nie|niemand|selten)\b.{0,25}(?:nutz|genutzt|verwend)|personne ne|utilis\w+ (?:peu|pas)|no (?:lo )?us(?:a|o|abamos|amos)\b|apenas (?:lo )?us"
         r"|non (?:lo |la )?us\w+|nessuno (?:lo )?us|nao (?:o )?us\w+|ninguem (?:o )?us|(?:niet|nooit|nauwelijks|niemand)\b.{0,25}gebruik"),
    ),
    "features": (
        ("security", r"\bsso\b|\bscim\b|single sign|security|complian|\bgdpr\b|\bhipaa\b|soc ?2|iso ?27|\baudit|two.factor|\b2fa\b|\bmfa\b|sicherheit|datenschutz|\bdsgvo\b|\brgpd\b|securite"
         r"|conformite|seguridad|cumplimiento|sicurezza|conformita|seguranca|conformidade|beveiliging|\bavg\b"),
        ("integration", r"integrat|\bapi\b|webhook|\bsync|connector|connect(?:s|ion)? (?:to|with)|zapier|plug-?in|schnittstelle|anbindung|connecteur|relier (?:a|avec)"
         r"|integra[cz]|sincroni|conexion|se conect\w*|conectar\w*|connecter (?:a|avec)|se connecte (?:pas )?(?:a|avec)|verbinden|collega\b|connessione|collegament|collegare|ligacao|koppel"),
        ("outage", r"outage|downtime|(?:was|were|went) down\b|\bausfall|\bausgefallen|\bpannes?\b|se cayo|caidas?\b|fuori servizio|\bdisservizi|fora do ar|indisponi|\bstoring|plat lag"),
        ("mobile", r"\bmobile\b|(?<!the )(?<!by )(?<!over )\bphones?\b(?! (?:calls?|numbers?|lines?|support)\b)|on (?:the|our|their) phones\b|\biphones?\b|\bandroid\b|\bipads?\b|\btablets?\b|\boffline\b|no signal|in the field|\bhandys?\b|smartphone|unterwegs|baustelle|sur (?:\w+ )?telephones?\b|portable|hors ligne|movil|(?:en|desde|con) (?:el|mi|su|los|nuestros) telefonos?\b|sin conexion|sin cobertura|(?:sul|dal|col|sui) (?:\w+ )?telefon[oi]\b|cellulare|telefonino|telemovel|celular|op (?:\w+ )?telefoons?\b|onderweg|mobiel"),
        ("slow", r"\bslow|wait(?:ing|ed)? (?:\w+ ){0,4}(?:load|open|appear|page)|warte\w* (?:\w+ ){0,4}(?:ladt|laden|offnet)|attend\w* (?:\w+ ){0,3}(?:que (?:le|la|ca) )?(?:\w+ )?(?:s\'?affich|charg|ouvr)\w*|esperar? (?:a que )?(?:\w+ ){0,3}(?:carg|abr)\w*|took (?:forever|ages|minutes)|time[ds]? out|timeouts?|\blag|loading|langsam|ladezeit|dauert (?:ewig|minuten)|\blents?\b|lentement|lenteur|rame\b|lent[oa]s?\b|tarda\w* (?:\w+ ){0,2}(?:en (?:cargar|abrir|responder la)|minutos|eternidad)|\btraag|traagheid|demora\w* (?:\w+ ){0,2}(?:a (?:abrir|carregar)|minutos)|lentid"),
        ("unreliable", r"logg(?:ed|ing) (?:me|us) out|freez|froze|crash|\bbugs?\b|buggy|\bdown\b|unreliable|broke|failing|fails|\bglitch|absturz|sturzt"
         r"|fehler|plant(?:e|ait|ages?)\b|\bbogue|\bbugue|fall(?:a|aba|os)\b|se cae|errores|bloccav|si blocca|\berrori|falha|\berros|trava|storing|loopt vast|fouten"),
        ("removed", r"(?:removed|took away|taken away|got rid of|killed off|discontinued|retired|(?:took|taken|taking) (?:\w+ ){1,4}away|no longer (?:there|available|supported|possible|has|have))|abgeschafft|entfernt|weggefallen|gestrichen|nicht mehr (?:moglich|verfugbar|da\b)|supprime|retire\b|disparu|plus possible|quitaron|quitado|eliminaron|eliminado|ya no (?:esta|se puede|existe)|tolto|rimoss|eliminat|non c'e piu|retiraram|tiraram|removeram|ja nao (?:ha|existe|da)|verwijderd|weggehaald|geschrapt|niet meer (?:mogelijk|beschikbaar)"),
        ("permissions", r"permission|\broles?\b|access (?:rights|control|levels?)|approval|approve\b|rechteverwaltung|berechtigung|zugriffsrecht|\brollen\b|freigabe|droits d'acces|les droits|\broles?\b|validation|permisos|aprobaci|\broles\b|permess|ruoli|approvazion|permiss|aprovac|rechten\b|goedkeur|rollen\b"),
        ("language", r"(?:in|only in|only|no|not in|lacks?|missing) (?:english|german|french|spanish|italian|portuguese|dutch|polish|our language|other languages)\b|translat|multilingual|nur (?:auf )?englisch|auf deutsch|deutsche (?:version|oberflache)|ubersetz|mehrsprachig|en francais|version francaise|traduct|que en anglais|en espanol|solo (?:en|in) ingles|en castellano|idioma|in italiano|traduzion|em portugues|so em ingles|traduc|in het nederlands|alleen (?:in het )?engels|vertal"),
        ("reporting", r"report|dashboard|\bexport|analytics|statistic|auswertung|bericht|statistik|rapport|tableau de bord|statistique|informes?\b|panel|estadistic|statistich|resocont|relatori|estatistic|rapportage|overzicht"),
        ("fields", r"custom(?:i[sz]|\b)|\bfields?\b|template|workflow|flexib|rigid|adapt|anpass|\bfelder\b|vorlage|starr\b|ablauf|ablaufe|personnalis|\bchamps?\b|modele|souple|rigide|personaliz|\bcampos?\b|plantilla|rigid[oa]|personalizz|\bcampi\b|modell[oi]|maatwerk|aanpas|\bvelden\b|sjablo"),
    ),
    "onboarding": (
        ("import", r"\bimport(?!an|ab|a\b|e\b|o\b)|datenimport|migrat|datenubernahme|migraz|migrac|overzetten"),
        # Whoever could not get out is not offered a way back in.
        ("leaving", no_way_out.PATTERN),
        ("person_left", r"(?:manager|admin|person|colleague|employee|champion|who set (?:this|it) up|who knew|guy|lady|woman|man)\b.{0,40}"
         r"\b(?:left|quit|gone|leaves|retired)|nobody (?:else )?(?:knows|left)|ausgeschieden|verlassen|weiss niemand|nicht mehr (?:da|bei uns|im (?:haus|unternehmen))\b|(?:keiner|niemand)\b.{0,20}(?:kennt|weiss)"
         r"|est partie?\b|a quitte|n'est plus (?:la|chez)|personne ne sait|se fue|ya no (?:esta|trabaja)|nadie (?:mas )?sabe"
         r"|se n'e andat|non lavora piu|nessuno (?:sa|lo sa)|ja nao (?:esta|trabalha)|saiu da|ninguem sabe|is vertrokken|werkt (?:hier )?niet meer|niemand (?:weet|kent)"),
        ("support", r"support|hotline|help ?desk|customer service|never (?:answered|replied)|(?:no|any) (?:answer|reply|response)|(?:nobody|no one) (?:\w+ )?(?:answer|repl|respond|call|help|pick)\w*|waited|(?:niemand|keiner) (?:\w+ ){0,3}(?:antwort|hilft|meldet|erreich|abheb)\w*|warteschleife|personne ne (?:repond|decroche|rappelle|aide)|(?:ne )?repond\w* pas|raccroch|injoignable|service client|nadie (?:\w+ ){0,3}(?:contest|respond|atiend|ayud|coge)\w*|ayud\w* nadie|no (?:contestan|responden|cogen|atienden)|nessuno (?:\w+ )?(?:rispond|aiut|richiam)\w*|non rispond\w+|servizio clienti|ninguem (?:\w+ )?(?:atend|respond|retorn|ajud)\w*|nao (?:respond|atend)\w+|atendimento|niemand (?:\w+ ){0,3}(?:antwoord|neemt|reageert|helpt|belt)|(?:neemt|nemen) niet op|geen reactie|klantendienst|antwort|kundendienst|reponse|assistance|soporte|respuesta|atencion al cliente|assistenza|risposta|suporte|resposta|apoio|klantenservice|\bantwoord|helpdesk"),
        ("adoption", r"(?:team|staff|people|colleagues|they|users|guys|crew|drivers|everyone) (?:\w+ ){0,3}(?:never|didn't|did not|refused|won't|wouldn't|don't|kept|went back|hated|stopped|resisted)|adopti|went back to (?:excel|paper|spreadsheets|whatsapp|email)|back to (?:excel|paper|spreadsheets)"
         r"|(?:team|mitarbeiter|kollegen|leute) (?:\w+ ){0,4}(?:nicht|nie|lieber|weiter)|zuruck zu (?:excel|papier)|l'equipe (?:n'|ne |a refuse)|les collegues n|revenus? (?:a|sur) (?:excel|papier)|el equipo (?:no|nunca)|la gente (?:no|nunca|sigue)|volvi\w+ (?:a|al) (?:excel|papel)|nunca lo usaron|no lo usaba nadie|siguen? con (?:su|la|el) (?:libreta|excel|papel|whatsapp|cuaderno)|everyone went back|nobody (?:\w+ )?(?:used|opened|touched)|nie benutzt|personne ne (?:l'|s'en )(?:utilis|serv)\w*|la squadra non|i colleghi non|tornat\w+ (?:a|su) excel|a equipa (?:nao|nunca)|voltamos ao (?:excel|papel)|(?:team|collega's|mensen) (?:\w+ ){0,3}(?:niet|nooit|liever)|terug naar (?:excel|papier)"),
        ("time", r"no time|(?:nobody|no one) (?:\w+ )?time|(?:not|never) (?:\w+ )?(?:time|got (?:round|around) to|found the time)|too busy|keine zeit|(?:nie|nicht) dazu gekommen|dazu gekommen|zu wenig zeit|pas (?:eu )?le temps|manque de temps|(?:sin|no \w+|falta de) tiempo|(?:senza|non \w+|mancanza di) tempo|(?:sem|nao \w+|falta de) tempo|geen tijd|te druk\b"),
        ("complicated", r"complicat|complex|confus|steep|difficult|hard to|learn|training|manual|documentation|kompliziert|umstandlich"
         r"|schwierig|anleitung|schulung|complique|difficile|formation|complicad|dificil|formacion|complicat|formazione|manuale|formacao|ingewikkeld|moeilijk|handleiding"),
    ),
    "competition": (
        ("group", r"acquired|the buyer|new owner|taken over|parent (?:company|group)|group contract|headquarters|\bhq\b|corporate (?:decision|decided)|konzern|gruppe\b|ubernommen|muttergesellschaft|zentrale"
         r"|groupe|rachetes?\b|maison mere|siege|matriz|grupo|casa matriz|gruppo|casa madre|casa-mae|moederbedrijf|hoofdkantoor|concern"),
        ("in_house", r"(?:built|build|building|wrote|writing|made|developed|developing) (?:\w+ ){0,3}(?:ourselves|our own|in.?house|myself|internally)|our own (?:tool|system|app|software)|in-house|inhouse|selbst (?:gebaut|entwickelt|programmiert|geschrieben)|eigen(?:e|es|en) (?:losung|tool|system|entwicklung)|en interne|nous-memes|nuestra propia|nuestro propio|desarroll\w+ (?:uno|una) propi|internamente|per conto nostro|desenvolvemos|propria (?:ferramenta|solucao)|zelf (?:gebouwd|ontwikkeld|gemaakt)|eigen (?:systeem|oplossing)"),
        ("suite", r"all.in.one|everything in one|one (?:tool|platform|system|place|vendor|app|login) |same (?:tool|platform|vendor)|already (?:have|had|pay|paying|included|use|comes)|(?:comes|included|bundled) (?:with|in)|microsoft 365|office 365|google workspace|\bteams\b|alles in einem|aus einer hand|ohnehin|sowieso (?:schon )?(?:haben|dabei)|schon (?:bezahlen|dabei|haben)|tout.en.un|deja (?:inclus|compris|paye|dans)|todo en uno|ya (?:incluid|ten|pag|viene)|tutto in uno|gia (?:inclus|compres|pag)|tudo (?:em|num) um|ja (?:incluid|temos|pag)|alles.in.een|zit (?:er )?al (?:bij|in)|al (?:hebben|betalen)"),
        ("cheaper", r"cheap|half the price|less expensive|lower price|gunstig|billiger|moins cher|mas barat|mas economic|meno car|piu economic|costa meno|mais barat|mais em conta|goedkop"),
    ),
    "business_closure": (
        ("sold", r"acquir|merge|\bsold\b|takeover|bought by|ubernommen|verkauft|fusion|rachet|vendu|adquirid|vendid|comprad|acquisi|vendut|overgenomen|verkocht|fuse"),
        ("retiring", r"\bretir(?:ed|ing|ement)\b|\b(?:i|we|he|she|to|will|'ll|owner) retires?\b|ruhestand|\brente\b|pension\w*|retraite|jubil\w+|reforma\b|met pensioen"),
        ("insolvent", r"insolv|administration|administrator|bankrupt|liquidat|receivership|chapter (?:7|11)|funding|ran out of (?:money|cash|runway)|konkurs|pleite|faillite|redressement judiciaire|quiebra|concurso de acreedores|fallimento|fallit|falencia|insolven|failliet|faillissement"),
        ("project_over", r"(?:project|pilot|trial|campaign|event|study|grant|contract|assignment|semester|course|thesis)\b.{0,30}\b(?:ended|ends|over|finished|done|completed|concluded)|projekt\w*\b.{0,40}(?:beendet|abgeschlossen|vorbei|zu ende|ausgelaufen)|projet\b.{0,30}(?:termine|fini|acheve)|proyecto\b.{0,30}(?:termin|acab|finaliz)|progetto\b.{0,30}(?:finit|conclus|terminat)|projeto\b.{0,30}(?:termin|acab|conclu)|project\w*\b.{0,30}(?:afgerond|klaar|voorbij|afgelopen)"),
    ),
    "unclear": (),
}  # fmt: skip
PARTICULARS_OF: dict[Category, tuple[str, ...]] = {
    category: tuple(name for name, _ in named) for category, named in _NAMED.items()
}
# Named in passing, these are still named; the words of the others occur in reasons that are about something else.
# Which of these causes it is, careful readers often dispute; the particular is said whichever it is.
_ALIKE: tuple[Category, ...] = ("features", "onboarding", "competition")
_ALIKE_NAMES = (
    "security",
    "integration",
    "outage",
    "slow",
    "mobile",
    "permissions",
    "removed",
    "import",
    "adoption",
)
_TELLING: tuple[str, ...] = (
    "rise", "rise_unannounced", "per_seat", "contract", "security", "integration", "outage", "slow", "mobile",
    "permissions", "removed", "import", "leaving", "person_left", "adoption",
)  # fmt: skip
_READ = {category: tuple((name, re.compile(pattern)) for name, pattern in named) for category, named in _NAMED.items()}


def names(reason: str, category: Category) -> str:
    """The name of the particular of a cause that a reason speaks of; empty if it speaks of none."""
    folded = fold(reason)
    return next((name for name, pattern in _READ[category] if pattern.search(folded)), "")


def named_outright(reason: str, category: Category) -> bool:
    """Whether a reason speaks of a particular of the cause in words that hardly anything else is said with."""
    folded = fold(reason)
    return any(name in _TELLING and pattern.search(folded) for name, pattern in _READ[category])


def particular(reason: str, category: Category, language: Language) -> Particular | None:
    """What the letters say of the particular that a reason names, in this language; None if there is nothing to say.

    A telling one of another cause will do, where the cause itself names none: everybody went back to Excel. Nobody who
    could not leave is asked about anything else.
    """
    if category != "business_closure" and no_way_out.could_not_leave(reason):
        return particulars_in(language)["leaving"]
    name = names(reason, category) or (_alike(reason) if category in _ALIKE else "")
    return particulars_in(language)[name] if name else None


def _alike(reason: str) -> str:
    folded = fold(reason)
    found = (
        name for named in _READ.values() for name, pattern in named if name in _ALIKE_NAMES and pattern.search(folded)
    )
    return next(found, "")
