"""German. `agents/checks/lexicon.py` says what each concept is for."""

CONCEPTS: dict[str, str] = {
    "soon": "nachste woche, nachsten monat, nachstem monat, im nachsten, nachstes quartal, nachstes jahr, im januar, im februar, im marz, im april, im mai, im juni, im juli, im august, im september, im oktober, im november, im dezember, im fruhjahr, im sommer, im herbst, im winter, in kurze, in wenigen wochen, in zwei wochen, morgen, noch dieses jahr, noch in diesem",
    "transfer": "uberweis*, uberwiesen",
    "account": "konto, karte, bankkonto, kreditkarte",
    "somebody": "jemand, eine kollegin, ein kollege",
    "kept": "verlangert, wiederhergestellt, reaktiviert, aktiviert, freigeschaltet, aufbewahrt, aufgehoben, gesichert, angepasst, korrigiert, ubertragen, bereinigt, erneuert, eingerichtet, genehmigt, aufgefrischt, aufgestockt, importiert, wieder aufgebaut, wiederaufgebaut, neu aufgebaut, bewahrt, aufgefullt",
    "crew": "unsere leute, unseren leuten, unsere mannschaft, techniker*, ingenieur*, entwickler*, entwicklung, programmierer*, produktteam, entwicklungsteam, roadmap",
    "purse": "buchern, die uhr stillsteht, uhr stillsteht, uhr steht, zahler steht, zahler stillsteht, portemonnaie*, portmonee*, geldbeutel*, geldborse*, brieftasche*, ihren buchern, ihre bucher, kontoauszug*, scheckbuch",
    "hear": "lohn*, sinn, wert, bedeut*, fragen, frage, fragt, verstehe, verstehen, horen, weiss, wissen, erfahren, lese, lesen, gelesen, streiten, schrieben, erklar*, respektier*, leid, entschuldig*, sagen, interessiert",
    "later": "fruh genug, zeit genug, bis, erst, vor, nach, sobald, spater, fruhestens, irgendwann, solange, nachstes jahr, nachsten jahr, neue jahr, neuen jahr",
    "works": "funktioniert, lauft, klappt, arbeitet, verarbeitet, gelingt, halt, stimmt",
    "newly": "jetzt, inzwischen, mittlerweile, nun, endlich, ab sofort, seit kurzem, neuerdings, ab heute",
    "span": "minuten, stunden, tagen, minute, stunde, tag, tages",
    "replying": "antworten, melden, reagieren, antwortet, meldet, zur stelle",
    "deed": "gemacht, erklart, getan, akzeptiert, respektiert, reagiert, geantwortet, beantwortet, beendet, bereut, bedauert, gekummert, entschuldigt, unterschatzt, angenommen, geglaubt, vermutet, begleitet, bemuht, gestellt, genommen, verlangt, erwartet, zugemutet, gelassen, gekannt, festgestellt, gefunden, verursacht, getrennt, ausgetauscht, zusammengearbeitet, begonnen, verwirrt, gekostet, gemerkt, bemerkt, gewusst, geschafft, gefehlt, uberrascht, gestritten, gezogen, gefuhrt, berucksichtigt, uberzeugt, gelungen, gebraucht, gelesen, gehort, gefragt, zugehort, vermisst, gelernt, gesprochen, notiert, weitergegeben, versucht, gehofft, geschatzt, erhalten, bekommen, enttauscht, vorgestellt, versprochen, verstanden, gewartet, geschrieben, gedacht, nachgedacht, geirrt, verloren, gesehen, verpasst, ubersehen, versaumt, uberlegt, besprochen, ermutigt, gewunscht, gefreut, gemeldet, vergessen, erfahren, beschaftigt, gearbeitet, mitgenommen, verdient, gewundert, gesagt, erzahlt, angerufen, entschieden, gehalten, gegeben",
    "did": "haben, habe",
    "excluded": "ausgeschlossen, unmoglich, undenkbar, beseitigt",
    "outage": "panne, pannen, ausfalle, ausfallen, ausfall*, absturz*, unterbrech*, storung*, stillstand",
    "choice": "entscheidung*, wahl, antwort, wort, daten, zeit, recht, grunde",
    "yours": "gehort es ihnen, gehort er ihnen, gehoren sie ihnen, wartet auf sie, warten auf sie, gehort ihnen, gehoren ihnen",
    "worry": "kummern, sorgen, sorge, gedanken, denken, belasten",
    "trace": "eingeloggt, angemeldet, geoffnet, besucht, angeklickt, geklickt, online",
    "watch": "gesehen, sehen, bemerkt, beobachtet, aufgefallen, festgestellt",
    "feign": "so tun, vorgeben, behaupten",
    "billing": "berechnen, berechnet, verrechnen, verrechnet, abrechnen, abgerechnet, in rechnung stellen, in rechnung gestellt, rechnung stellen",
    "lift": "gedeckt, abgedeckt, verschwind*, gestrichen, streich*, entfall*, fallt weg, fallen weg, wegfallen, losch*, gelosch*, tilg*, ubernehm*, ubernimm*, tragen",
    "due": "gebuhr*, grundgebuhr*, einrichtungsgebuhr*, kosten, einrichtungskosten, wechselkosten, rechnung*, saldo, betrag, differenz, aufpreis*, mehrkosten",
    "discount": """
        auge zudrucken, augen zudrucken, augen zu, billiger weg, gunstiger weg, macht es billiger, macht es gunstiger, fur sie billiger, fur sie gunstiger, was drehen, etwas drehen, noch was machen, entgegenkomm*, nennen sie mir eine zahl, nennen sie mir eine summe, nennen sie mir einen betrag, nennen sie eine zahl, nennen sie einen betrag, nennen sie eine summe, nennen sie mir einen preis, nennen sie ihren preis, nennen sie einen preis, halbiert sich, halbieren sich, niemand zahlt weniger, lassen wir mit uns reden, lassen mit uns reden, einmal zahlen, zahlen sie einmal, preis den sonst, preis den niemand, preis den neukunden, preis den es sonst, rabatt*, nachlass*, preisnachlass*, ermassig*, ermaessig*, gunstiger als bisher, sonderpreis*, vorzugspreis*, sonderkondition*, treuepreis*,
        freundschaftspreis*, vergunstig*, skonto, prozente, preissenkung*, aktionspreis*, sparpreis*, unterbiet*, tiefpreis*, bestpreis*,
        preisgarantie*, sonderangebot*, willkommensrabatt*, gutscheincode*, rabattcode*, mengenrabatt*, zum preis des, zum preis der, zum preis von, zum preis eines,  jeden preis mit, billiger als""",
    "free": """
        ohne dass etwas abgebucht, ohne dass wir abbuchen, ohne dass wir etwas abbuchen, ohne abbuchung*, ohne dass etwas berechnet, lassen wir aus, fallen aus, keinerlei kosten, keinerlei gebuhr*, unberechnet*, kostenlos*, kostenfrei*, gratis*, umsonst, unentgeltlich*, geschenkt, auf unsere kosten, auf unsere rechnung,
        auf kosten des hauses, geht aufs haus, aufs haus, ohne kosten, ohne gebuhr*, ohne berechnung, ohne aufpreis, ohne zusatzkosten, ohne mehrkosten,
        ohne bezahlung, ohne rechnung, nichts zu zahlen, nichts zahlen, nichts bezahlen, zahlen nichts, zahlen sie nichts, bezahlen nichts, kostet sie nichts, kostet nichts,
        nichts kostet, nichts kosten, kosten sie nichts, keinen cent, keinen euro, keine kosten, keine gebuhr*, keine rechnung*, keine grundgebuhr, keine einrichtungsgebuhr*, gebuhrenfrei*,
        beitragsfrei*, erlassen wir, wir erlassen, erlassen ihnen, entfallt, entfallen, zum nulltarif, nulltarif, probemonat*, testphase*, freimonat*, schenken, schenke,
        null euro, ubernehmen wir, testzeitraum*, kein geld, nichts berechn*, verzichten auf die, verzichten auf den, verzichten auf ihre, verzichten wir""",
    "refund": """
        angerechnet, rechnen wir an, rechnen wir auf, anrechnet, schadlos, machen wir gut, wieder gutmachen, jeden cent, jeder cent zuruck, rechnen ihnen, rechnen wir ihnen, angerechnet, anrechnen, anrechnung*, erstatt*, ruckerstatt*, ruckzahl*, geld zuruck, zuruckzahl*, zuruckuberweis*, gutschrift*, gutgeschrieben, gutschreib*, entschadig*,
        zuruckbekomm*, zuruckerhalt*, schadensersatz, schadenersatz, cent zuruck, euro zuruck, kompensat*, kompensier*, vergut*, ausgleichszahlung*""",
    "gift": """
        nur fur sie, exklusiv fur sie, eigens fur sie, ausschliesslich fur sie, kleine aufmerksamkeit, fur sie zuruckgelegt, fur sie bereitgelegt, liegt fur sie bereit, fur sie reserviert, auf ihren namen, als dankeschon, als dank fur, als kleine aufmerksamkeit, als entschuldigung, als willkommen*, geschenk*, gutschein*, bonus*, pramie*, zugabe*, dreingabe*, prasent*, uberraschung wartet, obendrauf, obendrein, willkommensgeschenk*,
        zwei lizenzen dazu, lizenzen dazu, dazu geschenkt, extraplatz*, extralizenz*, dankeschon bekomm*, guthaben*""",
    "ours_to_pay": "jemand anders kummern, jemand anderes kummern, kummern wir uns, soll uns kummern, ist unser problem, ist unsere sorge, uberlassen sie uns, lassen sie uns tragen, tragen wir, geht an uns, gehen an uns, ist unsere sache, auf uns, auf unsere kappe",
    "safe": """
        nichts zu zahlen, fur nichts zahlen, fur nichts zu zahlen, fur nichts bezahlt, rechnen wir ihnen vor, rechnen wir ihnen offen vor, wie das ablauft, wie es ablauft, wie so etwas ablauft, wie das ablaufen, tarif finden sie, tarif sehen sie, fuhlen sie sich frei, frei zu, steht ihnen frei, zeit schenken, schenken uns, aufmerksamkeit schenken, glauben schenken, vertrauen geschenkt, geschenkt haben, zeit geschenkt,
        schulden uns nichts, schulden uns keine, sie schulden uns nichts, sie schulden uns keine, wir schulden ihnen, kommen sie zuruck, komm zuruck, kommen zuruck,
        zuruck zu, zuruck zum, zuruck zur, zuruckgerufen, zuruckgekommen, nicht nur, nicht bloss, nicht einfach, nicht mehr, im moment, keine verpflichtung*,
        verpflichtet sie zu nichts, ohne verpflichtung*, ohne jede verpflichtung, unverbindlich*, kein haken, kein problem, keine sorge*, ohne weiteres,
        ohne zweifel, kein zweifel, halbe stunde, halben tag, halben stunde, preisliste*, preis wert, um keinen preis, zu jedem preis, um jeden preis, letzte nachricht,
        nichts zu tun, kein wunder, keine eile, kein druck, auf kosten der, auf kosten von, kein verkaufsgesprach*, datenschutz, keine frage*, ohne umschweife, ohne fragen, kreditkarte*, umsonst gewartet, umsonst bemuht, umsonst war, nicht umsonst,
        war umsonst, entfallen ist""",
    "terms": """
        *softwarekosten, *preis, *preise, *preisen, *rechnung, *rechnungen, *gebuhr, *gebuhren, *kosten, *beitrag, *beitrage, *geld, *tarif, *betrag, *betrage, zeche, posten, abgebucht, abbuch*, abbucht, belasten, belastet, rate, raten, anzahlung*, vorkasse, kaufpreis, rechnen, abrechn*, berechn*, spesen, finanz*, bezahlung, schuldig, geld, paket, summe, aufpreis, preis, preise, preisen, tarif, tarife, gebuhr*, rechnung*, vertrag, vertrags, laufzeit*, lizenz*, betrag, abo, zahlung*, den wechsel, kosten, gunstiger, konditionen, zahlen, bezahlen""",
    "talk": """
        uber, erwart*, das angebot, unser angebot, dieses angebot, dem angebot, falsch*, gelesen, gehort, zu viel, zu hoch, zu teuer, sagen, sage, sagt, sprechen, schreiben, schreibe, fragen, frage*, antwort*, verstehe*, verstanden, wissen, weiss, horen, erklaren, erklart, streiten, denken, meinen, grund*, bedeut*, wichtig, reden, lesen, nachgedacht, beurteil*, budget, passt, passen, entscheid*, leid""",
    "gone": """
        war, waren, hatte*, wurde*, stieg, kostete, ging, schien, passte, passten, zahlten, zahlte, nannten, ware, waren, konnte*, sollte*, musste*, vielleicht, lag, kundigten, wollten, fanden, haben wir verstanden""",
    "cost": """
        preis, preise, preisen, tarif, tarife, gebuhr*, kosten, rechnung, rechnungen, betrag, beitrag, abo, monatspreis*, jahrespreis*, monatsbeitrag*, grundgebuhr*, einrichtungsgebuhr*,
        entgelt*, konditionen, pauschale*, einrichtungskosten, wechselkosten, umstellung""",
    "cut": """
        senken, senke, senkt, reduzier*, halbier*, kurzen, einfrieren, eingefroren*, fixier*, halten, uberbieten, mitgehen, angleichen, gleichen, ziehen, abziehen, streich*,
        ubernehm*, verringer*, drucken, deckel*, begleich*, ausgleich*, tragen, erlassen, erlass*, verzichten, vergess*""",
    "special": """
        halben, halber, halbe, alter, alten, alte, fruheren, fruhere, bisherigen, besonderen, besonderer, gunstig*, reduziert*, gesenkt*, niedriger*, spezial*, exklusiv*,
        fest*, garantiert*, eingefroren*, besseren, besserer, kleinen, gleichen, ursprunglich*, vergunstigt*, billiger*, ermassigt*, unverandert*""",
    "stays": "steigt nie, steigen nie, nicht steigen, nicht mehr steigen, nie mehr steigen, steigt nicht, nicht erhoh*, nie erhoh*, bleibt gleich, bleiben gleich, bleibt stabil, preisstabil*, keine preiserhohung*, nicht teurer, nie teurer",
    "fraction": "der halfte, bruchteil, halfte, ein drittel, zwei drittel, ein viertel, drei viertel, drittel, viertel, ein funftel, ein zehntel, funftel, zehntel",
    "off": "weniger, gunstiger, billiger, abzug",
    "pay": "ausgaben, ausgeben, zahlen, bezahlen, zahlt, bezahlt, zahle",
    "save": "sparen, spart, spare, einsparen, ersparen, einsparung*",
    "give": """
        andern, wie ware es, geben, gebe, gibt, gewahren, gewahre, bieten, biete, anbieten, schicken, schicke, senden, spendier*, verlanger*, uberlassen, legen, machen, mache, versprechen, einraumen, raumen,
        stellen, zahlen, sponser*, packen, drauflegen, reservier*, bereitgestellt, zusagen""",
    "get": "bekommen, bekommt, erhalten, erhaltet, erhalt, kriegen, geniess*, geben, gebe, gewahren, gewahre, bieten, biete, anbieten, spendier*, verlanger*, einraumen, sponser*, drauflegen, uberlassen, gehort, gehoren, testen",
    "ours": "uns, mir",
    "unit": "monat*, quartal*, jahr, jahre, jahren, jahres, woche, wochen, halbjahr*, fruhling, fruhjahr, sommer, herbst, winter, lizenz*, platze, upgrade*, jahrlich*",
    "neg": "niemandem, niemanden, nicht, kein, keine, keinen, keinem, keiner, keines, nie, niemals, ohne, weder, noch, nichts, statt, anstatt, anstelle, niemand",
    "comp": "nur, bloss, besser*, grosser*, hoher*, gunstiger*, anderer, anderen, allein, lediglich",
    "money": "geld, cent, euro, dollar, betrag, summe, alles was sie gezahlt, alles was sie bezahlt, ihre zahlung*, eur, usd",
    "back": "zuruck, zuruckgeben, zuruckbekommen, retour",
    "code": "code, kennwort, passwort, stichwort, losungswort, aktionscode",
    "enter": "nennen, geben, eingeben, verwenden, nutzen, benutzen, einlosen, losen",
    "said": """
        sie schrieben, sie baten, sie wollten, wollten sie, sie sagten, sie erwahnten, sie wunschten, sie haben geschrieben, sie hatten geschrieben, sie fragten, sie erwarteten,
        sie hofften, in ihren worten, ihre worte, ihr wunsch, ihrem wunsch, ihre bitte, schrieben sie, baten sie, fragten sie, sie meinten, sie haben uns, sie hatten uns, sie fanden, sie vermissten""",
    "grant": "kam letzten monat, kam vorigen monat, ist da, ist jetzt da, ging live, bekommen ihn, bekommen sie ihn, bekommen es, bekommen sie es, erhalten ihn, einverstanden, genehmigt, genehmig*, bewilligt, zugesagt, hier ist er, gern, ja",
    "ended": "endete, ausgelaufen, abgelaufen, lief aus, vorbei",
    "past": "hatte, hatten, ware, waren, geholfen, war, wurde geandert",
    "we": "unsere leute, unseren leuten, unsere mannschaft, wir, ich, unser*, uns, mein, meine",
    "you": "sie, ihnen, ihr, ihre, ihrem, ihren, ihrer, ihres, du, dir, dein*",
    "build": """
        eingefuhrt, hinzugefugt, veroffentlicht, entwickelt, behoben, erneuert, gebaut, ausgebaut, eingebaut, neu geschrieben, uberarbeitet, verbessert, freigegeben, umgesetzt, integriert, erweitert,
        implementiert, eingestellt, eroffnet, modernisiert, ersetzt, fertiggestellt, gelost, herausgebracht, gestartet, ausgerollt, nachgerustet, umgebaut, beschleunigt, verdoppelt, automatisiert""",
    "will": "sitzt, kommt, steht, ruft, werden, wird, werde, bis, bald, demnachst, nachsten, kommenden, planen",
    "make": "bauen, liefern, entwickeln, einfuhren, veroffentlichen, implementier*, integrier*, programmier*, ergans*, erganzen, hinzufugen, umsetzen, ausliefern, beheben, migrier*, bringen, rusten",
    "shall": "bauen wir ihnen, liefern wir ihnen, entwickeln wir ihnen",
    "made": "wurde, wurden, ist, worden",
    "note": "hinweis*, kommentar*, anmerkung*, ruckmeldung*, wunsch*, nachricht*, antwort*, liste, grund, grunde, worte, frage*, brief",
    "product": "das produkt, unser produkt, unsere plattform, die plattform, unsere app, die app, unsere software, die software, unser tool, unser system, die neue version, unser team",
    "have": """
        hat, bietet, unterstutzt, enthalt, kann, synchronisiert, integriert, verfugt, lauft, verbindet, importiert, exportiert, beherrscht, liest, spricht, umfasst, versteht, ermoglicht,
        arbeitet, erfullt, ubertrifft, ersetzt, erkennt, automatisiert, verschlusselt, beinhaltet, kommt mit, lasst sich, spart, besitzt, speichert""",
    "able": "kam letzten monat, kam vorigen monat, ist da, ist jetzt da, ist angekommen, ging live, ist geschichte, der vergangenheit an, gehoren der vergangenheit, gehort der vergangenheit, werden sie konnen, sie werden konnen, im sommer kommt, im herbst kommt, im winter kommt, im fruhjahr kommt, bald kommt, kommt bald, kommt demnachst, seit mai gibt, gibt es seit, in kurze, demnachst, konnen sie jetzt, konnen sie nun, konnen sie inzwischen, konnen jetzt, konnen inzwischen, konnen mittlerweile, konnen sie mittlerweile, lasst sich jetzt, lassen sich jetzt, jetzt moglich, nun moglich, inzwischen moglich, endlich moglich",
    "status": "verfugbar, live, freigeschaltet, erhaltlich, unterstutzt, enthalten, inklusive, im einsatz, in betrieb, nutzbar, fertig, online",
    "be": "ist, sind, gibt",
    "cert": """
        datenschutzbehorde*, aufsichtsbehorde*, aufsicht, behorde*, datenschutzbeauftragt*, prufer, wirtschaftsprufer*, server stehen, servern in, rechenzentrum in, gehostet in, sicherheitsaudit*, zertifizier*, zertifikat*, dsgvo*, konform*, hipaa, soc, soc2, iso, gdpr, pci, gepruft, auditiert, versichert, verschlusselt*, verschlusselung*, tuv*, bsi*, akkreditiert, testiert, normgerecht, c5, kritis, nis2""",
    "pledge": """
        komme was wolle, was auch geschieht, was auch passiert, neben ihnen bis, an ihrer seite bis, ihre betreuerin, ihr betreuer, ihren betreuer, ihre ansprechpartnerin, ihr ansprechpartner, eine antwort haben sie, konnen sie sich verlassen, verlassen sie sich, freigehalten, bevor der kaffee, zusicherung*, nicht wieder vorkommen, nicht mehr vorkommen, reaktionszeit*, stehe personlich, stehe dafur gerade, dafur gerade, auch nachts, nehmen sie uns beim wort, koste es was es wolle, garantier*, garantie*, gewahrleist*, haften, haftet, haftung, vertragsstrafe*, verfugbarkeitsgarantie*, sla, verpflichten uns, vertraglich*, rund um die uhr, tag und nacht, festen ansprechpartner*,
        fester ansprechpartner*, personlichen ansprechpartner*, fur immer, auf lebenszeit, lebenslang*, auf ewig, auf dauer, dauerhaft, unbegrenzt*, unbefristet*, nie wieder, nie mehr, unser wort, mein wort, ehrenwort, risikofrei*, ohne risiko, kein risiko,
        binnen einer stunde, innerhalb einer stunde, innerhalb von stunden, innerhalb von minuten, innerhalb eines tages, binnen eines tages, ausfallsicher*, verdoppeln, verdoppelt, verdreifach*, sofortige hilfe, vorrang*, bevorzugt behandelt, premium support, zugesichert, sichern ihnen zu, sichern wir, sicherheit dass""",
    "promise": "verspreche, versprechen, schwore, versichere, versichern, gelobe",
    "soft": "kurz, zuzuhoren, lesen, antworten, nicht, ehrlich*, halten, fassen, nichts, dass ich mich, dass wir uns, konnen, konnten",
    "stat": "alle unsere kunden, jeder kunde, tausende*, hunderte*, millionen, dutzende, die meisten unserer kunden, neun von zehn, jeder zweite kunde, mehrheit unserer kunden, zahllose",
    "super": "sieger*, gekurt, pramiert, vertrauen uns, vertraut uns, empfiehlt uns, empfehlen uns, schworen auf, schwort auf, lobt uns, loben uns, gelobt, ausgezeichnet, spitzenplatz, platz eins, auf platz, liebt uns, lieben uns, das beste werkzeug, das beste produkt, beste am markt, am markt, das fuhrende, fuhrend*, kein anderer anbieter, studien zeigen, studie zeigt, marktfuhrer*, testsieger*, fuhrend*, nummer eins, preisgekront*, ausgezeichnet mit, schneller als, doppelt so schnell, mal so schnell, bestes produkt, beste losung am markt, konkurrenzlos*, unschlagbar*, weltweit beste, einzige losung, der beste anbieter, sicherste*, zuverlassigste*",
    "appnoun": "app, funktion*, version, modul*, schnittstelle*, integration*, anbindung*, plugin*, erweiterung*, modus, dashboard, api, portal, konnektor*, editor, assistent*, rechenzentrum",
    "new": "neue, neuer, neues, neuen, brandneu*, uberarbeitet*, verbessert*",
    "exist": "es gibt, gibt es jetzt, gibt es nun, inzwischen gibt, gibt es inzwischen, gibt es seit, jetzt auch, nun auch, haben jetzt, haben nun, konnen jetzt, konnen nun, sie jetzt",
    "cond": "was, ob, wenn, wie, welche*, welcher, warum, wo, wann, wer, falls, sollte, konnte, wurde, sofern, woran, wofur",
    "login": "ihr kennwort, ihrem kennwort, ihr passwort, ihrem passwort, ihre pin, kartendaten, kartennummer, kreditkartendaten, bankdaten, kontodaten, kontonummer, zugangsdaten, sicherheitscode, bestatigungscode, geburtsdatum, iban",
    "slander": """
        kundendaten verloren, daten verloren, passworter verloren, gehackt worden, belogen, belugt, getauscht, verliert daten, verliert kundendaten, hintergangen, uber den tisch gezogen, insolven*, pleite, bankrott, konkurs, betrug*, betruger*, betrugt, gehackt, datenleck*, datenpanne*, gestohlen, stiehlt, stehlen, kriminell*, illegal*, verklagt, ermittl*, ermittelt, lugt, lugner*, lugen,
        unseriös, unserios*, abzocke*, abzock*, schwindel*, schwindler*, korrupt*, skandal*, veruntreu*, verkauft die daten, verkaufen ihre daten, daten seiner kunden, daten ihrer kunden, wertlos*, schrott, schund, unzuverlassig*, stumper*, unfahig*, geldwasche, zahlungsunfahig*,
        steht vor dem aus, vor dem aus, macht bald dicht, dichtmachen, am ende ist, staatsanwalt*, gauner*, hinterzog*, steuerhinterzieh*, halsabschneider*, verbrecher*""",
    "threat": """
        bis montag, bis dienstag, bis mittwoch, bis donnerstag, bis freitag, bis samstag, bis sonntag, bis heute abend, bis morgen, bis ende der woche, bis ende des monats, bis monatsende, nach montag, nach dienstag, nach mittwoch, nach donnerstag, nach freitag, nach samstag, nach sonntag, tur zu ist, tur endgultig zu, tur schliesst, ist die tur zu, ist die tur geschlossen, ist die tur verschlossen, schliesst sich die tur, fenster schliesst, steigen die preise, preise steigen, wird es teurer, wird teurer, preiserhohung steht, solange es geht, platze frei, zweite chance, geloscht werden, werden geloscht, wird geloscht, wird gesperrt, letzte chance, letzte gelegenheit, zugang endet, andere schritte, weitere schritte, schritte einleiten, ihr zugang erlischt, bis sie zahlen, werden belastet, inkasso*, mahnung*, mahnbescheid*, mahnverfahren, anwalt*, rechtsanwalt*, rechtsabteilung*, gericht, gerichtlich*, klage, klagen, rechtliche schritte, schufa, letzte chance, letzte mahnung, letzte warnung, letzte gelegenheit,
        letztmalig, noch offen, offene rechnung*, offene forderung*, offenen betrag, offener betrag, forderung*, ausstehend*, uberfallig*, schulden, schuldet, unbezahlt*, umgehend, loschen wir ihre, werden geloscht, wird geloscht, daten geloscht, loschen ihre, sperren, gesperrt,
        verlieren sie, verlieren alles, konsequenzen, folgen haben, jetzt zugreifen, nur heute, nur noch heute, lauft ab, ablauft, verfallt, verfallen, frist, bereuen, beeilen, polizei, anzeige, vollstreck*, pfand*, andernfalls, sonst meld*, strafe, zu spat, anzeigen bei, veroffentlichen wir ihre""",
    "others": """
        wieder unterschrieben, zuruckgekehrt, wieder an bord, wieder bei uns, jemand in ihrem haus hat, jemand aus ihrem, jemand in ihrem team hat, jemand in ihrem haus sagt, ihrem kollegen, ihrer kollegin, ihr kollege, ihre kollegin, ihren kollegen gesprochen, ihr team hat uns gebeten, vermisst uns, vermissen uns, in ihrer strasse, in ihrer nachbarschaft, bei ihnen um die ecke, in ihrem haus, in ihrer stadt, wettbewerber ist, wettbewerber sind, ihr wettbewerber, ihre wettbewerber, ihr konkurrent, ihre konkurrenz, haben gesehen dass, wir sehen dass sie, preisseite besucht, seite besucht haben, schon zuruckgekommen, ist bereits zuruck, sind bereits zuruck, in derselben woche gekundigt, zur gleichen zeit gekundigt, lasst sie grussen, lassen sie grussen, jemand bei ihnen, unsere mails gelesen, anderer kunde, anderen kunden, ein kunde von uns, eine kundin, einer unserer kunden, unserer kunden, kunden wie, zahlt weniger, zahlen weniger, zahlt deutlich, aus demselben grund gegangen, aus dem gleichen grund, haben geoffnet, mail geoffnet, angeklickt, in unserem system steht, unseren unterlagen zufolge, laut unseren, hat uns erzahlt, hat uns verraten, haben gesehen dass, haben beobachtet, nachbar*""",
    "meta": """
        sprachmodell*, ki modell*, als ki, chatgpt, gpt, claude, llm, prompt*, meine anweisung*, meiner anweisung*, meinen anweisung*, meine vorgaben, meinen vorgaben, meinen richtlinien, wurde angewiesen, bin angewiesen, wurde mir gesagt, mir wurde gesagt, mir wurde aufgetragen,
        systemnachricht*, systemprompt*, trainingsdaten, churn, kundendatensatz*, datensatz, json, interne notiz*, interner vermerk, unsere analyse, ruckgewinnungskampagne*, kampagne, genehmigte angebote, freigegebene angebote, darf ihnen nicht sagen, darf nicht verraten, kunstliche intelligenz, hier ist die e mail, hier sind die e mails, betreffzeile, wie gewunscht hier""",
}
FUNCTION_WORDS = """
    der die das den dem des und nicht wir ist zu sind ein eine einen einem einer eines war haben hat für mit auf auch aber uns unser unsere unserem unseren kein keine
    keinen sehr mehr wurde werden wird durch bei nach zum zur ich dass weil oder sie ihnen ihr ihre ihrem ihren ihrer es er in im an am als wenn wie was wer wo warum
    ob so nur noch schon über unter vor von vom aus um bis gegen ohne seit zwischen man mich mir sich dies diese dieser dieses diesen jede jeder jedes jeden alle alles
    etwas nichts niemand jemand gern gerne bitte danke vielen guten tag hallo liebe lieber viele grüße freundliche mein meine meinem können kann könnte möchte möchten
    würde würden hätte hätten wäre darf dürfen soll sollte muss müssen gibt dann da doch denn hier dort heute damals einfach mal wieder immer nie kurz beste herzliche
    mag mein dein sein waren wurden hatte hatten habe bin sagen antworten zurück lag falls
"""
