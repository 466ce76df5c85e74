import pytest

from agents.support.offline.answer import answer
from agents.support.offline.operations import says_how
from agents.support.offline.quality import judge
from agents.support.quality import read_criteria
from schemas.support.answer import AnswerInput, PassageView, QualityInput

REPLICATION = PassageView(
    id="p1",
    title="Replication to another region",
    text="Replication copies new objects to a bucket in another region. Deleted versions are never replicated.",
)


def test_a_page_that_shares_the_words_of_a_question_does_not_answer_it() -> None:
    question = "How do I delete a bucket?"
    assert answer(AnswerInput(question=question, passages=(REPLICATION,))).action == "refuse"
    criteria = read_criteria()
    asked = QualityInput(
        question=question,
        answer=REPLICATION.text,
        citations=("p1",),
        passages=(REPLICATION,),
        criteria=criteria.criteria,
    )
    verdict = judge(asked)
    assert criteria.overall(verdict.by_criterion()) < criteria.threshold
    assert "no sentence says how to do what was asked" in verdict.issues


@pytest.mark.parametrize(
    ("question", "title", "text", "says"),
    [
        ("How do I delete a bucket?", "Buckets", "Empty it before you remove it.", True),
        ("How do I rotate my access key?", "Rotating access keys", "Make a second one.", True),
        ("Can I rename a table?", "Tables", "A table has a name and a partition key.", False),
        ("How do I detach a volume?", "Images", "Attach the volume to another instance.", False),
        ("I want to enlarge a disk", "Disks", "A disk can be extended while it runs.", True),
        ("Why was my bucket deleted?", "Buckets", "A bucket holds objects.", True),  # asks for no operation
        ("How do I reach the database?", "Databases", "Open its port.", True),  # none that we know
    ],
)
def test_the_operation_has_to_stand_beside_what_it_is_done_to(
    question: str,
    title: str,
    text: str,
    says: bool,  # noqa: FBT001 -- of a table
) -> None:
    assert says_how(question, title, text) is says
