"""What says a topic, in seven languages: phrases between commas, matched as whole words. Data only.

The first topic of which a phrase is found is the answer, so the ones that ask for an apology stand first.
A wrong charge is complained about in endless ways, so words for what was taken and words for what was over (`TAKEN`,
`OVER`) are also looked for near each other; `word*` is any word that begins so.
"""

from schemas.winback.churn_analysis import Topic

TOPICS: dict[Topic, str] = {
    "billing": """
not know what this charge is, dont know what this charge is, unknown charge, not recognise this charge,
not recognize this charge, dont recognise this charge, dont recognize this charge, unbekannte abbuchung,
prelevement inconnu, cargo desconocido, no reconozco este cargo, charged twice, double charged, charged me twice,
billed twice, charged again, still charged, keep charging, kept charging, keeps charging, still being charged,
charged after, billed after, still billed, wrongly charged, charged without, billed without, overcharged,
unauthorized charge, unauthorised charge, hidden fees, refused a refund, refuse to refund, no refund, wrong invoice,
wrong billing, billing error, never got a refund, taking money, doppelt abgebucht, trotz kundigung,
zu unrecht abgebucht, weiterhin abgebucht, einfach abgebucht, falsche rechnung, falsch abgerechnet,
versteckte kosten, nicht erstattet, preleve deux fois, debite deux fois, continue de prelever, facture deux fois,
erreur de facturation, frais caches, prelevement non autorise, jamais rembourse, refuse de me rembourser,
sans mon accord, cobrado dos veces, cobraron dos veces, me siguen cobrando, siguen cobrando, cobro indebido,
cargos ocultos, no me devuelven, sin mi autorizacion, addebitato due volte, continuano ad addebitare,
addebito non autorizzato, costi nascosti, nessun rimborso, mai rimborsato, cobranca indevida, cobrado duas vezes,
cobraram duas vezes, continuam cobrando, sem minha autorizacao, nao reembolsaram, dubbel afgeschreven,
ten onrechte afgeschreven, blijven afschrijven, verborgen kosten, verkeerde factuur, went on charging,
goes on charging, go on charging, continue to charge, continues to charge, continue to deduct, continues to deduct,
still deducted, still deduct, still debited, got debited, still took money, took the money, took my money,
took our money, money was taken, taken twice, want my money back, want a refund, refused to refund, not refunded,
non refundable, as soon as i am refunded, never refunded, auto debit, auto debited, auto renewed, renewed by itself,
renewed although, billing practices, ripped off, collections agency, charged again, charged for a plan,
charge my card, charging my card, deposit never came back, bogus fees, without my permission, without my consent,
out of nowhere i was charged, still being billed, still billing, bill for it, money out of my account, abgebucht,
nicht zuruckgezahlt, geld zuruck, active d'office, active sans, preleve, prelevements, prelever, rembourse,
rembourser, ya me lo han cobrado, me lo han cobrado, me cobraron, renovado automaticamente, se renovo,
siguiente recibo, devolvian el dinero, devolver el dinero, devuelven el dinero, continua cobrando,
continuam me cobrando, cobrando depois, cobrado depois, veio outra fatura, veio outra, veio descontado, estorno,
reembolso, addebitano, addebitato, rimborso, schrijven ze gewoon af, zonder overleg is mijn, afgeschreven,
geld terug
""",
    "trust": """
lost my trust, lost our trust, lost trust, lost all trust, broke our trust, no longer trust, do not trust,
can not trust, dont trust, cant trust, bait and switch, broken promises, broken promise, lied to us, lied to me,
data breach, sold our data, sold my data, lost our data, lost my data, scam, dishonest, misleading, rug pull,
security breach, vertrauen verloren, kein vertrauen, vertrauensbruch, datenleck, belogen, unseriös, abzocke,
perdu confiance, plus confiance, fuite de donnees, arnaque, mensonges, malhonnete, perdido la confianza, no confio,
estafa, enganoso, filtracion de datos, perso fiducia, non ho piu fiducia, non mi fido, truffa, ingannevole,
violazione dei dati,
perdi a confianca, nao confio, propaganda enganosa, vazamento de dados, vertrouwen kwijt, geen vertrouwen,
oplichting, datalek, misleidend, our trust, my trust, propaganda, censorship, censors, censoring, your politics,
playing politics, your views, biased, boycott, donated to, donates to, donates millions, gave millions, free speech,
support her, hacked, malware, your terms, updated the terms, changed the terms, change of terms, new terms, lure,
hold my data, data hostage, delete your data, collect data, collect our data, privacy, racist, sexist, your owner,
your ceo, your chairman, unethical, liars, they lie, felt misled, feel misled, was misled, were misled, been misled,
misled us, misled me, in die irre gefuhrt, falsche versprechungen, fausses promesses, falsas promesas,
nos enganaron, lies, spying, untrustworthy, wouldn't trust, would not trust, zensur, eure politik, datenschutz,
gehackt, ausgenutzt, luge, censure, vie privee, mensonge, pirate, privacidad, censura, mentira, mentiras, politica,
hackeado, fidarmi, fiducia, bugie, onbetrouwbaar, onbetrouwbare, gelogen, leugens
""",
    "seasonal": """
seasonal, off season, offseason, out of season, season is over, season ended, until next season, next season,
until spring, until summer, until autumn, until winter, until next year, only in summer, only in winter,
for the winter, for the summer, saisonal, saisonbetrieb, saison vorbei, saisonende, nachste saison, winterpause,
sommerpause, saisonnier, saisonniere, hors saison, fin de saison, prochaine saison, temporada baja,
fuera de temporada, fin de temporada, proxima temporada, stagionale, fine stagione, prossima stagione,
fora de temporada, fim da temporada, proxima temporada, sazonal, seizoen voorbij, buiten het seizoen,
volgend seizoen, closed for winter,
closed for the winter, summer break, until we open again, when we open again, we reopen, nur im sommer,
nur im winter, nur in der saison, nachste saison, bis zur nachsten saison, bis wir wieder offnen, saisonpause,
seulement l'ete, que l'ete, seulement l'hiver, nous rouvrons, solo en verano, solo en invierno,
solo en temporada, hasta la temporada, cuando abramos, reabrimos, solo d'estate, solo in estate, solo in inverno,
solo in stagione, riapriamo, so no verao, apenas no verao, epoca baixa, alleen in de zomer,
alleen in de winter, alleen in het seizoen, weer opengaan
""",
    "no_longer_needed": """
no longer need, no longer needed, no longer require, no longer required, do not need it anymore,
dont need it anymore, do not need this anymore, dont need this anymore, no more need, no use for it,
no longer have a use, not needed anymore, no need for it, project is finished, project is over, project ended,
do not use it anymore, dont use it anymore, nicht mehr benotigt, brauche ich nicht mehr, brauchen wir nicht mehr,
kein bedarf, keinen bedarf, projekt abgeschlossen, plus besoin, plus utile, plus l'utilite, projet termine,
ya no lo necesito, ya no necesito, ya no necesitamos, ya no lo necesitamos, proyecto terminado, non serve piu,
non mi serve piu, non ci serve piu, non ne ho piu bisogno, progetto concluso, nao preciso mais, nao precisamos mais,
projeto terminou, projeto acabou, niet meer nodig, geen behoefte meer, project afgerond, do not need it,
dont need it, do not need the account, dont need the account, do not want it, dont want it, not what i wanted,
no one was calling, nobody uses it, not using it, wasn't using it, was not using, am not using, haven't used it,
have not used it, haven't opened it, stopped needing, no interest in, not interested anymore, brauche es nicht,
brauche das nicht, nutze es nicht, m'en servir, m'en sers plus, m'en sert plus, ya no lo uso, no lo estaba usando,
no lo uso, ya no me sirve, no me sirve mas, nao uso mais, nao tenho interesse, non la uso, non lo uso, non mi serve,
gebruik het niet, niet meer gebruik, one off project, one time project, was for a project,
for a single project, event is over, wedding is over, course is over, finished my degree, finished my studies,
no longer have a need, no need any more, wir brauchen es nicht mehr,
nicht mehr notwendig, projekt beendet, veranstaltung vorbei, n'en ai plus besoin, n'en avons plus besoin,
plus d'utilite, projet fini, arrete de m'en servir, ya no la uso, ya no hace falta, ya no nos hace falta,
proyecto acabado, se acabo el proyecto, ho smesso di usarlo, ho smesso di usarla, progetto finito,
ja nao preciso, ja nao precisamos, projeto concluido, hebben het niet meer nodig, project is klaar
""",
}

TAKEN = """
charged charging billed deducted deduct deducts debit* renewed refund* cobrando cobraram cobrado cobraron
cobran cobro cobranca preleve* prelevement* facture rembours* abgebucht abbuch* erstatt* addebit* rimbors*
afgeschreven afschrijv* afschrijf* reembols* devuelv* estorn* fatura descontado
"""
OVER = """
after still twice again although though despite since cancel* canceled cancelled deleted deleting uninstalled
unsubscribed closed trial expired trotz obwohl kundigung gekundigt weiter* resili* malgre alors encore cancele
cancelei cancelado cancelada cancelamento anular baja siguen sigue despues depois mesmo indevid* continua*
disdett* dopo ancora nonostante continuano opgezegd opzeg* terwijl nogmaals refus* mandate autopay automatic
"""
