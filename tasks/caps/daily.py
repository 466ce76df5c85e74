"""The caps of one process: what it has drawn of each, and what its calls have taken of that."""

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import time

from agents.core.caps import UNCAPPED, Charge, CustomerCapError
from blocks.records.interface import Records
from schemas.caps import CapRules
from schemas.errors import BadInputError, CapReachedError, StoreError
from tasks.caps.drawing import FullError, day_of, draw, give_back, note_refusal
from tasks.caps.rules import CapFile

_log = logging.getLogger(__name__)
_CUSTOMERS = 20_000  # remembered at once
_BLOCK = 8  # times the calls that may be under way are covered by one write, if that is a twentieth of the cap at most
_DUST = 1e-9


@dataclass(slots=True)
class _Account:
    """One cap on one day. `in_hand` is drawn, or free, and neither spent nor under way."""

    scope: str
    limit: float
    in_hand: float = 0.0
    drawn: float = 0.0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(slots=True)
class _Taken:
    """What one call has taken of its accounts."""

    worst_usd: float
    accounts: list[_Account] = field(default_factory=list)

    def settle(self, spent_usd: float) -> None:
        """Put back what it did not cost; where it cost more, the next call has to draw that, too."""
        for account in self.accounts:
            account.in_hand += self.worst_usd - spent_usd


@dataclass(slots=True)
class DailyCaps:
    """Of an environment, drawn by one process. `unwritten`: the share of a customer's cap that is drawn from nobody.

    A bulk run asks a few cheap questions about each of a million customers; a write for each of them would cost more
    than it keeps, and its records keep it from paying twice. Whoever answers people writes from the first call on.
    """

    file: CapFile
    records: Callable[[], Awaitable[Records]]  # opened when they are first needed
    calls: int  # that a block is to cover
    unwritten: float = 0.0
    clock: Callable[[], float] = time  # epoch seconds
    _day: int = -1
    _rules: CapRules | None = None
    _accounts: dict[str, _Account] = field(default_factory=dict)
    _customers: OrderedDict[str, _Account] = field(default_factory=OrderedDict)

    def of(self, customer: str | None) -> "CapsOf":
        """For calls about this customer."""
        return CapsOf(self, None if customer is None else _hashed(customer))

    async def charge(self, agent: str, worst_usd: float | None) -> Charge:
        """For a call about nobody."""
        return await self.take(agent, None, worst_usd)

    async def take(self, agent: str, customer: str | None, worst_usd: float | None) -> Charge:
        """See `Caps.charge`; `customer` is hashed."""
        rules = await self._current()
        wanted = dict(self._scopes(rules, agent, customer))
        if not wanted:
            return await UNCAPPED.charge(agent, worst_usd)
        if worst_usd is None:
            raise BadInputError(
                f"no price is known for the model of {agent}, so its cap cannot be kept; {self.file.name} says its caps"
            )
        taken = _Taken(worst_usd)
        try:
            for scope, limit in wanted.items():
                account = self._account(scope, limit)
                await self._cover(account, worst_usd)
                account.in_hand -= worst_usd
                taken.accounts.append(account)
        except BaseException:
            taken.settle(0.0)
            raise
        return taken

    async def close(self) -> None:
        """Give back what was drawn and not used, once nothing is under way any more."""
        accounts = [*self._accounts.values(), *self._customers.values()]
        self._accounts, self._customers, day = {}, OrderedDict(), self._day
        for account in (one for one in accounts if one.drawn):
            async with account.lock:
                usd, account.in_hand = account.in_hand, 0.0
            try:
                await give_back(await self.records(), day, account.scope, usd)
            except StoreError as error:  # the safe side; whatever the run came to is not lost by it
                _log.warning("what was not used of a cap counts as spent: %s", error)

    def _scopes(self, rules: CapRules, agent: str, customer: str | None) -> Iterator[tuple[str, float]]:
        if customer is not None and rules.customer_usd is not None:
            yield f"customer/{customer}", rules.customer_usd
        if (of_agent := rules.of_agent(agent)) is not None:
            yield f"agent/{agent}", of_agent
        if rules.day_usd is not None:
            yield "day", rules.day_usd

    async def _current(self) -> CapRules:
        """The rules; where they changed, or the day did, what is in hand is worth nothing any more."""
        rules, day = self.file.read(), day_of(self.clock())
        if day > self._day:
            self._day, self._rules, self._accounts, self._customers = day, rules, {}, OrderedDict()
        elif rules != self._rules:
            self._rules = rules
            await self.close()
        return rules

    def _account(self, scope: str, limit: float) -> _Account:
        if not scope.startswith("customer/"):
            return self._accounts.setdefault(scope, _Account(scope, limit))
        account = self._customers.get(scope)
        if account is None:
            account = self._customers[scope] = _Account(scope, limit, in_hand=limit * self.unwritten)
            while len(self._customers) > _CUSTOMERS:
                self._forget_one()
        self._customers.move_to_end(scope)
        return account

    def _forget_one(self) -> None:
        """Who was not asked about for longest; those of whom something is drawn are kept, and are few."""
        known = next((scope for scope, one in self._customers.items() if not one.drawn), next(iter(self._customers)))
        del self._customers[known]

    async def _cover(self, account: _Account, worst_usd: float) -> None:
        """Have enough in hand for a call."""
        async with account.lock:
            least = worst_usd - account.in_hand
            if least <= _DUST:
                return
            records, day = await self.records(), self._day
            if not account.drawn:  # what was free until now is spent, and counts from now on
                least += account.limit * self.unwritten if account.scope.startswith("customer/") else 0.0
            try:
                block = await draw(
                    records, day, account.scope, account.limit, least, least + _BLOCK * self.calls * worst_usd
                )
            except FullError as full:
                error = _refusal(account, full.drawn_usd, worst_usd, self.file.name)
                await note_refusal(records, day, account.scope, str(error), datetime.fromtimestamp(self.clock(), UTC))
                raise error from None
            if not account.drawn and account.scope.startswith("customer/"):
                account.in_hand -= account.limit * self.unwritten
            account.drawn += block
            account.in_hand += block


@dataclass(frozen=True, slots=True)
class CapsOf:
    """The caps for calls about one customer, hashed."""

    caps: DailyCaps
    customer: str | None

    def of(self, customer: str | None) -> "CapsOf":
        """For another one."""
        return self.caps.of(customer)

    async def charge(self, agent: str, worst_usd: float | None) -> Charge:
        """Draw the worst case of a call."""
        return await self.caps.take(agent, self.customer, worst_usd)


def _hashed(customer: str) -> str:
    """Customers' ids stand in no table of the watch."""
    return hashlib.sha256(customer.encode(errors="surrogatepass")).hexdigest()[:16]


def _refusal(account: _Account, drawn: float, worst: float, file: str) -> CapReachedError | CustomerCapError:
    kind, _, name = account.scope.partition("/")
    who = {"day": "all agents together", "agent": f"agent {name}", "customer": "this customer"}[kind]
    says = (
        f"${drawn:.4f} of the ${account.limit:.2f} a day for {who} is drawn, and the next call may cost up to "
        f"${worst:.4f}; it goes on after midnight UTC, or with another cap in {file}"
    )
    return CustomerCapError(says) if kind == "customer" else CapReachedError(says)
