"""How each language writes numbers, dates and texts."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from coachkit.language.messages import read_messages
from coachkit.language.speech import MANNERS, NOTHING, Speech, speak
from coachkit.model.languages import LANGUAGES

TIGHT = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

languages = st.sampled_from(LANGUAGES)
days = st.dates(date(1970, 1, 1), date(2100, 12, 31))


def spoken(language, text, **values):
    return speak(language).say(text, **values)


def in_each(make):
    return tuple(make(speak(language)) for language in LANGUAGES)


def test_a_number_is_written_as_the_language_writes_it():
    assert in_each(lambda speech: speech.number(12345.6, 1)) == (
        "12,345.6",
        f"12{TIGHT}345,6",
        f"12{TIGHT}345,6",
    )


def test_a_negative_number_has_a_minus_sign_and_no_hyphen():
    assert in_each(lambda speech: speech.number(-1234)) == (
        f"{MINUS}1,234",
        f"{MINUS}1{TIGHT}234",
        f"{MINUS}1{TIGHT}234",
    )


def test_a_half_is_rounded_away_from_zero():
    speech = speak("en")
    assert [speech.number(x) for x in (0.5, 1.5, 2.5, -2.5)] == ["1", "2", "3", f"{MINUS}3"]


def test_what_rounds_to_zero_has_no_sign():
    speech = speak("en")
    assert (speech.number(-0.4), speech.signed_number(0.4), speech.signed_percent(-0.001)) == (
        "0",
        "0",
        "0%",
    )


@pytest.mark.parametrize("missing", [None, float("nan"), float("inf")])
def test_a_missing_number_is_a_dash_and_never_zero(missing):
    speech = speak("sv")
    said = (speech.number(missing), speech.percent(missing), speech.hours(missing))
    assert said == (NOTHING, NOTHING, NOTHING)
    assert speech.signed_percent(missing) == NOTHING


def test_a_percentage_has_a_space_in_swedish_and_finnish():
    assert in_each(lambda speech: speech.percent(0.1234, 1)) == (
        "12.3%",
        f"12,3{TIGHT}%",
        f"12,3{TIGHT}%",
    )


def test_a_rise_has_a_plus_sign():
    assert in_each(lambda speech: speech.signed_percent(0.285)) == (
        "+29%",
        f"+29{TIGHT}%",
        f"+29{TIGHT}%",
    )
    assert speak("en").signed_percent(-0.1) == f"{MINUS}10%"
    assert speak("en").signed_number(1200.5, 1) == "+1,200.5"


@given(languages, st.floats(-1e12, 1e12), st.integers(0, 4))
def test_every_number_can_be_read_back(language, x, decimals):
    manners = MANNERS[language]
    written = speak(language).number(x, decimals)
    read = written.replace(manners.thousands, "").replace(manners.decimal, ".").replace(MINUS, "-")
    assert abs(Fraction(read) - Fraction(str(x))) <= Fraction(1, 2 * 10**decimals)
    assert len(read.partition(".")[2]) == decimals


@given(languages, st.floats(-1e6, 1e6), st.integers(0, 3))
def test_every_percentage_is_a_hundred_times_its_share(language, share, decimals):
    manners = MANNERS[language]
    written = speak(language).percent(share, decimals).removesuffix(manners.percent)
    read = written.replace(manners.thousands, "").replace(manners.decimal, ".").replace(MINUS, "-")
    assert abs(Decimal(read) - Decimal(str(share)) * 100) <= Decimal(1).scaleb(-decimals) / 2


@given(languages, st.integers(0, 10**15))
def test_thousands_are_set_apart_in_threes(language, n):
    groups = speak(language).number(n).split(MANNERS[language].thousands)
    assert int("".join(groups)) == n
    assert [len(group) for group in groups[1:]] == [3] * (len(groups) - 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_marks_are_those_of_the_locale(language):
    manners = MANNERS[language]
    symbols = Locale.parse(manners.locale).number_symbols["latn"]
    assert (manners.thousands, manners.decimal) == (symbols["group"], symbols["decimal"])
    pattern = Locale.parse(manners.locale).percent_formats[None].pattern
    assert pattern.endswith(f"0{manners.percent}")


def test_hours_have_minutes_and_no_decimals():
    assert in_each(lambda speech: speech.hours(2 + 2 / 3)) == (
        f"2{TIGHT}h 40{TIGHT}min",
        f"2{TIGHT}tim 40{TIGHT}min",
        f"2{TIGHT}t 40{TIGHT}min",
    )


def test_hours_leave_out_what_is_nought():
    speech = speak("en")
    assert [speech.hours(x) for x in (0, 0.5, 3, -1.5, 1.999)] == [
        f"0{TIGHT}min",
        f"30{TIGHT}min",
        f"3{TIGHT}h",
        f"{MINUS}1{TIGHT}h 30{TIGHT}min",
        f"2{TIGHT}h",
    ]


@given(languages, st.integers(0, 100_000))
def test_hours_and_minutes_add_up(language, minutes):
    said = speak(language).hours(minutes / 60).replace(MANNERS[language].thousands, " ")
    digits = said.replace(",", "").replace("tim", "t").replace("h", "t")
    hours, _, rest = digits.rpartition("t") if "t" in digits else ("", "", digits)
    total = int("0" + hours.replace(" ", "")) * 60 + int("0" + rest.replace("min", "").strip())
    assert total == minutes


def test_a_day_is_written_out():
    assert in_each(lambda speech: speech.day(date(2026, 10, 31))) == (
        "31 October 2026",
        "31 oktober 2026",
        "31. lokakuuta 2026",
    )


def test_a_short_day_has_its_year_only_when_asked():
    assert in_each(lambda speech: speech.short_day(date(2026, 10, 31))) == (
        "31 Oct",
        "31 okt.",
        "31.10.",
    )
    assert in_each(lambda speech: speech.short_day(date(2026, 10, 31), year=True)) == (
        "31 Oct 2026",
        "31 okt. 2026",
        "31.10.2026",
    )


def test_a_month_stands_alone():
    assert in_each(lambda speech: speech.month(date(2026, 10, 31))) == (
        "October 2026",
        "oktober 2026",
        "lokakuu 2026",
    )
    assert in_each(lambda speech: speech.short_month(date(2026, 10, 31))) == ("Oct", "okt.", "loka")


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (
            date(2026, 10, 1),
            date(2026, 10, 31),
            ("1–31 October 2026", "1–31 oktober 2026", "1.–31. lokakuuta 2026"),
        ),
        (
            date(2026, 9, 28),
            date(2026, 10, 4),
            (
                "28 September – 4 October 2026",
                "28 september–4 oktober 2026",
                "28. syyskuuta – 4. lokakuuta 2026",
            ),
        ),
        (
            date(2026, 12, 28),
            date(2027, 1, 3),
            (
                "28 December 2026 – 3 January 2027",
                "28 december 2026–3 januari 2027",
                "28. joulukuuta 2026 – 3. tammikuuta 2027",
            ),
        ),
        (
            date(2026, 10, 31),
            date(2026, 10, 31),
            ("31 October 2026", "31 oktober 2026", "31. lokakuuta 2026"),
        ),
    ],
)
def test_a_span_says_nothing_twice(first, last, said):
    assert in_each(lambda speech: speech.span(first, last)) == said


def test_monday_is_the_first_weekday():
    assert in_each(lambda speech: (speech.weekday(0), speech.weekday(6))) == (
        ("Monday", "Sunday"),
        ("måndag", "söndag"),
        ("maanantai", "sunnuntai"),
    )
    assert in_each(lambda speech: speech.short_weekday(3)) == ("Thu", "tors", "to")


def test_a_week_is_said_as_the_language_says_it():
    assert in_each(lambda speech: speech.week(date(2026, 10, 31))) == (
        f"week{TIGHT}44",
        f"v.{TIGHT}44",
        f"vk{TIGHT}44",
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("day", "week", "year"),
    [
        (date(2024, 12, 29), 52, 2024),
        (date(2024, 12, 30), 1, 2025),
        (date(2026, 12, 31), 53, 2026),
        (date(2027, 1, 1), 53, 2026),
        (date(2027, 1, 3), 53, 2026),
        (date(2027, 1, 4), 1, 2027),
        (date(2023, 1, 1), 52, 2022),
    ],
)
def test_weeks_at_the_turn_of_the_year_belong_to_one_year(language, day, week, year):
    speech = speak(language)
    said = {"en": f"week{TIGHT}{week} of {year}", "sv": f"v.{TIGHT}{week} {year}"}
    assert speech.week(day, year=True) == said.get(language, f"vk{TIGHT}{week}/{year}")
    assert speech.week(day).endswith(f"{TIGHT}{week}")


@given(languages, days)
def test_all_days_from_monday_to_sunday_have_one_week(language, day):
    monday = day - timedelta(days=day.weekday())
    speech = speak(language)
    assert len({speech.week(monday + timedelta(days=i), year=True) for i in range(7)}) == 1


@given(days)
def test_all_three_countries_count_the_same_weeks(day):
    weeks = {
        Locale.parse(manners.locale).first_week_day * 10
        + Locale.parse(manners.locale).min_week_days
        for manners in MANNERS.values()
    }
    assert weeks == {4}
    assert len({speak(language).week(day).split(TIGHT)[1] for language in LANGUAGES}) == 1


def test_a_moment_is_the_clock_that_was_handed_over():
    moment = datetime(2026, 10, 31, 8, 5, tzinfo=UTC)
    assert in_each(lambda speech: speech.moment(moment)) == (
        "31 October 2026, 08:05",
        "31 oktober 2026 kl. 08:05",
        "31. lokakuuta 2026 klo 8.05",
    )


def test_a_list_reads_as_one_would_say_it():
    assert in_each(lambda speech: speech.list(["Anna", "Bo", "Caj"])) == (
        "Anna, Bo and Caj",
        "Anna, Bo och Caj",
        "Anna, Bo ja Caj",
    )
    assert [speak("fi").list(items) for items in ([], ["Anna"], ["Anna", "Bo"])] == [
        "",
        "Anna",
        "Anna ja Bo",
    ]


@given(st.integers(0, 10**7))
def test_one_is_one_and_all_else_is_many(n):
    speeches = [speak(language) for language in LANGUAGES]
    said = [speech.count("%(n)s file", "%(n)s files", n) for speech in speeches]
    words = ("file", "fil", "tiedosto") if n == 1 else ("files", "filer", "tiedostoa")
    assert said == [
        f"{speech.number(n)} {word}" for speech, word in zip(speeches, words, strict=True)
    ]


def test_a_count_may_be_written_with_s_or_d():
    assert speak("en").count("%(n)d post", "%(n)d posts", 1234) == "1,234 posts"


def test_a_count_may_have_other_fields():
    said = speak("en").count("%(n)s post in %(where)s", "%(n)s posts in %(where)s", 2, where="May")
    assert said == "2 posts in May"


def test_a_field_is_filled_once_and_not_read_again():
    assert spoken("en", "%(name)s: %(value)s", name="%(value)s", value="%") == "%(value)s: %"


def test_a_percent_sign_needs_no_care():
    assert spoken("en", "90 % of %(what)s", what="posts") == "90 % of posts"
    assert spoken("en", "100 %%") == "100 %"


def test_a_field_that_nobody_fills_is_a_mistake():
    with pytest.raises(KeyError):
        spoken("en", "%(name)s")


def test_an_unknown_text_is_said_in_english():
    assert spoken("fi", "A text that no catalogue has.") == "A text that no catalogue has."


def test_one_switch_labels_everything_anew():
    labels = [
        (
            speech.say("Measure"),
            speech.number(1234.5, 1),
            speech.day(date(2026, 5, 6)),
            speech.weekday(1),
            speech.say_in("metric", "Reach"),
        )
        for speech in map(speak, LANGUAGES)
    ]
    assert labels == [
        ("Measure", "1,234.5", "6 May 2026", "Tuesday", "Reach"),
        ("Mått", f"1{TIGHT}234,5", "6 maj 2026", "tisdag", "Räckvidd"),
        ("Mittari", f"1{TIGHT}234,5", "6. toukokuuta 2026", "tiistai", "Tavoittavuus"),
    ]


def test_a_context_keeps_two_meanings_apart():
    messages = read_messages(
        'msgctxt "field"\nmsgid "Since"\nmsgstr "Från och med"\n\nmsgid "Since"\nmsgstr "Sedan"\n'
    )
    speech = Speech("sv", messages)
    assert (speech.say("Since"), speech.say_in("field", "Since")) == ("Sedan", "Från och med")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_speech_is_made_once(language):
    assert speak(language) is speak(language)


def test_speaking_english_reads_no_catalogue():
    assert speak("en").messages == {}


def test_texts_and_numbers_are_said_without_babel():
    program = (
        "import sys\n"
        "from coachkit.language.explaining import explain\n"
        "from coachkit.language.speech import speak\n"
        "from coachkit.model.errors import UnreadableExport\n"
        "speak('sv').say('Measure'), speak('fi').percent(0.5), speak('sv').number(2.5, 1)\n"
        "explain(UnreadableExport('empty_file', file='a.csv'), 'fi')\n"
        "print(any(name.partition('.')[0] in {'babel', 'jinja2'} for name in sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
