"""A light stem: what forms of one word have in common once article, joined particles and common endings are off.

It works on folded words. To join words of different meaning is worse than to leave forms apart: the exact words stand
in the index beside the stems, and a letter that may belong to the root stays.
"""

from __future__ import annotations

STEM_VERSION = 1
"""Grows when any word stems differently; an index made with another version must be built anew."""

MARK = "‹"
"""Stands before a stem in the index. Folding leaves no such character, so a stem is never taken for a word."""

# The article with what is joined before it, longest first; what follows has at least three letters.
_ARTICLES = ("وبال", "فبال", "وكال", "ولل", "فلل", "وال", "بال", "كال", "فال", "ال", "لل")
# Beginnings of words that look like the article and are none.
_NO_ARTICLE = (
    *("الله", "اللهم", "الذي", "الماني", "الكترون", "الزام", "التزام", "التحاق", "التهاب"),
    *("التماس", "التفاف", "التقاء", "التباس", "الغاء", "الهام", "الحاح", "الحاق", "البانيا", "اليات", "اليه", "اليا"),
    *("والدها", "والدته", "والدتها", "والديه", "والدي", "والدين", "والدان", "والدهم", "وكالتها", "وكالاتها"),
    *("وكالتين", "بالغين", "بالغون", "بالستي", "فالنسيا", "فاليري", "كالسيوم", "كاليفورنيا", "كالديرون", "وبالتالي"),
)
_WHOLE = frozenset({"الذي", "التي", "الان", "الاف", "اليات", "اليه", "اليها"})
# Words whose own first letter is waw.
_OWN_WAW = (
    *("وزار", "وزير", "وزرا", "وزع", "وسايل", "وساط", "وسيل", "وسيط", "وسط", "وكال", "وكيل", "وكلا", "ولاي", "ولاد"),
    *("والد", "واليا", "واجب", "واجه", "واحد", "واسع", "واضح", "واصل", "واقع", "وافق", "واشنطن", "وارد", "واثق"),
    *("واعد", "وارسو", "وثيق", "وثايق", "وجود", "وجه", "وجوه", "وحدات", "وحده", "وحيد", "وحوش", "وحشي", "وداع"),
    *("ودايع", "وديع", "وراث", "ورش", "ورق", "ورود", "وسام", "وصول", "وصيف", "وصاي", "وصيه", "وصفه", "وضعي", "وضوح"),
    *("وطني", "وطنا", "وظيف", "وظايف", "وعود", "وعيد", "وفاه", "وفاق", "وفود", "وفير", "وقاي", "وقوع", "وقوف"),
    *("وقود", "وقايع", "وقفه", "وقفات", "وقفي", "وقتي", "وقتها", "وقته", "ولوج", "ولادي", "وهمي", "وهران", "وهاب"),
    *("وباء", "وبايي", "وبيله", "وتيره", "وترا", "ويكي", "ويلز", "وينه", "ولدت", "ولدان", "وجبات", "وجبه", "ورطه"),
    *("وعكه", "وصله", "وقعت", "وصلت", "وصفت", "وضعت", "وجدت", "ورثه", "وردي", "ورده", "وزنه", "وسمي", "وشاح", "وشيك"),
)
# Words that begin so after their own b or l; other words lose these two before alef, meem and teh only.
_OWN_LETTER = (
    *("باريس", "بايدن", "باكست", "باحث", "باقي", "باراك", "بارز", "بارد", "بارك", "باهر", "باهظ", "بابا", "بابل"),
    *("باخره", "باطل", "باعث", "بادر", "باديه", "بانكوك", "باسم", "باسل", "باصات", "باير", "بترول", "بتكوين", "بتول"),
    *("باقه", "باقات", "باشر", "باعه", "بازار", "باكو", "بامبو", "باليرمو", "لاعب", "لاجي", "لايح", "لايق", "لاحق"),
    *("لازم", "لافت", "لامع", "لاهاي", "لاتين", "لامين", "لاجور", "لاذقيه", "لاذع", "لايف", "لاين", "لتران", "لترات"),
    *("لمسات", "لمسه", "لمعان", "لمحات", "لمحه", "بتات"),
)
# Bases that an ending belongs to: without it they would be another word.
_KEPT_WORDS = """
مدرسه مكتبه جامعه طايره قاعده رساله محكمه مقاله مباراه ساعه عاصمه عامه خاصه عمليه قضيه هيئه حافله قافله ناقله جاليه
ماليه حاله ماده جاده قاره غاره عاده لاعبه مقاومه معامله مراسله محافظه مساله منظمه بلديه جمعيه حريه هويه مزرعه مطبعه
مقبره مذبحه محطه منطقه مجموعه موسسه موسوعه وساده قايمه طاوله صاله حاشيه ساحه باقيه جاريه ناديه نافذه كاميرا عاريه
راقصه طالبه كاتبه مولفه ماجده مرحله مكافحه مدينه سفينه خزينه قرينه جريده جزيره مسيره سيره اجتماعي جمهوري استراتيجي
ثانوي انساني لبناني سوداني رمضاني قانوني عثماني بريطاني ايراني ياباني موقوفات مهندسه معلمه مشرفه باخره دايره ظاهره
ذاكره ثوره خطيبه كبيره صغيره حقيبه وثيقه حديقه طريقه دقيقه حقيقه فريقه سليمان سلطان عثمان رمضان مروان شيطان مهرجان
برلمان امتحان ايمان حرمان عدنان لقمان نعمان رضوان علوان صفوان غسان حسان عمران فرحان حمدان سلمان زيدان شعبان غليان
طوفان فيضان بركان مرجان عنوان ميزان ميدان انسان حيوان عدوان احسان اعلان برهان غفران عرفان هذيان عصيان نسيان كتمان
ايذان استيذان استحسان قوانين تكوين تمكين تحسين تخزين تدشين تلقين تعيين تامين تمرين تضامن تدوين تكهن بنزين تشرين
عشرين ثلاثين اربعين خمسين ستين سبعين ثمانين تسعين مساكين سكاكين عناوين ميادين موازين شرايين ملايين بساتين قراصين
اثنين بيانات محمدي مكتبي مصري معاون تعاون تهاون قارون هارون مارون شمعون فرعون زيتون صابون تلفزيون ماكرون سرطان اخوان
الوان اوطان ابدان بلدان جدران نيران جيران فرسان شبان شجعان فقدان وجدان معهم نفسهم درهم مراهم مساهم تفاهم متفاهم مسهم
علقم تراكم محاكم متراكم متحكم تحكم حاكم هيثم ميرنا هدنا لينا سينا فيينا كوفينا غرناطه الاسكندريه اوكراني برتقالي
"""
_KEPT = frozenset(_KEPT_WORDS.split())
_OWNERS = (("تهما", 3), ("تها", 3), ("تهم", 3), ("تنا", 3), ("ته", 4), ("هما", 4), ("ها", 3), ("هم", 4), ("نا", 4))
_ENDINGS = (
    *(("يات", 4), ("يين", 4), ("يون", 4), ("ات", 3), ("ين", 4), ("ون", 4), ("ان", 4), ("يه", 4), ("ه", 4), ("ي", 4)),
)
MOST_KEPT = 1 << 16  # words; a hostile text may hold any number of them


def stem(word: str) -> str:
    """The stem of a folded word; the word itself where nothing may be taken off.

    >>> [stem(word) for word in "والانتخابات انتخابيه للانتخاب".split()]
    ['انتخاب', 'انتخاب', 'انتخاب']
    >>> [stem(word) for word in "وزير وليد فلسطين كتاب بيان لبنان الله مدرسه مدرس".split()]
    ['وزير', 'وليد', 'فلسط', 'كتاب', 'بيان', 'لبنان', 'الله', 'مدرسه', 'مدرس']
    >>> stem("بالمدرسه"), stem("ومدرستها"), stem("newsdesk"), stem("2026")
    ('مدرسه', 'مدرسه', 'newsdesk', '2026')
    """
    if len(word) < 4 or not "ء" <= word[0] <= "ي":
        return word
    return _without_ending(_without_owner(_without_beginning(word)))


def marked_stems(text: str) -> str:
    """What the index holds beside a folded text: the marked stem of every word that has one other than itself.

    >>> marked_stems("قال وزير العدل في المدينه") == f"{MARK}عدل {MARK}مدينه"
    True
    """
    return " ".join(filter(None, map(_MARKED.__getitem__, text.split(" "))))


class _Marked(dict[str, str]):
    """Marked stems by word, worked out when first met."""

    def __missing__(self, word: str) -> str:
        if len(self) >= MOST_KEPT:
            self.clear()
        found = stem(word)
        marked = self[word] = "" if found == word else MARK + found
        return marked


_MARKED = _Marked()


def _without_beginning(word: str) -> str:
    if word not in _WHOLE and not word.startswith(_NO_ARTICLE):
        for article in _ARTICLES:
            if word.startswith(article) and len(word) >= len(article) + 3:
                return word[len(article) :]
    if word[0] == "و" and len(word) >= 5 and not word.startswith(_OWN_WAW):
        return _without_beginning(word[1:])
    if word[0] in "بل" and len(word) >= 5 and word[1] in "امت" and not word.startswith(_OWN_LETTER):
        return word[1:]
    return word


def _without_owner(word: str) -> str:
    """Without the pronoun of whom it belongs to; teh before it was teh marbuta, which folds to heh."""
    if word in _KEPT:
        return word
    for owner, least in _OWNERS:
        if word.endswith(owner) and len(word) - len(owner) >= least:
            rest = word[: -len(owner)]
            return rest + "ه" if owner[0] == "ت" else rest
    return word


def _without_ending(word: str) -> str:
    for _ in range(2):
        if word in _KEPT:
            return word
        if word[-1] == "ه" and word[:-1] in _KEPT:
            return word[:-1]
        rest = _cut(word)
        if rest == word:
            break
        word = rest
    return word


def _cut(word: str) -> str:
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            rest = word[: -len(ending)]
            if ending in {"ات", "يات", "يه", "ي"} and f"{rest}ه" in _KEPT:
                return f"{rest}ه"
            return f"{rest}ه" if ending == "ات" and len(rest) == 3 else rest
    return word
