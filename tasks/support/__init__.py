"""Support: one question through all stages, what is kept of it, and the knowledge that it is answered from."""
