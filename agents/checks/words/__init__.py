"""What words mean to the checks, a file a language: concept → phrases, `*` for any ending. Folded: no case, no accents."""
