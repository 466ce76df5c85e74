"""What may not be asked and what may not be said: input and output of support, sentence by sentence."""
