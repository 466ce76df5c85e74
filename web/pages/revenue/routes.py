"""All of revenue's pages; importing it gives the section its routes."""

from web.pages.revenue import actions, findings
from web.pages.revenue.section import REVENUE

__all__ = ["REVENUE", "actions", "findings"]
