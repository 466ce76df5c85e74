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
        ("I cancelled three months ago and have been charged three times since.", "billing"),
        ("Cancelei em maio e hoje veio outra fatura", "billing"),
        ("Your politics are not mine.", "trust"),
        ("It is not a scam, we just closed.", None),
        ("C'est pas une arnaque, juste trop cher", None),
        ("No es una estafa, pero no compensa", None),
        ("We were not charged twice, all fine", None),
        ("I do not trust you", "trust"),
        ("My co-founder signed up, and I do not know what this charge is.", "billing"),
        ("No reconozco este cargo en mi tarjeta", "billing"),
        ("Was ist das für eine unbekannte Abbuchung?", "billing"),
        ("Was promised the CRM sync in the sales call... only on enterprise. Felt misled", "trust"),
        ("Fausses promesses du commercial", "trust"),
        ("Wir brauchen das nur von März bis September, im Winter steht das Lager leer", "seasonal"),
        ("Solo trabajamos de marzo a septiembre, el resto del año no lo necesitamos", "seasonal"),
        ("On n'en a besoin que d'avril à septembre", "seasonal"),
        ("we only need this april to june", "seasonal"),
        ("We only need it in the tax season", "seasonal"),
        ("Ich brauche es nur in der Saison", "seasonal"),
        ("Solo lo necesitamos en temporada alta", "seasonal"),
        ("Il ne nous sert que l'été", "seasonal"),
        ("It worked perfectly but it was for a one-off project", "no_longer_needed"),
        ("Non ho più fiducia", "trust"),
        ("Support was slow in the high season", None),
        ("High season prices are absurd", None),
        ("From March to May it crashed daily. We only need something that works.", None),
        ("The export only covered January to June", None),
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
