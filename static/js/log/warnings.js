// What may be amiss, asked for while the form is filled in: beside the work, and never in its way.
import { startCaution } from "./caution.js";

const PAUSE_MS = 300;

export function startWarnings(form, rows, changed) {
  const holder = form.querySelector("[data-warnings]");
  const picked = form.querySelector("[data-picked]");
  const showCaution = startCaution(form);
  let shown = holder.innerHTML;
  let question = "";
  let asked = 0;
  let timer = 0;

  const query = () => {
    const said = new FormData(form);
    const query = new URLSearchParams();
    for (const name of ["date", "status", "status_from", "capacity"]) query.append(name, said.get(name) ?? "");
    for (const ref of said.getAll("who")) query.append("who", ref);
    return query.toString();
  };

  const show = (html) => {
    if (html === shown) return; // Said already: a live region would say it again.
    const hadFocus = holder.contains(document.activeElement);
    shown = html;
    holder.innerHTML = html;
    if (hadFocus) holder.focus();
  };

  const ask = async () => {
    const mine = ++asked;
    const wanted = query();
    if (wanted === question) return;
    const address = new URL(holder.dataset.warnings, location.href);
    for (const [name, value] of new URLSearchParams(wanted)) address.searchParams.append(name, value);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { html, caution } = await answer.json();
      if (mine !== asked) return;
      question = wanted;
      show(html);
      showCaution(caution);
    } catch {
      // Whatever was missed is said after saving.
    }
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
  };

  const replace = ({ use, instead, name, detail }) => {
    const old = picked.querySelector(`[data-ref="${CSS.escape(use)}"]`);
    if (!old) return;
    rows.pick({ ref: instead, name, detail });
    const other = picked.querySelector(`[data-ref="${CSS.escape(instead)}"]`);
    other.classList.toggle("app-picked__row--under", old.classList.contains("app-picked__row--under"));
    old.replaceWith(other);
    form.querySelector("[data-announce]").textContent = `${name} is named instead`;
  };

  const addBeside = ({ beside, name, detail }) => {
    rows.pick({ ref: beside, name, detail });
    form.querySelector("[data-announce]").textContent = `${name} is added`;
  };

  const plan = () => {
    const planned = form.querySelector('[name="status"][value="planned"]');
    planned.checked = true;
    planned.dispatchEvent(new Event("change", { bubbles: true }));
    form.querySelector("[data-announce]").textContent = "Status is now Planned";
  };

  holder.addEventListener("click", (event) => {
    const button = event.target.closest("[data-use], [data-beside], [data-make-planned]");
    if (!button) return;
    event.preventDefault();
    if (button.dataset.use) replace(button.dataset);
    else if (button.dataset.beside) addBeside(button.dataset);
    else plan();
    changed();
  });

  form.elements.namedItem("date").addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("entry:changed", soon);
  soon(); // The browser may have brought back what was filled in before.
}
