"""What happens, in which order. Prefect flows, nothing else."""
