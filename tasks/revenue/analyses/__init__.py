"""The six analyses: SQL over the warehouse, tests over accounts, findings with the rows that they rest on."""
