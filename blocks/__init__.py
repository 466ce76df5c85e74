"""Where the outside world is: artifacts, sources, credentials, the Prefect server. The only room that connects."""
