// The day that the date was read as, and a subject nobody has to type.
import { organisationNames } from "./organisations.js";

const PAUSE_MS = 200;
const CHOSEN = "chosen";
const DATE = "date";

export function startProposals(form) {
  const subject = form.querySelector("[data-subject]");
  const words = form.querySelector("[data-date-words]");
  const date = form.elements.namedItem("date");
  // A form that was begun before says what of it was proposed.
  const proposedBefore = form.elements.namedItem("proposed_subject");
  const statusFrom = form.elements.namedItem("status_from");
  let proposed = subject.value;
  let isOurs = subject.value === "" || subject.value === proposedBefore.value;
  let timer = 0;
  let asked = 0;
  // A contact that was saved has a status that somebody chose.
  let isStatusChosen = Boolean(form.elements.namedItem("version")?.value) || statusFrom.value === CHOSEN;

  const chosen = (name) => form.querySelector(`[name="${name}"]:checked`)?.value || "";
  let isPlannedByUs = statusFrom.value === DATE && chosen("status") === "planned";
  // Save may come before the date is read: then the server lets the status follow it.
  if (!isStatusChosen && chosen("status") === "held") statusFrom.value = DATE;
  const texts = (selector, read) => [...form.querySelectorAll(selector)].map(read).filter(Boolean);

  const names = () => {
    const organisations = organisationNames(form);
    if (organisations.length) return organisations;
    return [
      ...texts("[data-picked] .app-picked__name", (name) => name.textContent),
      ...texts('[data-rows="new_people"] [name$=-name]', (field) => field.value.trim()),
    ];
  };

  const radio = (value) => form.querySelector(`[name="status"][value="${value}"]`);

  // What lies ahead has not been held; a status chosen by hand stays.
  const followDate = (isAhead) => {
    if (isStatusChosen || isAhead === isPlannedByUs || (isAhead && chosen("status") !== "held")) return;
    isPlannedByUs = isAhead;
    const followed = radio(isAhead ? "planned" : "held");
    followed.checked = true;
    if (document.activeElement?.name === "status") followed.focus(); // not left on what is chosen no longer
    form.querySelector("[data-announce]").textContent = isAhead
      ? "Status is now Planned, since the date is in the future"
      : "Status is Held again";
  };

  const showDate = ({ date_words: read, date_problem: problem }) => {
    words.textContent = read || problem;
    words.classList.toggle("govuk-error-message", Boolean(problem));
    form.querySelector("#date-error")?.remove();
    if (problem) {
      date.setAttribute("aria-invalid", "true");
    } else {
      date.removeAttribute("aria-invalid");
    }
    date.setAttribute("aria-describedby", "date-hint");
    date.classList.toggle("govuk-input--error", Boolean(problem));
    date.closest(".app-field-row").classList.toggle("app-field-row--error", Boolean(problem));
  };

  const propose = async () => {
    const mine = ++asked;
    const query = new URLSearchParams({
      kind: chosen("kind"), direction: chosen("direction"), date: date.value,
      // The server reads the date by both: "1 Nov" may be last month's where nobody chose Planned.
      status: chosen("status"), status_from: statusFrom.value,
    });
    for (const name of names()) query.append("name", name);
    let answer;
    try {
      answer = await fetch(`${form.dataset.proposals}?${query}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      answer = await answer.json();
    } catch {
      return;
    }
    if (mine !== asked) return;
    const before = subject.value + chosen("status");
    showDate(answer);
    // A date half typed says nothing yet.
    if (!answer.date_problem) followDate(answer.is_ahead);
    if (isOurs && subject.value === (proposed || "")) {
      subject.value = answer.subject;
      proposed = answer.subject;
      proposedBefore.value = proposed;
    }
    if (subject.value + chosen("status") !== before) form.dispatchEvent(new CustomEvent("entry:proposed"));
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(propose, PAUSE_MS);
  };

  subject.addEventListener("input", () => {
    isOurs = subject.value === "";
    proposed = subject.value;
  });
  date.addEventListener("input", soon);
  form.addEventListener("change", (event) => {
    if (event.target.name !== "status") return;
    isStatusChosen = true;
    isPlannedByUs = false;
    statusFrom.value = CHOSEN;
  });
  form.addEventListener("entry:changed", soon);
  form.addEventListener("input", (event) => {
    if (event.target.name?.startsWith("new_")) soon();
  });
  if (isOurs && names().length) soon();
}
