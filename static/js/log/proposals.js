// The day that the date was read as, and a subject nobody has to type.

const PAUSE_MS = 200;

export function startProposals(form) {
  const subject = form.querySelector("[data-subject]");
  const words = form.querySelector("[data-date-words]");
  const date = form.elements.namedItem("date");
  let proposed = subject.value;
  let isOurs = subject.value === "";
  let timer = 0;
  let asked = 0;

  const chosen = (name) => form.querySelector(`[name="${name}"]:checked`)?.value || "";
  const texts = (selector, read) => [...form.querySelectorAll(selector)].map(read).filter(Boolean);

  const names = () => {
    const organisations = [
      ...texts('[data-picked] [data-ref^="organisation:"] .app-picked__name', (name) => name.textContent),
      ...texts('[data-rows="new_organisations"] [name$=-name]', (field) => field.value.trim()),
    ];
    if (organisations.length) return organisations;
    return [
      ...texts("[data-picked] .app-picked__name", (name) => name.textContent),
      ...texts('[data-rows="new_people"] [name$=-name]', (field) => field.value.trim()),
    ];
  };

  const propose = async () => {
    const mine = ++asked;
    const query = new URLSearchParams({
      kind: chosen("kind"), direction: chosen("direction"), status: chosen("status"), date: date.value,
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
    words.textContent = answer.date_words || answer.date_problem;
    if (isOurs && subject.value === (proposed || "")) {
      subject.value = answer.subject;
      proposed = answer.subject;
    }
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
  form.addEventListener("entry:changed", soon);
  form.addEventListener("input", (event) => {
    if (event.target.name?.startsWith("new_")) soon();
  });
  if (isOurs && names().length) soon();
}
