"""Other systems' names for our columns. Data only; earlier names win over later ones.

A word is compared in its normal form: lower case, no accents, no punctuation, units in brackets left out.
"""

COLUMNS: dict[str, str] = {
    "customer_id": "customer id, cust id, account code, customer code, customer uuid, account id, account number, account no, customer number, customer no, "
    "client id, client number, user id, subscriber id, member id, company id, contact id, record id, hs object id, "
    "customer ref, customer key, kundennummer, kunden nr, kunden id, kundennr, id client, numero client, n client, "
    "client, id cliente, numero cliente, codigo cliente, cliente id, cliente, klantnummer, codice cliente, id, customer, gsid, account external id, uuid",
    "email": "email, e mail, email address, e mail address, customer email, contact email, primary email, work email, "
    "billing email, user email, account email, owner email, mail, email 1, primary contact email, e mail adresse, "
    "email adresse, adresse e mail, adresse email, courriel, correo, correo electronico, correo electrónico, "
    "indirizzo email, e mailadres, emailadres",
    "company_name": "company name, company, account name, account, organization, organisation, organization name, "
    "organisation name, business name, business, customer name, client name, legal name, name, customer description, "
    "firma, firmenname, unternehmen, kunde, kundenname, societe, entreprise, nom de l entreprise, nom societe, "
    "raison sociale, nom client, empresa, nombre empresa, nombre de la empresa, razon social, azienda, ragione sociale, "
    "bedrijf, bedrijfsnaam, full name, account company name, billing company, billing company name, customer",
    "subscription_tier": "subscription tier, tier, plan, plan code, plan name, plan tier, subscription plan, subscription type, "
    "subscription, package, edition, product plan, account tier, pricing plan, price plan, license type, plan id, tarif, paket, "
    "abo, abonnement, formule, forfait, tipo de plan, nivel, piano, segment, contract, product, product name",
    "mrr": "mrr, total recurring amount, monthly recurring revenue, monthly revenue, monthly charge, monthly charges, monthly fee, "
    "monthly amount, monthly price, monthly spend, monthly value, mrr amount, lost mrr, churned mrr, mrr lost, "
    "mrr at churn, last mrr, current mrr, mrr usd, mrr eur, price per month, revenue per month, monatlicher umsatz, "
    "monatsumsatz, umsatz pro monat, monatspreis, monatliche gebuhr, revenu mensuel, montant mensuel, "
    "ingreso mensual, ingresos mensuales, cuota mensual, importe mensual, ricavo mensile, canone mensile, "
    "receita mensal, maandomzet, maandbedrag, arr, annual recurring revenue, acv, annual contract value, jahresumsatz, "
    "jahresbetrag, amount, order total, recurring total, subscription total, contract amount, deal value, opportunity amount",
    "currency": "currency, currency code, iso currency, wahrung, waehrung, devise, moneda, divisa, valuta, moeda",
    "churn_date": "churn date, expired at, expired on, churned date, churned on, churned at, churn day, date churned, date of churn, cancel date, "
    "cancelled at, canceled at, cancelled on, canceled on, cancellation date, date cancelled, date canceled, "
    "cancellation at, cancelled date, canceled date, ended at, ended on, end date, subscription end date, "
    "subscription end, termination date, terminated on, date lost, lost date, closed date, close date, left on, "
    "date left, deactivated at, kundigungsdatum, kundigung am, gekundigt am, datum der kundigung, enddatum, "
    "date de resiliation, date resiliation, resilie le, date de depart, date d annulation, fecha de baja, "
    "fecha baja, fecha de cancelacion, fecha cancelacion, data di disdetta, data disdetta, data de cancelamento, "
    "opzegdatum, datum opzegging, cancellation effective date, cancellation effective at, lost time, effective end date, "
    "effective end time, ends at",
    "cancellation_reason": "cancellation reason, expiration reason, cancelation reason, cancel reason, churn reason, reason for leaving, "
    "reason for churn, reason for cancellation, reason for cancelling, reason for canceling, churn reason detail, "
    "cancellation feedback, cancellation comment, exit reason, leaving reason, why did you leave, why did they leave, "
    "feedback text, feedback, loss reason, lost reason, closed lost reason, reason text, reason, churn comment, "
    "exit survey, survey response, comment, comments, churn category, reason code, kundigungsgrund, "
    "grund der kundigung, grund fur die kundigung, abwanderungsgrund, grund, motif de resiliation, raison du depart, "
    "motif, raison, motivo de baja, motivo de cancelacion, motivo de la baja, razon, motivo, motivo disdetta, "
    "motivo do cancelamento, reden van opzegging, reden opzegging, reden, churn comment, churn feedback, cancel feedback, cancel comment, "
    "cancellation details, cancellation text, lost reason, loss reason, reason lost, closed lost reason, kommentar zur kundigung, notes",
    "signup_date": "signup date, sign up date, signed up on, signed up at, signed up, start date, subscription start, "
    "subscription start date, created, created at, created on, create date, created date, customer since, member since, "
    "joined on, join date, date joined, registration date, registered at, onboarded on, activated at, start, "
    "anmeldedatum, kunde seit, vertragsbeginn, startdatum, date d inscription, client depuis, fecha de alta, "
    "fecha alta, cliente desde, data di iscrizione, data de inicio, klant sinds",
    "last_login_date": "last login date, last login, last login at, last logged in, last seen, last seen at, last active, "
    "last active at, last activity, last activity date, last used, last access, letzter login, letzte anmeldung, "
    "letzte aktivitat, derniere connexion, dernier acces, ultimo acceso, ultimo login, ultimo accesso, laatste login",
    "total_spent": "total spent, total spend, total revenue, lifetime value, ltv, clv, total charges, lifetime revenue, "
    "lifetime spend, total paid, amount paid, gesamtumsatz, umsatz gesamt, total depense, chiffre d affaires, "
    "gasto total, total gastado, ingresos totales, spesa totale, totale omzet",
    "language": "language, lang, locale, preferred language, customer language, communication language, contact language, "
    "sprache, langue, idioma, lingua, taal",
}

# Until when somebody is a customer, whenever they cancelled.
ENDS = (
    "ended at, ended on, ends at, ends on, end date, subscription end date, subscription end, subscription ends, subscription ends at, "
    "expires at, expires on, expired at, expired on, effective end date, effective end time, cancellation effective date, "
    "cancellation effective at, cancel at, cancels at, cancels on, access until, access ends, active until, vertragsende, laufzeitende, "
    "abo endet am, gekundigt zum, kundigung zum, resilie au, fin du contrat, fin de contrat, fin de contrato, fine contratto, einddatum, opgezegd per"
)

# Observations of a customer, under names that prompts can use.
CONTEXT: dict[str, str] = {
    "adoption_pct": "adoption pct, adoption, adoption rate, adoption percent, adoption percentage, feature adoption, "
    "product adoption, usage pct, usage rate, usage percent, seat utilization, seat utilisation, license utilization, "
    "active users pct, nutzungsgrad, taux d adoption, tasa de adopcion",
    "seats": "seats, seat count, number of seats, no of seats, licenses, licences, license count, user count, "
    "number of users, quantity, lizenzen, nombre de licences, licencias",
    "support_tickets": "support tickets, tickets, ticket count, number of tickets, support cases, cases, num tickets, "
    "open tickets, tickets opened",
    "nps": "nps, nps score, net promoter score",
    "industry": "industry, sector, vertical, branche, secteur, industria",
    "tenure_months": "tenure months, tenure in months, tenure, months as customer, months active",
}

# Only what most people would agree on: gold, premium or custom mean something else everywhere.
TIERS: dict[str, str] = {
    "starter": "starter, start, basic, free, lite, light, small, mini, solo, personal, individual, hobby, entry, essential, "
    "essentials",
    "growth": "growth, grow, pro, professional, plus, team, teams, business, standard, medium, mid market, midmarket, scale",
    "enterprise": "enterprise, ent, corporate, ultimate, unlimited, unternehmen, entreprise, empresarial",
}

LANGUAGES: dict[str, str] = {
    "en": "en, eng, english, englisch, anglais, ingles, inglese, engels",
    "de": "de, deu, ger, german, deutsch, allemand, aleman, tedesco, duits",
    "fr": "fr, fra, fre, french, francais, franzosisch, frances, francese, frans",
    "es": "es, spa, spanish, espanol, spanisch, espagnol, castellano, spagnolo, spaans",
    "it": "it, ita, italian, italiano, italienisch, italien",
    "pt": "pt, por, portuguese, portugues, portugiesisch, portugais, portoghese",
    "nl": "nl, nld, dut, dutch, nederlands, niederlandisch, neerlandais, holandes, olandese",
}
