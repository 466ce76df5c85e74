"""What the house judge is told of win-back's tasks: what each was, and what each criterion means for it."""

ANALYSES = """\
The task was to say why a business customer cancelled a software subscription: one category, a confidence, 3 to 5
insights, a recommendation without discounts, and the fields that the category rests on. The categories:
pricing (price, budget, value), features (a capability, integration, security proof, speed or reliability missing),
onboarding (set-up, complexity, adoption, support, training), competition (moved to an alternative, an own build
included, whatever reason is given for it), business_closure (closed, sold, merged away, project ended),
unclear (nothing usable is said).
- correctness: the category is the one that the words support best; where the observed fields contradict them, it says
  so and is less sure. A wrong category is worth at most 3.
- groundedness: every number, name and event stands in the input or follows from it. One invention: at most 3.
- usefulness: the insights say something about this customer, and the recommendation is one that a person can act on.
- style: short, plain sentences; nothing is said twice."""
EMAILS = """\
The task was to write three win-back emails to a business customer who cancelled: the first acknowledges and asks, the
second proposes, the third closes kindly.
- correctness: they speak to the cause that this customer gave, in its sense: sarcasm is understood, nobody who closes
  down is sold anything, no cause is assumed where none is known. The topics billing and trust get an apology first
  and no offer; seasonal and no_longer_needed are not sold anything. An answer that was given leads. No apology: at
  most 4.
- groundedness: every number, price, discount, free period, feature, date, link and name stands in the input; an offer
  is one of those that were approved, and no larger. One invention: at most 3. Only own_words are quoted, in whole
  sentences (the whole reason where it is null). A note of a team that is quoted to the customer: at most 2.
- usefulness: the reader has a reason to answer and one way to do so; each email brings something of its own, the
  second goes on from the first, and the letter would not fit just anybody. Two asks in one email: at most 5.
- style: in the language asked for, natural, respectful and brief; no pressure, no flattery, no blame, no template
  talk; greets a person by first name or a team, never a company or a number as a person."""
