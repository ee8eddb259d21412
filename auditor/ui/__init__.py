"""The app: clients' questions, the map, and the findings, in a browser. Needs the extra `app` (Streamlit)."""
