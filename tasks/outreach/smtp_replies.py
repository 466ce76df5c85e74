"""What a mail server's reply says of an address: SendGrid's exports of bounces and blocks have nothing else.

The codes are those of RFC 5321 (three digits) and RFC 3463 (`5.1.1`: class, subject, detail).
"""

import re
from typing import Literal

from tasks.outreach.outcome_cells import is_passing

Reply = Literal["bounced", "passing"]
_REPLY = re.compile(
    r"(?:(4(?=[25])|5(?=[25]))[0-9]{2})?(?:(?<=[0-9])[ -]|^|$)(?:([45])\.([0-9]{1,3}\.[0-9]{1,3})(?![0-9.]))?"
)
_OF_THE_MOMENT = re.compile(r"2\.2|7\..*")  # a full mailbox; who may write at all: neither says that nobody is there
_OF_THE_ADDRESS = re.compile(r"mailbox|recipient|user|account|address|customer|not found", re.IGNORECASE)
_NOBODY = re.compile(
    r"does not exist|no such|unknown|invalid recipient", re.IGNORECASE
)  # some servers say it with 5.7.1
_OF_THE_EMAIL = re.compile(r"spam|policy|reputation|quota|storage|too (?:large|big|many)", re.IGNORECASE)


def reply_of(cell: str) -> Reply | None:
    """Whether a server's reply means that no email will ever arrive; None for a text that is none.

    A refusal of the email (spam, policy, a full mailbox) is passing. A bare 5xx counts where its text is about the
    address.
    """
    text = cell.strip()
    found = _REPLY.match(text)
    if found is None or not found.group():
        return None
    first, enhanced, detail = found.groups()
    if "4" not in (first, enhanced) and _NOBODY.search(text):
        return "bounced"
    passes = "4" in (first, enhanced) or (detail is not None and _OF_THE_MOMENT.fullmatch(detail) is not None)
    if passes or is_passing(text) or _OF_THE_EMAIL.search(text):
        return "passing"
    return "bounced" if enhanced or _OF_THE_ADDRESS.search(text) else "passing"
