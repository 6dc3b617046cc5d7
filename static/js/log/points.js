// The rows of points raised: whom each may have been raised by, what its folded part holds, and what was raised before.
import { startRaisedBefore } from "./raised_before.js";

const BARRIER = "barrier";
const MAY_HOLD = "who raised it, sector, themes";

export function startPoints(form) {
  const group = form.querySelector('[data-rows="points"]');
  const rows = () => [...group.querySelectorAll("[data-point]")];
  const isBarrier = (row) => row.querySelector("[data-point-kind]").value === BARRIER;

  // Everybody at the contact, and those who are new by the names of their rows, as the server has them.
  const speakers = () => [
    ...[...form.querySelectorAll("[data-picked] > [data-ref]")].map((picked) => {
      const [name, detail] = [".app-picked__name", ".app-picked__meta"].map((part) => picked.querySelector(part).textContent);
      const isBody = picked.dataset.ref.startsWith("organisation:");
      return [picked.dataset.ref, isBody || !detail ? name : `${name}, ${detail}`];
    }),
    ...["new_organisations", "new_people"].flatMap((kind) =>
      [...form.querySelectorAll(`[data-rows="${kind}"] [name$="-name"]`)]
        .filter((field) => field.value.trim())
        .map((field) => [field.name.replace(/-name$/, ""), `${field.value.trim()} (new)`])),
  ];

  // Whoever was chosen stays chosen, though they are taken out of Who.
  const offerSpeakers = () => {
    const named = speakers();
    const known = new Set(named.map(([value]) => value));
    for (const select of group.querySelectorAll("[data-by]")) {
      const { value } = select;
      const [whoever, ...old] = [...select.options];
      const kept = old.filter((option) => option.value === value && !known.has(value));
      const offered = named.map(([ref, words]) => new Option(words, ref, false, ref === value));
      select.replaceChildren(whoever, ...offered, ...kept);
      select.value = value;
    }
  };

  const holds = (row) => {
    const selects = [isBarrier(row) && row.querySelector("[data-nature] select"), row.querySelector("[data-by]"),
      row.querySelector('[name$="-sector"]')];
    const chosen = selects.filter((select) => select?.value).map((select) => select.selectedOptions[0].textContent);
    const themes = [...row.querySelectorAll('[name$="-themes"]:checked')].map((theme) => theme.labels[0].textContent.trim());
    return [...chosen, ...themes].join("; ");
  };

  const tell = () => {
    offerSpeakers();
    for (const row of rows()) {
      row.querySelector("[data-nature]").hidden = !isBarrier(row);
      const held = holds(row);
      const words = `: ${held || (isBarrier(row) ? `its nature, ${MAY_HOLD}` : MAY_HOLD)}`;
      const place = row.querySelector("[data-point-holds]");
      if (place.textContent !== words) place.textContent = words;
    }
  };

  form.addEventListener("entry:changed", tell);
  form.addEventListener("input", (event) => {
    if (event.target.name?.startsWith("new_")) tell();
  });
  startRaisedBefore(form, group);
  tell();
}
