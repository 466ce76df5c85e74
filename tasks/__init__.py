"""The steps of the flows: fetch, call, store. I/O and retry policy; thin."""
