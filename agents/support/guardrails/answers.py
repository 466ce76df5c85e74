"""What is answered, before anybody sees it: sentence by sentence, and against the passages that it rests on."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from agents.checks.credentials import credentials
from agents.checks.fold import fold
from agents.checks.links import foreign_links
from agents.checks.personal_data import masked
from agents.support.guardrails.sentences import sentences
from schemas.plain_text import plain
from schemas.support.guardrails import Finding, Names

_COMMITS = re.compile(
    r"\b(?:we|i|aws|amazon|the team|our team|our engineers)(?:'ll| will| are going to| is going to| am going to| plan(?:s)? to| intend(?:s)? to| promise[sd]?(?: to| that)?| guarantee[sd]?(?: that)?| commit(?:s|ted)? to| expect(?:s)? to| (?:are|is) (?:planning|working|committed)(?: to| on)?)\b.{0,60}\b(?:support|add(?:ing)?|releas\w*|launch\w*|introduc\w*|ship\w*|roll(?:ing)? out|announc\w*|implement\w*|deliver\w*|available|refund|credit|waive|fix|lower|reduce|extend|compensat\w*|approve)\b"
    r"|\b(?:will|is going to|is expected to|is scheduled to|is planned to|should) (?:soon |also |be )*(?:supported|released|launched|introduced|shipped|rolled out|announced|added|available|generally available|ga)\b.{0,60}\b(?:soon|next|later|by|in (?:the (?:near )?future|20\d\d|q[1-4]|january|february|march|april|may|june|july|august|september|october|november|december|(?:the )?coming)|this (?:year|quarter|month)|re:?invent)\b"
    r"|\b(?:coming soon|on (?:the|our) roadmap|in (?:the|our) (?:next|upcoming) release|(?:next|upcoming|future) (?:version|release|update)s? (?:will|of \w+ will)|(?:planned|scheduled|slated|due) for (?:release|launch|q[1-4]|20\d\d|next))\b"
    r"|\b(?:you will|you'll) (?:definitely |certainly |surely )?(?:get|receive|be given) (?:a |your |the )?(?:full |partial )?(?:refund|credit|discount|compensation)\b"
    r"|\b(?:i|we) (?:can )?(?:promise|guarantee|assure you|give you (?:my|our) word)\b"
)  # fmt: skip
_WORSE = re.compile(
    r"\b(?:bad|worse|worst|terrible|awful|horrible|garbage|trash|rubbish|junk|inferior|unreliable|insecure|outdated|overpriced|expensive|slow\w*|clunky|buggy|broken|useless|joke|pathetic|poor(?:ly)?|weak\w*|lousy|mediocre|scam|rip-?off|disaster|nightmare|avoid|never use|stay away|regret|behind|lags?|lagging|fail\w*|crash\w*|cannot compete|not (?:as )?(?:good|reliable|secure|fast|serious|ready|trustworthy)|no match|nowhere near|amateur\w*|toy|dying|sucks?|stinks?|dishonest|incompetent|leaks?)\b"
)
_NEUTRAL = re.compile(r"\bmigrat\w*|\bconnect\w*|\bif your\b|\berror\b|\btimeout\b")
_LEAKS = re.compile(
    r"\bmy (?:system |initial |hidden |original )?(?:prompt|instructions|guidelines|rules) (?:are|is|say|says|read|state|begin|tell)|\b(?:i was|i am|i've been|i have been) (?:instructed|told|programmed|configured|prompted) (?:to|not to|that|by)|\bhere (?:is|are) my (?:system )?(?:prompt|instructions|rules)|\bsystem prompt (?:is|says|reads)\b"
)
_CODE = re.compile(r"```[\w-]*\n?(.*?)(?:```|\Z)|`([^`\n]+)`", re.DOTALL)
_COMMAND = re.compile(
    r"^[^\S\n]*(?:\$ |# |> )?(?:sudo )?(?P<said>(?:aws|curl|wget|kubectl|eksctl|terraform|docker|ssh|scp|chmod|chown|rm|dd|psql|mysql|mysqldump|pip3?|npm|yum|dnf|apt(?:-get)?|systemctl|sam|cdk|git|nc|telnet|ping|dig|nslookup|openssl|bash|sh|powershell|python3?|eb|ecs-cli)\b[^\n]*)",
    re.MULTILINE,
)
_WORD = re.compile(r"[^\W_]+")
_SHINGLE = 8  # words in a row that no answer has in common with the prompt by chance


def check_answer(text: str, passages: Iterable[str], names: Names, prompt: str = "") -> tuple[Finding, ...]:
    """What keeps a text from being shown, each kind once. `prompt` is what the model was told as its system."""
    said, known = plain(text), "\n".join(passages)
    found = [Finding(kind="credential", action="block", detail=one.kind) for one in credentials(said)]
    public = masked(known)[1]  # such as the address of a service desk
    found += [
        Finding(kind="personal_data", action="block", detail=kind) for kind in masked(said)[1] if kind not in public
    ]
    for sentence in sentences(said):
        found += _of_sentence(fold(sentence), names)
    found += _unsupported(said, known)
    if prompt and _shingles(said) & _shingles_of(prompt) - _shingles(known):
        found.append(Finding(kind="prompt_leak", action="block"))
    return tuple(dict.fromkeys(found))


def _of_sentence(folded: str, names: Names) -> Iterator[Finding]:
    if _COMMITS.search(folded):
        yield Finding(kind="commitment", action="block")
    if _LEAKS.search(folded):
        yield Finding(kind="prompt_leak", action="block")
    if _rivals(names).search(folded) and _WORSE.search(folded) and not _NEUTRAL.search(folded):
        yield Finding(kind="disparagement", action="block")


def _unsupported(said: str, known: str) -> Iterator[Finding]:
    named = known.casefold()
    links = (link.casefold() for link in foreign_links(_without_names_in_code(said), ()))
    if any("." in link and " " not in link and link not in named for link in links):
        yield Finding(kind="unsupported_link", action="block")
    known_heads = {_head(line) for line in _commands(known, everywhere=True)}
    if any(_head(line) not in known_heads for line in _commands(said, everywhere=False)):
        yield Finding(kind="unsupported_command", action="block")


def _commands(text: str, *, everywhere: bool) -> Iterator[str]:
    """The commands of a text: in code, and in passages on lines of their own as well."""
    parts = [found[1] or found[2] or "" for found in _CODE.finditer(text)]
    for part in (*parts, text) if everywhere else parts:
        yield from (found["said"] for found in _COMMAND.finditer(part))


def _head(command: str) -> tuple[str, ...]:
    """What a command does: its words before the first option or argument that is no word."""
    head: list[str] = []
    for word in command.split():
        if len(head) == 3 or not word.replace("-", "").isalnum() or word.startswith("-"):  # noqa: PLR2004
            break
        head.append(word)
    return tuple(head)


def _without_names_in_code(text: str) -> str:
    """The text without names that a sign in code makes look like a domain (`s3.Bucket`), links in code stay."""
    return _CODE.sub(lambda code: code[0] if "://" in code[0] else " ", text)


@lru_cache(maxsize=8)
def _rivals(names: Names) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names.rivals))})\b")


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(fold(text))
    return frozenset(tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))


@lru_cache(maxsize=32)
def _shingles_of(prompt: str) -> frozenset[tuple[str, ...]]:
    return _shingles(prompt)
