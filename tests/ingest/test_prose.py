"""Which sentences of invented plans state a deed. Beside practice texts these are the guard against guessing."""

from __future__ import annotations

from ingest.prose import is_deed

DEEDS = """
In 2021 zetten we extra buurtadviseurs in op woninginbraken.
Samen met de politie houden wij vier keer per jaar een integrale controle op het bedrijventerrein.
De gemeente sluit aan bij Meld Misdaad Anoniem.
Het verdiepingsplan wordt na vaststelling uitgevoerd.
Er komt een meldpunt voor ondernemers.
Ook in 2021 blijven wij inzetten op voorlichting.
We blijven investeren in de samenwerking met de scholen.
Wij starten een pilot met een whatsappgroep voor winkeliers.
Met de woningcorporaties maken we nieuwe afspraken over woonoverlast.
In het eerste kwartaal evalueren wij het cameratoezicht.
Jaarlijks organiseren wij een veiligheidsdag voor inwoners.
Het college stelt een nieuw handhavingsbeleid op.
De burgemeester kan vaker een gebiedsverbod opleggen en zal dat in 2021 ook doen.
Buurtpreventieteams krijgen een training.
Handhaving surveilleert in de avonduren vaker rond het station.
We continueren de inzet van straatcoaches.
De aanpak van hotspots wordt voortgezet.
Uitbreiding van het aantal camera's in het centrum.
Opstellen van een plan van aanpak ondermijning.
Het uitvoeren van Bibob-toetsen bij vergunningaanvragen.
Wij zullen de raad hierover informeren.
Tevens wordt onderzocht of het vuurwerkverbod kan worden uitgebreid.
Daarnaast investeren we in weerbaarheid van ondernemers.
In 2021 wordt gestart met een informatiecampagne over babbeltrucs.
Professionals worden getraind in het herkennen van signalen.
Wij verlengen het convenant met een jaar.
De boa's controleren wekelijks op fietsen in het winkelgebied.
Het programma Preventie met Gezag wordt uitgerold in twee wijken.
Deelnemen aan het regionale project Weerbare jongeren.
Met ingang van 1 juli handhaven we op parkeren in de Dorpsstraat.
Doorontwikkeling van het Zorg- en Veiligheidshuis.
Actualiseren van het integraal horecabeleid.
We actualiseren de APV op het punt van messenbezit.
Scholen ontvangen een lespakket over online veiligheid.
Er worden twee extra wijkagenten aangesteld.
Het team ondermijning voert twaalf bestuurlijke controles uit.
Wij geven uitvoering aan het regionale crisisplan.
Jongeren die overlast geven, benaderen we persoonlijk.
In samenwerking met het RIEC wordt een ondermijningsbeeld opgesteld.
Voortzetten van de gebiedsgerichte aanpak in de binnenstad.
Vanaf september bieden we weerbaarheidstrainingen aan op alle basisscholen.
Wij vragen inwoners om verdachte situaties te melden.
De gemeente en de politie trekken samen op bij de aanpak van drugspanden.
In het najaar houden we een enquête onder winkeliers.
Het convenant Veilig Uitgaan wordt geactualiseerd en opnieuw ondertekend.
We brengen kwetsbare locaties in beeld.
Voor de jaarwisseling stellen we een draaiboek op.
Toezichthouders spreken eigenaren van hondenpoep aan.
Wij verkennen de mogelijkheden van flexibel cameratoezicht.
De inzet van buurtbemiddeling wordt uitgebreid naar alle kernen.
Inrichten van een meldpunt zorgwekkend gedrag.
Organiseren van bijeenkomsten voor ouders over online risico's.
Extra surveillance tijdens koopavonden.
Opleiden van twintig vrijwilligers.
We verbeteren de verlichting van achterpaden.
Samen met de regiogemeenten werken we aan een informatieknooppunt.
Via sociale media waarschuwen we voor babbeltrucs.
Het college legt de raad een nieuw handhavingsplan voor.
Op bedrijventerreinen stimuleren we het Keurmerk Veilig Ondernemen.
Er wordt een proef gedaan met slimme deurbellen.
We zoeken daarbij de samenwerking met het onderwijs.
Wij monitoren de ontwikkelingen en sturen bij waar nodig.
Onderzoeken of een gebiedsverbod mogelijk is.
Aanpakken van malafide uitzendbureaus.
De politie stelt een wijkagent digitaal aan.
Bij herhaalde overlast legt de burgemeester een sluiting op.
Eens per kwartaal bespreken we de voortgang met de partners.
In 2022 start een nieuwe leergang voor ambtenaren.
Er volgt een evaluatie van het preventieplan.
We geven voorlichting aan ouderen over nepmails.
""".strip().splitlines()

CONTEXT = """
Woninginbraken hebben een grote impact op slachtoffers.
Het aantal meldingen van overlast is de afgelopen jaren gestegen.
In 2020 zijn vier controles uitgevoerd.
De raad heeft het initiatiefvoorstel op 5 november 2020 aangenomen.
Veel inwoners voelen zich 's avonds onveilig rond het station.
Ondermijning is vaak onzichtbaar.
Corona heeft invloed op de beschikbare capaciteit.
Uit onderzoek blijkt dat jongeren steeds jonger worden.
De cijfers in onze gemeente wijken niet af van het landelijke beeld.
Criminelen maken gebruik van de bovenwereld.
De wet Bibob biedt gemeenten een instrument tegen misbruik van vergunningen.
Hieronder leest u wat onze plannen zijn.
Dit thema hangt nauw samen met zorg en welzijn.
Landelijk daalt het aantal inbraken al jaren.
Wij vinden het belangrijk dat inwoners zich veilig voelen.
In de tabel staan de acties per onderwerp.
De verantwoordelijkheid voor brandveiligheid ligt bij eigenaren.
Eerder spraken wij met ondernemers over hun zorgen.
Wij hebben goede ervaringen met buurtbemiddeling.
De politie kampt met een tekort aan capaciteit.
Voor deze aanpak is extra geld nodig.
Drugscriminaliteit ontwricht wijken en maakt slachtoffers.
De samenleving wordt steeds digitaler.
Jongeren komen via sociale media in aanraking met geweld.
De overlast concentreert zich in het centrum.
In het buitengebied staan veel schuren leeg.
De afgelopen periode kregen we meer meldingen.
Dat vraagt om een lange adem.
Signalen komen bij verschillende partijen binnen.
Het is niet altijd duidelijk wie aan zet is.
Cybercrime neemt toe.
Slachtoffers doen lang niet altijd aangifte.
De burgemeester is verantwoordelijk voor de openbare orde.
Sommige buurten kennen een opeenstapeling van problemen.
Dit is in lijn met het regionale beleidsplan.
De gemeente telt ruim 40.000 inwoners.
Geweld tegen hulpverleners is onacceptabel.
De samenwerking met de partners verloopt goed.
In onze regio zijn motorbendes actief.
Meldingen van verward gedrag namen toe.
Veiligheid is een kerntaak van de overheid.
Bewoners spelen een belangrijke rol.
Het veiligheidsgevoel is de laatste jaren verbeterd.
Jeugdoverlast komt vooral voor in de zomermaanden.
Wij zien dat de problematiek complexer wordt.
Uit de monitor komt naar voren dat 18 procent zich onveilig voelt.
Daders kiezen vaak woningen met slecht sluitwerk.
Ondernemers ervaren schade door winkeldiefstal.
Op grond van artikel 172 van de Gemeentewet is de burgemeester belast met de handhaving van de openbare orde.
Het budget is beperkt.
De kadernota geeft de hoofdlijnen voor vier jaar.
Privacyregels beperken soms het delen van gegevens.
Het Openbaar Ministerie beslist over vervolging.
Die cijfers laten een wisselend beeld zien.
Verslaving en schulden gaan vaak samen.
De pilot in de Bloemenbuurt liep tot december.
Niet elke melding leidt tot een interventie.
Er is behoefte aan meer zichtbare politie op straat.
Mensen met een kleine beurs worden vaker slachtoffer.
De gemeenteraad wordt twee keer per jaar geïnformeerd.
Online criminaliteit kent geen grenzen.
Het gaat om kwetsbare mensen in een afhankelijke positie.
De wijkteams kennen de gezinnen.
Sinds 2019 geldt er een alcoholverbod in het park.
Voor ernstige zaken kan de burgemeester een woning sluiten.
""".strip().splitlines()

MISSED, TAKEN = 4, 1
"""How many of each are read wrong today; better is a change of this line, worse fails."""


def test_deeds_are_found_and_context_is_left() -> None:
    missed = [sentence for sentence in DEEDS if not is_deed(sentence)]
    taken = [sentence for sentence in CONTEXT if is_deed(sentence)]
    assert (len(missed), len(taken)) == (MISSED, TAKEN), (missed, taken)
