"""Is what is said true, allowed and safe: language, claims, numbers, links, injected text. Knows no system."""
