"""A small policy cycle of Voorbeeldstad, as a folder of Markdown. Voorbeeldstad does not exist; all is made up."""

from __future__ import annotations

from pathlib import Path

PLAN = """# Actieplan Veiligheid 2022-2025

Gemeente Voorbeeldstad. Fictief document: deze gemeente bestaat niet.
Vastgesteld door de gemeenteraad op 3 maart 2022.

De burgemeester, mevrouw A. de Wit, is portefeuillehouder veiligheid.
De thema's van dit plan zijn Veilige wijken en Jeugd en veiligheid.
Voor dit plan vulden 812 inwoners een vragenlijst in.

## Thema 1: Veilige wijken

### Woninginbraken

#### Doelstelling

In 2025 ligt het aantal woninginbraken op 90.

## Thema 2: Jeugd en veiligheid

### Jeugdoverlast

#### Doelstelling

In 2025 ligt het aantal meldingen van jeugdoverlast op 300.
"""

YEAR = """# Jaarplan Veiligheid 2023

Gemeente Voorbeeldstad. Fictief document: deze gemeente bestaat niet.

## Thema 1: Veilige wijken

### Woninginbraken

#### Wat gaan wij in 2023 doen?

| Actie | Trekker | Partners | Planning | Budget |
|---|---|---|---|---|
| Sloten vervangen bij 120 huurwoningen | Woonstichting De Wilg | politie | Q2 2023 | € 40.000 |
| Vier buurtavonden over inbraakpreventie houden in de Noorderwijk | Team Wijken | | Q3 2023 | € 8.000 |

## Thema 2: Jeugd en veiligheid

### Jeugdoverlast

#### Wat gaan wij in 2023 doen?

| Actie | Trekker | Partners | Planning | Budget |
|---|---|---|---|---|
| Twee extra jongerenwerkers aanstellen | Stichting Het Anker | Team Wijken | Q1 2023 | € 90.000 |
| Een jongerencentrum openen aan de Kade | Team Jeugd | | Q4 2023 | € 210.000 |
"""

FIRST_HALF = """# Voortgangsrapportage Veiligheid eerste helft 2023

Gemeente Voorbeeldstad. Fictief document: deze gemeente bestaat niet.

## Thema 1: Veilige wijken

### Woninginbraken

Het aantal woninginbraken bedroeg in de eerste helft van 2023 51.
De sloten zijn bij 120 huurwoningen vervangen.

## Thema 2: Jeugd en veiligheid

### Jeugdoverlast

De opening van het jongerencentrum aan de Kade is doorgeschoven naar 2024. De aannemer had meer tijd nodig.
"""

SECOND_HALF = """# Voortgangsrapportage Veiligheid tweede helft 2023

Gemeente Voorbeeldstad. Fictief document: deze gemeente bestaat niet.

## Thema 1: Veilige wijken

### Woninginbraken

Het aantal woninginbraken bedroeg in de tweede helft van 2023 48.
In heel 2023 bedroeg het aantal woninginbraken 99.
De buurtavonden over inbraakpreventie in de Noorderwijk zijn gehouden.

## Thema 2: Jeugd en veiligheid

### Jeugdoverlast

De twee extra jongerenwerkers zijn aangesteld.
"""

FINAL = """# Eindrapportage Actieplan Veiligheid 2022-2025

Gemeente Voorbeeldstad. Fictief document: deze gemeente bestaat niet.

## Thema 1: Veilige wijken

### Woninginbraken

Het doel van 90 woninginbraken in 2025 is gehaald: het waren er 84.

## Thema 2: Jeugd en veiligheid

### Jeugdoverlast

Het doel van 300 meldingen van jeugdoverlast in 2025 is niet gehaald: het waren er 340.
"""

FILES = {
    "actieplan-veiligheid-2022-2025.md": PLAN,
    "jaarplan-veiligheid-2023.md": YEAR,
    "voortgangsrapportage-2023-1.md": FIRST_HALF,
    "voortgangsrapportage-2023-2.md": SECOND_HALF,
    "eindrapportage-2022-2025.md": FINAL,
}


def write_cycle(folder: Path) -> Path:
    """Write the documents into `folder` and give it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
