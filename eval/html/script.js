"use strict";
// Shows the cases that every chosen property and the words in the search box fit.
const form = document.querySelector(".filters");
const cases = [...document.querySelectorAll(".case")];
const text = new Map(cases.map((one) => [one, one.textContent.toLowerCase()]));

function show() {
  const words = form.querySelector("input").value.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = [...form.querySelectorAll("select")].filter((box) => box.value);
  let shown = 0;
  for (const one of cases) {
    const fits = chosen.every((box) => one.dataset[box.dataset.filter] === box.value)
      && words.every((word) => text.get(one).includes(word));
    one.hidden = !fits;
    shown += fits;
  }
  form.querySelector("output").value = form.dataset.shown.replace("{shown}", shown).replace("{all}", cases.length);
}

form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
show();
