"""The columns of an export: what each may be called, in Vietnamese or otherwise, with accents or without.

Compared without accents, case and whatever is no letter: "Mã hồ sơ", "ma_ho_so" and "MaHoSo" are one name.
"""

from hotline.text import fold

_NAMES = {
    "code": "mã hồ sơ|số hồ sơ|code",
    "procedure": "thủ tục|tên thủ tục|tên TTHC|procedure",
    "office": "cơ quan|cơ quan tiếp nhận|đơn vị|đơn vị tiếp nhận|đơn vị xử lý|office",
    "status": "trạng thái|trạng thái hồ sơ|tên trạng thái|tình trạng|status",
    "since": "trạng thái từ|ngày cập nhật|thời điểm xử lý|since",
    "received": "ngày tiếp nhận|ngày nhận|received",
    "due": "ngày hẹn trả|hẹn trả|hạn giải quyết|ngày hẹn|due",
    "finished": "ngày kết thúc xử lý|ngày xử lý xong|finished",
    "returned": "ngày trả|ngày trả kết quả|returned",
    "asks": "yêu cầu|nội dung bổ sung|giấy tờ cần bổ sung|asks",
    "fee_name": "tên lệ phí|tên phí lệ phí|khoản phải nộp|fee name",
    "fee_amount": "lệ phí|số tiền|phí|giá|fee",
    "fee_where": "nơi nộp|nơi nộp tiền|pay at",
    "collect_at": "nơi trả kết quả|nơi trả|nơi nhận kết quả|collect at",
    "contact": "điện thoại cơ quan|số liên hệ|liên hệ|contact",
    "applicant": "chủ hồ sơ|tên chủ hồ sơ|họ tên|người nộp|applicant",
    "phone_end": "số điện thoại|điện thoại|sđt|4 số cuối|bốn số cuối|phone",
}


def _plain(name: str) -> str:
    return "".join(char for char in fold(name) if char.isalnum())


_COLUMNS = {_plain(name): column for column, names in _NAMES.items() for name in names.split("|")}

MUST = ("code", "status")
"""Columns without which a file is no export."""


def column_of(header: str) -> str | None:
    """Which column a header names; None for one that is not read."""
    return _COLUMNS.get(_plain(header))
