"""Win-back's pages: from a customer file to emails that were sent, and what came of them."""
