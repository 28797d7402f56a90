"""The words by which lines are known that stand round an article on any site and are no part of it; only tables.

Lines are looked at folded (arabic.fold): no marks, one form of each letter, lower case, no punctuation.
"""

from __future__ import annotations

import re

# A line that says this and hardly more heads a list of other articles, or calls to one of them.
HEADS_OTHERS = re.compile(
    r"(?:و?(?:اقرا|اقراوا|طالع|شاهد|تابع|انظر|راجع) (?:ايضا|المزيد|كذلك|ايضا في|المزيد من)|للمزيد|لمزيد من"
    r"|مزيد من (?:الاخبار|المواضيع)"
    r"|(?:ال)?(?:مواضيع|موضوعات|اخبار|مقالات|روابط|مواد|تقارير|قصص) (?:ذات (?:صله|علاقه)|(?:ال)?(?:متعلقه"
    r"|مرتبطه|مشابهه|مماثله))"
    r"|(?:ذات|مواد ذات) صله|قد يهمك|قد يعجبك|ربما يعجبك|(?:الاكثر|الاعلي) (?:قراءه|قراه|مشاهده|مشاركه|تداولا"
    r"|تعليقا)|اخترنا (?:لك|لكم)"
    r"|من نفس القسم|المزيد (?:من|في|عن)|اخبار اخري|اهم الاخبار|اخر الاخبار|مختارات|موضوعات متعلقه"
    r"|كلمات (?:دلاليه|مفتاحيه)|الوسوم|وسوم|تاجات|سمات"
    r"|(?:اخبار|مطالب|خبرهاي) مرتبط|بيشتر بخوانيد|همچنين بخوانيد|برچسب ها"
    r"|(?:related|recommended|popular|trending|similar|more)(?: (?:articles?|stories|story|posts?|news|topics"
    r"|links|reading|content|videos?))"
    r"|most (?:read|viewed|popular|shared)|read (?:more|also|next)|see (?:more|also)|also read|don t miss"
    r"|you (?:may|might) (?:also )?(?:like|be interested)"
    r"|more (?:on|from|in) |popular (?:on|in) |recommends|recommended|related|tags|topics|trending|up next"
    r"|editors picks|what to read next"
    r"|leggi anche|lire aussi|a lire aussi|lea tambien|lee tambien|mehr zum thema|lesen sie auch|читаите также)"
)
# A whole line that is a button, a bar or a prompt of the page.
IS_PROMPT = re.compile(
    r"(?:(?:شارك|مشاركه|انشر|ارسل|طباعه|حفظ|نسخ الرابط|تعليق|تعليقات|التعليقات|اعجبني|غرد|الرييسيه|اعلان"
    r"|اعلانات|تكبير الخط|تصغير الخط"
    r"|فيسبوك|تويتر|واتساب|واتس اب|تيليجرام|تلغرام|تيليغرام|لينكدان|البريد الالكتروني|ايميل|حجم الخط|استمع|نسخ"
    r"|مشاركات|عدد المشاهدات"
    r"|facebook|twitter|whatsapp|telegram|linkedin|pinterest|reddit|email|e mail|print|share|tweet|comments?"
    r"|advertisement|save|copy link|x"
    r"|home|news|tech|nation|world|menu|search|on|via|هذا|الخبر|المقال|الصفحه|علي|عبر|في|و|a|this|article|story"
    r"|click|to|[0-9]+)(?: |$))+"
)
PROMPTS = re.compile(
    r"(?:اضف|اكتب|اترك|شاركنا) (?:تعليق|رايك|ردا)|تم اضافه تعليق|(?:لا يوجد|لا توجد|جاري تحميل) (?:ال)?تعليقات"
    r"|اقرا تعليقات"
    r"|واقرا تعليقات|جميع الحقوق محفوظه|حقوق النشر محفوظه|(?:اشترك|اشتركوا|انضم|انضموا|سجل|تابعنا|تابعونا"
    r"|تابعوا|حملوا|حمل)"
    r"(?: \w+){0,3} (?:نشر\w*|قنا\w*|صفح\w*|حساب\w*|تطبيق\w*|google|جوجل|غوغل|تيليجرام|تلغرام|تيليغرام|واتساب"
    r"|فيسبوك|تويتر|يوتيوب|انستغرام|انستجرام)"
    r"|لمتابعه اخر الاخبار|تابعوا اخر الاخبار|(?:sign|signing) up (?:for|to) (?:\w+ ){0,6}(?:newsletters?"
    r"|alerts?|e ?mails?|updates|inbox)"
    r"|subscribe (?:now|today|here|to (?:\w+ ){0,6}(?:newsletters?|magazine|channel|alerts?|podcast))"
    r"|our (?:free |daily |weekly )*newsletters?"
    r"|(?:get|download) (?:the|our) (?:\w+ ){0,2}app|follow (?:us|\w+) on (?:twitter|facebook|instagram|youtube"
    r"|x)|click here (?:to|for)"
    r"|click to tweet|(?:leave|post|add) (?:a|your) comment|all rights reserved|copyright [0-9c©]|join (?:the"
    r"|our) (?:conversation|newsletter|channel)"
    r"|like us on facebook|need more space|(?:email|contact) (?:me|us) at|may (?:get|earn|receive) a (?:share"
    r"|commission)|tell us what you think"
    r"|delivered to your (?:inbox|letterbox)|start your day with"
)
# What a site says of its comments and of opinions, below the article.
POLICIES = re.compile(
    r"(?:الاراء|التعليقات|المقالات|المواد) (?:\w+ ){0,4}لا تعبر (?:\w+ ){0,4}(?:راي|اراء|وجهه|موقف|سياسه)"
    r"|(?:ال)?تعليقات(?: \w+)* (?:ارشادات|شروط|ضوابط)"
    r"|(?:شروط|ارشادات|ضوابط|سياسه) (?:ال)?(?:استخدام|تعليق|نشر|خصوصيه)(?: \w+)* (?:شروط|ارشادات|ضوابط"
    r"|سياسه) (?:ال)?(?:استخدام|تعليق|نشر|خصوصيه)"
    r"|(?:comments?|opinions?|views)(?: \w+){0,8} (?:do not|does not|don t) (?:necessarily )?(?:reflect|represent)"
    r"|comentarios? com textos|(?:terms of use|terms of service)(?: \w+){0,6} privacy policy"
)
DATE = re.compile(
    r"(?:\b(?:[0-3]?[0-9])\b.{0,24}\b(?:19|20|13|14)[0-9]{2}\b|\b(?:19|20|13|14)[0-9]{2}\b ?[0-9]{1,2} ?[0-9]{1,2}\b"
    r"|\b[0-9]{1,2} [0-9]{2}(?: [0-9]{2})? ?(?:ص|م|صباحا|مساء|am|pm|ق ظ|ب ظ)\b|\b(?:منذ|قبل) (?:\w+ )?(?:دقيقه"
    r"|دقايق|ساعه|ساعات|يوم|ايام|ساعتين|يومين)\b"
    r"|\b[0-9]+ (?:minutes?|hours?|days?) ago\b)"
)

# What stands in an article's place where the reader is to agree, log in, pay, or prove to be human.
WALLS = re.compile(
    r"(?:سجل|سجلوا|تسجيل) (?:الدخول|دخولك) (?:ل|من اجل |حتي |كي )|(?:اشترك|اشتركوا"
    r"|الاشتراك) (?:\w+ ){0,2}(?:لمواصله|لمتابعه|لقراءه|لقراه|لاكمال) "
    r"|(?:المحتوي|المقال|الماده|متاح|متاحه) (?:\w+ ){0,3}للمشتركين|للمشتركين فقط|(?:نستخدم|يستخدم"
    r"|تستخدم) (?:\w+ ){0,4}ملفات (?:تعريف ال)?ارتباط"
    r"|ملفات تعريف الارتباط (?:\w+ ){0,8}(?:موافق|تجربه|خصوصيه)|(?:اقبل|قبول|موافق علي) (?:\w+ ){0,2}(?:الكل"
    r"|جميع|ملفات)|شركاونا|تفعيل (?:ال)?جافا ?سكريبت"
    r"|انك (?:لست|انسان)|لست روبوت|تحقق من انك|you(?: have|ve) reached your (?:\w+ ){0,3}limit|(?:log"
    r"|sign) ?in (?:or \w+ )?to (?:continue|read|view|access)"
    r"|subscribe (?:\w+ ){0,3}to (?:continue|read|keep reading|unlock|access)|(?:already"
    r"|for) (?:a )?subscribers?(?: only)?(?: log| sign| $)|create (?:a|your) (?:free )?account"
    r"|we (?:and our (?:[0-9]+ )?\w* ?partners|use cookies|value your privacy)|(?:uses|use of|accept|reject"
    r"|manage|all|our) cookies|cookie (?:policy|settings|preferences)"
    r"|enable (?:javascript|cookies)|(?:verify|verifying|checking|prove|confirm) (?:that )?you(?: are"
    r"| re)? (?:a |not a )?(?:human|robot|browser)|checking your browser"
    r"|access (?:to this page has been )?denied|unusual traffic|legitimate interest|withdraw your consent"
    r"|consent to (?:the )?(?:use|storing|processing)"
)
DATED = re.compile(
    r"(?:تم )?(?:ال)?(?:نشر|تحديث|اخر تحديث|تاريخ|كتب|بتاريخ|منشور)|(?:last )?(?:published|updated|posted"
    r"|created|modified)|by "
)
