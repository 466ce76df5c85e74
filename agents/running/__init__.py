"""Running one agent on one input, and opening what that needs."""
