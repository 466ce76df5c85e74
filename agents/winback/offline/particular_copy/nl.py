"""What the letters say of one particular, in Dutch. Data only; the lines are those of `Particular`."""

TEXTS = """
rise
Over de prijsverhoging
Wat had die aanvaardbaar gemaakt: op tijd bericht, een uitleg of een kleinere stap?
Terug naar de prijsverhoging: we beginnen liever bij wat u gebruikt dan een getal te verdedigen. Vertel ons waarmee u had kunnen leven, en u krijgt een duidelijk ja of nee.
Wilt u ooit weten hoe het met de prijs staat, vraag het dan, en de eerste regel van het antwoord noemt hem.

rise_unannounced
Over de prijsverhoging
Was een duidelijk woord vooraf genoeg geweest, of was de verhoging zelf te veel?
Terug naar de prijsverhoging: die had u niet zonder uitleg mogen bereiken. Vertel ons waarmee u had kunnen leven, en u krijgt een duidelijk ja of nee.
We onthouden dat een verhoging niet zonder haar reden mag komen. Wilt u die reden nog horen, dan is een regel genoeg.

per_seat
Als elke persoon erbij meer kost
Wie had een eigen toegang nodig, en wie keek alleen af en toe mee?
Over betalen per persoon: stuur ons ruwweg wie wat doet. We lopen het met u na en zeggen of een andere manier van tellen had gepast, of niet.
Verandert de omvang van uw team, dan maken we die som graag nog eens samen.

plan
Wat alleen het grotere pakket had
Welk ene onderdeel van het grotere pakket had u nodig?
Over het pakket: noem het deel waarvoor u los had willen betalen. Kan het niet zonder de rest, dan zeggen we dat in één regel.
Loopt u elders tegen dezelfde muur, dan zijn we benieuwd hoe men het daar oploste.

contract
Over de looptijd
Was het de duur, de opzegtermijn, of dat u zo vroeg moest beslissen?
Over het contract: beschrijf de looptijd die bij uw werk had gepast. Iemand die erover gaat antwoordt, en een nee heet dan ook nee.
Moge wat u hierna tekent beter bij u passen.

budget
Als er in het budget wordt gesneden
Werd alles geschrapt, of had iets kleiners het overleefd?
Over het budget: is er nog een deel van over, noem dan het ene dat uw team mist. We zeggen eerlijk of dat alleen zin heeft, en laten het er anders bij.
Budgetten komen in hun eigen tempo terug. Tot die tijd zitten we u niet achterna.
Dat is een goede reden om te vertrekken, en u hoeft die niet te verantwoorden.

unused
Betalen voor wat blijft liggen
Welk deel opende men, en welk raakte niemand aan?
Terug naar wat ongebruikt bleef: misschien hadden maar enkelen het nodig. Vertel ons wie en waarvoor, en we beschrijven hoe iets kleiners eruitziet.
Stoppen is beter dan betalen voor een lege kamer. Groeit de behoefte, dan weet u ons te vinden.

integration
De koppeling die u nodig had
Welk systeem was het, en wat had er tussen de twee moeten lopen?
Over die koppeling: beschrijf beide kanten en een voorbeeld. Iemand die het product goed kent antwoordt schriftelijk wat vandaag werkt en wat niet.
Praten de twee systemen ook waar u nu bent niet met elkaar, dan denken we graag mee.

outage
Toen niets het deed
Wat had u in die uren van ons nodig en kreeg u niet?
Over de storing: vraag wat u er nog over wilt weten. Iemand van de techniek schrijft wat erachter zat, of geeft toe dat we het niet weten.
We zijn niet vergeten dat uw werk door ons stillag.

slow
Toen u moest wachten
Waar duurde het het langst: openen, zoeken of opslaan?
Over het wachten: vertel ons wat er op de pagina stond en ongeveer hoeveel gegevens. Iemand van de techniek bekijkt dat geval en schrijft wat het vertraagde.
Niemand hoort koffie te halen terwijl een pagina laadt. Dank dat u het zei.

unreliable
Toen het niet werkte
Wat hield het bij u telkens op?
Over wat steeds misging: beschrijf ons het ergste geval. Iemand van de techniek schrijft wat erachter zat, of geeft toe dat we het niet weten.
Wat u nu ook gebruikt, hopelijk doet het gewoon wat het moet doen.

mobile
Op telefoon of tablet
Welke taak zou daar het eerst moeten werken?
Over de telefoon of tablet: vertel ons welke het was en wat er te zien was toen het misging. Daaraan zien we wat zou moeten werken, en of het werkt.
Wat onderweg moet werken, helpt niet als het daar niet werkt. Dank dat u het zei.

security
Wat uw beveiliging vroeg
Was dat alles wat werd gevraagd, of was de lijst langer?
Terug naar wat werd gevraagd: stuur ons de lijst zoals die bij u werd geschreven. We beantwoorden die regel voor regel, ook de regels waaraan we niet voldoen.
Uw mensen hadden gelijk om erop te staan. Hun lijst blijft welkom.

reporting
De cijfers die u miste
Welk cijfer had u nodig, en wie wachtte erop?
Over die cijfers: een schets of een oud blad is genoeg. U hoort schriftelijk of het vandaag kan en hoe.
Moge uw volgende rapport in een ochtend klaar zijn.

permissions
Wie wat mag zien en doen
Was dat de ene stap die ontbrak, of zijn er meer zoals die?
Over rechten en goedkeuringen: schrijf de rollen op zoals ze bij u echt zijn, ook de vreemde. We leggen ze naast wat het product kent en benoemen elk gat.
Worden de rollen bij u eenvoudiger of bij ons fijner, dan is een tweede blik misschien de moeite waard.

fields
Hoe u werkt, en hoe u moest werken
Welke stap van u paste niet in wat wij hadden bedacht?
Over het passend maken: stuur een echt geval met veranderde gegevens. We proberen het op uw manier te bouwen en laten zien waar het breekt.
Gereedschap hoort het werk te volgen. Het spijt ons dat het andersom was.

removed
Wat we hebben weggehaald
Wat deed u ermee, en wat doet u nu in plaats daarvan?
Over wat verdween: vertel ons hoe vaak u het gebruikte en waarvoor. Het gaat naar wie dat besliste, en u krijgt het antwoord zoals het wordt gegeven.
U was gewend aan iets dat liep, en wij hebben het veranderd. Dat ligt aan ons.

language
In een taal die bij u past
Wat leed eronder: uw eigen mensen, of wat uw klanten te zien kregen?
Over de taal: noem de schermen of documenten waar het om ging. Van elk zeggen we of het er is, zonder het mooier te maken.
We hadden uw taal graag beter gesproken.

import
Waar de import vastliep
Welk bestand of systeem wilde er niet in, en wat gebeurde er dan?
Over de import: stuur een voorbeeld met verzonnen regels. Een mens bekijkt het en zegt waarom het misging, in plaats van nog een artikel.
Oude gegevens zijn een slechte reden om te blijven of te gaan. Probeert u het ooit weer, dan beginnen we met hun verhuizing.

leaving
Toen weggaan moeilijk werd gemaakt
Staat er vandaag nog iets open, zoals een formulier, een bevestiging of een betaling?
Over de opzegging: antwoord met wat u is gezegd en ongeveer wanneer. Iemand die kan beslissen zorgt dat het geregeld is en bevestigt het schriftelijk.
Weggaan had even makkelijk moeten zijn als komen. Dank dat u duidelijk zei waar dat niet zo was.
U had het geen twee keer hoeven vragen, en het spijt ons dat het zo ging.

person_left
Als degene die het kende vertrekt
Wie doet dit werk nu, en wat zou die persoon het meest helpen?
Terug naar wie er vertrok: een nieuw begin zou uitgaan van wie de taak vandaag heeft en van echt werk, niet van een handleiding.
Wie de taak ooit erft, mag ons schrijven zonder de voorgeschiedenis te kennen.

support
Het antwoord waarop u wachtte
Welke vraag kreeg nooit een echt antwoord?
Terug naar uw vraag: stuur die nog eens zoals u het zou zeggen, en iemand die kan beslissen antwoordt, hoe lang het ook geleden is.
U had niet hoeven wachten. Wat u hierop schrijft komt bij een mens, niet in een wachtrij.

complicated
Moeilijker dan nodig
Welke taak had eenvoudig moeten zijn en was het niet?
Over die taak: we zouden hem doen met wie ermee werkt, en pas stoppen als het zonder ons gaat.
Was het te veel, dan was het te veel. Dat zegt iets over ons en niets over uw team.

time
Geen tijd om het op te zetten
Wat had op de eerste dag klaar moeten staan?
Over de start: noem de lijst of het sjabloon dat uw team als eerste had gebruikt. We zeggen hoe lang het met onze hulp duurt en wat u zou moeten meebrengen.
Een goede week voor zulke dingen is er nooit. Komt er een rustiger week, dan beginnen we klein.

adoption
Als het team er niet aan wil
Waar gingen mensen naar terug, en wat beviel ze daaraan?
Over uw team: vraag wie het het minst mocht om één reden, en stuur die zoals hij werd gezegd. Dat is meer waard dan elke enquête.
Gereedschap dat mensen mijden is het niet waard om te houden, van wie het ook komt.

group
Beslist door de groep
Was u gebleven als u het zelf had mogen beslissen?
Als de groep beslist, valt er niets te bepleiten. Heeft een van uw teams iets nodig dat de oplossing van de groep niet biedt, vertel ons dan wat.
We wensen u een soepele overgang naar de oplossing van de groep.
Een beslissing van de groep hoeft u niet te verantwoorden.

cheaper
Een goedkopere oplossing
Kan die alles wat u nodig hebt, of gaf u voor de prijs iets op?
Over die oplossing: we zullen er geen kwaad van spreken. Blijkt er iets te ontbreken, vertel ons wat, en we antwoorden eerlijk of wij het hebben.
Doet die hetzelfde voor minder, dan koos u goed.

suite
Eén oplossing voor alles
Wat bespaart het u om alles op één plek te hebben?
Over alles op één plek: blijkt een hoek te dun voor uw werk, noem die hoek dan, en we zeggen of er iets naast de moeite waard is.
Een keer minder inloggen is iets waard, dat begrijpen we.

in_house
Zelf gebouwd
Wat kan die van u dat niets uit de winkel kan?
Over wat u zelf bouwde: wordt het een last voor wie het maakte, dan kijken we graag mee wat kopen loont en wat niet.
Respect voor wie het bouwde. Moge het u lang dienen.

sold
Na de overname
Is er aan uw kant nog iets over te dragen?
Hebben de nieuwe eigenaren vragen over wat u bij ons had, geef dan dit adres door. Er valt daarbij niets te verkopen.
Iedereen die met u meekwam wensen we een goede plek onder het nieuwe dak.

retiring
Welverdiend
Wilt u iets uit uw account bewaren voordat het sluit?
Over uw stukken: vertel ons wat een opvolger of de belastingdienst nog kan vragen, en we zeggen hoe dat te bewaren is.
Geniet van de tijd na het werk. U hebt die meer dan verdiend, en niemand hier zal u daarbij storen.

insolvent
Toen het niet verder kon
Tot wie moeten we ons wenden voor wat nog openstaat?
Heeft een curator het overgenomen, geef dan dit adres door. Wie afwikkelt krijgt van ons elk stuk zonder discussie.
U en uw mensen hebben genoeg te dragen. We wensen u een betere weg vanaf hier.

project_over
Als het project eindigt
Bracht het wat u ervan hoopte?
Over het project: vraagt iemand later wat het liet zien, dan denken we graag mee.
Projecten eindigen, en wat men erin leerde blijft.
"""
