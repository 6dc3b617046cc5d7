"""Names of people in many scripts, drawn from common forenames and surnames, so that folding and sorting are real."""

from dataclasses import dataclass
from itertools import accumulate
from random import Random


@dataclass(frozen=True)
class Script:
    """A pool of names written alike. `share` is its part of all people; some put the family name first, unspaced."""

    share: float
    forenames: tuple[str, ...]
    surnames: tuple[str, ...]
    joined: bool = False

    def name(self, random: Random) -> str:
        forename, surname = random.choice(self.forenames), random.choice(self.surnames)
        return surname + forename if self.joined else f"{forename} {surname}"


def _pool(share: float, forenames: str, surnames: str, *, joined: bool = False) -> Script:
    return Script(share, tuple(forenames.split()), tuple(surnames.split()), joined)


SCRIPTS = {
    "british": _pool(
        0.52,
        "Olivia Amelia Isla Ava Lily Grace Freya Charlotte Emily Poppy Jack Harry George Noah Charlie Jacob Alfie "
        "Thomas William James Margaret Susan Patricia Helen Karen Deborah Alison David Andrew Stephen Ian Graham "
        "Callum Fiona Morag Ewan Siân Rhys Carys Gwenllian Seán Siobhán Aoife Niamh Ciarán Eilidh Ailsa Hamish",
        "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts "
        "Green Hall Wood Jackson Clarke Lewis Harris Patel Khan Hughes Edwards Turner Hill Ward Morris Cooper "
        "MacDonald O'Brien O’Neill Fitzgerald Llewellyn ap-Rhys Pritchard Smith-Jones Campbell Stewart Murray",
    ),
    "south_asian_latin": _pool(
        0.08,
        "Aisha Fatima Priya Anjali Zainab Simran Meera Imran Mohammed Arjun Rajesh Harpreet Gurdeep Tariq Sanjay Nadia",
        "Patel Khan Singh Kaur Begum Ahmed Hussain Shah Sharma Gupta Iqbal Chowdhury Malik Rahman Desai Nair",
    ),
    "west_european": _pool(
        0.08,
        "José María François Chloé Jürgen Zoë Björn Åsa Søren Inês João Núria Renée Léa Günther Beyoncé",
        "Müller García López Fernández Lefèvre Strauß Sørensen Ångström Gonçalves Núñez Dupont Weiß Håkansson Peña",
    ),
    "central_european": _pool(
        0.06,
        "Łukasz Małgorzata Zofia Wojciech Jiří Zdeněk Žofie Dušan Károly Ágnes Şebnem Gökçe İbrahim Đorđe Nguyệt Tomáš",
        "Wiśniewski Kowalczyk Wójcik Dvořák Nováková Horváth Şahin Yıldız Çelik Đurić Nguyễn Trần Kovačević Łuczak",
    ),
    "west_african_latin": _pool(
        0.05,
        "Chinedu Ngozi Oluwaseun Adébáyọ̀ Ifeoma Kwame Akosua Folasadé Emeka Abena Ọlámidé Yaw",
        "Okafor Adeyemi Mensah Owusu Boateng Eze Ọ̀ṣọ́ Balogun Afolabi Asante Nwosu Ogunleye",
    ),
    "cyrillic": _pool(
        0.03,
        "Анна Мария Елена Ольга Наталья Иван Дмитрий Сергей Алексей Михаил Юлия Тарас Олена Семён",
        "Иванов Смирнова Кузнецов Попова Соколов Лебедев Шевченко Коваленко Бондаренко Мельник Волков Фёдоров",
    ),
    "greek": _pool(
        0.02,
        "Μαρία Ελένη Αικατερίνη Γεώργιος Ιωάννης Κωνσταντίνος Δημήτρης Σοφία Νίκος Άννα",
        "Παπαδόπουλος Παπαδοπούλου Γεωργίου Νικολαΐδης Οικονόμου Βασιλείου Αντωνίου Ιωάννου",
    ),
    "arabic": _pool(
        0.03,
        "محمد فاطمة أحمد عائشة علي مريم حسن زينب يوسف خديجة عمر نور",
        "الحسن العلي حسين إبراهيم السيد خليل منصور النجار حداد قاسم",
    ),
    "hebrew": _pool(0.01, "נועה תמר דוד יוסף שרה רחל משה איתן מיכל אברהם", "כהן לוי מזרחי פרץ ביטון דהן אברהם פרידמן"),
    "devanagari": _pool(
        0.02, "प्रिया अनिल सुनीता राजेश अंजलि विजय कविता संजय मीना अर्जुन", "शर्मा वर्मा गुप्ता सिंह पटेल जोशी मिश्रा यादव"
    ),
    "bengali": _pool(0.01, "ফাতেমা রহিম সুমনা অর্ণব তানিয়া করিম নাসরিন আরিফ", "রহমান আহমেদ চৌধুরী ইসলাম হোসেন বেগম দাস সরকার"),
    "gurmukhi": _pool(0.01, "ਹਰਪ੍ਰੀਤ ਗੁਰਦੀਪ ਸਿਮਰਨ ਮਨਜੀਤ ਜਸਵਿੰਦਰ ਅਮਨਦੀਪ", "ਸਿੰਘ ਕੌਰ ਗਿੱਲ ਸੰਧੂ ਢਿੱਲੋਂ ਬਰਾੜ"),
    "tamil": _pool(0.01, "கவிதா முருகன் லட்சுமி குமார் மீனா செல்வி அருண் பிரியா", "சுப்பிரமணியம் ராஜன் கிருஷ்ணன் நடராஜன் சண்முகம் பாலன்"),
    "han": _pool(
        0.03,
        "伟 芳 娜 敏 静 秀英 丽 强 磊 洋 艳 勇 军 杰 志明 美玲",
        "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 欧阳",
        joined=True,
    ),
    "japanese": _pool(
        0.01, "さくら 陽菜 翔太 健太 ひろし 美咲 大輔 直子", "佐藤 鈴木 高橋 田中 渡辺 伊藤 山本 中村", joined=True
    ),
    "korean": _pool(0.01, "민준 서연 지우 하은 도윤 서준 수빈 예은", "김 이 박 최 정 강 조 윤", joined=True),
    "armenian_georgian": _pool(
        0.01, "Անի Դավիթ Մարիամ Նարեկ ნინო გიორგი მარიამ დავით", "Գրիգորյան Սարգսյան Հակոբյան ბერიძე კაპანაძე გელაშვილი"
    ),
    "ethiopic_thai": _pool(0.01, "አበበ ፋጡማ ሰላም ዮሐንስ สมชาย สุดา ประเสริฐ มาลี", "ተስፋዬ ኃይሉ በቀለ แก้วมณี ศรีสุข ทองดี"),
}


class PersonNames:
    """Draws names, each script as often as its share says."""

    def __init__(self) -> None:
        self._scripts = tuple(SCRIPTS.values())
        self._bounds = tuple(accumulate(script.share for script in self._scripts))

    def draw(self, random: Random) -> str:
        return random.choices(self._scripts, cum_weights=self._bounds)[0].name(random)
