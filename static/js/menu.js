// A menu closes on Escape, on a click elsewhere and when the focus leaves it.
export function closeMenus() {
  for (const menu of document.querySelectorAll("[data-menu]")) {
    const close = () => menu.removeAttribute("open");
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) {
        close();
        menu.querySelector("summary").focus();
      }
    });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) close();
    });
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) close();
    });
  }
}
