"""Made-up Arabic news prose from a seed: plausible sentences out of some thousand word forms."""

from __future__ import annotations

from random import Random

WHO = (
    "وزارة التعليم", "بلدية المدينة القديمة", "الهيئة العامة للموانئ", "رابطة الكتّاب", "المكتبة المركزية",
    "الجامعة الساحلية", "شركة السكك الحديدية", "لجنة التحكيم", "نقابة الصيادين", "هيئة الأرصاد", "المحكمة الإدارية",
    "جمعية مزارعي الوادي", "فرقة المسرح الجوّال", "اللجنة الأولمبية", "غرفة التجارة", "إدارة الدفاع المدني",
    "مؤسسة الخط العربي", "محطة رصد الزلازل", "بعثة من الباحثين", "إذاعة الجنوب",
)  # fmt: skip
DID = (
    "تعلن", "تفتتح", "تؤجل", "تناقش", "تستعد لإطلاق", "تكشف عن", "توقّع", "تراجع", "تطلق", "تستضيف", "تمدّد", "تنهي",
    "تقترح", "تدرس", "تستأنف", "ترفض", "تموّل", "تحذّر من تأخر",
)  # fmt: skip
WHAT = (
    "خطة جديدة للنقل العام", "معرضا للكتاب المستعمل", "برنامجا لترميم البيوت القديمة", "اتفاقا حول مياه النهر",
    "دراسة عن هجرة الطيور", "جسرا يربط الضفتين", "موسم الزيتون", "مسابقة للقصة القصيرة", "مشروعا للطاقة الشمسية",
    "تذكرة موحدة للحافلات", "قاعة للقراءة المسائية", "خريطة رقمية للآثار", "مهرجانا للأفلام الوثائقية",
    "صندوقا لدعم الصيادين", "حملة لزراعة مئة ألف شجرة", "نتائج الثانوية العامة", "تعديلات على قانون الإيجار",
    "خطا بحريا إلى الجزر", "ميزانية العام المقبل", "نظاما للإنذار المبكر بالسيول",
)  # fmt: skip
WHERE = (
    "في العاصمة", "في الأقاليم الشمالية", "على الساحل الغربي", "في ضواحي المدينة", "في القرى الجبلية",
    "عند المعبر القديم", "في ثلاث محافظات", "في حي الميناء", "على الطريق الدائري", "في سهل القمح",
)  # fmt: skip
WHEN = (
    "صباح اليوم", "مساء أمس", "مطلع الأسبوع", "بعد أشهر من النقاش", "قبل نهاية الشهر", "للمرة الأولى منذ عشر سنوات",
    "خلال العطلة الصيفية", "في موعدها المعتاد", "وسط حضور لافت", "رغم الأمطار",
)  # fmt: skip
NAMES = (
    "سلمى الحداد", "كريم النجار", "ليلى بن عمر", "ياسر العطار", "هند الصباغ", "مروان الكاتب", "ريم الورّاق",
    "طارق السمّاك", "نادية الخياط", "أنس البنّاء",
)  # fmt: skip
ROOT_LETTERS = (
    "كتب درس عمل فتح خرج دخل رسم حكم نظر سمع جمع قطع حمل نقل زرع صنع حفظ شرح عرض طلب "
    "بحث خلط غرس فحص كشف لمس مسح نشر هدم وصف ركب سبق شكر صدر ضبط طبع ظهر عبر غلق فصل "
    "قرر كسر لبس منح نصح هجر وزن برق ثبت جرح حصد خدم ذكر رفع زحم سكن شحن صرف طرق عدل"
)
ROOTS = tuple(ROOT_LETTERS.split())
SHAPES = (
    "{0}{1}{2}", "{0}ا{1}{2}", "م{0}{1}و{2}", "ت{0}{1}ي{2}", "ا{0}ت{1}ا{2}", "م{0}ا{1}{2}ة", "{0}{1}ا{2}ات",
    "ي{0}{1}{2}ون",
)  # fmt: skip
FRONTS = ("", "", "ال", "ال", "و", "بال", "لل", "وال", "ك")


class Writer:
    """Writes headlines and paragraphs; the same seed writes the same."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)

    def _of(self, words: tuple[str, ...]) -> str:
        return words[int(self._chance.random() * len(words))]

    def headline(self) -> str:
        """Six to fifteen words."""
        parts = [self._of(WHO), self._of(DID), self._of(WHAT)]
        if self._chance.random() < 0.7:
            parts.append(self._of(WHERE))
        if self._chance.random() < 0.4:
            parts.append(self._of(WHEN))
        return " ".join(parts)

    def name(self) -> str:
        """An invented author."""
        return self._of(NAMES)

    def word(self) -> str:
        """One word out of some four thousand."""
        root = ROOTS[int(self._chance.random() ** 2 * len(ROOTS))]
        return self._of(FRONTS) + self._of(SHAPES).format(*root)

    def sentence(self) -> str:
        """A statement with a few rarer words in it."""
        rare = " ".join(self.word() for _ in range(11))
        return f"{self.headline()}، وفق {self.name()}: {rare} {self._chance.randrange(2, 990)}."

    def paragraph(self, letters: int) -> str:
        """Sentences, together that many letters and up to a sentence more."""
        sentences: list[str] = []
        while sum(map(len, sentences)) < letters:
            sentences.append(self.sentence())
        return " ".join(sentences)
