"""From an area as typed to wards of today; what may be several is asked about, and never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass

from hotline.lexicon.ward_table import Ward, ward_today, wards_called, wards_formerly, wards_of_district
from hotline.services.notices.queries import Area


@dataclass(frozen=True, slots=True)
class Meant:
    """`wards` where it is clear; else what it may be: single wards, and a whole old `district`."""

    wards: tuple[Ward, ...] = ()
    perhaps: tuple[Ward, ...] = ()
    district: tuple[Ward, ...] = ()


def meant(area: Area) -> Meant:
    """What an area stands for.

    A ward of today wins over old ones of its name; without a word for its kind, an old district of the same name may be
    meant just as well.
    """
    district = wards_of_district(area.name)
    if area.level == "district" and district:
        return Meant(district)
    today = ward_today(area.name)
    if today:
        is_clear = area.level == "ward" or not set(district) - {today}
        return Meant((today,)) if is_clear else Meant(perhaps=(today,), district=district)
    if area.level != "ward" and district:
        return Meant(district)
    found = wards_formerly(area.name) or wards_called(area.name)
    return Meant(found) if len(found) == 1 else Meant(perhaps=found)


def doubtful(areas: Sequence[Area]) -> tuple[Area, Meant] | None:
    """The first that has to be asked about."""
    return next(((area, found) for area in areas if not (found := meant(area)).wards), None)


def codes(areas: Sequence[Area]) -> tuple[str, ...]:
    """The wards of areas of which none is doubtful, each once."""
    return tuple(dict.fromkeys(ward.code for area in areas for ward in meant(area).wards))
