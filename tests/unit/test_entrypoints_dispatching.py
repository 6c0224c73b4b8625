"""Which function gets a message, and with which words."""

import pytest

from hotline.entrypoints.dispatching import Dispatch, understood
from hotline.messages import Inbound
from hotline.settings import Functions
from hotline.storage.citizens import Conversation
from tests.unit.fakes import CITIZEN, Lambda, MemoryCitizens, message


class World:
    """What was started, after this conversation."""

    def __init__(self, *choices: str, lang: str = "vi") -> None:
        self.citizens = MemoryCitizens()
        if choices:
            self.citizens.remember(CITIZEN, Conversation(choices, lang))
        self.lambda_ = Lambda()
        self.dispatch = Dispatch(
            self.lambda_, Functions("bus_lookup", "dossier_lookup", "desk"), self.citizens.conversation
        )

    def started(self, text: str) -> tuple[str, Inbound]:
        self.dispatch(message(text), 1)
        ((function, payload),) = self.lambda_.started
        inbound = payload["inbound"]
        assert isinstance(inbound, dict)
        return function, Inbound.from_json(inbound)


def test_a_number_means_what_our_last_question_offered_in_its_language() -> None:
    function, inbound = World("tuyến 05", "tuyến 11", lang="en").started("số 2 nha")

    assert (function, inbound.text) == ("bus_lookup", "tuyến 11")
    assert understood(inbound).lang == "en"


def test_a_number_may_stand_for_words_of_another_service() -> None:
    assert World("gặp tổng đài viên").started("1")[0] == "desk"


@pytest.mark.parametrize("number", ["3", "99", "0"])
def test_a_number_that_we_did_not_offer_goes_to_the_desk_with_those_that_we_did(number: str) -> None:
    function, inbound = World("tuyến 05", "tuyến 11").started(number)

    assert (function, inbound.offered) == ("desk", ("tuyến 05", "tuyến 11"))


def test_a_number_that_answers_no_question_is_a_line() -> None:
    function, inbound = World().started("05")

    assert (function, inbound.text) == ("bus_lookup", "05")


def test_only_a_number_costs_a_read_of_the_conversation() -> None:
    for text in ("tuyến 05", "54 Nguyễn Lương Bằng", "xe buýt", "gặp tổng đài viên"):
        world = World("tuyến 11")
        world.started(text)
        assert world.citizens.reads == 0, text
