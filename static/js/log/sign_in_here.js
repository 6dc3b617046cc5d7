// Signing in again beside Save, without leaving the form: its fields belong to a form of their own.
import { askWhoIsSignedIn, renewTokens } from "../session.js";

const NO_ANSWER = "The server did not answer. Try again.";

export function startSignInHere(form, { signedIn, leave }) {
  const place = form.querySelector("[data-sign-in-here]");
  const own = document.getElementById("sign-in-again");
  let goOn = null;
  let lastField = null;
  let isAsking = false;
  let isOutdated = false; // since somebody signed in in another tab

  const field = (name) => own.elements.namedItem(name);

  const open = (then = null) => {
    goOn = then || goOn;
    isOutdated = false;
    if (!place.childElementCount) {
      place.append(document.querySelector('template[data-template="sign_in_here"]').content.cloneNode(true));
    }
    field("email").focus();
  };

  const close = () => {
    place.replaceChildren();
    if (lastField?.isConnected) lastField.focus();
  };

  // What was to follow is not done at a later signing in, in the middle of a sentence.
  const drop = () => {
    isOutdated = isAsking || place.contains(document.activeElement); // a password is not for another field
    if (isOutdated) return;
    place.replaceChildren();
    goOn = null;
  };

  const tell = (words) => {
    const problem = place.querySelector("[data-problem]");
    problem.hidden = !words;
    problem.querySelector("[data-words]").textContent = words;
    for (const name of ["email", "password"]) {
      field(name).setAttribute("aria-invalid", String(Boolean(words)));
      field(name).classList.toggle("govuk-input--error", Boolean(words));
    }
    if (words) field("password").focus();
  };

  const ask = async () => {
    const found = await askWhoIsSignedIn(own.action);
    if (!found) return { error: NO_ANSWER };
    field("csrf_token").value = found.token;
    try {
      const answer = await fetch(own.action, {
        method: "POST", body: new URLSearchParams(new FormData(own)), headers: { Accept: "application/json" },
      });
      const said = await answer.json();
      return answer.ok ? said : { error: said.error || NO_ANSWER };
    } catch {
      return { error: NO_ANSWER };
    }
  };

  // Where typing goes on afterwards.
  form.addEventListener("focusin", ({ target }) => {
    if (target.closest("[data-sign-in-here], [data-state-line]")) return;
    lastField = target;
    if (isOutdated) drop();
  });

  own.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    const said = await ask();
    isAsking = false;
    if (said.error) return tell(said.error);
    if (String(said.colleague) !== form.dataset.colleague) return leave();
    renewTokens(said.csrf_token);
    const then = goOn;
    goOn = null;
    close();
    await signedIn();
    then?.();
  });

  return { drop, open };
}
