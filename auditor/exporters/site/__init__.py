"""Web pages that an organisation puts on its own website: every answer and every kind of data, in every language.

They are read without scripts and ask nothing from outside. The same description gives the same bytes, whatever the
machine and the day.
"""

from auditor.exporters.site.index import start_pages
from auditor.exporters.site.organisation import organisation_pages

__all__ = ["organisation_pages", "start_pages"]
