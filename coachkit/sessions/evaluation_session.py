"""The evaluation session's page: ninety minutes from "does it pay?" to one sentence with its doubt.

The same cells serve JupyterLab, a Voilà page and a papermill run, which shows every block to read.
"""

from coachkit.sessions.evaluation_screens import SCREENS
from coachkit.sessions.session_cells import session_cells

SHEET = "evaluation"

open_page, header, room, whole = session_cells(SHEET, SCREENS)
