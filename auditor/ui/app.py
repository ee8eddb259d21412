"""The app of an installed package: `auditor app`, or any ASGI server with `auditor.ui.app:app`.

Streamlit looks for an assignment like the one below in the script that it starts, and for `.streamlit/` next to it.
"""

from streamlit import App

from auditor.ui.components.notices import crashed
from auditor.ui.shell import MAIN, MIDDLEWARE

app = App(MAIN, middleware=MIDDLEWARE, on_script_error=crashed)
