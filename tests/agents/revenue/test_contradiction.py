import pytest

from agents.revenue.contradiction import contradiction


@pytest.mark.parametrize(
    ("contradicts", "said"),
    [
        ("yes", "We met. The budget for this year was frozen on Monday."),
        ("yes", "They have put the project on hold until further notice."),
        ("yes", "They told us that they have chosen another vendor."),
        ("yes", "The champion has left the company."),
        ("yes", "They will not go forward with us."),
        ("yes", "They want to build it in house."),
        ("no", "The discussion about a second region is put on hold, the first goes ahead."),
        ("no", "Another vendor was in the running, they decided against it."),
        ("no", "They cancelled a contract with an old vendor and moved everything to us."),
        ("no", "The budget is approved."),
        ("no", "They are not going to stop using it."),
    ],
)
def test_what_contradicts_that_a_deal_will_be_won(contradicts: str, said: str) -> None:
    assert (contradiction(said) is not None) is (contradicts == "yes")
