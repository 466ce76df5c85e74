"""Outcomes as sending tools export them: what each row says, written down before it was tried.

The columns and words are those of the tools' own pages and exports; people and days are made up. `stop` is a row of
which silence is kept because nobody can tell.
"""

from datetime import date

import pytest

from schemas.errors import BadInputError
from tasks.outreach.outcome_file import parse_outcomes

TODAY = date(2026, 11, 29)
EXPORTS: dict[str, tuple[str, dict[str, str]]] = {
    "mailchimp, opened": (
        "Email Address,Opens,Abuse Complaint,Bounced,Unsubscribed\na@x.example,3,1,0,0\nb@x.example,3,0,0,0\n",
        {"a@x.example": "complained"},
    ),
    "portuguese": (
        "E-mail;Descadastrado em;Respondeu em\na@x.example;2026-11-03;\nb@x.example;;2026-11-13\n",
        {"a@x.example": "unsubscribed", "b@x.example": "replied"},
    ),
    "italian and dutch": (
        "Email;Ha risposto il;Gereageerd op\na@x.example;2026-11-03;\nb@x.example;;2026-11-13\n",
        {"a@x.example": "replied", "b@x.example": "replied"},
    ),
    "a request beside the reply": (
        (
            "Contact Email,Bounced,Reply Sentiment,Subject\n"
            "a@x.example,FALSE,Negative - please remove me from your list,How to unsubscribe\n"
            "b@x.example,FALSE,Positive,Please stop emailing me\n"
        ),
        {"a@x.example": "unsubscribed"},
    ),
    "mailchimp, unsubscribed": (
        (
            "Email Address,First Name,MEMBER_RATING,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON,LEID\n"
            "a@x.example,Ann,2,2026-11-03 10:11:12,November,Did not sign up for the list,501\n"
        ),
        {"a@x.example": "unsubscribed"},
    ),
    "mailchimp, cleaned": (
        "Email Address,MEMBER_RATING,CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,LEID\na@x.example,2,2026-11-03 10:11:12,Nov,501\n",
        {"a@x.example": "bounced"},
    ),
    "hubspot, contacts": (
        (
            "Record ID,Email,Unsubscribed from all email,Opted out of email: Marketing Info,Email hard bounce reason\n"
            "1,a@x.example,Yes,,\n2,b@x.example,,Yes,\n3,c@x.example,No,No,Unknown user\n4,d@x.example,No,,\n"
        ),
        {"a@x.example": "unsubscribed", "b@x.example": "unsubscribed", "c@x.example": "bounced"},
    ),
    "hubspot, recipients": (
        (
            "Recipient,Sent,Delivered,Open,Click,Reply,Bounce,SpamReport,Unsubscribe\n"
            "a@x.example,true,true,true,false,true,false,false,false\n"
            "b@x.example,true,false,false,false,false,true,false,false\n"
            "c@x.example,true,true,true,false,false,false,true,false\n"
            "d@x.example,true,true,true,true,false,false,false,false\n"
        ),
        {"a@x.example": "replied", "b@x.example": "bounced", "c@x.example": "complained"},
    ),
    "klaviyo, suppressed": (
        (
            "Email,Suppression Reason,Suppression Timestamp\n"
            "a@x.example,UNSUBSCRIBE,2026-11-03T10:11:12+00:00\nb@x.example,HARD_BOUNCE,2026-11-03T10:11:12+00:00\n"
            "c@x.example,SPAM_COMPLAINT,2026-11-03T10:11:12+00:00\nd@x.example,USER_SUPPRESSED,2026-11-03T10:11:12+00:00\n"
            "e@x.example,INVALID_EMAIL,2026-11-03T10:11:12+00:00\n"
        ),
        {
            "a@x.example": "unsubscribed",
            "b@x.example": "bounced",
            "c@x.example": "complained",
            "d@x.example": "unsubscribed",
            "e@x.example": "bounced",
        },
    ),
    "klaviyo, profiles": (
        (
            "Klaviyo ID,Email,Email Marketing Consent,Last Open\n1,a@x.example,UNSUBSCRIBED,\n"
            "2,b@x.example,SUBSCRIBED,\n3,c@x.example,NEVER_SUBSCRIBED,2026-11-01\n"
        ),
        {"a@x.example": "unsubscribed"},
    ),
    "sendgrid, events": (
        (
            "timestamp,event,email,type,reason\n1793000000,delivered,a@x.example,,\n1793000001,bounce,b@x.example,bounce,550\n"
            "1793000002,bounce,c@x.example,blocked,554 blocked by policy\n1793000003,spamreport,d@x.example,,\n"
            "1793000004,group_unsubscribe,e@x.example,,\n1793000005,dropped,f@x.example,,Unsubscribed Address\n"
            "1793000006,deferred,g@x.example,,421\n"
        ),
        {
            "b@x.example": "bounced",
            "d@x.example": "complained",
            "e@x.example": "unsubscribed",
            "f@x.example": "unsubscribed",
        },
    ),
    "postmark, bounces": (
        (
            "ID,Type,Email,BouncedAt,Inactive,Subject\n1,HardBounce,a@x.example,2026-11-03T10:11:12Z,true,Hi\n"
            "2,SoftBounce,b@x.example,2026-11-03T10:11:12Z,false,Hi\n3,SpamComplaint,c@x.example,2026-11-03T10:11:12Z,true,Hi\n"
            "4,Unsubscribe,d@x.example,2026-11-03T10:11:12Z,false,Hi\n5,AutoResponder,e@x.example,2026-11-03T10:11:12Z,false,\n"
            "6,Transient,f@x.example,2026-11-03T10:11:12Z,false,Hi\n"
        ),
        {"a@x.example": "bounced", "c@x.example": "complained", "d@x.example": "unsubscribed"},
    ),
    "postmark, suppressions": (
        (
            "EmailAddress,SuppressionReason,Origin,CreatedAt\na@x.example,HardBounce,Recipient,2026-11-03T10:11:12Z\n"
            "b@x.example,SpamComplaint,Recipient,2026-11-03T10:11:12Z\n"
            "c@x.example,ManualSuppression,Recipient,2026-11-03T10:11:12Z\n"
        ),
        {"a@x.example": "bounced", "b@x.example": "complained", "c@x.example": "unsubscribed"},
    ),
    "ses, suppressed": (
        (
            "EmailAddress,Reason,LastUpdateTime\na@x.example,BOUNCE,2026-11-03T10:11:12Z\n"
            "b@x.example,COMPLAINT,2026-11-03T10:11:12Z\n"
        ),
        {"a@x.example": "bounced", "b@x.example": "complained"},
    ),
    "ses, events": (
        (
            "eventType,destination,bounceType,timestamp\nBounce,a@x.example,Permanent,2026-11-03T10:11:12Z\n"
            "Bounce,b@x.example,Transient,2026-11-03T10:11:12Z\nComplaint,c@x.example,,2026-11-03T10:11:12Z\n"
            "Delivery,d@x.example,,2026-11-03T10:11:12Z\n"
        ),
        {"a@x.example": "bounced", "c@x.example": "complained"},
    ),
    "customer.io, deliveries": (
        (
            "delivery_id,customer_id,recipient,created,sent,delivered,opened,bounced,spammed,unsubscribed\n"
            "d1,c1,a@x.example,1793000000,1793000001,,,1793000003,,\n"
            "d2,c2,b@x.example,1793000000,1793000001,1793000002,1793000003,,1793000009,\n"
            "d3,c3,c@x.example,1793000000,1793000001,1793000002,1793000003,,,1793000009\n"
            "d4,c4,d@x.example,1793000000,1793000001,1793000002,1793000003,,,\n"
        ),
        {"a@x.example": "bounced", "b@x.example": "complained", "c@x.example": "unsubscribed"},
    ),
    "lemlist, activities": (
        (
            "type,leadEmail,campaignName,createdAt\nemailsReplied,a@x.example,Back,2026-11-03T10:11:12Z\n"
            "emailsUnsubscribed,b@x.example,Back,2026-11-03T10:11:12Z\nemailsBounced,c@x.example,Back,2026-11-03T10:11:12Z\n"
            "emailsOpened,d@x.example,Back,2026-11-03T10:11:12Z\nemailsSent,e@x.example,Back,2026-11-03T10:11:12Z\n"
        ),
        {"a@x.example": "replied", "b@x.example": "unsubscribed", "c@x.example": "bounced"},
    ),
    "instantly, leads": (
        (
            "Email,Lead Status,Interest Status,Email Open Count,Email Reply Count\n"
            "a@x.example,Completed,Interested,3,1\nb@x.example,Unsubscribed,,1,0\nc@x.example,Bounced,,0,0\nd@x.example,Completed,,2,0\n"
        ),
        {"a@x.example": "replied", "b@x.example": "unsubscribed", "c@x.example": "bounced"},
    ),
    "brevo, contacts": (
        "CONTACT ID,EMAIL,FIRSTNAME,Blocklisted\n1,a@x.example,Ann,Yes\n2,b@x.example,Ben,No\n",
        {"a@x.example": "unsubscribed"},
    ),
    "activecampaign": (
        (
            "Email,First Name,Status,Date Added\na@x.example,Ann,Unsubscribed,2026-01-02\n"
            "b@x.example,Ben,Bounced,2026-01-02\nc@x.example,Cal,Active,2026-01-02\n"
        ),
        {"a@x.example": "unsubscribed", "b@x.example": "bounced"},
    ),
    "mailerlite": (
        (
            "Subscriber,Sent,Opens,Status,Unsubscribed\na@x.example,3,1,unsubscribed,2026-11-03 10:11:12\n"
            "b@x.example,3,1,junk,\nc@x.example,3,1,bounced,\nd@x.example,3,1,active,\n"
        ),
        {"a@x.example": "unsubscribed", "b@x.example": "complained", "c@x.example": "bounced"},
    ),
    "mailgun, events": (
        (
            "event,recipient,severity,timestamp\nfailed,a@x.example,permanent,1793000000.5\n"
            "failed,b@x.example,temporary,1793000000.5\ncomplained,c@x.example,,1793000000.5\n"
            "unsubscribed,d@x.example,,1793000000.5\naccepted,e@x.example,,1793000000.5\n"
        ),
        {"a@x.example": "bounced", "c@x.example": "complained", "d@x.example": "unsubscribed"},
    ),
    "outreach, prospects": (
        (
            "Prospect Email,Replied At,Opted Out At,Bounced At\na@x.example,2026-11-03,,\nb@x.example,,2026-11-03,\n"
            "c@x.example,,,2026-11-03\nd@x.example,,,\n"
        ),
        {"a@x.example": "replied", "b@x.example": "unsubscribed", "c@x.example": "bounced"},
    ),
    "two columns that say otherwise": (
        "Email,Unsubscribed,Email Opt Out\na@x.example,false,Yes\nb@x.example,true,No\nc@x.example,false,No\n",
        {"a@x.example": "unsubscribed", "b@x.example": "unsubscribed"},
    ),
    "subscribed again to the newsletter": (
        "Email,Unsubscribed At,Resubscribed At\na@x.example,2026-11-01,2026-11-03\nb@x.example,,\n",
        {"a@x.example": "unsubscribed"},
    ),
    "cleverreach": (
        "E-Mail;Status;Abgemeldet am\na@x.example;inaktiv;03.11.2026\nb@x.example;aktiv;\n",
        {"a@x.example": "unsubscribed"},
    ),
    "replies in words": (
        (
            'Email,Reply,Replied At\na@x.example,"Please take me off your list, now.",2026-11-03\n'
            'b@x.example,"Sounds good, call me",2026-11-03\nc@x.example,=HYPERLINK("http://evil.example"),2026-11-03\n'
        ),
        {"a@x.example": "replied unsubscribed", "b@x.example": "replied", "c@x.example": "replied"},
    ),
    "sparkpost, events": (
        (
            "type,rcpt_to,bounce_class,timestamp\nbounce,a@x.example,10,1793000000\nspam_complaint,b@x.example,,1793000000\n"
            "link_unsubscribe,c@x.example,,1793000000\ndelivery,d@x.example,,1793000000\n"
        ),
        {"a@x.example": "bounced", "b@x.example": "complained", "c@x.example": "unsubscribed"},
    ),
    "smartlead": (
        (
            "lead_email,lead_category,is_unsubscribed,reply_time,is_bounced\na@x.example,Interested,false,2026-11-03,false\n"
            "b@x.example,Do Not Contact,true,,false\nc@x.example,,false,,true\n"
        ),
        {"a@x.example": "replied", "b@x.example": "unsubscribed", "c@x.example": "bounced"},
    ),
    "woodpecker": (
        (
            "email,status,last_contacted\na@x.example,RESPONDED,2026-11-01\nb@x.example,OPT-OUT,2026-11-01\n"
            "c@x.example,BOUNCED,2026-11-01\nd@x.example,ACTIVE,2026-11-01\ne@x.example,BLACKLIST,2026-11-01\n"
        ),
        {
            "a@x.example": "replied",
            "b@x.example": "unsubscribed",
            "c@x.example": "bounced",
            "e@x.example": "unsubscribed",
        },
    ),
    "intercom": (
        (
            "User ID,Email,Unsubscribed from Emails,Has hard bounced,Marked email as spam\n"
            "1,a@x.example,true,false,false\n"
            "2,b@x.example,false,true,false\n3,c@x.example,false,false,true\n"
        ),
        {"a@x.example": "unsubscribed", "b@x.example": "bounced", "c@x.example": "complained"},
    ),
    "a status in German": (
        (
            "E-Mail-Adresse;Status;Datum\na@x.example;abgemeldet;03.11.2026\nb@x.example;Hardbounce;03.11.2026\n"
            "c@x.example;angemeldet;03.11.2026\nd@x.example;Beschwerde;03.11.2026\n"
        ),
        {"a@x.example": "unsubscribed", "b@x.example": "bounced", "d@x.example": "complained"},
    ),
    "sendgrid, bounces": (
        (
            "status,reason,email,created\n5.1.1,550 5.1.1 The email account does not exist,a@x.example,1793000000\n"
            '552,"552 1 Requested mail action aborted, mailbox not found",b@x.example,1793000001\n'
            "5.0.0,5.1.1 - Bad destination email address 'reject',c@x.example,1793000002\n"
            "5.2.2,552 5.2.2 The inbox is out of storage space https://mail.example/?p=OverQuotaPerm,d@x.example,1793000003\n"
            "5.7.193,550 5.7.193 external senders aren't permitted to send to this group,e@x.example,1793000004\n"
            "550,550 High probability of spam,f@x.example,1793000005\n"
            "4.2.2,452 4.2.2 over quota,g@x.example,1793000006\n"
            "5.7.1,554 5.7.1 Recipient address rejected: user h does not exist,h@x.example,1793000007\n"
        ),
        {"a@x.example": "bounced", "b@x.example": "bounced", "c@x.example": "bounced", "h@x.example": "bounced"},
    ),
    "bounces that a script read out of a mailbox": (
        (
            "file,email,bounce_type,status,action,diagnostic\nnote-840.eml,,unknown,,,\n"
            "notice-828.eml,a@x.example,hard,5.1.3,failed,smtp; The email account does not\n"
            "notice-748.eml,b@x.example,soft,4.4.3,failed,X-Postfix; Host or domain name not found\n"
        ),
        {"a@x.example": "bounced"},
    ),
    "two columns say what happened": (
        (
            "Email,Lead Status,Interest Status\na@x.example,Replied,Do Not Contact\nb@x.example,Bounced,Unsubscribed\n"
            "c@x.example,Replied,Interested\n"
        ),
        {"a@x.example": "replied unsubscribed", "b@x.example": "bounced unsubscribed", "c@x.example": "replied"},
    ),
    "bounced or not, in every row": (
        "Email,Status,Bounced\na@x.example,Active,true\nb@x.example,Unsubscribed,false\nc@x.example,Active,false\n",
        {"a@x.example": "bounced", "b@x.example": "unsubscribed"},
    ),
    "why it bounced, in every row": (
        "Email,Status,Email hard bounce reason\na@x.example,Bounced,Unknown user\nb@x.example,Bounced,No such user\n",
        {"a@x.example": "bounced", "b@x.example": "bounced"},
    ),
    "a day that is not yet": (
        "Email,Unsubscribed At,Bounced At\na@x.example,2026-12-24,\nb@x.example,,2026-12-24\n",
        {"a@x.example": "stop"},
    ),
    "a day that cannot be": (
        "Email,Unsubscribed At\na@x.example,31.02.2026\nb@x.example,0000-00-00 00:00:00\nc@x.example,soon\n",
        {"a@x.example": "stop", "c@x.example": "stop"},
    ),
}


def said(content: str, encoding: str = "utf-8") -> dict[str, str]:
    """By address: the kinds that the file tells of, in order; `stop` where only silence is kept."""
    read = parse_outcomes(content.encode(encoding), "export.csv", TODAY)
    return {row.email or "": " ".join(sorted({fact.kind for fact in row.facts})) or "stop" for row in read.rows}


@pytest.mark.parametrize("export", EXPORTS)
def test_each_row_says_what_the_tool_meant(export: str) -> None:
    content, expected = EXPORTS[export]
    assert said(content) == expected


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_in_whatever_encoding(encoding: str) -> None:
    content, expected = EXPORTS["activecampaign"]
    assert said(content.replace(",", "\t"), encoding) == expected


@pytest.mark.parametrize(
    "content",
    [
        "email,created\na@x.example,1793000000\n",  # SendGrid: global unsubscribes
        "email,status\na@x.example,-2\nb@x.example,1\n",  # Instantly's API, in numbers
        "Email,Opens,Clicks\na@x.example,3,1\n",
        "email,account type\na@x.example,550 users\n",
        "email,status\na@x.example,550\nb@x.example,200\n",  # answers of somebody's web server, as likely
    ],
)
def test_a_file_that_does_not_say_what_happened_is_refused(content: str) -> None:
    with pytest.raises(BadInputError):
        said(content)
