// One line beside Save that says where what is typed is. Each sentence is true for as long as it stands.

const STEP_SECONDS = 5;

const place = ({ isKept }) => (isKept ? "Kept in this tab" : "Only this page has it, so leave it open");
// What is tried again by itself is the draft alone.
const retried = (facts) =>
  `${place(facts)}, trying again in ${facts.seconds} seconds.${facts.isSaveStopped ? " Then press Save again." : ""}`;
const whenBack = ({ isKept, isSaveStopped }) => {
  if (isSaveStopped) return ". Press Save again when you are back.";
  return `${isKept ? ", and" : ": it is"} saved as a draft when you are back.`;
};

// The mark beside the words (going on, done, waiting, or stopped until somebody does something), and the words.
const STATES = {
  empty: ["", () => []],
  saving: ["going", () => ["Saving draft…"]],
  sending: ["going", () => ["Saving…"]],
  waiting: ["going", ({ words }) => [`${words}…`]],
  saved: ["done", ({ savedAt }) => [`Draft saved ${savedAt}`]],
  forked: ["done", ({ savedAt }) => [`Draft saved ${savedAt}, beside the one that another page has saved`]],
  back: ["done", ({ savedAt }) => [`Draft saved ${savedAt}. The contact itself is not saved yet.`]],
  offline: ["waiting", (facts) => [`Not saved: you are offline. ${place(facts)}${whenBack(facts)}`]],
  no_answer: ["waiting", (facts) => [`Not saved: the server did not answer. ${retried(facts)}`]],
  busy: ["waiting", (facts) => [`Not saved: Liaison is busy. ${retried(facts)}`]],
  our_side: ["stopped", (facts) => [
    strong("Not saved."), ` Something went wrong on our side, not in what you typed. ${retried(facts)}`,
  ]],
  signed_out: ["stopped", ({ isKept, signIn }) => [
    strong("You are signed out."), ` Nothing is lost${isKept ? "" : " while this page is open"}. `,
    button("Sign in here", signIn), " and it is saved.",
  ]],
  too_long: ["stopped", (facts) => [
    strong("Not saved:"), ` this is more than a draft holds. ${place(facts)}. Shorten it, and it is saved.`,
  ]],
  refused: ["stopped", (facts) => [strong("Not saved."), ` ${facts.why} ${place(facts)}.`]],
  done: ["stopped", ({ address }) => [
    strong("This contact is saved already."), " What you change here is not. ", link("Open the contact", address),
  ]],
};

const element = (tag, words, attributes = {}) =>
  Object.assign(document.createElement(tag), { textContent: words, ...attributes });
const strong = (words) => element("strong", words);
const link = (words, href) => element("a", words, { href });
const button = (words, onclick) => element("button", words, { type: "button", className: "app-state__button", onclick });

export function startStateLine(form) {
  const line = form.querySelector("[data-state-line]");
  const aloud = form.querySelector("[data-state-aloud]");
  let shown = "";
  let told = "empty";
  let timer = 0;

  const draw = (state, facts) => {
    const [mark, words] = STATES[state];
    const parts = words(facts);
    const text = parts.map((part) => part.textContent ?? part).join("");
    if (text !== shown) { // A button in it may have the focus.
      line.className = `app-state${mark && ` app-state--${mark}`}`;
      line.replaceChildren(...parts);
    }
    shown = text;
  };

  // Aloud only when its kind changes: not for each save of a draft, not while seconds are counted.
  const tell = (state, { isSaveStopped }) => {
    const kind = isSaveStopped ? `${state} at Save` : state;
    if (["saving", "sending"].includes(state) || kind === told) return;
    told = kind;
    aloud.textContent = shown;
  };

  const show = (state, facts = {}) => {
    clearInterval(timer);
    const until = Date.now() + (facts.wait || 0);
    const steps = () => Math.max(1, Math.ceil((until - Date.now()) / 1000 / STEP_SECONDS));
    const now = () => draw(state, { ...facts, seconds: steps() * STEP_SECONDS });
    now();
    tell(state, facts);
    if (facts.wait) timer = setInterval(now, STEP_SECONDS * 1000);
  };

  return { show };
}
