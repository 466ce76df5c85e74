"""What a call costs by how it is served, as a share of the price on demand.

https://aws.amazon.com/bedrock/pricing/: batch inference and the tier flex cost half. The list that `prices.py` reads
has prices on demand only.
"""

from schemas.agent import Tier

SHARE: dict[Tier, float] = {"on_demand": 1.0, "flex": 0.5, "batch": 0.5}
