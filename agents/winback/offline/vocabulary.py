"""The words that the offline rules know. Data only; `phrasebook` says how it is parsed.

A line holds a weight, a kind, and phrases as people write them. `word*` is any word that begins so, `@class` any word
of a class, `~` up to three words in between. Case, accents, doubled letters and filler words are folded away.
Weights: 3 says the cause outright, 2 points to it, 1 hints. Kinds decide what a negation does:
- said: the phrase already holds its negation, or needs none ("not worth", "can not afford");
- fault: bad in itself, so a negation takes it back ("not expensive");
- topic: neutral, so a negation or praise takes it back ("not the price", "the price was fine");
- need: its absence is the complaint, so only "no problem with ..." or praise takes it back ("no API").
"""

from typing import Literal

from schemas.customer import Category

Kind = Literal["said", "fault", "topic", "need"]

PRICING = """
# English
3   said  not afford*, no longer afford*, not cheap, not affordable, hard to afford, out of price range
3   said  cost* ~ too much, charg* ~ too much, too much money, pay* ~ too much, paying a lot, cost* ~ too high
3   said  cost* ~ high, price* ~ too high, price* ~ high, high price*, high cost*, fee* ~ high, high fee*
3   said  bill* ~ high, bill ~ doubled, bill ~ tripled, rate* ~ high, not worth, isnt worth, money s worth
3   said  value for money, bang for ~ buck, not get ~ value, not see ~ value, not seeing ~ value, no value
3   said  not enough value, little value, poor value, not justify, not justifiable, hard to justify
3   said  difficult to justify, can not justify, justify ~ cost*, justify ~ price*, justify ~ expense
3   said  justify ~ spend*, roi, return on investment, no return, not pay for itself, not paying off
3   said  not pay off
3   said  cheaper plan, lower price, no budget, not in ~ budget, not within ~ budget, not have ~ budget
3   said  no longer in budget, out of budget, over budget, above ~ budget, beyond ~ budget, budget* ~ cut*
3   said  cut* ~ budget*, reduc* ~ budget*, slash* ~ budget*, budget* ~ reduced, budget* ~ slashed
3   said  budget ~ gone
3   said  budget ~ frozen, budget freeze, budget* ~ tight, tight budget*, limited budget, spending freeze
3   said  freeze on spending, cut* ~ cost*, reduc* ~ cost*, cost cutting, cost cut*, cost saving*
3   said  cost reduction
3   said  saving ~ cost*, save ~ cost*, cost control, trim* ~ cost*, cut* ~ expense*, reduc* ~ expense*
3   said  cut* ~ spend*, reduc* ~ spend*, lower ~ cost*, cut* back, cutting down, tighten* ~ belt*, save money
3   said  saving money, save some money, out of money, out of cash, out of funds, no money, no funds, no funding
3   said  cash flow, cashflow, lost ~ funding, funding ~ cut, lack of fund*, short on cash
3   said  financial* difficult*
3   said  money ~ tight, price increase*, price hike*, price rise*, price jump*, price change*
3   said  increase* ~ price*
3   said  rais* ~ price*, hike* ~ price*, jack* ~ price*, price* ~ went up, price* ~ gone up, price* ~ doubled
3   said  price* ~ tripled, price* ~ increased, doubl* ~ price*, renewal ~ increase*, increase* ~ cost*
3   said  increase* ~ fee*, cost* ~ went up, cost* ~ increased, cost* ~ doubled, hidden fee*, hidden cost*
3   said  hidden charge*, unexpected charge*, unexpected cost*, extra charge*, budget ~ elsewhere
3   said  money ~ elsewhere
3   said  spend ~ elsewhere, funds ~ elsewhere, budget ~ something else, would not pay, not pay ~ for
3   said  not willing to pay, only if ~ discount, need ~ discount, enough for ~ price, enough for ~ cost
3   said  for what we pay, price we pay, what we pay, more than ~ can spend, more than ~ can pay
3   said  more than ~ want to pay, more than ~ want to spend, out of reach, make ~ cuts, made ~ cuts
3   said  cut* ~ subscription*, cut* all, cut* non essential, reduc* ~ subscription*, no longer justify
3   said  no longer pay, no longer paying, trim* ~ spend*, software spend*, overspend*, pay* for ~ not use
3   said  unable to afford, unable to pay, unable to justify, too much per month, too much a month, price tag
3   said  hefty
3   said  not cost effective, not economical, uneconomical, not in ~ position to pay, too rich for
3   said  beyond ~ means
3   said  beyond what we can, more than we can, spend* too much, too high a price, minimum seat*
3   said  minimum commitment
3   said  overage*, price uplift, annual uplift, cut* ~ software, cut* ~ tool*, reduc* ~ software
3   said  fewer subscription*, too many subscription*, not enough return, no longer worth
3   said  not make ~ financial sense
3   said  not make ~ economic sense, no longer sustainable, paying for things, pay ~ double, pay* twice
3   said  twice as much, twice ~ price, double ~ price, @price ~ @up, @up ~ @price, @price ~ too much
3   said  @price ~ add up, @price ~ up, put* up ~ @price
3   fault expensive, overpriced, over priced, pricey, pricy, costly, exorbitant, unaffordable, too rip off
3   fault ripoff
3   fault overcharged, cost prohibitive, prohibitive, too dear
2.5 said  can not pay, not pay, outweigh* ~ benefit*, cost* more than, pay* more than, economy
2.5 said  subscription fee*
2.5 said  why we pay, why we are paying, exchange rate, inflation, austerity, savings, fixed cost*
2.5 said  exceed* ~ budget
2.5 said  price plan, pay* this much, pay* that much, had to go, lost ~ grant, grant ~ ended, grant ~ cut
2.5 said  pay for all, pay for everything, only use half, only use ~ of, fraction of what, not spend, burn rate
2.5 said  burn down, costs ~ fortune, cost ~ fortune
2.5 fault cheaper, less expensive, lower cost, financial*, economic reasons, downsiz*, recession, economic*
2.5 fault financ*
2.5 fault steep
2.5 topic price*, pricing, cost, costs, fee, fees, expense*, tariff, per seat, per user, rates, pay monthly
2.5 topic price range, commercial terms, subscription cost*, license cost*, licence cost*, license fee*
2.5 need  budget*, funding, discount*
2   said  too high, a month for, per month for, a year for, nice to have, non essential, not essential, luxury
2   topic billing, billed, bill, money, worth, charge, charges, charged, renewal
1.5 said  too much for
1.5 fault layoff*, laid off, crisis, cheap, for free, free plan, free version, free tier
# German
3   said  nicht leisten, kein budget, budget ~ gekurzt, budget ~ gestrichen, preis ~ hoch, kosten ~ hoch
3   said  preiserhohung*, preissteigerung*, preisanstieg, preis leistung*, kosten nutzen, kosten sparen
3   said  kosten senken, kosten reduzieren, sparmassnahm*, sparen, einsparung*, einsparen, kein geld, sparkurs
3   said  lohnt ~ nicht, rechnet ~ nicht, gelohnt ~ nicht, nicht gelohnt, nicht gerechnet, budgetkurzung*
3   said  nicht ~ leisten, zu viel geld, nicht wirtschaftlich, unwirtschaftlich, wirtschaftliche grunde
3   said  einsparungen
3   said  finanzielle grunde
3   fault teuer*, ueberteuert, uberteuert, kostspielig, unbezahlbar
2.5 said  budget reicht, budget aufgebraucht, rechnet sich, zu hoch
2.5 fault gunstiger*, guenstiger*, billiger*
2.5 topic preis, preise, preisen, preislich, preismodell, kosten, gebuhr*, gebuehr*, tarif, tarife, kosten*
2.5 topic finanziell*
# French
3   said  pas ~ moyens, plus ~ moyens, plus ~ budget, coupe* budgetaire*, reduction ~ cout*, reduire ~ cout*
3   said  reduire ~ depense*, reduction ~ budget*, qualite prix, augmentation ~ prix, augmentation ~ tarif*
3   said  augmente ~ prix, augmente ~ tarif*, eleve, eleves, elevee, elevees, prix ~ eleve*, cout* ~ eleve*
3   said  tarif* ~ eleve*, prix ~ augmente, restriction* budgetaire*, pas rentable, plus rentable
3   said  faire ~ economies
3   said  hausse ~ prix, hausse ~ tarif*, prix a augmente, raisons economiques, raisons financieres, budgetaire*
3   said  moins chere, plus cher
3   fault cher, chere, cheres, chers, couteux, couteuse, onereux, hors de prix, hors budget
2.5 topic prix, tarifs, tarification, cout, couts, coute, depense*, rentable
# Spanish
3   said  no ~ pagar*, no ~ permitir*, reducir ~ gasto*, reducir ~ coste*, reducir ~ costo*, recort*
3   said  subida de precio*, subieron ~ precio*, aumento de precio*, calidad precio, sin presupuesto
3   said  precio* ~ alto*
3   said  coste* ~ alto*, costo* ~ alto*, no vale ~ pena, no compensa, ahorrar, ahorro, ahorros, no ~ costear
3   said  no ~ asumir, no ~ permitirnos, subio ~ precio, muy elevado, elevado*, fuera de presupuesto
3   fault caro, cara, caros, caras, costoso, costosa, carisimo
2.5 fault mas barato*, mas barata*, mas economico*, mas economica*
2.5 topic precio, precios, coste, costes, costo, costos, cuesta, tarifa, tarifas, gasto, gastos
2.5 need  presupuesto, dinero, presupuestari*
# Portuguese
3   said  cortar ~ custo*, corte de custo*, corte de gasto*, reduzir ~ custo*, reducao ~ custo*, preco* ~ alto*
3   said  custo* ~ alto*, aumento de preco*, sem orcamento, custo beneficio, sem dinheiro, nao ~ pagar
3   said  nao vale ~ pena, nao compensa, aument* ~ preco*, sem verba, corte ~ orcamento, fora do orcamento
3   said  reajuste
3   said  aumento ~ preco*, carissimo, economizar, contencao, sem condic*, alto custo, pesad*
2.5 topic preco, precos, custo, custos, custa, mensalidade, valor alto
2.5 need  orcamento, dinheiro, verba, orcamentari*
# Dutch
3   said  bezuinig*, geen budget, niet betalen, niet veroorloven, prijs ~ hoog, kosten ~ hoog, prijsverhoging*
3   said  kosten besparen, besparen, besparing*
3   fault duur, dure, prijzig, onbetaalbaar
2.5 fault goedkoper*
2.5 topic prijs, prijzen, tarief, tarieven
# Italian
3   said  ridurre ~ cost*, taglio ~ cost*, prezz* ~ alto, prezz* ~ alti, aumento ~ prezz*, cost* ~ elevat*
3   said  tagli ~ budget, non ~ permetter*, qualita prezzo, non vale ~ pena, rapporto qualita, risparmi*
2.5 fault meno caro, meno costos*, piu economic*, costosi, costose, care, finanziari*
2.5 topic prezzo, prezzi, tariffa, tariffe, costi, costa, costano
# Charged wrongly, or for what was free: how people put it who speak for themselves
3   said  charg* after, still charg*, still being charg*, still billed, keep* charging, kept charging
3   said  charg* me twice
3   said  continu* to charge, continu* to deduct, still deduct*, went on charging, go on charging
3   said  went on taking
3   said  taken twice, charg* twice, billed twice, auto debit*, got debited, still got debited
3   said  automatic* renew*
3   said  not refund*, no refund*, refuse* ~ refund, want ~ refund, want ~ money back, ripped of, paywal*
3   said  cash grab
3   said  money grab, money hungry, gred, gredy, pay more or, pay to watch ads, pay ~ still ~ ads
3   said  pay ~ month ~ ads
3   said  plan with ads, ads on ~ plan, adverts on ~ plan, double dip, must pay again, pay again
3   said  unwanted charge*
2.5 fault refund*, money back, debited, deducted, bogus fee*, overdraft, auto renew*, autopay, auto pay
2.5 fault overcharg*
2.5 said  more money, took ~ money, takes ~ money, taking ~ money, trotzdem abgebucht, weiter abgebucht
2.5 said  abgebucht
2.5 said  prelev*, rembours*, arnaque, frais caches, siguen cobrando, cobrado, cobraron, cobrandome, reembols*
2.5 said  comision*, renovado automaticamente, se renovo, cobrando, cobranca*, cobraram, reembolso
2.5 said  debito indevido
2.5 said  afgeschreven, schrijven ~ af, addebit*, rimbors*, commissioni, gebuhren, ruckerstattung, multa
3   said  cobros indebidos, cobro indebido, sube ~ cuota, suben ~ cuota, frais abusifs, facture* deux fois
3   said  geld nicht zuruck
3   said  geld zuruck, blijven afschrijven, continue* to deduct, keep* ~ charging, kept charging, no refund
3   said  refund refused
3   said  charged after ~ cancel*, continuano ad addebitare, continuam cobrando, siguen cobrando
"""

FEATURES = """
# English
3   said  not integrate, not integrat*, no integration*, not connect*, not compatible, incompatib*
3   said  do not support
3   said  can not support, will not support, not supported, not supporting, no support for, lack of support for
3   said  not sync*, missing ~ feature*, missing ~ functionalit*, missing ~ integration*, missing ~ capabilit*
3   said  lack* ~ feature*, lack* ~ functionalit*, lack* ~ integration*, lack* ~ capabilit*, lack* ~ flexib*
3   said  not enough feature*, not enough integration*, not enough functionalit*, need* ~ feature*
3   said  need* ~ functionalit*, want* ~ feature*, feature* ~ missing, feature* not ~ available
3   said  feature request*
3   said  too limited, limited functionalit*, limited feature*, limited capabilit*, too basic, too simple
3   said  bare bones
3   said  limited ~ reporting, limited ~ integration*, feels limited, limitations, could not do, can not do what
3   said  not do what, not meet ~ need*, not meet ~ requirement*, not fit ~ need*, not cover ~ need*
3   said  not fit ~ requirement*, not satisfy ~ requirement*, not fulfil* ~ requirement*
3   said  not match ~ requirement*
3   said  not fit ~ use case*, not cover ~ use case*, not fit ~ workflow*, not handle, not suit* ~ need*
3   said  not allow ~ to, not let us, no way to, not offer, not provide, not able to export, not on ~ roadmap
3   said  not in ~ roadmap, outgrew, outgrow*, not scal*, not flexible, inflexible, not customi*, too rigid
3   said  rigid
3   said  not work properly, not working properly, not work reliably, never worked properly, not work with
3   said  not load*
3   said  keeps crashing, kept crashing, keeps shutting down, keeps breaking, kept breaking, not reliable
3   said  down ~ too often, down all ~ time, constantly down, always down, went down, goes down, not stable
3   said  data loss, lost ~ data, losing ~ data, data ~ lost, take* ~ to load, took ~ to load, too slow
3   said  not secure
3   said  insecure, not compliant, non compliant, fail* ~ security, fail* ~ audit, data residency
3   said  not fast enough
3   said  not good enough, not powerful enough, not advanced enough, not mature, immature, half baked
3   said  not ~ complian*, not ~ certified, system down, site down, app down, service down, server* ~ down
3   said  platform down, tool down, stopped working, stops working, broke ~ automation*, broke ~ workflow*
3   said  not do enough, not enough for what, no ~ support, unable to connect, unable to export
3   said  unable to import
3   said  unable to integrate, unable to sync, unable to customi*, unable to access, not suited, not suitable
3   said  unusable, useless, not usable, incomplete, lacking, no way of, impossible to, not there yet
3   said  half finished
3   said  not meet our, not meet expectation*, not deliver what, not what was promised, promised ~ feature*
3   said  never shipped, still waiting for ~ feature*, waiting for ~ feature*, not fit into ~ workflow
3   said  not work on
3   said  not work in, login issue*, login problem*, logins fail*, kept failing, keeps failing, keeps freezing
3   said  kept freezing, kept losing, always broken, constantly breaking, forever to load, too many error*
3   said  stopped syncing, never synced, never worked, not reliable enough, not accurate, wrong number*
3   said  wrong result*, not up to date, poor quality, low quality, @thing ~ @bad, @bad ~ @thing, no @thing
3   said  lack* ~ @thing, missing ~ @thing, @thing ~ missing, @thing ~ broken, @thing ~ @not ~ work*
3   said  @thing ~ fail*
3   said  not have ~ @thing, not offer ~ @thing, not support ~ @thing, limited ~ @thing
3   fault slow, slower, sluggish, lag, lags, laggy, lagging, buggy, bug, bugs, glitch*, crash*, unreliable
3   fault downtime*
3   fault outage*, unstable, instability, freezes, freezing, timeouts, time outs, timed out, broken
3   need  integration*, integrate*, api, apis, webhook*, sso, saml, scim, single sign on, two factor, 2fa, mfa
3   need  gdpr
3   need  hipaa, soc 2, soc2, iso 27001, pci, compliance, on premise*, on prem, audit log*, audit trail*
3   need  mobile app*
3   need  mobile version, ios app, android app, offline mode, app for ios, app for android, encryption
3   need  language support, multi language, multilingual, multi currency, data hosting, hosted in, eu hosting
3   need  security requirement*, security review, security concern*, security issue*, security team, plugin*
3   need  add on*
2.5 said  host* in, server* in, servers ~ in, stay in ~ eu, data ~ stay, data ~ leave, technical issue*
2.5 said  technical problem*, product quality, product dissatisfaction, quality issue*, dark mode, record limit*
2.5 said  rate limit*, user limit*, logging ~ out, logged ~ out, logs ~ out, need* ~ version, not talk to
2.5 said  not exist yet, not built yet, not available yet, not filter, not print, not edit, not add, not create
2.5 said  not send, not share, not upload, not download, not search, not sort, not assign, not schedule
2.5 said  not track
2.5 said  not change, not export, not import, not attach, not duplicate, not merge, not bulk, not embed
2.5 said  not automate
2.5 said  not translate, not archive, not group, not calculate, need* in @language, only in @language
2.5 said  not in @language, @language version, @language interface, not speak @language, @language language
2.5 said  only have @language, in @language language, need* ~ @thing, want* ~ @thing, only works in
2.5 said  only works on
2.5 said  only works with, only work on
2.5 fault latency, loading time*, load time*, error, errors, breaks, broke, fails, failing, failures, outdated
2.5 fault missing, not work, not working, inaccura*, accuracy, wrong data, incorrect data, breach*
2.5 need  feature, features, functionalit*, functions, capabilit*, export*, import*, connector*, reliability
2.5 need  reporting, reports, report, dashboard*, analytics, customi*, automation*, permissions, user roles
2.5 need  security
2.5 need  performance, uptime, speed, sync, syncing, real time, bulk, data quality, stability, ability to
2.5 need  option to
2.5 need  gantt, invoicing, kanban, time tracking, version history, backup*, sandbox, multi user, white label*
2.5 need  branding, translation*, localization, localisation, accessib*, wcag, barcode*, forecast*
2.5 need  approval workflow*, approval*, e signature*, sms, whatsapp, email editor, custom field*
2.5 need  custom domain*
2   said  not possible
2   fault limit, limits, quality, crippled, primitive, old fashioned, dated, antiquated, hang, hangs
2   fault shortcoming*
2   fault drawback*
2   need  roadmap, workflow*, notification*, search, filters, calendar, templates, scalab*, flexib*
2   need  requirement*
1.5 said  not what ~ expected, not meet ~ expectation*, not quite what, wrong fit, poor fit, bad fit, asked for
1.5 said  requested, promised, needed, would need, must have
1.5 fault lack*, limited, limitation*, needed something, not fit, not what we need*, basic
1.5 need  @thing
# German
3   said  fehlt* ~ funktion*, fehlende* ~ funktion*, funktion* ~ fehl*, nicht unterstutzt, nicht kompatibel
3   said  funktioniert ~ nicht, funktionierte ~ nicht, fehlende schnittstelle*, nicht anbinden, nicht abbilden
3   said  nicht moglich, no ~ moglich, geht nicht, klappt nicht, technische probleme, unausgereift, datenverlust
3   said  nicht konform, no funktion*, zu wenig funktion*, passt nicht, deckt ~ nicht, erfullt ~ nicht
3   said  nicht ausgereift, no export*, no app
3   fault langsam*, abstur*, absturz*, sturzt ~ ab, fehleranfallig, instabil, unzuverlassig*, ausfall*, storung*
3   need  schnittstelle*, anbindung*, dsgvo, datenschutz*, sicherheit*, funktionsumfang, integrationen
2.5 fault fehlt, fehlen, fehlte, fehlten, fehlende, fehlendes, fehlender, vermisst, fehler, fehlerhaft
2.5 need  funktion, funktionen, leistungsumfang, auswertung*, berichte, leistung, performanz, funktional*
2.5 need  anforderung*, ladezeit*, datenimport, datenexport, konform
# French
3   said  manque* ~ fonction*, fonction* ~ manqu*, fonctionnalite* manquante*, ne fonctionne pas, ne marche pas
3   said  pas compatible*, ne permet pas, ne gere pas, ne s integre pas, ne correspond pas, trop restreint*
3   said  limite
3   said  limites, limitee, limitees, repond pas ~ besoin*, repond plus ~ besoin*, pas adapte*, plus adapte*
3   said  pas possible, absence de, probleme* technique*, ne fait pas, pas conforme, trop basique
3   said  pas assez complet
3   said  pas assez ~ fonction*, manque de fiabilite, fiabilite
3   fault lent, lente, lents, lentes, lenteur*, plante, plantage*, panne, pannes, instable, bogue*, pas fiable
3   fault rame
3   fault ramait
3   said  pas de connexion avec, pas connecte, pas relie, ne se connecte pas
3   need  rgpd, integrations, securite, conformite, application mobile, interoperabilite
2.5 need  fonctionnalite, fonctionnalites, fonctions, fonction, rapports, performances, tableaux de bord
2.5 need  besoins
2.5 need  export, connecteur*, interfacage
2   fault manque, manquait, manquent, manquaient, manquante, manquant, erreur, erreurs
# Spanish and Portuguese
3   said  no funciona*, nao funciona*, no permite*, nao permite*, no se integra, nao integra*, no integra*
3   said  falta* ~ funcion*, falta* ~ integra*, falta* ~ recurso*, se cae, se caia, se cuelga, nao atende*
3   said  no cumple ~ requisito*, no cubre, nao suporta, no soporta, no es compatible, nao e compativel
3   said  no tiene integra*, no sirve, se bloquea, fallaba, fallaban, no ~ necesidades, no ~ necesidade*, carece
3   said  no se puede, fora do ar, bugado, caindo, caia, nao possui, nao faz, no hay forma, no hace lo que
3   said  nao faz o que, travando
3   fault lento, lenta, lentos, lentas, lentidao, lentitud, inestable, instavel, fallos, fallas, falhas, caidas
3   fault trava, travava, quedas, travamento*, se traba
3   need  integracion, integraciones, integracao, integracoes, seguridad, seguranca, lgpd, aplicativo
2.5 need  funcionalidad*, funcionalidade*, funcion, funciones, recursos, informes, reportes, relatorios
2.5 need  rendimiento
2.5 need  requisitos, necesidades, necessidades, exportar, importar, aplicacion movil, app movil
2   fault falta, faltan, faltaba, faltaban, faltam, faltava, faltavam, errores, erros, limitado, limitada
# Dutch and Italian
3   said  werkt ~ niet, werkte ~ niet, niet ondersteund, non funziona*, non si integra, non supporta
3   said  non permette
3   said  mist ~ functi*, ontbre* ~ functi*, manca* ~ funzion*, manca* ~ integra*, functi* ~ ontbre*
3   said  niet mogelijk
3   said  te beperkt, beperkt, voldoet ~ niet, niet compatibel, troppo limitat*, limitat*, non adatt*
3   fault traag, trage, storing, storingen, crasht, onbetrouwbaar, lenti, instabile, si blocca, si bloccava
3   need  koppeling*, beveiliging, avg, integratie*, integrazion*, sicurezza, privacy
2.5 need  functie, functies, functionaliteit*, rapportage*, funzionalita, funzioni, funzione, reportistica
2.5 need  vereisten
2.5 need  requisiti, esportazione, esigenze
2   fault ontbrak, ontbraken, ontbreekt, ontbreken, mist, misten, manca, mancano, mancava, mancavano, errori
2   fault fouten
# What stops working for people who speak for themselves
3   fault hacked, bufering, lost everything, not watch, keeps logging, kept loging, not cast
3   fault not download* anymore
3   said  notes disappear*, everything gone, all gone, nothing to watch, wipe* ~ profile, hack* ~ account
2.5 fault household, disapear*, not play, locked out, casting, loged out, bloqueada, refusee, plantages, plante
2.5 fault trava
3   said  no carga, se cierra sola, se cierra solo, no deja entrar, no me deja entrar, no abre, ne marche plus
3   said  impossible de se connecter, impossible de me connecter, nicht offnen, nicht einlogen, nicht mehr anmelden
3   said  non si apre, nao abre, loopt vast, lopen vast, nothing to watch, nothing left to watch
"""

ONBOARDING = """
# English
3   said  hard to use, hard to set up, hard to setup, hard to learn, hard to understand, hard to configure
3   said  hard to implement, hard to navigate, hard to get, hard to adopt, hard to figure, difficult to *
3   said  not easy
3   said  not user friendly, not intuitive, not simple, not straightforward, not figure out, learning curve
3   said  never figured, not understand, never understood, not know how, no idea how, not get ~ working
3   said  not get ~ work, not get ~ running, not get ~ started, not get ~ going, not get ~ up
3   said  never got ~ working
3   said  never got ~ running, never got ~ started, never got ~ going, never got ~ off, never got ~ hang
3   said  never got ~ around, never got ~ up, never got ~ to use, never really got, never got into
3   said  never set ~ up
3   said  never fully, never finished, never launched, never went live, never rolled, never implemented
3   said  nobody ~ use
3   said  nobody ~ used, nobody ~ uses, nobody ~ using, nobody ~ know*, nobody ~ log*, nobody ~ help*
3   said  nobody ~ show*
3   said  nobody ~ adopt*, nobody ~ answer*, nobody ~ respond*, nobody ~ train*, nobody ~ explain*
3   said  nobody ~ understood, nobody ~ understand, nobody ~ repl*, nobody ~ called, team ~ not use
3   said  team ~ not using
3   said  team ~ not adopt*, team ~ never used, team ~ not like, team ~ refused, team ~ never adopted
3   said  team ~ never ~ got, team ~ struggl*, team ~ stopped using, staff ~ not use, staff ~ not using
3   said  staff ~ never, staff ~ struggl*, staff ~ refused, users ~ not use, users ~ struggl*, not adopted
3   said  not adopt
3   said  never adopted, low adoption, poor adoption, adoption ~ low, adoption ~ poor, low usage, usage ~ low
3   said  low engagement, not get ~ buy in, no buy in, no adoption, struggl* ~ adopt*, lack of support
3   said  lack of training, lack of onboarding, lack of guidance, lack of help, lack of documentation
3   said  lack of adoption, lack of usage, lack of use, lack of customer, lack of time, lack of communication
3   said  poor support, bad support, terrible support, awful support, horrible support, slow support
3   said  weak support
3   said  poor ~ service, bad ~ service, terrible ~ service, awful ~ service, horrible ~ service, slow ~ service
3   said  poor customer *, bad customer *, terrible customer *, awful customer *, slow response*
3   said  slow to respond
3   said  slow to reply, slow to answer, slow setup, slow onboarding, slow implementation, poor documentation
3   said  support ~ slow*, support ~ bad, support ~ poor, support ~ terrible, support ~ awful, support ~ useless
3   said  support ~ unresponsive, support ~ unhelpful, support ~ nonexistent, support ~ horrible
3   said  support ~ ignored
3   said  support ~ took, support ~ takes, support ~ not help*, support ~ not respon*, support ~ not repl*
3   said  unresponsive, support ~ not answer*, support ~ not good, support ~ not great, support ~ never respon*
3   said  support ~ never repl*, support ~ never answer*, support ~ never help*, support ~ never got
3   said  support ~ nothing, never got ~ support, no support for weeks, no support for days
3   said  no support for months
3   said  no support for beginners, no response, no reply, no answer, not respond, not reply, not answer
3   said  never responded, never replied, never answered, never heard, never helped, not help us, not helpful
3   said  unhelpful, ignored ~ ticket*, ticket* ~ unanswered, ticket* ~ ignored, unanswered, clos* ~ ticket*
3   said  wait* ~ reply, wait* ~ response, wait* ~ answer, wait* ~ support, left alone, left on ~ own, no help
3   said  not receive ~ help, not get ~ help, not get ~ support, not get ~ training, no training, no onboarding
3   said  no guidance, no one to help, not have ~ time to, never had time, never had ~ time, no time to
3   said  not enough time, no time, not find ~ time, too much work to, too much effort, too time consuming
3   said  time consuming, took too long, took ~ to set up, took ~ to setup, took ~ to implement
3   said  took ~ to onboard
3   said  takes ~ to set up, takes too long to, set* ~ up ~ slow, setup ~ slow, too many steps, too many option*
3   said  too too advanced, too many feature*, lack* ~ time, get ~ to adopt, get ~ to use, got ~ to use
3   said  got ~ to adopt, migration ~ nightmare, migration ~ hard, migration ~ difficult, migration ~ failed
3   said  kept using, keep using, too busy, sat unused, no support, no no phone support, no live support
3   said  no chat support, no real support, no proper support, no technical support, no human support
3   said  no email support, no local support, never ~ up and running, not ~ up and running, never managed to
3   said  nobody ~ time, no engagement, barely touch*, never touch*, hardly touch*, barely open*, never open*
3   said  hardly open*, went back to ~ habits, going back to email, kept going back, back to ~ old ways
3   said  support ~ lent, too much hassle, hassle, headache, too much time, time constraint*
3   said  takes too much time
3   said  no bandwidth, no capacity, no resources to, not have resources, not have ~ resources
3   said  not have ~ bandwidth
3   said  not have ~ capacity, person ~ left, champion ~ left, admin* ~ left, manager ~ left, colleague ~ left
3   said  employee ~ left, owner of ~ tool, forgot about, gave up, stuck in, got stuck, kept getting stuck
3   said  got lost
3   said  never opened, never started, never really started, not engaged, resist*, reluctan*, change management
3   said  rollout, roll out, rude, impolite, arrogant, ghosted, ignored, no callback, never called, hotline
3   said  chatbot
3   said  no contact person, no point of contact, account rep*, account executive*, not reachable, unreachable
3   said  hard to reach, long wait*, waited ~ day*, waited ~ week*, waited for day*, waited for week*
3   said  waiting for day*, waiting for week*, took ~ day* to, took ~ week* to, took ~ month* to
3   said  takes ~ day* to
3   said  takes ~ week* to, week* to answer, day* to answer, week* to reply, day* to reply, week* to respond
3   said  day* to respond, hours to respond, too many click*, too many setting*, too many menu*, user unfriendly
3   said  not work out how, not clear how, never learned, never learnt, not learn, overkill, too much for ~ team
3   said  more complex, too sophisticated, too heavy, not trained, untrained, never trained
3   said  nobody ~ ended up using
3   said  nobody on team, nobody in team, nobody in company, felt lost, feeling lost, too many button*
3   said  implementation partner*, @people ~ @avoid, @people ~ gave up, @people ~ never got, @people ~ not like
3   said  @people ~ @not ~ use, @people ~ @not ~ used, @people ~ @not ~ using, @people ~ @not ~ adopt*
3   said  refus* to use
3   said  @people ~ @not ~ understand, @people ~ @not ~ log*, @people ~ stopped using, not get around to
3   said  @help ~ @bad, @bad ~ @help, customer service ~ @bad, customer care ~ @bad, not get ~ answer*
3   said  not get ~ response*, not hear back, not reach ~ @help, not get hold of, not get through
3   fault complex, complicated, complexity, confus*, unintuitive, counterintuitive, cumbersome, overwhelm*
3   need  onboarding, on boarding, onboard*, training, trainings, setup, set up, setting up, adoption
3   need  user adoption
2.5 said  never used, not use, not used, not using, not been using, barely us*, rarely us*, hardly us*
2.5 said  barely log*
2.5 said  rarely log*, hardly log*, never log*, under used, underused, underutili*, not logged, not utili*
2.5 said  not enough use, little use, low use, not use ~ enough, not using ~ enough, no usage, data migration
2.5 said  unused
2.5 said  shelfware, gathering dust, collecting dust, sat there, not make ~ work, lost in, not ready for
2.5 said  nobody to own, nobody owned, not technical, non technical, introduction, not find ~ anything
2.5 said  not find where, not know where, not know what, never activat*, @people ~ @not ~ activat*
2.5 said  too much for them
2.5 said  too much for ~ staff
2.5 fault difficult*, clunky, convoluted, tedious, struggl*, not clear, unclear how, hard to, badly documented
2.5 fault tricky, tough, laborious
2.5 need  support, support team, support ticket*, customer service, customer care, customer success, helpdesk
2.5 need  help desk, implementation, implement*, documentation, docs, tutorial*, guidance, account manager*, csm
2.5 need  walkthrough*, adopt, hand holding, instructions, kickoff, kick off, deployment, deploy, go live
2.5 need  knowledge base, webinar*, tutorials, communication, navigation, user interface, consultant*
2.5 need  onboarding call*, help
2   fault painful, nightmare, mess, messy, effort, bandwidth, unfamiliar
2   need  user friendly, usability, ease of use, ux, user experience, ui, configur*
1.5 fault stopped using, no longer us*, usage, frustrat*, response time*
# German
3   said  kaum genutzt, kaum benutzt, kaum verwendet, nicht genutzt, nie genutzt, nie benutzt, wenig genutzt
3   said  nicht benutzt, nicht verwendet, niemand ~ genutzt, niemand ~ benutzt, niemand ~ nutzt
3   said  keiner ~ genutzt
3   said  keiner ~ nutzt, niemand ~ verwendet, nicht zurecht*, keine zeit, nicht angenommen, keine antwort*
3   said  nie ~ antwort, keine ruckmeldung, keine hilfe, support ~ schlecht, schlechte* ~ support
3   said  nicht verstanden
3   said  zu aufwendig, zu aufwandig, aufwendig, aufwandig, zeitaufwand*, no kapazitat*, nicht durchgesetzt
3   said  nicht erreichbar, reagiert ~ nicht, no unterstutzung, unverstandlich, nicht intuitiv, zu viel aufwand
3   said  no ansprechpartner, uberfordern*
3   fault kompliziert*, komplex*, umstandlich*, unubersichtlich*, verwirrend*, uberfordert, schwierig*
3   need  einrichtung, einrichten, einfuhrung, schulung*, einarbeitung*, einarbeiten, inbetriebnahme, akzeptanz
2.5 said  nie richtig, nutzen nicht, nutzt nicht, nicht nutzen, nutzen kaum, nutzen ~ nicht, niemand ~ erklart
2.5 said  keiner ~ erklart, nie erklart, niemand ~ gezeigt
2.5 need  kundendienst, kundenservice, kundensupport, betreuung, bedienung, hilfe, dokumentation, anleitung*
2.5 need  unterstutzung, bedienbarkeit, benutzerfreundlich*, benutzeroberflache, einfuhren, umstellung
# French
3   said  prise en main, personne ~ utilis*, peu utilis*, jamais utilis*, pas intuitif, pas intuitive
3   said  pas utilis*
3   said  equipe* ~ pas ~ adopte, pas adopte, sans reponse, pas de reponse, pas de temps, pas le temps
3   said  pas eu le temps, jamais repondu, ne repond pas, mal accompagne*, pas reussi, jamais reussi
3   said  service client
3   said  usine a gaz, trop technique, pas ergonomique, injoignable, sous utilis*, pas forme*, mal forme*
3   said  manque de temps, pas a l aise, personne ~ repond*, personne ~ aide*, pas assez utilis*
3   said  sans accompagnement
3   said  jamais ~ utilis*, pas ~ utilis*, personne ~ sert
3   fault complique, compliquee, compliques, complexe, complexes, difficile*, complexite, deroutant
3   need  formation, formations, accompagnement, mise en place, parametrage, mise en route, installation
2.5 said  utilis* pas, utilis* jamais, utilis* plus
2.5 need  assistance, configuration, deploiement, ergonomie, aide, sav, reactivite, utilisation, interface
# Spanish and Portuguese
3   said  nadie ~ us*, nadie ~ utiliz*, ninguem ~ us*, ninguem ~ utiliz*, curva de aprendiz*, no supimos
3   said  no ~ respond*, nao ~ respond*, sin respuesta, sem resposta, nadie ~ respond*, ninguem ~ respond*
3   said  no logramos, nao conseguimos, no pudimos configurar, no ~ tiempo, nao ~ tempo, sem tempo, poco uso
3   said  pouco uso, equipo ~ no ~ us*, equipo ~ no ~ adopt*, equipe ~ nao ~ us*, equipe ~ nao ~ adot*
3   said  mal soporte
3   said  pesimo soporte, no entend*, nao entend*, not entend*, no aprend*, falta de tiempo, falta de tempo
3   said  poco intuitiv*, pouco intuitiv*, mala atencion, tardan, tardaban, demora*, dificuldade*, dificultad*
3   said  enredad*, not aderiu, not conseguiu, aprender a usar, nadie ~ ayud*, ninguem ~ ajud*, no ~ ayud*
3   said  nao ~ ajud*, nao soub*, nunca us*, nunca utiliz*, mal atendimento
3   fault complicado, complicada, complicados, complejo, compleja, complexo, complexa, dificil*, confuso
3   fault confusa
3   need  capacitacion, formacion, treinamento*, implantacao, configuracion, configuracao, adopcion, adocao
2.5 said  no usamos, no usaba*, no utiliz*, nao usamos, nao usava*, nao utiliz*, soporte ~ lento
2.5 said  suporte ~ lento
2.5 said  no ~ adapt*, nao ~ adapt*
2.5 need  soporte, suporte, atencion al cliente, atendimento, implementacion, implementacao, ayuda, ajuda
2.5 need  servicio al cliente, mal servicio, aprendizaje, aprendizado, adesao, interfaz
# Dutch and Italian
3   said  niemand ~ gebruik*, weinig gebruik*, nauwelijks gebruik*, nooit gebruik*, niet gebruik*, geen tijd
3   said  geen reactie, nessuno ~ us*, nessuno ~ utilizz*, poco utilizzat*, poco usat*, non utilizz*
3   said  mai utilizz*
3   said  nessuna risposta, te veel tijd, te veel werk, niet gebruiksvriendelijk, onbereikbaar, niet bereikbaar
3   said  slechte service, slechte support, troppo tempo, non ~ capito, difficile da, difficolta, non risponde
3   said  non rispondeva*, poco chiaro
3   fault ingewikkeld*, moeilijk*, lastig*, onoverzichtelijk, complicat*, compless*, onduidelijk
3   need  ondersteuning, klantenservice, implementatie, handleiding, inrichting, formazione, assistenza
2.5 said  gebruik* niet, gebruik* nooit, non usiamo, non usava*, non usano
2.5 need  supporto, configurazione, avviamento, uitleg, hulp, gebruiksvriendelijk, servizio clienti
# Nobody answers, or nothing is found again: how people put it who speak for themselves
3   said  not find anything, not find simple*, can not find ~ way, nothing ~ found, nobody calls, nobody called
3   said  nobody picks, no one picks, never call* back, not call* back, call* ~ never, hung up, spam call*
3   said  robot*
3   said  not close ~ account, not let ~ close, can not be closed, closing ~ account ~ not, clos* ~ takes
3   said  on hold
3   said  not user friendly, nobody ~ find, no human, copy and paste reply, keep calling
3   said  calling ~ again and again
2.5 fault new design, redesign*, new layout, new interface, new look, mess, maze, confusing, overcomplicated
2.5 fault nag*
2   topic customer service, client service, customer care
3   said  aucun suivi, injoignable*, raccroche*, sans reponse, aucune reponse, aucune nouvelle
3   said  personne ne repond
3   said  retrouve plus rien, retrouve plus, incomprehensible, service client inexistant, nadie contesta
3   said  no contestan
3   said  no cogen, nadie ~ arregla, no encuentro nada, ninguem atende, ninguem resolve, ligacao cai
3   said  nem responde
3   said  geen antwoord, geen reactie, onoverzichtelijk, niets meer terug, niks meer terug, in ~ wacht
3   said  niet te bereiken
3   said  niemand geht, keine antwort, warteschleife, unubersichtlich, finde nichts, nessuno risponde
3   said  non risponde
2   topic service client, service clientele, atencion al cliente, klantendienst, klantenservice, kundenservice
2   topic atendimento, atendente*, protocolo*, assistenza, suporto
3   said  imposible darse de baja, imposible darme de baja, impossible de resilier, niemand ereichbar, nicht ereichbar
3   said  impossivel cancelar, niemand reageert, nobody reacts, darse de baja es, cancelar es ~ odisea
"""

# Weight 3 means that they switched: it outweighs any reason given for that.
COMPETITION = """
# English
3   fault switch* to, switch* ~ to, switch* over, switched, mov* to, mov* ~ to, mov* over, migrat* to
3   fault migrat* ~ to
3   fault transition* to, transition* ~ to, went with, gone with, going with, go with, went over to
3   fault went ~ for another, opted for, opting for, opt for, decided on, decided for, settled on, left ~ for
3   fault leaving ~ for, leave ~ for, jump* ship, jump* to, chang* ~ provider*, chang* ~ vendor*
3   fault chang* ~ supplier*
3   fault chang* ~ platform*, chang* ~ tool*, chang* ~ system*, chang* ~ software, switch* ~ provider*
3   fault switch* ~ vendor*, switch* ~ tool*, switch* ~ platform*, switch* ~ system*, replac* ~ with, replac* by
3   fault replaced, sign* with, sign* ~ contract with, signed up with, another provider*, another vendor*
3   fault another tool*, another solution*, another platform*, another product*, another software
3   fault another system*
3   fault another supplier*, another service*, another app, another option, another ~ tool, another ~ provider
3   fault another ~ platform, another ~ solution, another crm, another company, different provider*
3   fault different vendor*, different tool*, different solution*, different platform*, different product*
3   fault different software, different system*, different supplier*, different service*, other provider*
3   fault other vendor*, other solution*, other platform*, new provider, new vendor, new supplier, new platform
3   fault new tool, new crm, rival product, competing product*, competing tool*, competing solution*, now use
3   fault now using, now uses, now on, use ~ now, using ~ now, use ~ instead, using ~ instead, started using
3   fault start using, begun using, began using, adopted ~ instead, bought ~ instead, chose ~ instead
3   fault chose another
3   fault chose ~ different, chose to use, choose another, chosen another, picked another, selected another
3   fault found another, found ~ alternative*, found ~ cheaper, found ~ better, found ~ else
3   fault found ~ replacement
3   fault to competitor*, to ~ competitor*, with ~ competitor*, with competitor*, chose ~ competitor*
3   fault for competitor*, from ~ competitor*, competitor* ~ instead, competitor* ~ gave us
3   fault competitor* ~ offered us
3   fault by competitor*, something else, someone else, somewhere else, elsewhere, better deal, better offer
3   fault better alternative*, better product, better tool, better solution, better option, better fit elsewhere
3   fault cheaper alternative*, cheaper option*, cheaper tool, cheaper solution, cheaper provider
3   fault cheaper vendor
3   fault cheaper product, cheaper one, cheaper competitor, to alternative*, alternative solution
3   fault alternative tool
3   fault alternative product, alternative provider, in house, inhouse, built ~ own, build ~ own, building ~ own
3   fault wrote ~ own, made ~ own, developed ~ own, developing ~ own, develop ~ own, created ~ own, own solution
3   fault own tool*, own system, own platform, own software, built ~ internally, build ~ internally
3   fault built it internal*, built ~ ourselves, build ~ ourselves, homegrown, home grown, internal tool*
3   fault internal solution*, internal system*, internal platform, own internal, built ~ replacement
3   fault built something
3   fault back to excel, back to spreadsheet*, back to google, back to pen, back to paper, back to manual
3   fault use excel
3   fault using excel, use spreadsheet*, using spreadsheet*, do it manually, doing it manually, standardi* on
3   fault consolidat* on, consolidat* ~ into, consolidat* ~ onto, consolidat* ~ to, consolidat* ~ under
3   fault consolidat* with, company ~ uses, group ~ uses, parent ~ uses, headquarters ~ uses, hq ~ uses
3   fault mandat* ~ use of, prefer* ~ competitor*, prefer* ~ over, lost to, lost ~ to competitor*
3   fault outsourc* ~ to
3   fault outsourced, similar functionalit*, similar feature*, similar tool, similar product, similar solution
3   fault brought ~ tool, brought ~ system, brought ~ software, brings ~ tool, favourite tool, favorite tool
3   fault ended up choosing, ended up going, ended up using, ended up with, custom built, custom system
3   fault custom solution, rolled ~ own, roll ~ own, vendor switch, provider switch, tool switch, other software
3   fault other tool*, other product*, rfp, tender, bake off, stayed with, staying with, stick* with
3   fault keep* ~ current
3   fault keep* ~ existing, use ~ existing, using ~ existing, legacy system, all in one, one vendor
3   fault single vendor
3   fault single platform, one platform, one suite, single tool, part of ~ suite, bring* in house, insourc*
3   fault hired ~ to do, freelancer does, agency does, agency handles, do it ourselves, do this ourselves
3   fault doing it ourselves, doing this ourselves, handle it ourselves, engineers built, developer* built
3   fault developer* wrote, team built, it department built, built one, custom tool, custom software, custom app
3   fault free tool, free alternative, free software, cheaper software, cheaper platform, went another
3   fault going another way, went another way, go another way, went elsewhere, moved elsewhere, gone elsewhere
3   fault taken ~ business elsewhere, tak* ~ business elsewhere, moved across, moved off, moving off, move over
3   fault shift* to, pivoted to, converted to, upgraded to another, swapped, swap* for, ditched ~ for
3   fault dropped ~ for
3   fault cancel* ~ for, win* ~ evaluation, won ~ evaluation, won ~ tender, won ~ bid, won us over
3   fault won the contract
3   fault lured, offered us ~ better, gave us ~ better, better price, better terms, better value elsewhere
3   fault better suited product, found ~ @tool do, found ~ @tool can, found ~ @tool with, found ~ @tool for
3   fault found ~ @tool at, found ~ @tool cost*, back to ~ old @tool, back to ~ previous @tool
3   fault back to ~ other @tool
3   fault returned to ~ old, returned to ~ previous, cheaper @tool, better @tool, another @tool, another ~ @tool
3   fault different @tool, different ~ @tool, new @tool, alternative @tool, competing @tool, rival @tool
3   fault other @tool
3   fault chang* ~ @tool, switch* @tool, replacement @tool, @tool ~ instead, chose ~ @tool over, own @tool
3   fault own ~ @tool, internal @tool, custom @tool, similar @tool, similar module
2.5 fault went to, gone to, went for, chose, chosen, competitor*, competetor*, rival*, alternative*, competition
2.5 fault migrated, migrating, replacing, replacement, consolidat*, open source, self host*, instead, bundle*
2.5 fault already ~ included, already includes, already have ~ tool, already have ~ system, already pay*
2.5 fault same thing
2.5 fault same functionality, redundant, already have, built in, mandat*, direction with, preferred tool
2.5 fault choosing
2.5 fault switch, trying out, trialling, trialing, coded, programmed, wrote ~ tool, wrote ~ thing
2.5 fault wrote ~ software
2.5 fault wrote ~ script, competing, beat, preferred, incumbent, evaluated, comparing, comparison
2.5 fault shopping around
2.5 fault cheaper elsewhere, other option*, brought in, hired someone, comes with, free with, included in
2.5 fault moved away
2.5 fault moving away, part of ~ package, do ~ same, company wide, group wide, forced to use, told to use
2.5 fault required to use, have to be on, have to use, changed to, changing to, change to
2   fault ourselves, excel, spreadsheet*, google sheets, manually, picked, switching, internally, overlap*
2   fault different direction, another direction, suite, native tool*, chatgpt, quickbooks, xero, wrike
2   fault basecamp
2   fault freshworks, bamboohr, personio, teamleader, sap, stuck with, one tool, unified, centrali*, built
2   fault went back to, going back to, back to using, returned to, back to old, back to previous
# Names count little: a name may also be something to integrate with.
2   fault hubspot, salesforce, zendesk, intercom, pipedrive, zoho, freshdesk, asana, notion, airtable, clickup
2   fault jira
2   fault trello, mailchimp, klaviyo, activecampaign, marketo, braze, stripe, chargebee, shopify, odoo, dynamics
2   fault microsoft, google, oracle, netsuite, servicenow, tableau, power bi, looker, mixpanel, amplitude
2   fault gainsight
# German
3   fault lauft alles uber, lauft ~ alles auf, nutzen deren, deren system, system ~ der gruppe, system ~ vom konzern
3   fault gewechselt, wechsel* zu, wechseln ~ zu, wechseln, wechsel, gewechselt zu, umgestiegen, umstieg
3   fault steigen ~ um, zur konkurrenz, konkurrenz*, konkurrent*, wettbewerber*, mitbewerber*, andere* anbieter*
3   fault neue* anbieter*, anderen anbieter, andere losung, andere software, anderes tool, anderes system
3   fault anderes produkt, andere* tool, eigenentwicklung, selbst entwickelt, selbst gebaut, selber gebaut
3   fault eigene losung, eigenes tool, eigenes system, eigene software, intern entwickelt, intern gebaut
3   fault stattdessen
3   fault ersetzt durch, abgelost durch, durch ~ ersetzt, nutzen jetzt, nutzen nun, verwenden jetzt
3   fault verwenden nun
3   fault jetzt bei, jetzt mit, fur ~ entschieden, setzen jetzt, setzen nun, selbst ~ entwickelt
3   fault selbst ~ gebaut
3   fault selber ~ gebaut, anbieterwechsel, interne losung, internes tool, internes system, gunstigere losung
3   fault gunstigere alternative, gunstigeren anbieter, gunstigerer anbieter, bessere losung
3   fault bessere alternative
3   fault besseres angebot, anderes programm, andere plattform, anderen dienst*, hauseigene*, machen ~ selbst
3   fault selber machen, wieder excel, mit excel, ins eigene, bleiben bei, zuruck zu, wechselten, wechselt
2.5 fault alternativanbieter, migriert, ersetzt, programmiert, eigenes, was eigenes, etwas eigenes
# French
3   fault passe* chez, passe* sur, sommes passe*, passons a, passons chez, parti* chez, chez ~ concurrent*
3   fault concurrent*, autre solution, autre outil, autre fournisseur, autre prestataire, autre logiciel
3   fault autre plateforme, change* ~ prestataire, change* ~ fournisseur, change* ~ outil, change* ~ logiciel
3   fault change* ~ solution, en interne, outil interne, solution interne, propre outil, propre solution
3   fault remplace* ~ par, migr* vers, bascul* vers, bascul* sur, opte pour, choisi ~ autre, choisi ~ concurrent
3   fault utilisons maintenant, trouve ~ moins cher, outil maison, solution gratuite, solution moins chere
3   fault autre produit, autre crm, meilleure offre, solution concurrente, sommes parti*, etes remplace*
3   fault internalise*, retour a excel, retour sur excel, faisons ~ nous memes, passer chez, passer sur
3   fault changer de
3   fault trouve ~ alternative, alternative moins chere, alternative gratuite, passage a ~ autre
2.5 fault concurrence, nous utilisons desormais, trouve mieux, ailleurs
# Spanish and Portuguese
3   fault competencia, competidor*, cambiamos a, cambiamos de, cambiado a, cambiado de, nos cambiamos
3   fault nos pasamos
3   fault pasamos a usar, migramos, migrado a, nos fuimos, otra herramienta, otra solucion, otra plataforma
3   fault otra opcion, otra empresa, otro proveedor, otro software, otro sistema, otro servicio, otro producto
3   fault desarrollo propio, desarrollo interno, herramienta propia, herramienta interna, propia herramienta
3   fault solucion propia, propia solucion, propio sistema, sistema propio, desarrollamos, elegimos
3   fault encontramos ~ mejor, encontramos ~ barat*, concorrente*, mudamos para, mudar para, mudamos de
3   fault migrar para
3   fault trocamos, trocar de, outra ferramenta, outra solucao, outra plataforma, outra empresa
3   fault outro fornecedor
3   fault outro sistema, outro software, outra opcao, solucao propria, propria solucao, ferramenta propria
3   fault sistema proprio, solucao interna, ferramenta interna, desenvolvemos, passamos a usar, agora usamos
3   fault ahora usamos, encontramos ~ alternativa, fomos para, reemplaz*, substituimos, cambio de proveedor
3   fault cambio de herramienta, mudanca de fornecedor, mudanca de sistema, alternativa gratuita
3   fault alternativa gratis
3   fault otro programa, otra app, mejor oferta, melhor oferta, outro programa, outro produto, outro servico
3   fault outra solucao mais, creamos ~ propi*, hicimos ~ propi*, criamos ~ propri*, fizemos ~ propri*
3   fault nuestro propio, nuestra propia, nosso proprio, nossa propria, planilha*, hojas de calculo, volvimos a
3   fault voltamos para, voltamos a, optamos por, contratamos otr*, contratamos outr*, decidimos por otr*
3   fault por otro
3   fault por outro, por outra, por otra, cambiar de, cambiarnos
2.5 fault concorrencia, alternativa*, otro lado, internamente
# Dutch and Italian
3   fault overgestapt, overstap*, stappen ~ over, concurrent, andere leverancier, andere tool, andere oplossing
3   fault andere aanbieder, ander systeem, ander pakket, zelf gebouwd, zelf ontwikkeld, eigen oplossing
3   fault eigen tool
3   fault eigen systeem, vervangen door, gekozen voor, gebruiken nu, intern gebouwd, passati a, passata a
3   fault passando a
3   fault altro fornitore, altro software, altro strumento, altra soluzione, altra piattaforma, altro sistema
3   fault concorren*, soluzione interna, sviluppato internamente, migrati, nostro strumento, scelto ~ altro
3   fault scelto ~ altra, ora usiamo, sostituit* con, strumento interno, andere partij, ander bedrijf
3   fault beter alternatief, goedkoper alternatief, andere app, ander product, ander programma, zelf gemaakt
3   fault zelf doen, terug naar, offerta migliore, altro prodotto, altra app, altro programma, foglio excel
3   fault fogli excel, tornati a, fatto in casa, cambiato fornitore, cambiato software, cambiato strumento
3   fault cambio fornitore, overgegaan, overgaan
2.5 fault alternatief, alternatieven
# People who speak for themselves
3   fault another bank, other bank, old bank, usual bank, conventional bank, traditional bank, credit union
3   fault going over to
3   fault back to ~ old, new bank, moved my, moving my, moving all, moved ~ deposit, mov* ~ business
3   fault my own server, self host*, host it myself, write ~ own, i use ~ now, now i use, use another service
3   fault umgestiegen, gewechselt, wechsle zu, umgezogen auf, zur konkurenz, andere bank, anderen anbieter
3   fault alte bank
3   fault autre banque, vraie banque, change* de banque, change* ~ banque, pars chez, pars pour, tourner vers
3   fault retourne chez, retourne dans, direction ~ autre, la concurrence, ouvert ailleurs, parti ailleurs
3   fault me paso a, me voy a, me cambio a, me cambie a, me he cambiado, cambio de empresa, cambio de compania
3   fault otro banco, otra entidad, otra tarjeta, salte a, vuelvo a mi, la competencia
3   fault mudei para, migrei para, migrei pra, fui para, voltar para, voltar pra, portabilidade, outra operadora
3   fault outro banco, sono passato a, sono passata a, passo a, sono tornato a, torno a, ho cambiato, ora uso
3   fault altra banca, altro operatore, torno ala, andere bank, andere broker, stap over, oude bank, ga elders
3   fault cambie de operador*, me pase a, nos pasamos a, volvi a mi, volvi al de siempre, hice la portabilidad
3   fault migrando a otr*, uso otra, ahora uso otr*, pris un autre, pris une autre, trasferito altrove
3   fault mi sono trasferit*
3   fault sono migrat*, siamo migrat*, troquei de, mudei de operadora, naar een ander*, trasferiamo altrove
"""

# Weight 3 means that the company or the project ended: it outweighs everything else.
BUSINESS_CLOSURE = """
# English
3   said  no longer in business, no longer operat*, no longer exist*, no longer trading, no longer active
3   said  not in business, not exist anymore, not exist any more, not operating, business ~ over
3   said  business no longer
3   said  company no longer
3   fault out of business, bankrupt*, banckrupt*, insolven*, liquidat*, receivership, chapter 11, chapter 7
3   fault into administration, in administration, foreclos*, went bust, gone bust, going bust, went under
3   fault going under, gone under, belly up, ceas* ~ operation*, ceas* ~ trading, ceas* ~ business
3   fault ceas* to exist
3   fault ceased, clos* ~ doors, clos* down, clos* up, business closure, company closure, shut* down
3   fault shut* ~ down
3   fault shutdown, shutter*, shut* up shop, wound down, wind* down, wind* up, wind* ~ down, dissol*
3   fault wrapped up ~ business, wrapping up ~ business, defunct, stopped trading, stopped operat*
3   fault stop* ~ business
3   fault ended ~ business, ending ~ business, gave up ~ business, giving up ~ business, company folded
3   fault business folded, startup folded, startup failed, business failed, company failed, startup died
3   fault company died, owner died, founder died, passed away, ran out of runway, acquired, acquisition
3   fault acquir* by
3   fault got bought, bought by, bought out, buyout, taken over, takeover, merged with, merged into, merger
3   fault merging with, merged, absorbed, sold to, company sale, business sale, end of ~ project
3   fault finished ~ project
3   fault completed ~ project, cancel* ~ project, stopped ~ project, ended ~ project, killed ~ project
3   fault contract ended with client, client project, discontinu* ~ product, discontinu* ~ service
3   fault discontinu* ~ business, discontinu* ~ line, stopped ~ product line, no more business
3   fault retir* ~ business
3   fault retired, retiring, retirement, retire, no longer run ~ business, no longer have ~ business
3   fault giv* up ~ shop
3   fault giv* up ~ practice, giv* up ~ store, gave up ~ shop, spun off, spin off, split up, dissolution
3   fault ownership change, change of ownership, change in ownership, new owner*, new ownership, lost ~ business
3   fault quit ~ business, stopped freelancing, no longer self employed, no longer freelanc*
3   fault everyone ~ laid off
3   fault laid off everyone, laid everyone off, laid off ~ whole, clos* ~ for good, clos* permanently
3   fault permanently clos*, clos* ~ permanently, doors ~ clos*, out of runway, one off project
3   fault one time project
3   fault short term project, temporary project, contract work ended, project wrapped, project came to
3   fault project ~ came to, project fell through, discontinued, business ~ bought, company ~ bought
3   fault bought our company, bought our business, acquir*, merg* with, merg* into
3   fault company ~ bought by ~ competitor
3   fault acquired by ~ competitor, bought by ~ competitor, taken over by ~ competitor, money ran out and
3   fault investors pulled out, investors pulled ~ plug, wound up, one off event, @close ~ @business
3   fault @business ~ @close, sale of ~ @business, @project ~ @ended, @ended ~ @project, not carry* on
3   fault end of ~ @business, not continu* ~ @business, sold ~ @business, selling ~ @business, sell ~ @business
3   fault @business ~ sold, business over, company over, @project ~ over, @project ~ gone, program* ~ ended
3   fault program* ~ cancel*, program* ~ discontinued
2.5 fault business clos*, closure, closing, closed, folded, ended, pivot*, lost ~ client*, client ~ left
2.5 fault contract ~ client*, no more company, company ~ no more, business ~ no more, shut ~ doors, not survive
2.5 fault pandemic, covid, end of ~ contract with, wrapped up, subsidiary, no longer in charge, died
2.5 fault stopped ~ product, ended ~ product, sold up, closed up
2   fault restructur*, reorgani*, leaving ~ industry, left ~ industry, sold, project
# German
3   fault konkurs*, pleite, geschaftsaufgabe, betriebsaufgabe, geschaftsbetrieb*, betrieb ~ eingestellt
3   fault geschaft ~ aufgegeben, firma ~ geschlossen, unternehmen ~ geschlossen, betrieb ~ geschlossen
3   fault schliessen ~ firma, schliessung, schliesst, schliessen, geschlossen, aufgelost, auflosung
3   fault firma ~ verkauft
3   fault unternehmen ~ verkauft, verkauf der firma, verkauft ~ firma, verkauft ~ unternehmen, ubernommen
3   fault aufgekauft
3   fault ubernahme, fusion*, projekt ~ beendet, projekt ~ abgeschlossen, projekt ~ eingestellt
3   fault projekt ~ ausgelaufen, projekt ~ ende, projekt ~ vorbei, projekt ~ gestoppt, projekt ~ abgesagt
3   fault projekt ~ fertig, projektende, ruhestand, in rente, tatigkeit ~ eingestellt, geschaftstatigkeit
3   fault firma ~ gibt es nicht, gewerbe ~ abgemeldet, abgewickelt, eingestellt, zugemacht, machen zu
3   fault machen ~ dicht
3   fault dichtgemacht, firmenauflosung, betriebsschliessung, geschaftsschliessung, insolvenzverfahren
3   fault insolvenzantrag, verstorben, abmeldung, selbstandigkeit ~ aufgegeben, gewerbe ~ aufgegeben
3   fault projekt ~ durch
3   fault projekt ~ gestorben, projekt lauft aus, projekt lief aus, geben ~ auf, geschaft zu
3   fault laden ~ geschlossen
3   fault laden zu, unternehmensverkauf, firmenverkauf, verkauft worden, existiert nicht, laden dicht
3   fault dicht gemacht
3   fault dicht machen
# French
3   said  existe plus, plus d activite
3   fault faillite, depot de bilan, depose ~ bilan, cess* ~ activite*, cessation, arret* ~ activite*
3   fault redressement
3   fault entreprise ~ ferm*, societe ~ ferm*, fermeture, ferm* ~ entreprise, ferm* ~ societe, ferm* ~ boutique
3   fault boutique ~ ferm*, avons ferme, fermons, vendu* ~ entreprise, vendu* ~ societe, societe ~ vendue
3   fault entreprise ~ vendue, rachete*, rachat, fusionn*, fin du projet, fin de projet, projet ~ termine
3   fault projet ~ fini, projet ~ arrete, projet ~ abandonne, projet ~ annule, arret du projet
3   fault depart a la retraite
3   fault retraite, dissou*, mise en liquidation, vente de ~ entreprise, vente de ~ societe, arret de ~ projet
3   fault arrete ~ activite, arretons ~ activite, prends ~ retraite, fin d activite, projet est fini
3   fault projet ~ clos
3   fault ferme definitivement, definitivement ferme*, absorbe*
# Spanish and Portuguese
3   fault quiebra, bancarrota, quebro, cerramos, cierre, empresa ~ cerr*, negocio ~ cerr*, cerr* ~ empresa
3   fault cerr* ~ negocio, cerr* ~ tienda, vendimos ~ empresa, vendimos ~ negocio, empresa ~ vendi*, adquirid*
3   fault proyecto ~ termin*, proyecto ~ finaliz*, proyecto ~ acab*, proyecto ~ cancel*, proyecto ~ conclu*
3   fault termin* ~ proyecto, finaliz* ~ proyecto, acab* ~ proyecto, fin del proyecto, cancel* ~ proyecto
3   fault cese ~ actividad*, jubil*, disolv*, disuelta, dejo de operar, dejamos de operar, absorbid*, fusiono
3   fault fue comprada, comprada por, falencia, faliu, falimos, fechamos, empresa ~ fech*, fech* ~ empresa
3   fault loja ~ fech*, fech* ~ loja, fechamento, encerr* ~ atividades, encerr* ~ empresa, empresa ~ encerr*
3   fault encerramos, encerramento, vendemos ~ empresa, projeto ~ termin*, projeto ~ acab*, projeto ~ encerr*
3   fault projeto ~ cancel*, projeto ~ conclu*, projeto ~ finaliz*, fim do projeto, termin* ~ projeto
3   fault acab* ~ projeto, aposent*, fusao, incorporada, liquidacion, liquidacao, concurso de acreedores
3   fault cerrado
3   fault cerraron, cerrada, cerrando, cesamos, negocio ~ vendi*, vendio ~ empresa, baja de actividad, fechou
3   fault fechada, fechado, fechando, encerrou, encerrada, encerrado, vendeu ~ empresa, venda da empresa
3   fault fin de proyecto, venta de la empresa, cierre del negocio, cierre de actividad, extinta
3   fault dejo de existir
3   fault deixou de existir, se acabo, recuperacao judicial, cerro, tienda ~ cerr*, local ~ cerr*
2.5 fault sobreviv*, ya no existe, nao existe mais
# Dutch and Italian
3   fault failliet, faillissement, bedrijf ~ gestopt, bedrijf ~ gesloten, bedrijf ~ verkocht
3   fault bedrijf ~ overgenomen
3   fault stoppen met ~ bedrijf, gestopt met ~ bedrijf, opgeheven, overgenomen, overname, fusie, gefuseerd
3   fault einde project, project ~ afgelopen, project ~ klaar, project ~ gestopt, project ~ afgerond
3   fault project ~ beeindigd, pensioen, fallit*, falliment*, azienda ~ chius*, chius* ~ azienda
3   fault chius* ~ attivita
3   fault attivita ~ chius*, chiusura, cessat* ~ attivita, cessazione, vendut* ~ azienda, azienda ~ vendut*
3   fault acquisit*, fusione, in pensione, progetto ~ finito, progetto ~ terminato, progetto ~ concluso
3   fault progetto ~ chiuso, fine del progetto, gestopt met, stopt, zaak ~ gesloten, bedrijf ~ opgeheven
3   fault bedrijf ~ failliet, winkel ~ gesloten, bedrijfsbeeindiging, verkoop van, ceduta, ceduto, liquidazione
3   fault termine del progetto, abbiamo chiuso, azienda ~ fallit*, chiusa, chiuso
# An account is closed, not a business; nobody "never used" what they will never use again.
0   said  never use ~ again, never use them, never using, never use this, clos* ~ account*, clos* it
0   said  account* ~ closed
0   said  lost ~ my business, lost them ~ business, ended ~ plan, ended ~ show, not ~ answer to, gone to far
0   said  not answer to
0   said  back to main, back to ~ screen, new app is, cancel* ~ for fre, chang* app, chang* ~ app totally
0   said  pris pour
0   said  already pay for, wil never use, put in ~ mind, step back
# Those who close a shop
3   said  bajamos la persiana, bajar la persiana, tienda cierra, cierra sus puertas, cerramos la tienda
3   said  cerramos el negocio
3   said  cierre por jubilacion, geschaft aufgeben, geschaft auf zu geben, laden auf, geschaftsaufgabe
3   said  chiudiamo l attivita
3   said  chiudiamo il negozio, chiudo l attivita, stoppen met de zaak, winkel sluit, zaak sluit, ferme ~ boutique
3   said  fermons ~ boutique, fechamos a loja, fechei a loja, closing the shop, closing our doors, shutting the doors
"""

# Phrases that only look like a cause: they use up their words without counting.
NEUTRAL = """
# English
0   said  mov* ~ to ~ office*, mov* ~ to ~ country, mov* ~ to ~ city, mov* ~ to ~ role, mov* ~ to ~ job
0   said  mov* abroad
0   said  mov* ~ to ~ location, mov* ~ to ~ address, mov* ~ to ~ department, mov* ~ to ~ company
0   said  switch* ~ to ~ role
0   said  switch* ~ language*, switch* off, switch* on, switch* between, switch* ~ currenc*, switch* ~ tab*
0   said  switch* ~ to ~ plan, mov* ~ to ~ plan, switch* ~ to ~ annual, switch* ~ to ~ monthly
0   said  change* ~ to ~ plan
0   said  switching cost*, clos* ~ deal*, clos* ~ account*, thank* ~ for ~ support, thank* ~ for ~ help
0   said  thank* ~ for ~ service, project manag*, replaced by ~ manager, replaced by ~ ceo
0   said  change* to ~ strategy
0   said  missing out, budget holder, budget owner, budget planning, contract ~ ended, subscription ~ ended
0   said  trial ~ ended, trial period, ended up, customer unresponsive, client unresponsive
0   said  unresponsive customer
0   said  unresponsive client, stop billing, customer not respond*, customer never respon*
0   said  customer never replied
0   said  customer not repl*, stop charging, no longer need*, not need*, no need, not needed, can not continue
0   said  can not say, can not commit, can not wait, can not remember, can not recommend, can not disclose
0   said  can not share, need to cancel, need* a break, need* time, no longer required, not required
0   said  unable to say
0   said  unable to continue, thanks ~ for ~ support, needs changed, needs ~ changed, complicated to explain
0   said  hard to explain, difficult to explain, close to ~ @business, not work out, went with them
0   said  went with him
0   said  went with her
# Whose account closes has not closed; who withdraws does not retire; a tool for budgets is no cut budget.
0   said  budget* tool*, budget* feature*, budget* view*, budget* planner*, budget* tracker*, monthly budget
0   said  from ~ other bank*, from another bank
0   said  account* ~ closed, account* ~ closing, konto ~ geschlossen, konten ~ geschlossen, konto ~ schliessen
0   said  compte* ~ ferme*, ferme* ~ compte*, cuenta* ~ cerrad*, cerrar ~ cuenta*, cierr* ~ cuenta*
0   said  conto ~ chiuso, chiuso ~ conto, conta ~ encerrad*, conta ~ fechad*, fech* ~ conta, encerr* ~ conta
0   said  rekening* ~ gesloten, sluit ~ rekening*, me retire, se retire, nous retirons, il retire, on retire
# Things that are praised or denied in one breath with a cause.
0   topic product, tool, software, team, service, platform, people, company
"""

# Word classes: `@people` in a phrase stands for any of these.
CLASSES = {
    "@people": """
people team teams staff users user colleagues employees workers agents reps drivers nurses teachers volunteers
salespeople managers crew coworkers members operators technicians students
""",
    "@avoid": "refus* hate* dislike* resist* reject* abandon* struggl* complain*",
    "@not": "not never barely hardly rarely",
    "@help": "support help helpdesk hotline assistance onboarding training documentation docs",
    "@bad": """
bad poor terrible awful horrible useless slow weak lousy pathetic nonexistent rude unresponsive unhelpful appalling
dreadful disappointing shocking abysmal atrocious inadequate insufficient incompetent worst
""",
    "@tool": """
tool* system* software platform* product* solution* app apps application* program provider* vendor* supplier*
service* package suite crm erp alternative* option*
""",
    "@business": """
business company firm shop shops store stores agency practice startup restaurant studio office offices branch clinic
school hotel cafe gym factory plant consultancy bakery bar salon charity club subsidiary division department location
locations site enterprise
""",
    "@close": "close closed closes closing shut shuts shutting shuttered",
    "@project": """
project projects initiative campaign pilot study event season festival fair conference assignment
engagement research tour exhibition
""",
    "@ended": """
ended ends ending finished complete completed cancel cancelled canceled closed done discontinued stopped killed
axed scrapped shelved concluded terminated dead dropped abandoned expired
""",
    "@price": """
price prices pricing cost costs fee fees bill bills invoice invoices rate rates subscription charge charges renewal
quote
""",
    "@up": """
higher high rose risen rise rises increase* increasing doubl* tripl* jump* climb* grew soar* skyrocket*
excessive hike* raise* raising exploded
""",
    "@thing": """
search mobile reporting reports dashboard* export* import* integration* sync editor calendar analytics forms
templates tags comments attachments files storage history maps gps camera scanner signature* checkout inventory
stock payroll attendance shifts scheduling booking* reminders alerts notifications charts graphs kpi kpis metrics
filters subtasks dependencies recurring batch undo widget* portal roles rights permissions approvals forecasting
segmentation personalization attribution ocr pdf csv xml edi printing barcode* tax vat currency currencies timezone*
translation* theme* backup* versioning sdk automation* workflow* feature* functionality functionalities integrations
api webhook* plugin* app performance connector* chat video
""",
    "@language": """
english german french spanish polish italian dutch portuguese arabic chinese japanese korean turkish swedish danish
norwegian finnish czech greek hebrew hungarian romanian russian
""",
}

VOCABULARY: dict[Category, str] = {
    "pricing": PRICING,
    "features": FEATURES,
    "onboarding": ONBOARDING,
    "competition": COMPETITION,
    "business_closure": BUSINESS_CLOSURE,
    "unclear": NEUTRAL,
}

# Words worth repairing when one letter is wrong, missing, added or swapped.
OFTEN_MISSPELT = """
expensive pricing budget afford affordable increase feature features functionality integration integrations
reporting performance security compliance compliant reliable unreliable onboarding complicated complex confusing
training documentation implementation adoption difficult customer support competitor competitors competition
alternative alternatives provider platform solution migrated switched switching replaced bankrupt bankruptcy
insolvent acquired acquisition merged business company project cancelled liquidation overpriced crashes kompliziert
konkurrenz insolvenz geschlossen gewechselt schnittstelle fonctionnalite fonctionnalites concurrent presupuesto
competencia complicado integracion funcionalidades concorrente orcamento
"""

# Said instead of a reason.
UNUSABLE = """
n a, na, none, nil, null, nan, other, others, unknown, no reason, no reason given, no particular reason,
not specified, unspecified, not given, not provided, not applicable, tbd, tba, test, testing, idk, dont know,
i dont know, no comment, prefer not to say, rather not say, nothing, no answer, personal, personal reason,
personal reasons, internal reason, internal reasons, other reason, other reasons, various, various reasons, misc,
miscellaneous, cancel, cancelled, cancellation, churn, churned, left, because, just because, see email, see notes,
see above, ask later, no, yes, ok, see ticket, undefined, missing, empty, blank, no feedback, no response,
customer did not say, did not say, sonstiges, sonstige, keine angabe, keine angaben, k a, keine, keiner, kein grund,
andere, anderes, unbekannt, personliche grunde, interne grunde, autre, autres, aucun, aucune, aucune raison,
non precise, rien, raisons personnelles, raisons internes, otro, otros, otra, ninguno, ninguna, sin motivo,
motivos personales, outro, outros, nenhum, sem motivo, motivos pessoais, nao informado, overig, anders, geen,
geen reden, onbekend, altro, nessuno, nessun motivo, motivi personali
"""
