"""What the letters say of one particular, in German. Data only; the lines are those of `Particular`."""

TEXTS = """
rise
Zur Preiserhöhung
Was hätte sie annehmbar gemacht: eine frühere Ankündigung, eine Begründung oder ein kleinerer Schritt?
Noch einmal zur Preiserhöhung: Wir beginnen lieber bei dem, was Sie nutzen, als eine Zahl zu verteidigen. Sagen Sie uns, womit Sie hätten leben können, und wir antworten klar mit Ja oder Nein.
Wenn Sie einmal wissen möchten, wo der Preis steht, fragen Sie, und die erste Zeile der Antwort nennt ihn.

rise_unannounced
Zur Preiserhöhung
Hätte ein klares Wort vorab genügt, oder war die Erhöhung selbst zu viel?
Noch einmal zur Preiserhöhung: Sie hätte Sie nicht unerklärt treffen dürfen. Sagen Sie uns, womit Sie hätten leben können, und wir antworten klar mit Ja oder Nein.
Wir nehmen mit, dass neben einer Erhöhung ihre Begründung stehen muss. Möchten Sie diese heute noch, genügt eine kurze Antwort.

per_seat
Wenn jede weitere Person mehr kostet
Wer brauchte einen eigenen Zugang, und wer schaute nur ab und zu hinein?
Zur Zahlung pro Kopf: Schicken Sie uns grob, wer was macht. Wir gehen es mit Ihnen durch und sagen, ob eine andere Zählung gepasst hätte oder eben nicht.
Ändert sich die Größe Ihres Teams einmal, fragen Sie, und wir sehen es uns neu an.

plan
Was nur der größere Tarif konnte
Welches eine Stück aus dem größeren Tarif haben Sie gebraucht?
Zum Tarif: Nennen Sie den Teil, für den Sie allein bezahlt hätten. Ist er ohne den Rest nicht zu haben, schreiben wir das in einem Satz.
Falls Sie anderswo auf dieselbe Hürde stoßen, interessiert uns, wie man sie dort gelöst hat.

contract
Zur Bindung
War es die Laufzeit, die Kündigungsfrist oder dass Sie sich so früh festlegen mussten?
Zum Vertrag: Schreiben Sie uns, welche Dauer zu Ihrer Arbeit gepasst hätte. Es antwortet jemand, der mitreden darf, und ein Nein heißt dann auch Nein.
Möge das Nächste, was Sie unterschreiben, besser zu Ihnen passen.

budget
Wenn das Budget gekürzt wird
Wurde alles gestrichen, oder hätte ein kleinerer Umfang überlebt?
Zum Budget: Wenn ein Teil noch da ist, nennen Sie uns das eine, das Ihrem Team fehlt. Wir sagen offen, ob das allein sinnvoll ist, und lassen es sonst dabei.
Jedes Budget kommt in seinem eigenen Tempo zurück. Bis dahin laufen wir Ihnen nicht hinterher.
Das ist ein guter Grund zu gehen, und Sie müssen ihn nicht rechtfertigen.

unused
Zahlen für Ungenutztes
Welchen Teil hat man geöffnet, und welchen hat niemand angefasst?
Noch einmal zu dem, was ungenutzt blieb: Vielleicht brauchten es nur wenige. Sagen Sie uns, wer und wofür, und wir beschreiben, wie ein kleinerer Rahmen aussähe.
Besser aufhören, als für einen leeren Raum zu zahlen. Wächst der Bedarf, wissen Sie, wo wir sind.

integration
Die Verbindung, die Sie brauchten
Welches System war es, und was hätte zwischen beiden fließen sollen?
Zu dieser Verbindung: Beschreiben Sie beide Seiten und ein Beispiel. Jemand, der das Produkt gut kennt, antwortet schriftlich, was heute geht und was nicht.
Falls die beiden Systeme auch dort, wo Sie jetzt sind, nicht miteinander reden, denken wir gern mit.

outage
Als nichts mehr ging
Was hätten Sie in diesen Stunden von uns gebraucht und nicht bekommen?
Zu dem Ausfall: Fragen Sie, was Sie darüber noch wissen möchten. Jemand aus der Technik schreibt, was dahintersteckte, oder gibt zu, dass wir es nicht wissen.
Wir haben nicht vergessen, dass Ihre Arbeit unseretwegen stillstand.

slow
Als Sie warten mussten
Wo dauerte es am längsten: beim Öffnen, beim Suchen oder beim Speichern?
Zum Warten: Schreiben Sie uns, was auf der Seite stand und wie viele Daten ungefähr darin lagen. Jemand aus der Technik sieht sich den Fall an und schreibt, was gebremst hat.
Niemand sollte Kaffee holen müssen, während eine Seite lädt. Danke, dass Sie es gesagt haben.

unreliable
Als es nicht funktionierte
Was hielt das bei Ihnen jedes Mal auf?
Zu dem, was immer wieder ausfiel: Schicken Sie uns den Fall, der am meisten kostete. Jemand aus der Technik schreibt, was dahinter steckte, oder gibt zu, dass wir es nicht wissen.
Was Sie jetzt auch benutzen: Hoffentlich tut es einfach, was es soll.

mobile
Auf Telefon oder Tablet
Welche Aufgabe müsste dort zuerst gehen?
Zu Telefon oder Tablet: Sagen Sie uns, welches es war und was es zeigte, als es nicht ging. Daran sehen wir, was gehen müsste und ob es geht.
Was unterwegs gehen muss, nützt nichts, wenn es dort nicht geht. Danke, dass Sie es gesagt haben.

security
Was Ihre IT-Sicherheit verlangte
War das alles, was verlangt wurde, oder stand noch mehr auf der Liste?
Noch einmal zu dem, was verlangt wurde: Schicken Sie uns die Liste, wie Ihre Fachleute sie schrieben. Wir beantworten sie Zeile für Zeile, auch die Zeilen, die wir nicht erfüllen.
Ihre Fachleute hatten recht, darauf zu bestehen. Ihre Liste bleibt willkommen.

reporting
Die Zahlen, die Ihnen fehlten
Welche Zahl brauchten Sie, und wer wartete darauf?
Zu diesen Zahlen: Eine Skizze oder eine alte Tabelle genügt. Sie bekommen schriftlich, ob das heute geht und wie.
Möge Ihr nächster Bericht Minuten dauern und keinen Abend.

permissions
Wer was sehen und tun darf
War das der eine Schritt, der fehlte, oder gibt es mehr von dieser Art?
Zu Rechten und Freigaben: Schreiben Sie die Rollen auf, wie sie bei Ihnen wirklich sind, auch die seltsamen. Wir halten sie gegen das, was das Produkt kennt, und benennen jede Lücke.
Werden die Rollen bei Ihnen einfacher oder bei uns genauer, lohnt sich vielleicht ein zweiter Blick.

fields
Wie Sie arbeiten und wie Sie arbeiten mussten
Welcher Ihrer Schritte passte nicht in das, was wir vorgesehen hatten?
Zur Anpassung: Schicken Sie einen echten Vorgang mit geänderten Angaben. Wir bauen ihn nach, wie Sie es täten, und zeigen, wo es bricht.
Ein Werkzeug sollte sich nach der Arbeit richten. Es tut uns leid, dass es umgekehrt war.

removed
Was wir weggenommen haben
Was haben Sie damit gemacht, und was tun Sie jetzt stattdessen?
Zu dem, was wegfiel: Schreiben Sie, wie oft Sie es brauchten und wofür. Das geht an die, die es entschieden haben, und Sie bekommen deren Antwort, wie sie ausfällt.
Sie waren an etwas gewöhnt, das lief. Dass es verschwand, liegt an uns.

language
In einer Sprache, die zu Ihnen passt
Was litt darunter: Ihre eigenen Leute oder das, was Ihre Kunden zu sehen bekamen?
Zur Sprache: Nennen Sie die Masken oder Dokumente, auf die es ankam. Wir sagen zu jeder, ob es sie gibt, und beschönigen nichts.
Wir hätten Ihre Sprache gern besser gesprochen.

import
Wo der Import hängen blieb
Welche Datei oder welches System ließ sich nicht übernehmen, und was geschah stattdessen?
Zum Import: Schicken Sie ein Muster mit erfundenen Zeilen. Ein Mensch sieht es sich an und sagt, woran es lag, statt noch eines Artikels.
Alte Daten sind ein schlechter Grund zu bleiben oder zu gehen. Versuchen Sie es noch einmal, fängt es bei uns mit deren Umzug an.

leaving
Als Gehen schwer gemacht wurde
Ist davon heute noch etwas offen, etwa ein Formular, eine Bestätigung oder eine Zahlung?
Zur Kündigung: Antworten Sie mit dem, was man Ihnen sagte, und ungefähr wann. Jemand, der entscheiden kann, sorgt dafür, dass sie erledigt ist, und bestätigt es schriftlich.
Gehen hätte so einfach sein müssen wie Kommen. Danke, dass Sie offen gesagt haben, wo es das nicht war.
Sie hätten nicht zweimal fragen müssen, und es tut uns leid, dass es so war.

person_left
Wenn geht, wer sich auskannte
Wer kümmert sich jetzt um diese Arbeit, und was würde dieser Person am meisten helfen?
Noch einmal zu der Person, die gegangen ist: Ein neuer Anfang begänne bei dem, der die Aufgabe heute hat, und bei einer echten Arbeit statt bei einem Handbuch.
Wer die Aufgabe eines Tages erbt, darf uns schreiben, ohne die Vorgeschichte zu kennen.

support
Die Antwort, auf die Sie warteten
Welche Frage wurde nie richtig beantwortet?
Noch einmal zu Ihrer offenen Frage: Schicken Sie sie so, wie Sie sie stellen würden, und jemand, der entscheiden kann, antwortet, so lange es auch her ist.
Sie hätten nicht warten dürfen. Was Sie hierauf schreiben, landet bei einem Menschen und in keiner Warteschlange.

complicated
Schwerer als nötig
Welche Aufgabe hätte einfach sein sollen und war es nicht?
Zu dieser Aufgabe: Wir würden sie mit denen durchgehen, die damit arbeiten, und erst aufhören, wenn es ohne uns geht.
Wenn es zu viel war, war es zu viel. Das sagt etwas über uns und nichts über Ihr Team.

time
Keine Zeit für die Einrichtung
Was hätte am ersten Tag schon fertig sein müssen?
Zur Einrichtung: Nennen Sie die eine Liste oder Vorlage, die Ihr Team zuerst benutzt hätte. Wir sagen, wie lange sie mit unserer Hilfe dauert und was Sie mitbringen müssten.
Eine gute Woche für so etwas gibt es nie. Kommt eine ruhigere, fangen wir klein an.

adoption
Wenn das Team nicht mitzieht
Womit arbeiten Ihre Leute jetzt, und was mögen sie daran?
Zu Ihrem Team: Fragen Sie die Person, die es am wenigsten mochte, nach einem einzigen Grund, und schicken Sie ihn uns, wie er gesagt wurde. Das ist mehr wert als jede Umfrage.
Ein Werkzeug, das alle meiden, braucht man nicht zu behalten, von wem es auch kommt.

group
Vom Konzern entschieden
Wären Sie geblieben, wenn Sie allein entschieden hätten?
Wenn der Konzern entscheidet, gibt es nichts zu streiten. Hat eines Ihrer Teams eine Lücke, die das Werkzeug des Konzerns offen lässt, sagen Sie uns, welche.
Wir wünschen Ihnen einen leichten Wechsel zum Werkzeug des Konzerns.
Eine Entscheidung des Konzerns müssen Sie nicht rechtfertigen.

cheaper
Ein günstigeres Werkzeug
Kann es alles, was Sie brauchen, oder haben Sie für den Preis auf etwas verzichtet?
Zum günstigeren Werkzeug: Wir reden es nicht schlecht. Fehlt ihm etwas, sagen Sie uns was, und wir antworten ehrlich, ob wir es haben.
Wenn es für weniger Geld dasselbe leistet, haben Sie gut gewählt.

suite
Ein Werkzeug für alles
Was ersparen Sie sich, wenn alles an einem Ort ist?
Zu dem einen Werkzeug für alles: Wird eine Ecke davon zu dünn für Ihre Arbeit, nennen Sie die Ecke, und wir sagen, ob sich dafür ein zweites lohnt.
Eine Anmeldung weniger ist etwas wert, das verstehen wir.

in_house
Selbst gebaut
Was kann Ihres, das nichts Gekauftes kann?
Zu Ihrem eigenen Werkzeug: Wird es denen zur Last, die es gebaut haben, sehen wir gern mit hin, was sich zu kaufen lohnt und was nicht.
Unser Respekt gilt denen, die es gebaut haben. Möge es Ihnen lange dienen.

sold
Nach der Übernahme
Ist auf Ihrer Seite noch etwas zu übergeben?
Falls die neuen Eigentümer Fragen zu dem haben, was Sie bei uns hatten, geben Sie diese Adresse weiter. Zu verkaufen gibt es dabei nichts.
Wir wünschen allen, die mit Ihnen kamen, einen guten Platz unter dem neuen Dach.

retiring
Wohlverdient
Möchten Sie aus Ihrem Konto noch etwas behalten, bevor es geschlossen wird?
Zu Ihren Unterlagen: Sagen Sie uns, was eine Nachfolge oder das Finanzamt noch verlangen könnte, und wir sagen, wie es sich aufbewahren lässt.
Genießen Sie die Zeit nach der Arbeit. Sie haben sie sich mehr als verdient, und von uns stört Sie dabei niemand.

insolvent
Als es nicht weiterging
An wen dürfen wir uns wegen offener Dinge wenden?
Wenn jemand die Verwaltung übernommen hat, geben Sie diese Adresse weiter. Wer abwickelt, bekommt von uns jede Unterlage ohne Diskussion.
Sie und Ihre Leute haben genug zu tragen. Wir wünschen Ihnen einen besseren Weg von hier.

project_over
Wenn das Projekt endet
Hat es gebracht, was Sie sich erhofft hatten?
Zum Projekt: Fragt später jemand, was es gezeigt hat, denken wir gern mit.
Was vorbei ist, ist vorbei, und was die Beteiligten gelernt haben, bleibt.
"""
