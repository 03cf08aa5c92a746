"""What each field of a session's forms is called, and the line of help below it.

Keyed by the model's type and field; a field of a base type stands for all of its kinds.
"""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Speech, later, later_in

_LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "OurQuestion.worry": later_in("field", "Which of these is yours?"),
    "OurQuestion.words": later_in("field", "In your own words"),
    "OurQuestion.answer": later_in("field", "Our answer"),
    "Audit.on": later_in("field", "Looked at on"),
    "Audit.mentions": later_in("field", "Where we are talked about"),
    "Audit.accounts": later_in("field", "Our accounts"),
    "Audit.links": later_in("field", "Site and channels"),
    "Audit.summary": later_in("field", "The present state in two sentences"),
    "Mention.where": later_in("field", "Where"),
    "Mention.how": later_in("field", "How"),
    "Mention.says": later_in("field", "What is said"),
    "Mention.how_often": later_in("field", "How often"),
    "Mention.who": later_in("field", "Who"),
    "Mention.source": later_in("field", "Known from"),
    "Account.channel": later_in("field", "Channel"),
    "Account.handle": later_in("field", "Account name"),
    "Account.owner": later_in("field", "Owner"),
    "Account.mission": later_in("field", "What it is there for"),
    "Account.last_post": later_in("field", "Last post"),
    "Account.followers": later_in("field", "Followers"),
    "Account.verdict": later_in("field", "Keep, pause or close?"),
    "Account.reason": later_in("field", "Why"),
    "SiteLink.place": later_in("field", "Place on the site"),
    "SiteLink.channel": later_in("field", "Channel"),
    "SiteLink.to_channel": later_in("field", "From the site to the channel"),
    "SiteLink.to_site": later_in("field", "From the channel to the site"),
    "SiteLink.owner": later_in("field", "Owner"),
    "InsideAnswer.question": later_in("field", "Question"),
    "InsideAnswer.text": later_in("field", "Answer"),
    "InsideAnswer.said_by": later_in("field", "Said by"),
    "Profile.name": later_in("field", "What we call them"),
    "Profile.lines": later_in("field", "What we know and what we guess"),
    "ProfileLine.aspect": later_in("field", "About"),
    "ProfileLine.text": later_in("field", "What"),
    "ProfileLine.basis": later_in("field", "Data or guess?"),
    "ProfileLine.source": later_in("field", "Where from"),
    "Decision.owner": later_in("field", "Owner"),
    "Decision.reason": later_in("field", "Why"),
    "Decision.evidence": later_in("field", "What it stands on"),
    "Decision.measure": later_in("field", "How we see that it works"),
    "Decision.decided_on": later_in("field", "Decided on"),
    "Decision.review_on": later_in("field", "Looked at again on"),
    "BusinessGoal.text": later_in("field", "Business goal"),
    "CommunicationGoal.text": later_in("field", "Communication goal"),
    "CommunicationGoal.serves": later_in("field", "Serves the business goal"),
    "CommunicationGoal.for_profile": later_in("field", "For"),
    "ChannelChoice.channel": later_in("field", "Channel"),
    "ChannelChoice.verdict": later_in("field", "Keep, pause or close?"),
    "ChannelChoice.for_profile": later_in("field", "For"),
    "ChannelChoice.serves": later_in("field", "Serves the goal"),
    "Statement.point": later_in("field", "Point"),
    "Statement.text": later_in("field", "What we decide"),
    "Statement.serves": later_in("field", "Serves the goal"),
    "HoursDecision.hours_a_week": later_in("field", "Hours a week that we give"),
    "HoursDecision.wished": later_in("field", "Posts a week wished for"),
    "HoursDecision.honest": later_in("field", "Three honest questions"),
    "Cut.text": later_in("field", "What goes"),
    "WorkshopInput.text": later_in("field", "What was said"),
    "WorkshopInput.who": later_in("field", "Who"),
    "WorkshopInput.verdict": later_in("field", "What became of it"),
    "WorkshopInput.why": later_in("field", "Why"),
    "TonePolicy.brand_owner": later_in("field", "Who owns the brand"),
    "TonePolicy.words": later_in("field", "We sound"),
    "TonePolicy.avoid": later_in("field", "We do not sound"),
    "TonePolicy.rewrites": later_in("field", "Replies, before and after"),
    "Rewrite.asked": later_in("field", "Somebody wrote"),
    "Rewrite.before": later_in("field", "We answered"),
    "Rewrite.after": later_in("field", "We want to answer"),
    "Rewrite.why": later_in("field", "Why it is better"),
    "ImagePolicy.pairs": later_in("field", "Our pictures"),
    "ImagePolicy.alt_text_rule": later_in("field", "Our rule for alt texts"),
    "ImagePolicy.consent_rule": later_in("field", "Our rule for whoever is in the picture"),
    "ImagePair.do": later_in("field", "We show"),
    "ImagePair.dont": later_in("field", "We do not show"),
    "ImagePair.alt": later_in("field", "Its alt text"),
    "EmployeePolicy.encouragements": later_in("field", "We gladly see"),
    "EmployeePolicy.rights": later_in("field", "You have the right to"),
    "EmployeePolicy.support": later_in("field", "Whom to ask"),
    "EmployeePolicy.hours": later_in("field", "Working time for it"),
    "EmployeePolicy.valued_by": later_in("field", "Who says that it counts"),
    "EmployeePolicy.opt_in": later_in("field", "How one opts in, and out"),
    "Guideline.purpose": later_in("field", "What it is for"),
    "Guideline.dos": later_in("field", "Do"),
    "Guideline.donts": later_in("field", "Do not"),
    "Guideline.examples": later_in("field", "Good examples"),
    "Guideline.situations": later_in("field", "Hard situations"),
    "GoodExample.text": later_in("field", "The post"),
    "GoodExample.why": later_in("field", "Why it is good"),
    "GoodExample.source": later_in("field", "Where it was"),
    "HardSituation.situation": later_in("field", "What happens"),
    "HardSituation.first": later_in("field", "What to do first"),
    "HardSituation.never": later_in("field", "What not to do"),
    "HardSituation.call": later_in("field", "Whom to call"),
    "HardSituation.within": later_in("field", "In what time"),
    "Action.what": later_in("field", "What"),
    "Action.who": later_in("field", "Who"),
    "Action.when": later_in("field", "When"),
    "Action.first_step": later_in("field", "First step"),
    "Action.done_sign": later_in("field", "Done when"),
    "Strategy.authors": later_in("field", "Written by"),
    "Intake.own_words": later_in("field", "What do you hope that the ninety minutes give you?"),
    "Intake.business_goal": later_in("field", "What should the organisation reach this year?"),
    "Intake.site": later_in("field", "Address of your site"),
    "Intake.hours_a_week": later_in("field", "Hours a week for social media today"),
    "Intake.attending": later_in("field", "Who comes to the session"),
    "Intake.anything_else": later_in("field", "Anything else that we should know"),
    "Intake.filled_by": later_in("field", "Who fills this in"),
    "Attending.name": later_in("field", "Name"),
    "Attending.role": later_in("field", "Role"),
    "Attending.responsible": later_in("field", "Is responsible for a channel or a decision"),
    "Attending.consents": later_in("field", "May be named in what is written"),
}

_HELP: Final[Mapping[str, str]] = {
    "OurQuestion.words": later("As you would ask it over coffee."),
    "OurQuestion.answer": later("What the strategy says to it. It closes the document."),
    "Audit.mentions": later("By hand, or from imported mentions."),
    "Audit.accounts": later("Also those that sleep."),
    "Audit.links": later("Does one lead to the other?"),
    "Mention.who": later("Groups, not persons."),
    "SiteLink.place": later("The front page, a product page, the footer …"),
    "Profile.name": later("“The beginner on her first hike”, not “women 25–40”."),
    "Decision.evidence": later("A figure, an event, something somebody said."),
    "Decision.review_on": later("At the latest in three months."),
    "BusinessGoal.text": later("What the organisation wants, not what social media wants."),
    "CommunicationGoal.text": later("What people should know, feel or do."),
    "Cut.text": later("The first goes first."),
    "TonePolicy.brand_owner": later("They have agreed to this."),
    "TonePolicy.rewrites": later("At least five, from real ones without names."),
    "EmployeePolicy.opt_in": later("Nobody is ever made to."),
    "Guideline.dos": later("At least as many as of the other kind."),
    "Guideline.examples": later("At least three, of your own if there are any."),
    "Guideline.situations": later("At least five: whom to call, in what time."),
    "Strategy.authors": later("Those who will be responsible write it together."),
}


def field_name(kind: type, field: str, speech: Speech) -> str:
    """What the field of a type is called, or of the nearest type above it that names it."""
    return speech.say_in(*_LABELS[_known(kind, field)])


def field_help(kind: type, field: str, speech: Speech) -> str:
    """The line of help below a field; empty where it needs none."""
    text = _HELP.get(_known(kind, field), "")
    return speech.say(text) if text else ""


def _known(kind: type, field: str) -> str:
    for one in kind.__mro__:
        named = f"{one.__name__}.{field}"
        if named in _LABELS:
            return named
    raise LookupError(kind, field)
