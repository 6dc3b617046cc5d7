// Says while a name is typed what it is close to, or while a point is, which earlier ones may say the same. Without scripts
// the server says it when the form is sent.
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
    const matches = typed.length < SHORTEST ? [] : await find(place.dataset, typed);
    if (typed === asked) {
      place.replaceChildren(...(matches.length ? [warning(matches, typed, place.dataset)] : []));
    }
  }
}

async function find({ similarUrl, similarTo }, typed) {
  const url = new URL(similarUrl, window.location.href);
  url.searchParams.set(similarTo, typed);
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    const { matches, points } = answer.ok ? await answer.json() : { matches: [] };
    return matches ?? points.map((point) => ({ name: `“${point.words}”`, url: point.url }));
  } catch {
    return []; // the server says it again when the form is sent
  }
}

function warning(matches, typed, { similarTo }) {
  return similarTo === "words"
    ? message("Raised before?", "; ", matches, " Add yours all the same: its page takes the two for one.")
    : message("Already there?", ", ", matches, ` ${are(matches)} close to “${typed}”. Use it, or carry on.`);
}

function are(matches) {
  return matches.length === 1 ? "is" : "are";
}

function message(question, between, matches, rest) {
  const whole = document.createElement("div");
  whole.className = "app-message app-message--warning";
  const words = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = question;
  words.append(strong, " ");
  matches.forEach((match, index) => {
    const link = document.createElement("a");
    link.href = match.url;
    link.textContent = match.name;
    words.append(index ? between : "", link);
  });
  words.append(rest);
  whole.append(words);
  return whole;
}
