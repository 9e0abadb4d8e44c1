"""What pages say around an article, in many languages: patterns for whole lines in their folded form (core.text.fold).

In a table each line is one pattern or several, and a line that is indented deeper goes on with the line above it.
"""

from __future__ import annotations

import re
from typing import Final

_NAMES: Final = {
    "places": r"""
    x|twitter|facebook|instagram|telegram|whatsapp|linkedin|youtube|tiktok|bluesky|threads|mastodon|reddit|flipboard
    google news|apple news|social media|messenger|pinterest|viber|signal
    """,
    "button": r"""
    <places>|share|tweet|pin|e-?mail|mail|print|save|copy(?: link)?|link copied|bookmark|comments?|listen
    gift(?: article)?|teilen|drucken|merken|partager|imprimer|compartir|imprimir|condividi|stampa|compartilhar|delen
    поделиться|поділитися
    """,
    "letters": r"""
    newsletters?|podcasts?|alerts?|e-?mails?|updates|briefings?|channel|inbox|digest|feed|account|access|notifications
    """,
    "work": r"""
    article|story|post|piece|column|essay|op-ed|interview|report|item|content|text|commentary|dispatch
    """,
    "labels": r"""
    (?:also |must )?(?:read|see|watch|listen|view)(?: more| also| next| now| live| on)?|related(?: \w+)?
    more(?: on this| here)?|videos?|photos?|gallery|in pictures|in photos|podcast|live(?: updates)?|recommended
    don't miss|go deeper|tags?|topics?|keywords?|filed under|categor(?:y|ies)|follow|download|sign up|subscribe
    lesen sie (?:auch|mehr|dazu)|mehr(?: zum thema| dazu)?|auch interessant|schlag(?:wort|worte|worter)|themen
    (?:a )?lire (?:aussi|egalement)|a (?:lire|voir|ecouter)|voir aussi|mots-cles|le(?:a|e|er) (?:tambien|mas)
    etiquetas|temas|archivado en|leggi anche|guarda anche|tag|leia (?:tambem|mais)|veja (?:tambem|mais)|saiba mais
    lees (?:ook|meer)|bekijk ook|lue myos|las ocksa|les ogsa|laes ogsa
    (?:czytaj|zobacz) (?:takze|tez|rowniez|wiecej)|(?:prectete si|ctete) take
    чита(?:йте|ть) (?:также|еще|ещё|також|ще)|(?:смотрите|дивіться) (?:также|також)|теги|мітки|по теме|за темою
    相关阅读|延伸阅读|関連記事|اقرا ايضا
    """,
}
"""What `<name>` stands for in the tables."""

_SURE = (
    # English
    r"""
    (?:others?|people|readers)(?: \w+)? are (?:also )?(?:reading|watching|viewing)(?: now)?
    also (?:read|watch|see)|(?:read|see|watch|view|show|load|learn) (?:more|also|next|on|now|all|less)(?: here)?
    (?:read|see|view) (?:the )?(?:full|whole|entire|original) (?:story|article|report|bio|post|coverage)(?: here)?
    related(?: (?:articles?|stories|story|content|news|topics?|coverage|posts?|reading|links?|videos?|items))?
    (?:(?:more|latest|top|other|trending|popular|recommended|featured|similar|must-?read|today's|our|your
        |editors?'?s?'?) )(?:stories|news|articles|videos?|headlines|reading|reads?|picks?|choice|coverage|content
        |for you|like this|to (?:read|explore))
    more (?:on|about|from) (?:this|the) (?:story|topic|author|section)|more on this|in case you missed it
    what to read next|recommended|trending(?: now)?
    most (?:read|popular|viewed|shared|commented|watched)(?: (?:in|on|now|today)(?: \w+){0,3})?
    you (?:may|might)(?: also)? (?:like|be interested in|enjoy|have missed)|don't miss(?: out)?|up next|read next
    (?:next|previous) (?:article|story|post)|back to (?:top|home|homepage|news)|(?:open|close|main|show) menu
    skip to .{2,30}|advertisements?|advert|ads?|ad feedback|sponsored(?: (?:content|by .{2,40}|links?))?
    promoted(?: (?:content|by .{2,40}))?|paid (?:content|post|partnership|advertisement|for by .{2,40})
    (?:report|hide|skip|remove|close) (?:this )?(?:ads?|advert\w*)
    (?:advertisement )?(?:-+ )?(?:story|article|content|post|text|report) continues (?:below|after) .{2,40}
    (?:advertisement )?(?:-+ )?(?:scroll(?: down)?|swipe|tap|click) (?:to|for) (?:continue|read more|more
        |keep reading).{0,30}
    continue reading(?: (?:below|the (?:main )?(?:story|article)|after .{2,30}))?|keep reading
    (?:please )?(?:subscribe|sign ?up|sign ?in|log ?in|register|join us|donate|support us|become a (?:member
        |subscriber))(?: (?:now|today|here|free|for free|to continue(?: reading)?))*
    (?:please )?(?:subscribe|sign up|register|join)(?: (?:now|here|today|free|for free))* (?:to|for
        |and get) .*\b<letters>\b.*
    (?:get|receive|want) (?:the|our|your|more|all) .*(?:newsletters?|(?:in|to) your (?:inbox|email)
        |daily briefing).*
    (?:our |daily |morning |free )*newsletters?(?: sign-?up)?|(?:enter )?your e-?mail(?: address)?|e-?mail address
    already (?:a |have an? )(?:subscriber|member|account|subscription).{0,60}
    (?:create|open) an? (?:free )?account.{0,40}
    (?:please )?(?:follow|like|find|join) us(?: (?:on|at|in|via) .{2,120})?
    follow .{2,60} on <places>\b.{0,80}|(?:follow )?@\w+
    (?:please )?(?:click|tap) here(?: (?:to|for) .{2,100})?
    (?:please )?share(?: (?:this|the|on|via|it|full|story|article|post|page|link|with (?:your )?friends|options
        |save)\b)*
    (?:share (?:this )?(?:article )?(?:on|via|with|by) )?<button>(?:\W+(?:(?:and|on|via|by) )?<button>)*
    \d+ shares?|(?:leave|post|add|write) a (?:comment|reply)
    (?:view|show|read|see|hide|load)(?: all)?(?: \d+)? (?:more )?comments?|\d+ comments?|comments? \d+
    comments (?:are )?(?:closed|off)|join the (?:conversation|discussion)|have your say
    we(?: and our partners)? use (?:\w+ ){0,3}cookies?\b.*
    this (?:site|website|page) uses (?:\w+ ){0,3}cookies\b.*
    by (?:continuing|clicking|using|closing) .{0,120}cookies\b.*
    (?:accept|reject|manage|allow)(?: all)?(?: cookies)?
    cookies? (?:policy|settings|preferences|notice|consent|banner)
    (?:privacy|cookie) (?:policy|notice|settings|statement)
    terms(?: (?:of (?:use|service)|and conditions|& conditions))|(?:about|contact|advertise with) us|site ?map
    do not sell .{2,60}|your privacy (?:choices|rights)|manage (?:my )?preferences|(?:all )?rights reserved
    (?:listen to|play|hear)(?: this| the)? (?:article|story|audio|video)(?: .{1,30})?|loading
    video player is loading.*|(?:your|this) browser does not support .*|(?:please )?enable javascript .*
    this (?:video|content) (?:is not|isn't) available.*
    this (?:video|content) can(?:no|')t be (?:played|displayed|loaded).*|(?:toggle|hide|show) caption
    enlarge (?:this )?image|(?:estimated |average )?read(?:ing)? time:?(?: .{1,20})?
    \d+ ?-? ?min(?:ute)?s? (?:read|listen|watch|video)
    (?:get|download|open|try) (?:the|our) .{0,40}app(?: .{2,40})?|(?:open|read|view|watch) in (?:the |our )?app
    (?:make|add|set) .{2,40} (?:as )?(?:a|your) preferred (?:news )?source.*
    opens? (?:in )?(?:a )?new (?:tab|window)|our standards: .*|the thomson reuters trust principles.*
    purchase licensing rights.*|suggested topics
    support (?:independent|our|quality|local) (?:journalism|reporting|newsroom).*
    this is a (?:developing|breaking) (?:news )?story\b.{0,100}|(?:contact|e-?mail|reach|write to) .{2,60}@\S+.{0,60}
    (?:got|have|send us) (?:a|your) (?:news )?tips?\b.{0,100}
    """,
    # German
    r"""
    (?:werbung|anzeige|advertorial)|auch interessant|weiterlesen(?: nach der anzeige)?
    artikel (?:teilen|drucken|merken|anhoren)|(?:lesen|sehen|horen) sie (?:auch|mehr|dazu|hierzu|hier)
    mehr (?:zum thema|dazu|lesen|nachrichten|artikel|anzeigen)
    das konnte (?:sie|dich|ihnen) auch (?:interessieren|gefallen)|zum thema|meistgelesen\w*
    (?:unsere )?(?:lese)?empfehlungen?
    (?:jetzt |hier )?(?:newsletter |kostenlos )*(?:abonnieren|anmelden|registrieren)|folgen sie uns .{0,80}
    kommentare?(?: \d+)?
    (?:wir|diese (?:web)?seite|unsere partner) (?:verwende[nt]|nutz(?:en|t)) .{0,60}cookies\b.*
    alle rechte vorbehalten|lesezeit:?.{0,20}|\d+ min(?:uten?|\.)? lesezeit|(?:zur startseite|nach oben|zuruck)
    alle artikel anzeigen
    """,
    # French
    r"""
    publicite|(?:a )?lire (?:aussi|egalement|la suite|plus|plus tard)|a (?:voir|ecouter|decouvrir) aussi
    voir aussi|voir plus|(?:la )?suite apres (?:cette|la) publicite|sur le meme (?:sujet|theme)
    articles? (?:lies?|similaires?|recommandes?|associes?)|abonnez-vous(?: .{2,80})?
    inscrivez-vous .{0,80}(?:newsletter|lettre).*|suivez-nous.{0,60}|partage[rz](?: (?:cet article|sur .{1,30}))?
    cliquez ici.{0,80}|(?:les )?commentaires?(?: \d+)?|temps de lecture.{0,20}|lecture \d+ min\w*
    (?:les )?plus (?:lus|populaires)|nous utilisons des cookies.*|tous droits reserves.*|retour en haut
    recommande pour vous|contenus? sponsorises?
    """,
    # Spanish
    r"""
    (?:publicidad|anuncio)|le(?:a|e|er) (?:tambien|mas|ademas)|(?:tambien )?(?:te|le) (?:puede|podria) interesar
    te recomendamos|(?:noticias|articulos|contenidos?|temas) relacionad[ao]s?
    mas (?:informacion|noticias|leid[ao]s|vist[ao]s)|lo mas (?:leido|visto)|suscrib(?:ete|ase)(?: .{2,80})?
    sigue?nos .{0,80}|compart[ei]r?(?: (?:esta noticia|este articulo|en .{1,30}))?|sigue leyendo
    haz clic aqui.{0,80}|ver (?:mas|tambien)|comentarios?(?: \d+)?
    (?:utilizamos|usamos|este sitio (?:utiliza|usa)) .{0,40}cookies.*|todos los derechos reservados.*
    tiempo de lectura.{0,20}|archivado en
    """,
    # Italian
    r"""
    pubblicita|leggi (?:anche|tutto|di piu|altro)|(?:articoli|notizie|contenuti) correlat[ie]
    (?:ti )?potrebbe(?:ro)?(?: anche)? interessar\w+|iscriviti .{0,80}(?:newsletter|canale).*|seguici .{0,80}
    condividi(?: (?:su .{1,30}|questo articolo))?|clicca qui.{0,80}|i piu letti|commenti(?: \d+)?|guarda anche
    tutti i diritti riservati.*|riproduzione riservata.*|tempo di lettura.{0,20}|continua a leggere
    """,
    # Portuguese
    r"""
    publicidade|(?:leia|veja|ouca) (?:tambem|mais)|saiba mais|(?:noticias|artigos|conteudos?) relacionad[ao]s
    mais (?:lid[ao]s|noticias)|inscreva-se(?: .{2,80})?|assine (?:ja|agora|nossa newsletter.*)|siga-nos .{0,80}
    compartilh(?:e|ar)(?: .{2,40})?|partilhar|clique aqui.{0,80}|continua (?:apos|depois d)a? ?a? publicidade
    todos os direitos reservados.*|tempo de leitura.{0,20}|comentarios
    """,
    # Dutch, Scandinavian, Finnish
    r"""
    advertentie|(?:lees|bekijk|luister) (?:ook|meer|verder)|gerelateerd(?:e artikelen)?|meest gelezen
    volg ons .{0,80}|del(?:en|a|e)?|(?:schrijf je in|meld je aan) .{0,60}nieuwsbrief.*
    deel (?:dit artikel|op .{1,30})|klik hier.{0,80}|reacties?(?: \d+)?|leestijd.{0,20}
    (?:wij|we) gebruiken cookies.*|alle rechten voorbehouden.*|aanbevolen|annons|las (?:ocksa|mer)|annonce
    laes (?:ogsa|mere)|les (?:ogsa|mer)|mainos|lue (?:myos|lisaa)
    """,
    # Polish, Czech, Turkish
    r"""
    reklam[ay]?|(?:czytaj|przeczytaj|zobacz) (?:takze|tez|rowniez|wiecej|dalej)
    (?:prectete si|ctete) (?:take|vice|dale)|(?:podobne|powiazane) artykuly|souvisejici (?:clanky|temata)
    ilgili haber(?:ler)?|ayrica (?:oku|bak)\w*|udostepnij|sdilet|paylas
    """,
    # Ukrainian and Russian
    r"""
    реклама|чита(?:йте|ти) (?:також|ще|далі|більше)|дивіться (?:також|ще)|(?:схожі|пов'язані) (?:новини|статті)
    новини (?:за|по) тем\w+|підпис(?:уйтесь|уйтеся|атися)(?: .{2,100})?|поділитися(?: .{1,30})?|поширити
    коментар\w?(?: \d+)?|популярне|стежте за нами.{0,60}
    чита(?:йте|ть) (?:также|еще|ещё|далее|полностью|подробнее|нас .{2,40})|смотри(?:те)? (?:также|еще|ещё)
    (?:похожие|связанные) (?:новости|статьи)|(?:материалы|новости|статьи)? ?по теме
    подпис(?:ывайтесь|аться)(?: .{2,100})?|поделиться(?: .{1,30})?|комментари\w(?: \d+)?|популярное
    самое (?:читаемое|популярное)|все права защищены.*|время чтения.{0,20}|следите за нами.{0,60}
    """,
    # Arabic, Chinese, Japanese, Korean
    r"""
    اعلان|اقرا (?:ايضا|المزيد)|مواضيع ذات صلة|广告|廣告|(?:延伸|相关|相關)(?:阅读|閱讀|新闻|新聞)
    広告|関連記事|あわせて読みたい|관련 ?기사|광고
    """,
)

_LOOSE = r"""
    <labels> ?[:>|»：] ?.{2,160}|(?:read|see|learn|find out) more (?:about|on|from|at|in|here) .{2,100}
    more from (?:the |our )?[\w' .&-]{2,40}
    (?:related|recommended|suggested) (?:articles?|stories|reading|content) .{2,80}|\d+ (?:related|more) .{2,40}
"""

_LISTS = r"""
    related(?: \w+)?|recommended(?: \w+){0,2}|trending(?: now)?|most (?:read|popular|viewed).*
    (?:more|top|latest|other) (?:stories|news|articles|headlines)|more (?:on|from) .*|you (?:may|might) also .*
    read (?:more|next|also)|also read|what to read next|mehr zum thema|zum thema|lesen sie auch|meistgelesen\w*
    sur le meme (?:sujet|theme)|(?:a )?lire aussi|(?:noticias|articulos) relacionad[ao]s|lo mas leido
    articoli correlati|leggi anche|noticias relacionadas|leia tambem|veja tambem|lees ook|meest gelezen
    читайте (?:также|також)|по теме|материалы по теме|новини за темою
"""

_NOTICE = r"""
    (?:(?:this|the)|a(?:n \w+)? version of this) <work>(?: by .{2,60})? (?:(?:was|is|has been|has|had) )?(?:(?:
        (?:originally|first|previously|initially|also) )+(?:appeared|published|posted|written|ran|produced|released)
        |re-?published|reprinted|reproduced|re-?posted|syndicated|(?:appeared|published|posted) (?:originally|first)
        |(?:supplied|provided|distributed) (?:by|courtesy)|produced (?:by|in partnership))\b.{0,220}
    (?:originally|first) (?:published|appeared|posted)(?: (?:on|in|at|by))? .{2,120}
    (?:re-?published|reprinted|reproduced|re-?posted|syndicated) (?:here )?(?:with|by|from|under
        |courtesy) .{2,150}
    dieser (?:artikel|beitrag|text) (?:ist|wurde|erschien|stammt) .{0,30}(?:zuerst|ursprunglich|original).{0,150}
    zuerst erschienen (?:in|im|auf|bei) .{2,120}
    cet article (?:a ete |est |a )?(?:initialement|d'abord|originellement) (?:paru|publie|traduit).{0,150}
    cet article (?:a ete |est )?(?:republie|traduit).{0,150}
    este (?:articulo|texto|artigo) (?:fue|foi|se|ha sido) (?:publicad?o )?(?:originalmente|por primera vez
        |primeiro).{0,150}
    (?:questo )?articolo (?:e stato )?(?:originariamente |originalmente |gia )?(?:apparso
        |pubblicato) (?:originariamente )?(?:su|in) .{2,120}
    dit artikel (?:is|werd|verscheen) (?:eerder|oorspronkelijk|eerst).{0,150}
    (?:эта )?статья (?:была )?(?:впервые|первоначально) опубликована.{0,150}
    (?:ця )?стаття (?:була )?(?:вперше|спочатку) опублікована.{0,150}
"""


def _compiled(*tables: str) -> re.Pattern[str]:
    """The patterns of some tables as one, each to be matched with a whole line."""
    return re.compile(_joined("\n".join(tables)))


def _joined(table: str) -> str:
    """The patterns of a table as alternatives, with all names replaced."""
    lines = re.sub(r"\n {8}", "", table).split("\n")
    pattern = "|".join(line.strip() for line in lines if line.strip())
    return re.sub(r"<([a-z]+)>", lambda name: f"(?:{_joined(_NAMES[name[1]])})", pattern)


SURE: Final = _compiled(*_SURE)
"""Furniture, whatever its last sign."""
LOOSE: Final = _compiled(_LOOSE)
"""Furniture, unless the line ends like a sentence: these have an open end."""
LISTS: Final = _compiled(_LISTS)
"""Headings of a list of other articles: what follows them at the end of a page belongs to the page."""
NOTICE: Final = _compiled(_NOTICE)
"""The notice that an article stood somewhere else first."""
COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\) ?(?=\d)|copyright (?:©|\(c\)|(?:19|20)\d\d)).{0,250}|.{0,80}\ball rights reserved\b.{0,120}"
)
HASHTAGS: Final = re.compile(r"#\w+(?:[\s,]+#\w+)+")
