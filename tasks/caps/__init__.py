"""Hard caps on what agents may spend in a day: rules as data, durable over processes, drawn in blocks."""
