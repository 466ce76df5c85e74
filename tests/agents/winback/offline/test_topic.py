"""The topic inside a category: in what is said, in seven languages, and nowhere else."""

import pytest

from agents.models.offline import OfflineModel
from agents.versions.versions import Versions
from agents.winback.offline.topic import read_topic
from schemas.agent import ModelRequest, SamplingSettings
from schemas.winback.churn_analysis import ChurnAnalysisInput, CustomerView


@pytest.mark.parametrize(
    ("reason", "topic"),
    [
        ("I cancelled in May and you kept charging my card.", "billing"),
        ("Trotz Kündigung wurde wieder abgebucht.", "billing"),
        ("Vous m'avez prélevé deux fois en mars", "billing"),
        ("Me siguen cobrando aunque cancelé", "billing"),
        ("Cobrança indevida no cartão.", "billing"),
        ("After the data breach nobody here wants it.", "trust"),
        ("Ho perso fiducia in voi.", "trust"),
        ("Het vertrouwen is weg, en dubbel afgeschreven ook nog", "billing"),
        ("We run a ski school and pause until next season.", "seasonal"),
        ("The migration is done, so we no longer need it", "no_longer_needed"),
        ("Wir haben dafür keinen Bedarf", "no_longer_needed"),
        ("We no longer trust you: charged twice!", "billing"),
        ("Too expensive for what it does.", None),
        ("Our billing team wants an SSO login.", None),
        ("Scampi restaurants only", None),
        ("", None),
    ],
)
def test_a_topic_is_what_the_reason_says(reason: str, topic: str | None) -> None:
    assert read_topic(reason) == topic


@pytest.mark.parametrize(("version", "topic"), [("1.0.0", None), ("1.1.0", None), ("1.2.0", "billing")])
async def test_only_a_version_that_asks_for_a_topic_is_given_one(version: str, topic: str | None) -> None:
    chosen = Versions().get("churn-analysis", version)
    request = ModelRequest(
        agent="churn-analysis", system="", user="", output_name="ChurnAnalysis",
        output_schema=chosen.output_schema, settings=SamplingSettings(temperature=0, max_tokens=100),
        inputs=ChurnAnalysisInput(customer=CustomerView(cancellation_reason="You charged me twice.")),
    )  # fmt: skip
    reply = await OfflineModel().call(request)
    assert reply.output.get("topic") == topic
    assert ("topic" in reply.output) == ("topic" in chosen.output_schema["properties"])
