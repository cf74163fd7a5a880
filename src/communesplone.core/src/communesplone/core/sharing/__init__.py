"""What communes share: which fields leave, how they are written, signed and read again.

An add-on says of a type which fields stay at home (`Shareable`); the rest follows. Nothing here
belongs to a site: the commune's part is `communesplone.sharing`, the library's is that of the hub.
"""

from communesplone.core.sharing.interfaces import ICommuneInbox
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.core.sharing.interfaces import IShareable
from communesplone.core.sharing.interfaces import ISucceeding
from communesplone.core.sharing.interfaces import ISyndicated
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.registration import local_fields
from communesplone.core.sharing.registration import Shareable
from communesplone.core.sharing.registration import shareable
from communesplone.core.sharing.registration import shared_fields
from communesplone.core.sharing.registration import syndicated_fields


__all__ = [
    "ICommuneInbox",
    "ILibrary",
    "IShareable",
    "ISucceeding",
    "ISyndicated",
    "Shareable",
    "SharingError",
    "local_fields",
    "shareable",
    "shared_fields",
    "syndicated_fields",
]
