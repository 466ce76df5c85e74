"""What a message about a service may not say in German unless the catalogue or the brand says it; folded (`ü` is `u`).

The kinds are those of `claim_words.py`.
"""

from agents.upsell.claim_families import Family, family

_DAY = r"(?:heute|morgen|ubermorgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|monatsende|ende (?:der|des) \w+)"
_PEOPLE = r"(?:kund(?:en|innen)|mitglieder\w*|familien|haushalte\w*|nachbarn|menschen|leute|teilnehmer\w*)"

# fmt: off
FAMILIES: tuple[Family, ...] = (
    family(
        "promises safety that nobody listed", r"(?:absolut|vollig|vollkommen|ganz|garantiert|hundertprozentig) (?:sicher|ungefahrlich|unbedenklich|harmlos)",
        r"ungefahrlich\w*", r"unbedenklich\w*", r"schadstofffrei\w*", r"ungiftig\w*", r"(?:kinder|haustier|tier)freundlich\w*", r"sicher fur (?:\w+ )?(?:alle|jeden|kinder|tiere|haustiere|familie)",
        r"fur jeden geeignet", r"umweltfreundlich\w*", r"okologisch\w*", r"biologisch\w*", r"ohne (?:jedes )?risiko", r"risikofrei\w*",
    ),
    family(
        "claims a certificate or a rank", r"zertifizier\w+", r"geprufte?[nrs]?", r"tuv\w*", r"ausgezeichnet\w*(?= (?:mit|als|von))", r"preisgekront\w*", r"testsieger\w*", r"(?:arztlich|medizinisch|wissenschaftlich|klinisch) \w+",
        r"nummer (?:eins|1)", r"nr\.? ?1", r"marktfuhr\w+", r"fuhrende[nrs]?", r"erstklassig\w*", r"unschlagbar\w*", r"einzigartig\w*", r"(?:der|die|das|den|dem) (?:aller)?beste[nrs]?(?! fur sie)", r"experten?", r"spezialist\w*", r"jahrzehntelang\w*",
        r"(?:jahre[n]?|jahrelange) erfahrung", r"bewahrt\w*", r"modernste[nrs]?", r"(?:haus)?arzt\w*", r"arzte\w*",
    ),
    family(
        "promises a result that nobody listed", r"garant\w+", r"gewahrleist\w+", r"geld[- ]zuruck\w*", r"versprechen ihnen", r"fur immer", r"dauerhaft\w*", r"nie wieder", r"ein fur alle mal", r"hundert ?prozent\w*", r"100 ?(?:%|prozent\w*)",
        r"(?:sichtbare|schnelle|echte) (?:ergebnisse|erfolge)", r"(?:schnell|sofort) (?:wirksam|spurbar|sichtbar)", r"sorgenfrei\w*", r"sorglos\w*", r"(?:vollig|komplett|rundum) (?:geschutzt|sicher|versorgt)", r"rundumschutz", r"wirkt (?:immer|sofort)",
        r"(?:verlieren|nehmen) sie \w+ kilo\w*(?: ab)?", r"\w+ jahre (?:lang )?(?:sicherheit|gewahr|ruhe|schutz)", r"(?:halbiert|verdoppelt|senkt|steigert)",
    ),
    family(
        "promises money that nobody listed", r"spar(?:en|t|st) (?:sie |sich |du |ihnen )?(?:\w+ )?(?:geld|viel|hunderte|tausende|\d+)", r"(?:geld|euro|\u20ac) (?:zu )?sparen", r"ersparnis\w*", r"gunstiger\w*", r"billiger\w*", r"rabatt\w*", r"preisnachlass\w*", r"nachlass", r"gutschein\w*", r"sonderpreis\w*",
        r"sonderangebot\w*", r"aktionspreis\w*", r"vorteilspreis\w*", r"kostenlos\w*", r"kostenfrei\w*", r"gratis\w*", r"umsonst", r"geschenkt", r"ohne (?:aufpreis|zusatzkosten|mindestlaufzeit|vertragsbindung|vertrag)", r"jederzeit (?:kundbar\w*|kundigen)",
        r"(?:jederzeit|monatlich) (?:zu )?kund\w+", r"probe(?:monat|woche|abo)", r"(?:erste[nr]?|nachste[nr]?) (?:monat|besuch|termin|stunde|woche)(?: \w+){0,2} (?:frei|gratis|umsonst|kostenlos)", r"ratenzahlung", r"finanzier\w+", r"rechnet sich", r"zahlt sich (?:schnell )?aus",
    ),
    family(
        "presses for a decision", r"(?:handeln|greifen|entscheiden|buchen|bestellen|rufen|melden) sie (?:\w+ ){0,3}(?:jetzt|sofort|gleich|heute|umgehend|schnell)", r"nur (?:noch )?(?:heute|jetzt|diese woche|bis|kurze? zeit|wenige|\d+ )", r"(?:noch|nur) wenige (?:platze|termine|tage)", r"(?:fast|beinahe) (?:ausgebucht|voll|weg)",
        r"ausgebucht", r"letzte chance", r"bevor es zu spat ist", r"zu spat", r"zogern sie nicht", r"warten sie nicht", r"verpassen sie\w*", r"solange (?:der vorrat|plate|platze)", r"(?:angebot|preis|aktion) (?:endet|lauft ab|gilt nur)", r"begrenzt\w*", r"limitiert\w*", rf"bis (?:spatestens )?(?:zum )?{_DAY}",
        r"(?:dringend|umgehend|unverzuglich)", r"sie (?:mussen|sollten unbedingt)(?! nicht| sich (?:um )?nicht| nur)", r"sichern sie sich", r"eile geboten", r"schnell sein", r"jetzt (?:buchen|bestellen|anmelden|zugreifen|anrufen)", ever=True,
    ),
    family(
        "frightens the reader", r"gefahr\w*", r"krankheit\w*", r"krank(?:en|e|er)?", r"schade?n(?! sich)", r"schaden\w*", r"zerstor\w+", r"befall\w*", r"schimmel\w*", r"gift\w*", r"risik(?:o|en)", r"droh(?:t|en)\w*", r"alptraum\w*", r"albtraum\w*", r"eklig\w*", r"unfall\w*", r"unfalle", r"tod\w*", r"leiden", r"schlimm\w*", r"katastroph\w+", r"teure reparatur\w*",
    ),
    family(
        "speaks of other customers or companies", rf"(?:andere|viele|alle|die meisten|tausende|hunderte|zahlreiche|unsere|unserer|ihre) (?:\w+ )?{_PEOPLE}", r"kein(?:e|er|es)? anderer?s? \w+", r"(?:fast )?(?:alle|jeder|jeder zweite) in ihrem \w+", r"konkurren\w+", r"mitbewerb\w+", r"wettbewerb\w*", r"andere (?:anbieter|firmen|studios|werkstatten)", r"im gegensatz zu", r"anders als (?:andere|bei)", r"beliebt\w*", r"meistverkauft\w*", r"anderswo",
        r"(?:in|aus) ihrer (?:strasse|nachbarschaft|gegend|umgebung)", ever=True,
    ),
    family(
        "speaks of data that the customer does not know we keep", r"laut unsere[nr] (?:daten|unterlagen|aufzeichnungen|system\w*)", r"(?:unsere|ihre) (?:daten|aufzeichnungen|unterlagen) (?:zeigen|sagen|belegen)", r"wertvolle[nr]? (?:kund\w+|mitglied\w*)", r"kundenwert", r"zufriedenheits(?:wert|punkte|note)", r"ahnliche (?:kund\w+|mitglieder)", r"vergleichbare kund\w+",
        r"wir (?:sehen|haben gesehen|haben bemerkt),? dass sie", r"algorithm\w+", r"kundensegment\w*", ever=True,
    ),
    family(
        "promises a time or a place that nobody listed", rf"wir (?:kommen|sind|besuchen|rufen|melden)\b(?: \w+){{0,4}} (?:am )?{_DAY}", rf"(?:am|nachsten|kommenden|diesen) {_DAY}", r"rund um die uhr", r"24/7", r"innerhalb (?:von )?\w+ (?:minuten|stunden)", r"noch am selben tag", r"(?:ein|einen|ihr) termin (?:ist|fur sie)", r"(?:platz|termin|stunde|tisch)\w* (?:ist|sind) (?:fur sie )?(?:schon|bereits)?", r"(?:schon|bereits) (?:fur sie )?(?:reserviert|gebucht|eingetragen|vorgemerkt|angemeldet)", r"\d{1,2} uhr",
    ),
    family(
        "speaks of a complaint or of something that went wrong", r"tut (?:uns|mir) (?:sehr )?leid", r"entschuldig\w+", r"bedauer\w+", r"schief ?(?:ging|gegangen|gelaufen|lief)", r"beschwerde\w*", r"reklamation\w*", r"arger\w*", r"enttausch\w+", r"unzufrieden\w*", r"(?:nicht|weniger) zufrieden", r"unser fehler", r"panne\w*", r"verspat\w+", r"wieder ?gut ?(?:zu)?machen", r"erstatt\w+", ever=True,
    ),
)
# fmt: on
