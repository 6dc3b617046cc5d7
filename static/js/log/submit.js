// Save: the form goes as it would without scripts, once the server has what is typed as a draft.

const GOES = new Set(["saved", "done"]);

export function startSubmit(form, drafts, signInHere) {
  let isBusy = false;
  let isGoing = false;

  const go = (button) => {
    drafts.rest();
    isGoing = true;
    form.requestSubmit(button);
    isGoing = false;
  };

  const submit = async (button) => {
    if (isBusy) return;
    isBusy = true;
    const word = await drafts.flush();
    isBusy = false;
    if (GOES.has(word)) go(button);
    else if (word === "signed_out") signInHere.open(() => submit(button));
  };

  form.addEventListener("submit", (event) => {
    if (isGoing) return;
    event.preventDefault();
    submit(event.submitter);
  });
}
