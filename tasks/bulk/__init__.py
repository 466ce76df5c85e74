"""One run over many subjects: the machinery that every system shares; it names none of them."""
