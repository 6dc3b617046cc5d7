// A combobox with a list, after the ARIA pattern: typing finds, arrows move, Enter adds, Escape closes, Tab leaves.
// Before typing, an arrow or a click lists whom one met lately.
import { isComposing } from "../composing.js";
import { marked } from "./marked.js";

const PAUSE_MS = 120;
// Enter alone adds nobody new: that would be done by accident.
const HOW_TO_ADD = "↓ then Enter adds";

function element(tag, attributes = {}, text = "") {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

// The mark is in the page once, for each to copy.
function caution(words) {
  const made = element("span", { class: "app-typeahead__state app-typeahead__state--caution" });
  made.append(document.querySelector('template[data-template="caution"]').content.cloneNode(true), ` ${words}`);
  return made;
}

const hasNoArrows = () => matchMedia("(pointer: coarse)").matches;

export function startTypeahead(form, rows, changed) {
  const holder = form.querySelector("[data-typeahead]");
  const input = holder.querySelector("input");
  const announce = form.querySelector("[data-announce]");
  const box = element("div", { class: "app-typeahead__box" });
  const list = element("ul", { id: "who-list", class: "app-typeahead__list", role: "listbox" });
  const hint = element("p", { class: "app-typeahead__hint", "aria-hidden": "true" }, HOW_TO_ADD);
  let options = [];
  let at = -1;
  let shownFor = "";
  let marksNext = 0; // which option the list begins with when it comes: 1 the first, -1 the last, 0 none
  let asked = 0;
  let timer = 0;

  box.hidden = true;
  box.append(list, hint);
  holder.append(box);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  const isAdded = ({ members }) => Boolean(members?.every((member) => rows.isPicked(member.ref)));

  const close = () => {
    box.hidden = true;
    options = [];
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const moveTo = (index) => {
    options[at]?.element.setAttribute("aria-selected", "false");
    at = (index + options.length) % options.length;
    options[at].element.setAttribute("aria-selected", "true");
    options[at].element.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[at].element.id);
  };

  const addNew = (kind, text) => {
    const row = rows.add(kind);
    row.querySelector("input:not([type=hidden])").value = text;
    if (kind === "new_people") {
      const organisations = rows.pickedNames("organisation");
      if (organisations.length === 1) row.querySelector("[name$=-organisation]").value = organisations[0];
    }
    row.querySelector(kind === "new_people" ? "[name$=-post]" : "select").focus();
    announce.textContent = `${text} will be added with this contact`;
  };

  const choose = (option) => {
    input.value = "";
    stop();
    option.act();
    changed();
  };

  const show = (text, matches) => {
    options = matches.map((match) => ({ ...match, act: () => take(match) }));
    if (text) {
      options.push(
        { name: `Add “${text}” as a new person`, isNew: true, act: () => addNew("new_people", text) },
        { name: `Add “${text}” as a new organisation`, isNew: true, act: () => addNew("new_organisations", text) },
      );
    }
    sayFound(matches.length);
    if (!options.length) return close();
    hint.hidden = !options[0].isNew || hasNoArrows();
    list.setAttribute("aria-label", text ? "Found" : "Lately met");
    shownFor = text;
    list.replaceChildren(...options.map(draw));
    at = -1;
    box.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (marksNext) moveTo(marksNext > 0 ? 0 : options.length - 1);
    marksNext = 0;
  };

  const sayFound = (count) => {
    const how = count || hasNoArrows() || !options.length ? "" : `. ${HOW_TO_ADD}`;
    announce.textContent = `${count} found${how}`;
  };

  const take = ({ name, members }) => {
    for (const member of members) rows.pick(member);
    const brought = members.length === 1 && members[0].organisation;
    announce.textContent = brought ? `${name} added, with ${brought.name}` : `${name} added`;
  };

  const draw = (option, index) => {
    option.element = element("li", {
      id: `who-option-${index}`, role: "option", "aria-selected": "false",
      class: `app-typeahead__option${option.isNew ? " app-typeahead__option--add" : ""}`,
    });
    const name = element("span", { class: "app-typeahead__name" });
    name.append(...(option.isNew ? [option.name] : marked(option.name, shownFor)));
    option.element.append(name);
    const meta = [option.detail, option.last].filter(Boolean).join(" · ");
    if (meta) option.element.append(element("span", { class: "app-typeahead__meta" }, meta));
    if (isAdded(option)) {
      option.element.append(element("span", { class: "app-typeahead__state app-typeahead__state--added" }, "Added"));
    }
    if (option.caution) option.element.append(caution(option.caution));
    // Before the field loses focus, or the list would close under the pointer.
    option.element.addEventListener("mousedown", (event) => {
      event.preventDefault();
      choose(option);
    });
    return option.element;
  };

  const find = async () => {
    clearTimeout(timer); // What was waiting to be asked is asked now: a second answer would unmark what is marked.
    const text = input.value.trim();
    const mine = ++asked;
    const query = new URLSearchParams(text ? { q: text } : { organisation: rows.lastOrganisation() });
    try {
      const answer = await fetch(`${form.dataset.find}?${query}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) return close();
      const { matches } = await answer.json();
      if (mine === asked && document.activeElement === input) show(text, matches);
    } catch {
      close(); // The field still works as it does without a script.
    }
  };

  // What is listed was found for other letters now: nothing of it is added until the list is right again.
  const isRight = () => !box.hidden && shownFor === input.value.trim();

  const unselect = () => {
    options[at]?.element.setAttribute("aria-selected", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
    marksNext = 0;
  };

  input.addEventListener("input", () => {
    unselect();
    clearTimeout(timer);
    timer = setTimeout(() => (input.value.trim() ? find() : stop()), PAUSE_MS);
  });

  // Whatever was asked for is not wanted any more.
  const stop = () => {
    clearTimeout(timer);
    asked += 1;
    marksNext = 0;
    close();
  };

  const move = (step) => {
    if (isRight()) return moveTo(step > 0 ? at + 1 : at < 0 ? options.length - 1 : at - 1);
    marksNext = step;
    find();
  };

  // An empty field adds only what an arrow went to; nobody is added twice.
  const enter = () => {
    if (!isRight()) return input.value.trim() ? find() : undefined;
    const found = shownFor ? options.filter((option) => !option.isNew) : [];
    const option = options[at] ?? found.find((each) => !isAdded(each)) ?? found[0];
    if (!option) return;
    if (isAdded(option)) announce.textContent = "Already added";
    else choose(option);
  };

  input.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || isComposing(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      enter();
    } else if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      stop();
    }
  });

  input.addEventListener("click", () => {
    if (box.hidden) find();
  });

  input.addEventListener("blur", stop);

  if (input.value.trim()) find(); // What was typed before this page, at home, is looked up like anything typed here.
}
