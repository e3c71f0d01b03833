"""How questions are worded, Dutch and English: data for `interpret`, no decisions."""

from __future__ import annotations

import re

from assistant.types import QuestionKind


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
LIST_CUE = (
    r"(?:welke|wat zijn|noem|geef|som|toon|laat|overzicht|lijst|opsomming|alle|which|what are|what were|list|all)"
)

KINDS: tuple[tuple[QuestionKind, re.Pattern[str]], ...] = (
    (QuestionKind.REASON, _any(r"^\W*(en |maar |and )?(waarom|waardoor|hoe komt het|why)\b")),
    (
        QuestionKind.WHO,
        _any(
            r"^\W*(en |maar |and )?(wie|who) (betaalt|betalen|vervangt|bepaalt|besluit|beslist|controleert|pays|decides)\b"
        ),
    ),
    (QuestionKind.AMOUNT, _any(r"\b(totale?|hele|total)\b[^.?!]*\b\w*(budget|kosten|uitgaven|bedrag)\b")),
    (QuestionKind.WHO, _any(r"\bwelk (team|onderdeel|bureau|domein)\b|\bco[oö]rdinator\b")),
    (QuestionKind.FREQUENCY, _any(r"^\W*(en |maar )?hoe (vaak|dikwijls|regelmatig)\b")),
    (
        QuestionKind.DEFINITION,
        _any(r"^\W*wanneer (spreken|spreekt|noemt|noemen|is er sprake)\b|\bis er sprake van\b"),
    ),
    (
        QuestionKind.ACTIONS,
        _any(
            r"\bwat (staat|stond|ligt) er\b.*\b(op (de|het) (planning|rol|lijstje|programma|agenda)|op stapel|voor de boeg|gepland)\b"
        ),
    ),
    (QuestionKind.TIME, _any(r"^\W*(en |maar |vanaf |sinds |tot )*wanneer\b", r"^\W*(and )?when\b")),
    (
        QuestionKind.GOALS,
        _any(
            r"^(?!.*\b(gehaald|behaald|bereikt|gelukt)\b).*\b(streefwaarde|streefcijfer)\b",
            r"\bwaar (moet|moeten)\b.*\b(op|naar)\b|\bnaar welke waarde\b|\bop welk resultaat\b|\btussendoel\b|\b(mikt|mikken)\b",
            r"\bwat moet er\b.*\bbereikt\b",
            r"\bhoeveel\b.*\b(mag|mogen|moet|moeten|hooguit|maximaal|hoogstens|ten hoogste|ten minste|minimaal)\b|\bhoeveel\b.*\b(wil|willen)\b.*\b(bereiken|hebben|uitkomen|zitten)\b",
        ),
    ),
    (
        QuestionKind.MEMBERSHIP,
        _any(
            r"\b(bij|onder|tot|in|binnen) (welk|welke|wat voor) (thema|thema's|themas|speerpunt|prioriteit|programma|kolom)",
            r"\b(welk|welke) (thema|speerpunt|prioriteit|programma) (hoort|valt|horen|vallen|is|omvat)",
            r"\b(which|what) (theme|priority|programme)",
        ),
    ),
    (
        QuestionKind.NUMBER,
        _any(
            r"\bhoe (staat|stond) het met het (aantal|aandeel|percentage)\b",
            r"\b(het|welk) (cijfer|aantal|aandeel|percentage)\b.*\b(heel|helft) (van )?\d{4}",
        ),
    ),
    (
        QuestionKind.PROGRESS,
        _any(
            r"terecht\s?gekomen|\b(kwam|kwamen|komt)\b.*\bterecht\b",
            r"\b(resultaten|resultaat)\b.*\b(geboekt|bereikt|behaald|opgeleverd)\b|\b(resultaten|uitkomsten)\b.*\bnaast elkaar\b",
            r"\bwat (heeft|hebben)\b.*\b(opgeleverd|bereikt)\b|\bwat is er\b.*\b(bereikt|van geworden)\b|\bbeloofd\b.*\b(waar|nagekomen)",
            r"\b(acties|maatregelen|voornemens)\b.*\b(geschrapt|stopgezet|gestopt|vervallen|blijven liggen|vertraagd|in uitvoering|mislukt)\b",
            r"\bhoe (is|was) (het|dat)\b.*\b(gegaan|afgelopen|verlopen)\b",
            r"\b(plan en resultaat|wat (is|zijn) (er|ervan)\b.*\b(gekomen|gedaan|gerealiseerd))",
            r"\b(melden|meldt|zeggen|zegt|staat er in) de rapportages?\b.*\bacties\b|\bresultaten? van de (acties|maatregelen|plannen)\b",
            r"\b(melden|meldt|zeggen|zegt|staat er in) (de )?(voortgangs|eind)?rapportages?\b",
            r"\bnaast wat\b.*\bgerapporteerd\b|\b(gedaan|nagekomen) wat\b|\bis er (iets|wat) (gedaan|gebeurd)\b|\biets is gedaan\b",
            r"\bwerk gemaakt van\b|\bis het (in \d{4} )?gelukt\b|\bver\b.*\bgekomen\b",
            r"\b(stand van zaken|voortgang|status)\b(?!srapportage)",
            r"\bhoe (staat|stond|ver is|ver zijn|verloopt|verliep|loopt)\b",
            r"\b(is|zijn|wordt|werd|werden|heeft|hebben)\b.*\b(uitgevoerd|gerealiseerd|afgerond|behaald|gehaald|gelukt|"
            r"bereikt|nagekomen|waargemaakt|doorgeschoven|uitgesteld|verschoven|klaar|voltooid|opgeleverd|gebeurd)\b",
            r"\b(gemeld|gerapporteerd|bericht)\b.*\b(over|van)\b",
            r"\bstand van de (acties|maatregelen)\b",
            r"\bprogress reports? (say|said|mention)\b|\b(what happened to|progress (on|of|with|in)|been (done|completed|finished|carried out|achieved)|status of|outcome of)\b",
        ),
    ),
    (
        QuestionKind.AMOUNT,
        _any(
            r"\bhoeveel (geld|euro|budget|kost|kosten|subsidie|middelen)",
            r"\b(wat|hoe hoog|hoe groot|welke?) (is|was|zijn|waren)\b.*\b(begroting|middelen)\b",
            r"\b(wat|hoeveel)\b.*\b(kost|kosten|gekost|uitgegeven|besteed|opgemaakt|uitgetrokken|begroot)\b",
            r"\b\w+(budget|kosten)\b",
            r"\b(budget|bedrag|begroot|kosten|lasten|baten|uitgaven)\b",
            r"\bhow much\b.*\b(cost|money|spent|budget)|\b(budget|cost|costs)\b",
        ),
    ),
    (QuestionKind.FREQUENCY, _any(r"\bhoe (vaak|dikwijls|regelmatig)\b", r"\bhow often\b")),
    (
        QuestionKind.NUMBER,
        _any(
            r"\b(hoeveel|hoeveelste|rangnummer)\b",
            r"\b(what was|which|what is) the (figure|value|number)\b|\bwhich value\b",
            r"\bhet (aantal|aandeel|percentage)\b|\bde stand van het\b|\bwelk(e)? (waarde|cijfer|stand)\b",
            r"\b(welk|wat is het|hoe hoog is het|hoe groot is het) (percentage|aantal|cijfer|deel|aandeel)",
            r"\bhoe (groot|hoog|lang|veel|oud)\b|\bhoelang\b",
            r"\bhow (many|much|large|high|long)\b",
            r"\b(what|which) (percentage|number|share)\b",
        ),
    ),
    (
        QuestionKind.TIME,
        _any(
            r"\b(wanneer|hoe laat)\b",
            r"\b(welke|wat is de) (termijn|planning|looptijd|deadline|einddatum|streefdatum|opleverdatum|begindatum|startdatum)\b|\bop de planning\b",
            r"\b(op|per|in|vanaf|sinds|tot|voor) (welke|welk|wat voor) (datum|dag|jaar|maand|kwartaal|periode|moment)\b",
            r"\bwelk(e)? (datum|jaar|maand|kwartaal|periode)\b",
            r"\b(when|what date|which year|what year)\b",
        ),
    ),
    (
        QuestionKind.WHO,
        _any(
            r"^\W*(en |maar )?(door |bij |met |aan |van |voor )?(wie|wiens)\b",
            r"\b(door|bij|van) wie\b",
            r"\bwiens\b|\bwelk collegelid\b",
            r"\bwie (is|zijn|trekt|doet|gaat|voert|heeft|zorgt|pakt|regelt|neemt|leidt)\b",
            r"\bwelke (partij|partijen|partner|partners|organisatie|organisaties|afdeling|instantie|instanties|wethouder)\b",
            r"\b(verantwoordelijk|trekker|trekkers|portefeuillehouder|eindverantwoordelijk\w*|regiehouder|probleemeigenaar)\b",
            r"^\W*(and )?(who|whose)\b|\bresponsible\b",
        ),
    ),
    (
        QuestionKind.GOALS,
        _any(
            r"\b(doel|doelen|doelstelling|doelstellingen|ambitie|ambities|streefwaarde|streefcijfer|streefaantal|streefdoel|mikpunt)\b",
            r"\bwat (wil|willen|wilde|wilden)\b.*\b(bereiken|halen)\b",
            r"\bwaar (streeft|streven|mikt)\b",
            r"\b(goal|goals|target|targets|objective|objectives|aim|aims)\b",
        ),
    ),
    (
        QuestionKind.ACTIONS,
        _any(
            r"\b(actie|acties|actiepunt|actiepunten|maatregel|maatregelen|activiteit|activiteiten|(?<!eerdere )(?<!vorige )plannen|voornemens)\b",
            r"\bwat (gaat|gaan|doet|doen|ging|deed|onderneemt|wil|willen)\b.*\b(doen|ondernemen|aanpakken|aan|tegen|om|voor)\b",
            r"\bwat staat er\b.*\b(gepland|op (het|de) (programma|planning|rol))",
            r"\bwelke dingen\b|\bwat (wordt|worden|gebeurt)\b.*\b(gedaan|ondernomen|tegen|aan)\b",
            r"\bhoe (wordt|worden|pakt|pakken|gaat|wil)\b.*\b(aangepakt|aan|bestrijden|tegengaan|bestreden)\b",
            r"\b(action|actions|measures|activities)\b",
            r"\bwhat (is|are|does|will|did)\b.*\b(doing|do|going to do|done) (about|against|to|for)\b",
        ),
    ),
    (
        QuestionKind.PLACE,
        _any(
            r"(?:^|[.?!;:,]\s*)\W*(?:en |maar |weet je |weet u )?waar(?!.*\b(?:aan|over|mee|tegen|naar|uit|toe|om|voor|terecht|heen|melden|bellen)\b\W*$)"
            r"(?! (?:kan|kun|kunnen) \w+ (?:terecht|melden|bellen|klagen|naartoe))(?! (staat|gaat|streeft|streven|mikt|bestaat|komt)\b)\b(?=\s)",
            r"\b(in|op) welke (wijk|wijken|buurt|buurten|plek|plekken|locatie|locaties|straten|gebieden|stadsdelen)\b",
            r"\bwelke (wijken|buurten|locaties|gebieden)\b",
            r"\bwhere\b|\bwhich (neighbourhood|location|area)",
        ),
    ),
    (
        QuestionKind.DEFINITION,
        _any(
            r"\bwat is dat\b|\bwhat is that\b",
            r"\bwat (betekent|betekenen|houdt|wordt bedoeld|bedoelt|bedoelen|verstaat)\b",
            r"\bwaar staat\b.*\bvoor\b",
            r"\b(betekenis|definitie|afkorting|uitleg)\b",
            r"\b(what does)\b.*\b(mean|stand for)\b|\b(definition|abbreviation)\b",
            r"^\W*wat (is|zijn) (een |de |het |)?[\w'’-]+\W*$",
            r"^\W*wat is (het|de|een) [\w'’-]+(?: (?!voor|van|in|op|bij|met|over|aan|om|tegen)[\w'’–-]+){0,3}\W*$",
            r"^\W*what (is|are) (a |an |the |)?[\w'’-]+\W*$",
        ),
    ),
    (
        QuestionKind.REASON,
        _any(r"\b(waarom|waardoor|hoe komt|om welke reden|wat is de reden|wat is de aanleiding)\b", r"\bwhy\b"),
    ),
    (
        QuestionKind.YES_NO,
        _any(
            r"^\W*(en |maar )?(is|zijn|heeft|hebben|wordt|worden|werd|was|waren|gaat|gaan|doet|doen|komt|komen|kan|kunnen|mag|"
            r"klopt|bestaat|bestaan|staat|valt|moet|zal|zullen|krijgt|helpt|werkt|voert|does|do|did|is|are|was|were|has|have|"
            r"will|can)\b",
        ),
    ),
    (QuestionKind.LIST, _any(rf"\b{LIST_CUE}\b", r"\bwat\b.*\b(allemaal)\b")),
)
"""Tried in this order; the first that matches decides."""

EMPTY_WORDS = frozenset(
    """
    genoemd genoemde vermeld gemeld document documenten plan plannen beleid beleidsplan kadernota nota beleidsnota veiligheidsplan notitie gemeente gemeentelijke
    gemeentelijk stad noem noemen geef geven som toon laat zien overzicht lijst opsomming opsommen allemaal vertel vertellen
    uitleg uitleggen leg alsjeblieft graag weten weet vraag vragen welk eigenlijk meer verder precies vooral iets alles
    volgens daarover omtrent betreft betreffende vergelijk vergelijken krijgen krijgt procent vd betrokken rond rondom gebied zoek zoeken kun kunt zeggen zeg staan staat gaat gaan doen doet
    jullie komend komende volgend huidige municipality city document documents planned going doing done list happen
    klopt waar jaar jaren later eerder mee meedoen totale totaal verhoudt verhouden naast elkaar eerste tweede helft halfjaar kwartaal heel hele zit zitten heet gepland figure value gebeurd tussen happened yet time long one some first second half give set say says take part plaats vindt vinden komt komen hoort horen
    paar geleden zoals qua nee zeker gewoon even soms vaker vaakst altijd ooit misschien ongeveer bijna helemaal steeds minst minste meest meeste
    iemand niemand iedereen ergens ding dingen ermee erbij eraan ervoor erop ervan vandaan hoelang graag nou eens
    zei zegt zeiden gezegd verteld denk denkt gehoord las gelezen begrijp begrijpt snap hopelijk dankjewel bedankt groetjes hallo hoi goedemorgen
    aanleiding situatie gesteld ging gingen people person go goes went gone get got make made lot still now currently you your
    my me us our any thing things way less more could sum up achter boven naast
    verschil verschillen vorig vorige nagaan loopt lopen duurt geldt kent bestaat bestaan telt omvat word lang precieze
    """.split()
)
"""Words that say nothing about the subject, whatever is asked."""

LIGHT_VERBS = frozenset(
    """
    hangen hangt hing hingen gehangen voelen voelt voelde voelden gevoeld stoppen stopt stopte wachten wacht wachtte
    zitten zit zat zaten liggen ligt lag lagen lopen loopt liep liepen rijden rijdt reed reden krijgen krijgt kreeg kregen
    gekregen geven geeft gaf gaven gegeven nemen neemt nam namen genomen brengen brengt bracht halen haalt haalde gehaald zetten
    leggen legt legde gelegd maken maakt maakte maakten gemaakt helpen helpt hielp geholpen gebruiken gebruikt beginnen begint begon
    begonnen receive receives received hold holds held feel feels felt keep keeps kept take takes took
    starten start startte gestart blijven blijft bleef bleven gebleven vallen valt viel vielen gevallen raken raakt raakte
    kijken kijkt keek gekeken zien ziet zag zagen gezien horen hoort hoorde kennen kent kende weten weet wist vinden vindt vond
    vonden gevonden zorgen zorgt zorgde gezorgd werken werkt werkte gewerkt spelen speelt speelde draaien draait draaide lukken
    lukt lukte gelukt pakken pakt pakte gepakt houden houdt hield hielden gehouden staan stond stonden gestaan gebeuren gebeurt
    gebeurde gebeurd komen komt kwam kwamen gekomen mocht mochten lost loste oplossen belt bellen gebeld kwijt overgebleven overblijft opgemaakt
    """.split()
)
"""Verbs that say little about what a question is about, whatever their rarity."""

KIND_WORDS: dict[QuestionKind, frozenset[str]] = {
    kind: frozenset(text.split())
    for kind, text in {
        QuestionKind.ACTIONS: "actie acties actiepunt actiepunten maatregel maatregelen activiteit activiteiten voornemens "
        "thema thema's onderwerp onderwerpen onderneemt ondernemen aangepakt pakt aanpak programma rol dingen actions "
        "belangrijk belangrijke belangrijkste voornaamste lijstje stapel boeg agenda gepland bedoeling "
        "action measure measures activities theme neemt wordt gedaan uitvoeren uitvoert planning jaarplan jaarplannen",
        QuestionKind.GOALS: "doel doelen doelstelling doelstellingen ambitie ambities streefwaarde streefcijfer mikt mikpunt tussendoel moet bereikt uitkomen set "
        "bereiken halen thema thema's onderwerp streeft waarde resultaat goal goals target targets theme heeft stelt actieplan",
        QuestionKind.WHO: "thema onderwerp prioriteit bestuurlijk bestuurlijke ambtelijk ambtelijke portefeuille wethouder verantwoordelijk verantwoordelijke verantwoordelijkheid eindverantwoordelijk trekker trekkers trekt "
        "portefeuillehouder regie regiehouder leiding leidt coordineert partij partijen team organisatie organisaties afdeling "
        "instantie collegelid coordinator wiens vallen valt staat partners partner samengewerkt samenwerkt samen charge voert zorgt zorgen regelt moet ligt responsible leads lead party organisation",
        QuestionKind.MEMBERSHIP: "thema thema's themas onderwerp onderwerpen valt vallen theme kolom speerpunt programma",
        QuestionKind.PROGRESS: "stand zaken voortgang status terechtgekomen terecht gekomen uitgevoerd afgerond gerealiseerd "
        "gelukt kwam kwamen actie acties maatregelen resultaat resultaten gerapporteerd voortgangsrapportage voortgangsrapportages "
        "rapportage rapportages jaarplan plannen afgesproken ver gebeurd progress happened status actions gehaald klaar "
        "gereed nagekomen thema onderwerp gegaan afgelopen plan resultaat melden meldt afgesproken werk gemaakt leg naast geef "
        "gekomen ervan zien iets eindrapportage zegt reports report",
        QuestionKind.NUMBER: "stand gerapporteerd rangnummer hoeveelheid hoeveelste aantal percentage aandeel cijfer waarde groot hoog number percentage many",
        QuestionKind.AMOUNT: "thema prioriteit programma begroting middelen besteed uitgegeven geld euro bedrag kost kosten gekost budget beschikbaar uitgetrokken begroot money cost budget",
        QuestionKind.TIME: "einddatum streefdatum opleverdatum begindatum startdatum termijn planning geldt deadline datum jaar dag moment tijdstip uiterlijk date year",
        QuestionKind.FREQUENCY: "vaak keer often",
        QuestionKind.DEFINITION: "betekent betekenis betekenen definitie afkorting bedoelt bedoeld verstaat inhoudt houdt "
        "voluit mean stand abbreviation tegen",
        QuestionKind.REASON: "reden aanleiding waarom",
    }.items()
}
"""Words that only say what kind of answer is wanted; in another kind of question they carry the subject."""

DOCUMENT_TYPE_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("actieplan", _any(r"\b(actieplan|actieprogramma|veiligheidsplan|meerjarenplan|action plan)\b")),
    (
        "jaarplan",
        _any(r"\b(jaarplan|jaarplannen|jaaruitvoeringsplan|uitvoeringsplan|uitvoeringsprogramma|annual plan)\b"),
    ),
    (
        "voortgangsrapportage",
        _any(
            r"(?<!\w)(rapportages?|voortgangsrapportages?|voortgangsrapporten|voortgangsrapport|halfjaarrapportages?|progress reports?)\b"
        ),
    ),
    ("eindrapportage", _any(r"\b(eindrapportage|eindrapport|final report)\b")),
    ("begroting", _any(r"\b(begroting|programmabegroting)\b")),
    ("jaarverslag", _any(r"\b(jaarverslag|jaarrekening|jaarrapportage|eindejaarsrapportage|annual report)\b")),
)
IN_DOCUMENT = r"(?:\b(?:in|uit|van|volgens|naar|from|of|according to)\s+(?:het|de|dit|deze|the|this)?\s*(?:\w+\s+)?)"

HALF = _any(
    r"\b(?P<first>(1e|eerste|1ste) (helft|halfjaar|half jaar)|(first half))\b",
    r"\b(?P<second>(2e|tweede|2de) (helft|halfjaar|half jaar)|(second half))\b",
)

ENGLISH = frozenset(
    "the what which who how when where why is are does do did of for with about and was were has have been will in to".split()
)
DUTCH = frozenset(
    "de het een wat welke welk wie hoe wanneer waar waarom is zijn van voor met over en in er hoeveel wordt worden door op bij".split()
)

FOLLOW_UP_START = _any(
    r"^\W*(en|maar|ook|dus|oké|ok|and|but|so|also)\b",
    r"^\W*(hoezo|waarom dan|sinds wanneer|tot wanneer|en dan|kun je|kunt u|geef)\b.*\b(dat|die|dit|deze|daar\w*|er\w*)\b",
)
PRONOUN = _any(
    r"\b(die|deze|daar(van|aan|over|bij|voor|mee|in|tegen|op|door)?|ervan|ervoor|eraan|erover|hiervan|hiervoor|hierover|hieraan)\b",
    r"\b(dat|dit)\b(?!\s+(jaar|thema|plan|document|onderwerp|beleid)\b)",
    r"\b(ze|hij|zij|hen|hun|it|that|they|them|those|these|this)\b",
    r"\bde (eerste|tweede|derde|laatste|vorige) (actie|maatregel|ervan)?\b",
)

INJECTION = _any(
    r"\b(negeer|vergeet|ignore|disregard|forget|override)\b.*\b(instructies?|opdracht(en)?|regels?|voorgaande|vorige|eerdere|"
    r"bovenstaande|instructions?|prompt|rules?|previous|above)\b",
    r"\bherhaal het woord\b|\b(en )?verder niets\b|\bberichten? (hierboven|hiervoor)\b",
    r"\b(systeemprompt|system prompt|systeeminstructies?|jailbreak|developer mode)\b",
    r"\b(doe|gedraag je|act|pretend|behave)\b\s+(alsof|als|as if|as)\b|\bantwoord\b\s+(als|alsof)\b",
    r"\bje bent (nu|vanaf nu|voortaan)\b|\byou are now\b",
    r"\b(zeg|antwoord|schrijf|herhaal|print|output|say|repeat|respond)\b.{0,40}\b(alleen|altijd|precies|exact|letterlijk|only|always|"
    r"exactly)\b",
    r"<\s*/?\s*(system|instruction|prompt)|\[\s*(system|inst)\s*\]",
)
OPINION = _any(
    r"\b(wat|hoe) (vind|vindt|denk|denkt) (je|jij|u|men)\b",
    r"\b(vind|vindt|denk|denkt) (je|jij|u)\b",
    r"\b(jouw|uw|je) (mening|oordeel|advies|standpunt|voorkeur)\b",
    r"^(?!.*\bhoeveel\b).*\b(is|was|zijn|waren)\b.*\b(goed|slecht|verstandig|terecht|genoeg|voldoende|onvoldoende|eerlijk|zinvol|zinloos|belachelijk|"
    r"schandalig|overdreven|geslaagd|effectief genoeg|een goed idee|weggegooid geld|zonde)\b\s*(beleid|idee|plan|burgemeester|werk)?"
    r"(\s+van\b.*|\s+om\b.*|\s+gedaan|\s+geregeld|\s+aangepakt|\s+bezig)?\W*$",
    r"\b(moet|moeten|zou|zouden|kan|mag) (ik|we|wij|de raad|mijn fractie|onze fractie|de gemeente|het college)\b.*\b(stemmen|kiezen|"
    r"beter|aftreden|opstappen|anders|meer|steunen|afwijzen|instemmen|schrappen|stoppen)\b",
    r"\b(beste|slechtste|grootste fout|leukste|mooiste) (partij|burgemeester|wethouder|wijk|plan|maatregel|beleid)\b",
    r"\bwelke partij\b.*\b(gelijk|beste|stemmen|beter)\b",
    r"\b(do you (think|believe|like)|your (opinion|view|advice)|should (i|we|the (council|mayor|municipality)))\b",
    r"\b(doet|doen|deed) .{3,40}\b(goed|slecht|genoeg|beter)\b\W*$",
    r"\b(is|was|zijn|waren)\b.*\b(een )?(goede|slechte|geschikte|ongeschikte|betere|beste|slechtste|slimste|domste)\b",
    r"\b(volgens|vind) (jou|je|u)\b|\b(belangrijker|beter|erger|leuker|slimmer|verstandiger) dan\b.*\b(vind|denk|toch)\b|\b(schuld|schuldig)\b",
    r"\bniet beter\b.*\b(kunnen|moeten|had|hadden)\b|\bhad\b.*\bniet beter\b",
    r"\b(slimste|domste|beste idee|leukste|mooiste|stomste)\b",
    r"\b(ben je|bent u|ben jij) (het|voor|tegen)\b",
)
DESPAIR = _any(
    r"\b(zelfmoord|zelfdoding|suïcide|suicide)\b|\beinde aan mijn leven\b|\bniet meer (leven|verder willen)\b|\bwil dood\b|\bkill myself\b"
)
URGENT = _any(
    r"\b(nu|op dit moment|zojuist|net|momenteel)\b.*\b(ingebroken|inbreker|brand|bedreigd|overval|mishandeld|gewond|aangevallen|schieten)\b",
    r"\b(ik|mijn|mij|me|wij|ons|onze)\b.*\b(bedreigd|mishandeld|gestalkt|geslagen|beroofd|lastiggevallen|ingebroken|aangerand|gevaar|bang|"
    r"onveilig thuis|zelfmoord|overvallen|aangifte|slachtoffer|mishandelt|slaat)\b",
    r"\b(help|noodgeval|(?<!\bbij )spoed|acuut)\b(?!\w)",
    r"\bik (word|ben|zie|hoor|ruik)\b.*\b(bedreigd|inbraak|inbreker|brand|geweld|ruzie|schot|schoten|gas|overvallen|beroofd|gevaar)\b",
    r"\b(my|i am|i'm)\b.*\b(threatened|robbed|attacked|danger|scared|victim|burgled)\b",
)
PERSONAL = _any(
    r"\b(mijn|m'n) \w*(buurman|buurvrouw|zoon|dochter|kind|kinderen|man|vrouw|ex|partner|huis|woning|fiets|auto|straat|aangifte|zaak|"
    r"dossier|uitkering|vergunning|aanvraag|melding|klacht|boete|gegevens|adres|bsn|bezwaar)(nummer|s|en)?\b",
    r"\b(bsn|burgerservicenummer|telefoonnummer|06-nummer|woonadres|privéadres|huisadres|geboortedatum|strafblad|salaris)\b",
    r"\b(woont|adres van|nummer van|staat ingeschreven)\b.*\b(meneer|mevrouw|familie|op nummer|straat)\b",
    r"\b(woont|woonde)\b.*\b(man|vrouw|jongen|meisje|persoon|verdachte|dader)\b|\bop welk adres woont\b",
    r"\b(meneer|mevrouw|familie|dhr|mevr)\.? [A-Z]\w+",
    r"\bmy (neighbou?r|son|daughter|house|home|case|file|street|bike|car|complaint|permit)\b",
)
OFF_TOPIC = _any(
    r"\b(elfstedentocht|wedstrijd|vanavond op tv|wortel van|hybride auto|wie won|lottogetallen|hotelkamer)\b",
    r"\b(goede?|leuke?|lekker\w*|beste|reserveer|reserveren|tafel|eten in|good|best|book)\b.*\brestaurants?\b",
    r"\b(recept|weerbericht|het weer|voetbal|eredivisie|ajax|film|gedicht|mop|grap|liedje|horoscoop|vakantie|hoofdstad van|president|"
    r"python|javascript|code schrijven|programmeer|vertaal|wiskunde|keer \d|plus \d|\d\s*[+*x×]\s*\d|bitcoin|aandelen|dieet|pizza|"
    r"pannenkoek\w*|taart|game|netflix|sinterklaas|kerstmenu|rijm)\b",
    r"\b(weather|recipe|joke|poem|football|capital of|translate|movie|song|stock price)\b",
)
PREMISE = _any(
    r"\b(waarom|waardoor|hoe komt het dat|sinds wanneer|vanaf wanneer|wat is de reden dat|why|how come)\b.*\b(gestopt|stopt|stoppen|"
    r"afgeschaft|opgeheven|beëindigd|ingetrokken|geschrapt|gesloten|mislukt|verboden|geweigerd|afgewezen|weggestemd|verlaagd|"
    r"verhoogd|verdubbeld|gehalveerd|gehalveerde|bezuinigd|ontslagen|afgetreden|niet meer|geen|stopped|abolished|cancelled|ended|"
    r"rejected|failed|banned|closed|scrapped)\b",
)
STATUS_WORDS = frozenset("doorgegaan doorgaan gebeurd gelukt begonnen gestart happened started".split())
"""Words that ask how something went; how it went is told in other words ("verplaatst naar 2024")."""
BY_WHOM = re.compile(r"\bdoor wie\b|\bby whom\b", re.IGNORECASE)
ASKS_NOW = _any(
    r"^\W*(en |maar )?(is|zijn|heeft|hebben|werd|werden|loopt|lopen|draait|werkt)\b",
    r"\b(al|nu|inmiddels|momenteel|tegenwoordig|op dit moment|tot nu toe|currently|already|so far|yet)\b",
    r"\b(waren|was|kwamen|kwam|volgden|volgde|deden|deed|werden|werd|bezocht|bereikt|gehouden|ingezet|gebruikt|gepleegd|geregistreerd)\b",
    r"\b(how many|how much)\b.*\b(were|was|did|have|has)\b|\bwhat happened\b",
)
"""Asks how things are or went; what a report tells goes before what a plan wanted."""
GENERIC_WORDS = frozenset(
    "cijfers cijfer resultaten informatie gegevens plannen stand feiten punten zaken nieuws figures facts".split()
)
"""Words that name no subject: "wat zijn de cijfers?" asks a question back."""
WHO_IS = re.compile(
    r"^\W*(?:wie is|wie was|who is) (?:de|het|onze|the) (?P<office>[\w-]+)(?: (?:van|voor|in|of) [\w ]+)?\W*$",
    re.IGNORECASE,
)
ASKS_NAME = re.compile(
    r"\bhoe heet(?:en)? (?:de|het|onze)? ?(?P<office>\w+)|\bwat is de naam van (?:de|het)? ?(?P<other>\w+)",
    re.IGNORECASE,
)
NO_OFFICE = frozenset("nummer naam adres titel plan project campagne app website team".split())
"""What has a name or a number, and is held by nobody."""
BASE_YEAR = re.compile(
    r"\b(?:ten opzichte van|t\.o\.v\.|tegenover|vergeleken met|in vergelijking met|peiljaar|basisjaar)\s+(?:19|20)\d\d",
    re.IGNORECASE,
)
REPLACES = _any(
    r"^\W*(en|maar|and)\s+(die|dat|de|het|those|that)?\s*(acties?|doelen|maatregelen)?\s*(voor|over|op|bij|van|rond|inzake|for|on|about)\s+(?!\d)"
)
WHOLE_YEAR = re.compile(
    r"\b(heel|hele|gehele|volledige|full|whole) (het )?(jaar )?(?:19|20)?\d\d\b|\bover het hele jaar\b", re.IGNORECASE
)
TREND = re.compile(
    r"\b(daal\w*|gedaald|stijg\w*|gestegen|steeg|afgenomen|afneemt|toegenomen|toeneemt|ontwikkel\w*|trend|verloop|verlopen|"
    r"omlaag|omhoog|(minder|meer|hoger|lager) geworden|risen|fallen|increased|decreased|trend)\b",
    re.IGNORECASE,
)
"""Asks how a figure went over the years."""
WHICH_GOALS_REACHED = _any(
    r"\b(welke|hoeveel|noem|alle|overzicht)\b.*\b(doel|doelen|doelstellingen|streefwaarden?|ambities)\b.*\b(gehaald|bereikt|behaald|"
    r"gerealiseerd|waargemaakt|gelukt)\b",
    r"\bwhich (goals|targets)\b.*\b(reached|achieved|met|missed)\b",
)
GOAL_SAID = re.compile(
    r"\b(doel\w*|afspraak|afgesproken|streven|streefwaarde|ambitie|nodig|gelukt|target|goal)\b", re.IGNORECASE
)
DENIED = re.compile(r"\b(niet|geen|nooit|mislukt|not|missed)\b", re.IGNORECASE)
ASKS_NAMES = re.compile(
    r"\b(?:welke|wat zijn de|noem de|hoeveel|which|what are the)\b(?: \w+){0,2}? (?P<what>thema|thema's|thema’s|themas|speerpunten|prioriteiten|ambities|pijlers|opgaven|programmalijnen|"
    r"hoofdthema's|themes|onderwerpen|deelonderwerpen|topics)\b",
    re.IGNORECASE,
)
TOPIC_WORD = re.compile(r"onderwerp|topic", re.IGNORECASE)
PEOPLE = re.compile(
    r"\bhoeveel (inwoners|mensen|bewoners|huishoudens|woningen)\b.*\b(heeft|telt|wonen|woont|zijn er)\b|\bhow many (inhabitants|people|residents)\b",
    re.IGNORECASE,
)
PEOPLE_WORDS = frozenset("mensen bewoners wonen woont inhabitants people residents live".split())
NUMBERED_THEME = re.compile(
    r"\b(?:thema|theme|prioriteit|priority|ambitie|pijler|speerpunt|opgave|programmalijn|programma)\s+(\d+)\b",
    re.IGNORECASE,
)
LIVE = re.compile(
    r"\b(telt|telde) \S+ (?:\S+ )?inwoners|\b(tellen|wonen|woont|wonende|inwonertal|inwoneraantal|bevolking)\b|"
    r"\bheeft \S+ inwoners\b|\d inwoners(?: op | \(|\W*$)",
    re.IGNORECASE,
)
TOTAL = re.compile(
    r"\b(totaal|totale|in totaal|hele budget|gezamenlijk\w*|alles bij elkaar|total|overall)\b", re.IGNORECASE
)
COUNTS_ITEMS = re.compile(
    r"\b(hoeveel|aantal) (acties|maatregelen|actiepunten|doelen|doelstellingen)\b|\bhow many (actions|measures|goals)\b",
    re.IGNORECASE,
)
ASKS_PARTNERS = re.compile(
    r"\b(met wie|partners?|samengewerkt|samenwerk\w*|met welke (partij|partijen|organisaties))\b", re.IGNORECASE
)
LATER = re.compile(
    r"\b(een )?jaar later\b|\bhet jaar (erna|daarna|erop)\b|\bvolgend jaar\b|\byear later\b", re.IGNORECASE
)
EARLIER = re.compile(
    r"\b(een )?jaar (eerder|daarvoor|ervoor)\b|\bhet jaar (ervoor|daarvoor)\b|\bvorig jaar\b|\byear (earlier|before)\b",
    re.IGNORECASE,
)
ABBREVIATION = re.compile(r"\b[A-Z][A-Za-z]*[A-Z]+[A-Za-z]*\b")
PLACE_NAMED = re.compile(
    r"\b(?:van|in|uit|voor|of) (?P<name>[A-Z][a-z]{3,}[\w’'-]*)(?![\w’'-]| [A-Z])|\b(?:pakt|doet|wil|gaat|heeft) (?P<subject>[A-Z][a-z]{3,}[\w’'-]*)\b|(?<=[a-z] )(?P<other>[A-Z][a-z]{4,})(?![\w’'-]| [A-Z])"
)
ASKS_ROLE = re.compile(
    r"^\W*(?:en )?(?:wie|welke)\b.*\b(?:verantwoordelijk\w*|trekker|als taak)\b|"
    r"^\W*(?:and )?(?:who|which)\b.*\b(?:responsible|in charge|leads?)\b",
    re.IGNORECASE,
)
"""Asks for a role by its name; a sentence in which somebody does something does not give it."""
EVERYBODY = frozenset(("gemeente", "de gemeente", "college"))
"""Parties that nearly every question names without asking for what they alone do."""
NO_PLACE = re.compile(r"(?:dag|net|aren|ers|wet|app|gids|week|nacht|team|loket|meter|cafe|café|wijzer)$", re.IGNORECASE)
"""Ends of names that are no municipality: "Koningsdag", "Burgernet", "Almeerders"."""
LINK_WORD = re.compile(r"^\W*(?:en|maar|dus|and|but|so)\s+(?:dan\s+)?", re.IGNORECASE)
LINKS = "tegen|voor|over|op|bij|van|aan|rond|inzake|met|tot|in"
ARTICLES = frozenset("de het een the a an onze deze dit die dat".split())
INSIDE = ARTICLES | frozenset(
    "van op in bij voor met aan tegen en of over door naar uit tot rond te als om na of".split()
)
"""Small words that may stand inside the name of a subject."""
BEFORE_VERB = re.compile(r"wie|wat|wanneer|waar|waarom|waardoor|hoe|who|what|when|where|why|how")
"""Question words that the verb of the sentence follows."""
STATE = re.compile(
    r"(?:(?:aan|af|op|uit|in|om|over|voor|door|mee|terug|vast|terecht|plaats)?ge(?!meente|bied|weld|luid|zin)\w{2,}(?:[dt]|en)|"
    r"(?:be(?!leid|drijf)|ver(?!keer|bod)|ont)\w{2,}[dt]|klaar|af|gereed|doorgegaan|begonnen)"
)
"""The last word of "is de proef doorgegaan": it tells how the subject went."""
ITEM_NOUNS = re.compile(
    r"\b(?:(?P<many>acties|actiepunten|maatregelen|activiteiten|doelen|doelstellingen|ambities|plannen|voornemens)|"
    r"(?P<one>(?:de|het) (?:doel|doelstelling|ambitie|streefwaarde)))\b",
    re.IGNORECASE,
)
FINITE = frozenset(
    "kreeg kregen krijgt kwam kwamen had werden ging gingen deed deden vond vonden vindt nam namen bedroeg bedraagt maakt maakte geldt".split()
)
"""Verbs that stand after the noun of "hoeveel meldingen kreeg ..."."""
BARE_SUBJECT = re.compile(
    r"^\W*(?:en|and)\s+(?!(?:wat|wie|hoe\w*|waar\w*|wanneer|welke?|is|zijn|was|waren|wordt|worden|heeft|hebben|gaat|gaan|komt|kan|doet|"
    r"moet|kost|what|who|how|where|when|which|is|are|was|were|does|did)\b)"
    r"(?=(?:(?:de|het|een|the)\s+)?(?:[^\W\d][\w'’-]*)(?:\s+[^\W\d][\w'’-]*){0,3}\W*$)",
    re.IGNORECASE,
)
"""Begins a follow-up that is a subject and nothing else: "en de baten?"."""
HOW_ABOUT = re.compile(r"^\W*(?:en |maar )?(?:en|hoe (?:zit|was|is|staat|loopt))\b", re.IGNORECASE)
"""Asks the question before again, of something else."""
UNNAMED = GENERIC_WORDS | frozenset("meldingen incidenten gevallen aantallen aangiften".split())
"""Words that a follow-up counts ("en hoeveel meldingen zijn er?") of the subject before it."""
POINTERS = frozenset("daar hier hen hun niet geen not".split())
"""Words of a follow-up that name no subject."""
ITEM_WORDS = frozenset("actie maatregel activiteit punt action measure".split())
DAAR_SPLIT = re.compile(
    rf"(?P<before>.*?)\b(?:daar|er)\s+(?P<rest>(?!{LINKS}\b).+?)\s+(?P<link>{LINKS})\W*$", re.IGNORECASE
)
DAAR = re.compile(r"\b(?:daar|er|hier)(?P<link>van|aan|over|bij|voor|mee|in|tegen|op|door)\b", re.IGNORECASE)
DAAR_LINKS = {"mee": "met"}
STANDS_FOR = re.compile(
    r"(?<!\bof )(?<!, )\b(die|dat|dit|deze|het(?! er\b)|hij|zij|ze|it|that|they|them|this)\b", re.IGNORECASE
)
AFTER_PRONOUN = frozenset(
    "al nu dan ook niet wel nog weer terug eigenlijk inmiddels eerder later precies jaarlijks".split()
)
IT = re.compile(
    r"\bhet(?=\W*$|\s+(?:in\s+(?:19|20)\d\d|al|nu|dan|ook|niet|wel|nog|weer|terug|door|klaar|af|eigenlijk|inmiddels|ge\w+[dt])\b)",
    re.IGNORECASE,
)
"""A "het" that stands for a subject, and is no article."""
DENIALS = frozenset(("niet", "geen", "not"))
BARE_QUESTION = re.compile(
    r"^\W*(?:en |maar )?(?P<asks>waarom|waardoor|wanneer|waar|hoe vaak|(?:door|met|bij|aan|voor) wie)(?: dan| precies| eigenlijk)*"
    r"(?P<not> niet)?(?: dan)?\W*$",
    re.IGNORECASE,
)
"""A question word alone; the rest of its sentence is that of the question before."""
SENTENCE = re.compile(
    r"^\W*(?:(?:waarom|waardoor|wanneer|waar|hoe vaak|hoe|(?:door|met|bij|aan|voor) wie)\s+)?"
    r"(?P<said>(?:is|zijn|heeft|hebben|wordt|worden|werd|werden|was|waren|gaat|gaan|komt|komen|kan|kunnen|mag|krijgt|krijgen|begint|"
    r"beginnen|start|starten|staat|doet)\b.+)$",
    re.IGNORECASE,
)
MORE_THAN = re.compile(r"\b(?:meer|minder|hoger|lager|groter|kleiner|vaker|beter|slechter|anders) dan\b", re.IGNORECASE)
THE_ONE_OF = re.compile(
    rf"^\W*(?:en |maar )?(?:die|dat) (?P<of>(?:van|in|uit|voor) (?P<moment>[QK][1-4]|{MONTH}|(?:het )?\w+ kwartaal))\b",
    re.IGNORECASE,
)
"""Points at the one item of a list with that moment."""
WHO_IS_THAT = re.compile(
    r"^\W*(?:en |maar )?(?:wie (?:is|zijn) (?:dat|die|deze|hij|zij)|who is that)\W*$", re.IGNORECASE
)
THAT_ITEM = re.compile(
    r"\b(?:die|deze|dat|dit) (?:ene )?(?:actie|maatregel|activiteit|doel|doelstelling|punt|voornemen)\b", re.IGNORECASE
)
OF_THE_CITY = re.compile(r"\b(gemeente\w*|college|raad|wethouder|burgemeester|municipality|council)\b", re.IGNORECASE)
"""A question about the municipality is no idle one, even where nothing is found."""
VAGUE = re.compile(
    r"\b(dat|die|dit|deze|daar\w*|ervan|it|that|this)\b(?!\s+(jaar|thema|plan|document|onderwerp|beleid)\b)",
    re.IGNORECASE,
)
ASKS_PORTFOLIO = re.compile(
    r"\b(portefeuillehouder|portefeuille|wethouder|collegelid|bestuurlijke? (trekker|verantwoordelijk\w*)|portfolio holder)\b",
    re.IGNORECASE,
)
LIST_WORDS = KIND_WORDS[QuestionKind.ACTIONS] | KIND_WORDS[QuestionKind.GOALS] | KIND_WORDS[QuestionKind.WHO]
ASKS_GOAL = re.compile(r"\b(doel|doelstelling|streefwaarde|streefcijfer|hoofddoel|goal|target)\b", re.IGNORECASE)
ASKS_FIGURE = re.compile(r"\b(het aantal|het aandeel|het percentage|the number of|the share of)\b", re.IGNORECASE)
REACHED_ASKED = re.compile(
    r"\b(gehaald|behaald|bereikt|gelukt|waargemaakt|gerealiseerd|reached|achieved|met)\b", re.IGNORECASE
)
REACHED = re.compile(
    r"\b(gehaald|behaald|bereikt|gelukt|waargemaakt|gerealiseerd|haalde|haalden|niet gehaald|reached|achieved|doel|afspraak)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\b(?:hoeveel|how many) (?:andere |verschillende |extra )?(?P<noun>(?!mensen|personen|people|kwam|komt|waren|zijn|rekent|staat|bedroeg|geld|euro|tijd|procent|keer|daarvan)[^\W\d_]{4,}(?:['’]s)?)",
    re.IGNORECASE,
)
GENERAL_WORDS = frozenset(
    "uitvoering uitvoeren uitgevoerd veiligheid beleid plan programma implementation safety".split()
)
"""Words of every action; alone they name none, so that no action's budget is given for that of the whole."""
MONEY_WORDS = frozenset(
    "begroting middelen besteed uitgegeven uitgave uitgaven aanpak totaal totale hele jaar spent spend total money budget".split()
)
"""Words that only ask for money."""
ASKS_SPENT = re.compile(r"\b(uitgegeven|besteed|gekost|opgemaakt|spent|cost)\b", re.IGNORECASE)
SPENT = re.compile(r"\b(uitgegeven|uitgaven|besteed|realisatie|werkelijk\w*|lasten)\b", re.IGNORECASE)
ROW_ADMIN = re.compile(
    r"\b(?:nr\.?|nummer|budget|kosten|bedrag|planning|termijn|gereed|start\w*|datum): [^;]*", re.IGNORECASE
)
ROW_PARTIES = re.compile(r"\b(?:trekkers?|partners?|verantwoordelijke?|wie): [^;]*", re.IGNORECASE)
SHARE = re.compile(r"%|\bprocent\b", re.IGNORECASE)
TIME_UNIT = re.compile(r"\b(?:weken|dagen|uur|uren|maanden|keer|maal|meter|kilometer)\b|\w+maal\b", re.IGNORECASE)
NUMBER_OF = re.compile(r"\b(?:aantal|number of) (?P<noun>[^\W\d_]{4,}(?:['’]s)?)", re.IGNORECASE)
ORDINAL_ASKED = re.compile(r"\b(hoeveelste|rangnummer|volgnummer)\b", re.IGNORECASE)
ORDINAL = re.compile(
    r"\b(eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|\d+e)\b(?! (helft|halfjaar|kwartaal))",
    re.IGNORECASE,
)
SPLIT_ADOPTED = re.compile(r"\bstel(?:t|de|len|den)\b.*\bvast\b", re.IGNORECASE)
MONEY_COMPOUND = re.compile(r"^(\w{4,}?)s?(?:budget|budgetten|kosten|bedrag|lasten)$")
INTENDS = re.compile(
    r"\b(mikken|mikt|streven|streeft|streefwaarde|tussenstap|ligt de lat|als het goed is|moet(en)? .{0,40}(zijn|staan|uitkomen|dalen|stijgen)|willen we|doel (voor|is|van)|verwachten dat)\b",
    re.IGNORECASE,
)
STOPPED = re.compile(
    r"\b(gestopt|stoppen|stopgezet|geschrapt|schrappen|vervallen|vervalt|afgeschaft|ingetrokken|beëindigd|geen vervolg|gaat niet door|gingen? .{0,80}niet door|gaan niet door|niet doorgegaan|"
    r"zien af van|afgeblazen|doorgeschoven|verplaatst|pas in \d{4}|naar \d{4}|scrapped|cancelled|stopped)\b",
    re.IGNORECASE,
)
SETBACK = re.compile(
    r"\b(vertraag\w*|vertraging|uitgesteld|uitstel|doorgeschoven|verschoven|later|achter|afgelast|afgewezen|gestopt|geschrapt|"
    r"niet (?:\w+ ){0,3}?(?:door\w*|gelukt|gehaald|klaar|uitgevoerd|afgerond|gestart|begonnen|gedaan|gebeurd|afgesloten|getekend)|"
    r"weinig|maar (?:één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|\d+)|mee|delayed|late|postponed|cancelled|not)\b",
    re.IGNORECASE,
)
"""Asks why something went otherwise than was planned."""
NEXT_YEAR = re.compile(r"\b(volgend|komend) jaar\b|\bnext year\b", re.IGNORECASE)
STATES_ROLE = re.compile(
    r"verantwoordelijk|\b(trekker|trekt|regie|coördineert|coördinatie|zaak van|taak van|leiding)\b|"
    r"^(?!(?:De |Het )?(?:gemeente|college|Wij|We|Hij|Zij|Dit|Deze)\b)(?:(?:De|Het) )?[A-Z].* "
    r"(?:verzorgt|verzorgen|organiseert|coördineert|beheert|regelt)\b",
)
"""Says that somebody does or answers for something."""
COLOUR = re.compile(
    r"\b(?:op|on|status|kleur|colou?r|stoplicht) (?P<colour>rood|oranje|groen|geel|red|amber|orange|green|yellow)\b",
    re.IGNORECASE,
)
"""A colour of the traffic light that reports give their actions; "groen in de wijk" is none."""
ASKS_COMING = re.compile(
    r"^\W*(?:en |maar )?(komt|komen|krijg\w*|gaat|gaan|hebben|heeft|loopt|lopen|hangen|hangt|staan|staat|werkt|doen|doet|worden|wordt|is|zijn)\b",
    re.IGNORECASE,
)
"""Asks whether something is there, or is coming."""
COUNTED_PAST = re.compile(
    r"\b(werd|werden|was|waren|bedroeg|bedroegen|telde|telden|kwam|kwamen|kreeg|kregen|is .* ge\w+)\b", re.IGNORECASE
)
GOES_ON = re.compile(
    r"^(door|daarbij|hierdoor|daardoor|daarmee|hiermee|dit|dat|deze|die|zij|ze|het is|het was|oorzaak|reden)\b",
    re.IGNORECASE,
)
"""A sentence that goes on about what the sentence before it told."""
THIS_PART = re.compile(
    r"\b(deze|dit) (prioriteit|thema|onderwerp|speerpunt|programma|hoofdstuk|deelonderwerp|ambitie|pijler)\b",
    re.IGNORECASE,
)
"""A sentence that says so is about the chapter that it stands in, and no other."""
LEANS_BACK = re.compile(
    r"^(dit|dat|deze|die|het (?=(is|was|gaat|ging|laat|liet|maakt|geldt|helpt|zorgt|kent|leidt|vraagt|betekent|gebeurt|kost|betreft|heeft|geeft|bevat|beschrijft|richt|vormt|wordt|werd|moet|kan|komt|blijft|omvat|bestaat|loopt|draagt|biedt|staat|zal|volgt|sluit)\b)|zij|ze|hij|hiermee|hierbij|hiervoor|daarmee|daarbij|daarom|ook|op (deze|die)|"
    r"in (deze|dit|dat|die)|een ander)\b",
    re.IGNORECASE,
)
"""A sentence that begins so is understood from the one before it."""
DAY = re.compile(rf"\b\d{{1,2}} (?:{MONTH})\b|\b\d{{1,2}}-\d{{1,2}}-\d{{4}}\b", re.IGNORECASE)
ASKS_PARTNER_ROLE = re.compile(r"\b(partner|partners|betrokken|meewerk\w*|werkt .* mee|doet .* mee)\b", re.IGNORECASE)
ASKS_FORMER_NAME = re.compile(
    r"\b(heette|heetten)\b.*\b(eerder|vroeger|voorheen|vorige)\b|\b(welke|andere|oude) naam\b.*\b(eerder\w*|vroeger|vorige)\b|\bformer name\b",
    re.IGNORECASE,
)
FORMER_NAME = re.compile(
    r"\b(eerder|eerdere|voorheen|vroeger|oude)\b.*\b(bekend als|heet|heette|genoemd|de naam|noemden)\b|\b(heette|noemden|stond)\b.*\b(eerder|voorheen|vroeger)\b|"
    r"\b(tot( en met)?|tot voor|vóór) \d{4}\b.*\b(heette|heetten|genoemd|stond|bekend)\b|\b(heette|heetten) (dit|het) (onderwerp|thema)\b",
    re.IGNORECASE,
)
DEFINES = re.compile(
    r"\b(is|zijn|betekent|beschrijft|staat voor|houdt in|omvat|bestaat uit|heet|noemen we|verstaan we|is een)\b|\([A-Z]{2,}\)|^[A-Z]{2,}\b\s*[:=–-]"
)
PRESUPPOSES = _any(
    r"^\W*(waarom|waardoor|hoezo|hoe komt het|hoe kan het|sinds wanneer|vanaf wanneer|why|how come|since when)\b",
    r"^\W*hoe (is|zijn|werd|werden)\b.*\b(verantwoordelijk|trekker) geworden\b",
    r"\b(de reden|reden) (om|dat|waarom)\b|\bwelke (verklaring|reden)\b",
    r"\b(klopt het|is het zo) dat\b.*\b(waarom|hoe komt)\b",
)
ASKS_RESPONSIBLE = _any(
    r"verantwoordelijk|\b(trekker|trekkers|trekt|portefeuillehouder|regie|regiehouder|leiding|leidt|coördineert|als taak|responsible|in charge|leads?)\b",
    r"\bwie (zou|zouden|doet|voert|gaat|zorgt|pakt|regelt|neemt|moet|organiseert|is er van)\b|\bbij wie\b|\bwelk team\b|\bwelke afdeling\b",
)
ASKS_WHICH_ACTIONS = _any(
    r"\b(welke|hoeveel|noem|alle|lijst|overzicht|geef|which|what|how many|list)\b.*\b(acties?|maatregelen|voornemens|plannen|afspraken|dingen|"
    r"activiteiten|projecten|actions|measures)\b",
)
NAMES_ACTIONS = re.compile(r"\b(acties|maatregelen|plannen|voornemens|actions|measures|plans)\b", re.IGNORECASE)
BOTH_WAYS = re.compile(r"\ben welke niet\b|\bof niet\b|\bwel (en|of|dan) niet\b|\bwhich (were )?not\b", re.IGNORECASE)
ASKS_STATUS = _any(
    r"\b(op schema|op koers|van de grond|vertraging|vertraagd|al (begonnen|gestart))\b",
    r"\b(resultaat|uitkomst|opbrengst|uitvoering) van\b",
    r"\b(zou|zouden)\b[^.?!]*[.,;:!][^.?!]*\?|\b(zou|zouden)\b.*\b(gebeurd|gelukt|gedaan)\b",
    r"^\W*(en |maar )?(is|zijn|werd|werden|heeft|hebben)\b.*\b(ge\w{2,}|\w{2,}ge\w{2,}|be\w{2,}[dtn]|ver\w{2,}[dtn]|ont\w{2,}[dtn])\W*$",
    r"\b(aangeven|zeggen|weten|nagaan|vertellen) of\b.*\b(is|zijn)\b",
    r"^\W*(have|has|was|were|did)\b.*\w+ed\W*$",
)
PLANNED_WORDS = frozenset(
    "inzet ingezet stap stappen zet zetten pakken pakt pak oppakken planning gepland voornemen voornemens bedoeling agenda onderneemt "
    "ondernomen gebeurt gebeuren beloofd afgesproken afspraken voorzien acties actie maatregelen maatregel steps plans measures".split()
)
"""Words beside the name of a topic that ask what is planned for it."""
ASKS_FOR_ITEMS = _any(
    r"\b(welke|wat|noem|alle|overzicht|lijst|geef|som|toon)\b.*\b(acties?|maatregelen|activiteiten|taken|projecten)\b",
    r"\b(waarvan|waarvoor|van welke acties|voor welke acties|waar)\b.*\b(trekker|verantwoordelijk|trekt)\b",
    r"\bwat (doet|doen|trekt|gaat|pakt|moet)\b",
    r"\b(which|what) (actions|measures)\b",
)


# Forms of an answer ----------------------------------------------------------------------------------------

NUMBER = re.compile(r"(?<![\w.,-])[-−]?\d+(?:[.,]\d+)*(?!\w)|%|\b\d+-")
YEAR = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?!\d|[.,]\d)")
NUMBER_WORD = re.compile(
    r"\b((een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)?(ën|en)?(twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)|"
    r"twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|"
    r"\w+honderd|\w+maal|honderd|duizend|helft|kwart|verdubbel\w*|gehalveerd|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"€|\beuro\b|\bEUR\b|\d[\d.,]*\s*(miljoen|mln|miljard)\b|\bkosteloos\b|\bkostenneutraal\b", re.IGNORECASE
)
SUM = re.compile(
    r"€\s?\d[\d.,]*(?:\s(?:miljoen|mln|miljard))?(?:,-)?|\b\d[\d.,]*(?:\s(?:miljoen|mln))? euro\b", re.IGNORECASE
)
MOMENT = re.compile(
    rf"{YEAR.pattern}|\b({MONTH})\b|\b(eerste|tweede|derde|vierde|1e|2e|3e|4e) (kwartaal|helft|halfjaar)|\b[QK][1-4]\b|\bkwartaal\b|"
    r"\b(maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\w*\b|"
    r"\b(zomer|winter|voorjaar|najaar|lente|herfst)\b|\bdoorlopend\b|\bjaarlijks\b|\bhalfjaarlijks\b",
    re.IGNORECASE,
)
HOW_LONG = re.compile(r"\bhoe ?lang\b|\bhow long\b", re.IGNORECASE)
DURATION = re.compile(
    r"\b(seconden?|minu(ut|ten)|uur|uren|dag(en)?|we(ek|ken)|maand(en)?|jaar|jaren|kwartaal|kwartalen|decennia)\b|"
    r"\b(tot en met|t/m|tot)\b",
    re.IGNORECASE,
)
WHAT_TIME = re.compile(r"\bhoe laat\b|\bwhat time\b", re.IGNORECASE)
CLOCK = re.compile(r"\b\d{1,2}[.:]\d\d\b|\b\d{1,2} uur\b|\b(middernacht|zonsondergang)\b", re.IGNORECASE)
FREQUENCY = re.compile(
    r"\b(half|twee|drie|vier)?(jaarlijks|maandelijks|wekelijks|dagelijks|jaarlijkse|maandelijkse|wekelijkse|halfjaarlijkse)\b|"
    r"\b(twee|drie|vier|vijf|zes|zeven|acht|negen|tien|een|één)maal\b|\b(keer|maal) per\b|\b(een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\d+) (keer|maal)\b|\b(per|elk|elke|ieder|iedere|om de) (jaar|halfjaar|half jaar|kwartaal|maand|week|dag|twee|drie|vier|zes|paar|\d+)\b|"
    r"\b(één|een|eenmaal|eens|twee|drie|vier|tweemaal|driemaal|viermaal|\d+) ?(keer|maal)?\b.{0,12}\bper\b|\bdoorlopend\b|\b(om|elke) de\b|"
    r"\bkwartaal\b|\bonce|twice|every|yearly|monthly\b",
    re.IGNORECASE,
)
CAUSE = re.compile(
    r"\b(omdat|doordat|vanwege|want|aangezien|zodat|daarom|daardoor|reden|oorzaak|gevolg|wegens|dankzij|om te|gezien|in verband met|"
    r"met het oog op|naar aanleiding van|hierdoor|verklaard door|verklaart|hangt samen met|hangen samen met|komt door|kwam door|"
    r"kwamen door|door een|door het|door de|nodig|because|due to)\b|"
    r"\bdoor (langdurige?|tijdelijke?|gebrek|ziekte|corona|onvoorziene?|tekort\w*|drukte|capaciteit\w*|personeel\w*|vertraging\w*)\b|"
    r"\b(niet|later|minder|achter|lukte\w*)\b.{0,60}\bdoor\b",
    re.IGNORECASE,
)
NAME = re.compile(r"(?<!^)(?<![.!?]\s)\b[A-Z][\w’'-]+")
ACTOR = re.compile(
    r"\b(gemeente|politie|raad|gemeenteraad|b&w|college|burgemeester|wethouder|openbaar ministerie|OM|brandweer|GGD|GGZ|stadstoezicht|handhaving|"
    r"woningcorporaties?|scholen|veiligheidsregio|team|afdeling|bureau|dienst|stichting|corporaties?|partners|ondernemers|inwoners|"
    r"jongerenwerk|boa'?s|wijkagent\w*|domein|wij|we|ministerie|Rijk|provincie)\b",
    re.IGNORECASE,
)
RESPONSIBLE = re.compile(
    r"verantwoordelijk|\btrekker\b|\btrekt\b|\bregie\b|\bportefeuille\w*|\bcoördineert\b|\bleiding\b|\bvoert\b|\bvoeren\b|\bbelast\b|\bdoor\b",
    re.IGNORECASE,
)

PLACE_WORD = re.compile(r"\b(wijk|buurt|centrum|station|terrein|gebied|plein|stadsdeel|locatie)\w*", re.IGNORECASE)

# Years in a question

YEAR_RANGE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:-|–|/|tot en met|t/m|tot|until|to)\s*((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
YEARS_TOGETHER = re.compile(
    rf"{YEAR.pattern}(?:\s*(?:,|en|of|and|tot en met|t/m|tot|[-–/])\s*(?:19|20)\d\d(?!\d|[.,]\d))*", re.IGNORECASE
)
IN_YEAR = re.compile(r"\s*\b(?:(?:in|voor|over|van) )?(?:19|20)\d\d\b", re.IGNORECASE)
NAMED_RANGE = re.compile(
    r"(plan|programma|agenda|visie|nota|veiligheid|beleid)\w*\s+(?:\w+\s+){0,2}((?:19|20)\d\d\s*(?:-|–|/|t/m|tot en met)\s*(?:19|20)\d\d)",
    re.IGNORECASE,
)
COMPARES = re.compile(
    r"\b(vergelijk|vergeleken|verschil|verschillen|verschilt|ten opzichte van|t\.o\.v\.|gewijzigd|veranderd|veranderde|compare|"
    r"compared|difference|versus|vs)\b",
    re.IGNORECASE,
)
