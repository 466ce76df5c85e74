"""Words of headers and cells that tell whose words a text is, in seven languages. Data only.

Headers are matched in their normal form (lower case, no accents), between spaces.
"""

import re


def _words(text: str) -> re.Pattern[str]:
    words = (re.escape(word.strip()).replace(r"\*", r"\w*") for word in text.split(",") if word.strip())
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")


# A team writes it, a system codes it, or somebody chose it from a list.
OURS = _words("""
note, notes, intern, internal, internally, csm, crm, am, ae, rep, reps, agent, agents, owner, staff, sales, admin,
team, manager, account manager, success manager, memo, memos, summary, summaries, debrief, post mortem, postmortem,
root cause, diagnosis, assessment, log, logs, remarks, code, codes, category, categories, subcategory, classification,
class, type, driver, drivers, tag, tags, label, labels, theme, themes, choice, choices, option, picklist, dropdown,
selected, status, disposition, account description, deal description, company description, opportunity description,
satisfaction reason, call, meeting, handover, risk, next steps, action, actions, notiz, notizen, *notiz, *notizen,
interne, interner, internes, vermerk, vermerke, bemerkung, bemerkungen, protokoll, zusammenfassung, kategorie,
kategorien, kundigungskategorie, vertrieb, betreuer, ansprechpartner, auswahl, schlagwort, schlagworte, einschatzung,
ursache, hauptursache, abwanderungsgrund, verlustgrund, remarque, remarques, interno, commercial, compte rendu,
resume, categorie, cause racine, etiquette, etiquettes, choix, notas, nota, interna, internas, internos, observacion,
observaciones, comercial, resumen, codigo, categoria, categorias, etiqueta, etiquetas, causa raiz, vendedor,
ejecutivo, osservazione, osservazioni, interni, commerciale, riepilogo, codice, causa principale, etichetta, scelta,
observacao, observacoes, resumo, motivo raiz, equipa, equipe, opcao, notitie, notities, opmerkingen, samenvatting,
verkoper, keuze, hoofdoorzaak, oorzaak
""")
# The header is a question to the customer.
QUESTION = _words("""
you, your, why did, what could, what would, what made, anything else, how could, warum, wieso, weshalb, was hatten,
sie uns, pourquoi, vous, qu est ce, comment pourrions, por que, que podriamos, ustedes, perche, cosa avremmo, waarom,
wat kunnen
""")
# The customer wrote it.
THEIRS = _words("""
survey, surveys, answer, answers, response, responses, surveyresponse, followupresponse, verbatim, verbatims, quote,
quotes, feedback, comment, comments, open text, free text, freetext, freeform, chat, chats, transcript, transcripts,
conversation, conversations, message, messages, email body, reply, replies, review, reviews, testimonial, complaint,
complaints, ticket, tickets, customer words, own words, voice of customer, remark, said, suggestion, suggestions,
request, requests, wish, kundenkommentar, kundenfeedback, kundenstimme, kommentar, kommentare, antwort, antworten,
umfrage, *umfrage, freitext, wortlaut, ruckmeldung, ruckmeldungen, nachricht, nachrichten, chatverlauf, beschwerde,
rezension, bewertungstext, commentaire, commentaires, reponse, reponses, enquete, sondage, avis, texte libre,
temoignage, reclamation, discussion, comentario, comentarios, respuesta, respuestas, encuesta, opinion, opiniones,
mensaje, mensajes, queja, quejas, resena, commento, commenti, risposta, risposte, sondaggio, indagine, messaggio,
messaggi, reclamo, recensione, resposta, respostas, pesquisa, inquerito, mensagem, mensagens, reclamacao, avaliacao,
opmerking klant, opmerking van klant, antwoord, antwoorden, bericht, berichten, toelichting, klacht, reactie
""")
# A reason that a customer gives when they cancel; why an account was lost is a CRM's.
GIVEN = re.compile(
    r"(?=.* (?:reasons?|cancellationreason|grund|motif|raison|motivo|razon|reden|details?|text|kundigungsgrund|"
    r"opzegreden|why) )"
    r".* (?:cancel\w*|leaving|leave|exit|quit|quitting|given by (?:the )?customer|kundig\w*|resiliation|depart|"
    r"annulation|baja|cancelacion|cancelamento|disdetta|recesso|opzeg\w*|vertrek) "
)
# Further columns whose text is shown with its voice.
TEXT = _words("""
note, notes, comment, comments, feedback, chat, transcript, conversation, message, ticket description, description,
remarks, remark, memo, verbatim, survey, summary, notiz, notizen, bemerkung, bemerkungen, kommentar, nachricht,
chatverlauf, freitext, remarque, remarques, commentaire, commentaires, notas, nota, observaciones, comentario,
comentarios, mensaje, osservazioni, commento, messaggio, observacoes, mensagem, notitie, notities, opmerking,
opmerkingen, bericht
""")
# How a team speaks of a customer, and how a customer speaks.
ABOUT_THEM = _words("""
the customer, customer, client, they, their, them, champion, csm, ae, rep, prospect, stakeholder, spoke to, spoke
with, per call, decision maker, poc, exec sponsor, der kunde, die kundin, kunde, ansprechpartner, laut telefonat, le
client, la cliente, interlocuteur, el cliente, cliente, segun llamada, il cliente, o cliente, de klant, klant
""")
FIRST_PERSON = _words("""
i, we, us, our, my, me, im, ive, weve, you, your, ich, wir, uns, unser*, mein*, mir, mich, sie haben, je, j, nous,
notre, nos, mon, ma, mes, vous, votre, yo, nosotros, nuestr*, mi, mis, necesitamos, tenemos, ustedes, vuestr*, noi,
nostr*, ci, abbiamo, mio, mia, nosso, nossa, meu, minha, precisamos, ik, wij, ons, onze, mijn
""")
