"""Function words of each language: they identify the language of a text, and say little about its subject."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from newsdiff.core.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

# The most frequent articles, pronouns, prepositions, conjunctions, auxiliaries and particles of each language, compiled
# by hand. The English list is complete; the others are long enough to identify their language.
WORDS: Final[Mapping[str, str]] = {
    "en": """a about above after again against all also am an and any are aren't as at be because been before being
        below between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during
        each few for from further had hadn't has hasn't have haven't having he he's her here hers herself him himself
        his how i i'm i've if in into is isn't it it's its itself just me more most my myself no nor not now of off on
        once only or other our ours ourselves out over own same she she's should shouldn't so some such than that
        that's the their theirs them themselves then there these they they're this those through to too under until up
        upon very was wasn't we we're were weren't what when where which while who whom whose why will with within
        without won't would wouldn't you you're your yours yourself yourselves d ll m re s t ve""",
    "de": """aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bin bis
        bist da dabei damit dann das dass daß dein dem den denn der des deren dessen die dies diese diesem diesen
        dieser dieses doch dort du durch ein eine einem einen einer eines er es etwa etwas euch für gegen gegenüber
        hat hatte hatten habe haben hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede
        jeden jeder jetzt kann kein keine keinen können könnte man mehr mein mit muss müssen nach nicht nichts noch
        nun nur ob oder ohne schon sehr sei sein seine seinem seinen seiner seit sich sie sind so soll sollen sollte
        sondern sowie über um und uns unser unter vom von vor wann war waren warum was wegen weil weiter welche wenn
        wer werde werden wie wieder wir wird wo wollen wurde wurden würde zu zum zur zwar zwischen""",
    "fr": """à afin ai ainsi alors après au aucun aussi autre autres aux avait avant avec avoir c ce cela celle celui
        ces cet cette ceux chez comme contre d dans de depuis des deux dit doit donc dont du elle elles en encore
        entre est et étaient était été être eu eux fait faire il ils j je jusqu l la le les leur leurs lors lui m ma
        mais me même mes moins mon n ne ni nos notre nous on ont ou où par pas pendant peu peut plus pour pourrait qu
        quand que quel quelle qui s sa sans se selon sera ses si son sont sous sur ta tandis tous tout toute toutes
        très tu un une vers vos votre vous y""",
    "es": """dijo según a al algo ante antes aunque así bajo cada como con contra cual cuando de del desde donde dos
        durante e el él ella ellas ellos en entre era eran es esa ese eso esta está estaba están estas este esto estos
        fue fueron ha había han hasta hay la las le les lo los más me mi mientras mucho muy nada ni no nos nosotros
        nuestra nuestro o otra otras otro otros para pero poco por porque puede pues que qué quien quienes se sea ser
        será si sí sido sin sino sobre son su sus también tan tanto te tiene tienen toda todas todo todos tras tu un
        una unas uno unos usted y ya yo""",
    "it": """a ad agli ai al alla alle allo anche ancora anni avere aveva c che chi ci come con contro cosa così cui d
        da dagli dai dal dalla dalle dallo degli dei del della delle dello dopo dove due e è ed era erano essere fa
        fino fra gli ha hanno ho i il in io l la le lei li lo loro lui ma mentre mi mia mio molto ne negli nei nel
        nella nelle nello noi non nostra nostro o ogni oltre per perché più poi prima può qual quale quando quanto
        quella quelli quello questa queste questi questo qui sarà se secondo sempre senza si sia sono sta stata stati
        stato su sua sue sugli sui sul sulla sulle suo suoi tra tutti tutto un una uno v vi voi""",
    "pt": """disse afirmou a à ainda ante antes ao aos após aquela aquele as às até cada com como contra da das de
        dela dele deles depois desde do dois dos durante e é ela elas ele eles em enquanto entre era eram essa esse
        esta está estão estava este eu foi foram há isso isto já lhe lo mais mas me mesmo meu muito na não nas nem no
        nos nós nossa nosso num numa o onde os ou outra outras outro outros para pela pelas pelo pelos pode por porque
        quando que quem são se segundo sem sendo ser será seu seus sido sob sobre sua suas também tanto te tem têm
        tinha toda todos tudo um uma você""",
    "nl": """aan al alle als andere ben bij binnen daar dan dat de deze die dit door dus een eerder en er gaan gaat
        geen geweest had hadden heb hebben heeft hem hen het hier hij hoe hun ik in is ja je kan kon kunnen maar mag
        me meer men met mijn moet moeten na naar niet niets nog nu of om omdat onder ons onze ook op over sinds te
        tegen toch toen tot tussen u uit uw van vanaf veel voor waar waren waarin was wat we wel werd werden wie wij
        wil worden wordt ze zal zegt zei zelf zich zij zijn zo zonder zou zouden""",
    "sv": """sade säger alla allt att av bara blev bli blir de dem den denna deras dess det detta dig din dock du där
        då efter eftersom ej eller en enligt ett från för få får genom ha hade han hans har henne hennes hon honom hos
        hur här i icke in ingen innan inte inom ja jag kan kommer kunde man med mellan men mer mig min mot mycket nu
        när nån något några och om oss på redan samma sedan sig sin sina sitt ska skall skulle som så till under upp
        ut utan vad var vara varit vi vid vilka vilken vill är än även över""",
    "da": """sagde siger ad af alle alt at blandt blev blive bliver da de dem den denne der deres det dette dig din
        dog du efter eller en end er et flere for fordi fra få får før gennem ham han hans har havde hele helt hen
        hendes her hos hun hvad hvis hvor hvordan i igen ikke ind ingen ja jeg kan kom kunne man mange med meget
        mellem men mere mig min mod må ned nogle noget nu når også om omkring op os over på selv sig sin sine sit skal
        skulle som så thi til ud uden under var ved vi vil ville vor være været""",
    "no": """sier alle alt at av bare ble bli blir blitt da de dem den denne der deres det dette disse du eller en enn
        er et etter ett flere for fordi fra få får før gjennom ha hadde han hans har hun hva hvem hver hvis hvor
        hvordan i ifølge ikke inn ingen ja jeg kan kom kunne man mange med meg mellom men mer mot mye må nå når noe
        noen og også om opp oss over på sa selv seg sett sin sine sitt skal skulle slik som så til ut uten var ved vi
        vil ville vært være å""",
    "fi": """ja on ei se että oli hän mutta ovat kun niin myös joka mukaan sen tai jos kuin ole jo vain olla siitä
        sitä he ne nyt mitä kuitenkin vielä minä sinä me te mikä jonka jotka hänen heidän ollut olisi olivat eivät
        sekä koska siis myöskin ennen jälkeen kanssa yli noin tämä tämän tätä nämä nuo tuo joiden jossa josta johon
        sillä siihen siinä hyvin enemmän kaikki kaikkien mukaisesti vastaan voi voivat pitää kertoo sanoi sanoo asti
        saakka lisäksi muun muassa vaan eli""",
    "pl": """a aby ale albo ani bardzo bez bo by był była było byli być chce ci co czy czyli dla do gdy gdzie go i ich
        ile im innych jak jako jakie je jednak jego jej jest jestem jeszcze jeśli już ją każdy kiedy która które
        którego której którym których który którzy ma mają mi między może można mu my na nad nam nas nawet nich nie
        nim niż no o od on ona one oni oraz po pod podczas ponieważ powiedział przed przez przy są się sobie swoje
        swoich ta tak także tam te tego tej ten też to tu tych tylko tym u w we więc wobec wszystkich wszystko z za
        zaś ze został że żeby""",
    "cs": """a aby aj ale ani asi až bez bude budou by byl byla bylo byli být co což do ho i já jak jako je jeho její
        jejich jen ještě jestli ji jim již jsem jsme jsou k kde kdo když která které kteří který ke ku má mají mezi mi
        mě může na nad nebo není než nich o od on ona oni po pod podle pokud pouze pro proti protože před přes při s
        se si svůj své tak také takže tam tato ten tento to toho tom tomu tu tím u už v ve však vše za ze že""",
    "sk": """a aby aj ak ako alebo ale ani až bez bol bola bolo boli bude budú by byť čo do ešte ho i ich iba je jeho
        jej k kde keď ktorá ktoré ktorí ktorý ku má majú medzi mi môže na nad nie než o od on ona oni po pod podľa pre
        pred pretože pri proti s sa si sme som so sú svoje tak tam táto ten tento to toho tom už v však vo vy z za zo
        že""",
    "tr": """acaba ama ancak arasında aynı az bana bazı ben beni bile bir biri biz bu buna bunu bunun çok çünkü da
        daha dedi de değil diye dolayı en etti fakat gibi göre hem henüz hep her hiç için ile ise işte kadar karşı
        kendi ki kim mi mu mü nasıl ne neden nerede niye o olan olarak oldu olduğu olduğunu olması on ona onlar onu
        onun önce sadece sen siz sonra şey şu tarafından tüm üzere ve veya var ya yani yok yönelik""",
    "hu": """a abban ahol aki akik akkor alatt amely amelyek ami amit át az azok azonban azt be ben csak de e egy
        egyik egyes el ellen elég és ez ezek ezen ezért ezt fel felé ha hanem hogy hogyan hozzá ide igen így ilyen is
        itt jó kell keresztül ki közben között le legyen lehet lesz lett ma már meg mert mi miatt mind mindig minden
        mint mivel most nagy nagyon neki nem nincs ő ők pedig saját sem szerint számára talán tehát több úgy után
        utána vagy vagyis valamint van vannak volt voltak""",
    "ro": """a acea aceasta această acest acesta aceste acestor acestui acum ai aici al ale am ar are as asta astfel
        atât au avea avut ca că când care cea cel cele cei ce către celor cu cum da dacă dar de decât deci deja despre
        din dintre după ea ei el ele era este eu fi fie fost foarte fără iar îl îi în înainte între își la le lor lui
        mai mult ne nici noastră nostru noi nu o ori pe pentru peste prin până s sa sau se sale spre sub sunt să său
        tot toate toți un una unei unor unui va vor""",
    "ca": """a al als amb ara així això aquest aquesta aquests com contra d de del dels des després el els ella em en
        encara entre era és està estan fa fer fins ha han hi ho i ja l la les li lo més mentre molt ni no nosaltres o
        on per perquè però pel pels pot què quan que qual s se segons sense ser seva seu seus si sobre són també tan
        te té tot tots un una uns va van vostè""",
    "hr": """a ali bez bi bila bili bilo bio biti će da do dok ga gdje i ili im iz ja je jer jesu još kada kako kao
        koja koje koji kod li međutim mi mu na nakon ne nego nema nije nisu no o od oko on ona oni ono pa po pod prema
        pri protiv s sa sam samo se smo što su svi ta tako također te ti to tom u uz već za zbog tijekom rekao""",
    "id": """ada adalah agar akan antara atas atau bagi bahwa banyak beberapa belum bisa dalam dan dapat dari dengan
        di dia hanya harus hingga ia ini itu jika juga kami karena kata ke kepada kita lebih masih mereka namun oleh
        pada para saat saya secara sebagai sebuah sedang sejak selama seperti serta setelah sudah tahun tak
        telah tentang terhadap tersebut tidak untuk yang""",
    "vi": """anh bị các cái cho có của cũng cùng do đã đang để đến đó được giữa hai hay hơn khi không là lại làm mà
        một này năm nhiều những như nhưng nói ở phải qua ra rất rằng sau sẽ tại theo thì trên trong trước từ và vào
        vẫn về việc với vì""",
    "ru": """а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да даже для до его ее
        если есть еще же за здесь и из или им их к как которая которого которой которые который которых кто ли либо
        между меня мне может мы на над надо нас не него нее нет ни них но ну о об однако он она они оно от перед по
        под после потому при про раз с сам свои свой своего себя со так также такой там то того тоже той только том ты
        у уже чем через что чтобы эта эти это этого этой этом этот я""",
    "uk": """а або аби адже але без би був була були було бути в вас вже ви від він вона вони все всіх всі для до є з
        за зі із і й його йому її ще як яка яке який які яких якщо коли ми між на над нам нас не нею ні ніж них о об
        однак під після по про при перед саме свої своїй своєї себе та так також там те то того тому той тільки ти у
        хто це цей цього цієї ця ці чи чим через що щоб щодо я""",
    "bg": """а ако ала без беше би бил била бъде в вече ви все във върху да до докато дори един една едно за заради
        защото и из или им има как като към ли между ме ми много може му на над най не него нея ни но няма о обаче от
        около по под пред през при с са само се след според си със същото така там те тези ти това тогава този той
        трябва тя у че ще я която които който което""",
    "sr": """а али без би била били било био бити ће да до док га где и или им из ја је јер још када како као која
        које који код ли међутим ми му на након не него нема није нису но о од око он она они оно па по под према при
        против с са сам само се смо су сви та тако такође те ти то том у уз већ за због што""",
    "mk": """а ако ама би беше биде бил во веќе го да дека до додека еден една за зад и или им има како кај која кое
        кои кој ќе ли на над не нема ни но од околу он она оние по под поради пред преку при со се само сега сè таа
        така тие тоа тој треба ги ја што""",
    "el": """α αλλά αν ανά από αυτά αυτές αυτή αυτό αυτοί αυτός αυτού αυτών για δε δεν διά είναι ειχε είχε ένα έναν
        ένας ενώ επί επίσης έχει έχουν η ήδη ήταν θα και κατά κάθε κι μας με μέσα μετά μέχρι μη μην μια μία μόνο μου
        να ο οι όμως όπως όπου όσο όταν ότι ού πάνω παρά πιο ποιο που πρέπει πριν προς πως σας σε σου στα στη στην
        στις στο στον στους τα τη την της τι τις το τον του τους των ως ώστε""",
    "ar": """إلى أن إن أو أي أنه أنها إذا إلا أما أمام أيضا التي الذي الذين بعد بل بين تلك ثم حتى حول حيث خلال دون ذلك
        عند على عن غير في قال قد قبل كان كانت كل كما كذلك لا لم لن له لها لهم ليس لكن ما مع من منذ منها منه نحو هذا
        هذه هو هي هم هناك هنا و وقد وفي ولا وهو وهي وكان وأن ومن يكون""",
    "fa": """از است اما اگر ام این آن آنها آنان او با باید بر برای بود بودند بی پس پیش تا تر چه چون خود در دیگر را روی
        زیر سپس شد شده شود کرد کرده کند که گفت ما مورد می ن نمی نیز نیست ها های هر هم همه همین هیچ و ولی وی یا یک""",
    "ur": """اس ان اور ایک بعد بھی پر تک تھا تھی تھے تو جو جس جا دیا رہا رہے ساتھ سے کا کر کہ کہا کی کیا کے کو گا گئی
        گیا لیے میں نے نہیں وہ ہوا ہوئے ہی ہے ہیں یہ""",
    "he": """אבל או אותו אותה אחרי אחר אך אל אלה אם אנחנו אני אף את אתה אתם בין גם דרך הוא היא היה היו היתה הם הן הזה
        הזאת הייתה זאת זה זו ידי יותר יש כבר כדי כי כל כמו כך לא לאחר לו לה להם לפני מה מי מן מאז נגד עד עוד על עם
        עצמו רק של שלא שלו שלה שלהם שם תחת""",
    "hi": """अगर अपना अपनी अपने अब आप इन इस इसके इसी उन उनके उस उसके एक ऐसे और कई कर करता करते करना करने कहा का कि
        किया किसी की कुछ के को कोई क्या गई गए गया जब जा जाता जो तक तथा तो था थी थे दिया दो द्वारा न नहीं ने पर फिर
        बहुत बाद भी मगर में यदि यह यहां या ये रहा रहे रही लिए लेकिन व वह वहां वाले वे सकता साथ से हम ही हुआ हुई हुए है
        हैं हो होता होने""",
    "mr": """आणि आहे आहेत हे ही हा या व की तर पण असे असा अशी केले केली केला झाली झाले झाला होते होता होती नाही म्हणून
        मध्ये यांनी त्यांनी त्या त्याच्या ते तो ती एक काही""",
    "ne": """छ छन् थियो थिए को का की र मा ले लाई पनि यो यस त्यो भने भएको गरेको गर्ने हुने हुन् हो गरे उनले उनी नेपालको
        तर बाट""",
}


@cache
def stop_words(language: str) -> frozenset[str]:
    """The function words of a language, folded (`normalize.fold`); none for a language without a list.

    Args:
        language: An ISO 639-1 code.
    """
    return frozenset(fold(WORDS.get(language, "")).split())
