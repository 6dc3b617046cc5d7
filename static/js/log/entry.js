// The contact form: everything works without this; with it, nobody has to wait for a page.
import { startFolded } from "./folded.js";
import { startProposals } from "./proposals.js";
import { startRows } from "./rows.js";
import { startSaveKeys } from "./save_keys.js";
import { startTypeahead } from "./typeahead.js";
import { startWarnings } from "./warnings.js";

const form = document.querySelector("[data-entry]");

if (form) {
  for (const element of form.querySelectorAll("[data-without-script]")) element.hidden = true;
  for (const element of form.querySelectorAll("[data-with-script]")) element.hidden = false;
  const changed = () => form.dispatchEvent(new CustomEvent("entry:changed"));
  const rows = startRows(form, changed);
  startTypeahead(form, rows, changed);
  startProposals(form);
  startFolded(form);
  startSaveKeys(form);
  startWarnings(form, rows, changed);
}
