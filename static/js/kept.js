// What the server has not got yet, kept in this tab under its author's number and read for nobody else.
const PREFIX = "liaison-kept";

const keyOf = (colleague, { token, page }) => [PREFIX, colleague, token, page].join(":");

// Whether it is kept: a full or forbidden storage keeps nothing.
export function keep(colleague, entry) {
  try {
    sessionStorage.setItem(keyOf(colleague, entry), JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

export function forget(colleague, entry) {
  try {
    sessionStorage.removeItem(keyOf(colleague, entry));
  } catch {
    // Nothing was kept where nothing can be.
  }
}

// One that cannot be read does not keep the others from being sent.
function readKept(key) {
  try {
    return [JSON.parse(sessionStorage.getItem(key))];
  } catch {
    return [];
  }
}

// The oldest first.
export function listKept(colleague) {
  try {
    return Object.keys(sessionStorage)
      .filter((key) => key.startsWith(`${PREFIX}:${colleague}:`))
      .flatMap((key) => readKept(key))
      .sort((one, other) => one.typedAt - other.typedAt);
  } catch {
    return [];
  }
}
