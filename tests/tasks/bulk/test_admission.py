"""Places for customers: never more than there are, the earlier batch first, none lost."""

import asyncio

from tasks.bulk.admission import SubjectAdmission


async def test_the_earlier_batch_goes_first_whoever_came_first() -> None:
    admission = SubjectAdmission(1)
    await admission.enter(0)
    order: list[int] = []

    async def customer(batch: int) -> None:
        await admission.enter(batch)
        order.append(batch)
        admission.leave()

    waiting = [asyncio.create_task(customer(batch)) for batch in (3, 1, 2, 1, 0)]
    await asyncio.sleep(0)
    assert order == []
    admission.leave()
    await asyncio.gather(*waiting)
    assert order == [0, 1, 1, 2, 3]
    assert admission.free == 1


async def test_a_place_is_not_lost_with_a_waiter_that_is_cancelled() -> None:
    admission = SubjectAdmission(1)
    await admission.enter(0)
    gone, admitted = (asyncio.create_task(admission.enter(batch)) for batch in (1, 2))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.sleep(0)
    admission.leave()
    admitted.cancel()  # in the moment between its place and its first step
    await asyncio.gather(gone, admitted, return_exceptions=True)
    assert admission.free == 1
