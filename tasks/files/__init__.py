"""Customer files, from bytes to accepted customers, and the quality gate before anything is paid."""
