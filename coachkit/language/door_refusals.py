"""What coachkit says when it refuses to open a door, or to leave one open."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Sentences, later

DOOR_VALUES: Final[Mapping[str, Sentences]] = {
    "not_so_many_days": (
        later("A link opens for 1 to %(most)s days, not for %(value)s."),
        later("A link cannot open for so many days."),
    ),
    "not_an_identity": (
        later(
            "“%(value)s” is no name that a proxy could know somebody by, such as anna@nordlykta.se."
        ),
        later("Write the name that the proxy knows somebody by, such as anna@nordlykta.se."),
    ),
    "password_too_short": (
        later("The password is too short. Take %(least)s characters or more, such as five words."),
        later("The password is too short. Take five words."),
    ),
    "passwords_differ": (later("The two passwords are not the same. Nothing was changed."),),
    "not_a_base": (
        later(
            "“%(value)s” is not where pages are served. Write an address such as "
            "https://coach.example.org."
        ),
        later("Write an address such as https://coach.example.org."),
    ),
    "not_a_host": (
        later("“%(value)s” is not the name of a host. Write one such as coach.example.org."),
        later("Write the name of a host, such as coach.example.org."),
    ),
    "not_an_ip": (
        later("“%(value)s” is not an IP address. Write one such as 127.0.0.1."),
        later("Write an IP address such as 127.0.0.1."),
    ),
    "not_a_header": (
        later(
            "“%(value)s” is no header that a proxy could say a name in. Write X-Forwarded-Email."
        ),
        later("Write the name of a header, such as X-Forwarded-Email."),
    ),
    "no_link_number": (later("Say whose links: coachkit link CLIENT --revoke all."),),
    "coach_by_word": (
        later(
            "A coach comes in by the password, or by the word of a proxy: say by which name it "
            "knows the coach, with --for."
        ),
    ),
    "no_client_said": (later("Say which client the link is for. “coachkit link --list” has all."),),
}
"""Values that no door takes."""

STORED_DOORS: Final[Mapping[str, Sentences]] = {
    "unknown_link": (
        later("There is no link “%(link)s”. “coachkit link --list” has all of them."),
        later("There is no such link. “coachkit link --list” has all of them."),
    ),
}

PAGES: Final[Mapping[str, Sentences]] = {
    "not_loopback": (
        later(
            "At “%(address)s” other machines can come in. Set a password first, with “coachkit "
            "password”, and give an IP address; or use 127.0.0.1."
        ),
        later("Other machines can come in there. Set a password first, with “coachkit password”."),
    ),
    "unguarded": (
        later(
            "Whoever comes in through a proxy, or under another name, would be the coach. Set a "
            "password first, with “coachkit password”."
        ),
    ),
    "no_name": (
        later(
            "Say under which name visitors will find the pages, such as --name coach.example.org."
        ),
    ),
    "no_proxy": (
        later(
            "A header says who somebody is only where a proxy of yours writes it. Say its address, "
            "with --behind-proxy."
        ),
    ),
    "not_here": (
        later("This machine does not have the address “%(address)s”. Use 127.0.0.1 or 0.0.0.0."),
        later("This machine does not have that address. Use 127.0.0.1 or 0.0.0.0."),
    ),
    "port_taken": (
        later("Another program uses port %(port)s. Choose another port."),
        later("Another program uses this port. Choose another one."),
    ),
}
