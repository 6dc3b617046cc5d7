// The list of keys, at the top of the page that one is on: a form that is being filled in is not left for it.

const TITLE = "keys-shown";
let closeShown = null;

// Asked for again, it closes.
export async function showKeys(page) {
  if (closeShown) return void closeShown();
  if (document.querySelector("[data-keys-list]")) return; // the page of the keys itself
  const from = document.activeElement;
  const list = await fetchList(page);
  if (document.querySelector("[data-keys-list]")) return; // asked for twice
  const region = draw(list);
  const escape = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) closeShown();
  };
  closeShown = () => {
    const at = document.activeElement;
    const isElsewhere = at && !at.matches("body, #main") && !region.contains(at);
    document.removeEventListener("keydown", escape);
    closeShown = null;
    region.remove();
    if (!isElsewhere) from.focus();
  };
  document.addEventListener("keydown", escape);
  region.querySelector("button").addEventListener("click", () => closeShown());
  document.querySelector("#main").prepend(region);
  region.querySelector("h2").focus();
}

async function fetchList(page) {
  try {
    const answer = await fetch(page, { headers: { Accept: "text/html" } });
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-keys-list]");
    if (found) return document.adoptNode(found);
  } catch {
    // Told below.
  }
  const list = document.createElement("div");
  list.dataset.keysList = "";
  list.textContent = "The list of keys can’t be had just now. Try again in a moment.";
  return list;
}

function draw(list) {
  const region = document.createElement("section");
  region.className = "app-keys";
  region.setAttribute("aria-labelledby", TITLE);
  const title = document.createElement("h2");
  title.id = TITLE;
  title.tabIndex = -1;
  title.textContent = "Keys";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "govuk-button govuk-button--secondary";
  close.textContent = "Close";
  for (const heading of list.querySelectorAll("h2")) {
    const lower = document.createElement("h3");
    lower.textContent = heading.textContent;
    heading.replaceWith(lower);
  }
  region.append(title, list, close);
  return region;
}
