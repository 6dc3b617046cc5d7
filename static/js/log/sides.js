// The page of two versions: the keys that save the form save what is chosen here.
import { startSaveKeys } from "./save_keys.js";

const ONCE_MS = 1000; // as long as a second click counts for a double one

const form = document.querySelector("[data-sides]");

if (form) {
  startSaveKeys(form, { save: "choose" });
  let sentAt = -Infinity;
  form.addEventListener("submit", (event) => {
    if (performance.now() - sentAt < ONCE_MS) event.preventDefault();
    else sentAt = performance.now();
  });
}
