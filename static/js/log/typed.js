// The form as text: what is kept of it, and what tells one state of it from another.

// Of the page, not of what is typed into it.
const OF_THE_PAGE = new Set([
  "csrf_token", "submission_token", "page", "page_saves", "opened_page", "opened_saves", "is_blank",
]);

const texts = (form) => [...new FormData(form)].filter(([, value]) => typeof value === "string");

const typedOnly = (pairs) => new URLSearchParams(pairs.filter(([name]) => !OF_THE_PAGE.has(name))).toString();

export const typedInto = (form) => typedOnly(texts(form));

// Everything but the token of the session, which may be another one when it is sent.
export const sentOf = (form) => new URLSearchParams(texts(form).filter(([name]) => name !== "csrf_token")).toString();

// The same, as the server drew the form: a browser may have brought back what was typed into it before.
export const drawnIn = (form) => typedOnly([...form.elements].flatMap(drawn));

function drawn(field) {
  if (!field.name || field.disabled || ["file", "submit", "button"].includes(field.type)) return [];
  if (["checkbox", "radio"].includes(field.type)) return field.defaultChecked ? [[field.name, field.value]] : [];
  if (!field.options) return [[field.name, field.defaultValue]];
  const chosen = [...field.options].filter((option) => option.defaultSelected);
  if (!chosen.length && !field.multiple) chosen.push(field.options[0]);
  return chosen.filter(Boolean).map((option) => [field.name, option.value]);
}
