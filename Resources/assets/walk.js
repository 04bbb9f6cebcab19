// A walk through the rooms of an exhibition: the arrow keys and a swipe follow the links that stand on the page.
(() => {
  const go = (rel) => document.querySelector(`.walk a[rel="${rel}"]`)?.click();
  const step = (isForward) => go(isForward === (document.dir !== "rtl") ? "next" : "prev");

  addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // Where the arrows have a meaning of their own they keep it.
    if (event.target.closest("input, select, textarea, [contenteditable], [tabindex='0'], [role=region]")) return;
    step(event.key === "ArrowRight");
  });

  let start = null;
  addEventListener("touchstart", (event) => {
    const isZoomed = (window.visualViewport?.scale ?? 1) > 1.01;
    start = event.touches.length === 1 && !isZoomed ? event.touches[0] : null;
  }, { passive: true });
  addEventListener("touchend", (event) => {
    const end = event.changedTouches[0];
    if (!start || event.touches.length > 0) return;
    const [x, y] = [end.clientX - start.clientX, end.clientY - start.clientY];
    start = null;
    // A swipe is long and level; what is not may be a scroll or a tap.
    if (Math.abs(x) > 80 && Math.abs(y) < 40) step(x < 0);
  }, { passive: true });
})();
