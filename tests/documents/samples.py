"""A document with everything that documents are made of, in the three languages. All invented."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from coachkit.charts.weeks import weeks
from coachkit.documents.composing import compose
from coachkit.documents.markdown_document import (
    Colophon,
    MarkdownDocument,
    Picture,
    picture_of,
)
from coachkit.language.speech import speak
from coachkit.model.results import Cadence, WeekOfPosts

TEMPLATES = Path(__file__).parent / "templates"
DAY = date(2026, 11, 22)
CAPTIONS = {
    "en": "The autumn break shows.",
    "sv": "Höstlovet syns.",
    "fi": "Syysloma näkyy.",
}
STATUS = {"en": "Draft v0.1", "sv": "Utkast v0.1", "fi": "Luonnos v0.1"}

VALUES: dict[str, dict[str, Any]] = {
    "sv": {
        "question": "Hur får vi fler av dem som redan vandrar här att handla hos oss, "
        "med tretton timmar i veckan?",
        "background": "Butiken har funnits i elva år. Nästan alla som kommer in har hört talas om "
        "oss av någon annan.\n\nDet vill vi ta vara på: hellre tre inlägg som någon vill visa en "
        "vän än fem som ingen minns.",
        "decision": "Tre relevanta inlägg i veckan hela hösten. Varje avdelning äger en vecka av "
        "tre. X vilar till januari.",
        "owner": "Ansvarig: Marit Lind",
        "mentions": [
            ["Vandringsforum", "Frågar om kängor för breda fötter", "varje vecka", "14"],
            ["Instagram", "Bilder från leden där vår skylt råkar synas", "några i månaden", "9"],
            ["Lokaltidningen", "Artikel om reparationskvällarna", "en gång", "1"],
        ],
        "voice": "Jag köpte kängorna på nätet, men det var hos er jag fick veta vilka.",
        "points": [
            "Vi lyssnar innan vi talar.",
            "Vi visar hur saker lagas.",
            "Vi svarar inom en arbetsdag.",
        ],
        "dos": [
            "Visa händer som arbetar.",
            "Skriv alternativtext som säger vad som händer i bilden.",
            "Tacka den som rättar oss.",
        ],
        "donts": [
            "Bilder på kunder som inte har sagt ja.",
            "Utropstecken för att det är fredag.",
        ],
        "before": "Hej! Tyvärr kan vi inte svara på produktfrågor här. Kontakta kundtjänst.",
        "actions": [
            ("Samla tio kundfrågor – Kundtjänst, fredag 27 november", True),
            ("Fota höstkollektionen – Butik, tisdag 1 december", False),
            ("Länk i bio till klubben – Marknad, måndag 30 november", False),
        ],
    },
    "fi": {
        "question": "Miten saamme useammat täällä jo vaeltavista asioimaan meillä, kun aikaa on "
        "kolmetoista tuntia viikossa?",
        "background": "Myymälä on toiminut yksitoista vuotta. Lähes kaikki sisään astuvat ovat "
        "kuulleet meistä joltakulta toiselta.\n\nSen haluamme hyödyntää: mieluummin kolme "
        "julkaisua, jotka joku haluaa näyttää ystävälleen, kuin viisi, joita kukaan ei muista.",
        "decision": "Kolme merkityksellistä julkaisua viikossa koko syksyn ajan. Jokainen osasto "
        "omistaa joka kolmannen viikon. X lepää tammikuuhun asti.",
        "owner": "Vastuuhenkilö: Marit Lind",
        "mentions": [
            [
                "Vaelluskeskustelufoorumi",
                "Kysytään leveälestisistä vaelluskengistä",
                "viikoittain",
                "14",
            ],
            [
                "Instagram",
                "Polulta otettuja kuvia, joissa kylttimme sattuu näkymään",
                "muutaman kerran kuussa",
                "9",
            ],
            ["Paikallislehti", "Artikkeli korjausilloista", "kerran", "1"],
        ],
        "voice": "Ostin kengät verkosta, mutta teillä sain tietää, mitkä niistä.",
        "points": [
            "Kuuntelemme ennen kuin puhumme.",
            "Näytämme, miten tavaroita korjataan.",
            "Vastaamme yhden työpäivän kuluessa.",
        ],
        "dos": [
            "Näytä työtä tekevät kädet.",
            "Kirjoita vaihtoehtoinen teksti, joka kertoo, mitä kuvassa tapahtuu.",
            "Kiitä sitä, joka oikaisee meitä.",
        ],
        "donts": [
            "Kuvat asiakkaista, jotka eivät ole antaneet suostumustaan.",
            "Huutomerkit siksi, että on perjantai.",
        ],
        "before": "Hei! Valitettavasti emme voi vastata tuotekysymyksiin täällä. Ottakaa yhteyttä "
        "asiakaspalveluun.",
        "actions": [
            (
                "Kerätään kymmenen asiakaskysymystä – asiakaspalvelu, perjantai 27. marraskuuta",
                True,
            ),
            ("Kuvataan syysmallisto – myymälä, tiistai 1. joulukuuta", False),
            (
                "Klubilinkki profiilitekstiin – markkinointi, maanantai 30. marraskuuta",
                False,
            ),
        ],
    },
}
VALUES["en"] = {
    "question": "How do we get more of those who already hike here to shop with us, with thirteen "
    "hours a week?",
    "background": "The shop is eleven years old. Nearly everybody who comes in has heard of us "
    "from somebody else.\n\nThat is worth building on: rather three posts that somebody wants to "
    "show a friend than five that nobody remembers.",
    "decision": "Three relevant posts a week all autumn. Each department owns one week in three. X "
    "rests until January.",
    "owner": "Owner: Marit Lind",
    "mentions": [
        ["Hiking forum", "Asks about boots for wide feet", "every week", "14"],
        ["Instagram", "Pictures from the trail with our sign in them", "a few a month", "9"],
        ["The local paper", "An article on the repair evenings", "once", "1"],
    ],
    "voice": "I bought the boots online, but it was you who told me which.",
    "points": [
        "We listen before we talk.",
        "We show how things are mended.",
        "We answer within a working day.",
    ],
    "dos": [
        "Show hands at work.",
        "Write alt text that says what happens in the picture.",
        "Thank whoever corrects us.",
    ],
    "donts": ["Pictures of customers who have not said yes.", "Exclamation marks for Fridays."],
    "before": "Hi! Unfortunately we cannot answer product questions here. Call customer service.",
    "actions": [
        ("Collect ten customer questions – customer service, Friday 27 November", True),
        ("Photograph the autumn range – shop, Tuesday 1 December", False),
        ("Link to the club in the profile – marketing, Monday 30 November", False),
    ],
}


@cache
def posts(language) -> Picture:
    """A chart of ten weeks."""
    by_week = tuple(
        WeekOfPosts(monday=date.fromisocalendar(2026, week, 1), posts=count)
        for week, count in zip(range(37, 47), (4, 5, 3, 4, 5, 4, 4, 1, 0, 3), strict=True)
    )
    cadence = Cadence(posts=33, per_week=3.3, by_week=by_week)
    return picture_of(weeks(cadence, speak(language)), "posts", CAPTIONS[language])


def sample(language) -> MarkdownDocument:
    """The whole document in a language."""
    return compose(
        "sample",
        language,
        VALUES[language],
        Colophon(
            client="Nordlykta Friluft",
            status=STATUS[language],
            day=DAY,
            authors=("Marit Lind", "Pekka Niemi"),
            pictures=(posts(language),),
        ),
        TEMPLATES,
    )
