"""What says a topic, in seven languages: phrases between commas, matched as whole words. Data only.

The first topic of which a phrase is found is the answer, so the ones that ask for an apology stand first.
"""

from schemas.winback.churn_analysis import Topic

TOPICS: dict[Topic, str] = {
    "billing": """
charged twice, double charged, charged me twice, billed twice, charged again, still charged, keep charging, kept
charging, keeps charging, still being charged, charged after, billed after, still billed, wrongly charged, charged
without, billed without, overcharged, unauthorized charge, unauthorised charge, hidden fees, refused a refund,
refuse to refund, no refund, wrong invoice, wrong billing, billing error, never got a refund, taking money, doppelt
abgebucht, trotz kundigung, zu unrecht abgebucht, weiterhin abgebucht, einfach abgebucht, falsche rechnung, falsch
abgerechnet, versteckte kosten, nicht erstattet, preleve deux fois, debite deux fois, continue de prelever, facture
deux fois, erreur de facturation, frais caches, prelevement non autorise, jamais rembourse, refuse de me rembourser,
sans mon accord, cobrado dos veces, cobraron dos veces, me siguen cobrando, siguen cobrando, cobro indebido, cargos
ocultos, no me devuelven, sin mi autorizacion, addebitato due volte, continuano ad addebitare, addebito non
autorizzato, costi nascosti, nessun rimborso, mai rimborsato, cobranca indevida, cobrado duas vezes, cobraram duas
vezes, continuam cobrando, sem minha autorizacao, nao reembolsaram, dubbel afgeschreven, ten onrechte afgeschreven,
blijven afschrijven, verborgen kosten, verkeerde factuur
""",
    "trust": """
lost my trust, lost our trust, lost trust, lost all trust, broke our trust, no longer trust, do not trust, can not
trust, dont trust, cant trust, bait and switch, broken promises, broken promise, lied to us, lied to me, data
breach, sold our data, sold my data, lost our data, lost my data, scam, dishonest, misleading, rug pull, security
breach, vertrauen verloren, kein vertrauen, vertrauensbruch, datenleck, belogen, unseriös, abzocke, perdu confiance,
plus confiance, fuite de donnees, arnaque, mensonges, malhonnete, perdido la confianza, no confio, estafa, enganoso,
filtracion de datos, perso fiducia, non mi fido, truffa, ingannevole, violazione dei dati, perdi a confianca, nao
confio, propaganda enganosa, vazamento de dados, vertrouwen kwijt, geen vertrouwen, oplichting, datalek, misleidend
""",
    "seasonal": """
seasonal, off season, offseason, out of season, season is over, season ended, until next season, next season, until
spring, until summer, until autumn, until winter, until next year, only in summer, only in winter, for the winter,
for the summer, saisonal, saisonbetrieb, saison vorbei, saisonende, nachste saison, winterpause, sommerpause,
saisonnier, saisonniere, hors saison, fin de saison, prochaine saison, temporada baja, fuera de temporada, fin de
temporada, proxima temporada, stagionale, fine stagione, prossima stagione, fora de temporada, fim da temporada,
proxima temporada, sazonal, seizoen voorbij, buiten het seizoen, volgend seizoen
""",
    "no_longer_needed": """
no longer need, no longer needed, no longer require, no longer required, do not need it anymore, dont need it
anymore, do not need this anymore, dont need this anymore, no more need, no use for it, no longer have a use, not
needed anymore, no need for it, project is finished, project is over, project ended, do not use it anymore, dont use
it anymore, nicht mehr benotigt, brauche ich nicht mehr, brauchen wir nicht mehr, kein bedarf, keinen bedarf,
projekt abgeschlossen, plus besoin, plus utile, plus l'utilite, projet termine, ya no lo necesito, ya no necesito,
ya no necesitamos, ya no lo necesitamos, proyecto terminado, non serve piu, non mi serve piu, non ci serve piu, non
ne ho piu bisogno, progetto concluso, nao preciso mais, nao precisamos mais, projeto terminou, projeto acabou, niet
meer nodig, geen behoefte meer, project afgerond
""",
}
