"""All of win-back's pages; importing it gives the section its routes."""

from web.pages.winback import (
    bulk,
    customer,
    deciding,
    drafts,
    export,
    outcomes,
    price,
    progress,
    rejects,
    sender,
    upload,
    uploads,
)
from web.pages.winback.section import WINBACK

__all__ = [
    "WINBACK",
    "bulk",
    "customer",
    "deciding",
    "drafts",
    "export",
    "outcomes",
    "price",
    "progress",
    "rejects",
    "sender",
    "upload",
    "uploads",
]
