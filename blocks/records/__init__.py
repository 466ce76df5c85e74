"""Records: one table interface with two backends, SQLite on one machine and DynamoDB for several."""
