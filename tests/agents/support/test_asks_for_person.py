import pytest

from agents.support.asks_for_person import asks_for_person


@pytest.mark.parametrize(
    "text",
    [
        "I want a person.",
        "A human, please!",
        "Agent please",
        "agent",
        "connect me to support staff",
        "Can I have a real person?",
        "This does not help. Human!",
        "is there a human I can talk to",
        "transfer me to an agent now",
        "put me through to your manager",
        "Einen Menschen bitte",
        "Ich brauche einen Mitarbeiter",
        "quiero un agente por favor",
        "Je veux un humain",
        "Un operatore, per favore",
        "Quero uma pessoa real",
        "Ik wil een mens",
    ],
)
def test_a_few_words_are_enough(text: str) -> None:
    assert asks_for_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Support?",
        "How do I install the SSM agent?",
        "The CloudWatch agent",
        "I need an agent on my instance",
        "Which support plan do I need?",
        "We need a person who runs our cluster",
        "Give me a list of people in the IAM group",
        "Can a person of another account assume this role?",
        "Is there an agent for logs?",
        "How many people can use one WorkSpace?",
        "person",
    ],
)
def test_a_subject_is_no_request(text: str) -> None:
    assert not asks_for_person(text)
