// Says while a name is typed what it is close to. Without scripts the server says it when the form is sent.
const WAIT_MS = 300;
const SHORTEST = 3;

for (const place of document.querySelectorAll("[data-similar-url]")) {
  const field = document.getElementById(place.dataset.similarField);
  if (field) {
    watch(field, place);
  }
}

function watch(field, place) {
  let timer;
  let asked = field.value.trim();
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });

  async function ask() {
    const typed = field.value.trim();
    if (typed === asked) {
      return;
    }
    asked = typed;
    const matches = typed.length < SHORTEST ? [] : await find(place.dataset.similarUrl, typed);
    if (typed === asked) {
      place.replaceChildren(...(matches.length ? [warning(matches, typed)] : []));
    }
  }
}

async function find(address, name) {
  const url = new URL(address, window.location.href);
  url.searchParams.set("name", name);
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).matches : [];
  } catch {
    return []; // the server says it again when the form is sent
  }
}

function warning(matches, typed) {
  const message = document.createElement("div");
  message.className = "app-message app-message--warning";
  const words = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = "Already there?";
  words.append(strong, " ");
  matches.forEach((match, index) => {
    const link = document.createElement("a");
    link.href = match.url;
    link.textContent = match.name;
    words.append(index ? ", " : "", link);
  });
  words.append(` ${matches.length === 1 ? "is" : "are"} close to “${typed}”. Use it, or carry on.`);
  message.append(words);
  return message;
}
