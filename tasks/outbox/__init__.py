"""Actions that go out at most once: claimed before the call, sent, failed or unknown; unknown is a person's."""
