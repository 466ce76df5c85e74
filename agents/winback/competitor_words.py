"""The words around a competitor's name, and those that look like a name and are none. Data only."""

# Regular expressions of what stands before the name: "moved over to Zendrix", "remplacé par Zendrix".
_MOVED = (
    r"(?:switch(?:ed|ing)?|mov(?:ed|ing|e)|migrat(?:ed|ing|e)|transition(?:ed|ing)?|went|gone|going|chang(?:ed|ing|e)|"
    r"jumped|consolidat(?:ed|ing|e)|standardi[sz](?:ed|ing|e)|defected|back)"
    r"(?: (?:over|across|everything|everyone|us|all|back))? (?:to|onto|with|on|into)"
)
_CHOSE = (
    r"(?:chose|chosen|picked|selected|adopted|bought|lost to|left (?:you |this )?for|leaving (?:you )?for|opted for|"
    r"settled on|now (?:use|using|on|with)|(?:use|using|on) now|started using|start using|signed (?:up )?with|"
    r"prefer(?:red)?)"
)
_GERMAN = (
    r"(?:zu|zum|auf|nach|mit|von|durch|nutzen jetzt|nutzen nun|verwenden jetzt|arbeiten jetzt mit|setzen jetzt auf|"
    r"wechsel zu|umstieg auf)"
)
_SPANISH = (
    r"(?:cambiamos (?:a|por)|salté a|me pasé a|me cambié a|cambiado a|pasamos a|pasado a|migramos a|usamos ahora|"
    r"ahora usamos|elegimos|contratamos)"
)
BEFORE = (
    _MOVED,
    _CHOSE,
    r"(?:replaced|swapped)(?: (?:it|you|this|them|your tool))? (?:by|with|for)",
    r"(?:offer(?:s|ed)?|deal|contract|price|quote) (?:from|with|by)",
    _GERMAN,
    r"(?:passés? (?:à|chez|sur)|migré (?:vers|sur)|chez|remplacé par|utilisons (?:maintenant|désormais)|choisi)",
    _SPANISH,
    r"(?:passat[oi] a|tornat[oi] a|scelto|usiamo ora|ora usiamo)",
    r"(?:mudamos para|migramos para|trocamos por|usamos agora|agora usamos|escolhemos)",
    r"(?:overgestapt naar|terug naar|overgegaan naar|stappen over naar|gebruiken nu|gekozen voor)",
)
# German puts the verb last: only with one of these beginnings does "zu Zendrix" say where they went.
GERMAN = ("zu", "zum", "auf", "nach", "mit", "von", "durch")
GERMAN_VERBS = (
    "wechsel",
    "gewechselt",
    "umgestiegen",
    "umstieg",
    "steig",
    "migriert",
    "ersetzt",
    "entschied",
    "gegangen",
)
# Behind the name.
AFTER = r"(?:instead|does|offers|offered|gave us|has|had|can|was cheaper|is cheaper|stattdessen|bietet|kann)"
# Words with a capital that name no tool: first words of sentences, and German nouns.
NO_NAMES = """
a an the this that it its i we you they he she our your their my his her another other others some somebody someone
something competitor competitors competition alternative alternatives provider providers vendor vendors supplier
suppliers tool tools solution solutions platform platforms system systems software product products service services
option options company companies parent group headquarters hq team management manager board client customer customers
user users plan plans month months year years january february march april may june july august september october
november december monday tuesday wednesday thursday friday saturday sunday english german french spanish support sso
scim saml api gdpr soc roi crm erp csv pdf sql ios android q1 q2 q3 q4 ceo cfo cto coo hr in on at by for from with and
or but if when while because since so as to of not no yes also then now there here what which who why how too very just
still only never always everything nothing everyone nobody all both each either neither more less most least better
cheaper free new old own open source lower higher annual monthly yearly price pricing feature features given unknown
none null true false tbd n/a na other
anbieter mitbewerber wettbewerber wettbewerb konkurrent konkurrenten konkurrenz lösung plattform werkzeug produkt dienst
konzern mutterkonzern zentrale ende anfang jahr jahreswechsel monat grund gründen der die das den dem des ein eine einen
einem einer eines wir sie es ihr ihnen uns unser unsere unserer unserem mehr ich kosten preis preise hause tarif zeit
eigene eigenen eigenes hand
le la les un une des nous vous ils elle il notre votre concurrent concurrents autre autres outil outils logiciel
plateforme fournisseur groupe el los las una uno unos nosotros otra otro otros competencia competidor proveedor
herramienta plataforma sistema lo gli concorrente concorrenza fornitore strumento piattaforma o os um uma concorrência
fornecedor ferramenta de het een wij concurrentie leverancier oplossing platformen
"""
# Columns of CRMs in which a team writes the name down, without case, spaces and signs.
COLUMNS = """
competitor competitors competitorname maincompetitor primarycompetitor losttocompetitor lostto switchedto movedto
newprovider newvendor newtool replacedby replacedwith wettbewerber mitbewerber konkurrent concurrent competidor
concorrente
"""
