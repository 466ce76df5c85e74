"""A customer who asks for a person, and the person at a page."""

from fakes.door import door

HTML = {"accept": "text/html"}
OWN = {"sec-fetch-site": "same-origin"}


async def test_from_a_customer_who_waits_to_a_settled_conversation() -> None:
    async with door() as http:
        assert "Nobody is waiting" in (await http.get("/support", headers=HTML)).text
        asked = await http.post("/query", json={"query": "<b>I</b> want to talk to a person", "user_id": "ann"})
        reply = asked.json()
        assert reply["outcome"] == "escalated"
        path = f"/support/people/{reply['escalation']['escalation_id']}"
        assert path in (await http.get("/", headers=HTML)).text
        assert path in (await http.get("/support", headers=HTML)).text
        page = (await http.get(path, headers=HTML)).text
        assert "&lt;b&gt;I&lt;/b&gt; want to talk to a person" in page
        assert "Nobody has it" in page
        for what, form in (("take", {}), ("reply", {"text": "I am Ann's person."}), ("resolve", {"note": "called"})):
            done = await http.post(f"{path}/{what}", data=form, headers=OWN)
            assert done.status_code == 303, done.text
        session = (await http.get(f"/sessions/{reply['session_id']}")).json()
        assert "I am Ann's person." in [turn["reply"]["answer"] for turn in session["turns"]]
        page = (await http.get(path, headers=HTML)).text
        assert "Settled" in page
        assert "Your words to the customer" not in page
        assert "Nobody is waiting" in (await http.get("/support", headers=HTML)).text
        assert (await http.get("/support/people/nobody", headers=HTML)).status_code == 404
        refused = await http.post(f"{path}/reply", data={"text": ""}, headers=OWN)
        assert refused.status_code == 400
