// Rows that are added, removed and chosen without a new page.
import { isComposing } from "../composing.js";

const template = (name) => document.querySelector(`template[data-template="${name}"]`).innerHTML;

const fromHtml = (html) => {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
};

function nextIndex(group) {
  const numbers = [...group.querySelectorAll("[name]")].map((field) => Number(field.name.split("-")[1]));
  return Math.max(-1, ...numbers) + 1;
}

const UNDER = "app-picked__row--under";

export function startRows(form, changed) {
  const picked = form.querySelector("[data-picked]");

  const prepare = (row) => {
    for (const button of row.querySelectorAll("[data-remove]")) button.hidden = false;
    for (const tick of row.querySelectorAll(".app-picked__tick")) tick.hidden = true;
    const owner = row.querySelector("[data-owner]");
    if (owner) showOutside(row, owner);
    return row;
  };

  // A name that was typed stays in sight, whoever is chosen after.
  const showOutside = (row, owner) => {
    const outside = row.querySelector("[data-outside]");
    outside.hidden = owner.value !== "outside" && !outside.querySelector("input").value;
  };

  const add = (name) => {
    const group = form.querySelector(`[data-rows="${name}"]`);
    const row = prepare(fromHtml(template(name).replaceAll("__index__", nextIndex(group))));
    group.append(row);
    return row;
  };

  const pickedRow = (ref) => picked.querySelector(`[data-ref="${CSS.escape(ref)}"]`);
  const isUnder = (row) => Boolean(row?.classList.contains(UNDER));

  // Whoever brings their organisation stands below it, after those who do already.
  const pick = ({ ref, name, detail, organisation }) => {
    if (organisation) pick(organisation);
    if (pickedRow(ref)) return;
    const row = prepare(fromHtml(template("picked")));
    row.dataset.ref = ref;
    row.querySelector(".app-picked__tick").value = ref;
    row.querySelector(".app-picked__name").textContent = name;
    row.querySelector(".app-picked__meta").textContent = detail;
    row.querySelector("[data-remove]").setAttribute("aria-label", `Remove ${name}`);
    picked.hidden = false;
    if (!organisation) return void picked.append(row);
    let above = pickedRow(organisation.ref);
    while (isUnder(above.nextElementSibling)) above = above.nextElementSibling;
    row.classList.add(UNDER);
    above.after(row);
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add], [data-remove]");
    if (!button) return;
    event.preventDefault();
    if (button.dataset.add) {
      add(button.dataset.add).querySelector("input:not([type=hidden]), textarea, select").focus();
    } else {
      remove(button);
    }
    changed();
  });

  const remove = (button) => {
    const row = button.closest("[data-row], [data-ref]");
    const group = row.parentElement;
    const neighbour = row.nextElementSibling || row.previousElementSibling;
    if (!isUnder(row)) {
      for (let below = row.nextElementSibling; isUnder(below); below = below.nextElementSibling) below.classList.remove(UNDER);
    }
    row.remove();
    picked.hidden = !picked.children.length;
    const next = neighbour?.querySelector("[data-remove]") ||
      form.querySelector(`[data-add="${group.dataset.rows}"]`) || form.querySelector("[role=combobox]");
    next.focus();
  };

  // Enter in a row goes on within it: the form is not finished where a row is being filled.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || isComposing(event)) return;
    const row = event.target.closest("[data-row]");
    if (!row || !event.target.matches("input, select")) return;
    event.preventDefault();
    const fields = [...row.querySelectorAll("input:not([type=hidden]), select, textarea")]
      .filter((field) => field.checkVisibility());
    const after = row.parentElement.parentElement.querySelector(`[data-add="${row.parentElement.dataset.rows}"]`);
    (fields[fields.indexOf(event.target) + 1] || after || form.querySelector("[role=combobox]")).focus();
  });

  form.addEventListener("change", (event) => {
    const row = event.target.closest("[data-row]");
    const owner = row?.querySelector("[data-owner]");
    if (owner) showOutside(row, owner);
    changed();
  });

  for (const row of form.querySelectorAll("[data-row], [data-picked] > [data-ref]")) prepare(row);

  return {
    add,
    pick,
    isPicked: (ref) => Boolean(pickedRow(ref)),
    lastOrganisation: () =>
      [...picked.querySelectorAll('[data-ref^="organisation:"]')].at(-1)?.dataset.ref.split(":")[1] || "",
    pickedNames: (kind) =>
      [...picked.querySelectorAll(`[data-ref^="${kind}:"] .app-picked__name`)].map((name) => name.textContent),
  };
}
