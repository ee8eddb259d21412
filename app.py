"""The app of a checkout: `streamlit run app.py`. Streamlit finds it by the assignment below, so that stands here."""

from streamlit import App

from auditor.ui.components.notices import crashed
from auditor.ui.shell import MAIN, MIDDLEWARE

app = App(MAIN, middleware=MIDDLEWARE, on_script_error=crashed)
