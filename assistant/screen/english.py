"""What a visitor reads on the page when English was chosen: the same names as in dutch.py, in plain English.

Document titles, quotes and kinds of reports stay as the documents have them.
"""

from __future__ import annotations

from datetime import date

from corpus.types import DocumentType, ItemKind

LOCALE = "en-GB"
OTHER_LANGUAGE = "Nederlands"
TAGLINE = "Questions about the municipality's safety policy"
COMPUTER = (
    "You are asking a computer program. "
    "It searches the policy documents and shows for every sentence where it stands. The documents are in Dutch."
)
MORE_TABS = "More tabs"
TAB_QUESTION = "Question"
TAB_REGISTER = "Register"
TAB_DOCUMENTS = "Documents"
TAB_ABOUT = "About"

# The question
QUESTION_LABEL = "Your question"
QUESTION_PLACEHOLDER = "Type your question here"
ASK = "Ask the question"
NEW_CONVERSATION = "New conversation"
EMPTY_QUESTION = "Type a question first. Then press Enter."
EXAMPLES = "You could ask, for example"
WELCOME = "What would you like to know?"
WELCOME_TEXT = "Type your question below in plain words, in English or Dutch. You can ask a next question after it."
ONLY_SEARCH_IN = "Search in a part of the documents only"
YEAR = "Year"
THEME = "Theme"
KIND_OF_DOCUMENT = "Kind of document"
PERIOD = "Period"
TOPIC = "Topic"
YES = "yes"
OFFICIAL_ONLY = "Official documents only"

# The answer
YOUR_QUESTION = "Your question:"
NO_ANSWER = "No answer in the documents"
QUESTION_BACK = "A question back"
NEAREST = "This comes closest. It is not an answer to your question."
UNDERSTOOD = "Your question was read as:"
REMOVE = "Ask again without"
EVERYWHERE = "All documents were searched."
LIMIT = "Search in a part"
LIMIT_NOW = "Choose below where to search. Then ask the question again."
NOTES = "Please note"
SOURCE = "source"
STANDALONE = "Read as:"
SEARCHED = "Where was searched?"
COPY = "Copy with sources"
COPIED = "The answer was copied with its sources."
NOT_COPIED = "Copying does not work in this browser. Select the text and copy it yourself."
SHARE = "Copy a link to this question"
SHARED = "The link was copied. It holds your question and nothing else."
SAVE_DOCX = "Save as Word"
SAVE_PDF = "Save as PDF"
NEXT_QUESTIONS = "You could also ask"
STEPS = {
    "interpret": "reading the question",
    "search": "searching",
    "write": "writing the answer",
    "verify": "checking",
}
SAVE_CONVERSATION = "Save the whole conversation:"
REPORT_TITLE = "Answer of Beleidswijzer"
MADE_BY = (
    "Made with a computer program. Every sentence of the answer was checked against its source. "
    "Check the answer in the documents before you use it."
)
MADE_ON = "Made on"
ORIGIN = "What this answer stands on"
CORPUS_VERSION = "Version of the documents:"
ANSWER_GONE = "This answer is no longer here."
ASK_AGAIN = "Answers are not kept. Ask the question again and then save the answer."
WAS_IT_USEFUL = "Was this answer useful?"
USEFUL = "Yes, useful"
NOT_USEFUL = "No, not useful"
THANKS = "Thank you. Your judgement was kept."
NOT_KEPT = "Your judgement could not be kept."
WHY_NOT = "Why was this answer not useful?"
REASON_NAMES = {
    "klopt niet": "it is wrong",
    "niet volledig": "it is not complete",
    "verkeerde bron": "wrong source",
    "geen antwoord": "no answer",
    "niet te begrijpen": "I cannot follow it",
    "anders": "something else",
}
WITH_QUESTION = "Keep my question too"
SEND = "Send"

# Questions to press
ASK_ACTIONS = "What are the actions for {year} on {theme}?"
ASK_GOALS = "What are the goals of {theme}?"
ASK_RESULTS = "What are the results on {theme}?"
ASK_ADOPTED = "When did the council adopt the {title}?"
ASK_HOW_OFTEN = "How often does the council get a progress report?"
ASK_THEMES = "Which themes are there?"
ASK_RESPONSIBLE = "Who is responsible for {topic}?"
ASK_DOES = "What does the municipality do about {topic}?"

# Sources
SOURCES = "Sources"
SOURCES_EMPTY = "The sources of the answer will stand here."
SOURCES_OF = "With the question:"
OFFICIAL = "Official document"
SUMMARY = "Summary in our own words, not complete"
DOCUMENT_YEAR = "Year"
DOCUMENT_TYPE = "Kind"
STATUS = "Status"
PAGE = "Page"
PRINTED_PAGE = "printed number"
PLACE = "Headings"
SHOW_PAGE = "Show the page"
SHOW_SECTION = "Show the text around it"
OPEN_FILE = "Open the document"
OPEN_WEBSITE = "To the website"
NEW_TAB = "opens in a new tab"
BACK_TO_ANSWER = "Back to the answer"
UNKNOWN = "not known"

# The page picture
PREVIOUS = "Previous page"
NEXT = "Next page"
LARGER = "Larger"
SMALLER = "Smaller"
CLOSE = "Close"
PAGE_PICTURE = "Picture of page"
QUOTED_WORDS = "Quoted words"
PAGE_TEXT = "Text of this page"
NO_PICTURE = "No picture can be made of this page. The text stands below."
TEXT_IS_BELOW = "The text stands below it."
BROWSE = "Browse and enlarge"
BACK_TO_QUESTION = "Back to the questions"
TRY_LATER = "Try again in a minute."
TEXT_OF_SECTION = "Text of the document"

# Register
REGISTER_TITLE = "Register"
REGISTER_TEXT = (
    "All actions, goals, results and figures that were found in the documents. "
    "Every row leads to the place where it stands."
)
REGISTER_CAPTION = "Actions, goals, results, figures and who is responsible, from the documents"
ALL = "all"
WORDS = "Words in the text"
WHO = "Who"
KIND = "Kind"
PROGRESS = "Progress"
WHAT = "What"
THEME_AND_TOPIC = "Theme and topic"
PLANNING = "Planning and progress"
SOURCE_HEAD = "Source"
NUMBER = "Number"
REPORT = "Document"
NO_THEME = "without a theme"
NOBODY_NAMED = "nobody named"
SUMMARY_SHORT = "summary"
NOTHING_MEETS = "Nothing was found with this choice."
ACTIONS_PER_THEME = "Actions by theme and year"
PROGRESS_PER_REPORT = "Progress by document"
PREVIOUS_ROWS = "Previous rows"
NEXT_ROWS = "Next rows"
SAVE_CSV = "Save as CSV"
SAVE_XLSX = "Save as Excel"
KINDS = {
    ItemKind.GOAL: "Goal",
    ItemKind.ACTION: "Action",
    ItemKind.RESULT: "Result",
    ItemKind.FIGURE: "Figure",
    ItemKind.RESPONSIBLE: "Responsible",
}
COUNTED = {
    ItemKind.GOAL: ("1 goal", "goals"),
    ItemKind.ACTION: ("1 action", "actions"),
    ItemKind.RESULT: ("1 result", "results"),
    ItemKind.FIGURE: ("1 figure", "figures"),
    ItemKind.RESPONSIBLE: ("1 responsible party", "responsible parties"),
}

# Documents
DOCUMENTS_TITLE = "Documents"
PUBLISHER = "Publisher"
PAGES = "Pages"
FETCHED = "Fetched on"
FILE = "File"
ADDRESS = "Address"
HASH = "Checksum (sha256)"
NOT_READ = "Not read:"
SHOW_TEXT = "Show the text"
ABOUT_FILE = "More about this file"

# About
ABOUT_TITLE = "About Beleidswijzer"
ABOUT = (
    (
        "What can it do?",
        (
            "It searches the documents that were read. You find them on the tab Documents.",
            "The answer is made of sentences that stand in the documents. Every sentence has a number. "
            "The number brings you to the source.",
            "A question about actions or goals gets the whole list from the register.",
            "You can ask a next question. The program takes along what it was about.",
        ),
    ),
    (
        "What can it not do?",
        (
            "It knows only what stands in the documents that were read. If it is not there, it says so.",
            "It gives no opinion, and no advice on a decision or a vote.",
            "It takes no decisions about people and looks up nothing about persons.",
            "Of some documents only a summary was read. It says so where that is the case.",
            "It can miss something. Check an answer in the source before you use it.",
        ),
    ),
)
ASK_A_PERSON = "Would you rather ask a person?"
CONTACT_IS = "Ask:"
NO_CONTACT = "Ask the council's registry, or your municipality's public order and safety team."
URGENT = "Is there danger now? Call 112. Not urgent, but for the police? Call 0900-8844."
PRIVACY = "What is kept?"
ACCESSIBILITY = "Accessibility"
ACCESSIBILITY_TEXT = (
    "This page was made to work with a keyboard, a screen reader, enlargement and a dark screen.",
    "We test against WCAG 2.2, level AA, with a program at every new version. It has not been examined by people yet.",
    "A page that is shown as a picture always has its text below it. A PDF of somebody else may be inaccessible.",
    "Does something not work for you? Report it at the address above.",
)
ACCESSIBILITY_LINK = "To the accessibility statement"
FIGURES = "How good are the answers?"
MEASURED_HEADS = ("Questions about", "Number of questions", "Right answer", "Rightly refused", "Right place found")
MEASURED_SETS = {
    "almere": "the documents of Almere",
    "report": "a made-up municipality that was new",
    "tune": "a made-up municipality that was practised on",
}
MEASURED_CAUTION = (
    "Right answer: of the questions that the documents answer. "
    "Rightly refused: of the questions that have no answer in the documents. "
    "Right place found: the right piece of text was among the first ten. "
    "With other questions it may be a few per cent higher or lower."
)
NOT_MEASURED = "not measured"

# States and errors
STARTING = "The program is starting. That mostly takes less than half a minute. You can already ask your question."
STILL_STARTING = "The program is still starting. Ask your question again in a minute."
NO_INDEX = "No documents have been read yet."
NO_INDEX_DO = "The administrator can do that with the command make ingest. This page then goes on by itself."
OLDER_INDEX = (
    "The newest version of the documents cannot be opened. You get answers from an earlier version. "
    "The administrator can read the documents again."
)
INDEX_UNUSABLE = "The documents cannot be opened. The administrator can read them again with make ingest."
MODEL_UNUSABLE = "The language model cannot be opened. Please tell the administrator of this program."
BUSY = "I am searching the documents and checking every quote."
WAITING = "It is busy, or the program is still starting. Your question waits for its turn."
TOO_BUSY = "It is too busy now. Wait half a minute and ask your question again."
FAILED = "Something went wrong while searching. Ask your question again, or begin a new conversation."
OFFLINE = "There is no connection to the program. Check your network and try again. Your question is still there."
ANSWER_READY = "The answer is there."
REFUSAL_READY = "No answer was found. The explanation is there."
NOT_FOUND = "This page does not exist."
NOT_FOUND_DO = "Perhaps the documents were renewed. Go back and ask your question again."
DOCUMENT_GONE = "This document is no longer in the program."
RESTARTED = "The program was started again. The conversation before that is gone. You can simply go on asking."
NO_SCRIPT = "This program works only with JavaScript switched on in your browser."

DOCUMENT_TYPES = {
    DocumentType.ACTIEPLAN: "Action plan",
    DocumentType.JAARPLAN: "Annual plan",
    DocumentType.VOORTGANGSRAPPORTAGE: "Progress report",
    DocumentType.EINDRAPPORTAGE: "Final report",
    DocumentType.BEGROTING: "Budget",
    DocumentType.JAARVERSLAG: "Annual report",
    DocumentType.BELEIDSREGEL: "Policy rule",
    DocumentType.AANWIJZINGSBESLUIT: "Designation order",
    DocumentType.RAADSINFORMATIE: "Information for the council",
    DocumentType.THEMAPAGINA: "Theme page",
    DocumentType.PUBLIEKSINFORMATIE: "Information for residents",
    DocumentType.MONITOR: "Monitor",
    DocumentType.OVERIG: "Other document",
}


def number_of_sources(count: int) -> str:
    """Say how many sources an answer has."""
    return "1 source." if count == 1 else f"{count} sources."


MONTHS = tuple("January February March April May June July August September October November December".split())


def day(moment: date) -> str:
    """Give a day as it is written: 24 November 2026."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def measured_on(moment: date | None) -> str:
    """Say how and when the answers were measured."""
    when = f" on {day(moment)}" if moment else ""
    return f"This was measured{when}, with questions whose right answer is known."


def searched_in(documents: int, passages: int) -> str:
    """Say what was searched."""
    named = "1 document was" if documents == 1 else f"{documents} documents were"
    return f"{named} searched, in {passages} pieces of text."


def part_of(number: int, whole: int) -> str:
    """Say which part of the rows is shown."""
    return f"Part {number} of {whole}"


def page_of(label: str, last: int) -> str:
    """Say which page of how many is shown."""
    return f"{PAGE} {label} of {last}"


def until(first: str, last: str) -> str:
    """Give a period by its first and last day or year, both included."""
    return f"{first} up to and including {last}"


def documents_counted(documents: int, passages: int, pages: int) -> str:
    """Say how much is in."""
    named = "1 document was read" if documents == 1 else f"{documents} documents were read"
    paged = f" with {pages} pages (PDF) and" if pages else " with"
    return f"{named},{paged} {passages} pieces of text that are searched."


def model_writes(name: str) -> str:
    """Say that a language model writes along, and what goes to it."""
    return (
        f"A language model writes along: {name}. Your question and pieces of the documents go to that model. "
        "The administrator knows on which computer it runs. "
        "What it writes is checked against the sentences in the documents."
    )


def privacy(*, stored: bool) -> tuple[str, ...]:
    """Say what is kept, and what is not."""
    feedback = (
        "If you say whether an answer was useful, we keep that with the answer's sources. "
        "We keep your question only if you tick the box."
        if stored
        else "There is no place to say whether an answer was useful."
    )
    return (
        "Your questions and the answers are not stored. They are in memory only, so that you can ask a next question.",
        "When you close the page or begin a new conversation, they are gone.",
        "There are no cookies to follow you. The page fetches nothing from other websites.",
        feedback,
        "Do not type data about persons, such as a name, an address or a citizen service number.",
    )
