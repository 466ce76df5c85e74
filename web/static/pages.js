"use strict";
// What no attribute of HTML or htmx does. Every page works without it.
(() => {
  // A live region is read out when it changes, not when it is there from the start.
  const status = document.getElementById("status");
  const said = status ? status.textContent.trim() : "";
  if (said) {
    status.textContent = "";
    setTimeout(() => { status.textContent = said; }, 120);
  }
  // What was typed and not sent is not lost by a click.
  let typed = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-keep]")) typed = true;
  });
  document.addEventListener("submit", (event) => {
    const ask = event.submitter && event.submitter.dataset.confirm;
    if (ask && !window.confirm(ask)) { event.preventDefault(); return; }
    typed = false;
    const busy = event.target.dataset.busy;
    if (busy && status) status.textContent = busy;
  });
  window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
  // A file may be dropped anywhere on the form; the field shows its name, and the keyboard reaches the field.
  for (const zone of document.querySelectorAll("[data-drop]")) {
    const field = zone.querySelector("input[type=file]");
    for (const name of ["dragover", "dragleave", "drop"]) {
      zone.addEventListener(name, (event) => {
        event.preventDefault();
        zone.classList.toggle("over", name === "dragover");
        if (name === "drop" && event.dataTransfer.files.length) field.files = event.dataTransfer.files;
      });
    }
  }
  for (const box of document.querySelectorAll("[data-select-all]")) {
    box.addEventListener("change", () => {
      for (const one of document.querySelectorAll(box.dataset.selectAll)) one.checked = box.checked;
    });
  }
  for (const field of document.querySelectorAll("[data-counts]")) {
    const out = document.getElementById(field.dataset.counts);
    const count = () => { out.textContent = field.value.trim().split(/\s+/).filter(Boolean).length; };
    field.addEventListener("input", count);
    count();
  }
  // The end of a run changes the tab's title, so that it is seen from another tab.
  document.addEventListener("htmx:afterSwap", () => {
    const titled = document.querySelector("[data-title]");
    if (titled) document.title = titled.dataset.title;
  });
})();
