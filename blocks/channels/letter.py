"""An action as an email: plain text, one that no autoresponder answers, with an id by which doubles are noticed."""

from collections.abc import Mapping, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from schemas.errors import one_line
from schemas.outbox import Content


def letter(
    message_id: str, content: Content, sender: str, to: Sequence[str], headers: Mapping[str, str] | None = None
) -> EmailMessage:
    """The message with its headers; a title is one line, whatever stands in it."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(sender)
    message["To"] = [_address(one) for one in to]
    message["Subject"] = one_line(content.title)[:200]
    message["Message-ID"] = f"<{message_id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    for name, value in (headers or {}).items():
        message[name] = one_line(value)
    message.set_content(content.text, charset="utf-8")
    return message


def _address(text: str) -> Address:
    name, _, domain = text.rpartition("@")
    return Address(username=name, domain=domain)
