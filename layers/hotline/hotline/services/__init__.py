"""The information services, one folder each.

A service's `recognise` module is small and imports nothing heavy: the webhook loads it to route. What answers lives
in the rest of its folder and is loaded only by the service's own function.
"""

from hotline.recognition import Recogniser
from hotline.services.bus import recognise as recognise_bus
from hotline.services.desk import recognise as recognise_desk
from hotline.services.dossier import recognise as recognise_dossier
from hotline.services.notices import recognise as recognise_notices
from hotline.services.privacy import recognise as recognise_privacy

# In this order where two are equally sure. No name here is a folder's: it would hide the folder from importers.
SERVICES: tuple[Recogniser, ...] = (
    recognise_privacy.recognise,
    recognise_desk.recognise,
    recognise_dossier.recognise,
    recognise_notices.recognise,
    recognise_bus.recognise,
)
