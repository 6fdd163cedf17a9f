// What the page does by itself: buttons that reach the server, tips over citations, the source pane, the theme.
window.onrecord = (() => {
  const root = document.documentElement;
  let opener = null; // the button that opened the source, to go back to

  // ---- buttons and forms in rendered parts: [data-act] and [data-send] reach the server with all their data
  function bind(element, trigger, watch, events) {
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const act = button.dataset.act;
      if (act && events.includes(act)) {
        if (SHOWS.includes(act)) awaitSource(button);
        trigger(act, { ...button.dataset });
      } else if (button.hasAttribute("data-copy")) copy(button, button.dataset.copy);
      else if (button.hasAttribute("data-link")) copy(button, new URL(button.dataset.link, location.href).href);
      else if (button.hasAttribute("data-reveal")) reveal(button, document.getElementById(button.dataset.reveal));
      else if (button.hasAttribute("data-conceal")) conceal(button.closest("[id]"));
      else if (button.hasAttribute("data-goto")) goTo(button.dataset.goto);
      else if (button.hasAttribute("data-theme")) switchTheme();
      else if (button.hasAttribute("data-close")) closeSource();
    });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const form = event.target.closest("form");
      if (!events.includes(form.dataset.send)) return;
      trigger(form.dataset.send, { ...form.dataset, ...Object.fromEntries(new FormData(form)) });
      if (form.hidden === false && form.id) conceal(form);
    });
    element.addEventListener("keydown", (event) => {
      // In a box of our own as in the question's: Enter sends, Shift+Enter is a new line.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.target.tagName !== "TEXTAREA") return;
      event.preventDefault();
      event.target.form.requestSubmit();
    });
    const arrived = { conversation: followConversation, source: showSource, parcel: saveParcel }[element.closest("[id]:not([id^=html-])")?.id];
    watch("value", () => requestAnimationFrame(() => (arrived?.(), keepFocus())));
  }
  const SHOWS = ["cite", "read", "open", "passage"]; // what opens the source pane

  // ---- focus: a part that is drawn anew takes the focus with it, which goes to the same button again
  let held = null; // how to find what had the focus
  document.addEventListener("focusin", ({ target }) => (held = target.closest?.("gradio-app") ? pathOf(target) : null));
  document.addEventListener("pointerdown", ({ target }) => (held = target.closest?.("button") ? held : null));
  function pathOf(element) {
    if (element.id && !element.form) return `#${CSS.escape(element.id)}`;
    const form = element.form?.dataset.send ? { act: element.form.dataset.send, ...element.form.dataset, send: null } : null;
    const data = Object.entries(form || element.dataset).filter(([name, value]) => name !== "was" && value !== null && value.length < 200);
    return data.map(([name, value]) => `[data-${name.replace(/[A-Z]/g, "-$&").toLowerCase()}=${JSON.stringify(value)}]`).join("");
  }
  function keepFocus() {
    if (document.activeElement === document.body && held) document.querySelector(held)?.focus({ preventScroll: true });
  }

  // ---- the conversation
  let turns = 0;
  function followConversation() {
    hideTip();
    const all = document.querySelectorAll("#conversation .turn");
    if (all.length !== turns) all[all.length - 1]?.scrollIntoView({ block: "start" });
    turns = all.length;
  }

  // ---- the source pane
  let asked = ""; // what somebody asked to see there: only then the pane takes the focus, or the screen of a phone
  let last = ""; // what was opened last
  function awaitSource(button) {
    const target = JSON.stringify(button.dataset);
    const isThere = target === last;
    asked = target;
    opener = button;
    hideTip();
    root.classList.add("source-open");
    // What is there already does not change, so that no change would bring it back into view.
    // What is only slow still takes the focus when it comes.
    setTimeout(() => asked === target && showSource(isThere), isThere ? 0 : 600);
    setTimeout(() => asked === target && (asked = ""), 10000);
    last = target;
  }
  function showSource(isAll = true) {
    const pane = document.querySelector("#source .text");
    const mark = pane?.querySelector("mark");
    const above = mark ? mark.getBoundingClientRect().top - pane.getBoundingClientRect().top : 0;
    if (pane) pane.scrollTop = mark ? pane.scrollTop + above - pane.clientHeight / 3 : 0;
    if (asked) focusOn(document.querySelector("#source h2"), 6);
    else last = "";
    if (isAll) asked = "";
  }
  function focusOn(heading, times) {
    heading?.focus({ preventScroll: true });
    // On a phone the pane slides in, and takes no focus before it is there.
    if (heading?.isConnected && times && document.activeElement !== heading) setTimeout(() => focusOn(heading, times - 1), 80);
  }
  function goTo(speaker) {
    const words = document.querySelector(`#source [data-speaker=${JSON.stringify(speaker)}]`);
    words?.scrollIntoView({ block: "center" });
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
    const open = event.target.closest?.("form.edit, .confirm, .take");
    if (!tip.hidden) hideTip();
    else if (open?.open) (open.open = false), open.querySelector("summary").focus();
    else if (open && !open.hidden && open.id) conceal(open);
    else if (opener || root.classList.contains("source-open")) closeSource();
  });

  // ---- a conversation to take along
  function saveParcel() {
    const parcel = document.querySelector("#parcel [data-parcel]");
    if (!parcel) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([parcel.textContent], { type: parcel.dataset.media }));
    link.download = parcel.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    document.querySelector("#take details").open = false;
  }

  // ---- small things
  function reveal(button, part) {
    part.hidden = false;
    for (const opener of openersOf(part)) opener.setAttribute("aria-expanded", "true");
    part.opener = button;
    const first = part.querySelector("textarea, [data-conceal]");
    first.focus();
    first.setSelectionRange?.(first.value.length, first.value.length);
  }
  function conceal(part) {
    part.hidden = true;
    for (const opener of openersOf(part)) opener.setAttribute("aria-expanded", "false");
    part.opener?.focus();
  }
  const openersOf = (part) => document.querySelectorAll(`[data-reveal=${JSON.stringify(part.id)}]`);
  async function copy(button, words) {
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
