"""The texts of the offline model. Data only; they contain no number, no price and no claim about the product."""

from typing import Literal, NamedTuple

from schemas.customer import Category

Tone = Literal["formal", "plain", "friendly"]

RECOMMENDATIONS: dict[Category, str] = {
    "pricing": "Start from the value that was really used, then talk about a plan that fits; use approved offers only.",
    "features": "Ask which task failed, answer in writing what is possible today, and return when the gap is closed.",
    "onboarding": "Offer a fresh start with a person who sets up the first real task together with the team.",
    "competition": "Ask what the alternative does better, do not argue, and come back when its contract ends.",
    "business_closure": "Do not sell: thank the people, close the account well, and stay in touch.",
    "unclear": "Ask one open question before anything is proposed.",
}
ASK_FIRST = "Confirm the cause with a short question first, because what is known supports more than one reading."
TIER_ADVICE = {
    "starter": "Keep it to an email that can be answered in a line.",
    "growth": "Suggest a short call with the person who did the work.",
    "enterprise": "Let the account's owner call the decision maker, and follow up in writing.",
}


class CategoryCopy(NamedTuple):
    """What is said about one cause. `stated` follows "You told us that ..."; it is empty if they told us nothing."""

    subjects: tuple[str, str, str]  # one an email
    stated: str
    regret: str  # after it
    question: str  # in the first email
    proposal: str  # in the second
    close: str  # in the third
    asks: tuple[str, str]  # calls to action of the first and the third


COPY: dict[Category, CategoryCopy] = {
    "pricing": CategoryCopy(
        subjects=("About the price", "What it would have to be worth", "No hard feelings about the price"),
        stated="the price no longer matched what you got out of it",
        regret="A fair reason to leave. We are sorry that nobody talked to you about it in time.",
        question="May we ask one thing: was it the amount itself, the way it was billed, or paying for parts that you "
        "did not use?",
        proposal="If you looked at us again, the start would be what you really used and what it was worth, "
        "not a price list. Whether there is a way to pay for that and nothing more, we would say plainly.",
        close="No more emails about money. Should your plans look different one day, "
        "your questions are welcome, and the first answer will be about the cost.",
        asks=("Reply and tell us what made it too much", "Reply when your budget looks different"),
    ),
    "features": CategoryCopy(
        subjects=("What was missing for you", "An honest answer on what you need", "Shall we tell you if it changes?"),
        stated="something that you need was missing or did not work as it should",
        regret="We are sorry for the time that it cost you.",
        question="Which one thing would have changed your decision? A sentence about what you were trying to do helps "
        "us more than a long list.",
        proposal="We propose this: you describe the task that did not work, and somebody who knows the product well "
        "answers in writing what is possible today and what is not. No demonstration of anything else, and no promise "
        "that we cannot keep.",
        close="If you like, we will write once more when something changes about the point that you raised, and not "
        "before. If it is settled for you, there is nothing to do.",
        asks=("Reply with the one thing that was missing", "Reply if you would like to hear when it changes"),
    ),
    "onboarding": CategoryCopy(
        subjects=("Where did we lose you?", "A different way to start", "If you ever want to try again"),
        stated="getting started, or getting help, was harder than it should have been",
        regret="Making it easy was our job. We are sorry that you were left alone with it.",
        question="Where did it stop: at the set-up, at learning to use it, or at waiting for an answer from us?",
        proposal="If you gave it another try, we would not send you back to a manual. We would take the first real "
        "task of your team, set it up together with you, and only go on when it works for the people who have to use "
        "it every day.",
        close="A second start needs time, and it may not be the right moment. When it is, tell us what you would like "
        "to get done first, and we will begin with exactly that.",
        asks=("Reply with the point where you got stuck", "Reply when it is a good moment to try again"),
    ),
    "competition": CategoryCopy(
        subjects=("You chose another solution", "If something is still missing", "The door stays open"),
        stated="you have moved to another solution",
        regret="It is your decision, and we respect it. We are sorry that we gave you too little reason to stay.",
        question="What does it do better for you? An honest line helps us more than a polite one.",
        proposal="Nobody should move back for a promise. If something is still missing where you are now, name it, "
        "and we will answer honestly whether we would do it better, or whether you are well served there.",
        close="Needs change, and agreements come up for renewal. When you next compare, put us on the list; "
        "and if all is well where you are, that is good to hear, too.",
        asks=("Reply with what the other solution does better", "Reply when you next compare solutions"),
    ),
    "business_closure": CategoryCopy(
        subjects=("Thank you, and all the best", "When something new begins", "Staying in touch"),
        stated="the company or the project has come to an end",
        regret="We are sorry to hear it, and grateful for the time that we could be part of it.",
        question="Is there anything that you still need from us to close things well on your side?",
        proposal="There is nothing that we want to sell you now. If you start something new, or take what you learned "
        "to another team, tell us what it is about, and we will help you to judge whether we are of any use there.",
        close="This is our last message on the matter. We wish you and the people you worked with a good next "
        "chapter, and we would be happy to hear from you in whatever you do next.",
        asks=("Reply if you still need anything from us", "Reply when something new begins"),
    ),
    "unclear": CategoryCopy(
        subjects=("May we ask why you left?", "What would have helped?", "A last word from us"),
        stated="",
        regret="We would rather ask why than guess. If we let you down, we are sorry.",
        question="What was the main reason? One line is enough, and a blunt one is welcome.",
        proposal="Whatever the reason, it comes first. Tell us what you were trying to get done and where it stopped "
        "being worth your while, and you will hear what we could change about that, and what not.",
        close="You owe us no answer. Anything that we should do differently for those who come after you, we will "
        "read with care.",
        asks=("Reply with the main reason in one line", "Reply if there is something we should know"),
    ),
}


THANKS = {
    "starter": "Thank you for giving us a try.",
    "growth": "Thank you for the work that you and your team put into this.",
    "enterprise": "Thank you for the trust that you and your colleagues placed in us.",
}
THANKS_OF_ANY = "Thank you for the time that you spent with us."


class ToneCopy(NamedTuple):
    """What depends on the tone."""

    greeting: str  # before the name
    stated: str  # before the stated cause
    unsure: str  # the same, where it is not certain
    close: str  # above the signature


TONES: dict[Tone, ToneCopy] = {
    "formal": ToneCopy(
        "Dear",
        "You informed us that",
        "If we understood you correctly,",
        "Yours sincerely,",
    ),
    "plain": ToneCopy(
        "Hello",
        "You told us that",
        "If we understood you right,",
        "Kind regards,",
    ),
    "friendly": ToneCopy(
        "Hi",
        "You let us know that",
        "If we got it right,",
        "All the best,",
    ),
}
TONE_WORDS: dict[Tone, str] = {
    "formal": "formal formally professional businesslike",
    "plain": "neutral plain factual",
    "friendly": "friendly casual informal warm relaxed conversational cheerful",
}
TIER_TONES: dict[str, Tone] = {"starter": "friendly", "growth": "plain", "enterprise": "formal"}

OFFER_ASK = "Reply to this email if that would help"
