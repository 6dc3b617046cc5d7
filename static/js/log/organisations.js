// The organisations that the form names, suggested as that of somebody new.

export const organisationNames = (form) =>
  [
    ...[...form.querySelectorAll('[data-picked] [data-ref^="organisation:"] .app-picked__name')]
      .map((name) => name.textContent),
    ...[...form.querySelectorAll('[data-rows="new_organisations"] [name$=-name]')].map((field) => field.value.trim()),
  ].filter(Boolean);

export function startOrganisations(form) {
  const list = form.querySelector("[data-organisations]");
  const offer = () => list.replaceChildren(...organisationNames(form).map((name) => new Option(name)));
  form.addEventListener("entry:changed", offer);
  form.addEventListener("input", (event) => {
    if (event.target.name?.startsWith("new_organisations-")) offer();
  });
  offer();
}
