// Files that are chosen or dropped go up one after another, each telling how far it is.
import { send } from "./upload.js";

const MEGABYTE = 1024 * 1024;
const WAITING = "Saving once the files are there";

export function startFiles(form) {
  const box = form.querySelector("[data-files]");
  const list = box.querySelector("[data-files-list]");
  const input = box.querySelector("input[type=file]");
  const status = box.querySelector("[data-files-status]");
  const folded = form.querySelector("#files-row");
  const template = box.querySelector('template[data-template="file"]');
  const waiting = [];
  let isBusy = false;
  let typedAt = -1;
  let saveAfter = null;

  const say = (words) => {
    status.textContent = words;
  };
  const rows = () => [...list.querySelectorAll("[data-file]")];
  const savedRows = () => [...box.querySelectorAll("[data-saved-file]")];
  const there = () => [...savedRows(), ...rows()].filter((row) => !row.dataset.removed);
  const address = (rest = "") => `${form.dataset.draft}/files${rest}`;

  const tell = () => {
    const names = there().map((row) => row.querySelector(".app-files__name").textContent);
    folded.querySelector("[data-folded-value]").textContent = names.join(", ") || "None yet";
    list.hidden = !list.children.length;
  };

  const label = (button, word, name) => {
    button.textContent = word;
    const rest = document.createElement("span");
    rest.className = "govuk-visually-hidden";
    rest.textContent = ` ${name}`;
    button.append(rest);
  };

  const makeRow = (name) => {
    const row = template.content.firstElementChild.cloneNode(true);
    row.querySelector(".app-files__name").textContent = name;
    row.addedAt = performance.now();
    list.append(row);
    list.hidden = false;
    folded.open = true;
    return row;
  };

  const show = (row, { about, button, isRefused = false, percent = null }) => {
    const name = row.querySelector(".app-files__name").textContent;
    const progress = row.querySelector("progress");
    row.querySelector(".app-files__about").textContent = about;
    row.classList.toggle("app-files__row--refused", isRefused);
    // Clear of the bar of Save, unless somebody went on elsewhere meanwhile.
    if (isRefused && typedAt < row.addedAt) row.scrollIntoView({ block: "nearest" });
    if (progress) {
      progress.hidden = percent === null;
      progress.value = percent ?? 0;
      progress.setAttribute("aria-label", `Uploading ${name}`);
    }
    label(row.querySelector("[data-file-change]"), button, name);
  };

  // The draft says which files the form lists.
  const listed = (row, id) => {
    const field = row.querySelector("[name=attached]");
    if (!field) return; // saved with the contact, not with the draft
    field.disabled = !id;
    if (id) field.value = id;
    form.dispatchEvent(new CustomEvent("entry:changed"));
  };

  const refuse = (row, name, why) => {
    show(row, { about: `“${name}” was not added. ${why}`, button: "Clear", isRefused: true });
    say(`${name} was not added. ${why}`);
  };

  const refusedBefore = (file) => {
    if (!file.size) return "It is empty: 0 bytes. Check that it was saved, then add it again.";
    if (file.size > box.dataset.megabytes * MEGABYTE) {
      return `It is larger than ${box.dataset.megabytes} MB, the most for one file. Make it smaller or split it.`;
    }
    if (there().length >= Number(box.dataset.most)) {
      return `A contact holds at most ${box.dataset.most} files. Remove one first, or log a second contact.`;
    }
    return "";
  };

  const keep = (row, { id, name, words, url }) => {
    row.dataset.file = id;
    listed(row, id);
    const link = row.querySelector(".app-files__name");
    link.textContent = name;
    link.href = url;
    link.hidden = false;
    show(row, { about: words, button: "Remove" });
    say(`${name} added`);
  };

  // Stopped when all of it was sent: the draft has it by now, and would be saved with it.
  const takeOff = async (row, name, kept) => {
    const isListed = kept && rows().some((other) => other.dataset.file === String(kept.id));
    if (!kept || isListed) return say(`${name} was stopped`);
    const body = new FormData();
    body.set("csrf_token", form.elements.namedItem("csrf_token").value);
    const { problem, isStopped } = await send(address(`/${kept.id}/remove`), body, () => {}, row);
    if (!problem && !isStopped) return say(`${name} was stopped`);
    row.isUnwanted = false;
    list.append(row);
    keep(row, kept);
    return say(`${name} was added before it was stopped. Remove it.`);
  };

  const upload = async ({ file, row }) => {
    const why = refusedBefore(file);
    if (why) return refuse(row, file.name, why);
    say(`Uploading ${file.name}`);
    const body = new FormData();
    body.set("csrf_token", form.elements.namedItem("csrf_token").value);
    body.set("contact", form.elements.namedItem("contact")?.value || "");
    body.set("files", file, file.name);
    const answer = await send(address(), body, (percent) => {
      const about = percent < 100 ? `${file.name}, ${percent}% sent` : `${file.name}, being checked`;
      show(row, { about, button: "Stop", percent });
    }, row);
    if (row.isUnwanted && answer.isUnknown) {
      return say(`${file.name} was stopped, but the server did not answer: it may have been added`);
    }
    if (answer.isStopped) return say(`${file.name} was stopped`);
    const [kept] = answer.files || [];
    if (row.isUnwanted) return takeOff(row, file.name, kept);
    if (kept && rows().some((other) => other !== row && other.dataset.file === String(kept.id))) {
      row.remove(); // the same file once more
      return say(`${file.name} is there already`);
    }
    if (kept) return keep(row, kept);
    const [refused] = answer.refused || [];
    if (refused) return refuse(row, refused.name, refused.why);
    row.retry = file;
    const words = answer.isUnknown
      ? `The server did not answer, so “${file.name}” may or may not be added. Try again to find out.`
      : `“${file.name}” was not added. ${answer.problem}`;
    show(row, { about: words, button: "Try again", isRefused: true });
    return say(words);
  };

  const work = async () => {
    if (isBusy) return;
    isBusy = true;
    while (waiting.length) {
      await upload(waiting.shift());
      tell();
    }
    isBusy = false;
    if (saveAfter) goOnSaving();
  };

  // A file that was not added is not left behind unseen: Save waits to be pressed once more.
  const goOnSaving = () => {
    const button = saveAfter;
    saveAfter = null;
    const failed = list.querySelector(".app-files__row--refused [data-file-change]");
    tellWaiting(Boolean(failed));
    if (!failed) return form.requestSubmit(button === form ? undefined : button);
    folded.open = true;
    failed.focus();
  };

  // Beside Save too, which is where one looks.
  const tellWaiting = (isStopped = false) =>
    form.dispatchEvent(new CustomEvent("entry:waiting", { detail: { words: saveAfter ? WAITING : "", isStopped } }));

  const add = (files) => {
    for (const file of files) {
      const row = makeRow(file.name);
      show(row, { about: `${file.name}, waiting`, button: "Stop", percent: 0 });
      waiting.push({ file, row });
    }
    work();
  };

  const change = async (row) => {
    const isRemoved = Boolean(row.dataset.removed);
    const name = row.querySelector(".app-files__name").textContent;
    const body = new FormData();
    body.set("csrf_token", form.elements.namedItem("csrf_token").value);
    const { savedFile } = row.dataset;
    const file = savedFile ? row.querySelector(".app-files__name").href : address(`/${row.dataset.file}`);
    const answer = await send(`${file}/${isRemoved ? "put-back" : "remove"}`, body, () => {}, row);
    if (answer.status === 404 && !savedFile) return leave(row); // of a draft that this form has parted from
    if (answer.problem) {
      const why = `${name} was not ${isRemoved ? "put back" : "removed"}. ${answer.problem}`;
      show(row, { about: why, button: isRemoved ? "Undo" : "Remove", isRefused: true });
      return say(why);
    }
    row.querySelector(".app-files__name").hidden = !isRemoved;
    if (isRemoved) delete row.dataset.removed;
    else row.dataset.removed = "yes";
    listed(row, isRemoved && row.dataset.file);
    const removed = `${name} is removed${savedFile ? " from the contact" : ""}.`;
    show(row, isRemoved ? { about: answer.words, button: "Remove" } : { about: removed, button: "Undo" });
    say(isRemoved ? `${name} is back` : `${name} is removed`);
    return tell();
  };

  const leave = (row) => {
    const next = row.nextElementSibling || row.previousElementSibling;
    row.stop?.();
    const at = waiting.findIndex((one) => one.row === row);
    if (at >= 0) waiting.splice(at, 1);
    row.remove();
    tell();
    form.dispatchEvent(new CustomEvent("entry:changed"));
    (next?.querySelector("[data-file-change]") || input).focus();
  };

  box.addEventListener("click", (event) => {
    const button = event.target.closest("[data-file-change]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("li");
    if (row.dataset.file || row.dataset.savedFile) change(row);
    else if (row.retry) {
      waiting.push({ file: row.retry, row });
      delete row.retry;
      work();
    } else leave(row);
  });

  form.addEventListener("input", ({ target }) => {
    if (target !== input) typedAt = performance.now();
  });

  input.addEventListener("change", (event) => {
    event.stopPropagation(); // what is chosen is no field of the draft
    const chosen = [...input.files];
    input.value = "";
    add(chosen);
  });

  const bringsFiles = (event) => event.dataTransfer?.types.includes("Files");
  // On all of the page: a browser leaves it for a file that is dropped beside the form.
  document.addEventListener("dragover", (event) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    form.classList.add("app-entry--drop");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("app-entry--drop");
  });
  document.addEventListener("drop", (event) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    form.classList.remove("app-entry--drop");
    add([...event.dataTransfer.files]);
  });

  // What is still on its way is saved with the contact: Save waits for it.
  window.addEventListener("submit", (event) => {
    if (event.target !== form || !isBusy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    saveAfter = event.submitter || form;
    say(WAITING);
    tellWaiting();
  }, true);

  for (const row of [...savedRows(), ...rows()]) {
    if (row.querySelector(".app-files__name").hidden) row.dataset.removed = "yes";
  }
}
