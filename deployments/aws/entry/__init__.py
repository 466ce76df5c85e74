"""What the image runs: a worker, the doors, Prefect's server, a function of Lambda."""
