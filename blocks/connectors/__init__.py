"""Services that rows are read from: pages, waits and refusals of each, as rows of the warehouse's tables."""
