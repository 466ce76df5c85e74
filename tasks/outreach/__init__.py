"""May this address be written to: suppression lists, contacts, the frequency cap. Knows nothing of win-back."""
