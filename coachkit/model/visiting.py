"""How a process is told for whom it works: the variables of its environment, and what they say."""

from typing import Final

ROLE_VARIABLE: Final = "COACHKIT_ROLE"
CLIENT_VARIABLE: Final = "COACHKIT_CLIENT"
WHO_VARIABLE: Final = "COACHKIT_WHO"

VIEWER: Final = "viewer"
MANAGER: Final = "manager"
COACH: Final = "coach"
ROLES: Final = (VIEWER, MANAGER, COACH)
"""The roles as the variable has them; who is told of none is the coach at his own machine."""
