// One save of a draft, and what came of it, by a word that the state line knows.

const PATIENCE_MS = 15_000;
// Browsers take at most 64 KiB from a page that is going away.
const KEPT_ALIVE = 60_000;

const WORDS = {
  400: "signed_out", // the token of a session that is gone
  401: "signed_out",
  409: "elsewhere",
  410: "done",
  413: "too_long",
  502: "no_answer",
  503: "busy",
  504: "no_answer",
};

const isLeaving = { keepalive: true };

export async function saveDraft(address, typed, { token, isLastChance = false }) {
  const body = `${typed}&csrf_token=${encodeURIComponent(token)}`;
  const sent = isLastChance && body.length <= KEPT_ALIVE ? isLeaving : { signal: AbortSignal.timeout(PATIENCE_MS) };
  try {
    const answer = await fetch(address, {
      method: "POST",
      body,
      headers: { "Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      ...sent,
    });
    return read(answer.status, await answer.json().catch(() => ({})));
  } catch {
    return { word: navigator.onLine ? "no_answer" : "offline" };
  }
}

function read(status, said) {
  if (status === 200 && said.saved_at) return { word: "saved", savedAt: said.saved_at, keptAt: said.kept_at };
  if (WORDS[status]) return { word: WORDS[status], address: said.url };
  if (status < 400 || status >= 500) return { word: "our_side" };
  return { word: "refused", why: status === 403 ? "You may no longer log contacts." : `It was refused (${status}).` };
}
