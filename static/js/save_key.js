// Ctrl+Enter, or ⌘ Enter, presses the button that saves the form with the focus. The contact form has keys of its own.
import { isComposing } from "./composing.js";

const WITH_KEYS_OF_ITS_OWN = "[data-entry], [data-sides]";
const SAVES = "button.govuk-button:not([type=button], .govuk-button--warning)";

export const isSaveChord = (event) =>
  event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.repeat && !isComposing(event);

export function startSaveKey() {
  if (document.querySelector(WITH_KEYS_OF_ITS_OWN)) return;
  document.addEventListener("keydown", (event) => {
    if (!isSaveChord(event) || event.shiftKey || event.defaultPrevented) return;
    const form = event.target.closest("input, select, textarea")?.form;
    const button = form?.method === "post" && [...form.elements].find((element) => element.matches(SAVES));
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}
