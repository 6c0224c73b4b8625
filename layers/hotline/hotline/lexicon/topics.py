"""What citizens may be told of: the topics of notices, by key, as their names are shown.

"đăng ký tin" and "hủy tin" before a name is a wish that is understood.
"""

from collections.abc import Mapping

from hotline.bilingual import Bilingual

TOPICS: Mapping[str, Bilingual] = {
    "storm": Bilingual("bão, lũ", "storms and floods"),
    "power": Bilingual("cúp điện", "power cuts"),
    "water": Bilingual("cúp nước", "water cuts"),
    "reception": Bilingual("lịch tiếp công dân", "citizen reception"),
    "documents": Bilingual("văn bản, chính sách mới", "new documents and policies"),
    "health": Bilingual("sức khỏe, dịch bệnh", "health advice"),
    "exam": Bilingual("điểm thi, tuyển sinh", "exam results and admissions"),
    "traffic": Bilingual("giao thông", "traffic"),
}
