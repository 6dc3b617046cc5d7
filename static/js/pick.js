// On touch, a date or a time that is typed as words can be picked on the device's own calendar or clock as well.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

// In words, since figures alone would leave open which is the month.
const words = {
  date: (value) => {
    const [year, month, day] = value.split("-").map(Number);
    return `${day} ${MONTHS[month - 1]} ${year}`;
  },
  time: (value) => value,
};

function offer(field) {
  const kind = field.dataset.pick;
  const native = document.createElement("input");
  native.type = kind;
  native.className = "app-pick__native";
  native.tabIndex = -1;
  native.setAttribute("aria-hidden", "true");

  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary app-pick__button";
  button.textContent = "Pick";
  button.setAttribute("aria-label", `Pick: ${field.labels[0]?.textContent.trim() || kind}`);

  const holder = document.createElement("span");
  holder.className = "app-pick";
  field.before(holder);
  holder.append(field, button, native);

  button.addEventListener("click", () => native.showPicker());
  native.addEventListener("change", (event) => {
    event.stopPropagation(); // it is no field of the form
    if (!native.value) return;
    field.value = words[kind](native.value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

const offerWithin = (root) => {
  for (const field of root.querySelectorAll("input[data-pick]")) {
    if (!field.closest(".app-pick")) offer(field);
  }
};

export function startPicking() {
  if (!matchMedia("(pointer: coarse)").matches || !("showPicker" in HTMLInputElement.prototype)) return;
  offerWithin(document);
  // Rows are added while a form is filled in.
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) offerWithin(node);
    }
  }).observe(document.querySelector("main") || document.body, { childList: true, subtree: true });
}
