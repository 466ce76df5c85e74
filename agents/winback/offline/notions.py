"""What people say when they leave, whichever of seven languages they say it in. Data only.

A line names a notion, then the phrases that speak of it, folded (small letters, no accents): `word*` is any word that
begins so. A phrase may have one other word between each of its words. They are hints and no rules: what each is worth
to each cause, `make model` learns, so what English texts teach about a notion holds for Dutch ones.
"""

NOTIONS: dict[str, str] = {
    "moved": """
switched to, switched over, switching to, moved to, moved everything, moved over, moved all, moving to, moving all,
moving my, moving over, went with, went over to, gone to, gone over to, went back to, going back to, gone back to,
back to, migrated, signed with, signed up with, opened one with, now use, now using, i use, we use, replaced it,
replaced with, ported, took our, on a new host, gewechselt, umgestiegen, umgezogen, wechsle zu, wechseln zu, steige
um, zieht um, zuruck zu, zuruck bei, bin jetzt bei, sind jetzt bei, nutze jetzt, nutzen jetzt, passe a, suis passe*,
sommes passe*, pars chez, parti chez, partie chez, je change de, change de banque, change d assurance, change d
operateur, vais changer de, toute la famille change, ai pris un autre, ai pris une autre, j ai migre, migre vers,
signe ailleurs, signe avec, tourne sur, retour chez, retour a, me voy a, nos vamos a, me fui a, me he ido a, me he
pasado, me paso a, nos hemos cambiado, me cambio a, me he cambiado, nos cambiamos, cambiado a, vuelvo a, volvemos a,
porto a, portabilidad, migre a, migrado, ya estoy en, ya estamos en, ahora uso, ahora usamos, sono passat*, siamo
passat*, passo a, passiamo a, sono tornat*, torno a, tornat* a, ho preso, migrat*, migro, ora uso, adesso uso, mudei
para, mudei pra, mudamos para, troquei, trocamos, passei para, passamos para, voltei para, voltei pra, voltar pra,
vou voltar, migrei, fiz a portabilidade, pedi a portabilidade, agora uso, ja uso, overgestapt, overstap naar, stap*
over naar, terug naar, terug bij, nu bij, ga naar een andere, gaan naar een andere, naar een ander* gegaan,
verander* terug, verhuisd, zijn inmiddels, zitten inmiddels, openen we elders
""",
    "looking": """
look* for, looking at, look* elsewhere, shop* around, search for a, in search of, think* of, think* about, thinking
on, consider*, might switch, may switch, may end up, would switch, will switch, i ll switch, might leave, hunting
for, explor*, hope we find, need a new, such*, suchen, suche, uberleg*, denke daruber, schaue mich um, sehe mich um,
erwag*, cherch*, reflech*, songe, songer, pense a, envisag*, compte resilier, vais voir ailleurs, partir voir, me
tourner vers, busc*, estoy mirando, estoy pensando, pienso en, me planteo, plante* cambiar, espero encontrar, cerc*,
sto pensando, penso di, stavo valutando, sto valutando, valutando, guardarmi attorno, tentato, procur*, pensando em,
estou vendo, avaliando, considerando, quero trocar, zoek*, denk* aan, denk* erover, overweeg*, kijk* rond,
rondkijken, uitkijken naar, op zoek
""",
    "elsewhere": """
elsewhere, somewhere else, someone else, somebody else, something else, another bank, another company, another
provider, another service, another one, other bank*, others, other provider*, competitor*, alternative*, rival*,
credit union, anderswo, woanders, ander* bank, ander* anbieter, ander* tool, konkurren*, alternativ*, ailleurs,
autre banque, autre assurance, autre operateur, autre service, autre outil, concurren*, otro banco, otra compania,
otra empresa, otro proveedor, otra plataforma, otro servicio, otros, otra, competencia, alternativa*, altro
operatore, altra banca, altro servizio, altra parte, altrove, concorren*, outra operadora, outro banco, outra
empresa, outro servico, outra companhia, ander* broker, elders, een ander, bij een ander, concurrent*
""",
    "cancel": """
cancel*, unsubscri*, uninstall*, delet*, closing my account, close my account, closed my account, close the account,
leaving, i leave, i am leaving, done with, i am done, i m done, i am out, i m out, goodbye, good bye, bye, farewell,
terminat*, not renew*, won t be renewed, get* rid of, kundig*, gekundigt, losch*, geloscht, deinstall*, konto zu,
konto geschlossen, schluss, verlangere nicht, resili*, clotur*, desinstall*, supprim*, quitte, quitter, arrete*, je
pars, je ferme, adieu, baja, cierro, cerrar, desinstal*, borr*, me voy, nos vamos, adios, hasta aqui, dejo de,
disdett*, disdire, disdico, chiuso il, chiudo il, cancell*, disinstall*, recedere, lascio, basta, encerr*, sair,
saio, desisti, rescindir, nao quero mais, nunca mais, opzeg*, opgezegd, zeg op, afsluiten, sluit*, verwijder*, stop
ermee, stoppen, weg hier, ben weg, ga weg, vaarwel
""",
    "price": """
price*, pricing, pricey, expensive, cost, costs, costly, cheap*, afford*, fee, fees, per month, a month, a year,
annual*, dollar*, euro*, rate*, money, worth, value, budget*, greed*, rip off, pay more, too much for, preis*,
teuer*, kosten, gebuhr*, gunstig*, billig*, geld, euro im, beitrag*, prix, cher, chere, cout*, tarif*, cotisation*,
abordable, rentab*, gratuit*, augmentation*, euros, precio*, caro, cara, carisim*, tarifa*, cuesta*, cobran, barat*,
gratis, cuota*, euros al, suben, subida*, dinero, prezz*, costos*, tariff*, aument*, soldi, euro, convenien*,
canone, preco*, mensalidade, plano, reais, dinheiro, prijs*, duur*, goedko*, betaal*, abonnementskosten, tarief*
""",
    "increase": """
increas*, went up, gone up, hike*, rais*, rise*, doubl*, tripl*, more than before, erhoh*, gestiegen, steigt,
verdoppel*, mehr zahlen, augment*, hausse*, grimp*, plus cher*, sub* el precio, subieron, han subido, suben,
subida*, encarec*, dobl*, aument*, rincar*, raddopp*, subiu, subiram, reajust*, dobr*, verhog*, omhoog, gestegen,
duurder*, verdubbel*
""",
    "charged": """
charged, charg*, overcharg*, debit*, deduct*, bill*, billed, invoice*, renewed, auto pay, autopay, took my money,
took the money, taken from, refund*, money back, abgebucht, abbuch*, abgezogen, lastschrift, rechnung*, mahnung*,
erstatt*, zuruckerstatt*, preleve*, prelev*, factur*, rembours*, cobr*, cargo*, factura*, recibo*, reembols*, devol*
el dinero, addebit*, fattur*, bollett*, rimbors*, fatura*, estorn*, boleto, afschr*, afgeschreven, factuur,
facturen, incasso*, terugbetal*, geld terug
""",
    "after_cancel": """
after cancel*, although i cancel*, even after, still charged, still deduct*, still charge, months later, cancelled
in, canceled in, without permission, without my, without telling, without notice, no notice, not authori*, never
asked, trotz kundigung, nach kundigung, trotz, ohne zu fragen, ohne ankundigung, ungefragt, malgre la resiliation,
apres la resiliation, apres resiliation, quand meme, sans prevenir, sans me prevenir, sans mon accord, d office,
despues de cancelar, despues de la baja, tras la baja, sin avisar, sin preaviso, sin mi permiso, sin permiso, me
siguen, siguen cobr*, dopo la disdetta, nonostante la disdetta, senza avvis*, senza consenso, senza chieder*, senza
preavviso, depois de cancel*, mesmo depois, mesmo assim, sem avisar, sem autorizacao, sem minha, continuam cobr*,
continua cobr*, na opzegging, na het opzeggen, ondanks, zonder overleg, zonder te vragen, zonder toestemming,
onaangekondigd, zomaar
""",
    "support": """
support, service, customer service, customer care, helpdesk, help desk, agent*, representative*, staff, employee*,
teller*, manager, rude, incompetent, unprofessional, untrained, chat, chatbot, bot, robot*, kundenservice,
kundendienst, hotline, mitarbeiter*, ansprechpartner, unfreundlich, service client, conseiller*, teleconseil*,
interlocuteur*, incompetent*, agence, guichet, atencion al cliente, atencion, soporte, operador*, teleoperador*,
asesor*, incompeten*, maleducad*, assistenza, servizio clienti, operator*, supporto, call center, maleducat*,
atendimento, atendente*, suporte, central, sac, gerente, klantenservice, klantendienst, medewerk*, personeel
""",
    "no_answer": """
no answer, no reply, no response, never answer*, never repl*, never call*, never heard, not answer*, ignor*, nobody
answers, no one answers, nobody calls, call* back, on hold, waiting, waited, wait for, hung up, hangs up, hours on,
keine antwort, niemand antwortet, niemand meldet, meldet sich niemand, reagiert nicht, reagiert niemand,
warteschleife, gewartet, warte seit, aufgelegt, pas de reponse, aucune reponse, aucun retour, sans reponse, sans
nouvelle*, personne ne repond, repond pas, repondent pas, personne au, injoignable*, attends, attendre, attente,
raccroch*, relanc*, lettre morte, silence radio, no contestan, no responden, no cogen, nadie contesta, nadie
responde, sin respuesta, ni caso, espera*, llevo dias, llevo meses, llevo semanas, cuelgan, colg*, non rispond*,
nessuna risposta, nessuno risponde, squilla, attesa, aspett*, sollecit*, riattacc*, richiam*, nao respond*, ninguem
respond*, ninguem atend*, nao atend*, sem resposta, sem retorno, ninguem retorn*, retorn*, fila, espera, esperei,
desligam, cai a ligacao, protocolo*, geen antwoord, geen reactie, niet opgenomen, niemand neemt, neemt niet op,
nemen niet op, neemt niemand, wacht*, gewacht, wachtrij, opgehangen, onbereikbaar, teruggebeld, terugbellen
""",
    "hard_to_leave": """
can t cancel, cannot cancel, can not cancel, no way to cancel, impossible to cancel, hard to cancel, tried to
cancel, trying to cancel, no way to close, can t close, cannot close, impossible to close, kundigung wird nicht,
nicht kundigen, kundigen geht nur, button ist grau, impossible de resilier, impossible de clotur*, essaie de
resilier, refus* de resilier, refus* les resiliation*, pas resilier, difficile a resilier, complique de resilier, no
puedo darme de baja, no me dejan, no dejan, no hay forma, no hay manera, intentando darme, intento darme, odisea,
trabas, permanencia, non riesco a disdire, impossibile disdire, non si riesce, disdire e, penale, nao consigo
cancelar, tentei cancelar, tentando cancelar, tento cancelar, para cancelar, pra cancelar, multa, fidelidade,
fidelizacao, rekening* afsluiten, opzeggen lukt niet, kan niet opzeggen, af te sluiten, dicht te krijgen, dicht te
doen, formulier
""",
    "hard_to_use": """
confus*, complicat*, complex, not intuitive, user friendly, hard to find, hard to use, can t find, learn*, steep,
overwhelm*, messy, mess, layout, redesign, new look, interface, design, clutter*, figure out, unubersichtlich,
kompliziert, umstandlich, versteckt, verwirrend, oberflache, bedienung, blicke nicht, keine ahnung, unlogisch,
confuse, complique*, illisible, ergonomie, on ne retrouve, usine a gaz, perdu*, lio, complicad*, no encuentro, no se
donde, interfaz, diseno, nada intuitiv*, scomod*, interfaccia, non si capisce, non trovo, macchinos*, caotic*,
dificil de, nao acho, nao encontr*, engessad*, onduidelijk, onoverzichtelijk, ingewikkeld, niet te vinden, vind
niets, nergens terug, onhandig, knoppen, omslachtig, navigatie, ontwerp
""",
    "setup": """
set up, setup, onboard*, activat*, verif*, sign up, open an account, opening an account, open the account,
registration, import*, install*, configur*, migration, training, trained, documentation, einricht*, einrichtung,
freischalt*, aktivier*, verifizier*, schulung*, dokumentation, ouverture, inscri*, activer, activation, mise en
place, dossier, pieces, documents, formation, abrir la cuenta, alta, activar, verific*, instal*, documentacion,
formacion, apertura, attivare, attivazione, installa*, documenti, formazione, abertura, ativar, ativacao, cadastro,
documento*, treinamento, openen, aanvra*, activer*, verificat*, instellen, installatie, papieren, inwerken, uitleg
""",
    "not_used": """
not use it, not using, don t use, didn t use, never used, hardly use, rarely use, barely use, stopped using, no
longer use, lying around, nutze es nicht, nicht genutzt, kaum genutzt, nie genutzt, nutzt niemand, niemand nutzt,
brauch* nicht, n utilise pas, n utilisons pas, utilise plus, sers plus, sers pas, jamais utilise, no lo uso, no lo
usaba, no usamos, apenas lo uso, casi no, nunca lo use, non lo uso, non uso, non usiamo, mai usato, poco usato,
usavo poco, nao uso, nao usava, nao usamos, quase nao, nunca usei, nem uso, gebruik het niet, gebruiken het niet,
gebruik ik niet, nauwelijks gebruikt, nooit gebruikt, amper gebruik*
""",
    "not_needed": """
no longer need, not need, don t need, didn t need, need has, no need, not anymore, for fun, project ended, project
is over, moved away, nicht mehr gebraucht, brauchen nicht mehr, brauche nicht mehr, kein bedarf, nicht mehr notig,
umzug, plus besoin, pas besoin, besoin n existe, no lo necesito, ya no necesito, no necesit*, ya no hace falta, no
hace falta, non serve piu, non mi serve, non ci serve, non ne ho bisogno, non ho piu bisogno, nao preciso, nao
precis*, sem necessidade, nao tenho interesse, niet meer nodig, heb het niet nodig, geen behoefte, hoeft niet meer
""",
    "missing": """
missing, lack*, does not have, doesn t have, no option, not possible, can t do, cannot do, not support*, no support
for, doesn t support, without a, needs a, wish it had, no integration, integrat*, export*, fehl*, gibt es nicht,
kann nicht, nicht moglich, unterstutzt nicht, keine moglichkeit, schnittstelle, manque*, absence, pas de, ne permet
pas, impossible de, n existe pas, pas possible, integration, falta*, no tiene, no permite, no se puede, no hay,
carece, integracion, manca*, non c e, non permette, non si puo, non supporta, senza, integrazione, nao tem, nao
permite, nao da para, nao da pra, sem opcao, integracao, ontbre*, mist, missen, geen mogelijkheid, kan niet, niet
mogelijk, ondersteunt niet, koppeling*
""",
    "broken": """
bug*, crash*, broken, doesn t work, does not work, not work*, stopped working, won t work, won t load, error*,
fail*, glitch*, freez*, froze, frozen, stuck, down, outage*, unreliab*, unstable, fehler*, absturz*, sturzt ab,
kaputt, funktioniert nicht, geht nicht, lauft nicht, ausfall*, ausfalle, hangt, storung*, instabil, ne marche pas,
marche pas, marche plus, ne fonctionne pas, fonctionne pas, plante, panne*, erreur*, instable*, coupure*, no
funciona, no va, falla*, fallo*, se cae, se cuelga, se cierra, caid*, inestable, non funziona, non va, errore,
errori, si blocca, cade, caduta, guasto, guasti, disserviz*, nao funciona, nao abre, nao carrega, trava*, erro*,
cai, caia, caiu, fora do ar, instavel, indisponivel, werkt niet, doet het niet, kapot, storing*, fout*, crasht, valt
uit, valt weg, hapert, loopt vast, bugs, onbetrouwbaar
""",
    "slow": """
slow*, lag*, takes ages, takes forever, speed, loading, bloat*, heavy, langsam*, lahm*, trage, dauert ewig, ladt,
megabit, mbit, bandbreite, lent, lente*, lenteur, lourd*, rame, debit, lent*, lenta*, tarda*, velocidad, megas,
pesad*, lentissim*, lento, lenta, velocita, mega, demora*, velocidade, traag, langzaam, duurt lang, duurt eeuwig,
snelheid
""",
    "blocked": """
block*, lock*, locked out, banned, ban, suspend*, frozen, froze my, log in, login, sign in, password, access to, can
t get in, cannot get in, gesperrt, sperr*, blockiert, eingefroren, anmelden, einloggen, passwort, zugang, bloque*,
acces, connexion, connecter, mot de passe, gele, acceso, entrar, contrasena, iniciar sesion, blocc*, accesso,
accedere, entrare, acesso, senha, geblokkeerd, blokk*, inloggen, aanmelden, wachtwoord, toegang, raak niet binnen
""",
    "taken_away": """
took away, taken away, removed, remov*, no longer, used to, discontinu*, cut by, limit*, only allow*, restrict*,
abgeschafft, entfernt, gestrichen, nicht mehr, eingeschrankt, begrenzt, supprime, retire, n existe plus, disparu,
limite*, restreint, quitaron, quitado, han quitado, eliminaron, ya no, recort*, tolto, tolta, rimoss*, eliminat*,
non c e piu, tiraram, retiraram, removeram, nao tem mais, verwijderd, weggehaald, geschrapt, niet meer, beperk*
""",
    "ads": """
ads, adds, adverts, advert*, commercial*, werbung, anzeigen, pub, publicite*, publicidad, anuncio*, pubblicita,
propaganda*, reclame*, advertent*, notification*, spam, nag*, popup*, banner*
""",
    "update": """
update*, upgrade*, new version, latest version, since the, after the, neue version, neuen version, seit dem, mise a
jour, nouvelle version, depuis la, actualiza*, nueva version, aggiorna*, nuova versione, atualiza*, nova versao,
nieuwe versie, sinds de, laatste versie
""",
    "lost": """
lost, disappear*, vanish*, wiped, gone, erased, data loss, verloren, weg, geloscht, verschwund*, perdu*, effac*,
disparu*, perdi, perdid*, borrad*, desaparec*, perso, persi, perse, spariti, sparit*, perdeu, sumiu, sumiram, apag*,
kwijt, gewist, verdwenen
""",
    "trust": """
trust, scam*, fraud*, lie, lies, lied, dishonest, privacy, data, spy*, politic*, boycott*, ethic*, shady, mislead*,
promis*, terms, owner, ki training, vertrau*, betrug*, luge*, datenschutz, daten, versproch*, versprech*,
bedingungen, abzocke, confiance, arnaque*, mensong*, ment*, vie privee, donnees, promess*, promis, conditions,
honte*, escroc*, confianza, estafa*, enga*, miente*, mentira*, privacidad, datos, promet*, condiciones, timo,
fiducia, truffa*, bugi*, dati, condizioni, confianca, golpe, engan*, privacidade, dados, vertrouw*, oplicht*, lieg*,
leugen*, gegevens, belofte*, belov*, voorwaarden
""",
    "closing_business": """
closing down, close down, closing our doors, out of business, bankrupt*, insolven*, liquidat*, wind* up, shut* down,
going under, cease*, retir*, pension*, retire, successor, our shop, our store, closing the shop, closing our shop,
dissolv*, geschaftsaufgabe, schliessen unser*, laden, betrieb, insolvenz*, aufgeben, geben auf, ruhestand, rente,
nachfolg*, liquidation, geschaft, fermons, fermeture, ferme*, boutique, cesse* activite, cessation, retraite,
faillite, depot de bilan, liquid*, cerramos, cierre, cierra, tienda, negocio, persiana, jubil*, quiebra, concurso,
librer*, chiudiamo, chiusura, attivita, negozio, bottega, saracinesca, pensione, falliment*, fechamos, fechamento,
fechar, encerramos, loja, atividades, falencia, aposent*, reforma, sluiten, sluiting, winkel, zaak, faillis*,
faillie*, failliet, pensioen, ermee ophouden, handdoek, opheff*
""",
    "project_end": """
project, hobby, blog, season, event, seminar, semester, thesis, school, course, job, new job, moved house, abroad,
projekt, saison, veranstaltung, studium, umgezogen, ausland, projet, evenement, etudes, demenag*, proyecto,
temporada, evento, estudios, mudanza, progetto, stagione, studi, trasloco, projeto, mudanca, seizoen, studie,
verhuiz*
""",
    "own_build": """
in house, ourselves, built our own, own server, self host*, spreadsheet*, excel, notebook, plain text, paper, my
own, selbst gebaut, eigene losung, eigenen server, selber, tabelle*, interne, nous memes, maison, fichier*, propio,
propia, nosotros mismos, hoja de calculo, interno, proprio, nostro, foglio, fogli, propri* server, planilha*, zelf
gebouwd, eigen
""",
    "unclear_say": """
just want, please delete, please cancel, no reason, not what i wanted, not for me, don t want it, dont want, not
interested, personal reasons, einfach so, kein interesse, pas interesse, plus interesse, raisons personnelles, no me
interesa, motivos personales, non mi interessa, motivi personali, sem interesse, nao quero, motivos pessoais, geen
interesse, persoonlijke redenen, deux mots, sans raison
""",
    "quality": """
quality, mistake*, wrong, sloppy, careless, worse, got worse, terrible, awful, useless, disaster, joke, horribl*,
qualitat, fehlerhaft, schlampig, schlechter, katastroph*, furchtbar, qualite, erreur*, catastroph*, lamentable*,
nul, nulle, pire, calidad, error*, peor, desastre, horrible, lamentable, pesim*, malisim*, qualita, sbagli*, peggi*,
pessim*, disastro, vergogna, qualidade, pior, horrivel, vergonha, kwaliteit, slecht*, ramp, dramatisch, waardeloos,
fout*
""",
    "coverage": """
claim*, insurance, cover*, reimburse*, compensat*, schaden, versicherung, sinistre*, indemnis*, garantie*,
assurance, mutuelle, expert, franchise, seguro*, siniestro, cobertura, assicura*, sinistro, copertura, verzeker*,
schade, dekking
""",
    "battery": """
batter*, drain*, akku*, batterie*, bateria, accu, leersaug*, empties, charger, charge lasts, ricaricar*, stromfress*
""",
    "content": """
show, shows, movie*, film, films, filme*, series, serie*, episode*, seasons, channel*, catalog*, content, song*,
dubbed, sender, zender*, pelicula*, canales, canal, canais, novela*, chaine*, canali, playlist*, old ones, regional,
watch, programm*, articles, artikel*
""",
    "privacy": """
permission*, privacy, location, gps, camera, microphone, mikrofon, standort, personal data, my data, our data,
track*, spy*, snoop*, listen* in, afgeluister*, datenschutz*, zugriff auf, donnees, vie privee, autorisation*,
ubicacion, posizione, geolocal*, posicao, localizacao, privacidad, privacidade, datos, carne, rastre*, dati, dados,
gegevens, data*, privacyschend*, locatie, toestemming*, my photos, my files, every file, my contacts, my messages,
anonym*, anonim*, consent, intrusiv*, invasiv*, peeping
""",
    "politics": """
politic*, censor*, free speech, boycott*, party, campaign, donat*, election, government, propaganda, ceo, owner*,
values, ethic*, okolog*, nachhaltig*, scandal*, skandal*, schandaal, left wing, right wing, racis*, lecture, umwelt*,
klima*, valeurs, ecolog*, gobierno, ideolog*, governo, partido, regering, politiek*, politik*, hate, her, support
her, changed owner*, ownership, opinion*, philosoph*
""",
    "deceit": """
scam*, fraud*, lied, lie, lies, liar*, mislead*, misled, trick*, dishonest*, promis*, fake, bait, sneaky, deceiv*,
decept*, betrug*, betrog*, belogen, gelogen, verarsch*, versproch*, abzock*, arnaque*, mensong*, menteur*, promesse*,
estafa*, engan*, mentir*, mentira*, promet*, truffa*, bugi*, ingann*, promess*, golpe, oplicht*, misleid*, belov*,
robbed, robber*, robbing, thie*, steal*, stole, crook*, cowboy*, ladron*, ladri, ladro*, voleur*, dieven, diebe, rip
off, joke, shady, trust, confiance, confianza, fiducia, confianca, vertrauen, vertrouwen, predatory, greed*
""",
    "useless": """
useless, pointless, no use, of no use, not useful, worthless, waste of time, no point, see the point, sinnlos*,
nutzlos*, wertlos*, schwachsinn, quatsch, inutile*, sert a rien, sert strictement, aucune utilite, aucun interet,
inutil*, no sirve, sin sentido, sentido, non serve, serve a niente, nao serve, utilidad*, utilidade, sem sentido,
nutteloos, zinloos, waardeloos, geen zin, garbage, rubbish, crap, trash, mull, schrott, basura, lixo, spazzatura,
rommel, porcheria, chapuza
""",
    "inaccurate": """
incorrect*, inaccurate*, accurate, out of date, outdated, not updated, up to date, figures, falsch*, fehlerhaft*,
veraltet*, ungenau*, stimmt nicht, inexact*, pas a jour, erron*, equivocad*, desactualizad*, sbagliat*, errat*, non
aggiornat*, errad*, desatualizad*, verkeerd*, klopt niet, onjuist*, verouderd*, doesn t record, doesn t recogni*, not
recogni*, erkennt, nothing came up, no results
""",
    "notifying": """
notification*, push message*, messages a day, pop up*, popup*, spam*, remind*, nag*, prompts, benachrichtigung*,
meldung*, notific*, notifich*, melding*, avisos, alert*, every day, each day, four times, cada doce
""",
    "called_by_them": """
keep calling, keeps calling, kept calling, calling me, call me constantly, mail and call, rufen standig, appels,
harcel*, llamando, llamadas, me llaman, me ligam, ligando, ligam, chiamano, chiamate, telefonate, gebeld,
telemarketing, pester*, bombard*
""",
    "fed_up": """
gave up, give up, fed up, had enough, enough, last straw, sick of, tired of, reicht, schnauze, genug, ras le bol,
marre, harto, harta, cansad*, stufo, stufa, desisto, me rendi, zat, klaar mee, done, finished, goodbye, never again,
nie wieder, plus jamais, nunca mas, mai piu, nunca mais, nooit meer
""",
    "visit": """
appointment*, technician*, engineer*, turned up, turn up, show up, showed up, didn t come, nobody came, waited in,
termin, techniker, monteur*, technicien*, rendez vous, tecnico*, tecnica, appuntamento, visita, delivery, deliver*,
arriv*, liefer*, livraison, livr*, entreg*, consegn*, bezorg*, parcel, repair*, reparatur, reparation, claim*
""",
    "means": """
unemployed, laid off, lost my job, salary, pension, low income, student, arbeitslos*, gehalt, chomage, salaire,
etudiant*, sueldo, desemple*, disoccup*, stipendio, desempreg*, salario, werkloos, loon, rent, inflation, can t
afford, cannot afford, times are tough, tighten*, budget, savings, sparen, economiser, ahorrar, risparmiare,
economizar, besparen
""",
    "free_of_charge": """
free, for free, kostenlos*, umsonst, gratuit*, gratis, de graca, open source, free tier, free plan, free version,
nothing a month, costs nothing, nichts
""",
    "life": """
time, busy, screen, kids, child*, family, sick, ill, illness, injur*, accident, died, passed away, deceased, husband,
wife, mother, father, krank*, verletz*, unfall, gestorben, verstorben, tod, maladie, blessure, decede*, deces,
enferm*, lesion, fallec*, malatt*, infortun*, morto, doente, lesao, faleceu, ziek*, overleden, ongeluk, abroad,
travel*, holiday, pandemic, pandemie, birth, ne, school, baby, health, age
""",
    "hacked": """
hack*, stolen, breach*, leak*, gehackt, pirat*, robaron, rubat*, invad*, roubad*, gestolen, gelekt, security,
compromis*, identity
""",
    "long_wait": """
days, weeks, months, hours, minutes, years, wochen, monate*, tage*, stunden, jahre*, semaines, mois, jours, heures,
semanas, meses, dias, horas, settimane, mesi, giorni, ore, anni, anos, weken, maanden, dagen, uren, jaar, ages,
forever, ever, ewig
""",
    "once_good": """
used to love, used to be, used to, was great, great once, loved, liked, happy, fruher, war zufrieden, immer
zufrieden, avant, adorais, antes, era genial, encantaba, era ottim*, adoravo, gostava, gostei, vroeger, was goed,
blij, loyal, since the beginning, from the start, was once, perfect
""",
    "unless_fixed": """
fix it, fix this, please fix, until it is fixed, till issues, if this goes on, if it goes on, unless, or i, else i,
either, behebt, falls, sonst, sinon, si no, se non, se nao, arregl*, sistem*, risolv*, resolv*, anders, oplossen
""",
    "sold": """
sold my, sold the, i sold, verkauft, vendu*, vendi, vendid*, vendut*, verkocht, given away, no longer own, no longer
have, no longer live, ausgezogen, demenage*
""",
    "old_back": """
bring back, give us back, give back, the old one, old version, previous version, version before, back to the old,
revert, alte version, ancienne version, version anterior, vecchia version*, versao antiga, oude versie, used to work,
worked before, until the update
""",
    "look_changed": """
new look, redesign*, new design, new layout, new format, buttons, menu*, clicks, taps, hidden, find anything, where
anything, neue oberflache, neues design, knopfe, menu, nouvelle interface, nouveau design, boutons, nuevo diseno,
botones, menus, nuova grafica, pulsanti, novo visual, botoes, nieuwe look, knoppen, vormgeving
""",
    "signing_up": """
log in, login, password, code, codes, register, registration, sign up, verification, verify, account not, create an
account, create a profile, two factor, sms, otp, einloggen, anmeld*, registrier*, passwort, connexion, inscription,
mot de passe, s inscrire, iniciar sesion, registrarse, contrasena, accedere, registrazione, registrarsi, credenziali,
entrar, senha, criar conta, cadastro, inloggen, registreren, wachtwoord, aanmelden
""",
    "guidance": """
explain*, explanation, instructions, tutorial, manual, how it works, how to use, no idea, don t understand, not
clear, unclear how, erklart, anleitung, keine ahnung, verstehe nicht, expliqu*, comprends pas, je ne comprends,
explica*, no entiendo, no me aclaro, non capisco, non si capisce, non mi e chiaro, nao entendo, nao percebo,
uitgelegd, snap niet, begrijp niet, jargon, figure it out
""",
    "documents": """
documents, document, papers, paperwork, form, forms, proof, invoice copy, unterlagen, papiere, formular*, nachweis*,
papiers, pieces, justificatif*, formulaire*, papeles, formulario*, certificado*, documenti, modulo, burocra*,
documentos, papelada, papieren, bewijs*, bureaucra*, contract, contrat*, contrato*, contratto
""",
    "brand": """
google, apple, icloud, whatsapp, telegram, gmail, outlook, microsoft, office, notion, obsidian, onenote, dropbox,
spotify, youtube, prime, disney, hbo, plex, revolut, wise, paypal, starling, vodafone, movistar, orange, telekom, o2,
vivo, free, kpn, hubspot, salesforce, zoho, pipedrive, mailchimp, shopify, wix, squarespace, wordpress, github,
gitlab, jira, trello, asana, clickup, slack, teams, zoom, excel, sheets, google docs, chatgpt, openai, claude,
gemini, copilot, cursor, canva, adobe, figma, quickbooks, xero, stripe, bitwarden, nextcloud, mastodon, signal,
duckduckgo, proton, vimeo, tidal, deezer
""",
    "instead": """
instead, rather use, prefer, better than, works better, much better, happier with, happy with, zufrieden mit,
stattdessen, lieber, besser, mieux, plutot, a la place, prefere, mejor, en cambio, en su lugar, meglio, invece,
preferisco, melhor, em vez, prefiro, beter, liever, in plaats
""",
}
