"""`report.html`: what an upload of events came to, for whoever sends the messages. One file that loads nothing else."""

from tasks.upsell.report.collect import Collector
from tasks.upsell.report.render import Facts, load_template, render_report

__all__ = ["Collector", "Facts", "load_template", "render_report"]
