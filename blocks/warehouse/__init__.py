"""The warehouse: DuckDB over listed Parquet files or a database file, read-only and locked, in a separate process."""
