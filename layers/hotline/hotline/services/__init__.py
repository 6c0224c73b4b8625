"""The information services, one folder each.

A service's `recognise` module is small and imports nothing heavy: the webhook loads it to route. What answers lives
in the rest of its folder and is loaded only by the service's own function.
"""

from hotline.recognition import Recogniser
from hotline.services.bus.recognise import recognise as bus
from hotline.services.desk.recognise import recognise as desk
from hotline.services.dossier.recognise import recognise as dossier
from hotline.services.notices.recognise import recognise as notices
from hotline.services.privacy.recognise import recognise as privacy

# In this order where two are equally sure.
SERVICES: tuple[Recogniser, ...] = (privacy, desk, dossier, notices, bus)
