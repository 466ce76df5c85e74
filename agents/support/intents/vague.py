"""Questions that say nothing of what they are about."""

from collections.abc import Iterable

from agents.checks.fold import fold
from agents.retrieval.words import words
from agents.support.intents.features import EMPTY

# Words of complaints and pleas; "it does not work" says that something is wrong, not what.
_SAYS_NOTHING = frozenset(
    "help problem problems issue issues work works working worked error errors thing things something anything question "
    "wrong broken fix need want fails failed fail failing trouble urgent again still today yesterday anymore more having "
    "doesn don isn aws amazon cloud service hi hello hey thanks thank really very just only stuck happening happens way "
    "get got make made try tried trying know tell see look find someone somebody anyone here support ask".split()
)


def is_vague(text: str, products: Iterable[str]) -> bool:
    """Whether no word of a question says what it is about; a product's name alone does not."""
    # Folded first: of "doesn't" two words are left that say nothing, and not a third that seems to.
    about = {word for word in words(fold(text)) if not word.endswith("~") and len(word) > 1}
    return not about - EMPTY - _SAYS_NOTHING - {word for name in products for word in name.split()}
