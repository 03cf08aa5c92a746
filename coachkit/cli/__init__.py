"""The command line: a light wrapper. Nothing heavy is imported before it is needed."""
