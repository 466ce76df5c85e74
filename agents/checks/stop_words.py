"""The words by which `stop_clauses` reads a clause, folded, in the seven languages. Data only."""

import re
from collections.abc import Callable
from functools import lru_cache

Kind = Callable[[str], bool]  # whether a word is of this kind


def stems(listed: str) -> Kind:
    """Words, and stems marked by a star at the end; each kind remembers the words that it has seen."""
    pattern = re.compile("|".join(word.replace("*", "[a-z'-]*") for word in listed.split()))

    @lru_cache(maxsize=4_096)
    def of_this_kind(word: str) -> bool:
        return pattern.fullmatch(word) is not None

    return of_this_kind


NEGATIONS = stems(
    "stop quit cease refrain enough arretez arreter cessez cesser assez marre dejen basta smettete smettetela parem genug schluss genoeg no not never don't doesn't won't wouldn't zero nor neither kein* nicht nie niemals nichts nix ne n' pas plus aucun* jamais rien ni nunca ningun* non mai niente nessun* nao nenhum* sem geen niet nooit niks niets nimmer"
)
CONTACT = stems(
    "contact contacts contacted contacting contact-* e-?mail e-?mails e-?mailed e-?mailing mail mails mailed mailing mailings newsletter* message messages messaging spam spamming calls called calling phoned marketing ads adverts advertising surveys survey offers promos promotions "
    "outreach follow-up follow-ups followup followups win-back winback reminders solicit* texts pitch pitches infos communication communications correspondence reaching bother bothered bothering disturb disturbed disturbing pester* "
    "kontakt* mailen zumailen post rundbriefe belastig* ruckfragen nachfragen angeschrieben anschreiben anzuschreiben angerufen anrufe anrufen anzurufen nachricht nachrichten werbung werbe* zusendung* zuschriften rundmails infomails werbemails umfragen angebote "
    "recontact* relanc* sollicit* contactee? contactes contacter pub pubs publicite* demarch* prospection courriel* mailing courrier appels rappel* appeler ecri* envoyer envoyez derang* importun* joindre courriers "
    "correo* mensaje* escrib* llam* publicidad boletin* contactad* contactar* contacten contactarme contacto manden mandar mandarme envien enviarme encuestas ofertas molest* "
    "contatt* ricontatt* messagg* pubblicit* scriv* telefonat* inviatemi inviarmi mandatemi mandarmi mandare chiamat* chiamar* disturbat* disturbar* sondaggi comunicazioni offerte promozioni "
    "contat* contact* mandem mandar enviem liguem mensage* propaganda publicidade ligacoes ligar ofertas incomodad* perturbad* "
    "gecontacteerd contacteren mailen bellen gemaild gebeld lastigvallen mailtjes benaderd benaderen nieuwsbrie* reclame berichten telefoontjes aanbiedingen lastiggevallen enquetes"
)
WISHES = stems(
    "please want wants wanted wish wishes wished desire desired prefer prefers allowed allow may permitted welcome agree consent permission approve kindly asked ask asks told tell tells request requests requested "
    "bitte bittet bitten mochte* will wollen wunsch* erwunscht gewunscht gewollt darf durfen erlaubt gestattet "
    "plait merci souhait* veut veux veulent voulons voulu desir* voudr* prie priere veuillez autorise* "
    "favor quier* queremos dese* quisier* solicit* ruego pido pedimos autoriz* acept* "
    "favore vuol* voglio vogliamo desider* prego preghiamo vorre* gradi* autorizz* gradito "
    "quero quer queremos desej* gostaria* peco pedimos pretend* aceit* "
    "alstublieft graag wil willen wens* wenst gelieve verzoek* liever gewenst toegestaan gelieve"
)
# Words of a complaint: what mail did or did not do, the product, people who are not the writer.
COMPLAINT = stems(
    "could couldn't can't cannot unable impossible support feature* function* integration* editor builder module* designer template* campaign* automation* automated workflow* sync* deliver* undelivered arriv* bounc* sent sending send-out received working worked works work fail* broken broke bug* slow slowly "
    "customers clients subscribers leads users team reps students members guests recipients people colleagues staff response responses reply replies replied answer answers answered tool app software import* export* invoice* login confirmation password person manager form "
    "forms field fields limit limits quota button link page dashboard report* segment* filter* duplicate* delete button attach* html format* layout design merge* history thread* tag tags api crm provider addresses account-based missing lack* lost lose losing expensive price* pricing cost* pay paid paying "
    "why when until unless if more-than only enough about-us integrate rep ticket* issue* problem* chat nobody anyone someone "
    "funktion* integration* vorlage* kampagne* zustell* ankam* ankomm* kam kamen ging gingen gehen geht versend* verschick* versand* kunden antwort* formular* ansprechpartner* konnt* kann konnen funktioniert* fehlt fehlen moglich editor doppelt* brauch* newsletter-tool newsletter-editor verlier* verloren bekamen bekam erhielten wenn "
    "fonctionn* integration* modele* campagne* clients arriv* partent part envoye envoyes envoyee envoyees recu* reponse* repond* formulaire* pouv* peut peux peuvent impossible manque* outil editeur synchronis* perdu* doublon* conseiller quand si "
    "funcion* integracion* plantilla* campana* clientes llegan llega llegaron envian enviaron recibimos recibi respuesta* respond* formulario* pud* pued* pod* imposible falta* herramienta editor sincroniz* perd* duplicad* soporte asesor cuando si-no "
    "funzion* integrazion* modell* campagn* clienti arriv* inviata inviati inviato ricevut* rispost* rispond* modulo riusc* poss* potev* impossibile manca* strumento sincronizz* pers* duplicat* assistenza quando "
    "funcion* integrac* modelo* campanha* clientes chegam chegou chegavam enviad* recebi recebemos respost* respond* formulario* consegu* pode* impossivel falta* ferramenta sincroniz* perd* duplicad* suporte quando caiam "
    "functie* integratie* sjablo* campagne* klanten komen kwam kwamen aankom* verstuur* versturen verstuurd ontvingen antwoord* formulier* konden kon kunnen kan onmogelijk ontbre* werkt* werken tool synchron* kwijt dubbel* ondersteuning als wanneer"
)


# What can stand between a refusal and what is refused: articles, `any more`, `to receive your`.
LINKS = stems(
    "any more further your the a an to be being been get getting receive receiving hear from of for me us my our all these those this that it you i we by via through again anymore ever at or and also use used using send sending is are has have do does did as in on out guys other another additional future sort kind such sales circumstances circumstance purposes purpose reason whatsoever give gives given regarding about future under once ever try trying keep continue attempt attempts now over "
    "weitere* versuch* weiterhin mehr von euch ihnen ihr* eure* mich mir uns zu per via als oder und auch wieder erneut bekommen erhalten empfangen haben werden sein ist sind so solche* jegliche* irgendwelche* einen eine die der den das an bei "
    "de d' s'il vous ma mon chercher essayer tenter continuer du des vos votre ces cette autre* recevoir avoir etre me m' nous le la les l' par ou et que qu' on a de-votre-part toute* tous encore nouvelle* nouveau* en "
    "mas mis intentar tratar volver vuelvan me nos le les lo la los sus su de que recibir ser estar tener por y o ni otro* otra* ningun* tipo el en para con nuevo* nueva* seguir siendo nuestro* mi "
    "piu cercare provare continuare altr* ulterior* vostr* di da ricevere essere avere mi ci il la le lo i gli per o e ne alcun* tipo venire nuov* a dalla parte "
    "mais tentar tentem voltar voltem continuar outro* outra* seus suas seu sua de que receber ser estar ter me nos o a os as por ou e nem nenhum* tipo meu minha novo* nova* em "
    "meer proberen blijven verder* andere uw jullie van te om mij me ons de het een die deze ontvangen krijgen worden zijn hebben per via of en ook nog nieuwe door langer weer enig* soort op"
)

MORE = stems(
    "more further anymore again weitere* mehr erneut wieder plus encore mas piu ulterior* altr* mais meer verder*"
)
SUBJECTS = stems("we i it he she they use used using have has send sending wir haben on a tener ter avere hebben wij")
# Somebody did it themselves, or it was done to them: `I deleted my account`, `it removed our data`.
DOERS = stems(
    "i we it he she they you have has had did do does wir ich es sie haben hat j'ai ha han hanno tem we wij ik heb hebben on"
)
PASSIVES = stems("werden etre ser essere worden venire")
# The same with the act first: `Contacting me again is not wanted`.
COPULAS = stems(
    "me us again is are was by via or and further any of from to you "
    "mich uns ist sind wird werden per von ihnen euch und oder weitere* "
    "est sont n'est par et ou de votre part sera es son sera por y e sono sia viene vengono sao foi is zijn wordt worden en of mij ons van"
)


# Being erased: the act, what is erased, and whose.
ERASE = stems(
    "delete deleted deleting deletion erase erased erasing erasure remove removed removal wipe wiped purge purged destroy destroyed "
    "losch* geloscht* datenloschung kontoloschung entfernen entfernt entfernung vernicht* supprim* suppression effac* effacement borr* elimin* suprim* supresion "
    "cancellare cancellate cancellatemi cancellazione cancelli cancellati cancellino cancellarmi rimuov* rimozione rimoss* apag* exclu* exclusao remov* remocao delet* verwijder* wissen gewist verwijdering"
)
DATA = stems(
    "data info infos information details record records account accounts profile personal daten konto accounts angaben profil kundenkonto nutzerkonto donnees compte informations coordonnees infos datos cuenta informacion "
    "dati profilo informazioni dados conta perfil informacoes cadastro gegevens profiel persoonsgegevens"
)
WHOSE = stems(
    "my our me us mein* unser* mich uns mes mon ma nos notre mis mi nuestr* miei mio mia nostr* meus meu minha* noss* mijn onze ons personal"
)
COMPOUNDS = frozenset(("datenloschung", "kontoloschung"))
ALSO = stems(
    "and all any everything every complete* entire* permanent* immediate* now today also of from the your system systems i we you can could sofort umgehend inkl inklusive samt sowie aller komplett vollstandig alle* samtliche* gespeicherten hiermit toutes tous tout todos todas todo tutti tutte tutto todos alle al please von aus"
)
