"""What became of messages to comparable customers: successes and failures, and nothing from after the decision."""
