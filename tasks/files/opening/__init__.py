"""A file as people have it: workbooks and archives, brought to the text that the readers know. Pure: bytes to text."""
