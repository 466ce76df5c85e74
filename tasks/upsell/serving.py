"""What an event is given once: its customer's features, and comparable cases.

It is stored with the record before anything is asked, so a run that goes on asks in the same words, whatever was built
meanwhile.
"""

from schemas.upsell.features import Features
from schemas.upsell.run import EventRecord
from tasks.upsell.context import UpsellContext


def serve_figures(record: EventRecord, context: UpsellContext) -> None:
    """The figures, as of the event; of those who are held, too, as their decision rests on the same."""
    record.features = context.reader.of_event(record.event)
    record.features_version = context.reader.version


def serve_cases(record: EventRecord, context: UpsellContext) -> None:
    """Comparable cases, none of which became known after the decision; only for those for whom a message is written."""
    record.similar = context.cases.of(Features.model_validate(record.features), context.known.as_of)
