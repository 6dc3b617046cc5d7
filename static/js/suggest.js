// Proposes names in a field while they are typed, through the browser's own list. Without scripts the server asks.
const WAIT_MS = 200;
const SHORTEST = 2;
let lists = 0;

export function startSuggesting(root = document) {
  for (const field of root.querySelectorAll("input[data-suggest]")) {
    watch(field);
  }
}

function watch(field) {
  const list = document.createElement("datalist");
  lists += 1;
  list.id = `suggestions-${lists}`;
  field.after(list);
  field.setAttribute("list", list.id);
  const picked = field.parentElement.querySelector("[data-picked-ref]");
  let timer;
  field.addEventListener("input", () => {
    const chosen = [...list.options].find((option) => option.value === field.value);
    if (picked) {
      picked.value = chosen ? chosen.dataset.ref : "";
    }
    clearTimeout(timer);
    timer = setTimeout(() => offer(field, list), WAIT_MS);
  });
}

async function offer(field, list) {
  const typed = field.value.trim();
  const matches = typed.length < SHORTEST ? [] : await find(field.dataset.suggest, typed);
  if (typed === field.value.trim()) {
    list.replaceChildren(...matches.map(option));
  }
}

async function find(address, text) {
  const url = new URL(address, window.location.href);
  url.searchParams.set("q", text);
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).matches : [];
  } catch {
    return []; // the server finds it by its name when the form is sent
  }
}

function option(match) {
  const element = document.createElement("option");
  element.value = match.name;
  element.label = match.detail ? `${match.name}, ${match.detail}` : match.name;
  element.dataset.ref = match.ref;
  return element;
}
