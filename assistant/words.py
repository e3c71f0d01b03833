"""Every sentence of our own in an answer or refusal, in plain Dutch (B1) and English; quotes are never here."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.types import Language

TEXTS: dict[str, tuple[str, str]] = {
    # leads
    "quote": ("In de documenten staat hierover:", "The documents say about this:"),
    "quote_from": ("In {source} staat:", "{source} says:"),
    "newest": (
        "U noemde geen jaar. Dit komt uit de nieuwste uitgave: {source}.",
        "You named no year. This is from the newest edition: {source}.",
    ),
    "actions": ("{count} gevonden in {sources}.", "{count} found in {sources}."),
    "count_action": ("1 actie", "1 action"),
    "count_actions": ("{n} acties", "{n} actions"),
    "count_goal": ("1 doel", "1 goal"),
    "count_goals": ("{n} doelen", "{n} goals"),
    "count_item": ("1 punt", "1 item"),
    "count_items": ("{n} punten", "{n} items"),
    "count_theme": ("1 thema", "1 theme"),
    "count_themes": ("{n} thema's", "{n} themes"),
    "count_topic": ("1 onderwerp", "1 topic"),
    "count_topics": ("{n} onderwerpen", "{n} topics"),
    "who": ("Hierover wordt een verantwoordelijke genoemd:", "A responsible party is named for this:"),
    "member": ("Dit onderwerp staat onder het thema {theme}.", "This topic stands under the theme {theme}."),
    "progress_found": (
        "Gevonden: het voornemen, en wat de rapportages erover melden.",
        "Found: the intention, and what the reports say about it.",
    ),
    "money_found": ("Dit staat in de tabellen met geld:", "The tables of money say:"),
    "compare": ("Per jaar, uit de documenten:", "Per year, from the documents:"),
    "compare_missing": ("Voor {year} is hierover niets gevonden.", "Nothing was found about this for {year}."),
    "closest": ("Dit komt er het dichtst bij:", "This comes closest:"),
    "parts": ("Per deel van uw vraag:", "For each part of your question:"),
    "part_missing": (
        "Over dit deel is niets gevonden: ‘{part}’",
        "Nothing was found about this part: ‘{part}’",
    ),
    "model_lead": (
        "In het kort, met bij elke zin de bron:",
        "In short, with the source of each sentence:",
    ),
    # claim pieces
    "lead_party": ("trekker: {names}", "lead: {names}"),
    "partners": ("partners: {names}", "partners: {names}"),
    "portfolio": ("portefeuillehouder: {names}", "portfolio holder: {names}"),
    "responsible": ("verantwoordelijk: {names}", "responsible: {names}"),
    "planning": ("planning: {text}", "planning: {text}"),
    "budget": ("budget: {text}", "budget: {text}"),
    "status": ("status: {text}", "status: {text}"),
    "group_plan": ("Voornemen", "Intention"),
    "group_report": ("{source}", "{source}"),
    # notes
    "no_party_some": (
        "Bij {n} van de {total} wordt geen trekker of verantwoordelijke genoemd.",
        "For {n} of the {total} no lead or responsible party is named.",
    ),
    "no_party_all": (
        "Bij geen van deze punten wordt een trekker of verantwoordelijke genoemd.",
        "No lead or responsible party is named for any of these.",
    ),
    "summary_incomplete": (
        "Let op: {sources} is een samenvatting in eigen woorden en niet volledig. De officiële tekst: {urls}",
        "Note: {sources} is a summary in our own words and not complete. The official text: {urls}",
    ),
    "summary_incomplete_no_url": (
        "Let op: {sources} is een samenvatting in eigen woorden en niet volledig.",
        "Note: {sources} is a summary in our own words and not complete.",
    ),
    "conflict": (
        "Let op: de documenten spreken elkaar tegen. Beide staan hier met hun bron.",
        "Note: the documents contradict each other. Both are shown with their source.",
    ),
    "topic_read": (
        "Ik lees uw vraag als een vraag over ‘{topic}’.",
        "I read your question as one about ‘{topic}’.",
    ),
    "topic_unsaid": (
        "Deze woorden uit uw vraag staan daar niet bij: {words}.",
        "These words of your question are not found there: {words}.",
    ),
    "other_editions": (
        "Ook in andere jaren staat hier iets over: {years}. Vraag ernaar met het jaartal.",
        "Other years also say something about this: {years}. Ask with the year.",
    ),
    "not_reported": (
        "In geen van de rapportages is dit teruggevonden. Doorzocht: {reports}.",
        "This was found in none of the reports. Searched: {reports}.",
    ),
    "not_reported_some": (
        "In geen van de rapportages teruggevonden: {items}. Doorzocht: {reports}.",
        "Found in none of the reports: {items}. Searched: {reports}.",
    ),
    "colour_found": (
        "{found} van de {total} acties in {source} staan op {colour}.",
        "{found} of the {total} actions in {source} are on {colour}.",
    ),
    "outcome_found": (
        "{found} van de {total} acties: {what}. Met wat de rapportages erover melden.",
        "{found} of the {total} actions: {what}. With what the reports say about them.",
    ),
    "outcome_none": (
        "Van de {total} acties melden de rapportages van geen enkele: {what}.",
        "Of the {total} actions the reports say of none: {what}.",
    ),
    "outcome_rest": ("De andere acties: {counts}.", "The other actions: {counts}."),
    "outcome_done": ("uitgevoerd", "done"),
    "outcome_partly": ("deels uitgevoerd", "partly done"),
    "outcome_busy": ("in uitvoering", "in progress"),
    "outcome_waiting": ("nog niet gestart", "not started yet"),
    "outcome_moved": ("vertraagd of doorgeschoven", "delayed or moved to later"),
    "outcome_stopped": ("gestopt", "stopped"),
    "outcome_unclear": ("uitkomst niet duidelijk", "outcome not clear"),
    "outcome_silent": ("niet teruggevonden in een rapportage", "found in no report"),
    "unproven": (
        "{n} gevonden punten zijn weggelaten: hun woorden staan niet precies zo op de bladzijde. Kijk in het register.",
        "{n} items were left out: their words do not stand on the page exactly so. See the register.",
    ),
    "no_reports": (
        "Er zijn geen rapportages over deze periode in de verzameling.",
        "There are no reports about this period in the collection.",
    ),
    "corrected": ("Gelezen als: {pairs}.", "Read as: {pairs}."),
    "understood": ("Begrepen als: {question}", "Understood as: {question}"),
    "unread": (
        "Niet alle bladzijden konden worden gelezen: {pages}.",
        "Not every page could be read: {pages}.",
    ),
    "ocr": (
        "Een bron is een scan. Controleer cijfers in het document zelf.",
        "A source is a scan. Check figures in the document itself.",
    ),
    "inferred_all": ("Dit zijn alle gevonden punten.", "These are all items found."),
    "searched": ("Doorzocht: {documents}.", "Searched: {documents}."),
    "model_wrote": (
        "Een taalmodel schreef deze zinnen ({name}). De woorden zijn vergeleken met de bron. Twijfelt u? Lees de bron.",
        "A language model wrote these sentences ({name}). The words were compared with the source. In doubt? Read it.",
    ),
    "model_failed": (
        "Het taalmodel gaf geen antwoord ({why}). U ziet de zinnen uit de bron zelf.",
        "The language model gave no answer ({why}). You see the source's own sentences.",
    ),
    "model_too_little": (
        "Het taalmodel gaf geen goed antwoord. U ziet de zinnen uit de bron zelf.",
        "The language model gave no good answer. You see the source's own sentences.",
    ),
    "model_unreachable": ("geen verbinding", "no connection"),
    "model_late": ("te laat", "too late"),
    "model_denied": ("geen toegang", "no access"),
    "model_busy": ("te druk", "too busy"),
    "model_broken": ("storing", "a fault"),
    "model_unusable": ("onleesbaar", "not readable"),
    "model_resting": ("even niet bereikbaar", "not there for a moment"),
    "model_budget": ("te veel tekst", "too much text"),
    "plain_quotes": (
        "Dit zijn zinnen uit de bron zelf. Ik kan ze niet in eenvoudige woorden zetten.",
        "These are the source's own sentences. I cannot put them in simple words.",
    ),
    # refusals
    "not_in_documents": (
        "Dit staat niet in de documenten die ik heb doorzocht.",
        "This is not in the documents that I searched.",
    ),
    "missing_terms": ("Ik vond niets over: {terms}.", "I found nothing about: {terms}."),
    "no_number": (
        "De documenten noemen het onderwerp wel, maar niet het gevraagde getal.",
        "The documents mention the subject, but not the number you ask for.",
    ),
    "no_reason": (
        "De documenten noemen het onderwerp wel, maar geen reden.",
        "The documents mention the subject, but no reason.",
    ),
    "no_amount": (
        "De documenten noemen het onderwerp wel, maar niet het gevraagde bedrag.",
        "The documents mention the subject, but not the amount you ask for.",
    ),
    "no_moment": (
        "De documenten noemen het onderwerp wel, maar niet de gevraagde datum of periode.",
        "The documents mention the subject, but not the date or period you ask for.",
    ),
    "other_year": (
        "Over {asked} is hierover niets gevonden. Wel over: {years}.",
        "Nothing was found about this for {asked}. There is for: {years}.",
    ),
    "other_year_plain": (
        "De documenten gaan niet over {asked}. Ze gaan over: {years}.",
        "The documents are not about {asked}. They are about: {years}.",
    ),
    "other_municipality": (
        "Uw vraag gaat over {asked}. De documenten gaan over {own}, niet over {asked}.",
        "Your question is about {asked}. The documents are about {own}, not about {asked}.",
    ),
    "no_responsible_party": (
        "De documenten noemen hierbij geen trekker of verantwoordelijke.",
        "The documents name no lead or responsible party for this.",
    ),
    "no_partner": (
        "De documenten noemen hierbij geen partners.",
        "The documents name no partners for this.",
    ),
    "false_premise": (
        "De documenten bevestigen niet wat uw vraag aanneemt.",
        "The documents do not confirm what your question assumes.",
    ),
    "opinion": (
        "Ik geef geen mening en geen advies. Ik laat alleen zien wat in de documenten staat.",
        "I give no opinion and no advice. I only show what the documents say.",
    ),
    "off_topic": (
        "Deze vraag gaat niet over de beleidsdocumenten. Ik beantwoord alleen vragen daarover.",
        "This question is not about the policy documents. I only answer questions about those.",
    ),
    "instruction": (
        "Ik voer geen opdrachten uit. Ik beantwoord alleen vragen over de beleidsdocumenten.",
        "I do not carry out instructions. I only answer questions about the policy documents.",
    ),
    "urgent": (
        "Is er direct gevaar? Bel 112. Geen spoed, wel politie? Bel 0900-8844. Ik kan u hierbij niet helpen: "
        "ik ken alleen beleidsdocumenten.",
        "Is there immediate danger? Call 112. Police, not urgent? Call 0900-8844. I cannot help with this: I only know "
        "policy documents.",
    ),
    "despair": (
        "Denkt u aan zelfdoding? Bel 113 of 0800-0113, dag en nacht, of kijk op 113.nl. Bij direct gevaar: bel 112. "
        "Ik ben een computerprogramma en kan u hierbij niet helpen.",
        "Are you thinking of suicide? Call 113 or 0800-0113, day and night, or see 113.nl. "
        "In immediate danger: call 112. I am a computer program and cannot help with this.",
    ),
    "personal": (
        "Over persoonlijke zaken kan ik niets zeggen: ik ken alleen beleidsdocumenten. Neem contact op met de gemeente "
        "(14 met het netnummer). Bij direct gevaar: bel 112.",
        "I cannot say anything about personal matters: I only know policy documents. Contact the municipality. In "
        "immediate danger: call 112.",
    ),
    "underspecified": (
        "Waarover wilt u dit weten? Noem een onderwerp, bijvoorbeeld: {examples}.",
        "What would you like to know this about? Name a subject, for example: {examples}.",
    ),
    "empty": (
        "U heeft nog geen vraag gesteld. Typ uw vraag.",
        "You have not asked a question yet. Type your question.",
    ),
    "long": (
        "Uw vraag is te lang ({n} tekens; er passen {most} tekens in). Stel een kortere vraag.",
        "Your question is too long ({n} characters; {most} fit). Ask a shorter question.",
    ),
    "wordless": (
        "In uw vraag staan geen woorden. Stel uw vraag in woorden.",
        "Your question has no words. Ask in words.",
    ),
}


def say(language: Language, key: str, **values: object) -> str:
    """Give one of our sentences in the language of the question."""
    dutch, english = TEXTS[key]
    return (english if language is Language.ENGLISH else dutch).format(**values)


def listed(language: Language, names: Sequence[str]) -> str:
    """Give names as a list in a sentence: "a, b en c"."""
    joiner = " and " if language is Language.ENGLISH else " en "
    return joiner.join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def counted(language: Language, kind: str, n: int) -> str:
    """Give "1 actie" or "7 acties"; `kind` is action, goal or item."""
    return say(language, f"count_{kind}" if n == 1 else f"count_{kind}s", n=n)
