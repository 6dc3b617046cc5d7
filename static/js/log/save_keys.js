// Ctrl+Enter saves from anywhere on the page; with Shift, the next contact's form comes after it.
import { isComposing } from "../composing.js";

export function startSaveKeys(form, { save = "save", another = "save_another" } = {}) {
  const button = (action) => [...form.querySelectorAll(`button[name="action"][value="${action}"]`)].at(-1);

  document.addEventListener("keydown", (event) => {
    const isChord = event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (!isChord || isComposing(event) || event.repeat) return;
    event.preventDefault();
    form.requestSubmit((event.shiftKey && button(another)) || button(save));
  });
}
