// What the page does by itself: buttons that reach the server, tips over citations, the source pane, the theme.
window.onrecord = (() => {
  const root = document.documentElement;
  let opener = null; // the button that opened the source, to go back to

  // ---- buttons in rendered parts: [data-act] is sent to the server with all its data
  function bind(element, trigger, watch, events) {
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const act = button.dataset.act;
      if (act && events.includes(act)) {
        if (act === "cite" || act === "read") awaitSource(button);
        trigger(act, { ...button.dataset });
      } else if (button.hasAttribute("data-copy")) copy(button);
      else if (button.hasAttribute("data-confirm")) confirm(button, true);
      else if (button.hasAttribute("data-keep")) confirm(button, false);
      else if (button.hasAttribute("data-theme")) switchTheme();
      else if (button.hasAttribute("data-close")) closeSource();
    });
    const arrived = { conversation: followConversation, source: showSource }[element.closest("[id]:not([id^=html-])")?.id];
    if (arrived) watch("value", () => requestAnimationFrame(arrived));
  }

  // ---- the conversation
  function followConversation() {
    hideTip();
    const all = document.querySelectorAll("#conversation .turn");
    all[all.length - 1]?.scrollIntoView({ block: "start" });
  }

  // ---- the source pane
  let asked = false; // whether somebody asked for the pane: only then it takes the focus, or the screen of a phone
  let last = ""; // what was opened last
  function awaitSource(button) {
    const target = JSON.stringify(button.dataset);
    asked = true;
    opener = button;
    hideTip();
    root.classList.add("source-open");
    // What is there already does not change, so that no change would bring it back into view.
    setTimeout(() => asked && showSource(), target === last ? 0 : 600);
    last = target;
  }
  function showSource() {
    const pane = document.querySelector("#source .text");
    const mark = pane?.querySelector("mark");
    const above = mark ? mark.getBoundingClientRect().top - pane.getBoundingClientRect().top : 0;
    if (pane) pane.scrollTop = mark ? pane.scrollTop + above - pane.clientHeight / 3 : 0;
    if (asked) document.querySelector("#source h2")?.focus({ preventScroll: true });
    else last = "";
    asked = false;
  }
  function closeSource() {
    root.classList.remove("source-open");
    if (opener?.isConnected) opener.focus();
    opener = null;
  }

  // ---- tips: the quote behind a citation, on hover and on focus
  const tip = document.createElement("div");
  tip.id = "tip";
  tip.hidden = true;
  let leaving = 0;
  function showTip(chip) {
    clearTimeout(leaving);
    const words = document.getElementById(chip.getAttribute("aria-describedby"));
    if (!words) return;
    tip.replaceChildren(...[...words.childNodes].map((node) => node.cloneNode(true)));
    tip.hidden = false;
    const at = chip.getBoundingClientRect();
    const below = at.bottom + 8;
    const fits = below + tip.offsetHeight <= innerHeight - 8;
    tip.style.left = `${Math.max(12, Math.min(at.left - 16, innerWidth - tip.offsetWidth - 12))}px`;
    tip.style.top = `${fits ? below : Math.max(8, at.top - tip.offsetHeight - 8)}px`;
  }
  function hideTip() {
    tip.hidden = true;
  }
  function leaveTip() {
    clearTimeout(leaving);
    leaving = setTimeout(hideTip, 160); // time enough to move onto the tip, to select in it
  }
  const chipOf = (event) => (event.target.closest ? event.target.closest(".chip") : null);
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const chip = chipOf(event);
    if (chip) showTip(chip);
    else if (tip.contains(event.target)) clearTimeout(leaving);
    else if (!tip.hidden) leaveTip();
  });
  document.addEventListener("focusin", (event) => {
    const chip = chipOf(event);
    if (chip && chip.matches(":focus-visible")) showTip(chip);
    else hideTip();
  });
  document.addEventListener("scroll", hideTip, true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!tip.hidden) hideTip();
    else if (opener || root.classList.contains("source-open")) closeSource();
  });

  // ---- small things
  function confirm(button, ask) {
    const entry = button.closest("li");
    entry.querySelector(".confirm").hidden = !ask;
    const opens = entry.querySelector("[data-confirm]");
    opens.setAttribute("aria-expanded", String(ask));
    (ask ? entry.querySelector("[data-keep]") : opens).focus();
  }
  async function copy(button) {
    const words = button.dataset.copy;
    if (navigator.clipboard) await navigator.clipboard.writeText(words);
    else copyBySelection(words);
    const name = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = name), 1500);
  }
  function copyBySelection(words) {
    // Over plain HTTP from another machine a browser offers no clipboard.
    const area = document.createElement("textarea");
    area.value = words;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  function setTheme(dark) {
    document.body.classList.toggle("dark", dark);
    root.style.colorScheme = dark ? "dark" : "light";
  }
  function switchTheme() {
    const dark = !document.body.classList.contains("dark");
    localStorage.setItem("onrecord-theme", dark ? "dark" : "light");
    setTheme(dark);
  }
  function start() {
    document.body.append(tip);
    root.lang = "en";
    const kept = localStorage.getItem("onrecord-theme");
    if (kept) setTheme(kept === "dark");
  }
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
  return { bind };
})();
