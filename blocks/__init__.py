"""Where the outside world is: artifacts, sources, credentials, the Prefect server. It opens the connections."""
