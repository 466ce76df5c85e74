"""Access: who may use the HTTP door, and for what."""
