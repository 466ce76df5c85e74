"""Whether a short clause refuses contact, by the words in it rather than by a phrase.

People say it in more ways than can be listed: "contacting me again is not wanted", "on ne veut plus recevoir vos pubs".
All have a negation, a word for being written to, and a wish or a please, close together; a complaint about a product
has a word that says so (sent, arrive, editor, our customers), and is none.
"""

import re

_CLAUSE = re.compile(r"[.!?;:\n]")
_WORD = re.compile(r"[a-z0-9'-]+")
_MOST_WORDS = 14
_TELEGRAM = 8  # words
_BESIDE = 2  # words between a wish and its negation


def _stems(listed: str) -> re.Pattern[str]:
    """Words, and stems that end in a star."""
    return re.compile("|".join(word.replace("*", "[a-z'-]*") for word in listed.split()))


_NEGATIONS = _stems(
    "no not never don't doesn't won't zero nor neither kein* nicht nie niemals nichts nix ne n' pas plus aucun* jamais rien ni nunca ningun* non mai niente nessun* nao nenhum* sem geen niet nooit niks niets nimmer"
)
_CONTACT = _stems(
    "contact contacts contacted contacting contact-* e-?mail e-?mails e-?mailed e-?mailing mail mails mailed mailing mailings newsletter* message messages messaging spam spamming calls called calling phoned marketing ads adverts advertising surveys survey offers promos promotions "
    "outreach follow-up follow-ups followup followups win-back winback reminders solicit* texts pitch pitches infos communication communications correspondence reaching bother bothered bothering disturb disturbed disturbing pester* "
    "kontakt* angeschrieben anschreiben anzuschreiben angerufen anrufe anrufen anzurufen nachricht nachrichten werbung werbe* zusendung* zuschriften rundmails infomails werbemails umfragen angebote "
    "recontact* relanc* sollicit* contactee? contactes contacter pub pubs publicite* demarch* prospection courriel* mailing courrier appels rappel* appeler "
    "correo* mensaje* escrib* llam* publicidad boletin* contactad* contactar* contacten encuestas ofertas molest* "
    "contatt* ricontatt* messagg* pubblicit* scriv* telefonat* chiamat* disturbat* disturbar* sondaggi comunicazioni offerte promozioni "
    "contat* contacta* mensage* propaganda publicidade ligacoes ligar ofertas incomodad* perturbad* "
    "gecontacteerd gemaild gebeld mailtjes benaderd benaderen nieuwsbrie* reclame berichten telefoontjes aanbiedingen lastiggevallen enquetes"
)
_WISHES = _stems(
    "please want wants wanted wish wishes wished desire desired prefer prefers allowed allow may permitted welcome agree consent kindly request requests requested "
    "bitte bittet bitten mochte* will wollen wunsch* erwunscht gewunscht gewollt darf durfen erlaubt gestattet "
    "plait merci souhait* veut veux veulent voulons voulu desir* voudr* prie priere veuillez autorise* "
    "favor quier* queremos dese* quisier* solicit* ruego pido pedimos autoriz* acept* "
    "favore vuol* voglio vogliamo desider* prego preghiamo vorre* gradi* autorizz* gradito "
    "quero quer queremos desej* gostaria* peco pedimos pretend* aceit* "
    "alstublieft graag wil willen wens* wenst gelieve verzoek* liever gewenst toegestaan gelieve"
)
# Words of a complaint: what mail did or did not do, the product, people who are not the writer.
_COMPLAINT = _stems(
    "could couldn't can't cannot unable impossible support feature* function* integration* editor builder module* designer template* campaign* automation* automated workflow* sync* deliver* undelivered arriv* bounc* sent sending send-out received working worked works work fail* broken broke bug* slow slowly "
    "customers clients subscribers leads users team reps students members guests recipients people colleagues staff response responses reply replies replied answer answers answered tool app software import* export* invoice* login confirmation password person manager form "
    "forms field fields limit limits quota button link page dashboard report* segment* filter* duplicate* delete button attach* html format* layout design merge* history thread* tag tags api crm provider addresses account-based missing lack* lost lose losing expensive price* pricing cost* pay paid paying "
    "why when until unless if more-than only enough about-us integrate sales rep ticket* issue* problem* chat nobody anyone someone "
    "funktion* integration* vorlage* kampagne* zustell* ankam* ankomm* kam kamen ging gingen gehen geht versend* verschick* versand* kunden antwort* formular* ansprechpartner* konnt* kann konnen funktioniert* fehlt fehlen moglich editor doppelt* brauch* newsletter-tool newsletter-editor verlier* verloren bekamen bekam erhielten wenn "
    "fonctionn* integration* modele* campagne* clients arriv* partent part envoye* recu* reponse* repond* formulaire* pouv* peut peux peuvent impossible manque* outil editeur synchronis* perdu* doublon* conseiller quand si "
    "funcion* integracion* plantilla* campana* clientes llegan llega llegaron envian enviaron recibimos recibi respuesta* respond* formulario* pud* pued* pod* imposible falta* herramienta editor sincroniz* perd* duplicad* soporte asesor cuando si-no "
    "funzion* integrazion* modell* campagn* clienti arriv* inviat* ricevut* rispost* rispond* modulo riusc* poss* potev* impossibile manca* strumento sincronizz* pers* duplicat* assistenza quando "
    "funcion* integrac* modelo* campanha* clientes chegam chegou chegavam enviad* recebi recebemos respost* respond* formulario* consegu* pode* impossivel falta* ferramenta sincroniz* perd* duplicad* suporte quando caiam "
    "functie* integratie* sjablo* campagne* klanten komen kwam kwamen aankom* verstuur* versturen verstuurd ontvingen antwoord* formulier* konden kon kunnen kan onmogelijk ontbre* werkt* werken tool synchron* kwijt dubbel* ondersteuning als wanneer"
)


# What can stand between a refusal and what is refused: articles, `any more`, `to receive your`.
_LINKS = _stems(
    "any more further your the a an to be being been get getting receive receiving hear from of for me us my our all these those this that it you i we by via through again anymore ever at or and also use used using send sending is are has have do does did as in on out guys other another additional future sort kind such "
    "weitere* mehr von euch ihnen ihr* eure* mich mir uns zu per via als oder und auch wieder erneut bekommen erhalten empfangen haben werden sein ist sind so solche* jegliche* irgendwelche* einen eine die der den das an bei "
    "de d' du des vos votre ces cette autre* recevoir avoir etre me m' nous le la les l' par ou et que qu' on a de-votre-part toute* tous encore nouvelle* nouveau* en "
    "mas mis me nos le les lo la los sus su de que recibir ser estar tener por y o ni otro* otra* ningun* tipo el en para con nuevo* nueva* seguir siendo nuestro* mi "
    "piu altr* ulterior* vostr* di da ricevere essere avere mi ci il la le lo i gli per o e ne alcun* tipo venire nuov* a dalla parte "
    "mais outro* outra* seus suas seu sua de que receber ser estar ter me nos o a os as por ou e nem nenhum* tipo meu minha novo* nova* em "
    "meer verder* andere uw jullie van te om mij me ons de het een die deze ontvangen krijgen worden zijn hebben per via of en ook nog nieuwe door langer weer enig* soort op"
)

_MORE = _stems(
    "more further anymore again weitere* mehr erneut wieder plus encore mas piu ulterior* altr* mais meer verder*"
)
_SUBJECTS = _stems("we i it he she they use used using have has send sending wir haben on a tener ter avere hebben wij")
# The same where the act comes first: `Contacting me again is not wanted`.
_COPULAS = _stems(
    "me us again is are was by via or and further any of from to you "
    "mich uns ist sind wird werden per von ihnen euch und oder weitere* "
    "est sont n'est par et ou de votre part sera es son sera por y e sono sia viene vengono sao foi is zijn wordt worden en of mij ons van"
)


def refuses_contact(plain: str) -> bool:
    """Whether one of the clauses of a folded text does."""
    return any(_refuses(_WORD.findall(clause)) for clause in _CLAUSE.split(plain) if clause)


def _refuses(words: list[str]) -> bool:
    if not 2 < len(words) <= _MOST_WORDS:  # noqa: PLR2004 -- a negation, a wish and an act
        return False
    wishes, negations = _places(_WISHES, words), _places(_NEGATIONS, words)
    acts = _places(_CONTACT, words)
    if not negations or not acts or _places(_COMPLAINT, words):
        return False
    if not wishes:
        return _is_telegram(words)
    refusals = _refusals(negations, wishes)
    return any(_linked(words, refusal, act) for refusal in refusals for act in acts)


def _is_telegram(words: list[str]) -> bool:
    """`No more reaching out`: a refusal of more, and not a word besides."""
    if len(words) > _TELEGRAM or not _places(_MORE, words) or _places(_SUBJECTS, words):
        return False
    return _are(words, _LINKS, _NEGATIONS, _CONTACT)


def _refusals(negations: list[int], wishes: list[int]) -> list[int]:
    """Where something is refused: each negation, and each wish beside one."""
    beside = [wish for wish in wishes if any(abs(wish - negation) <= _BESIDE for negation in negations)]
    return [*negations, *beside]


def _linked(words: list[str], refusal: int, act: int) -> bool:
    """Whether nothing of its own stands between the two, in either order."""
    if refusal < act:
        return _are(words[refusal + 1 : act], _LINKS, _NEGATIONS, _WISHES, _CONTACT)
    return _are(words[act + 1 : refusal], _COPULAS, _NEGATIONS, _WISHES, _CONTACT)


def _are(words: list[str], *kinds: re.Pattern[str]) -> bool:
    return all(any(stems.fullmatch(word) for stems in kinds) for word in words)


def _places(stems: re.Pattern[str], words: list[str]) -> list[int]:
    return [at for at, word in enumerate(words) if stems.fullmatch(word)]
