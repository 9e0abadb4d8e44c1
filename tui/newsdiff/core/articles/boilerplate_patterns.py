"""Patterns of boilerplate in many languages: whole lines of web pages, folded (`core.text.normalize.fold`).

A line of a table has the possible first words of a line, a colon, and a pattern for the rest of it.
"""

from __future__ import annotations

from typing import Final

_PLACES = (
    "x|twitter|facebook|instagram|telegram|whatsapp|linkedin|youtube|tiktok|bluesky|threads|mastodon|reddit|flipboard"
    "|google news|apple news|social media|messenger|pinterest|viber|signal"
)
_LETTERS = "newsletters?|podcasts?|alerts?|e-?mails?|updates|briefings?|channel|inbox|digest|feed|account|notifications"

_PIECES = (
    "(?:stories|news|articles|videos?|headlines|reading|reads?|picks?|choice|coverage|content|for you|like this"
    "|to (?:read|explore))"
)

CONTINUATIONS: Final = r"""
    read: (?:on|more|full|now)(?: here)?|(?:more|on) at .{2,60}|on (?:&|&amp;|and) comment
    read view see: (?:the |this )?(?:full|whole|entire|complete|original) (?:story|article|report|post|entry)\b.{0,80}
    read: (?:the )?(?:rest|remainder) of .{3,80}|(?:this|the) (?:story|article|post)(?: (?:at|on|in) .{2,60})?
    view see: (?:it |this )?(?:on|at) .{2,40}|on original site
    see view learn show find: (?:out )?more
    continue: reading|reading(?: (?:this|the) (?:story|article|post)\b.{0,80}|[ :]*[“"‘«'\[(].{2,150}| *→.*)
    keep: reading
    full: (?:story|article|text|coverage|post)(?: here)?
    click tap: here (?:to|for) .{2,100}
    the: post .{2,250} (?:appeared first|first appeared) on .{2,80}
    weiterlesen: .{0,80}
    mehr: lesen|erfahren
    lesen: sie (?:mehr|weiter).{0,80}
    weiter: lesen|zum (?:vollstandigen |ganzen )?(?:artikel|beitrag)
    zum: (?:vollstandigen |ganzen |kompletten )?(?:artikel|beitrag)
    lire: la suite.{0,80}|plus|l['’]article.{0,60}
    continuer: (?:la lecture|a lire).{0,150}
    leer: mas|el (?:articulo|texto) completo
    sigue seguir continuar continue: leyendo.{0,80}|lendo.{0,80}|a ler.{0,80}
    leggi: tutto|di piu|l['’]articolo.{0,60}
    continua: a leggere.{0,80}|la lettura.{0,80}
    leia: mais.{0,60}
    lees: meer|verder.{0,60}
    las laes læs les: mer|mere|vidare|videre
    lue: lisaa
    jatka: lukemista
    czytaj: dalej|wiecej
    cist: dal\w*|vice
    devamini: oku.*
    читать: далее|дальше|полностью
    читати: далі|більше|повністю
    続きを読む 阅读全文 閱讀全文 阅读更多 繼續閱讀 继续阅读 더보기:
    더 계속: 보기|읽기
    اقرأ اقرا قراءة تابع: المزيد.{0,60}|القراءة
    ادامه: مطلب|خبر
    baca: selengkapnya|selanjutnya|lebih lanjut
    xem doc: them|tiep
"""
"""What leads from an excerpt to the rest of its article: a line of its own, or the end of the last one."""

ENGLISH: Final = rf"""
    other others people readers: (?:\w+ )?are (?:also )?(?:reading|watching|viewing)(?: now)?
    also: read|watch|see
    read see watch view show load learn: (?:more|also|next|on|now|all|less)(?: here)?
    read see view: (?:the )?(?:full|whole|entire|original) (?:story|article|report|bio|post|coverage)(?: here)?
    related: (?:articles?|stor(?:y|ies)|content|news|topics?|coverage|posts?|reading|links?|videos?|items)?
    more latest top other trending popular recommended featured similar must-read today's our your: {_PIECES}
    editor editors editor's editors' recommended: {_PIECES}
    more: (?:here)?|(?:on|about|from) (?:this|the) (?:story|topic|author|section)|on this
    in: case you missed it
    what: to read next
    recommended trending advertisement advertisements advert adverts ad ads loading print save menu:
    trending: now
    most: (?:read|popular|viewed|shared|commented|watched)(?: (?:in|on|now|today)(?: \w+){{0,3}})?
    you: (?:may|might)(?: also)? (?:like|be interested in|enjoy|have missed)
    don't: miss(?: out)?
    up read: next
    next previous: article|story|post
    back: to (?:top|home|homepage|news)
    open close main show: menu
    skip: to .{{2,30}}
    ad: feedback
    sponsored promoted: (?:content|by .{{2,40}}|links?)?
    paid: content|post|partnership|advertisement|for by .{{2,40}}
    report hide skip remove close: (?:this )?(?:ads?|advert\w*)
    advertisement story article content post text report: \W*(?:story |article )?continues below
    advertisement story article content post text report: \W*(?:story |article )?continues (?:below|after) .{{2,40}}
    advertisement scroll swipe tap click: \W*(?:scroll |down )*(?:to|for) (?:continue|read|more|keep reading).{{0,30}}
    continue: reading(?: (?:below|the (?:main )?(?:story|article)|after .{{2,30}}))?
    keep: reading
    subscribe register login donate: (?: ?(?:now|today|here|free|for free|to continue(?: reading)?))*
    sign log: (?:up|in)(?: (?:now|today|here|free|for free|to continue(?: reading)?))*
    subscribe sign register join: (?:up )?(?:(?:now|here|today|free) )*(?:to|for|and get) .*\b(?:{_LETTERS})\b.*
    join support: us
    become: an? (?:member|subscriber)
    get receive want: (?:the|our|your|more|all) .*(?:newsletters?|(?:in|to) your (?:inbox|email)|daily briefing).*
    our daily morning free: (?:(?:daily|morning|free) )*newsletters?(?: sign-?up)?
    newsletter newsletters: (?:sign-?up)?
    enter your: (?:your )?e-?mail(?: address)?
    email e-mail: (?:address)?
    already: (?:a |have an? )(?:subscriber|member|account|subscription).{{0,60}}
    create open: an? (?:free )?account.{{0,40}}
    follow like find join: us(?: (?:on|at|in|via) .{{2,120}})?
    follow: .{{2,60}} on (?:{_PLACES})\b.{{0,80}}|@\w+
    click tap: here(?: (?:to|for) .{{2,100}})?
    share: (?: ?(?:this|the|on|via|it|full|story|article|post|page|link|with (?:your )?friends|options))*
    leave post add write: an? (?:comment|reply)
    view show read see hide load: (?:all )?(?:\d+ )?(?:more )?comments?
    comment comments: (?:\d+|(?:are )?(?:closed|off))?
    join: the (?:conversation|discussion)
    have: your say
    we: (?:and our partners )?use (?:\w+ ){{0,3}}cookies?\b.*
    by: (?:continuing|clicking|using|closing) .{{0,120}}cookies\b.*
    this: (?:site|website|page) uses (?:\w+ ){{0,3}}cookies\b.*|is a (?:developing|breaking) (?:news )?story\b.{{0,100}}
    this: (?:video|content) (?:is not|isn't) available.*|(?:video|content) can(?:no|')t be (?:played|shown|loaded).*
    this your: browser does not support .*
    enable: javascript .*
    accept reject manage allow: (?:all )?cookies|all
    cookie cookies privacy: policy|settings|preferences|notice|consent|banner|statement
    terms: of (?:use|service)|(?:and|&) conditions
    about contact: us
    advertise: with us
    sitemap:
    do: not sell .{{2,60}}
    your: privacy (?:choices|rights)
    manage: (?:my )?preferences
    all: rights reserved
    listen play hear: (?:to )?(?:this |the )?(?:article|story|audio|video)(?: .{{1,30}})?
    video: player is loading.*
    toggle hide show: caption
    enlarge: (?:this )?image
    estimated average read reading: (?:read(?:ing)? )?time\b.{{0,20}}
    reply: (?:via|by) e-?mail
    filed posted: (?:under|in)
    permalink comments submitted: |(?:\[link\] )?\[comments\]|by /?u/\S+.{{0,60}}
    get download open try: (?:the|our) .{{0,40}}app(?: .{{2,40}})?
    open read view watch: in (?:the |our )?app
    make add set: .{{2,40}} (?:as )?(?:a|your) preferred (?:news )?source.*
    open opens: (?:in )?(?:a )?new (?:tab|window)
    our: standards: .*
    the: thomson reuters trust principles.*
    purchase: licensing rights.*
    suggested: topics
    support: (?:independent|our|quality|local) (?:journalism|reporting|newsroom).*
    contact email e-mail reach write: (?:to )?.{{2,60}}@\S+.{{0,60}}
    got have send: (?:us )?(?:a|your) (?:news )?tips?\b.{{0,100}}
"""
"""Boilerplate in English, with any punctuation at its end."""
OTHERS: Final = r"""
    werbung anzeige advertorial empfehlung empfehlungen teilen drucken merken zurück:
    auch: interessant
    weiterlesen: (?:nach der anzeige)?
    artikel: teilen|drucken|merken|anhoren
    lesen sehen horen: sie (?:auch|mehr|dazu|hierzu|hier)
    mehr: zum thema|dazu|lesen|nachrichten|artikel|anzeigen
    das: konnte (?:sie|dich|ihnen) auch (?:interessieren|gefallen)
    zum: thema
    meistgelesen meistgelesene meistgelesenes: (?:artikel)?
    jetzt hier newsletter kostenlos: (?:(?:newsletter|kostenlos) )*(?:abonnieren|anmelden|registrieren|kommentieren)
    folgen: sie uns .{0,80}
    kommentar kommentare commentaires comentarios comentario commenti reactie reacties: (?:\d+)?
    wir diese unsere: (?:(?:web)?seite |partner )?(?:verwende[nt]|nutz(?:en|t)) .{0,60}cookies\b.*
    alle: rechte vorbehalten|artikel anzeigen|rechten voorbehouden.*
    lesezeit leestijd: .{0,20}
    zur: startseite
    nach: oben
    publicite partager imprimer:
    a: (?:lire|voir|ecouter|decouvrir)(?: (?:aussi|egalement))?
    lire: aussi|egalement|la suite|plus|plus tard
    voir: aussi|plus
    la suite: (?:suite )?apres (?:cette|la) publicite
    sur: le meme (?:sujet|theme)
    article articles: lies?|similaires?|recommandes?|associes?
    abonnez-vous: .{0,80}
    inscrivez-vous: .{0,80}(?:newsletter|lettre).*
    suivez-nous: .{0,60}
    partagez: (?:cet article|sur .{1,30})?
    partager: cet article|sur .{1,30}
    cliquez: ici.{0,80}
    temps: de lecture.{0,20}
    les: plus (?:lus|populaires)
    nous: utilisons des cookies.*
    tous: droits reserves.*
    retour: en haut
    recommande: pour vous
    publicidad anuncio compartir:
    lea lee leer: tambien|mas|ademas
    tambien te le: (?:te |le )?(?:puede|podria) interesar
    te: recomendamos
    noticias articulos contenidos temas artigos conteudos conteudo: relacionad[ao]s?
    mas: informacion|noticias|leid[ao]s|vist[ao]s
    lo: mas (?:leido|visto)
    suscribete suscribase: .{0,80}
    siguenos siganos seguici siga-nos: .{0,80}
    comparte compartir: esta noticia|este articulo|en .{1,30}
    sigue: leyendo
    haz: clic aqui.{0,80}
    ver: mas|tambien
    utilizamos usamos este: (?:sitio (?:utiliza|usa) )?.{0,40}cookies.*
    todos: los derechos reservados.*|os direitos reservados.*
    tiempo tempo: d[ei] (?:lectura|lettura|leitura).{0,20}
    pubblicita condividi stampa:
    leggi: anche|tutto|di piu|altro
    articoli notizie contenuti: correlat[ie]
    ti potrebbe potrebbero: (?:potrebbe(?:ro)? )?(?:anche )?interessar\w+
    iscriviti: .{0,80}(?:newsletter|canale).*
    condividi: su .{1,30}|questo articolo
    clicca: qui.{0,80}
    i: piu letti
    guarda: anche
    tutti: i diritti riservati.*
    riproduzione: riservata.*
    continua: a leggere|(?:apos|depois d)a? ?a? publicidade
    publicidade partilhar compartilhar compartilhe:
    leia veja ouca: tambem|mais
    saiba: mais
    mais: lid[ao]s|noticias
    inscreva-se: .{0,80}
    assine: ja|agora|nossa newsletter.*
    compartilhe compartilhar: .{2,40}
    clique: aqui.{0,80}
    advertentie delen aanbevolen annons annonce mainos dela del:
    lees bekijk luister: ook|meer|verder
    gerelateerd gerelateerde: (?:artikelen)?
    meest: gelezen
    volg: ons .{0,80}
    schrijf meld: (?:je )(?:in|aan) .{0,60}nieuwsbrief.*
    deel: dit artikel|op .{1,30}
    klik: hier.{0,80}
    wij we: gebruiken cookies.*
    las laes les: ocksa|ogsa|mer|mere
    lue: myos|lisaa
    reklam reklama reklamy udostepnij sdilet paylas:
    czytaj przeczytaj zobacz: takze|tez|rowniez|wiecej|dalej
    ctete: take|vice|dale
    prectete: si (?:take|vice|dale)
    podobne powiazane: artykuly
    souvisejici: clanky|temata
    ilgili: haber(?:ler)?
    ayrica: (?:oku|bak)\w*
    реклама поширити поделиться поділитися популярне популярное:
    читайте читати читать: також|ще|далі|більше|также|еще|ещё|далее|полностью|подробнее|нас .{2,40}
    дивіться смотрите смотри: також|ще|также|еще|ещё
    схожі пов'язані похожие связанные: новини|статті|новости|статьи
    новини материалы новости статьи: (?:за|по) тем\w+
    по за: тем\w+
    підписуйтесь підписуйтеся підписатися подписывайтесь подписаться: .{0,100}
    поділитися поделиться: .{1,30}
    коментарі коментар комментарии комментарий: (?:\d+)?
    стежте следите: за нами.{0,60}
    самое: читаемое|популярное
    все: права защищены.*
    усі всі: права захищен.*
    время: чтения.{0,20}
    اعلان 广告 廣告 広告 광고 関連記事 相关阅读 相关新闻 延伸阅读 相關閱讀 相關新聞 延伸閱讀 あわせて読みたい:
    اقرا: ايضا|المزيد
    مواضيع: ذات صلة
    관련기사 관련: (?:기사)?
"""
"""Boilerplate in other languages, with any punctuation at its end."""

LOOSE: Final = r"""
    read see learn find: (?:out )?more (?:about|on|from|at|in|here) .{2,100}
    more: from (?:the |our )?[\w' .&-]{2,40}
    related recommended suggested: (?:articles?|stories|reading|content) .{2,80}
"""
"""Boilerplate, unless the line ends like a sentence."""
LISTS: Final = r"""
    related: (?:\w+)?
    recommended trending: (?:\w+ ?){0,2}
    most: (?:read|popular|viewed).*
    more top latest other: stories|news|articles|headlines|(?:on|from) .*
    you: (?:may|might) also .*
    read: more|next|also
    also: read
    what: to read next
    mehr zum: (?:zum )?thema
    lesen: sie auch
    meistgelesen lo meest: (?:mas leido|gelezen)?
    sur: le meme (?:sujet|theme)
    a lire: (?:lire )?aussi
    noticias articulos articoli: relacionad[ao]s|correlati
    leggi leia veja lees baca: anche|tambem|ook|juga
    читайте: также|також
    по материалы новини: (?:за |по )?тем\w+
"""
"""Headings of lists of other articles."""

LABELS: Final = """
    read|read more|read also|read next|read on|also read|must read|see|see also|see more|watch|watch more|watch now
    watch live|listen|listen now|view more|related|related article|related articles|related story|related stories
    related news|related coverage|more|more on this|more here|video|videos|photos|gallery|in pictures|in photos|podcast
    live|live updates|recommended|don't miss|go deeper|tag|tags|topic|topics|keywords|filed under|category|categories
    follow|download|sign up|subscribe|lesen sie auch|lesen sie mehr|lesen sie dazu|mehr|mehr zum thema|mehr dazu|themen
    auch interessant|schlagwort|schlagworte|schlagworter|a lire|a lire aussi|a lire egalement|lire aussi|lire egalement
    a voir|a ecouter|voir aussi|mots-cles|lea tambien|lee tambien|leer mas|lea mas|etiquetas|temas|archivado en
    leggi anche|guarda anche|leia tambem|leia mais|veja tambem|saiba mais|lees ook|lees meer|bekijk ook|lue myos
    baca juga|las ocksa|les ogsa|laes ogsa|czytaj takze|czytaj tez|czytaj rowniez|czytaj wiecej|zobacz takze|zobacz tez
    prectete si take|ctete take|читайте также|читайте еще|читайте ещё|читайте також|читайте ще|смотрите также
    дивіться також|теги|мітки|по теме|за темою|相关阅读|延伸阅读|関連記事|اقرا ايضا
"""
"""Labels before a colon and the title of another article, separated by "|" or line breaks."""
BUTTONS: Final = """
    facebook twitter x instagram telegram whatsapp linkedin pinterest reddit flipboard bluesky threads mastodon tiktok
    youtube messenger viber share tweet pin bookmark email e-mail mail print save copy link comments gift teilen drucken
    partager
"""
"""Words of buttons. A line that has only these, and those of `BETWEEN_BUTTONS`, is a row of buttons."""
BETWEEN_BUTTONS: Final = "on via by with and this article story copied listen to"

NOTICE: Final = r"""
    (?:(?:this|the)|a(?:n \w+)? version of this) (?:article|story|post|piece|column|essay|op-ed|interview|report|item
        |content|text|commentary|dispatch)(?: by .{2,60})? (?:(?:was|is|has been|has|had) )?(?:
        (?:(?:originally|first|previously|initially|also) )+(?:appeared|published|posted|written|ran|produced|released)
        |re-?published|reprinted|reproduced|re-?posted|syndicated|(?:appeared|published|posted) (?:originally|first)
        |(?:supplied|provided|distributed) (?:by|courtesy)|produced (?:by|in partnership))\b.{0,220}
    (?:originally|first) (?:published|appeared|posted)(?: (?:on|in|at|by))? .{2,120}
    (?:re-?published|reprinted|reproduced|re-?posted|syndicated) (?:here )?(?:with|by|from|under|courtesy)\b.{2,150}
    dieser (?:artikel|beitrag|text) (?:ist|wurde|erschien|stammt) .{0,30}(?:zuerst|ursprunglich|original).{0,150}
    zuerst erschienen (?:in|im|auf|bei) .{2,120}
    cet article (?:a ete |est |a )?(?:initialement|d'abord|originellement) (?:paru|publie|traduit).{0,150}
    cet article (?:a ete |est )?(?:republie|traduit).{0,150}
    este (?:articulo|texto|artigo) (?:fue|foi|se|ha sido) (?:publicad?o )?(?:originalmente|por primera vez).{0,150}
    (?:questo )?articolo (?:e stato )?(?:originariamente |originalmente |gia )?(?:apparso|pubblicato)\b.{2,120}
    dit artikel (?:is|werd|verscheen) (?:eerder|oorspronkelijk|eerst).{0,150}
    (?:эта )?статья (?:была )?(?:впервые|первоначально) опубликована.{0,150}
    (?:ця )?стаття (?:була )?(?:вперше|спочатку) опублікована.{0,150}
"""
"""Notices that an article was first published elsewhere. Each line is a pattern for a whole line; it continues on the
next lines if these are indented deeper."""
NOTICE_STEMS: Final = """
    publish|appear|posted|printed|reproduc|syndicat|provided|supplied|distributed|produced|released|written| ran |zuerst
    origin|ursprunglich|paru|publie|traduit|publicad|primera vez|pubblicat|apparso|eerder|oorspronkelijk|eerst|опубл
"""
"""Every notice has one of these; separated by "|" or line breaks."""
