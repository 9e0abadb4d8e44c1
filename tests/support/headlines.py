"""Headlines in many languages, two by two about one event, as two outlets that publish nothing but titles have them."""

from __future__ import annotations

from typing import Final

HEADLINES: Final[dict[str, tuple[str, str, str, str]]] = {
    "uk": (
        "Потужна злива затопила центр Одеси",
        "Центр Одеси затопила потужна злива",
        "Новий міст через Десну відкриють восени",
        "Через Десну восени відкриють новий міст",
    ),
    "be": (
        "Моцны лівень затапіў цэнтр Гомеля",
        "Цэнтр Гомеля затапіў моцны лівень",
        "Новы мост праз Сож адкрыюць увосень",
        "Праз Сож увосень адкрыюць новы мост",
    ),
    "ru": (
        "Мощный ливень затопил центр Сочи",
        "Центр Сочи затопил мощный ливень",
        "Новый мост через Каму откроют осенью",
        "Через Каму осенью откроют новый мост",
    ),
    "bg": (
        "Проливен дъжд наводни центъра на Варна",
        "Центърът на Варна наводнен след проливен дъжд",
        "Новият мост над Марица отваря наесен",
        "Наесен отварят новия мост над Марица",
    ),
    "kk": (
        "Қатты жауын Шымкент орталығын су басты",
        "Шымкент орталығын қатты жауыннан су басты",
        "Ертіс өзеніндегі жаңа көпір күзде ашылады",
        "Күзде Ертіс өзенінде жаңа көпір ашылады",
    ),
    "pl": (
        "Ulewa zalała centrum Gdańska",
        "Centrum Gdańska zalane po ulewie",
        "Nowy most nad Wisłą otwarty jesienią",
        "Jesienią otwarcie nowego mostu nad Wisłą",
    ),
    "cs": (
        "Přívalový déšť zaplavil centrum Olomouce",
        "Centrum Olomouce zaplavil přívalový déšť",
        "Nový most přes Vltavu otevřou letos",
        "Letos otevřou nový most přes Vltavu",
    ),
    "sk": (
        "Prívalový dážď zaplavil centrum Žiliny",
        "Centrum Žiliny zaplavil prívalový dážď",
        "Nový most cez Váh otvoria na jeseň",
        "Na jeseň otvoria nový most cez Váh",
    ),
    "hr": (
        "Jako nevrijeme poplavilo centar Rijeke",
        "Centar Rijeke poplavljen nakon nevremena",
        "Novi most preko Drave otvara se ujesen",
        "Ujesen otvaranje novog mosta preko Drave",
    ),
    "sl": (
        "Neurje poplavilo središče Maribora",
        "Središče Maribora poplavljeno po neurju",
        "Novi most čez Dravo odprt jeseni",
        "Jeseni odprtje novega mostu čez Dravo",
    ),
    "ro": (
        "Ploaie torențială: centrul Iașului, inundat",
        "Centrul Iașului inundat după ploaie torențială",
        "Podul nou peste Dunăre, deschis toamna aceasta",
        "Toamna aceasta se deschide podul peste Dunăre",
    ),
    "hu": (
        "Felhőszakadás árasztotta el Szeged belvárosát",
        "Elárasztotta Szeged belvárosát a felhőszakadás",
        "Ősszel nyílik meg az új Tisza-híd",
        "Megnyílik ősszel az új Tisza-híd",
    ),
    "tr": (
        "Şiddetli yağmur İzmir merkezini sular altında bıraktı",
        "İzmir merkezi şiddetli yağmurla sular altında",
        "Fırat üzerindeki yeni köprü sonbaharda açılıyor",
        "Yeni Fırat köprüsü sonbaharda açılacak",
    ),
    "fi": (
        "Rankkasade tulvi Turun keskustaan",
        "Turun keskusta tulvi rankkasateen jälkeen",
        "Uusi silta Kemijoen yli avataan syksyllä",
        "Syksyllä avataan uusi Kemijoen silta",
    ),
    "sv": (
        "Skyfall översvämmar centrala Uppsala",
        "Centrala Uppsala översvämmat efter skyfall",
        "Nya bron över Lule älv öppnar hösten",
        "Hösten öppnar nya bron över Lule älv",
    ),
    "nl": (
        "Noodweer zet centrum Utrecht blank",
        "Centrum Utrecht blank door noodweer",
        "Nieuwe brug Waal opent najaar",
        "Najaar opent nieuwe brug over Waal",
    ),
    "de": (
        "Starkregen überflutet Passauer Altstadt",
        "Passauer Altstadt nach Starkregen überflutet",
        "Neue Elbbrücke öffnet kommenden Herbst",
        "Kommenden Herbst öffnet neue Elbbrücke",
    ),
    "fr": (
        "Orage violent : Nîmes inondée",
        "Nîmes inondée après un violent orage",
        "Nouveau pont sur la Loire ouvert cet automne",
        "Ouverture cet automne du nouveau pont sur la Loire",
    ),
    "es": (
        "Tormenta inunda centro de Murcia",
        "Centro de Murcia inundado tras tormenta",
        "Nuevo puente sobre Guadalquivir abrirá otoño próximo",
        "Otoño próximo abrirá nuevo puente sobre Guadalquivir",
    ),
    "it": (
        "Nubifragio allaga centro di Ancona",
        "Ancona, centro allagato dopo nubifragio",
        "Nuovo ponte sull'Adige apre in autunno",
        "Apre in autunno nuovo ponte sull'Adige",
    ),
    "pt": (
        "Temporal inunda centro de Coimbra",
        "Centro de Coimbra inundado após temporal",
        "Nova ponte sobre Douro abre outono",
        "Abre outono nova ponte sobre Douro",
    ),
    "id": (
        "Hujan deras rendam pusat kota Semarang",
        "Pusat kota Semarang terendam hujan deras",
        "Jembatan baru Musi dibuka bulan depan",
        "Bulan depan jembatan baru Musi dibuka",
    ),
    "vi": (
        "Mưa lớn gây ngập trung tâm Huế",
        "Trung tâm Huế ngập sau mưa lớn",
        "Cầu mới qua sông Hồng thông xe mùa thu",
        "Mùa thu thông xe cầu mới qua sông Hồng",
    ),
    "el": (
        "Καταιγίδα πλημμύρισε κέντρο Πάτρας",
        "Πλημμύρισε κέντρο Πάτρας από καταιγίδα",
        "Νέα γέφυρα Αχελώου ανοίγει φθινόπωρο",
        "Ανοίγει φθινόπωρο νέα γέφυρα Αχελώου",
    ),
    "lt": (
        "Liūtis užtvindė Kauno centrą",
        "Kauno centras užtvindytas po liūties",
        "Naujas tiltas per Nerį atidaromas rudenį",
        "Rudenį atidaromas naujas tiltas per Nerį",
    ),
    "fa": (
        "باران شدید مرکز شیراز را زیر آب برد",
        "مرکز شیراز زیر آب رفت",
        "پل جدید کارون پاییز افتتاح می‌شود",
        "افتتاح پل جدید کارون در پاییز",
    ),
}
"""ISO 639-1 code -> a headline of one event, another outlet's of the same, and two of another event."""
