"""Requests in languages that Revive does not write in: who says no in Polish or Japanese is left alone, too."""

import pytest

from agents.checks.stop_requests import request_in

STOP = [
    "Proszę więcej do mnie nie pisać",
    "Nie chcę otrzymywać żadnych maili",
    "Wypiszcie nas z listy",
    "Przestańcie do mnie pisać",
    "Nepište mi už prosím",
    "Nepřeji si žádné e-maily",
    "Odhlaste mě z odběru",
    "Sluta skicka mejl till mig",
    "Jag vill inte ha fler mejl",
    "Avregistrera mig",
    "Inte fler mejl tack",
    "I må ikke kontakte mig igen",
    "Hold op med at sende mails",
    "Vi ønsker ikke flere henvendelser",
    "Kontakt meg ikke igjen",
    "Slutt å maile oss",
    "Älkää lähettäkö enää viestejä",
    "En halua sähköposteja",
    "Ne küldjenek több levelet",
    "Nu îmi mai trimiteți mesaje",
    "Nu vreau e-mailuri de la voi",
    "Bana bir daha mail göndermeyin",
    "E-posta almak istemiyorum",
    "Rahatsız etmeyin",
    "Не пишите мне больше",
    "Прекратите присылать письма",
    "Отпишите меня",
    "Не надсилайте мені листів",
    "Μη μου στέλνετε άλλα email",
    "Δεν θέλω άλλα μηνύματα",
    "もうメールを送らないでください",
    "メール不要です",
    "配信停止をお願いします",
    "请不要再给我发邮件",
    "退订",
    "别再联系我",
    "더 이상 메일 보내지 마세요",
    "수신거부",
    "لا ترسلوا لي رسائل",
    "لا أريد رسائل",
    "אל תשלחו לי מיילים",
    "תסירו אותי מרשימת התפוצה",
]
ERASE = [
    "Proszę usunąć moje dane",
    "Usuńcie wszystkie moje dane osobowe",
    "Smažte prosím mé údaje",
    "Radera alla mina uppgifter",
    "Žádám o výmaz osobních údajů",
    "Slet mine data",
    "Slett alle mine opplysninger",
    "Poistakaa tietoni",
    "Töröljék az adataimat",
    "Ștergeți datele mele",
    "Verilerimi silin",
    "Удалите все мои данные",
    "Видаліть мої дані",
    "Διαγράψτε τα δεδομένα μου",
    "個人情報を削除してください",
    "请删除我的数据",
    "개인정보 삭제 요청",
    "احذفوا بياناتي",
    "מחקו את הנתונים שלי",
]
# Complaints about mail, letters and deletion, in the same words.
COMPLAINTS = [
    "Brak integracji z pocztą, maile nie dochodzą",
    "Nie wysyłaliście raportów na czas",
    "Wysyłka maili była zbyt wolna",
    "Chybí export dat",
    "Nešlo smazat staré údaje",
    "Rapporten kunde inte skickas",
    "Mail-integrationen virkede ikke",
    "Systemet sendte ikke mails",
    "Raportteja ei voinut lähettää",
    "Az e-mail küldés nem működött",
    "Nu am putut trimite newsletter clienților",
    "E-posta entegrasyonu yoktu",
    "Письма не доходили до клиентов",
    "Не пишется лог",
    "Дорого и неудобно",
    "Нельзя удалить данные из отчета",
    "Τα email δεν έφταναν",
    "メールの送信ができなかった",
    "データを削除できなかった",
    "连接邮件系统失败",
    "邮件发送太慢",
    "메일 발송이 느려요",
    "데이터가 사라졌어요",
    "البريد لا يعمل",
    "הייצוא לא עבד",
    "Kontakt med supporten var dålig",
    "Vi fik ikke kontakt med support",
    "Fakturan skickades inte",
    "Bir daha kullanmayacağız çok pahalı",
    "价格太贵了，不想续费",
]


@pytest.mark.parametrize("text", STOP)
def test_a_request_to_be_left_alone(text: str) -> None:
    assert request_in(text) == "asked_to_stop"


@pytest.mark.parametrize("text", ERASE)
def test_a_request_to_be_erased(text: str) -> None:
    assert request_in(text) == "asks_erasure"


@pytest.mark.parametrize("text", COMPLAINTS)
def test_a_complaint_is_no_request(text: str) -> None:
    assert request_in(text) is None
