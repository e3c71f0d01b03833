"""Every sentence that the screen says, in plain Dutch (B1). Nothing here comes from a document or a question."""

from __future__ import annotations

from datetime import date

from corpus.types import DocumentType, ItemKind

NAME = "Beleidswijzer"
LOCALE = "nl-NL"
OTHER_LANGUAGE = "English"
TAGLINE = "Vragen over het veiligheidsbeleid van de gemeente"
COMPUTER = (
    "U stelt vragen aan een computerprogramma. "
    "Het zoekt in de beleidsdocumenten en laat bij elke zin zien waar die staat."
)
MORE_TABS = "Meer tabbladen"
TAB_QUESTION = "Vraag"
TAB_REGISTER = "Register"
TAB_DOCUMENTS = "Documenten"
TAB_ABOUT = "Over"

# The question
QUESTION_LABEL = "Uw vraag"
QUESTION_PLACEHOLDER = "Typ hier uw vraag"
ASK = "Stel de vraag"
NEW_CONVERSATION = "Nieuw gesprek"
EMPTY_QUESTION = "Typ eerst een vraag. Daarna kunt u op Enter drukken."
EXAMPLES = "U kunt bijvoorbeeld vragen"
WELCOME = "Wat wilt u weten?"
WELCOME_TEXT = "Typ hieronder uw vraag in gewone woorden. U kunt daarna doorvragen."
ONLY_SEARCH_IN = "Zoek alleen in een deel van de documenten"
YEAR = "Jaar"
THEME = "Thema"
KIND_OF_DOCUMENT = "Soort document"
PERIOD = "Periode"
TOPIC = "Onderwerp"
YES = "ja"
OFFICIAL_ONLY = "Alleen officiële documenten"

# The answer
YOUR_QUESTION = "Uw vraag:"
NO_ANSWER = "Geen antwoord in de documenten"
QUESTION_BACK = "Een vraag terug"
NEAREST = "Dit komt er het dichtst bij. Het is geen antwoord op uw vraag."
UNDERSTOOD = "Zo is uw vraag begrepen:"
REMOVE = "Stel de vraag opnieuw zonder"
EVERYWHERE = "Gezocht in alle documenten."
LIMIT = "Zoek in een deel"
LIMIT_NOW = "Kies hieronder waarin u wilt zoeken. Stel de vraag daarna opnieuw."
NOTES = "Let op"
SOURCE = "bron"
STANDALONE = "Gelezen als:"
SEARCHED = "Waar is gezocht?"
COPY = "Kopieer met bronnen"
COPIED = "Het antwoord met bronnen is gekopieerd."
NOT_COPIED = "Kopiëren lukt niet in deze browser. Selecteer de tekst en kopieer die zelf."
SHARE = "Kopieer link naar deze vraag"
SHARED = "De link is gekopieerd. In de link staat alleen uw vraag."
SAVE_DOCX = "Bewaar als Word"
SAVE_PDF = "Bewaar als PDF"
NEXT_QUESTIONS = "U kunt nu ook vragen"
STEPS = {
    "interpret": "vraag lezen",
    "search": "zoeken",
    "write": "antwoord schrijven",
    "verify": "controleren",
}
SAVE_CONVERSATION = "Bewaar het hele gesprek:"
REPORT_TITLE = "Antwoord van Beleidswijzer"
MADE_BY = (
    "Gemaakt met een computerprogramma. Elke zin van het antwoord is gecontroleerd aan de bron. "
    "Controleer het antwoord in de documenten voordat u het gebruikt."
)
MADE_ON = "Gemaakt op"
ORIGIN = "Waarop dit antwoord steunt"
CORPUS_VERSION = "Versie van de ingelezen documenten:"
ANSWER_GONE = "Dit antwoord is er niet meer."
ASK_AGAIN = "Antwoorden worden niet bewaard. Stel de vraag opnieuw en bewaar het antwoord dan."
WAS_IT_USEFUL = "Was dit antwoord nuttig?"
USEFUL = "Ja, nuttig"
NOT_USEFUL = "Nee, niet nuttig"
THANKS = "Bedankt. Uw oordeel is bewaard."
NOT_KEPT = "Uw oordeel kon niet worden bewaard."
WHY_NOT = "Waarom was dit antwoord niet nuttig?"
REASON_NAMES = {
    reason: reason
    for reason in (
        "klopt niet",
        "niet volledig",
        "verkeerde bron",
        "geen antwoord",
        "niet te begrijpen",
        "anders",
    )
}
"""The reasons by the name under which they are kept."""
WITH_QUESTION = "Bewaar ook mijn vraag"
SEND = "Versturen"

# Questions to press
ASK_ACTIONS = "Wat zijn de acties voor {year} op {theme}?"
ASK_GOALS = "Wat zijn de doelen van {theme}?"
ASK_RESULTS = "Welke resultaten zijn er bij {theme}?"
ASK_ADOPTED = "Wanneer heeft de raad het {title} vastgesteld?"
ASK_HOW_OFTEN = "Hoe vaak krijgt de raad een voortgangsrapportage?"
ASK_THEMES = "Welke thema's zijn er?"
ASK_RESPONSIBLE = "Wie is verantwoordelijk voor {topic}?"
ASK_DOES = "Wat doet de gemeente aan {topic}?"

# Sources
SOURCES = "Bronnen"
SOURCES_EMPTY = "Hier komen de bronnen van het antwoord te staan."
SOURCES_OF = "Bij de vraag:"
OFFICIAL = "Officieel document"
SUMMARY = "Samenvatting in eigen woorden, niet volledig"
DOCUMENT_YEAR = "Jaar"
DOCUMENT_TYPE = "Soort"
STATUS = "Status"
PAGE = "Bladzijde"
PRINTED_PAGE = "gedrukt nummer"
PLACE = "Kopjes"
SHOW_PAGE = "Toon de bladzijde"
SHOW_SECTION = "Toon de tekst eromheen"
OPEN_FILE = "Open het document"
OPEN_WEBSITE = "Naar de website"
NEW_TAB = "opent in een nieuw tabblad"
BACK_TO_ANSWER = "Terug naar het antwoord"
UNKNOWN = "niet bekend"

# The page picture
PREVIOUS = "Vorige bladzijde"
NEXT = "Volgende bladzijde"
LARGER = "Groter"
SMALLER = "Kleiner"
CLOSE = "Sluiten"
PAGE_PICTURE = "Afbeelding van bladzijde"
QUOTED_WORDS = "Aangehaalde woorden"
PAGE_TEXT = "Tekst van deze bladzijde"
NO_PICTURE = "Van deze bladzijde kan geen afbeelding worden gemaakt. De tekst staat hieronder."
TEXT_IS_BELOW = "De tekst staat eronder."
BROWSE = "Bladeren en vergroten"
BACK_TO_QUESTION = "Terug naar de vragen"
TRY_LATER = "Probeer het over een minuut opnieuw."
TEXT_OF_SECTION = "Tekst uit het document"

# Register
REGISTER_TITLE = "Register"
REGISTER_TEXT = (
    "Alle acties, doelen, resultaten en cijfers die in de documenten zijn gevonden. "
    "Elke regel leidt naar de plek waar die staat."
)
REGISTER_CAPTION = "Acties, doelen, resultaten, cijfers en verantwoordelijken uit de documenten"
ALL = "alles"
WORDS = "Woorden in de tekst"
WHO = "Wie"
KIND = "Soort"
PROGRESS = "Voortgang"
WHAT = "Wat"
THEME_AND_TOPIC = "Thema en onderwerp"
PLANNING = "Planning en voortgang"
SOURCE_HEAD = "Bron"
NUMBER = "Aantal"
REPORT = "Document"
NO_THEME = "zonder thema"
NOBODY_NAMED = "niemand genoemd"
SUMMARY_SHORT = "samenvatting"
NOTHING_MEETS = "Er is niets gevonden met deze keuze."
ACTIONS_PER_THEME = "Acties per thema en jaar"
PROGRESS_PER_REPORT = "Voortgang per document"
PREVIOUS_ROWS = "Vorige regels"
NEXT_ROWS = "Volgende regels"
SAVE_CSV = "Bewaar als CSV"
SAVE_XLSX = "Bewaar als Excel"
KINDS = {
    ItemKind.GOAL: "Doel",
    ItemKind.ACTION: "Actie",
    ItemKind.RESULT: "Resultaat",
    ItemKind.FIGURE: "Cijfer",
    ItemKind.RESPONSIBLE: "Verantwoordelijke",
}
COUNTED = {
    ItemKind.GOAL: ("1 doel", "doelen"),
    ItemKind.ACTION: ("1 actie", "acties"),
    ItemKind.RESULT: ("1 resultaat", "resultaten"),
    ItemKind.FIGURE: ("1 cijfer", "cijfers"),
    ItemKind.RESPONSIBLE: ("1 verantwoordelijke", "verantwoordelijken"),
}

# Documents
DOCUMENTS_TITLE = "Documenten"
PUBLISHER = "Uitgever"
PAGES = "Bladzijden"
FETCHED = "Opgehaald op"
FILE = "Bestand"
ADDRESS = "Adres"
HASH = "Controlegetal (sha256)"
NOT_READ = "Niet gelezen:"
SHOW_TEXT = "Toon de tekst"
ABOUT_FILE = "Meer over dit bestand"

API_TEXT = (
    "Antwoorden met bronnen uit beleidsdocumenten. "
    "Een antwoord is geciteerd en gecontroleerd, of het zegt waarom er geen is."
)

# Keeping the documents: for an administrator
UPKEEP = "Documenten beheren"
UPKEEP_TEXT = "Hier voegt u documenten toe, haalt u ze weg, en laat u alles opnieuw inlezen."
SIGN_IN = "Aanmelden"
SIGN_IN_TEXT = "Deze bladzijde is voor beheerders. Typ het wachtwoord voor beheer."
SIGN_IN_WRONG = "Dit wachtwoord klopt niet, of er is te vaak geprobeerd. Wacht vijf minuten en probeer het opnieuw."
SIGN_OUT = "Afmelden"
TOKEN = "Wachtwoord voor beheer"
NOT_ALLOWED = "Deze bladzijde is alleen voor beheerders."
NOT_ALLOWED_DO = "Meld u aan als beheerder van dit programma, of vraag het aan de beheerder."
NOT_OUR_PAGE = "Dit verzoek kwam niet van deze bladzijde. Er is niets veranderd."
NOT_OUR_PAGE_DO = "Open de bladzijde Documenten beheren opnieuw en probeer het daar."
ADD_DOCUMENT = "Een document toevoegen"
CHOOSE_FILE = "Bestand (PDF, Word, Excel, OpenDocument, HTML, Markdown of tekst)"
CHOOSE = "Kies een bestand"
NOTHING_CHOSEN = "Nog geen bestand gekozen."
NO_FILE = "Er is geen bestand gekozen."
NO_FILE_DO = "Kies eerst een bestand en druk dan op Toevoegen."
ADD = "Toevoegen"
READ_AGAIN = "Alles opnieuw inlezen"
READ_AGAIN_TEXT = "Alleen wat nieuw of veranderd is, wordt gelezen. Vragen stellen kan intussen gewoon."
READ_AGAIN_NOW = "Opnieuw inlezen"
REMOVE_DOCUMENT = "Een document weghalen"
REMOVE_TEXT = "Het bestand gaat naar de map met weggehaalde documenten. Het wordt niet gewist."
REMOVE_NOW = "Weghalen"
NOTHING_TO_REMOVE = "Er zijn geen documenten die u hier kunt weghalen. Wat in manifest.toml staat, haalt u daar weg."
STANDING = "Hoe staat het ervoor?"
IDLE = "Er wordt nu niets ingelezen."
BEGINNING = "Het inlezen begint."
BUSY_READING = "De documenten worden nu ingelezen. Wacht tot dat klaar is en probeer het dan opnieuw."
BUSY_READING_DO = "Op de bladzijde Documenten beheren ziet u hoe ver het is."
READING_FAILED = "Het inlezen is niet gelukt. De documenten van daarvoor blijven in gebruik."
BACK_TO_UPKEEP = "Terug naar Documenten beheren"
REFRESH = "Ververs"
ADDING = "Document toevoegen"
REMOVING = "Document weghalen"
NAMELESS = "document"
RIGHT_ENDINGS = "Kies een bestand dat eindigt op .pdf, .docx, .xlsx, .odt, .html, .md of .txt"
EMPTY_FILE = "het bestand is leeg"
FETCH_AGAIN = "Haal het bestand opnieuw op en kies het dan"
SPLIT_UP = "Deel het op in kleinere bestanden"
SAVE_AGAIN = "Open het bestand zelf, sla het opnieuw op als PDF, Word of tekst en kies dat"
CHECK_DISK = "Vraag de beheerder van de computer om naar de schijf en de rechten te kijken"
NAME_TAKEN = "er zijn te veel bestanden met deze naam"
NOT_TO_REMOVE = "dit document kan hier niet worden weggehaald"
SEE_MANIFEST = "Misschien is het al weg. Staat het in manifest.toml, haal het dan daar weg"
ADDED = "Toegevoegd"
REPLACED = "Vervangen"
GONE = "Weggehaald"
NOT_IN = "Niet ingelezen"
SET_ASIDE = "Dit bestand kon niet worden gelezen. Het is weer uit de map gehaald"

MCP_TOOLS = {
    "antwoorden": "Beantwoordt een vraag over de beleidsdocumenten met geciteerde zinnen en hun bronnen, "
    "of zegt waarom dat niet kan.",
    "passages": "Zoekt stukken tekst in de beleidsdocumenten, zonder antwoord.",
    "register": "Geeft acties, doelen, resultaten, cijfers en verantwoordelijken uit de beleidsdocumenten.",
}

# About
ABOUT_TITLE = "Over Beleidswijzer"
ABOUT = (
    (
        "Wat kan het?",
        (
            "Het zoekt in de documenten die zijn ingelezen. U vindt ze op het tabblad Documenten.",
            "Het antwoord bestaat uit zinnen die in de documenten staan. Bij elke zin staat een nummer. "
            "Dat nummer brengt u naar de bron.",
            "Een vraag naar acties of doelen krijgt de hele lijst uit het register.",
            "U kunt doorvragen. Het programma neemt mee waar het over ging.",
        ),
    ),
    (
        "Wat kan het niet?",
        (
            "Het weet alleen wat in de ingelezen documenten staat. Staat het er niet, dan zegt het dat.",
            "Het geeft geen mening en geen advies over een besluit of een stem.",
            "Het neemt geen besluiten over mensen en zoekt niets op over personen.",
            "Bij sommige documenten is alleen een samenvatting ingelezen. Dat staat er dan bij.",
            "Het kan iets missen. Controleer een antwoord in de bron voordat u het gebruikt.",
        ),
    ),
)
ASK_A_PERSON = "Liever een mens?"
CONTACT_IS = "Vraag het aan:"
NO_CONTACT = "Vraag het aan de griffie of aan het team Openbare orde en veiligheid van uw gemeente."
URGENT = "Is er direct gevaar? Bel 112. Geen spoed, wel politie? Bel 0900-8844."
PRIVACY = "Wat wordt er bewaard?"
ACCESSIBILITY = "Toegankelijkheid"
ACCESSIBILITY_TEXT = (
    "Deze pagina is gemaakt om te werken met toetsenbord, schermlezer, vergroting en een donker scherm.",
    "Wij toetsen aan WCAG 2.2, niveau AA, met een programma bij elke nieuwe versie. "
    "Een onderzoek door mensen is nog niet gedaan.",
    "Een bladzijde als afbeelding heeft altijd de tekst eronder. Een PDF van een ander kan ontoegankelijk zijn.",
    "Werkt er iets niet voor u? Meld het bij het adres hierboven.",
)
ACCESSIBILITY_LINK = "Naar de toegankelijkheidsverklaring"
FIGURES = "Hoe goed zijn de antwoorden?"
MEASURED_HEADS = ("Vragen over", "Aantal vragen", "Goed antwoord", "Terecht geweigerd", "Goede plek gevonden")
MEASURED_SETS = {
    "almere": "de documenten van Almere",
    "report": "een verzonnen gemeente die nieuw was",
    "tune": "een verzonnen gemeente waarmee is geoefend",
}
"""The sets of questions, by the name that the evaluation gives them, in the order in which they are shown."""
MEASURED_CAUTION = (
    "Goed antwoord: van de vragen die de documenten beantwoorden. "
    "Terecht geweigerd: van de vragen waarop geen antwoord in de documenten staat. "
    "Goede plek gevonden: het juiste stuk tekst stond bij de eerste tien. "
    "Met andere vragen kan het enkele procenten hoger of lager zijn."
)
NOT_MEASURED = "niet gemeten"

# States and errors
STARTING = "Het programma start op. Dat duurt meestal minder dan een halve minuut. U kunt uw vraag al stellen."
STILL_STARTING = "Het programma is nog aan het opstarten. Stel uw vraag over een minuut opnieuw."
NO_INDEX = "Er zijn nog geen documenten ingelezen."
NO_INDEX_DO = "De beheerder kan dat doen met de opdracht make ingest. Deze pagina gaat daarna vanzelf verder."
OLDER_INDEX = (
    "De nieuwste versie van de documenten kan niet worden geopend. U krijgt antwoord uit een eerdere versie. "
    "De beheerder kan de documenten opnieuw inlezen."
)
INDEX_UNUSABLE = (
    "De ingelezen documenten kunnen niet worden geopend. De beheerder kan ze opnieuw inlezen met make ingest."
)
MODEL_UNUSABLE = "Het taalmodel kan niet worden geopend. Meld dit aan de beheerder van dit programma."
BUSY = "Ik zoek in de documenten en controleer elk citaat."
WAITING = "Het is druk, of het programma start nog op. Uw vraag wacht op een plaats."
TOO_BUSY = "Het is nu te druk. Wacht een halve minuut en stel uw vraag dan opnieuw."
FAILED = "Er ging iets mis bij het zoeken. Stel uw vraag opnieuw, of begin een nieuw gesprek."
OFFLINE = (
    "Er is geen verbinding met het programma. Controleer uw netwerk en probeer het opnieuw. Uw vraag staat er nog."
)
ANSWER_READY = "Het antwoord staat er."
REFUSAL_READY = "Er is geen antwoord gevonden. De uitleg staat er."
NOT_FOUND = "Deze bladzijde bestaat niet."
NOT_FOUND_DO = "Misschien zijn de documenten vernieuwd. Ga terug en stel uw vraag opnieuw."
DOCUMENT_GONE = "Dit document staat niet meer in het programma."
SHUT = "Dit adres is hier niet in gebruik."
OTHER_METHOD = "Dit adres werkt op een andere manier. Bekijk de beschrijving op /v1/openapi.json."
NO_LENGTH = "Zeg vooraf hoe groot het verzoek is (Content-Length)."
TOO_LARGE = "Dit is te veel in een keer."
NOT_VALID = "Dit verzoek klopt niet. Bekijk de beschrijving op /v1/openapi.json."
RESTARTED = "Het programma is opnieuw gestart. Het gesprek van daarvoor is weg. U kunt gewoon verder vragen."
NO_SCRIPT = "Dit programma werkt alleen als JavaScript aan staat in uw browser."

DOCUMENT_TYPES = {
    DocumentType.ACTIEPLAN: "Actieplan",
    DocumentType.JAARPLAN: "Jaarplan",
    DocumentType.VOORTGANGSRAPPORTAGE: "Voortgangsrapportage",
    DocumentType.EINDRAPPORTAGE: "Eindrapportage",
    DocumentType.BEGROTING: "Begroting",
    DocumentType.JAARVERSLAG: "Jaarverslag",
    DocumentType.BELEIDSREGEL: "Beleidsregel",
    DocumentType.AANWIJZINGSBESLUIT: "Aanwijzingsbesluit",
    DocumentType.RAADSINFORMATIE: "Raadsinformatie",
    DocumentType.THEMAPAGINA: "Themapagina",
    DocumentType.PUBLIEKSINFORMATIE: "Informatie voor inwoners",
    DocumentType.MONITOR: "Monitor",
    DocumentType.OVERIG: "Ander document",
}


def number_of_sources(count: int) -> str:
    """Say how many sources an answer has."""
    return "1 bron." if count == 1 else f"{count} bronnen."


MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def day(moment: date) -> str:
    """Give a day as it is written: 24 november 2026."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def measured_on(moment: date | None) -> str:
    """Say how and when the answers were measured."""
    when = f" op {day(moment)}" if moment else ""
    return f"Dit is gemeten{when}, met vragen waarvan het goede antwoord bekend is."


def wrong_ending(suffix: str) -> str:
    """Say that files of a kind are not read."""
    return (
        f"bestanden die eindigen op {suffix} worden niet gelezen" if suffix else "de naam heeft geen einde zoals .pdf"
    )


def too_large(most: int) -> str:
    """Say how large a document may be."""
    return f"het bestand is groter dan {most // 1_000_000} MB"


def other_content(suffix: str) -> str:
    """Say that a file is something else than its name says."""
    return f"de naam eindigt op {suffix}, maar de inhoud is iets anders"


def read_again(unchanged: int, *, published: bool) -> str:
    """Say what came of reading anew."""
    kept = "1 document bleef gelijk" if unchanged == 1 else f"{unchanged} documenten bleven gelijk"
    return f"Het inlezen is klaar, {kept}" if published else f"Het inlezen is klaar. Er is niets veranderd, {kept}"


def searched_in(documents: int, passages: int) -> str:
    """Say what was searched."""
    named = "1 document" if documents == 1 else f"{documents} documenten"
    return f"Er is gezocht in {named}, in {passages} stukken tekst."


def port_in_use(host: str, port: int) -> str:
    """Say that another program listens on the port."""
    return (
        f"Pagina openen (http://{host}:{port}): deze poort is al in gebruik. "
        f"Sluit het andere programma, of kies een andere poort met --port {port + 1}."
    )


def part_of(number: int, whole: int) -> str:
    """Say which part of the rows is shown."""
    return f"Deel {number} van {whole}"


def page_of(label: str, last: int) -> str:
    """Say which page of how many is shown."""
    return f"{PAGE} {label} van {last}"


def until(first: str, last: str) -> str:
    """Give a period by its first and last day or year, both included."""
    return f"{first} tot en met {last}"


def documents_counted(documents: int, passages: int, pages: int) -> str:
    """Say how much is in."""
    named = "Er is 1 document ingelezen" if documents == 1 else f"Er zijn {documents} documenten ingelezen"
    paged = f" met {pages} bladzijden (PDF) en" if pages else " met"
    return f"{named},{paged} {passages} stukken tekst waarin wordt gezocht."


def model_writes(name: str) -> str:
    """Say that a language model writes along, and what goes to it."""
    return (
        f"Een taalmodel schrijft mee: {name}. Uw vraag en stukken uit de documenten gaan naar dat model. "
        "De beheerder weet op welke computer het draait. "
        "Wat het schrijft, wordt gecontroleerd aan de zinnen in de documenten."
    )


def privacy(*, stored: bool) -> tuple[str, ...]:
    """Say what is kept, and what is not."""
    feedback = (
        "Geeft u aan of een antwoord nuttig was, dan bewaren we dat met de bronnen van het antwoord. "
        "Uw vraag bewaren we alleen als u dat aankruist."
        if stored
        else "Er is geen plek om te zeggen of een antwoord nuttig was."
    )
    return (
        "Uw vragen en de antwoorden worden niet opgeslagen. Ze staan alleen in het geheugen, zodat u kunt doorvragen.",
        "Sluit u de pagina of begint u een nieuw gesprek, dan zijn ze weg.",
        "Er zijn geen cookies om u te volgen. De pagina haalt niets op bij andere websites.",
        feedback,
        "Typ geen gegevens over personen, zoals een naam, een adres of een burgerservicenummer.",
    )
