"""What `desk` says."""

from hotline.entrypoints.answering import Composes
from hotline.messages import Inbound, Reply
from hotline.routing import Understood
from hotline.services.desk import service


def composing(phone: str) -> Composes:
    """Answers whatever comes, without a timetable. `phone` is the line to call."""

    def compose(inbound: Inbound, about: Understood) -> tuple[Reply, Understood]:
        return service.answer(about.service, inbound, about.lang, phone, urgent=about.urgent), about

    return compose
