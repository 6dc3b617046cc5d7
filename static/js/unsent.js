// What a page of this tab could not send before it went is sent from the next page of its author.
import { forget, listKept } from "./kept.js";
import { randomId } from "./random_id.js";
import { saveDraft } from "./save_draft.js";
import { colleague, formToken } from "./session.js";

const FORKED = new Set(["elsewhere", "done"]);
// Of this text alone: the others may fare better.
const NOT_TAKEN = new Set(["too_long", "refused"]);

export async function sendUnsent() {
  if (!colleague) return;
  const form = document.querySelector("[data-entry]");
  for (const entry of listKept(colleague)) {
    if (isShown(form, entry) || isSaved(entry)) {
      forget(colleague, entry);
      continue;
    }
    if (isCarried(entry)) continue;
    const { draft, word } = await send(entry);
    if (NOT_TAKEN.has(word)) continue;
    if (!draft) return; // The next page tries again.
    forget(colleague, entry);
    if (!draft.address) continue; // all of it is in its contact
    if (draft === entry && entry.token === tokenOf(form)) {
      form.dispatchEvent(new CustomEvent("entry:replaced"));
      return void location.replace(entry.address);
    }
    tell(draft);
  }
}

const tokenOf = (form) => form?.elements.namedItem("submission_token")?.value;

// Whether the form on this page was drawn with what was kept: from its draft, or from what was sent and came back.
const isShown = (form, entry) => isUpTo(entry, valueIn(form, "opened_page"), valueIn(form, "opened_saves"));

// Whether it went with a form that was saved since, as this page tells.
const isSaved = (entry) =>
  [...document.querySelectorAll("[data-received-page]")]
    .some(({ dataset }) => isUpTo(entry, dataset.receivedPage, dataset.receivedSaves));

// Whether it is being chosen between on this page: its author may yet leave that without saving.
const isCarried = (entry) => {
  const form = document.querySelector("form.app-sides");
  return isUpTo(entry, valueIn(form, "page"), valueIn(form, "page_saves"));
};

const valueIn = (form, name) => form?.elements.namedItem(name)?.value || "";
const isUpTo = (entry, page, saves) => page === entry.page && Number(saves) >= entry.saves;

async function send(entry) {
  const token = formToken();
  const { word, keptAt } = await saveDraft(entry.url, `${entry.body}&is_left=yes`, { token });
  if (keptAt !== undefined) return { word, draft: { ...entry, address: keptAt } };
  if (!FORKED.has(word)) return { word, draft: word === "saved" && entry };
  const another = fork(entry);
  const beside = await saveDraft(another.url, another.body, { token });
  return { word: beside.word, draft: beside.word === "saved" && another };
}

// Another page has saved this draft, or the contact itself, since: this text becomes a draft of its own.
function fork(entry) {
  const token = randomId();
  const body = new URLSearchParams(entry.body);
  body.set("submission_token", token);
  body.delete("opened_page");
  body.delete("opened_saves");
  const of = (address) => address.replaceAll(entry.token, token);
  return { ...entry, token, body: body.toString(), url: of(entry.url), address: of(entry.address) };
}

function tell({ typedAt, address }) {
  const place = document.createElement("div");
  place.className = "app-messages";
  place.setAttribute("role", "status");
  document.querySelector("main").prepend(place);
  const message = document.createElement("div");
  message.className = "app-message app-message--notice";
  const link = document.createElement("a");
  link.href = address;
  link.textContent = "Open it";
  const at = new Date(typedAt).toTimeString().slice(0, 5);
  message.append(`What you typed at ${at} was kept in this tab and is a draft now. `, link);
  place.append(message);
}
