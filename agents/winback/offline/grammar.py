"""The small words: those to drop, and those that deny, praise or emphasise. Data only."""

# What ends a clause: a comma stays a comma; anything stronger and any "but" become the boundary.
COMMA = ","
BOUNDARY = "|"
BUT = "but however yet aber sondern jedoch mais pero sino mas porem maar ma pero tuttavia toutefois cependant"

FILLERS = """
a an the our your my their its it this that these those we i you they he she us very really quite just simply so bit
way rather pretty extremely far actually honestly basically frankly unfortunately sadly sorry been is was were are be
being am im s re ve ll d t m which who any some also still
le la l un une du des c ce cet cette n ne nous ils elle est etait sont etaient tres trop et
der die das den dem ein eine einen einem einer ist war sind waren wir uns unser unsere es sehr leider einfach ihr
el las una del fue era son esta estaba muy demasiado mucho que se nos lo
o os as uma foi sao muito demais e
het te zijn erg onze ons il gli uno sono molto troppo abbiamo siamo
"""

# Replaced before matching, both in the text and in the vocabulary.
REPLACED = """
dont doesnt didnt = do not
does did doing = do
cant cannot couldnt = can not
could = can
wont = will not
wouldnt = would not
havent hasnt hadnt = have not
has had having = have
isnt wasnt arent werent aint nicht pas nao niet non = not
without zero kein keine keinen keinem ohne aucun aucune sans sin ningun ninguna sem nenhum nenhuma geen zonder = no
senza nessun nessuna = no
nie jamais nunca nooit mai = never
nichts rien nada = nothing
noone keiner niemand nadie ninguem nessuno = nobody
"""
REPLACED_PAIRS = """
no one = nobody
to do = concern
pas de = no
pas d = no
no es = not
no fue = not
no era = not
no hay = no
no habia = no
no tiene = no
no tienen = no
no tenia = no
nao tem = no
nao tinha = no
nao ha = no
non ha = no
not only =
not just =
isnt just =
isnt only =
wasnt just =
wasnt only =
nicht nur =
pas seulement =
no solo =
nao so =
nao apenas =
niet alleen =
non solo =
"""

NOT = "not never nothing neither nor no"
AUXILIARIES = "do can have will would"
# What a denial may step over on its way to the word it denies.
BRIDGES = """
because of due to about with for by on over at in from that as or real main reason reasons reasoning issue issues
problem problems complaint complaints complain concern concerns trouble wrong against do say bad leaving leave left
cancelling cancel all even find found think feel have particular only want plan going intend matter question down
little lot more les los zu um
wegen an am vom von mit mangels aufgrund fur grund problem probleme beschwerden
cause a de au sur avec pour raison probleme problemes
por con causa culpa del para problema problemas queja quejas motivo
do da com reclamacao van door over met klacht klachten problemen per di con il colpa
"""
ISSUES = """
issue issues problem problems complaint complaints complain concern concerns trouble wrong against reason reasons factor
matter bad grund probleme beschwerden raison probleme problemes problema problemas queja quejas motivo klacht klachten
problemen blocker deciding dealbreaker culprit cause
"""
PRAISE = """
happy satisfied love loved like liked great good excellent fair reasonable nice fine appreciate appreciated enjoy
enjoyed impressed pleased thanks thank perfect awesome amazing fantastic brilliant solid
zufrieden gut gute guter gutes tolle toller super contents content satisfaits bon bonne bons bonnes contento contentos
buen buena bueno bom boa satisfeitos tevreden goed goede buon buona buono contenti
"""
FINE = """
fine ok okay good great fair excellent reasonable perfect awesome amazing fantastic brilliant super helpful alright
acceptable competitive smooth easy quick quickly fast promptly solid nice top best lovely friendly wonderful
outstanding responsive decent superb gut toll prima angemessen hervorragend bien bon bonne correct correcte parfait
excellente raisonnable bueno buena excelente razonable perfecto bom boa otimo otima razoavel goed uitstekend buono
buona ottimo ottima
"""
# After these, praise is a wish ("would love", "need good support").
WISHES = "would need needed no not never lack lacking want wanted more require"
# Between things that are named in one breath.
LISTING = "and or nor und oder ou y et e of en as well"

STRESS = """
mainly, primarily, main reason, real reason, primary reason, biggest, deciding factor, dealbreaker, deal breaker,
ultimately, in the end, above all, mostly, hauptsachlich, vor allem, hauptgrund, surtout, principalement, sobre todo,
principalmente, vooral, soprattutto
"""
CONCESSIONS = """
although, though, even though, even if, despite, in spite, obwohl, trotz, malgre, bien que, meme si, aunque, a pesar,
embora, apesar, hoewel, ondanks, anche se, nonostante, sebbene
"""
# Before a move to something else: it is considered, wished for or threatened, and has not happened.
INTENT = """
look for, looking for, look, looking, search for, searching for, thinking of, think of, think about,
thinking about, consider, considering, considered, might, may, would, if, hunt for, hope, hope to, plan to,
planning to, about to, told to, wish, want, want to, need, needs, suche, suchen, uberlege, denke, vielleicht,
cherche, chercher, songe, pense, envisage, peut etre, busco, buscar, buscando, pienso, quizas, cerco, cercando,
penso, forse, procuro, procurando, talvez, zoek, zoeken, zoeke, denk, overweeg, overwegen, orienteren, misschien,
rondkijken
"""
