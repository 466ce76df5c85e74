"""What is known of a customer, in figures, as of a moment: computed for one or for all, kept in versions, served."""
