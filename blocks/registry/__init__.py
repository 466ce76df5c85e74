"""The registry of agent versions: SQLite for `local`, DynamoDB elsewhere, one interface."""
