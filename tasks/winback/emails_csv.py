"""`emails.csv`: the emails that may be sent, one per row, as mailers import them."""

from collections.abc import Callable, Iterable

from agents.checks.asks import asks_for_reply
from blocks.artifacts import Writer
from schemas.sender import Sender
from schemas.winback.campaign import Email
from schemas.winback.run import CustomerRecord
from tasks.files.csv_rows import CsvRows
from tasks.files.harmless import harmless, without_controls

COLUMNS = (
    "email", "customer_id", "company_name", "language", "email_number", "send_day",
    "subject", "body", "cta", "link", "unsubscribe_link", "text",
)  # fmt: skip
Remaining = Callable[[CustomerRecord], Iterable[Email]]
SenderTo = Callable[[str], Sender]  # the profile as one address is given it: its unsubscribe link is its own


class EmailsCsv:
    """The address exactly as mail is sent to it; no other cell is a formula to a spreadsheet."""

    def __init__(self, writer: Writer, sender_to: SenderTo, remaining: Remaining) -> None:
        self._rows = CsvRows(writer, COLUMNS)
        self._remaining = remaining
        self._sender_to = sender_to

    async def add(self, record: CustomerRecord) -> None:
        """The emails of a customer that are still to be sent."""
        if record.campaign is None:
            return
        for email in self._remaining(record):
            cells = self._cells(record, record.campaign.language, email)
            await self._rows.add([record.customer.email or "", *map(harmless, map(without_controls, cells))])

    async def end(self) -> None:
        """Write the rest."""
        await self._rows.flush()

    def _cells(self, record: CustomerRecord, language: str, email: Email) -> tuple[str, ...]:
        sender = self._sender_to(record.customer.email or "")
        return (
            record.customer_id,
            record.customer.company_name,
            language,
            str(email.number),
            str(sender.send_days[email.number - 1]),
            email.subject,
            email.body,
            email.cta,
            link_beside(email, sender),
            sender.unsubscribe_link,
            whole_text(email, sender),
        )


def link_beside(email: Email, sender: Sender) -> str:
    """The sender's link, unless the email asks for a reply or holds the link already: it asks for one thing."""
    said = f"{email.body}\n{email.cta}"
    return "" if asks_for_reply(email.cta) or sender.link in said else sender.link


def whole_text(email: Email, sender: Sender) -> str:
    """The complete message: body, call to action, and a footer that says who writes and how to unsubscribe."""
    link = link_beside(email, sender)
    action = f"{email.cta}: {link}" if link else email.cta
    lines = (sender.company, sender.postal_address, sender.unsubscribe_link)
    footer = "\n".join(line for line in lines if line)
    return "\n\n".join(part for part in (email.body, action, f"--\n{footer}" if footer else "") if part)
