"use strict";
// The chat of the support pages, heard while it is made. Without this the form works, too: it shows the whole reply.
(() => {
  const form = document.getElementById("chat");
  const status = document.getElementById("status");
  const rate = document.getElementById("chat-rate");
  if (!form || !window.fetch || !window.TextDecoderStream) return;
  const person = document.getElementById("chat-person");
  const field = form.querySelector("textarea");
  const buttons = [...form.querySelectorAll("button"), ...person.querySelectorAll("button")];
  let busy = false;
  const tell = (text) => { status.textContent = ""; setTimeout(() => { status.textContent = text; }, 120); };

  // Never as HTML: neither questions nor answers are markup.
  function card(who, text) {
    const box = document.createElement("div"), name = document.createElement("p"), said = document.createElement("p");
    box.className = "card";
    name.className = "soft small";
    said.className = "kept";
    name.textContent = who;
    said.textContent = text;
    box.append(name, said);
    document.getElementById("talk").append(box);
    return said;
  }

  async function* events(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      rest += value;
      for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
        const lines = rest.slice(0, end).split("\n");
        rest = rest.slice(end + 2);
        yield { kind: lines[0].slice("event: ".length), data: JSON.parse(lines[1].slice("data: ".length)) };
      }
    }
  }

  function began(session) {
    let kept = form.elements.namedItem("session_id");
    if (!kept) {
      kept = document.createElement("input");
      kept.type = "hidden";
      kept.name = "session_id";
      form.prepend(kept);
    }
    kept.value = session;
    history.replaceState(null, "", `/support/chat/${session}`);
  }

  async function whyNot(answer) {
    const problem = await answer.json().catch(() => ({}));
    return problem.detail || "This cannot be answered at the moment. Please try again.";
  }

  async function ask(query) {
    busy = true;
    buttons.forEach((one) => { one.setAttribute("aria-disabled", "true"); });
    const empty = document.querySelector("#talk > p.soft");
    if (empty) empty.remove();
    card("You", query);
    const said = card("Assistant", "…");
    said.scrollIntoView({ block: "nearest" });
    tell("An answer is on its way.");
    let text = "", session = "", whole = false;
    try {
      const body = new URLSearchParams({ query });
      const kept = form.elements.namedItem("session_id");
      if (kept) body.set("session_id", kept.value);
      const answer = await fetch(form.dataset.say, { method: "POST", body, headers: { Accept: "text/event-stream" } });
      if (!answer.ok) throw new Error(await whyNot(answer));
      for await (const { kind, data } of events(answer.body)) {
        if (kind === "begun") began(session = data.session_id);
        if (kind === "text") said.textContent = text += data.text;
        if (kind === "reply") {
          whole = true;
          said.textContent = data.answer;
        }
      }
      if (!whole) throw new Error("The connection was lost. What was said is kept; load the page again.");
      tell(said.textContent); // read out once, as a whole
    } catch (error) {
      const why = error instanceof TypeError ? "The server cannot be reached. Please try again." : error.message;
      said.textContent = text ? `${text}\n\n${why}` : why;
      tell(why);
    } finally {
      busy = false;
      buttons.forEach((one) => { one.removeAttribute("aria-disabled"); });
    }
    if (whole) await htmx.ajax("GET", `/support/chat/${session}/now`, { target: "#talk", swap: "outerHTML" });
  }

  // What is polled waits while words come in, and brings along what may be rated.
  document.addEventListener("htmx:beforeRequest", (event) => { if (busy) event.preventDefault(); });
  document.addEventListener("htmx:afterSwap", () => {
    const last = document.getElementById("talk").dataset.rate;
    rate.hidden = !last;
    for (const one of rate.querySelectorAll("[name=interaction_id]")) one.value = last;
    for (const one of rate.querySelectorAll("button")) one.setAttribute("aria-pressed", "false");
  });
  rate.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = event.target, button = sent.querySelector("button");
    const answer = await fetch(sent.action, {
      method: "POST", body: new URLSearchParams(new FormData(sent)), headers: { Accept: "application/json" },
    }).catch(() => null);
    const ok = Boolean(answer && answer.ok);
    for (const one of rate.querySelectorAll("button")) one.setAttribute("aria-pressed", String(ok && one === button));
    tell(ok ? "Thank you for saying so." : "That could not be sent. Please try again.");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const asked = field.value.trim();
    if (busy || !asked) return;
    field.value = "";
    ask(asked);
  });
  person.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!busy) ask(person.elements.namedItem("query").value);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
})();
