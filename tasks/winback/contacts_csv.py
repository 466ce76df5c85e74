"""`contacts.csv` and `suppressed.csv`: one row a person, which is what most mailers import."""

from collections.abc import Callable, Iterator, Sequence

from blocks.artifacts import Writer
from schemas.address import normalised
from schemas.hold import HoldCode
from schemas.sender import Sender
from schemas.winback.campaign import Email
from schemas.winback.mailer import CONTACT, NUMBERS, OF_EMAIL, SUPPRESSED
from schemas.winback.run import CustomerRecord
from tasks.files.csv_rows import CsvRows
from tasks.files.harmless import harmless, is_formula, without_controls
from tasks.winback.do_not_send import asked_for_silence
from tasks.winback.emails_csv import Remaining, SenderTo, link_beside
from tasks.winback.person_names import first_name_in, last_name_in

# Holds by which somebody wants no emails, or must not get any, from whatever tool. The others say something about this
# campaign: a holdout, a payment dispute or an answer to another campaign is no reason to leave a newsletter.
_NO_EMAILS = frozenset(("suppressed", "asks_erasure", "asked_to_stop", "deceased"))


class ContactsCsv:
    """Everybody who has emails to be sent, with all of them as merge fields; one that went out already is empty."""

    def __init__(self, writer: Writer, sender_to: SenderTo, remaining: Remaining) -> None:
        self._rows = CsvRows(writer, CONTACT)
        self._sender_to = sender_to
        self._remaining = remaining

    async def add(self, record: CustomerRecord) -> None:
        """Take one record."""
        emails = {email.number: email for email in self._remaining(record)}
        if record.campaign is None or not emails:
            return
        sender = self._sender_to(record.customer.email or "")
        cells = [*self._person(record, record.campaign.language, sender)]
        for number in NUMBERS:
            cells += self._email(emails.get(number), sender)
        await self._rows.add([record.customer.email or "", *map(harmless, map(without_controls, cells))])

    async def end(self) -> None:
        """Write the rest."""
        await self._rows.flush()

    def _person(self, record: CustomerRecord, language: str, sender: Sender) -> Iterator[str]:
        customer = record.customer
        yield record.customer_id
        yield first_name_in(customer.context)
        yield last_name_in(customer.context)
        yield customer.company_name
        yield language
        yield customer.subscription_tier or ""
        yield sender.unsubscribe_link

    def _email(self, email: Email | None, sender: Sender) -> tuple[str, ...]:
        if email is None:
            return ("",) * len(OF_EMAIL)
        day = str(sender.send_days[email.number - 1])
        return day, email.subject, email.body, email.cta, link_beside(email, sender)


class SuppressedCsv:
    """People who must get no emails from any tool: imported elsewhere as contacts, they would be written to again."""

    def __init__(self, writer: Writer) -> None:
        self._rows = CsvRows(writer, SUPPRESSED)
        self._seen = set[str]()  # some mailers refuse a file that has an address twice

    async def add(self, record: CustomerRecord, suppresses: Callable[[str], bool]) -> None:
        """Take one record, complete or not; `suppresses` says of an address whether it is on a suppression list.

        Somebody may be on hold for another reason and have said no since: who is held out stays so in the records.
        """
        address = record.customer.email
        if not address or is_formula(address) or (why := _why(record, listed=suppresses(address))) is None:
            return
        cells = (record.customer_id, why)
        await self.take([address, *map(harmless, map(without_controls, cells))])

    async def take(self, cells: Sequence[str]) -> None:
        """Take a row, as this or the file of a range has it, unless its address is there already."""
        if (same := normalised(cells[0]) or cells[0]) in self._seen:
            return
        self._seen.add(same)
        await self._rows.add(cells)

    async def end(self) -> None:
        """Write the rest."""
        await self._rows.flush()


def _why(record: CustomerRecord, *, listed: bool) -> HoldCode | None:
    """Why somebody must get no emails. A hold of another kind may stand before it, so it is not asked alone."""
    if record.hold is not None and record.hold.code in _NO_EMAILS:
        return record.hold.code
    if listed:
        return "suppressed"
    if record.hold is not None and record.hold.code == "manual":
        asked = asked_for_silence(record.customer)
        return None if asked is None else asked.code
    return None
