"""AWS as `agents/` and `blocks/` both reach it: an identity's session, and HTTP without redirects and without end."""
