// While a point is typed, earlier ones that may say the same. Taken up, this one is a voice of the earlier; nothing else
// moves the focus, and what was taken up is taken back by its tick.

const PAUSE_MS = 400;
const SHORTEST = 8; // characters
const SHOWN = 3;
const LONGEST = 200;

const shorter = (words) => (words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words);

function others(count) {
  return count === 1 ? "1 other" : `${count} others`;
}

function whose({ who, voices }) {
  if (!who) return voices > 1 ? `, by ${voices} voices` : "";
  return voices > 1 ? `, by ${who} and ${others(voices - 1)}` : `, by ${who}`;
}

export function startRaisedBefore(form, group) {
  const address = form.dataset.similarPoints;
  if (!address) return;
  const announce = form.querySelector("[data-announce]");
  const timers = new WeakMap();
  const asked = new WeakMap();

  const find = async (row) => {
    const query = new URLSearchParams({
      words: row.querySelector("textarea").value.trim(),
      kind: row.querySelector("[data-point-kind]").value,
      excluding: row.querySelector('[name$="-id"]').value,
    });
    try {
      const answer = await fetch(`${address}?${query}`, { headers: { Accept: "application/json" } });
      return answer.ok ? (await answer.json()).points.slice(0, SHOWN) : [];
    } catch {
      return []; // the point's own page proposes them too
    }
  };

  const isTaken = (row) => Boolean(row.querySelector("[data-said-before] input:checked"));

  const show = (row, points) => {
    const list = row.querySelector("[data-raised-before]");
    const now = points.map(({ id }) => id).join(" ");
    if (now === (list.dataset.shown || "")) return;
    list.dataset.shown = now;
    list.hidden = !points.length;
    list.replaceChildren(...points.map((point) => draw(row, point)));
    if (points.length) {
      announce.textContent = points.length === 1
        ? "1 earlier point may say the same"
        : `${points.length} earlier points may say the same`;
    }
  };

  const draw = (row, point) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = point.url;
    link.target = "_blank"; // what is being typed stays open here
    link.textContent = shorter(point.words);
    const opens = document.createElement("span");
    opens.className = "govuk-visually-hidden";
    opens.textContent = " (opens in another tab)";
    link.append(opens);
    const same = document.createElement("button");
    same.type = "button";
    same.className = "app-button-link";
    same.textContent = "It is the same";
    same.setAttribute("aria-label", `It is the same as “${shorter(point.words)}”`);
    same.addEventListener("click", () => take(row, point));
    item.append("Raised before: “", link, `”${whose(point)}. `, same);
    return item;
  };

  const take = (row, { id, words }) => {
    const place = row.querySelector("[data-said-before]");
    const name = row.querySelector("textarea").name.replace(/-words$/, "-same_as");
    place.innerHTML = document.querySelector('template[data-template="said_before"]').innerHTML
      .replaceAll("__name__", name).replaceAll("__number__", Number(id));
    place.querySelector("[data-words]").textContent = shorter(words);
    show(row, []);
    place.querySelector("input").focus();
    announce.textContent = "It is one more voice of the earlier point";
    form.dispatchEvent(new CustomEvent("entry:changed"));
  };

  const ask = async (row) => {
    const mine = (asked.get(row) || 0) + 1;
    asked.set(row, mine);
    const isAsked = row.querySelector("textarea").value.trim().length >= SHORTEST && !isTaken(row);
    const points = isAsked ? await find(row) : [];
    if (asked.get(row) === mine && !isTaken(row)) show(row, points);
  };

  const soon = ({ target }) => {
    const row = target.closest("[data-point]");
    if (!row || !target.matches("textarea, [data-point-kind], [data-said-before] input")) return;
    clearTimeout(timers.get(row));
    timers.set(row, setTimeout(() => ask(row), PAUSE_MS));
  };

  group.addEventListener("input", soon);
  group.addEventListener("change", soon);
}
