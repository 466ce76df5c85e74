"""A system that nobody needs: notes are said in fewer words, and then once more. It stands for all that are to come."""
