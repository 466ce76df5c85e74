"""What passes between the floors of support."""
