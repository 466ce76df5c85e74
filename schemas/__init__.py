"""The data that passes between the rooms. Imports nothing of ours."""
