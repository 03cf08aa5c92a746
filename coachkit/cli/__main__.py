"""``python -m coachkit.cli``: the command, where it is not on the path."""

from coachkit.cli.main import main

main()
