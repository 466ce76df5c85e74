"""Columns under names that no list knows: what says no there, and what only looks like it.

Invented siblings of what was reported: `Legal basis = Withdrawn` was written to, `Email opt in = (tick)` was held.
"""

import pytest

from tasks.outreach.opt_out_columns import opt_out_in

SAYS_NO = [
    ("legal basis", "Withdrawn"),
    ("lawful basis", "None"),
    ("legal basis for processing contact's data", "Legitimate interest - objected"),
    ("consent basis", "withdrawn"),
    ("gdpr status", "objected"),
    ("gdpr_consent", "Withdrawn 2024-05-01"),
    ("consent date", "No 12.03.2025"),
    ("contact preference (crm)", "Opted out"),
    ("privacy choice", "refused"),
    ("outreach flag", "Do Not Contact"),
    ("datenschutz", "widersprochen"),
    ("rechtsgrundlage", "Widerruf"),
    ("base légale", "Retirée"),
    ("base legal", "Revocado"),
    ("rechtsgrond", "ingetrokken"),
    ("marketing choice", "declined"),
    ("communication preference centre", "revoked"),
    ("data subject request", "Erasure"),
    ("customer flag", "DNC"),
    ("flag 3", "DO NOT CONTACT!!"),
    ("group", "VIP; do-not-contact"),
    ("custom_field_17", "Unsubscribed on 2024-05-01"),
    ("remarks", "Opted out of marketing"),
    ("hinweis", "Kein Kontakt erwünscht"),
    ("divers", "Ne plus contacter"),
    ("observaciones", "No desea ser contactado"),
    ("ok to email", "no"),
    ("may we contact you?", "N"),
    ("wants offers", "false"),
    ("happy to receive newsletters", "0"),
    ("refuses newsletter", "yes"),
    ("exclude from all mailings", "✓"),
    ("email opt out", "☑"),
    ("email opt out", "✔ 2025-01-02"),
    ("email opt in", "✗"),
    ("email opt in", "☐"),
    ("email opt in", "☒"),
    ("permission", "revoked"),
    ("email permission", "viewer"),
    ("newsletter", "❌"),
    ("phone", "do not contact"),
    ("do we have permission", "no"),
]
SAYS_NOTHING = [
    ("legal basis", ""),
    ("legal basis", "Contract"),
    ("lawful basis", "Legitimate interest - existing customer"),
    ("legal basis", "Not applicable"),
    ("consent basis", "Freely given consent from contact"),
    ("email opt in", "✓"),
    ("email opt in", "☑"),
    ("email opt in", "✔️"),
    ("email opt in", "Yes 2024-05-01"),
    ("gdpr consent", "✅ 2024-05-01"),
    ("email opt out", "☐"),
    ("email opt out", "✗"),
    ("permission", "admin"),
    ("permission", "Read-only"),
    ("role permission", "viewer"),
    ("user permission", "Owner"),
    ("autorisation", "administrateur"),
    ("sms status", "unsubscribed"),
    ("whatsapp opt in", "withdrawn"),
    ("offer", "withdrawn"),
    ("deal status", "Withdrawn"),
    ("license", "revoked"),
    ("application", "declined"),
    ("card", "blocked"),
    ("last email opened", "Never"),
    ("last contact", "never"),
    ("contact reason", "Complaint"),
    ("marketing segment", "Lapsed"),
    ("email integration", "Stopped"),
    ("contact access", "restricted"),
    ("email campaigns allowed", "no"),
    ("email feature enabled", "no"),
    ("contact export allowed", "false"),
    ("contact name", "Max Stop"),
    ("billing contact", "Ann Object"),
    ("email subject", "Unsubscribe me maybe"),
    ("marketing channel", "organic"),
    ("marketing budget", "0"),
    ("newsletters sent", "0"),
    ("emails opened", "no"),
    ("last contact", "2024-05-01"),
    ("communication language", "no"),
    ("contact country", "NO"),
    ("segment", "Stopped trial"),
    ("notes", "They stopped using the contact form"),
]


@pytest.mark.parametrize(("column", "value"), SAYS_NO)
def test_a_plain_no_is_heard_under_any_name(column: str, value: str) -> None:
    assert opt_out_in({column: value}) is not None


@pytest.mark.parametrize(("column", "value"), SAYS_NOTHING)
def test_what_only_looks_like_a_no_holds_nobody(column: str, value: str) -> None:
    assert opt_out_in({column: value}) is None


def test_a_day_behind_a_no_does_not_make_it_a_yes() -> None:
    assert opt_out_in({"consent": "withdrawn 2024-05-01"}) == "consent says 'withdrawn 2024-05-01'"
