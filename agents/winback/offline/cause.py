"""The cause of a cancellation: the rules and the classifier combined."""

from agents.winback.offline.certainty import certainty, probabilities
from agents.winback.offline.classifier import load, log_odds
from agents.winback.offline.codes import cause_of_code
from agents.winback.offline.no_way_out import could_not_leave
from agents.winback.offline.plain_words import head, plain_words
from agents.winback.offline.rule_scores import rule_scores
from agents.winback.offline.scoring import FoundCause, weigh_causes
from schemas.customer import Category

_UNREAD_BELOW = 0.3
_SECOND_FROM = 0.2
_MOST = 95
_LAST_LATIN = "\u024f"  # where Latin Extended-B ends
# The rules found two causes, neither of them decisive. Either can be defended, in five of six of the texts learned
# from, each read by what the other sources taught; that it is the first of them, nobody should be surer than this.
# The same holds for a word or two that only hint at something: the texts learned from hold whole sentences.
_TORN_BELOW, _TORN_MOST, _HINT_WORDS = 60, 70, 2


def read_cause(reason: str) -> FoundCause:
    """The most probable cause. Its confidence is how often such an answer can be defended (docs/offline.md)."""
    if (coded := cause_of_code(reason)) is not None:
        return FoundCause(coded, _MOST)
    stated = weigh_causes(reason)
    if stated.settled:
        return stated
    model = load()
    scores = combine(log_odds(reason), stated, model.rule_weight)
    if could_not_leave(head(reason)):  # which says how they were treated, in however few words
        scores["unclear"] = min(scores.values())
    chances = probabilities(scores)
    first, second = sorted(chances, key=lambda category: -chances[category])[:2]
    if chances[first] < _UNREAD_BELOW or _in_another_script(reason):
        return FoundCause("unclear", round(100 * min(_UNREAD_BELOW, chances[first])))
    torn = stated.second is not None and stated.confidence < _TORN_BELOW
    both = torn or (chances[second] >= _SECOND_FROM and "unclear" not in (first, second))
    most = _TORN_MOST if torn or _only_hints(reason, stated) else _MOST
    sure = certainty(reason, scores, stated, model.certainty)
    return FoundCause(first, min(most, round(100 * sure)), second if both else None)


def _only_hints(reason: str, stated: FoundCause) -> bool:
    return stated.confidence < _TORN_BELOW and sum(word.isalnum() for word in plain_words(reason)) <= _HINT_WORDS


def _in_another_script(reason: str) -> bool:
    """Whether most letters are not Latin: the classifier has learned from no such sentence."""
    letters = [character for character in head(reason) if character.isalpha()]
    latin = sum(character <= _LAST_LATIN for character in letters)
    return 2 * latin < len(letters)


def combine(odds: dict[Category, float], stated: FoundCause, rule_weight: float) -> dict[Category, float]:
    """The classifier's scores; the rules raise that of what they found, in proportion to their certainty."""
    scores = dict(odds)
    for category, added in rule_scores(stated, rule_weight).items():
        scores[category] += added
    return scores
