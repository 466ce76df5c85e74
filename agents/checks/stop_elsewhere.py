"""Requests to be left alone or to be erased, in languages that Revive does not write in. Data only.

A file may hold any language, and whoever says no in it is written to in another one. Only plain requests are known here:
an order or a wish, its object mail or contact, said of the writer. The patterns are folded like the text.
"""

import re

from agents.checks.folding import folded
from agents.checks.phrases import Phrases


def _rows(*rows: tuple[tuple[str, ...], str]) -> tuple[Phrases, ...]:
    """The stems and patterns as a folded text holds them: no accents, no case."""
    return tuple(Phrases(tuple(map(_form, stems)), (re.compile(_form(pattern)),)) for stems, pattern in rows)


def _form(written: str) -> str:
    # Escapes are case-sensitive: none of them has a capital here.
    return folded(written)


STOP_ELSEWHERE: tuple[Phrases, ...] = _rows(
    # Polish
    (("nie ",), r"\bnie (?:chc[eę]|chcemy|życz[eę]|życzymy)\b[^.!?]{0,30}\b(?:maili|e-?maili|wiadomo|kontakt|newsletter|reklam|korespondenc|otrzymywa)"),
    (("nie ",), r"\b(?:prosz[eę]|prosimy|wi[eę]cej|ju[zż])\b[^.!?]{0,12}\bnie (?:\w+ ){0,2}(?:pisa[cć]|pisz|wysy[lł]a|przysy[lł]a|kontaktowa|dzwoni)|\bnie (?:piszcie|wysy[lł]ajcie|przysy[lł]ajcie|kontaktujcie|dzwo[nń]cie)"),
    (("wypis", "usun", "przesta"), r"\bwypis(?:a[cć]|z|zcie)\b[^.!?]{0,20}\b(?:listy|newsletter|mnie|nas)|\bprzesta[nń](?:cie)? (?:do (?:mnie|nas) )?(?:pisa|wysy|dzwoni|spamowa)|\busu[nń](?:cie)? (?:mnie|nas|m[oó]j adres)\b[^.!?]{0,15}\b(?:list|baz)"),
    # Czech, Slovak
    (("nepis", "neposil", "nepos", "neprej", "nekontakt", "nechc", "odhlas", "prestan"), r"\b(?:nepište|neposielajte|neposílejte|nekontaktujte|nevolejte|nevolajte)\b(?! pokud)|\bnep[rř]eji si\b[^.!?]{0,30}\b(?:mail|zpr[aá]v|kontakt)|\bnechc[ie]m?\b[^.!?]{0,25}\b(?:maily|e-?maily|zpr[aá]vy|spr[aá]vy|newsletter|kontaktov)|\bodhlas(?:te|it)\b[^.!?]{0,20}\b(?:odb[eě]r|m[eě]|newsletter|n[aá]s)|\bp[rř]estaňte\b[^.!?]{0,20}\b(?:ps[aá]t|pos[ií]lat|posielat|volat)"),
    # Swedish, Danish, Norwegian
    (("sluta", "stop", "slutt", "hold op"), r"\b(?:sluta|stopp|hold op med at|slutt|stop med at)(?: å| att| med| at)* (?:skicka|maila|mejla|kontakta|skriva|ringa|spamma|sende|maile|kontakte|skrive|ringe|spamme)\b(?! ut| fakt)"),
    (("inte ", "inga ", "ikke ", "ingen "), r"\b(?:vill|önskar|vil|ønsker|onsker)\b[^.!?]{0,10}\b(?:inte|inga|ikke|ingen)\b[^.!?]{0,30}\b(?:mejl|mail|e-?post|utskick|kontakt\w*|nyhetsbrev|nyhedsbrev|henvendelse)|\b(?:må|får|skal|ska) (?:\w+ )?(?:ikke|inte|ej) (?:længere |mer )?(?:kontakte|kontakta|skrive til|skriva till|maile|mejla|maila|ringe|ringa)\b|\b(?:kontakta|mejla|maila|kontakt|skriv til|skriv till|ring)\b[^.!?]{0,12}\b(?:inte|ikke)\b"),
    (("avregistr", "avslut", "ta bort", "afmeld", "frameld", "fjern", "meld meg av", "inga fler", "inte fler", "ingen flere", "ikke flere"), r"\bavregistrera (?:mig|oss)\b|\bta bort (?:mig|oss|min adress)\b[^.!?]{0,20}\b(?:lista|listan|utskick|register)|\b(?:afmeld|frameld) (?:mig|os)\b|\bmeld (?:meg|oss) av\b|\bfjern (?:mig|meg|os|oss)\b[^.!?]{0,20}\b(?:list|mail|e-?post)|\b(?:inte fler|inga fler|ingen flere|ikke flere) (?:mejl|mails?|e-?poster?|utskick|meldinger|beskeder)\b"),
    # Finnish
    (("alkaa", "lopet", "en halua", "emme halua", "poista", "peru"), r"\bälkää (?:\w+ )?(?:lähettäkö|ottako|kirjoittako|soittako)\b|\blopettakaa\b[^.!?]{0,30}\b(?:viesti|sähköposti|lähettä|yhteydenot)|\b(?:en halua|emme halua)\b[^.!?]{0,30}\b(?:viestej|sähköpost|yhteydenot|uutiskirje)|\bpoistakaa (?:minut|meidät)\b[^.!?]{0,20}\blista"),
    # Hungarian, Romanian
    (("ne kuld", "ne irj", "ne keres", "nem szeretn", "nem ker", "iratko"), r"\bne (?:küldj|küldjön|írj|keress|zaklass)\w*|\b(?:nem szeretn|nem kér)\w*\b[^.!?]{0,30}\b(?:levele|e-?mail|hírlevel|megkeres|értesít)|\biratkoztass\w* le\b"),
    (("nu ", "dezabon", "scoate", "opriti"), r"\bnu (?:îmi|ne|mă|mai|ne mai|îmi mai|mă mai)+ ?(?:trimite|scrie|contacta|suna)\w*|\bnu (?:\w+ )?(?:vreau|dorim|doresc|vrem)\b[^.!?]{0,25}\b(?:e-?mail|mail|mesaje|newsletter|contactat|contact)|\bdezabona\w*|\bscoate(?:ti|ți)-?(?: )?(?:mă|ne)\b[^.!?]{0,15}\blist"),
    # Turkish
    (("gonder", "yazma", "rahatsız", "istemiyor", "çıkarın", "iletişime", "aramayın", "atmayın"), r"\b(?:e-?posta|mail|mesaj|bülten|sms)\w*\b[^.!?]{0,20}\b(?:göndermeyin|atmayın|istemiyor\w*|yollamayın)|\b(?:bir daha|bize|bana|artık)\b[^.!?]{0,20}\b(?:yazmayın|göndermeyin|aramayın)|\brahatsız etmeyin\b|\blisten?i?z?den çıkarın|\biletişime geçmeyin"),
    # Russian, Ukrainian, Bulgarian
    (("не ", "прекрат", "отпиш", "перестан", "удалите", "припин", "отстан"), r"(?<!\w)не (?:\w+ )?(?:пишите|присылайте|шлите|отправляйте|звоните|беспокойте|надсилайте|пишіть|турбуйте|дзвоніть|изпращайте|ми пишете|ни пишете)(?!\w)|(?<!\w)не (?:хочу|хотим|желаю|желаем|бажаю|искам)(?!\w)[^.!?]{0,30}(?<!\w)(?:пис[еь]м|рассылк|сообщени|получать|отримувати|контакт|имейл)|(?<!\w)(?:прекратите|припиніть|перестаньте)(?!\w)[^.!?]{0,20}(?:пис|слать|присыл|рассыл|звон|надсил)|(?<!\w)отпишите|(?<!\w)отстаньте|(?<!\w)удалите (?:меня|нас|мой адрес)(?!\w)[^.!?]{0,20}(?:рассыл|спис|баз)"),
    # Greek
    (("μη", "σταματ", "δεν ", "διαγρα"), r"(?<!\w)μην? (?:μου |μας |με )?(?:ξανα)?(?:στέλνετε|στείλετε|γράφετε|γράψετε|ενοχλείτε|καλείτε|επικοινων)|(?<!\w)σταματήστε(?!\w)[^.!?]{0,20}(?:στέλν|email|μηνύματ|ενοχλ)|(?<!\w)δεν θέλ(?:ω|ουμε)(?!\w)[^.!?]{0,30}(?:email|μηνύματ|επικοινων|newsletter)|(?<!\w)διαγράψτε με από(?!\w)[^.!?]{0,15}λίστ"),
    # Japanese, Chinese, Korean
    (("送", "連絡", "配信", "メール"), r"(?:メール|連絡|案内|お知らせ)(?:を|は|も)?[^。！？]{0,8}(?:送らないで|しないで|不要|いりません|要りません|結構です|止めて|やめて|停止)|配信(?:を)?(?:停止|止めて|解除)"),
    (("发", "發", "联系", "聯繫", "聯絡", "退订", "退訂", "骚扰", "騷擾", "邮件", "郵件"), r"(?:不要|别|別|请勿|請勿|停止|勿)[^。！？,，]{0,6}(?:发|發|寄|联系|聯繫|聯絡|骚扰|騷擾|打扰|打擾|来信|來信)[^。！？]{0,8}(?:邮件|郵件|信|我|消息|$)|退订|退訂|(?:不想|不希望|不愿)[^。！？]{0,8}(?:收到|接收)[^。！？]{0,8}(?:邮件|郵件|信息|訊息|广告|廣告)"),
    (("메일", "연락", "수신", "보내"), r"(?:메일|이메일|연락|문자|광고)[^.!?]{0,8}(?:보내지 ?마|하지 ?마|그만|원하지 ?않|받고 ?싶지 ?않|중단)|수신 ?거부"),
    # Arabic, Hebrew
    (("ترسل", "تراسل", "رسائل", "الاتصال"), r"(?:لا|عدم|توقف\w*|وقف)[^.!?؟]{0,15}(?:ترسل|تراسل|ارسال|إرسال|الرسائل|رسائل|الاتصال بي|الاتصال بنا)"),
    (("לשלוח", "תשלח", "לפנות", "מרשימת", "להתקשר"), r"(?:לא|אל|להפסיק|תפסיקו|די)[^.!?]{0,12}(?:לשלוח|תשלחו|לפנות אל|תפנו|להתקשר)|(?:הסירו|תסירו|להסיר)[^.!?]{0,12}מרשימת"),
)  # fmt: skip

ERASE_ELSEWHERE: tuple[Phrases, ...] = _rows(
    (("usun", "skasu", "kasow"), r"\b(?:usu[nń](?:cie|[aą][cć])?|usuni[eę]ci\w+|skasuj(?:cie)?)\b[^.!?]{0,20}\b(?:mo\w+|nasz\w*|wszystkie) (?:\w+ )?(?:dan\w+|konto)"),
    (("smaz", "vymaz", "odstran"), r"\b(?:smažte|vymažte|odstraňte|smazat|vymazat|výmaz|vymazanie)\b[^.!?]{0,20}\b(?:m[eéoů]\w*|naš\w*|všech\w*|osobn\w*) (?:\w+ )?(?:[uú]daj\w*|data|[uú]čet|konto)"),
    (("radera", "slet", "ta bort"), r"\b(?:radera|slett?|ta bort)\b[^.!?]{0,20}\b(?:min|mina|mine|vår\w*|vores|alla|alle) (?:\w+ )?(?:uppgifter|data|oplysninger|opplysninger|konto)"),
    (("poista",), r"\bpoistakaa\b[^.!?]{0,20}\b(?:tietoni|tietomme|tilini|kaikki tiedot)"),
    (("torol",), r"\btöröl\w*\b[^.!?]{0,20}\b(?:adataim|adatainkat|fiókom)"),
    (("sterg",), r"\bșterge\w*\b[^.!?]{0,20}\b(?:datele|contul)"),
    (("sil",), r"\b(?:verilerim|bilgilerim|hesabım|kişisel veri)\w*\b[^.!?]{0,20}\bsil(?:in|inme|me)\w*"),
    (("удал", "видал", "стер", "изтри"), r"(?<!\w)(?:удалите|видаліть|сотрите|изтрийте|удаление|удалить)(?!\w)[^.!?]{0,20}(?:мои|наши|мої|наші|все|персональн|личн|моите)[^.!?]{0,15}(?:данн|дані|аккаунт|учетн)"),
    (("διαγρα",), r"(?<!\w)(?:διαγράψτε|διαγραφή)(?!\w)[^.!?]{0,20}(?:δεδομέν|στοιχεία μου|λογαριασμ)"),
    (("削除", "消去"), r"(?:個人情報|データ|アカウント|情報)(?:を|は|も)?[^。！？]{0,6}(?:削除|消去)(?:して|願|を求)"),
    (("删除", "刪除"), r"(?:请|請|要求|申请|申請|麻烦)[^。！？]{0,6}(?:删除|刪除)[^。！？]{0,8}(?:数据|資料|信息|個資|账户|帳戶|帐号|帳號)"),
    (("삭제",), r"(?:개인 ?정보|데이터|계정)[^.!?]{0,8}삭제"),
    (("حذف", "احذف"), r"(?:احذفوا?|حذف)[^.!?؟]{0,15}(?:بياناتي|بياناتنا|حسابي)"),
    (("למחוק", "מחקו"), r"(?:למחוק|מחקו|תמחקו)[^.!?]{0,12}(?:המידע|הנתונים|החשבון)"),
)  # fmt: skip
