"""Shapes of credentials that detect-secrets has no detector for: what providers issue, and what is assigned to a name."""

import re
from collections.abc import Callable
from typing import NamedTuple


class Shape(NamedTuple):
    """A pattern, and what else has to hold of a match."""

    kind: str
    pattern: re.Pattern[str]
    holds: Callable[[re.Match[str]], bool]


_PLACEHOLDER = re.compile(
    r"""<[^>]*>?|\[[^\]]*\]?|\{[^}]*\}?|\$[\w{(].*|%[\w]+%?|[*x.\u2022#_-]{3,}|\.\.\.|!(?:ref|sub|getatt|importvalue).*
    |(?:your|my|the|some|new|old|a)[-_ ]?(?:\w+[-_ ])*(?:password|passwd|pass|pwd|secret|token|key|here)\w*
    |(?:password|passwd|secret|token|string|none|null|nil|true|false|undefined|redacted|hidden|removed|masked|placeholder
    |required|optional|empty|env|var|example|xxx+|changeme|change_me|default|todo|tbd)
    |(?:var|local|data|module|process\.env|os\.environ|env|secrets|self|config|settings|params|aws_\w+)[.(\[].*
    |arn:.*|ssm:.*|/aws/.*|secretsmanager.*|https?://.*|resolve:.*""",
    re.IGNORECASE | re.VERBOSE,
)


def is_placeholder(value: str) -> bool:
    """Whether a value only stands for one: `<password>`, `****`, `$TOKEN`, `var.secret`."""
    return _PLACEHOLDER.fullmatch(value.strip("'\"`.,;:!?)")) is not None


def _always(_found: re.Match[str]) -> bool:
    return True


def _mixed(found: re.Match[str]) -> bool:
    """Letters of both cases and digits, as a random key has them and a path, a hash or a word has not."""
    value = found["value"]
    counts = (sum(map(str.isupper, value)), sum(map(str.islower, value)), sum(map(str.isdigit, value)))
    return min(counts[0], counts[1]) >= 4 and counts[2] >= 1 and value.count("/") <= 4  # noqa: PLR2004


def _random(found: re.Match[str]) -> bool:
    """Whether a value that is assigned to a key or token looks issued, not chosen as a name."""
    value = found["value"]
    if is_placeholder(value):
        return False
    digits, letters = sum(map(str.isdigit, value)), sum(map(str.isalpha, value))
    return digits >= 2 and letters >= 4 and _WORDS.fullmatch(value) is None  # noqa: PLR2004


def _chosen(found: re.Match[str]) -> bool:
    """Whether a value that is assigned to a password is one, not a placeholder or a type."""
    return not is_placeholder(found["value"])


# Names such as prod-db-key-2, which are made of words and a number.
_WORDS = re.compile(r"(?:[A-Za-z]+[-_./])+[A-Za-z]*[0-9]{0,4}|[A-Za-z]+[0-9]{0,2}")
_ISSUED = r"""
    AIza[0-9A-Za-z_-]{30,40} | ya29\.[0-9A-Za-z_-]{20,} | GOCSPX-[0-9A-Za-z_-]{20,}
    | sk-(?:ant|proj|or|svcacct)-[0-9A-Za-z_-]{16,} | sk-[0-9A-Za-z]{32,} | sk_(?:live|test)_[0-9A-Za-z]{16,} | rk_(?:live|test)_[0-9A-Za-z]{16,}
    | whsec_[0-9A-Za-z+/=]{20,} | hf_[0-9A-Za-z]{30,} | gsk_[0-9A-Za-z]{30,} | xai-[0-9A-Za-z]{30,} | r8_[0-9A-Za-z]{30,}
    | github_pat_[0-9A-Za-z_]{30,} | gh[pousr]_[0-9A-Za-z]{30,} | glpat-[0-9A-Za-z_-]{16,} | ATATT3[0-9A-Za-z_=-]{30,} | ATBB[0-9A-Za-z]{24,}
    | dop_v1_[0-9a-f]{40,} | dapi[0-9a-f]{30,} | shp(?:at|ca|pa|ss)_[0-9a-fA-F]{30,} | hvs\.[0-9A-Za-z_-]{20,} | s\.[0-9A-Za-z]{24}(?=\s|$)
    | npm_[0-9A-Za-z]{30,} | pypi-[0-9A-Za-z_-]{30,} | lin_api_[0-9A-Za-z]{30,} | ntn_[0-9A-Za-z]{30,} | secret_[0-9A-Za-z]{40,}
    | xox[abeoprs]-[0-9A-Za-z-]{10,} | xapp-[0-9A-Za-z-]{20,} | https://hooks\.slack\.com/services/[\w/-]{20,}
    | SG\.[0-9A-Za-z_-]{16,}\.[0-9A-Za-z_-]{16,} | key-[0-9a-f]{32} | EAA[A-Z][0-9A-Za-z]{60,} | sq0[a-z]{3}-[0-9A-Za-z_-]{22,}
    | NRAK-[0-9A-Z]{20,} | glc_[0-9A-Za-z+/=]{30,} | figd_[0-9A-Za-z_-]{30,} | pat[A-Za-z0-9]{14}\.[0-9a-f]{60,} | AGE-SECRET-KEY-1[0-9A-Z]{50,}
    | \b[0-9A-Za-z_~.-]{3}8Q~[0-9A-Za-z_~.-]{30,}"""
_VERBOSE = re.VERBOSE
_IGNORE = re.VERBOSE | re.IGNORECASE
_PASSWORD_NAME = (
    r"(?:\w{0,80}?(?:pass(?:word|wd|phrase|code)?|pwd|passwort|kennwort|contrase[nñ]a|senha|motdepasse)\w*)"  # noqa: S105 -- a pattern
)
_ASSIGNED = r"""["']?\s{0,3}(?:=>|:=|==?|:)\s{0,3}["'`]?"""

SHAPES: tuple[Shape, ...] = (
    Shape("private_key", re.compile(
        r"(?<!-)-{3,}\s?BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?\s?-{3,}(?:[\s\S]{0,6000}?-{3,}\s?END [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-{3,}|[\sA-Za-z0-9+/=:,-]*)"
        r"|PuTTY-User-Key-File-[23][\s\S]{0,3000}"
        r"|\b(?:MII[BCEJ][A-Za-z0-9+/]{2}IBA[A-Za-z0-9+/=\s]{30,}|b3BlbnNzaC1rZXktdjE[A-Za-z0-9+/=\s]{20,})"), _always),
    Shape("aws_key", re.compile(r"(?<![A-Za-z0-9])(?:A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[0-9A-Z]{12,20}(?![A-Za-z0-9])"), lambda at: any(map(str.isdigit, at[0])) or at[0].endswith("EXAMPLE")),
    Shape("aws_key", re.compile(r"(?<![A-Za-z0-9/+_.-])(?P<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=_.-])"), _mixed),
    Shape("aws_key", re.compile(r"(?:secret.{0,3}(?:access)?.{0,3}key|aws.{0,3}secret|\bsak\b).{0,30}?(?<![A-Za-z0-9/+])(?P<value>[A-Za-z0-9/+]{30,60}={0,2})(?![A-Za-z0-9/+])", re.IGNORECASE | re.DOTALL), _random),
    Shape("aws_key", re.compile(r"\b(?:FwoG|IQoJ|FQoG|AQoD)[A-Za-z0-9/+=]{40,}"), _always),
    Shape("aws_key", re.compile(r"X-Amz-(?:Signature=[0-9a-f]{40,}|Security-Token=[\w%]{40,})"), _always),
    Shape("connection_string", re.compile(r"(?:AccountKey|SharedAccessKey)=(?P<value>[A-Za-z0-9+/=]{30,})|[?&]sig=(?P<signature>[A-Za-z0-9%+/=]{30,})"), _always),
    Shape("connection_string", re.compile(
        r"\b(?:(?:server|host|data\ source|uid|user(?:\ id|name)?|database|dbname|initial\ catalog)\s*=\s*[^;\s]{1,100}[;\s]\s*){1,8}(?:password|pwd)\s*=\s*(?P<value>[^;\s'\"]{3,80})", _IGNORE), _chosen),
    Shape("connection_string", re.compile(r"\bjdbc:\S{5,300}?[?&;]password=(?P<value>[^&;\s]{3,80})", _IGNORE), _chosen),
    Shape("connection_string", re.compile(r"\b[a-z][a-z0-9+]{2,20}://[^\s:/@]{0,80}:(?P<value>[^\s@/]{3,120})@[\w.-]{3,}", _IGNORE), lambda at: _chosen(at) and "://user:pass" not in at[0].casefold() and "://username:pass" not in at[0].casefold()),
    Shape("provider_token", re.compile(rf"(?<![A-Za-z0-9])(?:{_ISSUED})", _VERBOSE), lambda at: any(map(str.isdigit, at[0]))),
    Shape("provider_token", re.compile(r"\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"), _always),
    Shape("provider_token", re.compile(r"\bBearer\s+(?P<value>[A-Za-z0-9._~+/=-]{20,})", re.IGNORECASE), _random),
    Shape("provider_token", re.compile(r"\bAuthorization:\s*Basic\s+(?P<value>[A-Za-z0-9+/=]{8,})", re.IGNORECASE), _chosen),
    Shape("provider_token", re.compile(
        r"\b(?!\w*(?:next|continuation|page|pagination|request|idempotency|csrf|public|partition|primary|sort|foreign)_?-?(?:token|key))"
        rf"\w*(?:api[-_ ]?key|apikey|secret[-_ ]?key|client[-_ ]?secret|access[-_ ]?token|auth[-_ ]?token|bearer[-_ ]?token|private[-_ ]?token|webhook[-_ ]?secret|signing[-_ ]?secret|app[-_ ]?secret|secret|token)s?(?:{_ASSIGNED}|\s+(?:is|was)\s+[\"'`]?)(?P<value>[A-Za-z0-9_.~+/=-]{{10,}})", re.IGNORECASE), _random),
    Shape("password", re.compile(rf"(?<![A-Za-z])(?!\w{{0,80}}(?:policy|less|reset|field|length|hash|manager|through|port))[\"']?{_PASSWORD_NAME}{_ASSIGNED}(?P<value>[^\s\"'`,;]{{4,80}})", re.IGNORECASE), lambda at: _chosen(at) and _told(at["value"])),
    Shape("password", re.compile(r"""(?:\bmysql\b[^\n]{0,80}?\s-p(?P<value>[^\s'"-][^\s'"]{3,60})|\bsshpass\s+-p\s*['"]?(?P<shell>[^\s'"$<]{3,60})|\bcurl\b[^\n]{0,120}?\s-u\s*['"]?[\w.@-]{1,60}:(?P<web>[^\s'"$<]{3,60})|--(?:master-user-)?password[ =]['"]?(?P<option>[^\s'"$<-][^\s'"]{3,60}))"""), lambda at: not is_placeholder(at.group(at.lastgroup or 0))),
)  # fmt: skip


def _told(value: str) -> bool:
    """Whether a value after `password:` is one; a bare lower-case word may be prose (`password: how do I reset it`)."""
    bare = value.strip("'\"`.,;:!?)(")
    return len(bare) >= 4 and not (bare.isalpha() and (bare.islower() or bare.istitle()))  # noqa: PLR2004
