"""All of support's pages; importing it gives the section its routes."""

from web.pages.support import chat, escalations, feedback, knowledge, review, talks
from web.pages.support.section import SUPPORT

__all__ = ["SUPPORT", "chat", "escalations", "feedback", "knowledge", "review", "talks"]
