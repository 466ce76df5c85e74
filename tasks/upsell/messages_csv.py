"""`messages.csv`: the messages that may be sent, one a row, as mailers import them."""

from urllib.parse import quote

from blocks.address_hash import AddressHash
from blocks.artifacts import Writer
from schemas.upsell.brand import Brand
from schemas.upsell.run import EventRecord
from tasks.files.csv_rows import CsvRows
from tasks.files.harmless import harmless, without_controls
from tasks.outreach.one_click import link_for

COLUMNS = (
    "email", "customer_id", "event_id", "first_name", "item", "subject", "body", "unsubscribe_link", "postal_address",
    "text",
)  # fmt: skip


class MessagesCsv:
    """The address exactly as mail is sent to it; no other cell is a formula to a spreadsheet."""

    def __init__(self, writer: Writer, brand: Brand, address_hash: AddressHash) -> None:
        self._rows = CsvRows(writer, COLUMNS)
        self._brand = brand
        self._address_hash = address_hash

    async def add(self, record: EventRecord) -> None:
        """The message of an approved event; nothing of any other."""
        who, best = record.event.customer, record.best
        if record.decision != "approved" or record.earlier is not None or best is None or who.email is None:
            return
        message, link = best.message.output, unsubscribe_link(self._brand, who.email, self._address_hash)
        footer = f"--\n{self._brand.company}\n{self._brand.postal_address}\nUnsubscribe: {link}"
        cells = (
            who.id, record.event.event_id, who.first_name or "", message.item, message.subject, message.body, link,
            self._brand.postal_address, f"{message.body}\n\n{footer}",
        )  # fmt: skip
        await self._rows.add([who.email, *map(harmless, map(without_controls, cells))])

    async def end(self) -> None:
        """Write the rest."""
        await self._rows.flush()


def unsubscribe_link(brand: Brand, email: str, address_hash: AddressHash) -> str:
    """The link for one recipient."""
    return link_for(address_hash, brand.unsubscribe_url.replace("{address}", quote(email, safe="")), email)
