"""What the letters say of one particular, in English. Data only; the lines are those of `Particular`."""

TEXTS = """
rise
About the price rise
What would have made it acceptable: notice in good time, a reason, or a smaller step?
Coming back to the price rise: we would rather start from what you use than defend a number. Tell us what you could have lived with, and you will get a plain yes or no.
If you ever want to know where the price stands, ask, and the first line of the reply will be the figure.

rise_unannounced
About the price rise
Would a proper word beforehand have been enough, or was the rise itself too much?
Coming back to the price rise: it should not have reached you unexplained. Tell us what you could have lived with, and you will get a plain yes or no.
We take with us that a rise needs its reason beside it. If you want that reason today, a reply is enough.

per_seat
When every new person costs more
Who needed a seat of their own, and who only looked in now and then?
On paying by the head: send a rough list of who does what. We work through it with you and tell you whether another way of counting would have fitted, or whether it would not.
Should your team change its size one day, ask, and we count once more.

plan
What only the larger plan had
Which one thing in the larger plan did you need?
About the plan: name the part that you would have paid for by itself. If it cannot be had without the rest, we say so in one line.
If you meet the same wall elsewhere, a line about it would teach us something.

contract
About the commitment
Was it the length of the contract, the notice period, or having to decide so far ahead?
About the contract: describe the term that would have suited the way you work. A person with a say in it replies, and a no will be called a no.
When you next sign for something like this, we hope the term fits you better.

budget
When the budget is cut
Was everything cut, or would a smaller scope have survived?
About the budget: if part of it is still there, name the one thing that your team misses. We will say plainly whether that alone makes sense, and leave it at that if it does not.
Budgets come back at their own pace. Until yours does, you will not be chased.
That is a fair reason to leave, and you need not justify it.

unused
Paying for what sits unused
Which part did people open, and which did nobody touch?
Back to what went unused: perhaps only a few people ever needed it. Tell us who they are and what they do with it, and we will say what a smaller set-up would look like.
It is better to stop than to pay for an empty room. If the need grows, you know where we are.

integration
The connection you needed
Which system was it, and what should have passed between the two?
About that connection: describe both ends and one example of what should flow. Somebody who knows the product well answers in writing what works today and what does not.
If the two systems still do not talk to each other wherever you are now, we are happy to think along.

outage
When it was down
What did you need from us in those hours that you did not get?
About the time when it was down: ask what you still want to know about it. Somebody technical writes back what was behind it, or admits that we do not know.
We have not forgotten that your work stood still because of us.

slow
When it kept you waiting
Where did it drag the most: opening it, searching, or saving?
About the waiting: tell us what the page held and roughly how much data was in it. An engineer looks at that case, and writes what slowed it down.
Nobody should have to fetch a coffee while a page loads. Thank you for telling us.

unreliable
When it did not work
What did it hold up for you each time?
About what kept failing: describe the worst case to us. Somebody technical writes back what was behind it, or admits that we do not know.
Whatever you use now, we hope that it simply does what it should.

mobile
On the phone or tablet
Which task would have to work there first?
About the phone or tablet: tell us which one it was and what it showed when it failed. From that we can see what would have to work, and whether it does.
What has to work on the move is no use when it does not. Thank you for saying so.

security
What your security team asked for
Was that all your team asked for, or was there more on its list?
Back to what your team asked for: send us the list as your colleagues wrote it. We answer it line by line, including the lines that we cannot meet.
Your security team was right to insist. Its list stays welcome here.

reporting
The figures you could not get
Which figure did you need, and who was waiting for it?
About those figures: a sketch or an old spreadsheet is enough. You will get an answer in writing on whether it can be done today, and how.
May your next report take minutes and not an evening.

permissions
Who may see and do what
Is that the one step that was missing, or are there others like it?
About rights and approvals: write down the roles as they really are with you, even the odd ones. We compare them with what the product knows and mark every gap.
If the roles in your company are simpler one day, or ours are richer, it may be worth a second look.

fields
How you work, and how we made you work
Which step of yours did not fit into what we had prepared?
About making it fit: send one real record with the details changed. We try to build it as you would, and show you where it breaks.
A tool should bend to the work. We are sorry that it was the other way round.

removed
What we took away
What did you do with it, and what do you do instead now?
About what was taken away: tell us how often you used it, and for what. It goes to whoever decided that, and you get the answer as it was given.
You were used to something that worked, and we changed it. That is on us.

language
In a language that suits you
Which part of the work suffered: your own people, or what your customers got to see?
About language: name the screens or documents that mattered. We tell you for each whether it exists, without rounding up.
We would have liked to speak your language better than we did.

import
Where the import got stuck
Which file or system would not go in, and what happened instead?
About the import: send a sample with made-up rows. A person looks at it and tells you why it failed, in place of one more article.
Old data is a poor reason to stay or to go. If you ever try again, begin with ours to carry over.

leaving
When leaving was made hard
Is anything of it still open today, such as a form, a confirmation or a payment?
About the cancellation: reply with the answer that you got and roughly when. Somebody who can decide makes sure that it is done, and confirms it in writing.
Going should have been as easy as coming. Thank you for saying plainly where it was not.
You should not have had to ask twice, and we are sorry that you did.

person_left
When the one who knew it leaves
Who looks after this work now, and what would help that person most?
Back to your colleague who left: a new start would begin with whoever has the task today and with one real piece of work, not with a manual.
Whoever inherits the task one day may write to us without knowing any of the history.

support
The answer you waited for
Which question never got a proper answer?
Back to your open question: send it once more as you would say it, and somebody who can decide replies, however long ago it was.
You should not have had to wait. A reply to this goes to a person, not into a queue.

complicated
Harder than it should be
Which task should have been simple and was not?
About that task: we would go through it with whoever does the work, and stop only when it is done without us.
If it was too much, then it was too much. That says something about us and nothing about your team.

time
No time to set it up
What would have had to be ready on the first day?
About the set-up: name the one list or template that your team would have used first. We say how long it takes with our help, and what you would have to bring.
There is never a good week for such things. If a quieter one comes, we begin small.

adoption
When the team does not take to it
What did people go back to, and what did they like about it?
About your team: ask the one who disliked it most for a single reason, and send it to us as it was said. That is worth more than any survey.
A tool that people avoid is not worth keeping, whoever made it.

group
Decided by the group
Would you have stayed, had it been yours to decide?
As the group decides, there is nothing to argue about. If one of your teams has a gap that its tool leaves open, tell us which.
We wish you an easy change to the tool of the group.
A decision of the group is not one that you have to justify.

cheaper
A cheaper tool
Does it do everything that you need, or did you give something up for the price?
About the cheaper tool: we will not talk it down. Should it turn out to lack something, tell us what, and we answer honestly whether we have it.
If it does the job for less, you chose well.

suite
One tool for everything
What does it save you to have everything in one place?
About having it all in one place: if one corner of it turns out too thin for your work, name that corner, and we say whether it is worth a second tool.
One login fewer is worth something, and we understand that.

in_house
Built by yourselves
What can yours do that nothing you could buy does?
About your own tool: should it become a burden for the one who built it, we are glad to look at which parts are worth buying and which are not.
Respect to whoever built it. We hope that it serves you long.

sold
After the takeover
Is anything left to hand over on your side?
Should the new owner have questions about what you had with us, pass on this address. There is nothing to sell in that.
We wish everybody who came with you a good place under the new roof.

retiring
Well earned
Is there anything that you want to keep from your account before it closes?
About your records: tell us what a successor or the tax office may still ask for, and we will say how it can be kept.
Enjoy the time after work. You have more than earned it, and nobody here will disturb it.

insolvent
When it could not go on
Who should we turn to for what is still open?
If an administrator has taken over, pass on this address. Whoever winds things up gets every document from us without a discussion.
You and your people have enough to carry. We wish you a better road from here.

project_over
When the project ends
Did it bring what you had hoped for?
About the project: if somebody asks later what it showed, we are glad to be one of those whom you ask.
Projects end, and what people learned in them stays.
"""
