"""What the letters say of one particular, in Italian. Data only; the lines are those of `Particular`."""

TEXTS = """
rise
A proposito dell'aumento
Che cosa l'avrebbe reso accettabile: un avviso per tempo, una spiegazione o un passo più piccolo?
Tornando all'aumento: preferiamo partire da ciò che usate piuttosto che difendere una cifra. Diteci con che cosa avreste potuto convivere, e risponderemo chiaramente sì o no.
Se un giorno vorrete sapere a che punto è il prezzo, chiedetelo, e la prima riga della risposta lo dirà.

rise_unannounced
A proposito dell'aumento
Sarebbe bastata una parola chiara prima, o era troppo l'aumento in sé?
Tornando all'aumento: non doveva arrivarvi senza spiegazione. Diteci con che cosa avreste potuto convivere, e risponderemo chiaramente sì o no.
Abbiamo capito che un aumento deve arrivare con il suo motivo. Se volete ancora conoscerlo, basta una riga.

per_seat
Quando ogni persona costa di più
Chi aveva bisogno di un accesso proprio, e chi entrava solo ogni tanto?
Sul pagare a persona: mandateci a grandi linee chi fa che cosa. Lo vediamo con voi e diciamo se un altro modo di contare sarebbe andato bene oppure no.
Se la vostra squadra cambia dimensione, rifacciamo volentieri quel conto insieme.

plan
Ciò che aveva solo il piano grande
Di quale parte precisa del piano grande avevate bisogno?
Sul piano: indicate la parte per cui avreste pagato da sola. Se non si può avere senza il resto, lo diciamo in una riga.
Se incontrate lo stesso muro altrove, siamo curiosi di sapere come lo hanno risolto.

contract
A proposito del vincolo
Era la durata, il preavviso, o dover decidere con tanto anticipo?
Sul contratto: descrivete la durata che si sarebbe adattata al vostro lavoro. Risponde una persona che ha voce in capitolo, e un no sarà chiamato no.
Che la prossima cosa che firmate vi stia meglio.

budget
Quando il budget si riduce
È stato tagliato tutto, o una misura più piccola sarebbe sopravvissuta?
Sul budget: se ne resta una parte, indicate l'unica cosa che manca alla vostra squadra. Diremo con franchezza se da sola ha senso, e altrimenti ci fermiamo lì.
I budget tornano con i loro tempi. Fino ad allora non vi rincorreremo.
È una ragione giusta per andarsene, e non dovete giustificarla.

unused
Pagare per ciò che non si usa
Quale parte veniva aperta, e quale non toccava nessuno?
Tornando a ciò che restava inutilizzato: forse serviva solo a pochi. Diteci a chi e per che cosa, e descriveremo come sarebbe qualcosa di più piccolo.
Meglio smettere che pagare una stanza vuota. Se il bisogno cresce, sapete dove siamo.

integration
Il collegamento che vi serviva
Quale sistema era, e che cosa doveva passare tra i due?
Su quel collegamento: descrivete i due lati e un esempio. Una persona che conosce bene il prodotto risponde per iscritto che cosa funziona oggi e che cosa no.
Se i due sistemi ancora non si parlano dove siete adesso, ci ragioniamo volentieri con voi.

outage
Quando non funzionava nulla
Di che cosa avevate bisogno da noi in quelle ore, senza averlo?
Sul blocco: chiedete ciò che volete ancora sapere. Una persona tecnica scriverà che cosa c'era dietro, o ammetterà che non lo sappiamo.
Non abbiamo dimenticato che il vostro lavoro si è fermato per causa nostra.

slow
Quando bisognava aspettare
Dove era più lento: nell'aprire, nel cercare o nel salvare?
Sull'attesa: diteci che cosa conteneva la pagina e più o meno quanti dati. Una persona tecnica guarda quel caso e scrive che cosa lo frenava.
Nessuno dovrebbe andare a prendere un caffè mentre si apre una pagina. Grazie di averlo detto.

unreliable
Quando non funzionava
Che cosa vi bloccava ogni volta?
Su ciò che continuava a rompersi: descriveteci il caso peggiore. Una persona tecnica scriverà che cosa c'era dietro, o ammetterà che non lo sappiamo.
Qualunque cosa usiate adesso, speriamo che faccia semplicemente il suo lavoro.

mobile
Sul telefono o sul tablet
Quale compito dovrebbe funzionare lì per primo?
Sul telefono o sul tablet: diteci quale era e che cosa mostrava quando non andava. Da lì vediamo che cosa dovrebbe funzionare, e se funziona.
Ciò che deve funzionare fuori non serve a nulla se lì non funziona. Grazie di averlo detto.

security
Ciò che chiedeva la vostra sicurezza
Era tutto ciò che veniva chiesto, o l'elenco era più lungo?
Tornando a ciò che veniva chiesto: mandateci l'elenco come l'hanno scritto i vostri colleghi. Risponderemo riga per riga, anche a quelle che non soddisfiamo.
I vostri esperti hanno fatto bene a insistere. Il loro elenco resta benvenuto.

reporting
I numeri che vi mancavano
Quale numero vi serviva, e chi lo aspettava?
Su quei numeri: basta uno schizzo o un vecchio foglio. Saprete per iscritto se oggi si può fare, e come.
Che il vostro prossimo rapporto richieda minuti e non una serata.

permissions
Chi può vedere e fare che cosa
Era quello l'unico passaggio che mancava, o ce ne sono altri simili?
Su permessi e approvazioni: scrivete i ruoli come sono davvero da voi, anche quelli strani. Li confrontiamo con ciò che il prodotto conosce e segniamo ogni mancanza.
Se i ruoli diventano più semplici da voi o più precisi da noi, forse varrà un secondo sguardo.

fields
Come lavorate, e come vi abbiamo fatto lavorare
Quale vostro passaggio non entrava in ciò che avevamo previsto?
Sull'adattarlo: mandate un caso vero con i dati cambiati. Proviamo a costruirlo a modo vostro e vi mostriamo dove si rompe.
Uno strumento dovrebbe seguire il lavoro. Ci dispiace che sia stato il contrario.

removed
Ciò che abbiamo tolto
Che cosa ci facevate, e che cosa fate adesso al suo posto?
Su ciò che è sparito: diteci quanto spesso lo usavate e per che cosa. Arriva a chi lo ha deciso, e voi ricevete la sua risposta così com'è.
Eravate abituati a una cosa che andava, e l'abbiamo cambiata. Questo dipende da noi.

language
In una lingua che vi vada bene
Che cosa ne soffriva: i vostri colleghi o ciò che vedevano i vostri clienti?
Sulla lingua: indicate le schermate o i documenti che contavano. Di ciascuno diremo se esiste, senza abbellire.
Ci sarebbe piaciuto parlare meglio la vostra lingua.

import
Dove si è bloccata l'importazione
Quale file o quale sistema non entrava, e che cosa succedeva invece?
Sull'importazione: mandate un esempio con righe inventate. Una persona lo guarda e vi dice perché falliva, al posto di un altro articolo.
I vecchi dati sono una cattiva ragione per restare o andare. Se riprovate un giorno, cominciamo dal loro trasloco.

leaving
Quando andarsene è diventato difficile
Oggi resta qualcosa di aperto, come un modulo, una conferma o un pagamento?
Sulla disdetta: rispondete con quello che vi è stato detto e più o meno quando. Qualcuno che può decidere si assicura che sia fatta e lo conferma per iscritto.
Andarsene doveva essere facile come arrivare. Grazie per aver detto con chiarezza dove non lo era.
Non avreste dovuto chiederlo due volte, e ci dispiace che sia andata così.

person_left
Quando se ne va chi lo conosceva
Chi segue questo lavoro adesso, e che cosa aiuterebbe di più quella persona?
Tornando a chi se n'è andato: un nuovo inizio partirebbe da chi ha il compito oggi e da un lavoro vero, non da un manuale.
Chi erediterà quel compito può scriverci senza conoscere la storia.

support
La risposta che aspettavate
Quale domanda non ha mai avuto una vera risposta?
Tornando alla vostra domanda: mandatela ancora come la direste, e chi può decidere risponde, anche se è passato molto tempo.
Non avreste dovuto aspettare. Ciò che scrivete qui arriva a una persona, non in una coda.

complicated
Più difficile del necessario
Quale compito doveva essere semplice e non lo era?
Su quel compito: lo faremmo con chi ci lavora, e ci fermeremmo solo quando riesce senza di noi.
Se era troppo, era troppo. Questo dice qualcosa di noi e nulla della vostra squadra.

time
Senza tempo per avviarlo
Che cosa avrebbe dovuto essere pronto il primo giorno?
Sull'avvio: indicate l'elenco o il modello che la vostra squadra avrebbe usato per primo. Diremo quanto ci vuole con il nostro aiuto, e che cosa dovreste portare voi.
Non c'è mai una settimana buona per queste cose. Se ne arriva una più calma, cominciamo in piccolo.

adoption
Quando la squadra non lo usa
Con che cosa lavorano adesso i vostri colleghi, e che cosa ne apprezzano?
Sulla vostra squadra: chiedete una sola ragione a chi lo amava meno, e mandatecela come è stata detta. Vale più di qualsiasi sondaggio.
Uno strumento che la gente evita non merita di restare, chiunque l'abbia fatto.

group
Una decisione del gruppo
Sareste rimasti, se la decisione fosse stata vostra?
Poiché decide il gruppo, non c'è nulla da discutere. Se a una delle vostre squadre manca qualcosa che lo strumento del gruppo non copre, diteci che cosa.
Vi auguriamo un passaggio facile allo strumento del gruppo.
Una decisione del gruppo non dovete giustificarla.

cheaper
Uno strumento meno caro
Fa tutto ciò che vi serve, o avete rinunciato a qualcosa per quel prezzo?
Su quello strumento: non ne parleremo male. Se gli mancasse qualcosa, diteci che cosa, e risponderemo onestamente se l'abbiamo.
Se fa lo stesso lavoro per meno, avete scelto bene.

suite
Uno strumento per tutto
Che cosa vi risparmia avere tutto in un posto?
Sull'avere tutto insieme: se un angolo si rivela troppo debole per il vostro lavoro, indicatelo, e diremo se merita un secondo strumento.
Un accesso in meno vale qualcosa, e lo capiamo.

in_house
Fatto da voi
Che cosa fa il vostro che nulla di comprato fa?
Sul vostro strumento: se diventa un peso per chi l'ha costruito, guardiamo volentieri che cosa conviene comprare e che cosa no.
Complimenti a chi l'ha costruito. Che vi serva a lungo.

sold
Dopo l'acquisizione
C'è ancora qualcosa da consegnare da parte vostra?
Se i nuovi proprietari hanno domande su ciò che avevate da noi, passate questo indirizzo. Non c'è nulla da vendere in questo.
A tutti quelli che sono venuti con voi auguriamo un buon posto sotto il nuovo tetto.

retiring
Un meritato riposo
Volete conservare qualcosa del vostro conto prima che si chiuda?
Sui vostri documenti: diteci che cosa potrebbe ancora chiedere un successore o il fisco, e diremo come conservarlo.
Godetevi il tempo che viene dopo il lavoro. Ve lo siete più che meritato, e da qui nessuno lo disturberà.

insolvent
Quando non si poteva continuare
A chi dobbiamo rivolgerci per ciò che resta aperto?
Se un curatore ha preso in mano le cose, passategli questo indirizzo. Chi liquida riceve da noi ogni documento senza discussioni.
Voi e i vostri avete già abbastanza da portare. Vi auguriamo una strada migliore.

project_over
Quando il progetto finisce
Ha portato ciò che speravate?
Sul progetto: se qualcuno chiederà più avanti che cosa ha mostrato, ci pensiamo volentieri con voi.
I progetti finiscono, e ciò che si è imparato resta.
"""
