"""Files as each mailer imports them: a map of its headers and limits, and the code that writes by it."""
