"""Sentences of the demo's calls, messages and tickets. Ours: what an analysis makes of them flatters it."""

GOOD = (
    "The team is happy with the new dashboards and wants to show them to the board.",
    "They said that onboarding the second department went faster than planned.",
    "Support answered within the hour, and they thanked us for it.",
    "They like the release of last month, the exports save them a day a week.",
    "The champion presented our results to the management, which went well.",
)
PLAIN = (
    "We went through open questions about permissions.",
    "They asked how the audit log is kept, and for how long.",
    "We agreed to meet again in two weeks.",
    "They cancelled a contract with an old vendor last year and moved everything to us.",
    "We looked at the roadmap together and took notes.",
    "They are not going to stop using the connector, they only asked about its settings.",
)
BAD = (
    "They are frustrated, the same error came back for the third time.",
    "The new manager does not see what they pay for.",
    "They feel left alone with the migration and said that support is slow.",
    "Several people have gone back to their spreadsheets.",
    "They complained about the invoice again, and about the tone of our reminder.",
)
# What a buyer says who does not buy, whatever the stage of the deal.
CONTRADICTING = (
    "The budget for this year was frozen on Monday, so nothing can be signed.",
    "They have put the project on hold until further notice.",
    "They told us that they have chosen another vendor.",
    "The sponsor has left the company, and nobody has taken over the evaluation.",
    "They decided to build it in house instead.",
    "Procurement has not heard of this purchase, and there is no budget for it.",
    "They will not go forward with us this year.",
)
PROMISING = (
    "Legal sent the contract back with two small changes.",
    "They asked for the order form, the budget is approved.",
    "The security review is done and passed.",
    "They want to sign before the end of the month.",
    "They put the discussion about a second region on hold, the first one goes ahead as agreed.",
    "Another vendor was in the running, they decided against it.",
)
NAMES_ONE = (
    "They are also looking at {name}.",
    "Somebody on their side used {name} before.",
    "{name} offered them a lower price.",
)
AMBIGUOUS = ("We reached the summit of the agenda after an hour.", "At the data summit in June they saw our talk.")
TICKETS = (
    ("question", "How do I add a user?"),
    ("question", "Where is the export of last month?"),
    ("bug", "A chart shows the wrong week"),
    ("bug", "Login page is slow in the morning"),
    ("request", "Please add a filter by region"),
)
COMPLAINTS = (
    ("bug", "Import fails again with the same error"),
    ("bug", "Figures differ between report and export"),
    ("outage", "We cannot log in since this morning"),
    ("complaint", "Nobody has answered our last ticket"),
)
EXPLAINING = {
    "migration": ("migration", "Moving our jobs to the new region, the old ones are switched off"),
    "recent_migration": ("migration", "Moving our jobs to the new region, the old ones are switched off"),
    "backfill": ("backfill", "Loading three years of history this week, please raise our limits"),
    "maintenance": ("maintenance", "Our systems are down for maintenance until the end of the month"),
}
