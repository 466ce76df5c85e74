"""A made-up warehouse with planted truths, decoys whose cause stands in the data, and honest noise."""
