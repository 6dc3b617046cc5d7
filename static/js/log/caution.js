// The row of caution: a regulatory matter is open with somebody named, and one line is asked for. Nothing moves the focus.

export function startCaution(form) {
  const row = form.querySelector("[data-caution]");
  const words = row.querySelector("[data-caution-words]");
  const line = row.querySelector("[data-caution-line]");
  const field = line.querySelector("input");
  const announce = form.querySelector("[data-announce]");
  let shown = words.innerHTML.trim();

  words.addEventListener("click", (event) => {
    if (!event.target.closest("[data-to-capacity]")) return;
    event.preventDefault();
    const capacity = form.querySelector("[name=capacity]:checked") || form.querySelector("[name=capacity]");
    capacity.closest("details").open = true;
    capacity.focus();
  });

  // What was typed into it stays in sight, whoever is chosen after.
  return ({ html, asks, told }) => {
    const isKept = Boolean(field.value.trim()) || document.activeElement === field;
    const isNew = row.hidden && html;
    row.hidden = !html && !isKept;
    line.hidden = !asks && !isKept;
    if (html.trim() === shown) return;
    shown = html.trim();
    words.innerHTML = html;
    if (isNew) announce.textContent = told;
  };
}
