"""The campaign session's page: ninety minutes from a launch date to Monday's first post.

The same cells serve JupyterLab, a Voilà page and a papermill run, which shows every block to read.
"""

from coachkit.sessions.campaign_screens import SCREENS
from coachkit.sessions.session_cells import session_cells

SHEET = "campaign"

open_page, header, room, whole = session_cells(SHEET, SCREENS)
