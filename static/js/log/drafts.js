// When a draft is saved: after every pause in typing, again when that failed, and when the page goes away.
import { whenSomebodySignsIn } from "../session.js";
import { Draft } from "./draft.js";
import { watchLeaving } from "./leaving.js";

const PAUSE_MS = 800;
const LONGEST_MS = 3000; // while typing goes on without a pause
const KEEP_MS = 200;
const STILL_HERE_MS = 10_000;
const WAITS_MS = [10_000, 20_000, 40_000, 60_000];
// What another try may mend by itself. The rest waits for another text, or for somebody to sign in.
const RETRIED = new Set(["offline", "no_answer", "busy", "our_side"]);
const ABOUT_THE_TEXT = new Set(["too_long", "refused"]);
const STAYS = new Set([...ABOUT_THE_TEXT, "done"]);

export function startDrafts(form, line, { signIn, stillSignedIn, leave }) {
  const draft = new Draft(form);
  const goesOnHere = watchLeaving(form);
  const timers = {};
  let isTouched = false; // by somebody: what the page proposes by itself makes no draft
  let isChanged = false; // on this page, which may have been drawn with what is no draft yet
  let isOver = false; // the form is on its way, or left
  let isLeft = false;
  let isTypedOn = false; // while the form was on its way
  let isSaveWaiting = false; // for the draft
  let wasSaveStopped = false; // Save was pressed, and nothing but a draft came of it
  let problem = null;
  let tries = 0;
  let waitsUntil = 0;
  let unsavedSince = 0;
  let saving = null;
  let waiting = ""; // what Save waits for

  const now = () => performance.now();
  // What this tab keeps is sent from its next page, which there is not where the tab is closed.
  const isSafeHere = () => (isOver || problem?.word === "done" ? goesOnHere() : !problem);

  const show = () => {
    const { savedAt, isForked, isKept } = draft;
    const told = { isKept, signIn, isSaveStopped: wasSaveStopped || isSaveWaiting };
    if (problem) line.show(problem.word, { ...problem, ...told, wait: Math.max(0, waitsUntil - now()) });
    else if (waiting) line.show("waiting", { words: waiting });
    else if (draft.isUnsaved) line.show("saving");
    else if (!savedAt) line.show("empty");
    else line.show(wasSaveStopped ? "back" : isForked ? "forked" : "saved", { savedAt });
  };

  const settle = () => {
    if (draft.isUnsaved) {
      draft.keep();
    } else {
      draft.forget();
      unsavedSince = 0;
      clearTimeout(timers.save);
    }
    show();
  };

  const saveSoon = () => {
    clearTimeout(timers.save);
    if (isOver || saving || (problem && !ABOUT_THE_TEXT.has(problem.word))) return;
    const rest = Math.min(PAUSE_MS, unsavedSince + LONGEST_MS - now());
    timers.save = setTimeout(() => (draft.isUnsaved ? save() : settle()), Math.max(0, rest));
  };

  const changed = (event) => {
    if (isOver) {
      isTypedOn ||= Boolean(event?.isTrusted);
      return;
    }
    isTouched = true;
    isChanged ||= Boolean(event);
    wasSaveStopped = false;
    unsavedSince ||= now();
    if (!problem && !waiting) line.show("saving");
    timers.keep ||= setTimeout(() => {
      timers.keep = 0;
      if (!isOver) settle();
    }, KEEP_MS);
    saveSoon();
  };

  const heard = (outcome) => {
    if (isOver) return;
    problem = outcome.word === "saved" ? null : outcome;
    if (outcome.word === "left") return goAway();
    if (!problem) stillSignedIn();
    if (RETRIED.has(outcome.word)) {
      const wait = WAITS_MS[Math.min(tries++, WAITS_MS.length - 1)];
      waitsUntil = now() + wait;
      timers.retry = setTimeout(save, wait);
    } else {
      tries = 0;
      waitsUntil = 0;
    }
    settle();
  };

  const send = async (how) => {
    clearTimeout(timers.save);
    clearTimeout(timers.retry);
    unsavedSince = 0;
    const outcome = await draft.save(how);
    heard(outcome);
    return outcome.word;
  };

  // One at a time.
  const save = () => {
    saving ||= send().finally(() => {
      saving = null;
      if (draft.isUnsaved) saveSoon();
    });
    return saving;
  };

  const tryNow = () => {
    if (isOver || !problem || STAYS.has(problem.word)) return;
    tries = 0;
    save();
  };

  // For Save: what is typed is on the server before the form goes, or the form stays here.
  const flush = async () => {
    if (isOver) return isLeft ? "left" : "saved";
    if (problem?.word === "done") {
      draft.keep(); // as it is sent: what is kept from before is not told to have arrived
      return "done";
    }
    draft.tellWhetherBlank();
    if (draft.isBlank && navigator.onLine) return "saved";
    line.show("sending");
    await saving;
    isSaveWaiting = true;
    const word = await save();
    isSaveWaiting = false;
    wasSaveStopped = word !== "saved";
    return word;
  };

  const lastChance = () => {
    if (isOver || !isTouched || !draft.isUnsaved) return;
    draft.keep();
    if (!problem) send({ isLastChance: true });
  };

  const end = () => {
    isOver = true;
    clearTimeout(timers.save);
    clearTimeout(timers.retry);
  };

  // Somebody else is signed in here: what is unsaved waits in this tab for whoever typed it.
  const goAway = () => {
    if (draft.isUnsaved) draft.keep();
    end();
    isLeft = true;
    leave();
  };

  // The form is on its way: nothing of it becomes a draft again, unless its page is still here after a while.
  // What it holds beyond the draft is kept in this tab until a page tells that it arrived.
  const rest = () => {
    if (draft.isUnsaved) draft.keep();
    else draft.forget();
    end();
    isTypedOn = false;
    clearTimeout(timers.rest); // of an earlier Save
    timers.rest = setTimeout(() => {
      isOver = isLeft;
      tryNow(); // where the form went although it could not be saved as a draft
      if (!isOver && isTypedOn) changed();
    }, STILL_HERE_MS);
  };

  // The draft has all of this form and what was typed after it was sent, and its page comes instead.
  const giveWay = () => {
    if (isChanged) return;
    draft.forget();
    end();
  };

  form.addEventListener("entry:replaced", giveWay);
  for (const name of ["input", "change", "entry:changed"]) form.addEventListener(name, changed);
  form.addEventListener("entry:proposed", () => (isTouched ? changed() : draft.startAnew()));
  form.addEventListener("entry:waiting", ({ detail }) => {
    waiting = detail.words;
    wasSaveStopped = detail.isStopped;
    show();
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? lastChance() : tryNow()));
  window.addEventListener("pagehide", () => {
    if (isOver && !isLeft && isTypedOn && draft.isUnsaved) draft.keep(); // The next page makes a draft of it.
    else lastChance();
  });
  window.addEventListener("online", tryNow);
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    isOver = false;
    if (draft.savedAt) save(); // Its contact may be saved by now, or somebody else be signed in.
  });
  window.addEventListener("beforeunload", (event) => {
    const isAtRisk = isOver ? isTypedOn && !isLeft : isTouched;
    if (!isAtRisk || !draft.isUnsaved) return;
    draft.keep();
    if (!draft.isKept || !isSafeHere()) event.preventDefault();
  });
  whenSomebodySignsIn((number) => (number === form.dataset.colleague ? tryNow() : goAway()));

  form.autocomplete = "off"; // A draft brings back all of the form; the browser would bring back some.
  if (draft.isUnsaved) changed();
  else show();
  return { flush, goAway, rest, save };
}
