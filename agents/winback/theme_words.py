"""What says a theme inside a cause, in seven languages: phrases between commas, matched as whole words. Data only.

Case, accents, doubled letters and an `s` at the end of a word make no difference. A word stands for its theme only
inside the cause, which is known already, so single words do: "call" is support to somebody who left for want of help.
The rest is counted as "something else".
"""

from schemas.customer import Category

THEMES: dict[Category, dict[str, str]] = {
    "pricing": {
        "Price increase": """
price increase, price hike, price rise, price went up, price has gone up, price doubled, price jump, raised price,
raised the price, raised your price, raise price, raising price, increased price, increased the price, renewal
increase, doubled the price, doubled at renewal, went up at renewal, more expensive, preiserhohung, preissteigerung,
teurer geworden, preis erhoht, augmentation, augmentation du prix, prix a double, prix a augmente, subida de precio,
subio el precio, aumento de precio, subieron, aumento del precio, aumento di prezzo, aumento dei prezzi, aumento do
preco, aumento de preco, prijsverhoging, duurder geworden, increase, increased, hike, raised, doubled, tripled, prices
up, aumento, aumentare, augmente, subiu, subieron el precio, erhoht, teurer, verhoogd, duurder, dobro, went up, more
than before, change to pricing, new pricing, pricing change, tariefwijziging, rincaro
""",
        "Budget or costs cut": """
budget, budget cut, cost cutting, cut cost, cutting cost, reduce cost, reducing cost, cutting back, cut back, save
money, saving, savings, downsizing, layoff, cash flow, sparen, sparmassnahmen, einsparung, kosten senken,
kostensenkung, reduction des couts, economies, restriction budgetaire, presupuesto, recorte, reducir costos, reducir
coste, orcamento, cortar custo, risparmiare, ridurre i costi, taglio dei costi, bezuinigen, bezuiniging, kosten
besparen
""",
        "Too much for what is used": """
not worth, not worth it, no value, not enough value, value for money, roi, justify, hardly use, barely use, rarely
use, do not use it enough, dont use it enough, not use it enough, paying for feature, lohnt sich nicht, nutzen es
kaum, kaum genutzt, pas rentable, plus rentable, utilise peu, no vale la pena, no compensa, lo usamos poco, non vale,
lo usiamo poco, nao vale a pena, niet waard, gebruiken het weinig, value, worth, use it enough, do not use, dont use,
hardly used, le utilise, no lo uso, non lo uso, gebruik het niet, nutze
""",
        "Seats or smallest plan": """
per seat, per user, seat price, minimum seat, minimum plan, smaller plan, small plan, cheaper plan, lower plan, lower
tier, starter plan, pay as you go, pro nutzer, kleinerer tarif, par utilisateur, por usuario, per utente, por
utilizador, per gebruiker
""",
        "Too expensive": """
expensive, overpriced, pricey, pricy, cost too much, too much money, costly, can not afford, cant afford, afford, too
high, high price, teuer, zu teuer, kosten zu hoch, preis zu hoch, trop cher, cher, chere, trop couteux, caro, cara,
muy caro, demasiado caro, troppo caro, costoso, muito caro, duur, te duur, too much, cost, costs, per month, pay more,
zu viel, kostet, coute, cuesta, costa, kost
""",
        "Fees and charges": """
fee, charge, charged, refund, debit, debited, auto renewal, auto renew, renewed, autopay, taken twice, deducted,
overdraft, gebuhr, gebuhren, abgebucht, erstattung, frais, preleve, prelevement, remboursement, comision, comisiones,
cobro, cobrado, cobraron, cobrando, cargo, reembolso, devolucion, multa, fatura, taxa, estorno, commissione,
commissioni, addebito, addebitato, rimborso, rinnovo, kosten, afgeschreven, afschrijven, terugbetaling, incasso
""",
        "Free plan cut": """
free plan, free version, free account, free tier, was free, used to be free, everything free, version gratuite,
gratuit, kostenlos, gratis, gratuito, gratuita
""",
    },
    "features": {
        "Single sign-on": """
sso, scim, saml, single sign on, okta, azure ad, entra, user provisioning
""",
        "Integrations": """
integration, integrate, connector, zapier, sync, synchronisation, synchronization, syncing, schnittstelle, anbindung,
integracion, integrazione, integracao, integratie, koppeling, connecteur
""",
        "API and webhooks": """
api, rest api, webhook, sdk, graphql
""",
        "Reporting": """
report, reporting, dashboard, analytics, statistic, chart, bericht, berichte, auswertung, rapport, tableau de bord,
informe, reporte, relatorio, resoconto, rapportage, overzicht
""",
        "Import and export of data": """
export, csv, bulk edit, bulk import, excel export, exporter, exportar, esportare, exporteren
""",
        "Speed and reliability": """
slow, slowness, too slow, crash, crashe, crashing, bug, buggy, outage, downtime, lag, laggy, timeout, timed out,
freeze, unreliable, unstable, error, broken, glitch, performance, langsam, absturz, abgesturzt, fehler, ausfall,
instabil, lent, lente, lenteur, plante, panne, bogue, lento, lenta, caida, fallo, errore, lentezza, travando, falha,
traag, storing, foutmelding, not working, does not work, doesnt work, not work, dont work, do not work, stopped
working, never work, worked, loading, load, connection, stuck, keep logging, corrupted, lost everything, lost,
disappeared, gone, vanish, funktioniert nicht, geht nicht, marche pas, fonctionne pas, no funciona, non funziona, nao
funciona, werkt niet, doet het niet, fora do ar, indisponivel, problem, probleme, problema, problemen, worse
""",
        "Mobile and offline": """
mobile app, android, ios, iphone, ipad, phone app, offline mode, app mobile, app movil, handy, on mobile, mobile
version
""",
        "Audit and compliance": """
audit, audit log, audit trail, compliance, compliant, gdpr, dsgvo, rgpd, avg, hipaa, soc 2, soc2, iso 27001, data
residency, datenschutz, security review, security team
""",
        "Permissions and roles": """
permission, role, access control, user right, rechte, berechtigung, droit d'acces, permiso, permesso, rechten
""",
        "Automation": """
automation, automate, workflow, bulk action, scheduling, schedule, automatisierung, automatisation, automatizacion
""",
        "Advertising": """
ad, ads, adverts, advert, advertising, werbung, pub, publicite, anuncio, publicidad, pubblicita, propaganda, reclame
""",
        "Missing or taken away": """
missing, lack, lacks, lacking, removed, remove, taken away, take away, took away, no longer, feature, function,
option, impossible to use, can not, fehlt, fehlen, manque, pas de, falta, manca, mancano, ontbreekt, ontbreken, geen,
sem
""",
        "Limits": """
limit, limits, token, quota, cap, unlimited, 2000 instead, limite, limit erreicht, limiti
""",
        "An update made it worse": """
update, updates, upgrade, new version, redesign, old version, new design, nouvelle version, mise a jour, neue version,
nueva version, actualizacion, aggiornamento, nuova versione, atualizacao, nieuwe versie
""",
    },
    "onboarding": {
        "Setup and import": """
setup, set up, setting up, data import, import, migration, migrate, implementation, configure, configuration, install,
installation, einrichtung, einrichten, einfuhrung, datenimport, mise en place, parametrage, implementacion,
configurar, instalacion, configurazione, implementacao, installatie, inrichten
""",
        "Too complicated": """
complicated, complex, confusing, hard to use, difficult to use, too difficult, not intuitive, unintuitive, learning
curve, clunky, overwhelming, user friendly, kompliziert, umstandlich, unubersichtlich, complique, complexe, pas
intuitif, complicado, complicada, dificil de usar, poco intuitivo, complicato, difficile da usare, ingewikkeld,
onoverzichtelijk, unclear, layout, interface, navigate, find anything, can not find, cant find, work out, mess, ux,
illisible, onduidelijk, niets is duidelijk, moeilijk, difficult, hard, confuse, confus, unverstandlich, uberladen,
notice, onzin
""",
        "Support": """
support, help desk, helpdesk, customer service, customer success, success manager, account manager, no response, no
reply, nobody answered, no answer, never answered, ticket, kundenservice, kundendienst, hotline, service client,
assistance, soporte, atencion al cliente, assistenza, suporte, atendimento, klantenservice, call, called, phone,
email, mail, chat, answer, answered, reply, respond, agent, rude, complaint, complained, number to ring, on hold,
waited, telefon, anrufen, antwort, appel, appeler, joindre, telephone, reponse, llamar, llamas, llamada, telefono,
respuesta, chiamare, risposta, ligo, ligar, ligacao, telefone, atendem, ninguem, gebeld, bellen, antwoord,
telefoonnummer, wrong information
""",
        "Training and instructions": """
training, documentation, doc, tutorial, manual, help article, guide, webinar, schulung, anleitung, dokumentation,
handbuch, formation, documentacion, formacion, capacitacion, formazione, documentazione, treinamento, handleiding
""",
        "Nobody used it": """
nobody use, nobody used, no one used, never used, team never, not used, adoption, not adopt, nobody else know, stopped
using, niemand nutzt, nie genutzt, nie richtig, personne ne l'utilise, jamais utilise, nadie lo usa, nunca lo usamos,
nessuno lo usa, mai usato, ninguem usa, nunca usamos, niemand gebruikt, nooit gebruikt, nobody know how
""",
        "Their person left": """
champion left, left the company, admin left, manager left, person who set, who set this up, has left us
""",
        "Sign-in and verification": """
login, log in, logged, sign in, signing in, password, verification, verified, verify, identification, account locked,
anmelden, passwort, connexion, mot de passe, contrasena, accesso, senha, inloggen, wachtwoord, uitgelogd
""",
        "An update made it worse": """
update, new version, redesign, changed the app, step back, nieuwe versie, nouvelle version, neue version, nueva
version, aggiornamento, atualizacao, sinds de laatste update
""",
        "Cancelling is made hard": """
try to cancel, trying to cancel, tried to cancel, can not cancel, cant cancel, hard to cancel, impossible to cancel,
refuse to cancel, for the cancellation, tentando cancelar, tentei cancelar, para cancelar, cancelar o plano, no dejan
darse de baja, para darme de baja, para la baja, kundigung wird, kundigung nicht, impossible de resilier, pour
resilier, afsluiten lukt niet, opzeggen lukt niet, rekeningen dicht, per disdire, non riesco a disdire
""",
    },
    "competition": {
        "Group decides": """
parent company, headquarter, hq, group contract, group wide, corporate, mandate, mandated, standardize, standardise,
standardized, standardised, konzern, mutterkonzern, maison mere, groupe, casa matriz, casa madre, hoofdkantoor
""",
        "Built it themselves": """
in house, inhouse, own tool, own system, built our own, built own, build our own, internal tool, homegrown, home
grown, self built, eigenentwicklung, selbst gebaut, selbst entwickelt, en interne, desarrollo propio, herramienta
propia, sviluppato internamente, interno, zelf gebouwd
""",
        "One tool for everything": """
all in one, in one, one tool, one platform, single platform, one system, consolidate, consolidated, consolidating,
consolidation, bundle, suite, included in, already included, fewer tool, tool less, alles in einem, tout en un, todo
en uno, tutto in uno, tudo em um, alles in een
""",
        "Cheaper": """
cheaper, less expensive, lower price, better price, half the price, better deal, better offer, free alternative,
gunstiger, billiger, moins cher, mas barato, piu economico, meno caro, mais barato, goedkoper, price, prices, free,
cost, costs, worth, third of the price, gratuit, gratis, prix, preis, kosten, precio, prezzo, preco, prijs, euro, fee
""",
        "Something that it can do": """
better feature, more feature, has the feature, route planning, better integration, integrate, integration, faster,
easier, easier to use, mehr funktionen, plus de fonctionnalite, mas funciones, piu funzioni, mais funcoes, meer
functies, feature, option, missing, manca, mancano, fehlt, falta, ontbreekt, support for
""",
        "Back to spreadsheets": """
excel, spreadsheet, google sheet, tabellen, tableur, hoja de calculo, foglio di calcolo, planilha
""",
        "An update made it worse": """
update, new version, new design, redesign, v3, vorige versie, nieuwe versie, nouvelle version, neue version,
aggiornamento
""",
        "Support": """
support, service, answer, ticket, telefon, joindre, klantenservice, soporte, assistenza, atendia, complained, nobody
""",
        "Speed and reliability": """
slow, down, outage, loading, bug, error, crash, not working, does not work, unreliable, funciona, lento, lent,
langsam, traag, disappeared, corruption, kapot, faster, piu veloce, affidabile
""",
    },
    "business_closure": {
        "Acquired or merged": """
acquired, acquisition, merger, merged, merging, taken over, bought by, ubernommen, ubernahme, fusion, rachete, rachat,
adquirida, adquirido, acquisita, overgenomen, overname, fusie
""",
        "Closed or insolvent": """
closing, closed, close, shut down, shutting down, shutdown, out of business, ceased, winding down, wind down,
bankrupt, bankruptcy, insolvent, insolvency, liquidation, retire, retired, retiring, insolvenz, geschlossen,
schliessen, geschaftsaufgabe, aufgegeben, fermeture, ferme, faillite, cessation, cerrar, cerramos, cierre, cerrado,
quiebra, chiusura, chiuso, fallimento, fechar, fechamos, fechamento, falencia, gesloten, sluiten, failliet, gestopt
""",
        "Project over": """
project ended, project is over, project over, project finished, project cancelled, project was cancelled, end of
project, projekt beendet, projektende, projekt eingestellt, projet termine, fin du projet, proyecto termino, proyecto
terminado, progetto finito, progetto concluso, projeto terminou, projeto acabou, project afgelopen, project gestopt
""",
    },
    "unclear": {},
}
TOPIC_NAMES = {
    "billing": "Charged wrongly",
    "trust": "Lost trust",
    "seasonal": "Out of season",
    "no_longer_needed": "No longer needed",
}
