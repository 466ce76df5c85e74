"""The words that the offline rules know. Data only; `matching` says how it is read.

A line holds a weight, a kind, and phrases as people write them. `word*` is any word that begins so, `~` stands for up
to two words in between. Case, accents, doubled letters and filler words are folded away, here and in what is read.
Weights: 3 says the cause outright, 2 points to it, 1 hints. Kinds decide what a negation does:
- said: the phrase already holds its negation, or needs none ("not worth", "can not afford");
- fault: bad in itself, so a negation takes it back ("not expensive");
- topic: neutral, so a negation or praise takes it back ("not the price", "the price was fine");
- need: its absence is the complaint, so only "no problem with ..." or praise takes it back ("no API").
"""

from typing import Literal

from schemas.churn_analysis import Category

Kind = Literal["said", "fault", "topic", "need"]

PRICING = """
# English
3   fault expensive, overpriced, over priced, pricey, pricy, costly, exorbitant, unaffordable, too steep, rip off
3   fault ripoff, overcharged, cost prohibitive, prohibitive, too dear
3   said  not afford*, no longer afford*, not cheap, not affordable, hard to afford, out of price range
3   said  cost* ~ too much, charg* ~ too much, too much money, pay* ~ too much, paying a lot, cost* ~ too high
3   said  cost* ~ high, price* ~ too high, price* ~ high, high price*, high cost*, fee* ~ high, high fee*
3   said  bill* ~ high, bill ~ doubled, bill ~ tripled, rate* ~ high, not worth, isnt worth, money s worth
3   said  value for money, bang for ~ buck, not get ~ value, not see ~ value, not seeing ~ value, no value
3   said  not enough value, little value, poor value, not justify, not justifiable, hard to justify
3   said  difficult to justify, can not justify, justify ~ cost*, justify ~ price*, justify ~ expense
3   said  justify ~ spend*, roi, return on investment, no return, not pay for itself, not paying off, not pay off
3   said  cheaper plan, lower price, no budget, not in ~ budget, not within ~ budget, not have ~ budget
3   said  no longer in budget, out of budget, over budget, above ~ budget, beyond ~ budget, budget* ~ cut*
3   said  cut* ~ budget*, reduc* ~ budget*, slash* ~ budget*, budget* ~ reduced, budget* ~ slashed, budget ~ gone
3   said  budget ~ frozen, budget freeze, budget* ~ tight, tight budget*, limited budget, spending freeze
3   said  freeze on spending, cut* ~ cost*, reduc* ~ cost*, cost cutting, cost cut*, cost saving*, cost reduction
3   said  saving ~ cost*, save ~ cost*, cost control, trim* ~ cost*, cut* ~ expense*, reduc* ~ expense*
3   said  cut* ~ spend*, reduc* ~ spend*, lower ~ cost*, cut* back, cutting down, tighten* ~ belt*, save money
3   said  saving money, save some money, out of money, out of cash, out of funds, no money, no funds, no funding
3   said  cash flow, cashflow, lost ~ funding, funding ~ cut, lack of fund*, short on cash, financial* difficult*
3   said  money ~ tight, price increase*, price hike*, price rise*, price jump*, price change*, increase* ~ price*
3   said  rais* ~ price*, hike* ~ price*, jack* ~ price*, price* ~ went up, price* ~ gone up, price* ~ up
3   said  price* ~ doubled, price* ~ tripled, price* ~ increased, doubl* ~ price*, renewal ~ increase*
3   said  increase* ~ cost*, increase* ~ fee*, cost* ~ went up, cost* ~ increased, cost* ~ doubled, hidden fee*
3   said  hidden cost*, hidden charge*, unexpected charge*, unexpected cost*, extra charge*, budget ~ elsewhere
3   said  money ~ elsewhere, spend ~ elsewhere, funds ~ elsewhere, budget ~ something else, would not pay
3   said  not pay ~ for, not willing to pay, only if ~ discount, need ~ discount
2.5 fault cheaper, less expensive, lower cost, financial*, economic reasons, downsiz*, recession
2.5 topic price*, pricing, cost, costs, fee, fees, expense*, tariff, per seat, per user, rates
2.5 need  budget*, funding, discount*
2   topic billing, billed, bill, money, worth, charge, charges, charged, renewal
1.5 fault layoff*, laid off, crisis, cheap, for free, free plan, free version, free tier
3   said  enough for ~ price, enough for ~ cost, for what we pay, price we pay, what we pay, more than ~ can spend
3   said  more than ~ can pay, more than ~ want to pay, more than ~ want to spend, out of reach, make ~ cuts
3   said  made ~ cuts, cut* ~ subscription*, cut* all, cut* non essential, reduc* ~ subscription*, no longer justify
3   said  no longer pay, no longer paying
2.5 said  can not pay, not pay, outweigh* ~ benefit*, cost* more than, pay* more than, economy, subscription fee*
3   said  trim* ~ spend*, software spend*, overspend*, pay* for ~ not use, unable to afford, unable to pay
3   said  unable to justify, too much per month, too much a month
2.5 fault economic*, financ*
2   said  too much for
2.5 said  why we pay, why we are paying, exchange rate
3   said  price tag, hefty, not cost effective, not economical, uneconomical, not in ~ position to pay, too rich for
3   said  beyond ~ means, beyond what we can, more than we can, spend* too much, too high a price, price ~ steep
3   said  minimum seat*, minimum commitment, overage*, price uplift, annual uplift, cut* ~ software, cut* ~ tool*
3   said  reduc* ~ software, fewer subscription*, too many subscription*, not enough return, no longer worth
3   said  not make ~ financial sense, not make ~ economic sense, no longer sustainable
3   said  paying for things, pay ~ double, pay* twice, twice as much, twice ~ price, double ~ price
2.5 said  inflation, austerity, savings, fixed cost*, exceed* ~ budget, price plan, pay* this much, pay* that much
2.5 topic pay monthly, price range, commercial terms, subscription cost*, license cost*, licence cost*, license fee*
2   said  too high, a month for, per month for, a year for, nice to have, non essential, not essential, luxury
2.5 said  had to go, lost ~ grant, grant ~ ended, grant ~ cut, pay for all, pay for everything, only use half
2.5 said  only use ~ of, fraction of what
# German
3   fault teuer*, ueberteuert, uberteuert, kostspielig, unbezahlbar
3   said  nicht leisten, kein budget, budget ~ gekurzt, budget ~ gestrichen, preis ~ hoch, kosten ~ hoch
3   said  preiserhohung*, preissteigerung*, preisanstieg, preis leistung*, kosten nutzen, kosten sparen
3   said  kosten senken, kosten reduzieren, sparmassnahm*, sparen, einsparung*, einsparen, kein geld, sparkurs
3   said  lohnt ~ nicht, rechnet ~ nicht, gelohnt ~ nicht, nicht gelohnt, nicht gerechnet, budgetkurzung*
2.5 topic preis, preise, preisen, preislich, preismodell, kosten, gebuhr*, gebuehr*, tarif, tarife
2.5 fault gunstiger*, guenstiger*, billiger*
2.5 topic kosten*, finanziell*
3   said  nicht ~ leisten
3   said  zu viel geld, nicht wirtschaftlich, unwirtschaftlich, wirtschaftliche grunde, einsparungen
3   said  finanzielle grunde
2.5 said  budget reicht, budget aufgebraucht, rechnet sich, zu hoch
# French
3   fault cher, chere, cheres, chers, couteux, couteuse, onereux, hors de prix, hors budget
3   said  pas ~ moyens, plus ~ moyens, plus ~ budget, coupe* budgetaire*, reduction ~ cout*, reduire ~ cout*
3   said  reduire ~ depense*, reduction ~ budget*, qualite prix, augmentation ~ prix, augmentation ~ tarif*
3   said  augmente ~ prix, augmente ~ tarif*, eleve, eleves, elevee, elevees, prix ~ eleve*, cout* ~ eleve*
3   said  tarif* ~ eleve*, prix ~ augmente, restriction* budgetaire*
2.5 topic prix, tarif, tarifs, tarification, cout, couts, coute, depense*, rentable
3   said  pas rentable, plus rentable, faire ~ economies, hausse ~ prix, hausse ~ tarif*, prix a augmente
3   said  raisons economiques
3   said  raisons financieres, budgetaire*, moins chere, plus cher
# Spanish
3   fault caro, cara, caros, caras, costoso, costosa, carisimo
3   said  no ~ pagar*, no ~ permitir*, reducir ~ gasto*, reducir ~ coste*, reducir ~ costo*, recort*
3   said  subida de precio*, subieron ~ precio*, aumento de precio*, calidad precio, sin presupuesto
3   said  precio* ~ alto*, coste* ~ alto*, costo* ~ alto*, no vale ~ pena, no compensa, ahorrar, ahorro, ahorros
2.5 topic precio, precios, coste, costes, costo, costos, cuesta, tarifa, tarifas, gasto, gastos
2.5 need  presupuesto, dinero
2.5 fault mas barato*, mas barata*, mas economico*, mas economica*
2.5 need  presupuestari*
3   said  no ~ costear, no ~ asumir, no ~ permitirnos, subio ~ precio, muy elevado, elevado*, fuera de presupuesto
# Portuguese
3   said  cortar ~ custo*, corte de custo*, corte de gasto*, reduzir ~ custo*, reducao ~ custo*, preco* ~ alto*
3   said  custo* ~ alto*, aumento de preco*, sem orcamento, custo beneficio, sem dinheiro, nao ~ pagar
3   said  nao vale ~ pena, nao compensa, aument* ~ preco*, sem verba, corte ~ orcamento
2.5 topic preco, precos, custo, custos, custa, mensalidade, valor alto
2.5 need  orcamento, dinheiro, verba
2.5 need  orcamentari*
3   said  fora do orcamento, reajuste, aumento ~ preco*, carissimo, economizar, contencao, sem condic*, alto custo
3   said  pesad*
# Dutch
3   fault duur, dure, prijzig, onbetaalbaar
3   said  bezuinig*, geen budget, niet betalen, niet veroorloven, prijs ~ hoog, kosten ~ hoog, prijsverhoging*
2.5 topic prijs, prijzen, tarief, tarieven
2.5 fault goedkoper*
3   said  kosten besparen, besparen, besparing*
# Italian
3   said  ridurre ~ cost*, taglio ~ cost*, prezz* ~ alto, prezz* ~ alti, aumento ~ prezz*, cost* ~ elevat*
3   said  tagli ~ budget, non ~ permetter*, qualita prezzo, non vale ~ pena, rapporto qualita
2.5 topic prezzo, prezzi, tariffa, tariffe, costi, costa, costano
2.5 fault meno caro, meno costos*, piu economic*, costosi, costose, care
2.5 fault finanziari*
3   said  risparmi*
"""

FEATURES = """
# English
3   said  not integrate, not integrat*, no integration*, not connect*, not compatible, incompatib*, not support
3   said  not supported, not supporting, no support for, lack of support for, not sync*, missing ~ feature*
3   said  missing ~ functionalit*, missing ~ integration*, missing ~ capabilit*, lack* ~ feature*
3   said  lack* ~ functionalit*, lack* ~ integration*, lack* ~ capabilit*, lack* ~ flexib*, not enough feature*
3   said  not enough integration*, not enough functionalit*, need* ~ feature*, need* ~ functionalit*
3   said  want* ~ feature*, feature* ~ missing, feature* not ~ available, feature request*, too limited
3   said  limited functionalit*, limited feature*, limited capabilit*, too basic, too simple, bare bones
3   said  limited ~ reporting, limited ~ integration*, feels limited, limitations, could not do, can not do what
3   said  not do what, not meet ~ need*, not meet ~ requirement*, not fit ~ need*, not cover ~ need*
3   said  not fit ~ requirement*, not satisfy ~ requirement*, not fulfil* ~ requirement*, not match ~ requirement*
3   said  not fit ~ use case*, not cover ~ use case*, not fit ~ workflow*, not handle, not suit* ~ need*
3   said  not allow ~ to, not let us, no way to, not possible to, not offer, not provide, not able to export
3   said  not on ~ roadmap, not in ~ roadmap, outgrew, outgrow*, not scal*, not flexible, inflexible, not customi*
3   said  too rigid, rigid, not work properly, not working properly, not work reliably, never worked properly
3   said  not work with, not load*, keeps crashing, kept crashing, keeps shutting down, keeps breaking
3   said  kept breaking, not reliable, down ~ too often, down all ~ time, constantly down, always down, went down
3   said  goes down, not stable, data loss, lost ~ data, losing ~ data, data ~ lost, take* ~ to load, took ~ to load
3   said  too slow, not secure, insecure, not compliant, non compliant, fail* ~ security, fail* ~ audit
3   said  data residency, not fast enough, not good enough, not powerful enough, not advanced enough, not mature
3   said  immature, half baked
3   fault slow, slower, sluggish, lag, lags, laggy, lagging, buggy, bug, bugs, glitch*, crash*, unreliable
3   fault downtime*, outage*, unstable, instability, freezes, freezing, timeouts, time outs, timed out, broken
2.5 fault latency, loading time*, load time*, error, errors, breaks, broke, fails, failing, failures, outdated
2.5 fault missing, not work, not working, inaccura*, accuracy, wrong data, incorrect data, breach*
3   need  integration*, integrate*, api, apis, webhook*, sso, saml, scim, single sign on, two factor, 2fa, mfa, gdpr
3   need  hipaa, soc 2, soc2, iso 27001, pci, compliance, on premise*, on prem, audit log*, audit trail*
3   need  mobile app*, mobile version, ios app, android app, offline mode, app for ios, app for android, encryption
3   need  language support, multi language, multilingual, multi currency, data hosting, hosted in, eu hosting
3   need  security requirement*, security review, security concern*, security issue*, security team, plugin*
3   need  add on*
2.5 need  feature, features, functionalit*, functions, capabilit*, export*, import*, connector*, reliability
2.5 need  reporting, reports, report, dashboard*, analytics, customi*, automation*, permissions, user roles
2.5 need  security, performance, uptime, speed, sync, syncing, real time, bulk, data quality, stability
2   need  roadmap, workflow*, notification*, search, filters, calendar, templates, scalab*, flexib*, requirement*
1.5 fault lack*, limited, limitation*, needed something, not fit, not suitable, not what we need*, basic
1.5 said  not what ~ expected, not meet ~ expectation*, not quite what, wrong fit, poor fit, bad fit
3   said  not ~ complian*, not ~ certified, system down, site down, app down, service down, server* ~ down
3   said  platform down, tool down, stopped working, stops working, broke ~ automation*, broke ~ workflow*
3   said  not do enough, not enough for what
2.5 said  host* in, server* in, servers ~ in, stay in ~ eu, data ~ stay, data ~ leave, technical issue*
2.5 said  technical problem*, product quality, product dissatisfaction, quality issue*, dark mode, record limit*
2.5 said  rate limit*, user limit*
2   fault limit, limits, quality
3   said  no ~ support, unable to connect, unable to export, unable to import, unable to integrate, unable to sync
3   said  unable to customi*, unable to access, not suited, not suitable
2.5 said  logging ~ out, logged ~ out, logs ~ out, need* ~ version
2.5 said  not talk to, not there yet, not exist yet, not built yet, not available yet
3   said  unusable, useless, not usable, incomplete, lacking, no way of, impossible to, not there yet, half finished
3   said  not meet our, not meet expectation*, not deliver what, not what was promised, promised ~ feature*
3   said  never shipped
3   said  still waiting for ~ feature*, waiting for ~ feature*, not fit into ~ workflow, not work on, not work in
3   said  login issue*, login problem*, logins fail*, kept failing, keeps failing, keeps freezing, kept freezing
3   said  kept losing, always broken, constantly breaking, forever to load, too many error*, stopped syncing
3   said  never synced
3   said  never worked, not reliable enough, not accurate, wrong number*, wrong result*, not up to date, poor quality
3   said  low quality
2.5 need  ability to, option to, gantt, invoicing, kanban, time tracking, version history, backup*, sandbox
2.5 need  multi user
2.5 need  white label*, branding, translation*, localization, localisation, accessib*, wcag, barcode*, forecast*
2.5 need  approval workflow*, approval*, e signature*, sms, whatsapp, email editor, custom field*, custom domain*
2   fault crippled, primitive, old fashioned, dated, antiquated, hang, hangs, shortcoming*, drawback*
1.5 said  asked for, requested, promised, needed, would need, must have
2.5 said  not filter, not print, not edit, not add, not create, not send, not share, not upload, not download
2.5 said  not search
2.5 said  not sort, not assign, not schedule, not track, not change, not export, not import, not attach, not duplicate
2.5 said  not merge, not bulk, not customi*, not embed, not automate, not translate, not archive, not group
2.5 said  not calculate
# German
3   said  fehlt* ~ funktion*, fehlende* ~ funktion*, funktion* ~ fehl*, nicht unterstutzt, nicht kompatibel
3   said  funktioniert ~ nicht, funktionierte ~ nicht, fehlende schnittstelle*, nicht anbinden, nicht abbilden
3   fault langsam*, abstur*, absturz*, sturzt ~ ab, fehleranfallig, instabil, unzuverlassig*, ausfall*, storung*
3   need  schnittstelle*, anbindung*, dsgvo, datenschutz*, sicherheit*, funktionsumfang, integrationen
2.5 need  funktion, funktionen, leistungsumfang, auswertung*, berichte, leistung, performanz
2.5 fault fehlt, fehlen, fehlte, fehlten, fehlende, fehlendes, fehlender, vermisst, fehler, fehlerhaft
2.5 need  funktional*
3   said  nicht moglich, no ~ moglich, geht nicht, klappt nicht, technische probleme, unausgereift, datenverlust
3   said  nicht konform
3   said  no funktion*, zu wenig funktion*, passt nicht, deckt ~ nicht, erfullt ~ nicht, nicht ausgereift, no export*
3   said  no app
2.5 need  anforderung*, ladezeit*, datenimport, datenexport, konform
# French
3   said  manque* ~ fonction*, fonction* ~ manqu*, fonctionnalite* manquante*, ne fonctionne pas, ne marche pas
3   said  pas compatible*, ne permet pas, ne gere pas, ne s integre pas, ne correspond pas, trop restreint*, limite
3   said  limites, limitee, limitees
3   fault lent, lente, lents, lentes, lenteur*, plante, plantage*, panne, pannes, instable, bogue*, pas fiable
3   need  rgpd, integrations, securite, conformite, application mobile, interoperabilite
2.5 need  fonctionnalite, fonctionnalites, fonctions, fonction, rapports, performances, tableaux de bord
2   fault manque, manquait, manquent, manquaient, manquante, manquant, erreur, erreurs
3   fault rame, ramait
3   said  repond pas ~ besoin*, repond plus ~ besoin*, pas adapte*, plus adapte*, pas possible, absence de
3   said  probleme* technique*
3   said  ne fait pas, pas conforme, trop basique, pas assez complet, pas assez ~ fonction*, manque de fiabilite
3   said  fiabilite
2.5 need  besoins, export, connecteur*, interfacage
# Spanish and Portuguese
3   said  no funciona*, nao funciona*, no permite*, nao permite*, no se integra, nao integra*, no integra*
3   said  falta* ~ funcion*, falta* ~ integra*, falta* ~ recurso*, se cae, se caia, se cuelga, nao atende*
3   said  no cumple ~ requisito*, no cubre, nao suporta, no soporta, no es compatible, nao e compativel
3   fault lento, lenta, lentos, lentas, lentidao, lentitud, inestable, instavel, fallos, fallas, falhas, caidas
3   fault trava, travava, travando, quedas, travamento*, se traba
3   need  integracion, integraciones, integracao, integracoes, seguridad, seguranca, lgpd, rgpd, aplicativo
2.5 need  funcionalidad*, funcionalidade*, funcion, funciones, recursos, informes, reportes, relatorios, rendimiento
2   fault falta, faltan, faltaba, faltaban, faltam, faltava, faltavam, errores, erros, limitado, limitada
3   said  no tiene integra*, no sirve, se bloquea, fallaba, fallaban, no ~ necesidades, no ~ necesidade*, carece
3   said  no se puede
3   said  fora do ar, bugado, caindo, caia, nao possui, nao faz, no hay forma, no hace lo que, nao faz o que, travando
2.5 need  requisitos, necesidades, necessidades, exportar, importar, aplicacion movil, app movil
# Dutch and Italian
3   fault traag, trage, storing, storingen, crasht, onbetrouwbaar, lenti, instabile, si blocca, si bloccava
3   said  werkt ~ niet, werkte ~ niet, niet ondersteund, non funziona*, non si integra, non supporta, non permette
3   said  mist ~ functi*, ontbre* ~ functi*, manca* ~ funzion*, manca* ~ integra*, functi* ~ ontbre*
3   need  koppeling*, beveiliging, avg, integratie*, integrazion*, sicurezza, privacy
2.5 need  functie, functies, functionaliteit*, rapportage*, funzionalita, funzioni, funzione, reportistica
2   fault ontbrak, ontbraken, ontbreekt, ontbreken, mist, misten, manca, mancano, mancava, mancavano, errori, fouten
3   said  niet mogelijk, te beperkt, beperkt, voldoet ~ niet, niet compatibel, si blocca, troppo limitat*, limitat*
3   said  non adatt*
2.5 need  vereisten, requisiti, esportazione, esigenze
"""

ONBOARDING = """
# English
3   said  hard to use, hard to set up, hard to setup, hard to learn, hard to understand, hard to configure
3   said  hard to implement, hard to navigate, hard to get, hard to adopt, hard to figure, difficult to *, not easy
3   said  not user friendly, not intuitive, not simple, not straightforward, not figure out, learning curve
3   said  never figured, not understand, never understood, not know how, no idea how, not get ~ working
3   said  not get ~ work, not get ~ running, not get ~ started, not get ~ going, not get ~ up, never got ~ working
3   said  never got ~ running, never got ~ started, never got ~ going, never got ~ off, never got ~ hang
3   said  never got ~ around, never got ~ up, never got ~ to use, never really got, never got into, never set ~ up
3   said  never fully, never finished, never launched, never went live, never rolled, never implemented
3   said  nobody ~ use, nobody ~ used, nobody ~ uses, nobody ~ using, nobody ~ know*, nobody ~ log*, nobody ~ help*
3   said  nobody ~ show*, nobody ~ adopt*, nobody ~ answer*, nobody ~ respond*, nobody ~ train*, nobody ~ explain*
3   said  nobody ~ understood, nobody ~ understand, nobody ~ repl*, nobody ~ called, team ~ not use
3   said  team ~ not using, team ~ not adopt*, team ~ never used, team ~ not like, team ~ refused
3   said  team ~ never adopted, team ~ never ~ got, team ~ struggl*, team ~ stopped using, staff ~ not use
3   said  staff ~ not using, staff ~ never, staff ~ struggl*, staff ~ refused, users ~ not use, users ~ struggl*
3   said  not adopted, not adopt, never adopted, low adoption, poor adoption, adoption ~ low, adoption ~ poor
3   said  low usage, usage ~ low, low engagement, not get ~ buy in, no buy in, no adoption, struggl* ~ adopt*
3   said  lack of support, lack of training, lack of onboarding, lack of guidance, lack of help
3   said  lack of documentation, lack of adoption, lack of usage, lack of use, lack of customer, lack of time
3   said  lack of communication, poor support, bad support, terrible support, awful support, horrible support
3   said  slow support, weak support, poor ~ service, bad ~ service, terrible ~ service, awful ~ service
3   said  horrible ~ service, slow ~ service, poor customer *, bad customer *, terrible customer *, awful customer *
3   said  slow response*, slow to respond, slow to reply, slow to answer, slow setup, slow onboarding
3   said  slow implementation, poor documentation, support ~ slow*, support ~ bad, support ~ poor
3   said  support ~ terrible, support ~ awful, support ~ useless, support ~ unresponsive, support ~ unhelpful
3   said  support ~ nonexistent, support ~ horrible, support ~ ignored, support ~ took, support ~ takes
3   said  support ~ not help*, support ~ not respon*, support ~ not repl*, unresponsive, support ~ not answer*
3   said  support ~ not good, support ~ not great, support ~ never respon*, support ~ never repl*
3   said  support ~ never answer*, support ~ never help*, support ~ never got, support ~ nothing
3   said  never got ~ support, no support for weeks, no support for days, no support for months
3   said  no support for beginners, no response, no reply, no answer, not respond, not reply, not answer
3   said  never responded, never replied, never answered, never heard, never helped, not help us, not helpful
3   said  unhelpful, ignored ~ ticket*, ticket* ~ unanswered, ticket* ~ ignored, unanswered, clos* ~ ticket*
3   said  wait* ~ reply, wait* ~ response, wait* ~ answer, wait* ~ support, left alone, left on ~ own, no help
3   said  not receive ~ help, not get ~ help, not get ~ support, not get ~ training, no training, no onboarding
3   said  no guidance, no one to help, not have ~ time to, never had time, never had ~ time, no time to
3   said  not enough time, no time, not find ~ time, too much work to, too much effort, too time consuming
3   said  time consuming, took too long, took ~ to set up, took ~ to setup, took ~ to implement, took ~ to onboard
3   said  takes ~ to set up, takes too long to, set* ~ up ~ slow, setup ~ slow, too many steps, too many option*
3   said  too too advanced, too many feature*
3   fault complex, complicated, complexity, confus*, unintuitive, counterintuitive, cumbersome, overwhelm*
2.5 fault difficult*, clunky, convoluted, tedious, struggl*, steep, not clear, unclear how, hard to
2.5 fault badly documented
3   need  onboarding, on boarding, onboard*, training, trainings, setup, set up, setting up, adoption, user adoption
2.5 need  support, support team, support ticket*, customer service, customer care, customer success
2.5 need  customer support, helpdesk, help desk, implementation, implement*, documentation, docs, tutorial*
2.5 need  guidance, account manager*, csm, walkthrough*
2.5 said  never used, not use, not used, not using, not been using, barely us*, rarely us*, hardly us*, barely log*
2.5 said  rarely log*, hardly log*, never log*, under used, underused, underutili*, not logged, not utili*
2.5 said  not enough use, little use, low use, not use ~ enough, not using ~ enough, no usage
2   need  user friendly, usability, ease of use, ux, user experience, ui, interface, help, configur*, installation
1.5 fault stopped using, no longer us*, usage, frustrat*, response time*
3   said  lack* ~ time, get ~ to adopt, get ~ to use, got ~ to use, got ~ to adopt, migration ~ nightmare
3   said  migration ~ hard, migration ~ difficult, migration ~ failed, kept using, keep using, too busy, sat unused
2.5 said  data migration, unused, shelfware, gathering dust, collecting dust, sat there
2.5 need  adopt
3   said  no support, no customer support, no phone support, no live support, no chat support, no real support
3   said  no proper support, no technical support, no human support, no email support, no local support
3   said  never ~ up and running, not ~ up and running, never managed to, nobody ~ time, no engagement
3   said  barely touch*, never touch*, hardly touch*, barely open*, never open*, hardly open*
3   said  went back to ~ habits, going back to email, kept going back, back to ~ old ways, support ~ lent
2.5 need  hand holding
2.5 said  not make ~ work, lost in, not ready for, nobody to own, nobody owned
2.5 need  instructions, kickoff, kick off
3   said  too much hassle, hassle, headache, too much time, time constraint*, takes too much time, no bandwidth
3   said  no capacity
3   said  no resources to, not have resources, not have ~ resources, not have ~ bandwidth, not have ~ capacity
3   said  person ~ left
3   said  champion ~ left, admin* ~ left, manager ~ left, colleague ~ left, employee ~ left, owner of ~ tool
3   said  forgot about, gave up, stuck in, got stuck, kept getting stuck, got lost
3   said  never opened, never started, never really started, not engaged, resist*, reluctan*, change management
3   said  rollout, roll out
3   said  rude, impolite, arrogant, ghosted, ignored, no callback, never called, hotline, chatbot
3   said  no contact person, no point of contact, account rep*, account executive*, not reachable, unreachable
3   said  hard to reach
3   said  long wait*, waited ~ day*, waited ~ week*, waited for day*, waited for week*, waiting for day*
3   said  waiting for week*
3   said  took ~ day* to, took ~ week* to, took ~ month* to, takes ~ day* to, takes ~ week* to, week* to answer
3   said  day* to answer
3   said  week* to reply, day* to reply, week* to respond, day* to respond, hours to respond, too many click*
3   said  too many setting*
3   said  too many menu*, user unfriendly, not work out how, not clear how, never learned, never learnt, not learn
3   said  overkill, too much for ~ team, more complex, too sophisticated, too heavy, not trained, untrained
3   said  never trained
2.5 need  rollout, deployment, deploy, go live, knowledge base, webinar*, tutorials, communication, navigation
2.5 need  user interface, consultant*, onboarding call*, help 
2   fault painful, nightmare, mess, messy, effort, bandwidth, time consuming, unfamiliar
3   said  nobody ~ ended up using, nobody on team, nobody in team, nobody in company, nobody here, nobody else
3   said  felt lost, feeling lost, too many button*, implementation partner*
# German
3   fault kompliziert*, komplex*, umstandlich*, unubersichtlich*, verwirrend*, uberfordert, schwierig*
3   said  kaum genutzt, kaum benutzt, kaum verwendet, nicht genutzt, nie genutzt, nie benutzt, wenig genutzt
3   said  nicht benutzt, nicht verwendet, niemand ~ genutzt, niemand ~ benutzt, niemand ~ nutzt, keiner ~ genutzt
3   said  keiner ~ nutzt, niemand ~ verwendet, nicht zurecht*, keine zeit, nicht angenommen, keine antwort*
3   said  nie ~ antwort, keine ruckmeldung, keine hilfe, support ~ schlecht, schlechte* ~ support, nicht verstanden
3   need  einrichtung, einrichten, einfuhrung, schulung*, einarbeitung*, einarbeiten, inbetriebnahme, akzeptanz
2.5 need  kundendienst, kundenservice, kundensupport, betreuung, bedienung, hilfe, dokumentation, anleitung*
2.5 said  nie richtig, nutzen nicht, nutzt nicht, nicht nutzen, nutzen kaum, nutzen ~ nicht
2.5 said  niemand ~ erklart, keiner ~ erklart, nie erklart, niemand ~ gezeigt
3   said  zu aufwendig, zu aufwandig, aufwendig, aufwandig, zeitaufwand*, no kapazitat*, nicht durchgesetzt
3   said  nicht erreichbar
3   said  reagiert ~ nicht, no unterstutzung, unverstandlich, nicht intuitiv, zu viel aufwand, no ansprechpartner
3   said  uberfordern*
2.5 need  unterstutzung, bedienbarkeit, benutzerfreundlich*, benutzeroberflache, einfuhren, umstellung
# French
3   fault complique, compliquee, compliques, complexe, complexes, difficile*, complexite, deroutant
3   said  prise en main, personne ~ utilis*, peu utilis*, jamais utilis*, pas intuitif, pas intuitive, pas utilis*
3   said  equipe* ~ pas ~ adopte, pas adopte, sans reponse, pas de reponse, pas de temps, pas le temps
3   said  pas eu le temps, jamais repondu, ne repond pas, mal accompagne*, pas reussi, jamais reussi, service client
3   need  formation, formations, accompagnement, mise en place, parametrage, mise en route, installation
2.5 need  assistance, configuration, deploiement, ergonomie, aide
2.5 said  utilis* pas, utilis* jamais, utilis* plus
3   said  usine a gaz, trop technique, pas ergonomique, injoignable, sous utilis*, pas forme*, mal forme*
3   said  manque de temps
3   said  pas a l aise, personne ~ repond*, personne ~ aide*, pas assez utilis*, sans accompagnement
2.5 need  sav, reactivite, utilisation, interface
3   said  jamais ~ utilis*, pas ~ utilis*
# Spanish and Portuguese
3   fault complicado, complicada, complicados, complejo, compleja, complexo, complexa, dificil*, confuso, confusa
3   said  nadie ~ us*, nadie ~ utiliz*, ninguem ~ us*, ninguem ~ utiliz*, curva de aprendiz*, no supimos
3   said  no ~ respond*, nao ~ respond*, sin respuesta, sem resposta, nadie ~ respond*, ninguem ~ respond*
3   said  no logramos, nao conseguimos, no pudimos configurar, no ~ tiempo, nao ~ tempo, sem tempo, poco uso
3   said  pouco uso, equipo ~ no ~ us*, equipo ~ no ~ adopt*, equipe ~ nao ~ us*, equipe ~ nao ~ adot*, mal soporte
3   said  pesimo soporte
3   need  capacitacion, formacion, treinamento*, implantacao, configuracion, configuracao, adopcion, adocao
2.5 need  soporte, suporte, atencion al cliente, atendimento, implementacion, implementacao, ayuda, ajuda
2.5 need  servicio al cliente, mal servicio
2.5 said  no usamos, no usaba*, no utiliz*, nao usamos, nao usava*, nao utiliz*, soporte ~ lento, suporte ~ lento
3   said  no entend*, nao entend*, not entend*, no aprend*, falta de tiempo, falta de tempo, poco intuitiv*
3   said  pouco intuitiv*
3   said  mala atencion, tardan, tardaban, demora*, dificuldade*, dificultad*, enredad*, not aderiu, not conseguiu
3   said  aprender a usar
3   said  nadie ~ ayud*, ninguem ~ ajud*, no ~ ayud*, nao ~ ajud*, nao soub*, nunca us*, nunca utiliz*
3   said  mal atendimento
2.5 need  aprendizaje, aprendizado, adesao, interfaz, interface
# Dutch and Italian
3   fault ingewikkeld*, moeilijk*, lastig*, onoverzichtelijk, complicat*, compless*, confus*, onduidelijk
3   said  niemand ~ gebruik*, weinig gebruik*, nauwelijks gebruik*, nooit gebruik*, niet gebruik*, geen tijd
3   said  geen reactie, nessuno ~ us*, nessuno ~ utilizz*, poco utilizzat*, poco usat*, non utilizz*, mai utilizz*
3   said  nessuna risposta
3   need  ondersteuning, klantenservice, implementatie, handleiding, inrichting, formazione, assistenza
2.5 need  supporto, configurazione, avviamento, uitleg, hulp, gebruiksvriendelijk, servizio clienti
2.5 said  gebruik* niet, gebruik* nooit, non usiamo, non usava*, non usano
3   said  te veel tijd, te veel werk, niet gebruiksvriendelijk, onbereikbaar, niet bereikbaar, slechte service
3   said  slechte support
3   said  poco intuitiv*, troppo tempo, non ~ capito, difficile da, difficolta, non risponde, non rispondeva*
3   said  poco chiaro
"""

# Weight 3 means that they moved: it wins over any reason that is given for it.
COMPETITION = """
# English
3   fault switch* to, switch* ~ to, switch* over, switched, mov* to, mov* ~ to, mov* over, migrat* to, migrat* ~ to
3   fault transition* to, transition* ~ to, went with, gone with, going with, go with, went over to
3   fault went ~ for another, opted for, opting for, opt for, decided on, decided for, settled on, left ~ for
3   fault leaving ~ for, leave ~ for, jump* ship, jump* to, changed to, changing to, change to, chang* ~ provider*
3   fault chang* ~ vendor*, chang* ~ supplier*, chang* ~ platform*, chang* ~ tool*, chang* ~ system*
3   fault chang* ~ software, switch* ~ provider*, switch* ~ vendor*, switch* ~ tool*, switch* ~ platform*
3   fault switch* ~ system*, replac* ~ with, replac* by, replaced, sign* with, sign* ~ contract with, signed up with
3   fault another provider*, another vendor*, another tool*, another solution*, another platform*, another product*
3   fault another software, another system*, another supplier*, another service*, another app, another option
3   fault another ~ tool, another ~ provider, another ~ platform, another ~ solution, another crm, another company
3   fault different provider*, different vendor*, different tool*, different solution*, different platform*
3   fault different product*, different software, different system*, different supplier*, different service*
3   fault other provider*, other vendor*, other solution*, other platform*, new provider, new vendor, new supplier
3   fault new platform, new tool, new crm, rival product, competing product*, competing tool*, competing solution*
3   fault now use, now using, now uses, now on, use ~ now, using ~ now, use ~ instead, using ~ instead
3   fault started using, start using, begun using, began using, adopted ~ instead, bought ~ instead, chose ~ instead
3   fault chose another, chose ~ different, chose to use, choose another, chosen another, picked another
3   fault selected another, found another, found ~ alternative*, found ~ cheaper, found ~ better, found ~ else
3   fault found ~ replacement, to competitor*, to ~ competitor*, with ~ competitor*, with competitor*
3   fault chose ~ competitor*, for competitor*, from ~ competitor*, competitor* ~ instead, competitor* ~ gave us
3   fault competitor* ~ offered us, by competitor*, something else, someone else, somewhere else, elsewhere
3   fault better deal, better offer, better alternative*, better product, better tool, better solution
3   fault better option, better fit elsewhere, cheaper alternative*, cheaper option*, cheaper tool, cheaper solution
3   fault cheaper provider, cheaper vendor, cheaper product, cheaper one, cheaper competitor, to alternative*
3   fault alternative solution, alternative tool, alternative product, alternative provider, in house, inhouse
3   fault built ~ own, build ~ own, building ~ own, wrote ~ own, made ~ own, developed ~ own, developing ~ own
3   fault develop ~ own, created ~ own, own solution, own tool*, own system, own platform, own software
3   fault built ~ internally, build ~ internally, built it internal*, built ~ ourselves, build ~ ourselves
3   fault homegrown, home grown, internal tool*, internal solution*, internal system*, internal platform
3   fault own internal, built ~ replacement, built something, back to excel, back to spreadsheet*, back to google
3   fault back to pen, back to paper, back to old, back to previous, returned to, went back to, going back to
3   fault back to using, back to manual, use excel, using excel, use spreadsheet*, using spreadsheet*
3   fault do it manually, doing it manually, standardi* on, consolidat* on, consolidat* ~ into, consolidat* ~ onto
3   fault consolidat* ~ to, consolidat* ~ under, consolidat* with, company ~ uses, group ~ uses, parent ~ uses
3   fault headquarters ~ uses, hq ~ uses, mandat* ~ use of, prefer* ~ competitor*, prefer* ~ over, lost to
3   fault lost ~ to competitor*, outsourc* ~ to, outsourced
2.5 fault went to, gone to, went for, chose, chosen, competitor*, competetor*, rival*, alternative*, competition
2.5 fault migrated, migrating, replacing, replacement, consolidat*, open source, self host*, instead, bundle*
2.5 fault already ~ included, already includes, already have ~ tool, already have ~ system, already pay*, same thing
2.5 fault same functionality, redundant
2   fault ourselves, excel, spreadsheet*, google sheets, manually, picked, switching, internally, overlap*
3   fault similar functionalit*, similar feature*, similar tool, similar product, similar solution
3   fault brought ~ tool, brought ~ system, brought ~ software, brings ~ tool, favourite tool, favorite tool
2.5 fault already have, built in, mandat*, direction with, preferred tool
2   fault different direction, another direction
3   fault ended up choosing, ended up going, ended up using, ended up with, custom built, custom system
3   fault custom solution, rolled ~ own, roll ~ own, vendor switch, provider switch, tool switch, other software
3   fault other tool*, other product*
2.5 fault choosing, switch, trying out, trialling, trialing
2.5 fault coded, programmed, wrote ~ tool, wrote ~ thing, wrote ~ software, wrote ~ script
3   fault rfp, tender, bake off, stayed with, staying with, stick* with, keep* ~ current, keep* ~ existing
3   fault use ~ existing, using ~ existing, legacy system, all in one, one vendor, single vendor, single platform
3   fault one platform
3   fault one suite, single tool, part of ~ suite
3   fault bring* in house, insourc*, hired ~ to do, freelancer does, agency does, agency handles
3   fault do it ourselves, do this ourselves, doing it ourselves, doing this ourselves, handle it ourselves
3   fault engineers built, developer* built, developer* wrote, team built, it department built, built one
3   fault custom tool, custom software, custom app, free tool, free alternative, free software, cheaper software
3   fault cheaper platform
3   fault went another, going another way, went another way, go another way, went elsewhere, moved elsewhere
3   fault gone elsewhere
3   fault taken ~ business elsewhere, tak* ~ business elsewhere, moved across, moved off, moving off
3   fault move over, shift* to, pivoted to, converted to, upgraded to another, swapped, swap* for, ditched ~ for
3   fault dropped ~ for
3   fault cancel* ~ for, win* ~ evaluation, won ~ evaluation, won ~ tender, won ~ bid, won us over, won the contract
3   fault lured
3   fault offered us ~ better, gave us ~ better, better price, better terms, better value elsewhere
3   fault better suited product
2.5 fault competing, beat, preferred, incumbent, evaluated, comparing, comparison, shopping around, cheaper elsewhere
2.5 fault other option*
2   fault suite, native tool*, chatgpt, quickbooks, xero, wrike, basecamp, freshworks, bamboohr, personio, teamleader
2   fault sap
2.5 fault brought in, hired someone, comes with, free with, included in, moved away, moving away, part of ~ package
2   fault stuck with, one tool, unified, centrali*, built
# Names count little: a name may also be something to integrate with.
2   fault hubspot, salesforce, zendesk, intercom, pipedrive, zoho, freshdesk, asana, notion, airtable, clickup, jira
2   fault trello, mailchimp, klaviyo, activecampaign, marketo, braze, stripe, chargebee, shopify, odoo, dynamics
2   fault microsoft, google, oracle, netsuite, servicenow, tableau, power bi, looker, mixpanel, amplitude, gainsight
# German
3   fault gewechselt, wechsel* zu, wechseln ~ zu, wechseln, wechsel, gewechselt zu, umgestiegen, umstieg
3   fault steigen ~ um, zur konkurrenz, konkurrenz*, konkurrent*, wettbewerber*, mitbewerber*, andere* anbieter*
3   fault neue* anbieter*, anderen anbieter, andere losung, andere software, anderes tool, anderes system
3   fault anderes produkt, andere* tool, eigenentwicklung, selbst entwickelt, selbst gebaut, selber gebaut
3   fault eigene losung, eigenes tool, eigenes system, eigene software, intern entwickelt, intern gebaut
3   fault stattdessen, ersetzt durch, abgelost durch, durch ~ ersetzt, nutzen jetzt, nutzen nun, verwenden jetzt
3   fault verwenden nun, jetzt bei, jetzt mit, fur ~ entschieden, setzen jetzt, setzen nun
2.5 fault alternativanbieter, migriert, ersetzt
3   fault selbst ~ entwickelt, selbst ~ gebaut, selber ~ gebaut
3   fault anbieterwechsel, interne losung, internes tool, internes system
2.5 fault programmiert, eigenes, was eigenes, etwas eigenes
3   fault gunstigere losung, gunstigere alternative, gunstigeren anbieter, gunstigerer anbieter, bessere losung
3   fault bessere alternative
3   fault besseres angebot, anderes programm, andere plattform, anderen dienst*, hauseigene*, machen ~ selbst
3   fault selber machen
3   fault wieder excel, mit excel, ins eigene, bleiben bei, zuruck zu, wechselten, wechselt
# French
3   fault passe* chez, passe* sur, sommes passe*, passons a, passons chez, parti* chez, chez ~ concurrent*
3   fault concurrent*, autre solution, autre outil, autre fournisseur, autre prestataire, autre logiciel
3   fault autre plateforme, change* ~ prestataire, change* ~ fournisseur, change* ~ outil, change* ~ logiciel
3   fault change* ~ solution, en interne, outil interne, solution interne, propre outil, propre solution
3   fault remplace* ~ par, migr* vers, bascul* vers, bascul* sur, opte pour, choisi ~ autre, choisi ~ concurrent
3   fault utilisons maintenant, trouve ~ moins cher
2.5 fault concurrence, nous utilisons desormais, trouve mieux, ailleurs
3   fault outil maison, solution gratuite, solution moins chere, autre produit, autre crm, meilleure offre
3   fault solution concurrente
3   fault sommes parti*, etes remplace*, internalise*, retour a excel, retour sur excel, faisons ~ nous memes
3   fault passer chez
3   fault passer sur, changer de
# Spanish and Portuguese
3   fault competencia, competidor*, cambiamos a, cambiamos de, cambiado a, cambiado de, nos cambiamos, nos pasamos
3   fault pasamos a usar, migramos, migrado a, nos fuimos, otra herramienta, otra solucion, otra plataforma
3   fault otra opcion, otra empresa, otro proveedor, otro software, otro sistema, otro servicio, otro producto
3   fault desarrollo propio, desarrollo interno, herramienta propia, herramienta interna, propia herramienta
3   fault solucion propia, propia solucion, propio sistema, sistema propio, desarrollamos, elegimos
3   fault encontramos ~ mejor, encontramos ~ barat*, concorrente*, mudamos para, mudar para, mudamos de, migrar para
3   fault trocamos, trocar de, outra ferramenta, outra solucao, outra plataforma, outra empresa, outro fornecedor
3   fault outro sistema, outro software, outra opcao, solucao propria, propria solucao, ferramenta propria
3   fault sistema proprio, solucao interna, ferramenta interna, desenvolvemos, passamos a usar, agora usamos
3   fault ahora usamos, encontramos ~ alternativa, fomos para, reemplaz*, substituimos
2.5 fault concorrencia, alternativa*, otro lado, internamente
3   fault cambio de proveedor, cambio de herramienta, mudanca de fornecedor, mudanca de sistema
3   fault alternativa gratuita, alternativa gratis
3   fault otro programa, otra app, mejor oferta, melhor oferta, outro programa, outro produto, outro servico
3   fault outra solucao mais
3   fault creamos ~ propi*, hicimos ~ propi*, criamos ~ propri*, fizemos ~ propri*, nuestro propio, nuestra propia
3   fault nosso proprio
3   fault nossa propria, planilha*, hojas de calculo, volvimos a, voltamos para, voltamos a, optamos por
3   fault contratamos otr*
3   fault contratamos outr*, decidimos por otr*, por otro, por outro, por outra, por otra, cambiar de, cambiarnos
# Dutch and Italian
3   fault overgestapt, overstap*, stappen ~ over, concurrent, andere leverancier, andere tool, andere oplossing
3   fault andere aanbieder, andere software, ander systeem, ander pakket, zelf gebouwd, zelf ontwikkeld
3   fault eigen oplossing, eigen tool, eigen systeem, vervangen door, gekozen voor, gebruiken nu, intern gebouwd
3   fault passati a, passata a, passando a, altro fornitore, altro software, altro strumento, altra soluzione
3   fault altra piattaforma, altro sistema, concorren*, soluzione interna, sviluppato internamente, migrati
3   fault nostro strumento, scelto ~ altro, scelto ~ altra, ora usiamo, sostituit* con, strumento interno
2.5 fault alternatief, alternatieven
3   fault andere partij, ander bedrijf
3   fault beter alternatief, goedkoper alternatief, andere app, ander product, ander programma, zelf gemaakt
3   fault zelf doen, terug naar
3   fault offerta migliore, altro prodotto, altra app, altro programma, foglio excel, fogli excel, tornati a
3   fault fatto in casa
3   fault cambiato fornitore, cambiato software, cambiato strumento, cambio fornitore, overgegaan, overgaan
"""

# Weight 3 means that the company or the project ended: it wins over the rest.
BUSINESS_CLOSURE = """
# English
3   fault out of business, bankrupt*, banckrupt*, insolven*, liquidat*, receivership, chapter 11, chapter 7
3   fault into administration, in administration, foreclos*, went bust, gone bust, going bust, went under
3   fault going under, gone under, belly up, ceas* ~ operation*, ceas* ~ trading, ceas* ~ business, ceas* to exist
3   fault ceased, clos* ~ doors, clos* down, clos* ~ business, clos* ~ company, clos* ~ shop*, clos* ~ store*
3   fault clos* ~ practice, clos* ~ agency, clos* ~ firm, clos* ~ startup, clos* ~ branch, clos* ~ division
3   fault clos* ~ department, clos* up, business ~ clos*, company ~ clos*, shop ~ clos*, store ~ clos*
3   fault practice ~ clos*, agency ~ clos*, firm ~ clos*, startup ~ clos*, restaurant ~ clos*, office ~ clos*
3   fault branch ~ clos*, business closure, company closure, shut* down, shut* ~ down, shutdown, shutter*
3   fault shut* ~ company, shut* ~ business, shut* up shop, wound down, wind* down, wind* up, wind* ~ down, dissol*
3   fault wrapped up ~ business, wrapping up ~ business, defunct, stopped trading, stopped operat*, stop* ~ business
3   fault ended ~ business, ending ~ business, gave up ~ business, giving up ~ business, company folded
3   fault business folded, startup folded, startup failed, business failed, company failed, startup died
3   fault company died, owner died, founder died, passed away, ran out of runway, acquired, acquisition, acquir* by
3   fault got bought, bought by, bought out, buyout, taken over, takeover, merged with, merged into, merger
3   fault merging with, merged, absorbed, sold ~ company, sold ~ business, sold ~ startup, sold ~ firm
3   fault sold ~ agency, sold ~ shop, sold ~ store, selling ~ company, selling ~ business, sale of ~ company
3   fault sale of ~ business, company ~ sold, business ~ sold, sold to, startup ~ sold, firm ~ sold, company sale
3   fault business sale, project ~ ended, project ~ ends, project ~ finished, project ~ over, project ~ complete*
3   fault project ~ cancel*, project ~ closed, project ~ done, project ~ end, project ~ discontinued
3   fault project ~ killed, project ~ stopped, project ~ axed, project ~ scrapped, project ~ shelved
3   fault project ~ concluded, project ~ terminated, project ~ dead, project ~ dropped, project ~ abandoned
3   fault end of ~ project, finished ~ project, completed ~ project, cancel* ~ project, stopped ~ project
3   fault ended ~ project, killed ~ project, program ~ ended, programme ~ ended, initiative ~ ended
3   fault campaign ~ ended, event ~ over, event ~ ended, pilot ~ ended, contract ended with client, client project
3   fault discontinu* ~ product, discontinu* ~ service, discontinu* ~ business, discontinu* ~ line
3   fault stopped ~ product line, no more business, retir* ~ business, retired, retiring, retirement, retire
3   said  no longer in business, no longer operat*, no longer exist*, no longer trading, no longer active
3   said  not in business, not exist anymore, not exist any more, not operating, business ~ over, business no longer
3   said  company no longer
2.5 fault business clos*, closure, closing, closed, folded, ended, pivot*, season ~ over, lost ~ client*
2.5 fault client ~ left, contract ~ client*
2   fault restructur*, reorgani*, leaving ~ industry, left ~ industry, sold, project
3   fault campaign ~ over, campaign ~ finished, season ~ ended, no longer run ~ business, no longer have ~ business
3   fault giv* up ~ shop, giv* up ~ practice, giv* up ~ store, gave up ~ shop
2.5 fault no more company, company ~ no more, business ~ no more, shut ~ doors, not survive
3   fault spun off, spin off, split up, dissolution, ownership change, change of ownership, change in ownership
3   fault new owner*
3   fault new ownership, lost ~ business, quit ~ business, stopped freelancing, no longer self employed
3   fault no longer freelanc*
3   fault everyone ~ laid off, laid off everyone, laid everyone off, laid off ~ whole, clos* ~ for good
3   fault clos* permanently
3   fault permanently clos*, clos* ~ permanently, clos* ~ office, clos* ~ location*, clos* ~ site, clos* ~ restaurant
3   fault clos* ~ consultancy, clos* ~ studio, studio ~ clos*, school ~ clos*, hotel ~ clos*, cafe ~ clos*
3   fault gym ~ clos*
3   fault location* ~ clos*, factory ~ clos*, plant ~ clos*, school ~ shut, doors ~ clos*, ran out of runway
3   fault out of runway
3   fault one off project, one time project, short term project, temporary project, event is over, event ~ finished
3   fault study ~ ended, study ~ finished, study ~ complete*, research ~ ended, research ~ finished, study is over
3   fault contract work ended, project wrapped, project came to, project ~ came to, project fell through
3   fault project ~ expired
3   fault assignment ~ ended, assignment ~ over, engagement ~ ended, pilot ~ over, pilot ~ finished, discontinued
3   fault business ~ bought, company ~ bought, bought our company, bought our business, acquir*, merg* with
3   fault merg* into
2.5 fault retirement, pandemic, covid, end of ~ contract with, wrapped up, subsidiary, no longer in charge
3   fault company ~ bought by ~ competitor, acquired by ~ competitor, bought by ~ competitor
3   fault taken over by ~ competitor
3   fault money ran out and, investors pulled out, investors pulled ~ plug, wound up, one off event, festival ~ over
3   fault festival ~ finished, event ~ cancel*, fair ~ over, conference ~ over, show ~ over, tour ~ over
# German
3   fault konkurs*, pleite, geschaftsaufgabe, betriebsaufgabe, geschaftsbetrieb*, betrieb ~ eingestellt
3   fault geschaft ~ aufgegeben, firma ~ geschlossen, unternehmen ~ geschlossen, betrieb ~ geschlossen
3   fault schliessen ~ firma, schliessung, schliesst, schliessen, geschlossen, aufgelost, auflosung
3   fault firma ~ verkauft, unternehmen ~ verkauft, verkauf der firma, verkauft ~ firma, verkauft ~ unternehmen
3   fault ubernommen, aufgekauft, ubernahme, fusion*, projekt ~ beendet, projekt ~ abgeschlossen
3   fault projekt ~ eingestellt, projekt ~ ausgelaufen, projekt ~ ende, projekt ~ vorbei, projekt ~ gestoppt
3   fault projekt ~ abgesagt, projekt ~ fertig, projektende, ruhestand, in rente, tatigkeit ~ eingestellt
3   fault geschaftstatigkeit, firma ~ gibt es nicht, gewerbe ~ abgemeldet, abgewickelt, eingestellt
3   fault zugemacht, machen zu, machen ~ dicht, dichtgemacht
3   fault firmenauflosung, betriebsschliessung, geschaftsschliessung, insolvenzverfahren, insolvenzantrag, verstorben
3   fault abmeldung
3   fault selbstandigkeit ~ aufgegeben, gewerbe ~ aufgegeben, projekt ~ durch, projekt ~ gestorben, projekt lauft aus
3   fault projekt lief aus
3   fault geben ~ auf, geschaft zu, laden ~ geschlossen, laden zu, unternehmensverkauf, firmenverkauf
3   fault verkauft worden, existiert nicht
# French
3   fault faillite, depot de bilan, depose ~ bilan, cess* ~ activite*, cessation, arret* ~ activite*, redressement
3   fault entreprise ~ ferm*, societe ~ ferm*, fermeture, ferm* ~ entreprise, ferm* ~ societe, ferm* ~ boutique
3   fault boutique ~ ferm*, avons ferme, fermons, vendu* ~ entreprise, vendu* ~ societe, societe ~ vendue
3   fault entreprise ~ vendue, rachete*, rachat, fusionn*, fin du projet, fin de projet, projet ~ termine
3   fault projet ~ fini, projet ~ arrete, projet ~ abandonne, projet ~ annule, arret du projet, depart a la retraite
3   fault retraite, dissou*
3   said  existe plus, plus d activite
3   fault mise en liquidation, vente de ~ entreprise, vente de ~ societe, arret de ~ projet, arrete ~ activite
3   fault arretons ~ activite
3   fault prends ~ retraite, fin d activite, projet est fini, projet ~ clos, ferme definitivement
3   fault definitivement ferme*, absorbe*
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
3   fault acab* ~ projeto, aposent*, fusao, incorporada, liquidacion, liquidacao
2.5 fault sobreviv*, ya no existe, nao existe mais
3   fault concurso de acreedores, cerrado, cerraron, cerrada, cerrando, cesamos, negocio ~ vendi*, vendio ~ empresa
3   fault baja de actividad
3   fault fechou, fechada, fechado, fechando, encerrou, encerrada, encerrado, vendeu ~ empresa, venda da empresa
3   fault fin de proyecto
3   fault venta de la empresa, cierre del negocio, cierre de actividad, extinta, dejo de existir, deixou de existir
3   fault se acabo, recuperacao judicial
# Dutch and Italian
3   fault failliet, faillissement, bedrijf ~ gestopt, bedrijf ~ gesloten, bedrijf ~ verkocht, bedrijf ~ overgenomen
3   fault stoppen met ~ bedrijf, gestopt met ~ bedrijf, opgeheven, overgenomen, overname, fusie, gefuseerd
3   fault einde project, project ~ afgelopen, project ~ klaar, project ~ gestopt, project ~ afgerond
3   fault project ~ beeindigd, pensioen, fallit*, falliment*, azienda ~ chius*, chius* ~ azienda, chius* ~ attivita
3   fault attivita ~ chius*, chiusura, cessat* ~ attivita, cessazione, vendut* ~ azienda, azienda ~ vendut*
3   fault acquisit*, fusione, in pensione, progetto ~ finito, progetto ~ terminato, progetto ~ concluso
3   fault progetto ~ chiuso, fine del progetto
3   fault gestopt met, stopt, zaak ~ gesloten, bedrijf ~ opgeheven, bedrijf ~ failliet, winkel ~ gesloten
3   fault bedrijfsbeeindiging, verkoop van
3   fault ceduta, ceduto, liquidazione, progetto ~ concluso, termine del progetto, abbiamo chiuso, azienda ~ fallit*
3   fault chiusa, chiuso
"""

# Phrases that look like a cause and are none: they only use up their words.
NEUTRAL = """
# English
0   said  mov* ~ to ~ office*, mov* ~ to ~ country, mov* ~ to ~ city, mov* ~ to ~ role, mov* ~ to ~ job, mov* abroad
0   said  mov* ~ to ~ location, mov* ~ to ~ address, mov* ~ to ~ department, mov* ~ to ~ company
0   said  switch* ~ to ~ role, switch* ~ to ~ plan, mov* ~ to ~ plan, switch* ~ to ~ annual, switch* ~ to ~ monthly
0   said  change* ~ to ~ plan, switching cost*, clos* ~ deal*, clos* ~ account*, thank* ~ for ~ support
0   said  thank* ~ for ~ help, thank* ~ for ~ service, project manag*, replaced by ~ manager, replaced by ~ ceo
0   said  change* to ~ strategy, missing out, budget holder, budget owner, budget planning, contract ~ ended
0   said  subscription ~ ended, trial ~ ended, trial period
0   said  ended up
0   said  customer unresponsive, client unresponsive, unresponsive customer, unresponsive client, stop billing
0   said  customer not respond*
0   said  customer never respon*, customer never replied, customer not repl*, stop charging
0   said  no longer need*, not need*, no need, not needed, can not continue, can not say, can not commit, can not wait
0   said  can not remember, can not recommend, can not disclose, can not share, need to cancel, need* a break
0   said  need* time
0   said  no longer required, not required, unable to say, unable to continue, thanks ~ for ~ support
0   said  needs changed, needs ~ changed
# Things that are praised or denied in one breath with a cause.
0   topic product, tool, software, team, service, platform, people, company
"""

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
