// Two pictures of one view laid over one another, with a slider between them. Without it they stand side by side.
(() => {
  const words = document.currentScript.dataset;
  const pair = document.querySelector(".pair");
  const [then, now] = pair?.querySelectorAll(".pair-piece img") ?? [];
  // Where images are off there is nothing to lay over.
  if (!then || !now) return;
  const over = document.createElement("div");
  over.className = "pair-over";
  // What is shown twice is told once, by the pair above.
  const layers = [now, then].map((picture) => {
    const layer = picture.cloneNode();
    layer.alt = "";
    layer.loading = "lazy";
    layer.removeAttribute("lang");
    over.append(layer);
    return layer;
  });
  const line = document.createElement("span");
  line.className = "pair-line";
  over.append(line);
  const [width, height] = ["width", "height"].map((side) => Number(now.getAttribute(side)));
  over.style.aspectRatio = `${width} / ${height}`;
  // No higher than the window, and the slider as wide as the pictures.
  const laid = document.createElement("div");
  laid.className = "pair-laid";
  laid.style.maxWidth = `${(85 * width) / height}vh`;
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: 0, max: 100, step: 5, value: 50, className: "pair-slider" });
  slider.setAttribute("aria-label", words.slider);
  // Left is left on the pictures, in every script.
  slider.dir = "ltr";
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
  const show = () => {
    const share = Number(slider.value);
    layers[1].style.clipPath = `inset(0 ${100 - share}% 0 0)`;
    line.style.left = `${share}%`;
    slider.setAttribute("aria-valuetext", words.share
      .replace("{then}", percent.format(share / 100)).replace("{now}", percent.format(1 - share / 100)));
  };
  slider.addEventListener("input", show);
  show();
  laid.append(over, slider);
  pair.after(laid);
})();
