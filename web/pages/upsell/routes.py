"""All of upsell's pages; importing it gives the section its routes, those with names of their own before uploads."""

from web.pages.upsell import overview, dead, features, events  # isort: skip -- in the order in which they are matched
from web.pages.upsell.section import UPSELL

__all__ = ["UPSELL", "dead", "events", "features", "overview"]
