"""The strategy session's page: ninety minutes from our question to draft v0.1.

The same cells serve JupyterLab, a Voilà page and a papermill run, which shows every block to read.
"""

from coachkit.sessions.session_cells import session_cells
from coachkit.sessions.strategy_screens import SCREENS

SHEET = "strategy"

open_page, header, room, whole = session_cells(SHEET, SCREENS)
