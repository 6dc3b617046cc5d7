// The draft of a form: what the server has of it, what this tab keeps of it, and one save of it.
import { forget, keep } from "../kept.js";
import { randomId } from "../random_id.js";
import { saveDraft } from "../save_draft.js";
import { askWhoIsSignedIn, formToken, renewTokens } from "../session.js";
import { drawnIn, sentOf, typedInto } from "./typed.js";

export class Draft {
  #form;
  #page = randomId();
  #saves = 0;
  #answered = 0;
  #savedText;
  #keptText;
  #keptAs = 0;

  savedAt;
  isForked = false;
  isKept = false;

  constructor(form) {
    this.#form = form;
    this.savedAt = form.dataset.savedAt || "";
    // What the server drew it has, but for a form that came back: unless it was sent blank, it may hold more.
    const cameBack = this.#field("opened_page").value || document.querySelector(".govuk-error-summary");
    const isNew = !this.savedAt && cameBack && !this.#field("is_blank").defaultValue;
    this.#savedText = isNew ? null : drawnIn(form);
  }

  get isUnsaved() {
    return typedInto(this.#form) !== this.#savedText;
  }

  // There is no draft of it, and nothing in it that was typed.
  get isBlank() {
    return !this.savedAt && !this.isUnsaved;
  }

  tellWhetherBlank() {
    this.#field("is_blank").value = this.isBlank ? "yes" : "";
  }

  // What stands in the form is nobody's typing: the page proposed it.
  startAnew() {
    this.#savedText = typedInto(this.#form);
  }

  keep() {
    const text = typedInto(this.#form);
    if (text !== this.#keptText) this.#keptAs = ++this.#saves; // what is typed after this is not in what went with it
    this.#keptText = text;
    const saves = this.#keptAs;
    this.isKept = keep(this.#form.dataset.colleague, {
      token: this.#token, page: this.#page, saves, typedAt: Date.now(),
      url: this.#form.dataset.draft, address: this.#address, body: this.#numbered(saves),
    });
  }

  forget() {
    forget(this.#form.dataset.colleague, { token: this.#token, page: this.#page });
    this.isKept = false;
  }

  // Says by a word what came of it (save_draft.js), or "left" where somebody else is signed in here by now.
  async save({ isLastChance = false } = {}) {
    const token = this.#token;
    const outcome = await this.#send(isLastChance);
    // Two saves at once are told so one after the other: the first has begun a draft for both.
    if (outcome.word === "elsewhere") return token === this.#token ? this.#saveBeside() : this.#send();
    return outcome.word === "signed_out" ? this.#saveInNewSession() : outcome;
  }

  async #send(isLastChance = false) {
    const text = typedInto(this.#form);
    const number = ++this.#saves;
    const sent = this.#numbered(number);
    const outcome = await saveDraft(this.#form.dataset.draft, sent, { token: formToken(), isLastChance });
    if (outcome.word === "saved" && number > this.#answered) {
      this.#answered = number;
      this.#savedText = text;
      this.savedAt = outcome.savedAt;
      history.replaceState(history.state, "", this.#address);
    }
    return outcome;
  }

  // Another page saved this draft after it was read here. Both stay: what is here goes on as a draft of its own.
  #saveBeside() {
    this.forget();
    const another = randomId();
    this.#form.dataset.draft = this.#form.dataset.draft.replaceAll(this.#token, another);
    this.#field("submission_token").value = another;
    this.#field("opened_page").value = "";
    this.#field("opened_saves").value = "";
    this.isForked = true;
    return this.#send();
  }

  // A session may have begun anew in another tab, as the same colleague or as somebody else.
  async #saveInNewSession() {
    const found = await askWhoIsSignedIn(this.#form.dataset.signIn);
    if (!found) return { word: navigator.onLine ? "no_answer" : "offline" };
    if (!found.colleague) return { word: "signed_out" };
    if (found.colleague !== this.#form.dataset.colleague) return { word: "left" };
    renewTokens(found.token);
    const outcome = await this.#send();
    return outcome.word === "signed_out" ? { word: "our_side" } : outcome;
  }

  // The form says which page sends it, also when Save does: it may come back with something to put right.
  #numbered(saves) {
    this.#field("page").value = this.#page;
    this.#field("page_saves").value = saves;
    return sentOf(this.#form);
  }

  #field(name) {
    return this.#form.elements.namedItem(name);
  }

  get #token() {
    return this.#field("submission_token").value;
  }

  get #address() {
    return `${window.location.pathname}?${new URLSearchParams({ draft: this.#token })}`;
  }
}
