"""What the offline letters say to somebody who was wrongly billed, lost trust, pauses for a season, or is done. Data only.

Whoever was wronged gets an apology and nothing to buy; whoever pauses or is done gets no sale either.
"""

from agents.winback.offline.english import CategoryCopy
from schemas.sender import Language
from schemas.winback.churn_analysis import Topic


def _copy(*texts: str) -> CategoryCopy:
    """Three subjects, the apology or the kind word, question, proposal, close, two asks."""
    one, two, three, regret, question, proposal, close, ask, last_ask = texts
    return CategoryCopy((one, two, three), "", regret, question, proposal, close, (ask, last_ask))


# Calls to action of the first and the second email where they say something of the customer's own, and of the third
# where something has changed.
ASKS: dict[Language, tuple[str, str, str]] = {
    "en": ("Reply with a line or two", "Reply, and we go on from there", "Reply on the day it matters"),
    "de": (
        "Antworten Sie mit ein, zwei Zeilen",
        "Antworten Sie, und wir machen dort weiter",
        "Antworten Sie, wenn es soweit ist",
    ),
    "fr": ("Répondez en une ou deux lignes", "Répondez, et nous repartirons de là", "Répondez le jour où cela compte"),
    "es": ("Respondan con una o dos líneas", "Respondan y seguimos desde ahí", "Respondan el día que les importe"),
    "it": ("Rispondete con una o due righe", "Rispondete, e ripartiamo da lì", "Rispondete il giorno in cui conta"),
    "pt": ("Respondam com uma ou duas linhas", "Respondam e continuamos daí", "Respondam no dia em que importar"),
    "nl": ("Antwoord met een of twee regels", "Antwoord, en we gaan daar verder", "Antwoord op de dag dat het telt"),
}
# Behind a quote that has answered the question of its cause already.
WHOLE: dict[Language, str] = {
    "en": "Is that the whole of it, or was there something else?",
    "de": "War das alles, oder gab es noch etwas anderes?",
    "fr": "Est-ce tout, ou y avait-il autre chose ?",
    "es": "¿Eso era todo, o había algo más?",
    "it": "È tutto, o c'era dell'altro?",
    "pt": "Era só isso, ou havia mais alguma coisa?",
    "nl": "Was dat alles, of was er nog iets anders?",
}
TOPIC_COPY: dict[Topic, dict[Language, CategoryCopy]] = {
    "billing": {
        "en": _copy(
            "About that charge", "The charge, once more", "So that it is closed",
            "From what you wrote, you were charged in a way that was not right. We apologise; nobody should have to chase that.",
            "Is anything about it still open today?",
            "About the charge: reply with its date or the number of the invoice, and a person who can decide looks at it and answers in writing. Until that is settled there is nothing that we want to propose to you.",
            "We do not want to add to the trouble. Should the charge still be open one day, a reply reaches a person.",
            "Reply with what is still open", "Reply if anything is still open",
        ),
        "de": _copy(
            "Zu dieser Abbuchung", "Noch einmal zur Abbuchung", "Damit es abgeschlossen ist",
            "Nach dem, was Sie schrieben, wurde Ihnen zu Unrecht etwas berechnet. Wir bitten um Entschuldigung; dem sollte niemand nachlaufen müssen.",
            "Ist davon heute noch etwas ungeklärt?",
            "Zur Abbuchung: Antworten Sie mit dem Datum oder der Nummer der Rechnung, und jemand, der entscheiden kann, sieht es sich an und antwortet schriftlich. Bis das geklärt ist, möchten wir Ihnen nichts vorschlagen.",
            "Wir möchten den Ärger nicht größer machen. Bleibt die Abbuchung ungeklärt, erreicht Ihre Antwort einen Menschen.",
            "Antworten Sie mit dem, was ungeklärt ist", "Antworten Sie, wenn etwas ungeklärt ist",
        ),
        "fr": _copy(
            "Au sujet de ce prélèvement", "Encore au sujet du prélèvement", "Pour que ce soit réglé",
            "D'après ce que vous avez écrit, vous avez été facturés à tort. Nous vous présentons nos excuses ; personne ne devrait avoir à courir après cela.",
            "Reste-t-il quelque chose d'ouvert aujourd'hui ?",
            "Au sujet du prélèvement : répondez avec sa date ou le numéro de la facture, et une personne qui peut décider l'examine et répond par écrit. Tant que ce n'est pas réglé, nous ne voulons rien vous proposer.",
            "Nous ne voulons pas ajouter aux ennuis. Si le prélèvement reste ouvert un jour, votre réponse arrive chez une personne.",
            "Répondez avec ce qui reste ouvert", "Répondez si quelque chose reste ouvert",
        ),
        "es": _copy(
            "Sobre ese cobro", "Otra vez sobre el cobro", "Para que quede cerrado",
            "Por lo que escribieron, se les cobró algo que no correspondía. Les pedimos disculpas; nadie debería tener que ir detrás de eso.",
            "¿Queda algo abierto hoy?",
            "Sobre el cobro: respondan con la fecha o el número de la factura, y una persona que puede decidir lo mira y responde por escrito. Hasta que esté resuelto, no queremos proponerles nada.",
            "No queremos añadir molestias. Si el cobro sigue abierto algún día, su respuesta llega a una persona.",
            "Respondan con lo que sigue abierto", "Respondan si algo sigue abierto",
        ),
        "it": _copy(
            "A proposito di quell'addebito", "Ancora sull'addebito", "Perché sia chiuso",
            "Da quanto avete scritto, vi è stato addebitato qualcosa che non andava. Vi chiediamo scusa; nessuno dovrebbe rincorrere queste cose.",
            "C'è ancora qualcosa di aperto oggi?",
            "Sull'addebito: rispondete con la data o il numero della fattura, e una persona che può decidere lo guarda e risponde per iscritto. Finché non è risolto, non vogliamo proporvi nulla.",
            "Non vogliamo aggiungere fastidi. Se l'addebito fosse ancora aperto, la vostra risposta arriva a una persona.",
            "Rispondete con ciò che è ancora aperto", "Rispondete se qualcosa è ancora aperto",
        ),
        "pt": _copy(
            "Sobre essa cobrança", "Ainda sobre a cobrança", "Para que fique fechado",
            "Pelo que escreveram, foi-vos cobrado algo que não estava certo. Pedimos desculpa; ninguém devia ter de correr atrás disso.",
            "Ainda há alguma coisa em aberto hoje?",
            "Sobre a cobrança: respondam com a data ou o número da fatura, e uma pessoa que pode decidir vê e responde por escrito. Até isso estar resolvido, não queremos propor nada.",
            "Não queremos aumentar o incómodo. Se a cobrança ainda estiver em aberto, a vossa resposta chega a uma pessoa.",
            "Respondam com o que está em aberto", "Respondam se algo estiver em aberto",
        ),
        "nl": _copy(
            "Over die afschrijving", "Nog eens over de afschrijving", "Zodat het is afgesloten",
            "Uit wat u schreef blijkt dat u iets ten onrechte is berekend. Onze excuses; niemand zou daar achteraan moeten gaan.",
            "Staat er vandaag nog iets open?",
            "Over de afschrijving: antwoord met de datum of het nummer van de factuur, en iemand die kan beslissen bekijkt het en antwoordt schriftelijk. Zolang dat niet is opgelost, willen we u niets voorstellen.",
            "We willen het ongemak niet groter maken. Is de afschrijving niet opgelost, dan bereikt uw antwoord een mens.",
            "Antwoord met wat nog openstaat", "Antwoord als er nog iets openstaat",
        ),
    },
    "trust": {
        "en": _copy(
            "You could no longer rely on us", "The answer you never got", "Nothing more from us",
            "That you could no longer rely on us weighs more than any missing feature, and we apologise.",
            "What should we have said or done at the time?",
            "Back to what broke your trust: name the answer that you never got. It comes in writing, from a person who can find out, and without a sales pitch.",
            "If there is something that you want us to know, a reply is enough. We have no further request.",
            "Reply with what we should have done", "Reply if you want us to know something",
        ),
        "de": _copy(
            "Sie konnten sich nicht mehr verlassen", "Die Antwort, die nie kam", "Von uns nichts weiter",
            "Dass Sie sich nicht mehr auf uns verlassen konnten, wiegt schwerer als jede fehlende Funktion, und wir bitten um Entschuldigung.",
            "Was hätten wir damals sagen oder tun sollen?",
            "Noch einmal zum verlorenen Vertrauen: Nennen Sie die Antwort, die Sie nie bekamen. Sie kommt schriftlich, von einem Menschen, der nachfragen kann, und ohne Verkaufsgespräch.",
            "Wenn es noch etwas gibt, das wir wissen sollten, genügt eine Antwort. Von uns aus haben wir keine weitere Bitte.",
            "Antworten Sie mit dem, was richtig gewesen wäre", "Antworten Sie, wenn wir etwas wissen sollten",
        ),
        "fr": _copy(
            "Vous ne pouviez plus compter sur nous", "La réponse jamais reçue", "Rien de plus de notre part",
            "Que vous ne puissiez plus compter sur nous pèse plus que toute fonction absente, et nous vous présentons nos excuses.",
            "Qu'aurions-nous dû dire ou faire à ce moment-là ?",
            "Pour revenir à la confiance perdue : citez la réponse que vous n'avez jamais eue. Elle viendra par écrit, d'une personne qui peut se renseigner, sans discours de vente.",
            "S'il y a encore quelque chose que nous devons savoir, une réponse suffit. De notre côté, nous n'avons pas d'autre demande.",
            "Répondez avec ce que nous aurions dû faire", "Répondez si nous devons savoir quelque chose",
        ),
        "es": _copy(
            "Ya no podían confiar en nosotros", "La respuesta que no llegó", "Nada más por nuestra parte",
            "Que ya no pudieran confiar en nosotros pesa más que cualquier función, y les pedimos disculpas.",
            "¿Qué deberíamos haber dicho o hecho entonces?",
            "Volviendo a la confianza perdida: nombren la respuesta que nunca tuvieron. Llegará por escrito, de una persona que puede averiguarlo, y sin discurso de ventas.",
            "Si hay algo que todavía debamos saber, basta una respuesta. Por nuestra parte no tenemos otra petición.",
            "Respondan con lo que debimos hacer", "Respondan si debemos saber algo",
        ),
        "it": _copy(
            "Non potevate più contare su di noi", "La risposta mai arrivata", "Nient'altro da parte nostra",
            "Che non poteste più contare su di noi pesa più di qualsiasi funzione, e vi chiediamo scusa.",
            "Che cosa avremmo dovuto dire o fare allora?",
            "Torniamo alla fiducia persa: indicate la risposta che non avete mai avuto. Arriverà per iscritto, da una persona che può informarsi, senza discorsi di vendita.",
            "Se c'è qualcosa che dobbiamo ancora sapere, basta una risposta. Da parte nostra non abbiamo altre richieste.",
            "Rispondete con ciò che avremmo dovuto fare", "Rispondete se dobbiamo sapere qualcosa",
        ),
        "pt": _copy(
            "Deixaram de poder contar connosco", "A resposta que nunca chegou", "Nada mais da nossa parte",
            "Que já não pudessem contar connosco pesa mais do que qualquer função, e pedimos desculpa.",
            "O que devíamos ter dito ou feito na altura?",
            "Voltando à confiança perdida: digam qual foi a resposta que nunca tiveram. Chegará por escrito, de uma pessoa que se pode informar, e sem discurso de vendas.",
            "Se há alguma coisa que ainda devamos saber, basta uma resposta. Da nossa parte não temos outro pedido.",
            "Respondam com o que devíamos ter feito", "Respondam se devemos saber alguma coisa",
        ),
        "nl": _copy(
            "U kon niet meer op ons rekenen", "Het antwoord dat nooit kwam", "Verder niets van ons",
            "Dat u niet meer op ons kon rekenen weegt zwaarder dan elke ontbrekende functie, en daarvoor onze excuses.",
            "Wat hadden we toen moeten zeggen of doen?",
            "Terug naar het verloren vertrouwen: noem het antwoord dat u nooit kreeg. Het komt schriftelijk, van iemand die het kan uitzoeken, en zonder verkooppraatje.",
            "Als er nog iets is dat we moeten weten, is een antwoord genoeg. Van onze kant hebben we verder geen verzoek.",
            "Antwoord met wat we hadden moeten doen", "Antwoord als we iets moeten weten",
        ),
    },
    "seasonal": {
        "en": _copy(
            "Until it starts again", "When does it begin?", "Have a good season",
            "When the work pauses, it is sensible to stop paying for the tools.",
            "Would you like to hear from us once when it begins again?",
            "About the time in between: if you name the month in which your work starts again, we write once then and not before.",
            "We wish you a good season, with us or without us. Should something come up in the middle of it, a reply reaches a person.",
            "Reply with a yes or a no", "Reply when your season begins",
        ),
        "de": _copy(
            "Bis es wieder losgeht", "Wann beginnt es?", "Eine gute Saison",
            "Wenn die Arbeit ruht, ist es vernünftig, auch die Software ruhen zu lassen.",
            "Möchten Sie einmal von uns hören, wenn es wieder beginnt?",
            "Zur Zeit dazwischen: Wenn Sie uns den Monat nennen, in dem Ihre Arbeit wieder beginnt, schreiben wir dann einmal und vorher nicht.",
            "Wir wünschen Ihnen eine gute Saison, mit uns oder ohne uns. Kommt mittendrin etwas auf, erreicht Ihre Antwort einen Menschen.",
            "Antworten Sie mit Ja oder Nein", "Antworten Sie, wenn Ihre Saison beginnt",
        ),
        "fr": _copy(
            "Jusqu'à la reprise", "Quand cela reprend-il ?", "Bonne saison",
            "Quand l'activité s'arrête, arrêter aussi le logiciel est raisonnable.",
            "Souhaitez-vous avoir de nos nouvelles une fois, quand cela reprendra ?",
            "Au sujet de l'entre-deux : si vous nous dites le mois où votre activité reprend, nous écrirons une fois à ce moment-là et pas avant.",
            "Nous vous souhaitons une bonne saison, avec nous ou sans nous. S'il se passe quelque chose au milieu, votre réponse arrive chez une personne.",
            "Répondez par oui ou par non", "Répondez quand votre saison commence",
        ),
        "es": _copy(
            "Hasta que vuelva a empezar", "¿Cuándo empieza?", "Buena temporada",
            "Cuando el trabajo se detiene, es sensato detener también el programa.",
            "¿Quieren saber de nosotros una vez, cuando vuelva a empezar?",
            "Sobre el tiempo intermedio: si nos dicen el mes en que su trabajo vuelve a empezar, escribiremos una vez entonces y no antes.",
            "Les deseamos una buena temporada, con nosotros o sin nosotros. Si surge algo a mitad de ella, su respuesta llega a una persona.",
            "Respondan con un sí o un no", "Respondan cuando empiece su temporada",
        ),
        "it": _copy(
            "Fino alla ripresa", "Quando ricomincia?", "Buona stagione",
            "Quando il lavoro si ferma, è ragionevole fermare anche il programma.",
            "Volete sentirci una volta, quando ricomincia?",
            "Sul tempo nel mezzo: se ci dite il mese in cui il vostro lavoro riprende, scriveremo una volta allora e non prima.",
            "Vi auguriamo una buona stagione, con noi o senza di noi. Se nel mezzo capita qualcosa, la vostra risposta arriva a una persona.",
            "Rispondete con un sì o un no", "Rispondete quando comincia la stagione",
        ),
        "pt": _copy(
            "Até recomeçar", "Quando começa?", "Boa época",
            "Quando o trabalho para, faz sentido parar também o programa.",
            "Querem ter notícias nossas uma vez, quando recomeçar?",
            "Sobre o tempo pelo meio: se nos disserem o mês em que o vosso trabalho recomeça, escrevemos uma vez nessa altura e não antes.",
            "Desejamos-vos uma boa época, connosco ou sem nós. Se surgir algo a meio, a vossa resposta chega a uma pessoa.",
            "Respondam com um sim ou um não", "Respondam quando a vossa época começar",
        ),
        "nl": _copy(
            "Tot het weer begint", "Wanneer begint het?", "Een goed seizoen",
            "Als het werk stilligt, is het verstandig ook de software stil te leggen.",
            "Wilt u één keer van ons horen als het weer begint?",
            "Over de tijd ertussen: noem ons de maand waarin uw werk weer begint, en we schrijven dan één keer en niet eerder.",
            "We wensen u een goed seizoen, met ons of zonder ons. Komt er onderweg iets tussen, dan bereikt uw antwoord een mens.",
            "Antwoord met ja of nee", "Antwoord als uw seizoen begint",
        ),
    },
    "no_longer_needed": {
        "en": _copy(
            "Now that it is done", "Should the need come back", "All the best",
            "The work that you needed it for is over. That is a good reason to stop, and nothing that we would argue with.",
            "Is there anything that you still need from us to finish?",
            "There is nothing to sell here. If a colleague or a later project has a similar task, pass this address on, and we will say honestly whether we are of any use for it.",
            "It was good to have you with us. We wish you well with what comes next.",
            "Reply if you still need something", "Reply if the need comes back",
        ),
        "de": _copy(
            "Jetzt, da es fertig ist", "Falls der Bedarf wiederkommt", "Alles Gute",
            "Die Arbeit, für die Sie es brauchten, ist vorbei. Das ist ein guter Grund aufzuhören, und wir haben nichts dagegen zu sagen.",
            "Brauchen Sie noch etwas von uns, um es abzuschließen?",
            "Hier gibt es nichts zu verkaufen. Wenn ein späteres Projekt eine ähnliche Aufgabe hat, geben Sie diese Adresse weiter, und wir sagen ehrlich, ob wir dafür taugen.",
            "Es war schön, dass Sie bei uns waren. Wir wünschen Ihnen alles Gute für das, was kommt.",
            "Antworten Sie, wenn Sie noch etwas brauchen", "Antworten Sie, wenn der Bedarf wiederkommt",
        ),
        "fr": _copy(
            "Maintenant que c'est terminé", "Si le besoin revient", "Bonne continuation",
            "Le travail pour lequel il vous le fallait est terminé. C'est une bonne raison d'arrêter, et nous n'avons rien à y redire.",
            "Avez-vous encore besoin de quelque chose de notre part pour finir ?",
            "Il n'y a rien à vendre ici. Si un collègue ou un projet futur a une tâche semblable, donnez cette adresse, et nous dirons honnêtement si nous pouvons servir.",
            "Nous avons été heureux de vous compter parmi nous et vous souhaitons une bonne suite.",
            "Répondez s'il vous faut encore quelque chose", "Répondez si le besoin revient",
        ),
        "es": _copy(
            "Ahora que está terminado", "Si la necesidad vuelve", "Que les vaya bien",
            "El trabajo para el que lo necesitaban ha terminado. Es una buena razón para parar, y no tenemos nada que objetar.",
            "¿Necesitan todavía algo de nosotros para terminar?",
            "Aquí no hay nada que vender. Si un colega o un proyecto futuro tiene una tarea parecida, pasen esta dirección y diremos con honestidad si servimos para ello.",
            "Fue un gusto tenerlos con nosotros. Les deseamos lo mejor en lo que viene.",
            "Respondan si todavía necesitan algo", "Respondan si la necesidad vuelve",
        ),
        "it": _copy(
            "Ora che è finito", "Se il bisogno ritorna", "Tante buone cose",
            "Il lavoro per cui vi serviva è finito. È una buona ragione per smettere, e non abbiamo nulla da obiettare.",
            "Vi serve ancora qualcosa da noi per concludere?",
            "Qui non c'è nulla da vendere. Se un collega o un progetto futuro ha un compito simile, passate questo indirizzo, e diremo onestamente se possiamo servire.",
            "È stato bello avervi con noi. Vi auguriamo il meglio per ciò che viene.",
            "Rispondete se vi serve ancora qualcosa", "Rispondete se il bisogno ritorna",
        ),
        "pt": _copy(
            "Agora que está concluído", "Se a necessidade voltar", "Tudo de bom",
            "O trabalho para que precisavam acabou. É uma boa razão para parar, e não temos nada a contrapor.",
            "Ainda precisam de alguma coisa da nossa parte para terminar?",
            "Aqui não há nada para vender. Se um colega ou um projeto futuro tiver uma tarefa parecida, passem este endereço e diremos com honestidade se servimos para isso.",
            "Foi bom ter-vos connosco todo este tempo. Desejamos-vos o melhor para tudo o que vem a seguir.",
            "Respondam se ainda precisarem de algo", "Respondam se a necessidade voltar",
        ),
        "nl": _copy(
            "Nu het is afgerond", "Als het weer nodig is", "Het beste",
            "Het werk waarvoor u het nodig had is afgerond. Dat is een goede reden om te stoppen, en daar hebben we niets tegen in te brengen.",
            "Hebt u nog iets van ons nodig om af te ronden?",
            "Hier valt niets te verkopen. Heeft een collega of een later project een vergelijkbare taak, geef dit adres door, en we zeggen eerlijk of we daarvoor van nut zijn.",
            "Het was goed u bij ons te hebben. We wensen u het beste met wat er komt.",
            "Antwoord als u nog iets nodig hebt", "Antwoord als het weer nodig is",
        ),
    },
}  # fmt: skip
