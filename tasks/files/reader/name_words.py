"""Headers of names of people, and words that are no first name. Data only, in normal form."""

from tasks.files.reader.spelling import joined, normal_forms

FIRST = frozenset(
    joined(word)
    for word in normal_forms("""
first name, firstname, given name, givenname, fname, forename, contact first name, customer first name, billing
first name, user first name, customer billing first name, primary contact first name, vorname, prenom, prenom du
contact, nombre de pila, primer nombre, voornaam, nome proprio, primeiro nome, first name contact, contact
firstname, preferred name
""")
)
FULL = frozenset(
    joined(word)
    for word in normal_forms("""
full name, fullname, contact name, contact full name, contact person, primary contact, primary contact name,
contact, name, person name, user full name, subscriber name, cardholder name, ansprechpartner, ansprechpartnerin,
kontaktperson, kontakt, vor und nachname, nom complet, nom du contact, nom et prenom, interlocuteur, nombre
completo, nombre de contacto, persona de contacto, nombre y apellidos, nome completo, nome do contacto, nome do
contato, referente, nome e cognome, contactpersoon, volledige naam, naam contactpersoon
""")
)
TITLES = frozenset(
    normal_forms("""
mr, mrs, ms, miss, mx, dr, prof, professor, sir, madam, rev, eng, herr, frau, hr, fr, dipl ing, ing, mag, m, mme,
mlle, monsieur, madame, maitre, me, sr, sra, srta, senor, senora, d, da, sig, sig ra, signor, signora,
dott, dott ssa, avv, senhor, senhora, dhr, mevr, mw, drs, de heer, mevrouw
""")
)
SUFFIXES = frozenset(
    normal_forms("""
jr, sr, ii, iii, iv, phd, ph d, mba, md, cpa, esq, msc, bsc, ma, ba, dds, rn, pe, cfa, pmp, llm, m d
""")
)
PARTICLES = frozenset(
    normal_forms("""
van, von, de, der, den, del, della, di, da, dos, du, la, le, el, bin, ter, ten, zu
""")
)
# Second words of first names that are two words.
SECOND = frozenset(
    normal_forms("""
ann, anne, jo, lou, jane, lynn, beth, kate, rose, marie, maria, jose, luis, carlos, antonio, manuel, angel, jesus,
isabel, carmen, luisa, fernanda, paula, pierre, luc, claude, louis, baptiste, christophe, philippe, jacques, paul,
chiara, grazia
""")
)
# Family names that stand first in the order of their country: which word is the first name is then not known.
FAMILY = frozenset(
    normal_forms("""
wang, li, zhang, liu, chen, yang, huang, zhao, wu, zhou, xu, sun, ma, zhu, hu, guo, he, lin, gao, luo, zheng, liang,
kim, lee, park, choi, jung, jeong, kang, cho, yoon, jang, lim, nguyen, tran, le, pham, hoang, phan, vu, vo, dang,
bui, nagy, kovacs, toth, szabo, horvath, varga, kiss, molnar, nemeth, farkas, sato, suzuki, takahashi, tanaka,
watanabe, ito, yamamoto, nakamura, kobayashi, kato, yoshida, yamada, singh, kaur
""")
)
# Roles, teams, companies, what stands where a name is missing.
NOBODY = frozenset(
    normal_forms("""
team, support, sales, billing, accounts, account, accounting, accountant, admin, administrator, info, office, owner,
manager, director, department, dept, it, hr, finance, operations, ops, marketing, customer, client, user, guest,
contact, name, first, last, test, tester, demo, example, sample, unknown, none, null, na, nil, anonymous, webmaster,
postmaster, noreply, service, services, help, helpdesk, desk, reception, frontdesk, payable, payables, invoice,
invoices, purchasing, procurement, company, business, group, holding, holdings, inc, llc, ltd, limited, gmbh, ag,
kg, ug, ohg, ev, sa, sas, sarl, eurl, bv, nv, corp, corporation, co, plc, spa, srl, sl, slu, lda, ltda, oy, ab, as,
aps, kft, sro, pty, the, der, die, das, les, los, las, studio, studios, agency, consulting, solutions, systems,
software, labs, lab, tech, technologies, technology, media, design, digital, partners, partner, associates, bakery,
clinic, dental, foods, school, university, church, hotel, restaurant, shop, store, logistics, textiles, energy,
buchhaltung, einkauf, vertrieb, verwaltung, geschaftsfuhrung, sekretariat, kunde, kundin, firma, unbekannt, praxis,
buro, verein, comptabilite, compta, service client, direction, societe, entreprise, accueil, secretariat,
contabilidad, administracion, ventas, empresa, cliente, gerencia, desconocido, contabilita, amministrazione,
azienda, ufficio, segreteria, contabilidade, administracao, loja, boekhouding, administratie, klant, bedrijf,
onbekend, kantoor
""")
)
