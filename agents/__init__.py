"""What an agent is and how one runs. Knows nothing of Prefect; plain asyncio is enough to use it."""
