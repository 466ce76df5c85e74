"""Support: answers questions from passages, checked on the way in and on the way out."""
