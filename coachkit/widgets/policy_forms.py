"""The forms of the three policies and of the guideline: what is asked for, and as what."""

from typing import Final

from coachkit.model.policies import (
    EmployeePolicy,
    GoodExample,
    Guideline,
    HardSituation,
    ImagePair,
    ImagePolicy,
    Rewrite,
    TonePolicy,
)
from coachkit.model.strategy_gaps import Part
from coachkit.widgets.form_hints import As, Hints
from coachkit.widgets.strategy_forms import PEOPLE, asked, fields_of, part_of

TONE: Final[Hints] = {
    "brand_owner": asked(TonePolicy, "brand_owner", As.LINE, suggest=PEOPLE),
    **fields_of(TonePolicy, words=As.LINES, avoid=As.LINES),
    "rewrites": asked(
        TonePolicy,
        "rewrites",
        As.CARDS,
        stem="rewrite",
        within=fields_of(
            Rewrite, asked=As.PARAGRAPH, before=As.PARAGRAPH, after=As.PARAGRAPH, why=As.LINE
        ),
    ),
}
"""The tone policy; its value is :class:`TonePolicy`."""

IMAGES: Final[Hints] = {
    "pairs": asked(
        ImagePolicy,
        "pairs",
        As.TABLE,
        stem="pair",
        within=fields_of(ImagePair, do=As.LINE, dont=As.LINE, alt=As.LINE),
    ),
    **fields_of(ImagePolicy, alt_text_rule=As.PARAGRAPH, consent_rule=As.PARAGRAPH),
}
"""The image policy; its value is :class:`ImagePolicy`."""

EMPLOYEES: Final[Hints] = fields_of(
    EmployeePolicy,
    encouragements=As.LINES,
    rights=As.LINES,
    support=As.LINE,
    hours=As.LINE,
    valued_by=As.LINE,
    opt_in=As.PARAGRAPH,
)
"""The employee policy; its value is :class:`EmployeePolicy`."""

GUIDELINE: Final[Hints] = {
    **fields_of(Guideline, purpose=As.PARAGRAPH, dos=As.LINES, donts=As.LINES),
    "examples": asked(
        Guideline,
        "examples",
        As.CARDS,
        stem="example",
        within=fields_of(GoodExample, text=As.PARAGRAPH, why=As.LINE, source=As.LINE),
    ),
    "situations": asked(
        Guideline,
        "situations",
        As.CARDS,
        stem="situation",
        within=fields_of(
            HardSituation,
            situation=As.LINE,
            first=As.LINE,
            never=As.LINE,
            call=As.LINE,
            within=As.LINE,
        ),
    ),
}
"""The guideline; its value is :class:`Guideline`."""

POLICIES: Final[Hints] = {
    "tone": part_of(Part.TONE, As.GROUP, within=TONE),
    "images": part_of(Part.IMAGES, As.GROUP, within=IMAGES),
    "employees": part_of(Part.EMPLOYEES, As.GROUP, within=EMPLOYEES),
    "guideline": part_of(Part.GUIDELINE, As.GROUP, within=GUIDELINE),
}
"""The three policies and the guideline."""
