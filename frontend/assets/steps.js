// Progress on a guide: the step that is being read is the current one. Without this file the first one stays it.
(() => {
  const nav = document.querySelector(".progress");
  if (!nav) return;
  const links = [...nav.querySelectorAll("a")];
  const steps = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let waiting = false;
  const mark = () => {
    waiting = false;
    const read = steps.filter((step) => step.getBoundingClientRect().top < innerHeight * 0.4).length;
    links.forEach((link, number) => {
      if (number === Math.max(read, 1) - 1) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    });
  };
  nav.classList.add("progress--live");
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(mark);
  }, { passive: true });
  mark();
})();
