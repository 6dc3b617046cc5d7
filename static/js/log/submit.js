// Save: the form goes as it would without scripts, once the server has what is typed as a draft.

export function startSubmit(form, drafts, signInHere) {
  let isBusy = false;
  let isGoing = false;
  let hasFailed = false; // a draft could not be kept, through no fault of what is typed

  const go = (button) => {
    isGoing = true;
    form.requestSubmit(button);
    isGoing = false;
  };

  const submit = async (button) => {
    if (isBusy) return;
    isBusy = true;
    const word = await drafts.flush();
    await new Promise((done) => setTimeout(done)); // a form is not sent again while it tells that it was
    isBusy = false;
    // The form itself may fare better than its draft, whose text this tab keeps; not unasked, though.
    const isTriedAnyway = word === "our_side" && hasFailed;
    if (word === "saved" || isTriedAnyway) drafts.rest();
    hasFailed = word === "our_side";
    if (["saved", "done"].includes(word) || isTriedAnyway) go(button);
    else if (word === "signed_out") signInHere.open(() => submit(button));
  };

  // By the click's own count: what a press came to may be told, and Save pressed anew, within the second that a
  // GOV.UK button hears no other.
  form.addEventListener("click", (event) => {
    const isDouble = event.detail > 1;
    if (isDouble && event.target.closest('button[name="action"][value^="save"]')) event.preventDefault();
  });

  form.addEventListener("submit", (event) => {
    if (isGoing) return;
    event.preventDefault();
    submit(event.submitter);
  });
}
