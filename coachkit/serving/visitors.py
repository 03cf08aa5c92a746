"""Who stands at the door: what a visitor may open, bring in and change.

A viewer looks at one page of one client. A manager works on that client's own pages. The coach
opens everything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from coachkit.model import visiting
from coachkit.store.doors import PAGES_FOR


class Role(StrEnum):
    """What somebody is to a client."""

    VIEWER = visiting.VIEWER
    MANAGER = visiting.MANAGER
    COACH = visiting.COACH


WORKED_ON: Final = PAGES_FOR[visiting.MANAGER]
"""The pages on which a client's own people work."""

ROLE_VARIABLE: Final = visiting.ROLE_VARIABLE
CLIENT_VARIABLE: Final = visiting.CLIENT_VARIABLE
WHO_VARIABLE: Final = visiting.WHO_VARIABLE


@dataclass(frozen=True)
class Visitor:
    """Somebody who was let in.

    ``client``: the one client whose door was opened, empty for the coach; ``page``: what the link
    leads to; ``link``: the link's public number, empty without one; ``who``: the name in the
    record of changes, empty for the name that the machine knows its user by.
    """

    role: Role
    client: str = ""
    page: str = "dashboard"
    link: str = ""
    who: str = ""

    @property
    def is_coach(self) -> bool:
        """Whether everything is open."""
        return self.role is Role.COACH

    def may_open(self, slug: str, page: str) -> bool:
        """Whether that page of that client is this visitor's to see."""
        if self.is_coach:
            return True
        if slug != self.client:
            return False
        return page in WORKED_ON if self.role is Role.MANAGER else page == self.page

    def may_see(self, slug: str) -> bool:
        """Whether any page of that client is this visitor's to see."""
        return self.is_coach or slug == self.client

    def may_bring_in(self, slug: str) -> bool:
        """Whether files of this visitor go into that client's inbox."""
        return self.is_coach or (self.role is Role.MANAGER and slug == self.client)

    def may_take(self, slug: str) -> bool:
        """Whether that client's documents are handed to this visitor."""
        return self.may_bring_in(slug)

    def told(self, slug: str) -> Mapping[str, str]:
        """The variables by which a kernel knows whom it works for, on a page of that client."""
        return {ROLE_VARIABLE: self.role, CLIENT_VARIABLE: slug, WHO_VARIABLE: self.who}


@dataclass
class Owners:
    """Whose kernel is whose, for as long as there is one."""

    _by_kernel: dict[str, Visitor] = field(default_factory=dict)

    def started(self, kernel_id: str, visitor: Visitor) -> None:
        """That kernel works for that visitor."""
        self._by_kernel[kernel_id] = visitor

    def ended(self, kernel_id: str) -> None:
        """That kernel is no more."""
        self._by_kernel.pop(kernel_id, None)

    def all(self) -> tuple[tuple[str, Visitor], ...]:
        """Each kernel with whom it works for."""
        return tuple(self._by_kernel.items())

    def may_talk(self, visitor: Visitor, kernel_id: str) -> bool:
        """Whether that kernel was started for this visitor; the coach's are the coach's alone."""
        return self._by_kernel.get(kernel_id) == visitor
