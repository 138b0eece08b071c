"""The command line: options in, lines out, no logic of its own."""
