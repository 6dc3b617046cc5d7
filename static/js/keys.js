// Single keys, unless their colleague turned them off: n logs a contact, / searches, ? shows the keys.
import { isComposing } from "./composing.js";
import { showKeys } from "./keys_shown.js";

const FIELDS = "input, textarea, select, [contenteditable]:not([contenteditable=false])";

export function startKeys() {
  const bar = document.querySelector("[data-single-keys]");
  if (!bar) return;

  const actions = {
    n: () => bar.dataset.log && window.location.assign(bar.dataset.log),
    "/": () => bar.dataset.search && search(bar.dataset.search),
    "?": () => showKeys(bar.dataset.keys),
  };

  document.addEventListener("keydown", (event) => {
    const action = actions[pressedAlone(event)];
    if (!action || event.defaultPrevented || event.target.closest?.(FIELDS)) return;
    event.preventDefault();
    action();
  });
}

// The character typed, with no modifier but the Shift that many keyboards need for a sign.
function pressedAlone(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || isComposing(event) || event.repeat) return "";
  const isLetter = event.key.toLowerCase() !== event.key.toUpperCase();
  return isLetter && event.shiftKey ? "" : event.key.toLowerCase();
}

// Where the bar has no room for its field, there is a page.
function search(page) {
  const field = document.querySelector("#bar-search");
  if (field?.checkVisibility()) {
    field.focus();
    field.select();
  } else {
    window.location.assign(page);
  }
}
