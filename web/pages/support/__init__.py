"""Pages of support: conversations that wait for a person."""
