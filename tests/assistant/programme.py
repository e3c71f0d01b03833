"""A programme with numbered actions and money, and the report about it, of Voorbeeldstad; all is made up."""

from __future__ import annotations

from pathlib import Path

PROGRAMME = """# Uitvoeringsprogramma Veiligheid 2024

Gemeente Voorbeeldstad. Fictief document: deze gemeente bestaat niet.

De camera's op het Marktplein hangen er sinds 2021. Voor de wijken zijn vijf wijkagenten beschikbaar.
Voorbeeldstad telt 31.200 inwoners. In 2023 bezochten 410 inwoners van 65 jaar en ouder een voorlichting.

## Thema 1: Wonen en buurt

### Wat gaan wij in 2024 doen?

| Nr. | Actie | Trekker | Planning |
|---|---|---|---|
| 1.1 | Opstellen van een privacyprotocol voor het buurtoverleg | Team Zorg | Q1 |
| 1.2 | Werven van acht vrijwilligers voor de buurtbemiddeling | Stichting De Brug | Schooljaar 2023-2024 |

## Thema 2: Verkeer

### Wat gaan wij in 2024 doen?

| Nr. | Actie | Trekker | Planning |
|---|---|---|---|
| 2.1 | Definitief ontwerp van de rotonde aan de Dorpsweg | Team Wegen | Q4 |
| 2.2 | Aanvraag van een flitspaal op de Polderweg | Team Wegen | Q2 |

## Kosten

Tabel 1 Begroting 2024 (in euro's)

| Thema | Structureel | Incidenteel | Totaal |
|---|---|---|---|
| Wonen en buurt | 90.000 | 12.000 | 102.000 |
| Verkeer | 45.000 | 40.000 | 85.000 |
| Totaal | 135.000 | 52.000 | 187.000 |

Voor Verkeer is € 37.000 meer nodig dan in 2023.

## Rollen

| Thema | Bestuurlijk trekker | Ambtelijk trekker |
|---|---|---|
| Wonen en buurt | Wethouder Anja Bos | Beleidsadviseur wonen |
| Verkeer | Wethouder Piet Vos | Verkeerskundige |

Wethouder Piet Vos is bestuurlijk trekker van deze prioriteit.
De Brug verzorgt de buurtbemiddeling in alle wijken.

## Woordenlijst

Sleutelpersoon: iemand die de buurt kent en die bewoners vertrouwen.
"""

REPORT = """# Jaarverslag Veiligheid 2024

Gemeente Voorbeeldstad. Fictief document: deze gemeente bestaat niet.

Twee extra wijkagenten zijn gevraagd. Sleutelpersonen kregen een cursus.

## Thema 1: Wonen en buurt

| Nr. | Actie | Status | Toelichting |
|---|---|---|---|
| 1.1 | Privacyprotocol | rood | Vertraagd. De functionaris heeft bedenkingen bij de bewaartermijn. |
| 1.2 | Vrijwilligers buurtbemiddeling | groen | Acht vrijwilligers zijn geworven en opgeleid. |

## Thema 2: Verkeer

| Nr. | Actie | Status | Toelichting |
|---|---|---|---|
| 2.1 | Ontwerp rotonde | oranje | Vertraagd. De provincie vroeg een onderzoek; de aanleg verschuift naar 2026. |
| 2.2 | Flitspaal Polderweg | groen | De aanvraag is op 3 mei afgewezen, omdat de weg eerst moet worden aangepast. |

## Uitgaven

Tabel 1 Begroot en uitgegeven in 2024, in euro's

| Thema | Begroot | Uitgegeven |
|---|---|---|
| Wonen en buurt | 102.000 | 98.500 |
| Verkeer | 85.000 | 61.000 |

## Toezeggingen aan de raad

- Het college stuurt voor 1 juli een brief over de flitspaal.
- De raad ontvangt in het najaar een plan voor de schoolroutes.
"""


def write_programme(folder: Path) -> Path:
    """Write both documents into `folder` and give it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "uitvoeringsprogramma-2024.md").write_text(PROGRAMME, encoding="utf-8")
    (folder / "jaarverslag-2024.md").write_text(REPORT, encoding="utf-8")
    return folder
