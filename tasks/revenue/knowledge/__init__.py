"""What we know of the warehouse: tables, joins, classes of columns, metrics. Data in YAML, and what reads it."""
