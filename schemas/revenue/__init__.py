"""What the revenue analyses pass on: definitions, findings, results."""
