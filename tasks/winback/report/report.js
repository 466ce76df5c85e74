"use strict";
// Search and sort of the customers: shows, hides and reorders what is on the page, and nothing else.
(() => {
  const list = document.getElementById("customers");
  const controls = document.getElementById("find");
  if (!list || !controls) return;
  const items = Array.from(list.children);
  const texts = items.map((item) => item.textContent.toLowerCase());
  const [search, order] = [document.getElementById("search"), document.getElementById("order")];
  const shown = document.getElementById("shown");
  const number = (item, name) => Number(item.dataset[name]);
  const orders = {
    mrr: (a, b) => number(b, "mrr") - number(a, "mrr"),
    unsure: (a, b) => number(a, "confidence") - number(b, "confidence"),
    latest: (a, b) => b.dataset.left.localeCompare(a.dataset.left),
    name: (a, b) => a.dataset.name.localeCompare(b.dataset.name),
  };
  const find = () => {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    items.forEach((item, at) => {
      item.hidden = !wanted.every((word) => texts[at].includes(word));
      count += item.hidden ? 0 : 1;
    });
    shown.textContent = wanted.length ? `${count} of ${items.length} shown` : "";
  };
  const sort = () => list.append(...items.slice().sort(orders[order.value]));
  search.addEventListener("input", find);
  order.addEventListener("change", sort);
  controls.hidden = false;
})();
