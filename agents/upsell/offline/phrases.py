"""What the offline writer says around the facts: data, in English; `{…}` stands for a fact.

What speaks of `{home}` is for companies that look after homes. Every sentence is true of any customer for whom its facts are known, promises nothing and asks for nothing.
"""

GREETINGS = ("Hi {name},", "Hello {name},", "Dear {name},")
GREETINGS_TO_NOBODY = ("Hello,", "Good day,", "Hello from {company},")

# By what is known; the first group of which all facts are there comes first.
THANKS_FOR_VISIT = (
    "Thank you for having us at your {home} {when} for the {visit}.",
    "Thank you for opening the door of your {home} to us {when} for the {visit}.",
    "Many thanks for having us at your {home} {when}. We hope the {visit} did what you were hoping for.",
    "It was good to be at your {home} {when} for the {visit}, and we thank you for your trust.",
    "Thank you for choosing us {when} for the {visit}.",
    "We were glad to see you {when} for the {visit}, and we thank you for your trust.",
)
THANKS_FOR_YEARS = (
    "Thank you for {span} with us; we do not take that for granted.",
    "For {span} you have trusted us with your {home}, and we would like to thank you for it.",
    "You have been with us for {span} now, and we thank you for that.",
)
THANKS_FOR_VISITS = (
    "Thank you for having us at your {home} {visits} times so far.",
    "After {visits} visits to your {home}, it is time to say thank you.",
    "You have had us at your {home} {visits} times by now, and we thank you for the trust behind that.",
    "Thank you for turning to us {visits} times so far.",
)
THANKS = (
    "Thank you for trusting us with your {home}.",
    "First of all, thank you for choosing {company}.",
    "We would like to thank you for your trust in our team.",
    "Thank you for letting us look after your {home}.",
)

# From the reason, which stands before it, to the service.
BRIDGES = (
    "That is what our {item} is there for: {summary}.",
    "This is where our {item} comes in: {summary}.",
    "For {home}s like yours there is our {item}. In short: {summary}.",
    "Our {item} was made with that in mind: {summary}.",
    "It is why we thought of our {item} for you: {summary}.",
    "Our {item} may be an answer to that. What it is: {summary}.",
)
# Before the reason.
BEFORE_REASON = ("", "", "", "Here is why we are writing: ", "One thing came to mind: ")

BENEFITS_OF_TWO = (
    "Two things that it brings: {a}, and {b}.",
    "What you would have from it: {a}; and {b}.",
    "Part of it: {a}. Another part: {b}.",
    "It comes down to two things: {a}; {b}.",
    "What speaks for it in your case: {a}, and also {b}.",
)
# Where a benefit holds a comma, another one between two benefits would not be seen.
BENEFITS_WITH_COMMAS = (
    "What you would have from it: {a}; and {b}.",
    "Part of it: {a}. Another part: {b}.",
    "It comes down to two things: {a}; {b}.",
)
BENEFITS_OF_THREE = (
    "Three things that it brings: {a}; {b}; and {c}.",
    "What you would have from it: {a}; {b}; {c}.",
    "In practice that is {a}; {b}; and, last but not least, {c}.",
    "It comes down to three things: {a}; {b}; {c}.",
)

PRICES = (
    "The price is {price}.",
    "It costs {price}.",
)
PRICES_ONCE = (
    "The price is {price}, paid once.",
    "It costs {price}, one time.",
    "It is {price}, paid once.",
)

# About the place, by what is known of it.
OF_THE_PLACE = (
    "With the {feature} on your property, it is a thing to think about.",
    "We had the {feature} at your {home} in mind when we thought of it.",
    "Your {feature} is one more reason to look at it.",
)
OF_THE_SEASON = (
    "{month} is a sensible time to think about it.",
    "Now in {month}, there is time to plan it calmly.",
    "As it is {month}, the timing would be right as well.",
)
WITH_THE_PLAN = (
    "It would go along with your {plan} plan, which stays as it is.",
    "Your {plan} plan stays exactly as it is; this would simply come beside it.",
)

CALM = (
    "There is no hurry, and no is a perfectly good answer, too.",
    "Please take all the time you like to think it over.",
    "If it is nothing for you, that is fine with us; nothing changes.",
    "Whether it suits you is for you to say, and you need not decide anything this week.",
    "It is only a suggestion, and you know your {home} best.",
)
CLAIMS = ("{claim}.", "In case you wonder who we are: {claim}.", "And as ever: {claim}.")
FILLERS = (
    "We would be happy to explain how it works before you decide anything.",
    "Our team can walk you through it step by step, so that you know what to expect.",
    "If anything about it is unclear, we are glad to explain it in plain words.",
    "We would rather mention it once too early than too late, and leave the rest to you.",
)

ASKS = (
    "Would you like us to send you the details?",
    "Would it be all right if we told you a little more about it?",
    "Does that sound like something for your {home}?",
    "Shall we send you a short description, so that you can read it when it suits you?",
    "Would you like to hear how it would look at your {home}?",
    "Is that something you would like to think about?",
    "Would a short call to talk it over be welcome?",
    "May we put together what it would mean for your {home}?",
)
CLOSINGS = ("Kind regards,", "Warm regards,", "Best wishes,", "With kind regards,", "All the best,")

SUBJECTS = (
    "A small suggestion",
    "A thought for your {home}",
    "{item}: a thought for your {home}",
    "About your {home} in {month}",
    "A word about our {item}",
    "After your {visit}",
    "One idea for your {home}, {name}",
    "{name}, a small suggestion",
    "Something that may suit your {home}",
)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
