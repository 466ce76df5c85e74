"""The groups of the `revive` command, one file each. What a command needs is imported when it runs."""
