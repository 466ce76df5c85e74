"""All of revenue's pages; importing it gives the section its routes."""

from web.pages.revenue import actions, analyses, findings, log, precision, runs
from web.pages.revenue.section import REVENUE

__all__ = ["REVENUE", "actions", "analyses", "findings", "log", "precision", "runs"]
