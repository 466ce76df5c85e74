"""Pages for people: what they share, and what belongs to no system. A system brings its own (`revive.pages`)."""
