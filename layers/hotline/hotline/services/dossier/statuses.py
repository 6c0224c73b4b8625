"""Where a dossier stands: the ten statuses that the national exchange uses, and how offices write them."""

from enum import IntEnum

from hotline.text import fold


class Status(IntEnum):
    """The codes of TrangThaiHoSo, on which four independent systems agree; the circular itself was not read."""

    REGISTERED = 1
    ACCEPTED = 2
    REJECTED = 3
    PROCESSING = 4
    PAPERS_WANTED = 5
    PAYMENT_WANTED = 6
    WITHDRAWN = 7
    STOPPED = 8
    FINISHED = 9
    RETURNED = 10

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self in (Status.REJECTED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED)

    @property
    def is_with_office(self) -> bool:
        """Whether the office is at work, so that its appointment runs: not while it waits for the citizen."""
        return self in (Status.REGISTERED, Status.ACCEPTED, Status.PROCESSING)


# The nation's words and those that offices write for the same. What may mean two of them is not here ("trả kết quả",
# "tạm dừng"): it is shown as the office words it.
_WORDS = {
    Status.REGISTERED: "mới đăng ký|hồ sơ mới|hồ sơ mới đăng ký|chờ tiếp nhận|đang chờ tiếp nhận|mới nộp",
    Status.ACCEPTED: "được tiếp nhận|đã tiếp nhận|hồ sơ đã tiếp nhận|tiếp nhận|đã được tiếp nhận|mới tiếp nhận",
    Status.REJECTED: "không được tiếp nhận|không tiếp nhận|từ chối tiếp nhận|bị từ chối tiếp nhận|từ chối hồ sơ",
    Status.PROCESSING: (
        "đang xử lý|đang giải quyết|chuyển phòng chuyên môn|đã chuyển phòng chuyên môn|đang chờ duyệt|chờ duyệt|"
        "chờ phê duyệt|chờ ký duyệt|đang thụ lý|đang thẩm định|trình lãnh đạo|chờ lãnh đạo duyệt"
    ),
    Status.PAPERS_WANTED: (
        "yêu cầu bổ sung giấy tờ|yêu cầu bổ sung|chờ bổ sung|bổ sung hồ sơ|yêu cầu bổ sung hồ sơ|đang chờ bổ sung|"
        "chờ bổ sung hồ sơ|chờ bổ sung giấy tờ"
    ),
    Status.PAYMENT_WANTED: (
        "yêu cầu thực hiện nghĩa vụ tài chính|chờ thực hiện nghĩa vụ tài chính|thực hiện nghĩa vụ tài chính|"
        "chờ thanh toán|chờ nộp phí|chờ nộp lệ phí|chờ nộp thuế|đang chờ thực hiện nghĩa vụ tài chính"
    ),
    Status.WITHDRAWN: "công dân yêu cầu rút hồ sơ|rút hồ sơ|đã rút hồ sơ|công dân rút hồ sơ|đã rút|xin rút hồ sơ",
    Status.STOPPED: "dừng xử lý|dừng giải quyết|ngừng xử lý|đã dừng xử lý",
    Status.FINISHED: (
        "đã xử lý xong|xử lý xong|đã có kết quả|có kết quả|chờ trả kết quả|đã giải quyết|đã giải quyết xong|"
        "hoàn thành|đã hoàn thành|đang chờ trả kết quả"
    ),
    Status.RETURNED: "đã trả kết quả|đã trả|đã nhận kết quả|đã trả kết quả cho công dân",
}
_BY_WORDS = {fold(words): status for status, each in _WORDS.items() for words in each.split("|")}
_BY_NUMBER = {str(status.value): status for status in Status}


def status_of(said: str | int | None) -> Status | None:
    """The status that an office gives as a number (4, "04") or in words, with or without accents; None for others."""
    written = fold(str(said or "")).strip(" .")
    return _BY_NUMBER.get(written.lstrip("0")) or _BY_WORDS.get(written)
