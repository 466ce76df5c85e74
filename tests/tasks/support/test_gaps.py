from schemas.support.interaction import Asked
from tasks.support.answering import reply_to
from tasks.support.desk import Desk
from tasks.support.gaps import days_ago, live_gaps


async def test_what_found_nothing_is_counted_by_theme(desk: Desk) -> None:
    for question in (
        "How do I rename a DynamoDB table?",
        "Can I rename my DynamoDB table?",
        "How do I detach an EBS volume from an instance?",
        "How do I enlarge an EBS volume?",
        "hello",
    ):
        await reply_to(Asked(question=question), desk)
    found = await live_gaps("local", days_ago(1))
    assert [theme.complaints for theme in found] == [2, 1]
    assert "rename" in found[0].label
    assert found[1].quotes[0].text == "How do I detach an EBS volume from an instance?"
    assert await live_gaps("local", days_ago(-1)) == ()
