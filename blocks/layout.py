"""Every key in the artifact store.

uploads/ and results/ are the first system's, win-back's. Every other one has the same folders below its own name:
<system>/uploads/…, <system>/results/…

uploads/{upload_id}.csv · .json                     what came in, and the customers parsed from it
results/{upload_id}/manifest/{batch}.jsonl          the customers of a batch
results/{upload_id}/customers/{customer_id}.json    one record per customer, written step by step (the ledger)
results/{upload_id}/parts/{batch}.jsonl             a finished batch in one object; resume reads these first
results/{upload_id}/status.json                     progress and the final word results/{upload_id}/budget.json
what the present budget has given out, before calls draw on it results/{upload_id}/{customers,analyses,campaigns}.json
results/{upload_id}/rejects.csv · data_quality.json · report.html · emails.csv · results.parquet
results/{upload_id}/contacts.csv · suppressed.csv   one row a person: who may be written to, and who must not be
results/{upload_id}/for/{mailer}/contacts-1.csv …   the same as a mailer imports it; gone with the next export
results/{upload_id}/anonymous/report.html · customers.csv   without names; gone with the next export, too
results/{upload_id}/summary.json                    its counts, for the report of the next upload
results/{upload_id}/sender.json                     the sender profile that the emails were written for
results/{upload_id}/suppressed.txt                  hashes of the addresses that are never written to
results/{upload_id}/rulings.json                    what a person decided about single customers
results/{upload_id}/corrections.json                what people said of the categories of its analyses
results/{upload_id}/outcomes.json                   what came of its emails, in figures; the table of outcomes has who
results/{upload_id}/approvals.json                   who approved emails that were not sure enough to go by themselves
results/{upload_id}/edits.json                       emails as a person wrote them, beside the model's
results/{upload_id}/instructions.json                what people asked of the emails of single customers
results/{upload_id}/assigned.json                    who looks after which customer results/{upload_id}/index.sqlite
one row per customer, from which pages are shown results/{upload_id}/duplicates.json                 for the shards:
which customers share an address results/{upload_id}/shards/{shard}/status.json      progress and final word of one
shard results/{upload_id}/shards/{shard}/budget.json      the same as its upload's, of the share of one shard
results/{upload_id}/shards/{shard}/asked            whose invocations may work on a shard in a function; empty: nobody's
upsell/results/{upload_id}/messages.json · messages.csv   what was decided about each event, and what is to be sent
upsell/results/{upload_id}/catalogue.json · brand.json    what was offered, and as whom
upsell/results/{upload_id}/as_of.json                     the moment that its file says it is to be judged as of
upsell/results/{upload_id}/earlier.json                   its events that other uploads had before
batch-jobs/{uploads|system}/{upload_id}/{token}/…   a batch job, its requests and answers, until the run is complete
contacts/[{system}/]{upload_id}.jsonl               hashes of addresses that an export claims, or that were written to
outreach/suppression.jsonl                          the standing list: who is never written to, as hashes, and why
outreach/outcomes/{sha256}.json                     a file of outcomes of a folder that is done with, by content
sender.yaml                                         the sender profile of runs that are given none upsell/catalogue.yaml
· brand.yaml                  the same for upsell: what is offered, and as whom secrets/outreach.json
what the standing list and the contacts must be, by hash secrets/addresses.key                               the key
under which addresses are hashed; lists need it to be read prompts/{agent}/{version}.json                      published
agent versions, written once evaluations/{evaluation_id}/evaluation.json         the figures of an evaluation or
comparison evaluations/{evaluation_id}/cases.jsonl · report.html   its single cases, and the page for people
evaluations/{evaluation_id}/budget.json             what its budget has given out; only until it has come to an end
answers/cases/{agent}/{fingerprint}.json            a paid answer to a case; evaluations share them
answers/uploads/{upload_id}/{agent}/{fingerprint}.json  the same for a past customer, so that it goes with its upload
labels/{agent}/{label}.json                         what a reviewer says of an answer to a case
upsell/features/current.json                        which version of the features counts (`tasks/bundles.py`)
upsell/features/{version}/features.parquet · about.json   what is known of each customer, in figures; never changes
upsell/cases/current.json · {snapshot}/…            the same for past messages and what became of them
support/feedback/{window}/analysis.json · report.html · figures.csv   what feedback over a window of time says cache/…
in the home of this machine: copies of bundles, and their indexes
"""

import hashlib
import re
from typing import Self

from schemas.bulk import Status

CONTACTS = "contacts"
UPLOADS, RESULTS, ANSWERS, LABELS = "uploads", "results", "answers", "labels"
EVALUATIONS = "evaluations"
JOBS = "batch-jobs"
FEATURES, CASES = "upsell/features", "upsell/cases"
FEEDBACK = "support/feedback"
CACHE = "cache"  # in the home of this machine
OPENED = "opened"  # in the home of this machine: reports that were fetched from S3
SENDER = "sender.yaml"
CATALOGUE, BRAND = "upsell/catalogue.yaml", "upsell/brand.yaml"
ADDRESS_KEY = "secrets/addresses.key"
OUTREACH = "outreach"  # the folder of the lock, or of the lease, under which lists and contacts change
STANDING_LIST = f"{OUTREACH}/suppression.jsonl"
OUTCOME_FILES = f"{OUTREACH}/outcomes"
SEALS = "secrets/outreach.json"
# What is in the folder of the store beside those of systems, which therefore are not called so.
RESERVED = frozenset(
    (
        UPLOADS,
        RESULTS,
        ANSWERS,
        LABELS,
        CONTACTS,
        EVALUATIONS,
        JOBS,
        OUTREACH,
        "secrets",
        "prompts",
        "logs",
        OPENED,
        CACHE,
    )
)
_SAFE = re.compile(r"[a-z0-9_-]{1,64}")
_OF_UPLOAD = re.compile(r"(?:([^/]+)/)?(?:results/([^/]+)/[^/].*|uploads/([^/]+)\.(?:csv|json))")


def safe(identifier: str) -> str:
    """An identifier in a form that is safe in a key: itself if harmless, else `~` and its sha256."""
    if _SAFE.fullmatch(identifier):
        return identifier
    return "~" + hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()


class Upload:
    """The keys of one upload."""

    def __init__(self, upload_id: str, system: str = "", *, name: str | None = None) -> None:
        """By its id, or by the name in its keys, whatever its id was. `system` as a status says it."""
        self.system = system
        self.name = name = safe(upload_id) if name is None else name
        below = f"{system}/" if system else ""
        results = f"{below}{RESULTS}/{name}"
        self.source = f"{below}{UPLOADS}/{name}.csv"
        self.customers_in = f"{below}{UPLOADS}/{name}.json"
        self.results = results
        self.status = f"{results}/status.json"
        self.budget = f"{results}/budget.json"
        self.shards = f"{results}/shards"
        self.rejects = f"{results}/rejects.csv"
        self.data_quality = f"{results}/data_quality.json"
        self.customers = f"{results}/customers.json"
        self.analyses = f"{results}/analyses.json"
        self.campaigns = f"{results}/campaigns.json"
        self.emails = f"{results}/emails.csv"
        self.contact_rows = f"{results}/contacts.csv"
        self.suppressed_rows = f"{results}/suppressed.csv"
        self.mailers = f"{results}/for"
        self.anonymous = f"{results}/anonymous"
        self.anonymous_report = f"{self.anonymous}/report.html"
        self.anonymous_rows = f"{self.anonymous}/customers.csv"
        self.summary = f"{results}/summary.json"
        self.parquet = f"{results}/results.parquet"
        self.report = f"{results}/report.html"
        self.index = f"{results}/index.sqlite"
        self.sender = f"{results}/sender.json"
        self.suppressed = f"{results}/suppressed.txt"
        self.rulings = f"{results}/rulings.json"
        self.corrections = f"{results}/corrections.json"
        self.approvals = f"{results}/approvals.json"
        self.edits = f"{results}/edits.json"
        self.instructions = f"{results}/instructions.json"
        self.assigned = f"{results}/assigned.json"
        self.duplicates = f"{results}/duplicates.json"
        self.messages = f"{results}/messages.json"
        self.message_rows = f"{results}/messages.csv"
        self.catalogue = f"{results}/catalogue.json"
        self.brand = f"{results}/brand.json"
        self.as_of = f"{results}/as_of.json"
        self.earlier = f"{results}/earlier.json"
        self.outcomes = f"{results}/outcomes.json"
        # Not below the system: whoever is written to by one counts for all.
        self.contacts = f"{CONTACTS}/{below}{name}.jsonl"
        # Of names that S3 URIs may have in Bedrock's API, which knows no `~`.
        self.jobs = f"{JOBS}/{system or UPLOADS}/{name.replace('~', '')}"
        self.held = results  # the folder of the lock, or of the lease
        self.lease = f"{results}/lease.json"

    @classmethod
    def of(cls, status: Status) -> Self:
        """Of the upload that this is the status of."""
        return cls(status.upload_id, status.system)

    def manifest(self, batch: int) -> str:
        """The customers of a batch, one JSON object a line."""
        return f"{self.results}/manifest/{batch:05d}.jsonl"

    def part(self, batch: int) -> str:
        """The records of a finished batch, one a line."""
        return f"{self.results}/parts/{batch:05d}.jsonl"

    def mailer(self, name: str) -> str:
        """The folder of the files that one mailer imports."""
        return f"{self.mailers}/{name}"

    def customer(self, customer_id: str) -> str:
        """The record of one customer."""
        return f"{self.results}/customers/{safe(customer_id)}.json"


class Shard(Upload):
    """The keys of one shard: those of its upload, except for its own status, budget and lease."""

    def __init__(self, upload_id: str, shard: int, system: str = "") -> None:
        super().__init__(upload_id, system)
        self.held = f"{self.results}/shards/{shard:03d}"
        self.status = f"{self.held}/status.json"
        self.lease = f"{self.held}/lease.json"
        self.budget = f"{self.held}/budget.json"
        self.asked = f"{self.held}/asked"
        self.shards = f"{self.held}/shards"  # it has none


def upload_at(key: str) -> Upload | None:
    """The upload that a key belongs to; None if it belongs to none."""
    found = _OF_UPLOAD.fullmatch(key)
    if found is None or found[1] in RESERVED:
        return None
    return Upload("", found[1] or "", name=found[2] or found[3])


def may_be_system(folder: str) -> bool:
    """Whether a folder of the store may be a system's."""
    return folder not in RESERVED and _SAFE.fullmatch(folder) is not None


class EvaluationKeys:
    """The keys of one evaluation."""

    def __init__(self, evaluation_id: str) -> None:
        self.held = f"{EVALUATIONS}/{safe(evaluation_id)}"  # the folder of the lock, or of the lease
        self.figures = f"{self.held}/evaluation.json"
        self.cases = f"{self.held}/cases.jsonl"
        self.report = f"{self.held}/report.html"
        self.budget = f"{self.held}/budget.json"
        self.shards = f"{self.held}/shards"  # it has none


def answers(upload_id: str | None) -> str:
    """The folder of the answers to cases, or to the past customers of an upload."""
    return "answers/cases" if upload_id is None else f"answers/uploads/{safe(upload_id)}"


def labels(agent: str) -> str:
    """The folder of the labels of one agent's answers."""
    return f"labels/{safe(agent)}"


def prompt(agent: str, version: str) -> str:
    """A published agent version."""
    return f"prompts/{safe(agent)}/{version}.json"
