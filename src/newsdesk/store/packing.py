"""Packs the bodies of articles: DEFLATE with a dictionary of our own (RFC 1951; RFC 1950, section 2.2, FDICT).

A packed text is a BLOB, a plain one is a TEXT, in the same column: stores of before are read as they are.
"""

from __future__ import annotations

import sqlite3
import zlib

LEAST = 120  # letters; shorter texts gain nothing
LEVEL = 3  # a third of the time of 6 for a twelfth more bytes: the writer packs inside its short transactions
_FIRST = 1  # the first byte of a packed text: by which dictionary

# Never to be changed: what lies on disk is read with it. Another one gets another first byte. The commonest come last.
_DICTIONARY = """
كانون الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين الأول تشرين الثاني كانون الأول يناير فبراير مارس أبريل
مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة الماضي المقبل
المباراة الفريق المنتخب اللاعبين المدرب البطولة الدوري الموسم النادي الأهداف الجامعة الطلاب المدارس التعليم الصحة
المستشفى الأطباء المرضى الدراسة الباحثون العلماء التكنولوجيا الذكاء الاصطناعي الشركات الأسعار النفط الأسواق البنك
المركزي مليون دولار مليار في المئة بالمئة الاقتصاد الاستثمار المشروع التنمية الميزانية الجيش القوات المسلحة الأمن
الشرطة الحدود الهجوم القصف القتلى الجرحى المدنيين وقف إطلاق النار المفاوضات الاتفاق السلام الأمم المتحدة مجلس الأمن
الاتحاد الأوروبي الولايات المتحدة الأمريكية الأميركية روسيا الصين إيران تركيا إسرائيل فلسطين غزة لبنان سوريا العراق
السعودية المملكة العربية الإمارات قطر الكويت مصر القاهرة السودان ليبيا تونس الجزائر المغرب الأردن اليمن بيروت دمشق
بغداد الرياض الدوحة المحكمة القضاء القانون البرلمان النواب الانتخابات الحزب الرئيس رئيس الوزراء وزير الخارجية وزارة
الداخلية الحكومة المسؤولين المتحدث باسم البيان التصريحات التقرير الصحيفة الوكالة وكالة الأنباء المدينة القرية
المنطقة المحافظة الشوارع السكان المواطنين الأطفال النساء الشباب العائلات الأسرة المياه الكهرباء الطريق المطار
وأضاف أن وقال إن وأوضح أن وأكد أن وأشار إلى أن وذكر أن ولفت إلى أن وتابع قائلا كما أن من جهته من جهة أخرى في الوقت
نفسه على الرغم من بالإضافة إلى ومن المقرر أن في ما يتعلق بسبب بعد أن قبل أن منذ حتى خلال بين عند لدى حول ضد دون
الذي التي الذين هذا هذه ذلك تلك هناك كان كانت يكون تكون لم لن لا ما قد سوف ليس غير كل بعض أكثر من أقل من أول مرة
اليوم أمس غدا العام الحالي الأسبوع الشهر الساعة صباح مساء مع إلى عن على من في أن إن و، ال. وال، لل «» : (
&quot; &amp; &nbsp; &#39; <h2></h2><h3></h3><blockquote></blockquote><strong></strong><em></em><ul><li></li></ul>
<table><tr><td></td></tr></table><figure><figcaption></figcaption></figure><br><img src="newsdesk:" alt="" width=""
 height=""><a href="https://www. .com/ .html" rel="noopener noreferrer" dir="rtl" dir="auto" lang="ar"></a></p>
<p>
""".encode()


def pack(text: str) -> str | bytes:
    """What is stored of a text: itself where it is short, else packed."""
    if len(text) < LEAST:
        return text
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=_DICTIONARY)
    return bytes((_FIRST,)) + packer.compress(text.encode("utf-8", "surrogatepass")) + packer.flush()


def plain(stored: str | bytes | None) -> str | None:
    """The text of which that was stored; None for None, "" for what `pack` never made.

    A disk that spoilt a text costs that text, as if it had not been fetched; the index then finds its sum wrong.
    """
    if not isinstance(stored, bytes):
        return stored
    if stored[:1] != bytes((_FIRST,)):
        return ""
    opener = zlib.decompressobj(-zlib.MAX_WBITS, zdict=_DICTIONARY)
    try:
        return (opener.decompress(memoryview(stored)[1:]) + opener.flush()).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError):
        return ""


def teach(connection: sqlite3.Connection) -> None:
    """Makes `plain` known to the SQL of a connection; every statement that reads a body uses it."""
    connection.create_function("plain", 1, plain, deterministic=True)
