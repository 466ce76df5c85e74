"""The models that answer, behind one small protocol."""
