// The page of a job: asks how far it is, and shows the page anew once it is over.
const EVERY = 1500;
const SAID_EVERY = 10_000; // a screen reader is told no more often than that

const watched = document.querySelector("[data-watch]");
const words = watched?.querySelector("[data-words]");
const bar = watched?.querySelector("progress");
let said = 0;

async function look() {
  try {
    const answer = await fetch(watched.dataset.watch, { headers: { Accept: "application/json" } });
    if (!answer.ok) return window.location.reload(); // signed out, or forgotten: the page says which
    show(await answer.json());
  } catch {
    later(); // the network is away for a while
  }
}

function show(job) {
  if (job.is_over) {
    window.location.reload();
    return;
  }
  if (job.percent !== null) bar.value = job.percent;
  if (Date.now() - said >= SAID_EVERY) {
    words.textContent = `${job.state}. ${job.words}.`;
    said = Date.now();
  }
  later();
}

function later() {
  window.setTimeout(look, EVERY);
}

if (watched) later();
