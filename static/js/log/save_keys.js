// Ctrl+Enter saves from anywhere on the page; with Shift, the next contact's form comes after it.
import { isSaveChord } from "../save_key.js";

export function startSaveKeys(form, { save = "save", another = "save_another" } = {}) {
  const button = (action) => [...form.querySelectorAll(`button[name="action"][value="${action}"]`)].at(-1);

  document.addEventListener("keydown", (event) => {
    if (!isSaveChord(event)) return;
    event.preventDefault();
    form.requestSubmit((event.shiftKey && button(another)) || button(save));
  });
}
