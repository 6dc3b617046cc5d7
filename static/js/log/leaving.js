// Whether this page is being left for another of ours in this tab, which sends what the tab keeps.
const AT_ONCE_MS = 1000;

export function watchLeaving(form) {
  let followedAt = -Infinity;

  const follow = (event) => {
    if (!event.defaultPrevented) followedAt = performance.now();
  };

  window.addEventListener("click", (event) => {
    if (event.target.closest("a[href]")?.origin === window.location.origin) follow(event);
  });
  // Not the one that signs out: the next page is nobody's.
  window.addEventListener("submit", (event) => {
    if (event.target === form || event.target.method === "get") follow(event);
  });

  return () => performance.now() - followedAt < AT_ONCE_MS;
}
