"""English. `agents/checks/lexicon.py` says what each concept is for."""

CONCEPTS: dict[str, str] = {
    "soon": "next week, next month, next quarter, next year, next spring, next summer, next autumn, next fall, next winter, this spring, this summer, this autumn, this fall, this winter, this quarter, later this, in january, in february, in march, in april, in may, in june, in july, in august, in september, in october, in november, in december, in a few weeks, in two weeks, in a month, soon, shortly, tomorrow, by spring, by summer, by autumn, by easter, by christmas, before christmas, before the summer",
    "transfer": "wire, wires, wired, wiring, transfer, transfers, transferred",
    "account": "account, card, bank, credit card",
    "somebody": "somebody, someone, a colleague of mine, one of us",
    "kept": "exactly as you left, as you left it, as you left them, still in our system, extended, prolonged, restored, rebuilt, reactivated, activated, unlocked, upgraded, reinstated, preserved, approved, renewed, corrected, imported, cleaned up, migrated, converted, refreshed, topped up, brought over, kept all, kept your, kept everything, kept every, saved your, saved all, kept safe",
    "crew": "our people, our crew, the crew, engineer, engineers, developer, developers, technician*, programmer*, product team, dev team, development team, roadmap",
    "purse": "their books, the meter is, clock is stopped, clock stands still, wallet*, purse*, your pocket, your pockets, billfold, chequebook, checkbook, the books, your books, bookkeep*, the statement, your statement, bank statement, the meter",
    "hear": "sense, worth, matter*, ask, asking, wonder, understand, understood, hear, know, learn, read, argue, wrote, explain, respect, sorry, apolog*, tell, imagine, guess",
    "later": "turns, someday, down the line, early enough, soon enough, until, till, before, after, once, later, afterwards, someday, not before, only when, next year, new year, turns, the end of the year",
    "works": "works, runs, handles, loads, opens, reads, holds, imports, exports, accepts, copes, behaves, finishes",
    "newly": "now, by now, finally, since last*, at last, these days, meanwhile, from today",
    "span": "minutes, hours, days, minute, hour, day",
    "replying": "reply, replies, respond, responds, get back, be there, react, answer, answers",
    "modest": "costs, fits, suits, means, matters, lacks, misses, fails, seems, looks, deserves, users, teams, settings, plans, prices, accounts, seats, customers, comes, remains, was, does, owes, asks, demands, needs, takes, falls, wants, belongs",
    "deed": "cancelled, canceled, postponed, raised, lost, named, agreed upon, needed, delayed, improved, explained, considered, apologised, apologized, followed, answered, replied, overlooked, treated, served, ended, closed, believed, assumed, accepted, respected, cared, appreciated, charged, caused, exchanged, earned, prepared, deserved, parted, started, realised, realized, stopped, noticed, confused, tested your, underestimated, succeeded, handled, asked, listened, missed, learned, learnt, talked, noted, passed, wondered, tried, hoped, enjoyed, valued, received, failed, discussed, looked, reached, disappointed, introduced, promised, wanted, waited, heeded, agreed, decided, tended, moved, called, mailed, contacted, written, shared, worked, reminded, needed, changed",
    "did": "have, has",
    "excluded": "excluded, ruled out, impossible, unthinkable, out of the question, eliminated",
    "outage": "outage, outages, glitch*, outage*, downtime, crash*, interruption*, failures, disruption*",
    "choice": "decision, choice, call, answer, word, turn, move, floor, data, records, reasons, time, right, mistake, way",
    "yours": "waiting for you, awaits you, is yours, are yours, belongs to you, belong to you",
    "worry": "worry, worries, worrying, think, concern, bother, mind, trouble",
    "trace": "logs in, logs on, signs in, still logs, logged in, logged on, signed in, opened, clicked, visited, browsed, browsing, online",
    "watch": "could see, can see, see, saw, seen, notice, noticed, observe*, spotted",
    "feign": "pretend, claim that, suggest that",
    "billing": "bill, billing, billed, charge, charging, charged, invoice, invoicing, invoiced",
    "lift": "forget about, forget, forgets, covered, taken care of, disappear, disappears, vanish*, fall away, falls away, go away, goes away, struck, strike, strikes, wipe*, scrap*, remove*, drop out, drops out, forgiven, forgive, written off, torn up, tear up",
    "due": "fee, fees, charge, charges, bill, bills, invoice*, balance, cost, costs, surcharge*",
    "discount": """
        look the other way, number you have in mind, figure you have in mind, amount you have in mind, room in the figure*, room in the price*, room in the number*, leeway in the price*, make the sums work, make the numbers work, make the figures work, make the maths work, make the math work, lose the margin, pay what others pay, pay what everybody pays, price you keep, rate you keep, price that you keep, keep for good, nobody else sees, no one else sees, nobody else gets, no one else gets, billed as if, charged as if, priced as if, below what the, below what our, below what you, below the list, below list, below the published, below the usual, under the list, under list, well under what, well under the, cheaper for you, jump the pricing, jump the price, lowers your, lower your own, lowers the price, cuts your, between us, in under the, name a figure, name a number, name a sum, name an amount, name the price, name the figure, name a price, halves itself, meet you halfway, meet you half way, meet you more than half*, meet you more than halfway, nobody pays less, no one pays less, pay once, price that nobody else, price that no one else, price nobody else, price no one else, rate that nobody else, price you will not find, price that others do not, deal that nobody else, gets this price, get this price, gets this rate, for the price of one, for a song, discount*, rebate*, coupon*, promo, promotional, promo code*, price match*, price cut*, price reduction*, price drop*,
        markdown, half off, money off, special deal, sale price, preferential, go lower, goes lower, beat it, beat their*,
        beat any, match it, match their*, match any, undercut*, off your plan, off your bill, off your invoice, off the price,
        off every, off each, concession*, name your price, hold the price, at cost price, next to nothing, at the price of, for the price of""",
    "free": """
        nothing leaves your account, nothing leaves your card, skip the first, skip the next, skip your first, skip your next, skip your payment*, fee gone, fees gone, fee is gone, fees are gone, card stays untouched, card untouched, not touch your card, stay blank, stays blank, our tab, unbilled, uncharged, uncharged for, not see an invoice, not see a bill, never see an invoice, invoice goes in the bin, goes straight in the bin, in the bin, exit fee*, cancellation fee*, we pay the, we will pay the, we pay your, we will pay your, we cover the, we cover your, free, for free, free of charge, free of cost, cost free, complimentary, gratis, on the house, no charge, no cost,
        no costs, no extra cost*, no extra charge*, no additional c*, at no c*, without charge, without cost*, without paying,
        without payment, without a fee, without fees, without a bill, without an invoice, cost nothing, costs nothing,
        cost you nothing, costs you nothing, cost you zero, costs you zero, costs zero, pay nothing, pays nothing, pay zero,
        pay no, zero cost, zero charge, nothing to pay, nothing is due, for nothing, not charge you, never charge, not bill you,
        not invoice you, not be charged, not be billed, not be invoiced, never be charged, never be billed, no bill, no bills, no invoice*, no fee,
        no fees, no payment*, not cost you, not cost a, waive*, waiver*, at our expense, our expense, our treat, my treat,
        treat you, foot the bill, pick up the tab, pick up the bill, trial period, extended trial, free trial, not pay a, not pay anything,
        not have to pay, not need to pay, no need to pay, never pay, charge you nothing, not spend a, keep your wallet, skip the next payment*,
        skip a payment*, pause your payment*, payment holiday*, not owe a""",
    "refund": """
        counted towards, count towards, counts towards, counted against, put towards, goes towards, hand back, hands back, hand it back, handed back, every cent comes, every penny comes, each cent comes, cent comes back, penny comes back, money comes back, money flows back, make good every*, makes good every*, make up every*, refund*, money back, pay you back, paid back, pay it back, pay back, reimburs*, cashback, cash back, credit, credits,
        credited, compensat*, return your money, return your payment*, return what you paid, return every, make you whole,
        get back every*, give you back*, goes back to you, go back to you, back in your pocket, back into your account,
        back on your account, refundable, indemnif*, write off""",
    "gift": """
        only for you, just for you, exclusively for you, name on it, set aside for you, put aside for you, put by for you, reserved for you, not worry about the bill*, not worry about the cost*, not worry about the fee*, not worry about the price*, not worry about the invoice*, as a thank you, as thanks, as a token, as a gesture, as a welcome, as an apology, gift*, voucher*, bonus*, a present, as a present, a little present, giveaway*, freebie*, goodie*, reward, rewards, prize*, top up,
        perk*, throw in, throws in, add on top, thrown in, sweeten*, extra seats, extra seat, extra licen*, extra users, extra storage, sign up bonus""",
    "ours_to_pay": "somebody else s problem, someone else s problem, our headache, our business, let us worry about, leave it to us, is our problem, is our affair, is our concern, let us carry, we carry, is ours, are ours, comes to us, goes to us, lands with us, lands on our desk, on us, for our account",
    "safe": """
        customers like you, customers like yourselves, clients like you, customers such as you, settle in, settle down, settling in, paying for nothing, pay for nothing, paid for nothing, pay attention, pays attention, paid attention, paying attention, pay heed, pay a visit, pay respect*, to pay off, free of, nobody else, no one else, feel free, free to, be free, free moment, free minute, free hour, free slot, free time, free evening, free afternoon, free morning,
        hassle free, worry free, trouble free, free up, free from, free rein, free choice, free hand, credit card*,
        to your credit, to their credit, credit where, credit is due, credit due, credit for, come back, coming back, came back,
        comes back, welcome back, back to you, back to us, called you back, call you back, call back, look back, looking back, back then,
        way back, back in, write back, hold back, held back, back and forth, at present, owe us nothing, owe us no,
        you owe us nothing, you owe us no, we owe you a*, i owe you a*, owe you an answer, owe you an apology,
        owe you an explanation, owe nobody, ask us to delete, ask for deletion, last message, as much as you, price list*,
        cut short, cut it short, point out, better off, on and off, at no point, no obligation*, no strings*, no catch,
        no questions*, no hard feelings, without obligation, without any obligation, not just, not only, not merely, not simply,
        nothing but, nothing less than, no less than, no later than, no longer, no matter, more or less, not least, no doubt,
        without doubt, without further*, without delay, no worries, no pressure, no rush, no hurry, no deadline, match what, meet the need*,
        the price of the next, half an hour, half a day, half the time, half the story, half the battle, half of the team, half your team, add value""",
    "terms": """
        settle when, settle once, settle after, square things, square it, square accounts, software bill, next bill, list price, invoicing, price list, tab, owe, owes, spend, purchase, renewal, deposit, upfront, instalment*, installment*, discounted, settle up, square up, pays, paying, package, sum, money, billing, charges, surcharge, price, prices, rate, rates, fee, fees, bill, bills, invoice*, previous plan, old plan, cheaper plan, same plan, bigger plan, top plan, better plan, contract*, subscription, payment, payments, term, terms, seats, loan, increase, bucks, tariff*, pay, cost, costs, licence*, charge, quote, less you pay""",
    "talk": """
        about, expect*, asking, spent, the offer, our offer, this offer, sense, too much, too high, too expensive, tell*, say, says, said, talk*, explain*, write, writing, wrote, ask, asks, asked, answer*, understand, understood, know, respect, hear, see, wonder, argue, question*, discuss, read, feel*, felt, mean*, matter*, surprise*, reason*, compare, fair, honest*, sorry, learn*, imagine, decision, worth, fit, fits, budget, rather, wrong""",
    "gone": """
        was, were, did, had, went, rose, felt, paid, came, became, grew, no longer, would, could, should, might, may, perhaps, maybe, never about, cancelled, canceled""",
    "cost": """
        charged, what you are charged, what you would be charged, price*, pricing, rate, rates, fee, fees, cost, costs, bill, bills, invoice*, tariff*, charge, charges, subscription,
        payment*, plan price, renewal""",
    "cut": """
        eat, swallow, shoulder, bear, lower, cut, reduce, drop, slash, halve, halves, freeze*, lock, locks, lock in, hold, match, beat, trim, cap, knock, shave, cover, covers, absorb*,
        settle, settled, take care of, takes care of, take over, pick up, deduct*, keep your old, keep the old, matched to, waives, forget, cancel""",
    "special": """
        special, lower, reduced, better, old, former, previous, half, cheaper, cheap, exclusive, lowest, best, discounted,
        fixed, frozen, locked, unchanged, favourable, favorable, original, friendly, cut, same, introductory, halved""",
    "stays": "never rise*, not rise, never go up, not go up, no increase*, never increase*, not increase, stays fixed, stays the same, remains the same, stays as it is, will not change, never change*, price lock",
    "fraction": "a fraction, half, a third, one third, two thirds, a quarter, one quarter, three quarters, a fifth, a tenth, halves",
    "off": "off, less, cheaper, knocked, reduction",
    "pay": "settle when, settle once, settle after, spend, spent, square things, square it, square accounts, even up, pay for it later, settle up, square up, pay up, pay, pays, paying, payable",
    "save": "save, saves, saving, savings",
    "give": """
        give, gives, giving, grant, grants, granting, offer, offers, offering, send, sends, sending, extend, extends, extending, provide,
        provides, add, adds, hand, hands, arrange, make, propose, promise, gave, treat, put, include, have, apply, quote""",
    "get": "get, gets, receive, receives, enjoy, enjoys, give, gives, grant, grants, offer, offers, extend, extends, add, redeem, grab, earn, hand, gift, award, treat",
    "ours": "us, me",
    "unit": """
        month*, quarter, quarters, year, years, yearly, week, weeks, trimester*, semester*, spring, summer, autumn, winter, season*, seat,
        seats, licence*, license*, upgrade*, ninety days""",
    "neg": "not, no, never, none, neither, nor, cannot, without, nobody, nothing, rather than, instead of, hardly, any longer, not any",
    "comp": "better, bigger, larger, higher, cheaper, greater, other, second, just, only, merely",
    "money": "money, cash, euro, euros, dollar*, pound*, cent, cents, penny, pennies, amount, what you paid, what you spent, everything you paid, all you paid, all that you paid, eur, usd",
    "back": "back, return, returns, returned",
    "code": "code, codeword, password, keyword, voucher code",
    "enter": "use, enter, type, apply, quote, redeem, mention",
    "said": """
        you asked, you wanted, you wrote, you told, you mentioned, you said, you requested, you hoped, you expected, you had asked,
        you had hoped, in your words, your words, your request, your wish, you were told, you were promised, you wished, you had wished,
        you felt, you found, you called, you were waiting, you needed, you described""",
    "grant": "arrived last*, has arrived, has landed, is out now, went live, get it, have it, agree, agreed, approve, approved, granted, is yours, you shall, here it is, gladly, yes, consider it",
    "ended": "ended, expired, lapsed, ran out, was over",
    "past": "would have, could have, had been, might have, was it, were it, should have, have solved, have kept, have changed, have helped, have made",
    "we": "our people, our crew, we, i, our, my, us",
    "you": "you, your, yours",
    "build": """
        added, launched, released, rolled out, shipped, introduced, built, fixed, rebuilt, redesigned, implemented, rewritten,
        rewrote, developed, created, upgraded, hired, integrated, revamped, overhauled, modernised, modernized, replaced,
        enabled, delivered, finished, completed, solved, doubled, resolved, extended, migrated, acquired, won, automated, unveiled, closed the gap, brought out""",
    "will": "will sit, will stand, will, shall, going to, are about to, plan to, about to",
    "make": "build, ship, launch, release, add, develop, implement, deliver, introduce, integrate, fix, create, roll out, code, migrate, automate, rebuild, rewrite, program, design",
    "shall": "will build you, will build it, will add it, will ship it",
    "made": "is being, are being, has been, have been, was, were, been, got",
    "note": """
        comment*, remark*, note*, feedback, request*, message*, name, wish*, point*, words, story, answer*, list, reason*, suggestion*,
        input, reply, thoughts, letter""",
    "product": "the product, our product, our platform, the platform, our app, the app, our software, the software, our tool, our system, our service, the new version, our team",
    "have": """
        cuts, shortens, doubles, halves, runs, has, have, support, supports, include, includes, integrates, integrate, syncs, sync, synchronises, synchronizes, offers, offer, comes with, come with,
        connects, connect, runs, run, handles, handle, imports, exports, import, export, works with, works offline, now, lets, allows, allow, provides, features,
        scales, reads, speaks, meets, covers, replaces, beats, outperforms, exceeds, plugs into, talks to, saves, guarantees, detects, predicts, automates,
        complies, encrypts, holds, loads, opens, stores, keeps""",
    "able": "arrived last*, has arrived, has landed, is out now, went live, is history, are history, a thing of the past, things of the past, sorted out, has disappeared, have disappeared, is gone for good, you will be able, will soon be able, you will soon, ships next, ships in, ships this, arrives next, arrives in, arrives this, is coming soon, coming soon, around the corner, in the shop since, available since, on sale since, you can now, you may now, can now be, now possible, you are now able, can finally, is now able, are now able, you now can, lets you now",
    "status": "live, available, released, shipped, supported, included, enabled, in beta, out now, up and running, generally available, in production",
    "be": "is, are, be",
    "cert": """
        authority praised, authorities, regulator, regulators, supervisory authorit*, data protection authorit*, inspector, inspectors, auditor, auditors, independent auditor*, external auditor*, auditor signed*, signed off on our, signed off our, hipaa, soc, soc2, iso, gdpr, pci, fedramp, ccpa, dsgvo, certified, certification*, certificate*, compliant, compliance, accredit*, audited, insured,
        insurance, encrypt*, penetration tested, security audit*, our audit, hosted in, servers are in, servers stand, bank grade, military grade, tuv, nis2, dora""",
    "pledge": """
        see to it that, whatever happens, come what may, no matter what happens, next to you until, by your side until, account manager, your manager, count on an answer, count on a reply, count on us, count on me, set aside an, blocked an hour, before your coffee, assurance, assurances, never happen again, not happen again, in under a second, in under a minute, have downtime, has downtime, always on, always online, in seconds, response time*, hold us to, hold me to, whatever it takes, may sue, courtesy of, my personal word, guarante*, warrant, warrants, warranty, warranties, sla, slas, uptime, liable, liability, penalt*, contractually, legally binding,
        dedicated, priority support, round the clock, around the clock, day and night, our word, my word, commit to, we commit, always up,
        never down, never fails, never fail, never go down, never goes down, for life, lifetime, forever, indefinitely, unlimited, within the hour,
        within an hour, within a day, within hours, within minutes, within one hour, risk free, no risk, ironclad, in perpetuity, for ever, for all time,
        never again, first in line, personal manager, premium support, vip, white glove, no downtime, zero downtime, takes no time, double your,
        triple your, double its, triples your, doubles your, doubled revenue, never lose""",
    "promise": "promise, promises, swear, assure, vow, pledge to, rest assured",
    "soft": "brief, short, listen, read, answer, not, honest*, stop, write, keep it, to be, nothing, no, you none",
    "stat": "all of our customers, all our customers, every customer, thousands, hundreds, millions, dozens, most of our customers, nine out of*, every other customer*, majority of our, countless",
    "super": """
        put us at, puts us at, ranks us, rank us, named us, names us, calls us, rates us, recommends us, recommend us, trust us, trusts us, love us, loves us, top of the list, at the top of, swear by, swears by, applaud*, praised our, praises our, chose us, choose us, picked us, picks us, leading tool, leading product, leading platform, leading software, leading vendor, best on the market, best in its field, in its field, no other vendor, no other tool, no other product, no other provider, comes close to, studies show, study shows, research shows, surveys show, market leader, market leading, leader in, industry leading, number one, award*, best tool, best product, best software, voted, best in class,
        world class, leading provider, twice as fast, faster than, times faster, times as fast, unrivalled, the only tool,
        the only product, fastest, most secure, most reliable, most popular, top rated, better than any*, better than their*, state of the art, unmatched""",
    "appnoun": """
        app, feature*, version, module*, interface*, integration*, connector*, importer, dashboard, api, plugin*, add on, mode, engine, release,
        marketplace, portal, workflow builder, helpdesk, data center, data centre, editor, report builder, mobile app, scheduler""",
    "new": "new, brand new, all new, improved, redesigned, native, better",
    "exist": "there is, there are, exists, exist, we now have, we have got, we have now, you can now, you now",
    "cond": "what, whether, if, how, which, why, where, when, who, should, could, would, unless",
    "login": "your password, your passwords, your passcode, your pin, card details, card number, credit card details, bank details, bank account, account number, login details, your credentials, security code, verification code, one time code, social security, date of birth, passport number",
    "slander": """
        lost its customer*, lost their customer*, lost customer*, lost data, lost your data, lost password*, exposed customer*, overcharge*, blackmail*, lied, loses customer*, lose customer*, loses your data, loses data, bankrupt*, insolven*, fraud*, scam*, lawsuit*, sued, hacked, breach*, stole, stolen, steals, steal, stealing, criminal*, illegal*,
        corrupt*, under investigation, investigated, liar*, their lies, lying, crook*, out of business, going under, goes under, shady,
        dishonest, incompetent, ponzi, data leak*, leaked, leaks, unreliable, worthless, garbage, rip off, ripped off, rip offs, cheat*,
        launder*, untrustworthy, sells your data, sell your data, sells data, inferior, fined, thieves, thief, indicted, sanctions, tax evasion,
        amateur*, mislead*, collapse, collapsing, laying off, abandoned its, mess, a joke, about to close, shut down soon, racis*, sexis*""",
    "threat": """
        prices go up next, prices rise next, price goes up next, price rises next, prices go up on, prices rise on, prices go up soon, prices rise soon, by monday, by tuesday, by wednesday, by thursday, by friday, by saturday, by sunday, by tonight, by tomorrow, by the end of the week, by the end of the month, by month end, after monday, after tuesday, after wednesday, after thursday, after friday, after saturday, after sunday, door closes, doors close, door shuts, window closes, this is the moment, prices are going up, rates go up, while it lasts, slots left, places left, spots left, no second chance, be wiped, will be wiped, are wiped, final chance, is shut, will be shut, account is closed, account will be closed, account is blocked, be purged, be removed on, access ends, access will end, will be charged, your auditors, your auditor, have to tell your, until you pay, other steps, further steps, will not like, collections, collection agency, debt collect*, legal action, legal steps, legal department, legal team, our legal, places are left, seats are left, spots are left, slots are left, decide now, lawyer*, attorney*, court, overdue, outstanding balance, outstanding invoice*, outstanding amount*, unpaid, owe us, owes us, still owe*, debt, debts, final notice, final warning, final reminder, last chance, last warning, last reminder, last opportunity, be deleted, delete your data, delete your account, delete all, erase your, wipe your, lose your data, lose everything, lose access, suspend*, blacklist*, credit bureau, credit score, credit rating, report you, consequences, be terminated, act now, act fast, act today, too late, expires, expire, time is running*, running out, will regret, regret it, or else, we know where, hurry, only today, today only, ends today, ends tonight, limited time, do not miss, never forget this, police, prosecut*, enforcement, garnish*, seize, bailiff, tell your boss, tell your manager, inform your, make public, publish your, expose*""",
    "others": """
        signed again, signed up again, came back to us, returned to us, back on board, spoke to your, spoke with your, talked to your, talked with your, heard from your, met your, your colleague told, your team asked us, your colleague asked, your people asked, in your street, on your street, down the road from you, next door to you, in your building, across the street from you, in your town, visited our pric*, your people visited, we noticed that your, careless with, came back already, have come back already, already came back, are back already, who left in the same, left in the same week, left in the same month, left when you did, returned already, someone in your, somebody in your, people in your office, reading our emails, read our emails, asked us to say, asked me to say, sends regards, send you their regards, another customer, another client, other customer*, one of our customers, one of our clients, customer of ours, customers such as, clients such as,
        customers like, clients like, left for the same, left for the exact*, still owes, your competitor*, pays far less, pays less, pay less than you,
        opened our, opened your, opened this email, clicked on, we tracked, we track, we saw that, according to our records, our records show, our logs,
        told us that you, we have heard that you, neighbour, neighbor, same street, your home, your private""",
    "meta": """
        automated assistant, my rules forbid, rules forbid, language model, as an ai, ai model, an ai, chatgpt, gpt, claude, llm, prompt, system prompt*, system message*, my instruction*,
        instructions say, instructions are, instructions tell, the guidance, my guidance, my guidelines, the guidelines, i was told, i was instructed,
        i have been told, have been instructed, i am told, was asked to write, asked me to write, my training, training data, churn, lead score, health score, customer record, json, dataset, internal note*,
        our analysis, win back campaign, retention campaign, approved offer*, offer list, this template, not allowed to say, not supposed to tell,
        told not to, my system, my rules, i am a bot, i am a model, openai, anthropic, generated by, automatically generated, ai assistant, virtual assistant,
        as requested here, here is the email, here are the emails, sure here, certainly here, as instructed, word count, call to action, subject line, email number, second email of""",
}
FUNCTION_WORDS = """
    the and to of is was were it we you our your not too for with this that have has had are be but they their because no did does do
    would will can could should may might must need from by which more than a an in on at as if or so i me my us am been being what when where who
    why how there here all any each every some one two than then them these those it's its he she his her only also just very into out up down
    about after before again against between both few most other own same such through under until while off over please hello thank thanks dear
    let make take get give come go see know say tell still yet ever never now today back like well good best want wish hope left without within
    don won't i'm i'd i'll we're we'd we'll you're you'd you'll yours kind regards sincerely something nothing anything everything someone nobody whether whatever
"""
