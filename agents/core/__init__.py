"""What an agent is and how one is asked, whatever system it belongs to."""
