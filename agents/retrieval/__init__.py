"""Finding what is like a question: static or asked-for vectors, BM25, their ranks joined. Knows no system.

numpy is loaded with these modules, bm25s and wordllama where they are first used, so nothing that draws `--help`
imports this wing.
"""
