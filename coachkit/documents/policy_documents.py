"""The policies beside the strategy, a document each, and the guideline for everybody.

The guideline is no policy and no strategy: at most two pages to lean on, with a template of its
own (002-22).
"""

import re
from typing import Final

from coachkit.documents.composing import compose
from coachkit.documents.imprint import Imprint
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.language.speech import Speech
from coachkit.model.policies import (
    EmployeePolicy,
    Guideline,
    ImagePolicy,
    Policies,
    TonePolicy,
)

GUIDELINE_PAGES: Final = 2
"""As many pages as the guideline has at most."""

_PAGE: Final = re.compile(rb"/Type\s*/Page\b")
"""How typst begins a page: it writes the pages of a PDF openly."""


def policy_documents(
    policies: Policies, imprint: Imprint, speech: Speech
) -> tuple[MarkdownDocument, ...]:
    """The policies of tone, images and employees."""
    return (
        tone_document(policies.tone, imprint, speech),
        images_document(policies.images, imprint, speech),
        employees_document(policies.employees, imprint, speech),
    )


def tone_document(tone: TonePolicy, imprint: Imprint, speech: Speech) -> MarkdownDocument:
    """How we sound, by replies as they were and as we want them."""
    values = {
        "owner": tone.brand_owner,
        "words": [word for word in tone.words if word],
        # an asterisk is for whoever reads drafts: any ending of the word
        "avoid": [word.removesuffix("*") for word in tone.avoid if word],
        "rewrites": [
            one for one in tone.rewrites if one.asked or one.before or one.after or one.why
        ],
    }
    return compose("tone", speech.language, values, imprint.colophon(speech))


def images_document(images: ImagePolicy, imprint: Imprint, speech: Speech) -> MarkdownDocument:
    """Our imagery: what we show and what not, alt texts, consent."""
    values = {
        "pairs": [one for one in images.pairs if one.do or one.dont or one.alt],
        "alt_text_rule": images.alt_text_rule,
        "consent_rule": images.consent_rule,
    }
    return compose("images", speech.language, values, imprint.colophon(speech))


def employees_document(
    employees: EmployeePolicy, imprint: Imprint, speech: Speech
) -> MarkdownDocument:
    """How colleagues are encouraged, and what is theirs whatever they choose."""
    values = {
        "encouragements": [line for line in employees.encouragements if line],
        "rights": [line for line in employees.rights if line],
        "support": employees.support,
        "hours": employees.hours,
        "valued_by": employees.valued_by,
        "opt_in": employees.opt_in,
    }
    return compose("employees", speech.language, values, imprint.colophon(speech))


def guideline_document(guideline: Guideline, imprint: Imprint, speech: Speech) -> MarkdownDocument:
    """What we hope for, good examples, and whom to call when it gets hard."""
    values = {
        "purpose": guideline.purpose,
        "dos": [line for line in guideline.dos if line],
        "donts": [line for line in guideline.donts if line],
        "examples": [one for one in guideline.examples if one.text or one.why or one.source],
        "situations": [
            one
            for one in guideline.situations
            if one.situation or one.first or one.never or one.call or one.within
        ],
    }
    return compose("guideline", speech.language, values, imprint.colophon(speech))


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF of ours has."""
    return len(_PAGE.findall(pdf))
