// What each folded row holds, in the server's words, while the form is filled in.

const CORRESPONDENCE = ["letter", "email"];

export function startFolded(form) {
  const value = (name) => form.elements.namedItem(name)?.value.trim() || "";
  const chosen = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)];
  const choice = (name) => chosen(name)[0]?.value || "";
  const labels = (name) => chosen(name).map((field) => field.labels[0].textContent.trim());
  const joined = (parts, otherwise, mark = ", ") => parts.filter(Boolean).join(mark) || otherwise;

  const pointsSoFar = () => {
    const count = [...form.querySelectorAll('[data-rows="points"] textarea')].filter((field) => field.value.trim()).length;
    return count ? `${count} so far` : "None yet";
  };

  const told = {
    "references": () => joined([choice("direction") && labels("direction")[0], value("our_reference"), value("their_reference")], "Not said"),
    "our-side": () =>
      joined([...labels("colleagues"), choice("capacity") && `as ${choice("capacity")}`], "Nobody yet"),
    "time-and-place": () => joined([value("starts_at"), value("length"), value("place")], "Not given"),
    "points-raised": pointsSoFar,
    "programme": () =>
      joined(
        [...labels("workstreams"), ...labels("commitments"), ...labels("themes")],
        "No workstream, commitment or theme yet",
        "; ",
      ),
    "advice": () => (value("advice_given") ? "Yes" : "No"),
    "who-can-see-it": () =>
      choice("visibility") === "open"
        ? "Everyone who can sign in"
        : "Restricted: those on it, and those who may read restricted contacts",
  };

  const rows = Object.entries(told).map(([id, words]) => [form.querySelector(`#${id} [data-folded-value]`), words]);

  const tell = () => {
    for (const [row, words] of rows) {
      const now = words();
      if (row.textContent !== now) row.textContent = now; // Written anew at each letter, the page is drawn anew.
    }
  };

  form.addEventListener("input", tell);
  form.addEventListener("entry:changed", tell);
  form.addEventListener("change", (event) => {
    if (event.target.name === "kind" && CORRESPONDENCE.includes(event.target.value)) {
      form.querySelector("#references").open = true;
    }
  });
  tell(); // The browser may have brought back what was filled in before.
}
