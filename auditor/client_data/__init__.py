"""Guard against client data: a description holds kinds of data, never data about a person.

`find` looks for what can only be about a person: a BSN, a Belgian or French national number, a bank account, a
birth date, somebody's own e-mail address, a telephone number. It errs on the safe side: a number that passes the test
of a BSN by chance is refused too, and the writer can say so under `not-client-data`. It cannot see a name, an address
or a story.
"""

from auditor.client_data.description import EXCEPTIONS, masked, problems
from auditor.client_data.search import Kind, Suspect, find, find_all

__all__ = ["EXCEPTIONS", "Kind", "Suspect", "find", "find_all", "masked", "problems"]
