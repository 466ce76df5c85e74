"""One run over many subjects: what every system shares, with no word of any of them."""
