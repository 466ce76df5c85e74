"""Pages of revenue: analyses and their runs, findings and what people say of them, actions, precision, the log."""
