"""The words other systems use to say who has left. Data only; compared in normal form, headers joined.

From the statuses of Stripe, Chargebee, Recurly, Paddle, Braintree, WooCommerce, Salesforce, HubSpot and Pipedrive, and
of the reader's languages.
"""

# Headers of columns in which a yes means that the customer has left.
CHURN_FLAGS = (
    "churn, churned, churn label, churn value, churn flag, is churn, is churned, has churned, churn status, churn yn, attrition, "
    "attrition flag, attrited, exited, has left, left, has cancelled, has canceled, is cancelled, is canceled, cancelled, canceled, "
    "customer lost, lost customer, is lost, terminated, is terminated, deactivated, is deactivated, gekundigt, ist gekundigt, abgewandert, "
    "resilie, est resilie, baja, dado de baja, cancelado, disdetto, opgezegd"
)
# Headers of columns in which a yes means that the customer is still there.
ACTIVE_FLAGS = (
    "kunde aktiv, vertrag aktiv, abo aktiv, noch kunde, still a customer, customer still active, is still customer, active inactive, is won, won, is closed won, renewed, has renewed, "
    "resubscribed, reactivated, won back, cancel at period end, has open subscription, contrat actif, abonnement actif, contrato activo, contratto attivo, contrato ativo, contract actief, "
    "active, is active, isactive yn, active flag, active customer, active subscription, has active subscription, currently active, is customer, "
    "is current, is current customer, current customer, is paying, paying customer, is subscribed customer, still customer, is live, retained, "
    "aktiv, ist aktiv, aktiver kunde, actif, est actif, client actif, activo, esta activo, cliente activo, attivo, e attivo, cliente attivo, "
    "ativo, esta ativo, cliente ativo, actief, is actief, actieve klant"
)
# Headers of columns with one of several states.
STATUS = (
    "current status, acct status, sub status, status des kunden, status kunde, status da assinatura, status do cliente, statut abonnement, statut du client, estado de la suscripcion, "
    "estado suscripcion, stato abbonamento, status abonnement, status klant, subscriptionstatus, lifecycle status, crm status, "
    "status, state, customer status, subscription status, subscription state, account status, account state, contract status, membership status, "
    "plan status, client status, customer state, kundenstatus, vertragsstatus, abostatus, statut, statut client, estado, estado cliente, "
    "estado del cliente, stato, stato cliente, situacao, situacao cliente, klantstatus, abonnementsstatus"
)
# The same, but also used for other things: they count only if one of their words says that somebody left.
STATUS_IF_LEFT = (
    "lifecycle, lifecycle stage, customer lifecycle, customer lifecycle stage, customer type, account type, relationship, relationship status, billing status, "
    "renewal status, activity, activity type, event type, movement, mrr movement, movement type, license status, member status, user status, contact status, kundentyp, tipo cliente, tipo de cliente, type de client"
)
# The words of a header that counts what a customer still has: `active_subscriptions`, `Anzahl aktiver Verträge`.
STILL = (
    "active open current live running ongoing paying valid remaining unexpired aktive aktiver aktiv laufende laufender offene actifs actives actif active cours "
    "activas activos activa activo vigentes attivi attive attivo attiva ativas ativos ativa ativo actieve lopende"
)
HELD = (
    "subscription subscriptions sub subs plan plans contract contracts membership memberships agreement agreements abo abos abonnement abonnements abonnementen "
    "vertrag vertrage contrat contrats contrato contratos suscripcion suscripciones abbonamento abbonamenti contratto contratti assinatura assinaturas contracten"
)
# How a header shows that it counts, if the word is not in the plural.
PLURAL = "vertrage abonnementen contracten contratti abbonamenti"
COUNTING = "num number no nr n count counts qty quantity how many anzahl nombre nb numero numer cantidad quantita quantidade aantal"
# Words beside them that make it a count of something else, or of another time.
NOT_HELD = (
    "user users seat seats month months day days week weeks year years ago before previous prior last date since until start end at peak max maximum average avg ever lifetime pct percent rate ratio mrr arr price amount value revenue id name "
    "trial trials test feature features their clients customers per during former cancelled canceled churned"
)
# Words of a header for a state, and for whose state it is.
STATE_WORDS = "status state standing stage phase lifecycle situation zustand statut estado stato situacao situazione"
OF_A_CUSTOMER = (
    "customer customers client account accounts acct subscription subscriptions sub subscriber membership member contract plan abo abonnement kunde kunden kundin vertrag konto cliente clientes cuenta cuentas suscripcion contrato conta assinatura "
    "abbonamento contratto compte contrat klant klanten contracten"
)
# Whose state it is instead: of a payment, a ticket, an address, another time.
OF_SOMETHING_ELSE = (
    "payment payments invoice billing bill email mail newsletter marketing consent ticket tickets support task lead deal order orders card kyc login verification verified onboarding trial health sync import migration previous prior old last former "
    "integration api credit risk score review approval date reason manager owner contact gdpr privacy delivery shipping tax legal feature bank"
)
# Words that no column contains by chance: with one of them and otherwise only known words, any column holds states.
UNMISTAKABLE = (
    "churned, active customer, current customer, existing customer, still a customer, still customer, former customer, ex customer, past customer, lost customer, customer lost, churned customer, no longer a customer, "
    "bestandskunde, ehemaliger kunde, aktiver kunde, ancien client, client actif, cliente activo, ex cliente, cliente attivo, cliente ativo, ex klant"
)
# Headers of the stage of a deal, and of its kind.
STAGES = "stage, stage name, deal stage, opportunity stage, sales stage, deal status, opportunity status, pipeline stage, phase, verkaufsphase"
DEAL_TYPES = (
    "type, deal type, opportunity type, opportunity record type, record type, pipeline, deal pipeline, opportunity kind"
)

# Names of flags that are on no list are read by their words: without those of whose flag it is, the rest has to say
# that the customer left (`Kunde verloren`, `Is inactive`) or is still there (`Subscription active`, `Existing customer`).
OF_A_FLAG = (
    "is has have did was are ist hat est a esta es e ha heeft our us uns the customer client account subscription subscriber contract plan kunde vertrag abo konto abonnement contrat compte cliente "
    "cuenta contrato suscripcion abbonamento contratto assinatura conta conto rekening klant contract flag yn already now currently status c on an"
)
# Records are deleted for many reasons: such a flag is not about leaving.
LEFT_FLAGS = (
    "inactive, non active, not active, churned, churn, lost, left, gone, former, ex, ex customer, exkunde, ex client, ex cliente, ex klant, no longer, cancelled, canceled, terminated, lapsed, quit, departed, attrited, "
    "inaktiv, verloren, abgewandert, abgang, beendet, gekundigt, ehemalig, ehemaliger, inactif, inactive, perdu, resilie, ancien, inactivo, perdido, baja, dado de baja, inattivo, perso, disdetto, cessato, inativo, inactief, opgezegd, beeindigd, verloren"
)
HERE_FLAGS = "active, existing, current, live, still, still paying, still subscribed, still active, paying, vigente, aktiv, laufend, actif, activo, activa, attivo, attiva, ativo, ativa, actief, lopend"

# Flags that may be of a customer who left, or of a record that somebody tidied away: see `closed_flags`.
CLOSED_FLAGS = (
    "closed, archived, disabled, geschlossen, archiviert, deaktiviert, ferme, fermee, cloture, archive, archivee, desactive, desactivee, cerrado, cerrada, archivado, archivada, desactivado, "
    "desactivada, chiuso, chiusa, archiviato, archiviata, disattivato, disattivata, disabilitato, fechado, fechada, arquivado, arquivada, desativado, desativada, gesloten, gearchiveerd, uitgeschakeld"
)
OPEN_FLAGS = (
    "open, enabled, offen, freigeschaltet, ouvert, abierto, habilitado, aperto, abilitato, aberto, ingeschakeld"
)
# What the name of a day says if only customers who left have one; `End date` or `Close date` may be of anybody.
NAMES_LEAVING = r"churn|cancel|annul|terminat|left|leav|lost|expired|lapsed|deactivat|depart|kundig|abgewander|austritt|resili|desabonn|baja|disdett|opgezeg|opzeg"

YES = "yes, y, true, t, 1, 1.0, x, on, ja, j, oui, si, sim, s, wahr, vrai, verdadero, vero, verdadeiro, waar"
NO = "no, n, false, f, 0, 0.0, off, nein, non, nao, nee, falsch, faux, falso, onwaar"
LEFT = (
    "churn, churned, cancelled, canceled, cancellation, cancel, lost, closed lost, inactive, left, closed, ended, expired, terminated, attrited customer, attrited, "
    "lapsed, former, former customer, ex customer, past customer, previous customer, non renewed, not renewed, did not renew, nonrenewed, no longer active, not active, "
    "no longer a customer, deactivated, disabled, deleted, discontinued, dormant, departed, offboarded, archived, quit, gone, exited, wc cancelled, wc expired, "
    "gekundigt, abgewandert, storniert, beendet, ehemalig, ehemaliger kunde, inaktiv, abgelaufen, ausgetreten, verloren, "
    "resilie, resiliee, annule, annulee, inactif, inactive, perdu, perdue, termine, terminee, expire, expiree, ancien client, parti, "
    "cancelado, cancelada, inactivo, inactiva, perdido, perdida, baja, de baja, dado de baja, terminado, terminada, vencido, ex cliente, "
    "disdetto, disdetta, cancellato, cancellata, annullato, annullata, inattivo, inattiva, perso, persa, cessato, cessata, scaduto, scaduta, "
    "inativo, inativa, encerrado, encerrada, expirado, expirada, opgezegd, geannuleerd, inactief, beeindigd, verlopen, gestopt, ex klant"
)
STAYED = (
    "upgrade, upgraded, downgrade, downgraded, increase, decrease, expansion, contraction, canceled at period end, cancelled at period end, cancel at period end, cancels at period end, cancellation scheduled, scheduled to cancel, pending cancellation, cancel pending, "
    "cancelled pending, canceled pending, cancellation pending, cancelled scheduled, canceled scheduled, expired trial, onboarded, baja solicitada, baja programada, baja pendiente, en cours de resiliation, "
    "active, still a customer, still customer, aktiver kunde, stayed, joined, current, retained, existing customer, existing, live, trialing, trialling, trial, in trial, on trial, free trial, paying, paid, enabled, "
    "paused, pause, on hold, hold, frozen, past due, unpaid, overdue, in dunning, dunning, grace, grace period, in grace period, incomplete, incomplete expired, non renewing, "
    "not churned, no churn, never churned, not cancelled, not canceled, pending, pending cancel, pending cancellation, cancel pending, cancelling, cancel scheduled, "
    "cancellation scheduled, scheduled to cancel, will cancel, to be cancelled, to be canceled, future, scheduled, upcoming, not started, soon, draft, new, new customer, "
    "customer, client, onboarding, in onboarding, renewed, renewing, reactivated, returned, won back, won, closed won, open, in good standing, good standing, "
    "lead, prospect, opportunity, marketing qualified lead, sales qualified lead, subscriber, evangelist, at risk, wc active, wc on hold, wc pending cancel, wc pending, "
    "aktiv, laufend, pausiert, ruhend, bestandskunde, testphase, probephase, interessent, offen, gewonnen, uberfallig, kunde, "
    "actif, en cours, en pause, suspendu, essai, en essai, en attente, client actif, "
    "activo, activa, vigente, pausado, pausada, en pausa, prueba, en prueba, cliente, cliente activo, pendiente, "
    "attivo, attiva, in corso, sospeso, sospesa, in pausa, prova, in prova, ativo, ativa, em pausa, em teste, "
    "actief, lopend, gepauzeerd, op pauze, proef, proefperiode, klant, openstaand"
)
# Stages of a deal: only a lost deal can be a customer who left.
LOST = "closed lost, lost, verloren, perdu, perdido, perso, geschlossen verloren, closed churned, churned"
WON = "closed won, won, gewonnen, gagne, ganado, vinto, ganho, gewonnen deal"
# Kinds of deals by which no customer leaves: those who never bought, and those who just did not buy more.
NO_CHURN_DEALS = (
    "new business, new logo, new customer, new, net new, new business pipeline, new sales, sales pipeline, acquisition, prospect, upsell, cross sell, crosssell, "
    "expansion, upgrade, add on, addon, existing customer upgrade, existing customer replacement, existing business upsell, neugeschaft, neukunde, nouveau client, "
    "nuevo cliente, nuevo negocio, nuovo cliente, novo cliente, novo negocio, nieuwe klant"
)
