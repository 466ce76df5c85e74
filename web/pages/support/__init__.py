"""Pages of support: who waits for a person, conversations, a chat, answers to review, knowledge, feedback."""
