"""What a process that answers people keeps: its budget."""
