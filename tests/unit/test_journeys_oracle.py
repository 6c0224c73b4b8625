"""Journeys against a plain search over every bus of the same feed, between random ends at random times.

`make bench` asks about 2,000 pairs.
"""

import io
from datetime import date

import pytest

from hotline.cli.feeds import SAMPLE, zipped
from tests.journey_pairs import compare
from tests.shared import shared

FEEDS = {
    # feed: (a week in which it is valid begins, pairs)
    "cairns": (date(2014, 6, 2), 100),
    "sample-gtfs-feed": (date(2019, 4, 1), 150),
    "danang-2022": (date(2026, 11, 23), 40),
    "trimet-2routes": (date(2021, 10, 18), 40),
    "mexico-city-headways": (date(2018, 6, 4), 10),
}


def test_the_journeys_of_the_sample_arrive_when_a_plain_search_says() -> None:
    assert compare(io.BytesIO(zipped(SAMPLE)), date(2026, 11, 23), 100) > 50


@pytest.mark.shared
@pytest.mark.parametrize("feed", FEEDS)
def test_journeys_arrive_when_a_plain_search_says(feed: str) -> None:
    week, pairs = FEEDS[feed]

    assert compare(shared(f"data/gtfs/{feed}.zip"), week, pairs) > pairs / 10
