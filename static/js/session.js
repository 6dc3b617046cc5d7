// Who is signed in, as this page was told, and the token that its forms carry.

const TOKENS = "input[name=csrf_token]";
const channel = "BroadcastChannel" in window ? new BroadcastChannel("liaison") : null;

const { colleague = "", home = "/" } = document.getElementById("sign-out")?.dataset || {};

export { colleague };

// Nothing of this page is for whoever is signed in now.
export function leavePage() {
  document.querySelector("main").replaceChildren();
  window.location.replace(home);
}

export const formToken = () => document.querySelector(TOKENS)?.value || "";

// A session that begins anew has a token of its own, which every form of this page needs.
export function renewTokens(token) {
  for (const field of document.querySelectorAll(TOKENS)) field.value = token;
}

// Who is signed in now ("" for nobody) and their token; nothing where the server does not answer.
export async function askWhoIsSignedIn(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) return null;
    const { colleague: number, csrf_token: token } = await answer.json();
    return { colleague: number ? String(number) : "", token };
  } catch {
    return null;
  }
}

// The tabs of a browser share its session: each new page says whose it is now.
export function sayWhoIsSignedIn() {
  if (colleague) channel?.postMessage(colleague);
}

export function whenSomebodySignsIn(act) {
  channel?.addEventListener("message", (event) => act(event.data));
}
