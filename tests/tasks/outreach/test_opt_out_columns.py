"""Columns that say no to email, by the names and words of CRMs, mailers and seven languages.

Names from the field references and exports of the systems that `opt_out_names` lists.
"""

import pytest

from tasks.outreach.opt_out_columns import opt_out_in

SAYS_NO = [
    ("opt out", "no consent"),
    ("consent", "No (never asked)"),
    ("email opt out", "Yes - by phone"),
    ("dnc__c", "true"),
    ("do_not_contact__c", "1"),
    ("contact.subscribed", "false"),
    ("opt out_2", "yes"),
    ("email status", "invalid"),
    ("subscription_status", "unsubscribed"),
    ("email subscription status", "Unsubscribed"),
    ("complained", "1"),
    ("donotcontact", "TRUE"),
    ("email opt out", "1"),
    ("unsubscribed from all email", "true"),
    ("hasoptedoutofemail", "true"),
    ("donotemail", "Yes"),
    ("hs_email_optout", "true"),
    ("hs_email_bad_address", "TRUE"),
    ("email bounced", "x"),
    ("emailbounceddate", "2024-05-01T10:00:00Z"),
    ("emailbouncedreason", "550 no such user"),
    ("accepts_marketing", "no"),
    ("accepts email marketing", "no"),
    ("subscribed", "no"),
    ("suppressed", "yes"),
    ("blacklisted", "ja"),
    ("status", "cleaned"),
    ("marketing_status", "unsubscribed"),
    ("marketing_status", "no_consent"),
    ("unsubscribed_from_emails", "true"),
    ("email marketing consent", "NEVER_SUBSCRIBED"),
    ("consent", "FALSE"),
    ("gdpr consent", ""),
    ("marketing consent", "pending"),
    ("do not allow emails", "Do Not Allow"),
    ("do not allow bulk emails", "Yes"),
    ("abgemeldet", "ja"),
    ("abgemeldet am", "12.03.2025"),
    ("werbesperre", "X"),
    ("désabonné", "oui"),
    ("désabonné le", "03/04/2025"),
    ("no contactar", "sí"),
    ("baja email", "si"),
    ("disiscritto", "sì"),
    ("descadastrado", "sim"),
    ("uitgeschreven", "ja"),
    ("do not contact?", "Y"),
    ("opted out", "maybe"),
    ("unsubscribed at", "2025-01-01"),
    ("unsubscribe_time", "1716543210"),
    ("hard bounces", "2"),
    ("invalid_email", "1"),
    ("email invalid", "true"),
    ("einwilligung", "nein"),
    ("werbeeinwilligung", ""),
    ("optin", "N"),
    ("newsletter", "nein"),
    ("tags", "vip, unsubscribed"),
    ("consentement", "non"),
    ("toestemming", "nee"),
    ("spam complaints", "1"),
    ("has hard bounced", "true"),
    ("marked email as spam", "true"),
    ("emailblacklisted", "True"),
    ("opted_in", "0"),
    ("bulk email", "Do Not Allow"),
    ("austragung am", "03.02.2026"),
    ("cancelado del boletín", "sí"),
    ("cancelou a subscrição da newsletter", "sim"),
    ("dnc reason", "Customer request"),
    ("no solicitation", "1"),
    ("exclude from campaigns", "yes"),
    ("zgoda marketingowa", "nie"),
    ("avregistrerad", "ja"),
    ("samtykke", "nei"),
    ("suppression group", "Global Unsubscribes"),
]
SAYS_NOTHING = [
    ("consent to contact", "Yes - email"),
    ("email opt out", "No, subscribed"),
    ("unsubscribed at", "1970-01-01 00:00:00"),
    ("unsubscribed at", "NaT"),
    ("email opt out", "not opted out"),
    ("bounce_rate__c", "0.4"),
    ("billing.status", "paid"),
    ("complaints", "3"),
    ("invoice_email", "a@b.c"),
    ("membership", "gold"),
    ("do not postal mail", "yes"),
    ("permissions", "admin"),
    ("donotcontact", "FALSE"),
    ("email opt out", "0"),
    ("unsubscribed from all email", ""),
    ("hasoptedoutofemail", "false"),
    ("accepts_marketing", "yes"),
    ("accepts email marketing", "TRUE"),
    ("subscribed", "yes"),
    ("status", "canceled"),
    ("status", "subscribed"),
    ("marketing_status", "subscribed"),
    ("email marketing consent", "SUBSCRIBED"),
    ("consent", "granted"),
    ("consentement marketing", "accordé"),
    ("consenso marketing", "concesso"),
    ("toestemming voor mailing", "gegeven"),
    ("zgoda marketingowa", "tak"),
    ("avregistrerad", "nej"),
    ("gdpr status", "Consent given"),
    ("unsubscribes caused", "3"),
    ("gdpr consent", "2024-01-01"),
    ("do not allow emails", "Allow"),
    ("abgemeldet", "nein"),
    ("unsubscribed at", ""),
    ("unsubscribed at", "0000-00-00"),
    ("unsubscribe link", "https://x.example/u?1"),
    ("unsubscribe_url", "https://x"),
    ("bounce rate", "12%"),
    ("hard bounces", "0"),
    ("soft bounces", "3"),
    ("donotcall", "true"),
    ("fax opt out", "1"),
    ("sms opt out", "1"),
    ("has opted out of fax", "true"),
    ("accepts sms marketing", "no"),
    ("member_rating", "2"),
    ("optin_time", ""),
    ("tags", "vip"),
    ("phone consent", "no"),
    ("email", "a@b.example"),
    ("plan", "pro"),
    ("email bounced", "No"),
    ("consent source", "web form"),
    ("cookie consent", "no"),
    ("bounced", "None"),
    ("customer_status", "Churned"),
    ("subscription_status", "canceled"),
    ("nps", "3"),
    ("opted out", "n/a"),
    ("blocked", "false"),
    ("last campaign bounced", "x"),
    ("industry", "Marketing"),
    ("department", "marketing"),
]


@pytest.mark.parametrize(("column", "value"), SAYS_NO)
def test_a_column_that_says_no_is_heard(column: str, value: str) -> None:
    said = opt_out_in({"plan": "pro", column: value})
    assert said is not None
    assert said.startswith(column)


@pytest.mark.parametrize(("column", "value"), SAYS_NOTHING)
def test_a_column_that_says_nothing_against_it_holds_nobody(column: str, value: str) -> None:
    assert opt_out_in({column: value}) is None


def test_an_unknown_word_holds_and_is_named() -> None:
    assert opt_out_in({"gdpr_consent": "tbc"}) == "gdpr_consent says 'tbc', which is not a clear permission"


def test_a_name_or_cell_of_an_export_cannot_break_the_line() -> None:
    said = opt_out_in({"opt out\n[x](http://evil.example)": "yes\n" + "z" * 5_000})
    assert said is not None
    assert "\n" not in said
    assert len(said) < 160
