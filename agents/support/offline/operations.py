"""What somebody wants to do, and whether a text says anything of doing it.

"How do I delete a bucket?" shares its words with a page on replication, which speaks of deleted versions here and of
buckets there. So the operation has to stand in one sentence with what it is done to.
"""

import re
from collections.abc import Iterator

from agents.retrieval.words import words
from agents.support.guardrails.sentences import sentences
from agents.support.offline.overlap import about, held

# A line an operation: words that mean doing it.
_OPERATIONS = """\
delete deleted deleting remove removed removing drop dropped destroy destroyed erase wipe purge
rename renamed renaming
detach detached unmount
attach attached mount mounted
reset
restore restored recover recovered undelete
enlarge enlarged grow grows extend extended expand increase raise raised larger bigger
shrink reduce decrease smaller lower
copy copies copied copying replicate replicated sync duplicate clone
move moves moved moving migrate transfer
share shared sharing
encrypt encrypted encrypting
export exports
import imported
rotate rotated
merge merged combine
split
search searching
change changed changes changing modify modified switch replace replaced convert edit
upgrade upgraded downgrade
stop stopped stopping hibernate
schedule scheduled
unlock unblock
cancel cancelled
send sent
rollback roll
monitor
upload uploaded uploads uploading
download downloaded downloads
"""
_OF_WORD = {word: line for line, words_of in enumerate(_OPERATIONS.splitlines()) for word in words_of.split()}
_STEM = 5  # letters: `words` adds to a long word its beginning, so marked
_OF_STEM = _OF_WORD | {f"{word[:_STEM]}~": line for word, line in _OF_WORD.items() if len(word) > _STEM}
_WANTS = re.compile(
    r"\b(?:how (?:do|can|to|should)|can (?:i|we|you|an?)|is there (?:a|any) way|is it possible|wants? to"
    r"|way to|should (?:i|we))\b",
    re.IGNORECASE,
)


def wanted_operations(question: str) -> frozenset[int]:
    """The operations that a question asks how to do; none of a report of what went wrong."""
    return _operations(question) if _WANTS.search(question) else frozenset()


def says_how(question: str, title: str, text: str) -> bool:
    """Whether a sentence of a text, read with its title, speaks of what the question wants to do, and to what."""
    operations = wanted_operations(question)
    if not operations:
        return True
    things = frozenset(word for word in about(question) if word not in _OF_WORD)
    return any(_is_of(said, operations, things) for said in _with_title(title, text))


def _is_of(said: str, operations: frozenset[int], things: frozenset[str]) -> bool:
    return bool(operations & _spoken_of(said)) and (not things or bool(held(things, said)))


def _with_title(title: str, text: str) -> Iterator[str]:
    return (f"{title}. {sentence}" for sentence in sentences(text))


def _operations(text: str) -> frozenset[int]:
    return frozenset(_OF_WORD[word] for word in words(text) if word in _OF_WORD)


def _spoken_of(text: str) -> frozenset[int]:
    """Operations in whatever form: `rotating` and `rotation` are of `rotate`."""
    return frozenset(_OF_STEM[word] for word in words(text) if word in _OF_STEM)
