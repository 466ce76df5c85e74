"""What no linter of templates sees: names too long once rendered, loose ends between stacks, too wide rights."""
