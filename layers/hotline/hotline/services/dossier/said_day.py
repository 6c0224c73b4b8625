"""Days and times as they are said: "thứ Tư 08/10/2026"."""

from datetime import datetime, tzinfo

from hotline.services.dossier import wording


def day(lang: str, moment: datetime, timezone: tzinfo) -> str:
    """The day with its weekday, in the city's time."""
    local = moment.astimezone(timezone)
    weekday = wording.WEEKDAYS[local.weekday()]
    return weekday.say(lang, day=f"{local:%d/%m/%Y}")


def age(lang: str, since: datetime, now: datetime, timezone: tzinfo) -> str:
    """When an office said something: the time of today, or the day too, and how long ago if that is an hour or more."""
    local, today = since.astimezone(timezone), now.astimezone(timezone).date()
    clock = f"{local:%H:%M}"
    when = clock if local.date() == today else wording.TIME_OF_DAY.say(lang, time=clock, day=day(lang, since, timezone))
    hours = int((now - since).total_seconds() // 3600)
    if hours < 1:
        return wording.AS_OF.say(lang, when=when)
    return (wording.AS_OF_OLD if hours > 1 else wording.AS_OF_HOUR).say(lang, when=when, hours=hours)
