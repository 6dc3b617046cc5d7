// The contact form: everything works without this; with it, nobody has to wait for a page.
import { leavePage } from "../session.js";
import { startDrafts } from "./drafts.js";
import { startFiles } from "./files.js";
import { startFolded } from "./folded.js";
import { startOrganisations } from "./organisations.js";
import { startPoints } from "./points.js";
import { startProposals } from "./proposals.js";
import { startRows } from "./rows.js";
import { startSaveKeys } from "./save_keys.js";
import { startSignInHere } from "./sign_in_here.js";
import { startStateLine } from "./state_line.js";
import { startSubmit } from "./submit.js";
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
  startOrganisations(form);
  startPoints(form);
  startFolded(form);
  startFiles(form);
  startSaveKeys(form);
  startWarnings(form, rows, changed);
  startSaving(form);
  if (matchMedia("(pointer: coarse)").matches) requestAnimationFrame(() => setTimeout(beginAtTop));
}

// On touch, kind and date would lie above the field that has focus, and a keyboard over the rest.
function beginAtTop() {
  const who = form.querySelector("[role=combobox]");
  if (document.activeElement !== who || who.value) return;
  who.blur();
  scrollTo(0, 0);
}

function startSaving(form) {
  const drafts = startDrafts(form, startStateLine(form), {
    signIn: () => signInHere.open(), stillSignedIn: () => signInHere.drop(), leave: leavePage,
  });
  const signInHere = startSignInHere(form, { signedIn: drafts.save, leave: drafts.goAway });
  startSubmit(form, drafts, signInHere);
}
