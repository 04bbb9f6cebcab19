// The parts of a guided look and of the people who are named, drawn on the picture beside their numbers; the numbers lead, and
// do without it.
(() => {
  const { draw, name, help, place } = document.currentScript.dataset;
  const picture = document.querySelector(".desk-file-shown img");
  if (!picture) return;
  const sides = ["left", "top", "width", "height"];
  document.querySelectorAll("input[data-part]").forEach((input, number) => {
    const stage = document.createElement("div"), image = picture.cloneNode(), says = document.createElement("p");
    const how = document.createElement("p");
    stage.className = "area-stage";
    image.alt = draw;
    image.loading = "lazy";
    stage.append(image);
    how.className = says.className = "desk-help";
    how.id = `part-help-${number}`;
    how.textContent = help;
    says.setAttribute("role", "status");
    const read = () => {
      const parts = input.value.split(input.value.includes(";") ? ";" : ",").map((part) => Number(part.trim().replace(",", ".") || NaN));
      return parts.length === 4 ? parts : [NaN, NaN, NaN, NaN];
    };
    const tell = () => {
      const values = read();
      says.textContent = place.replace(/\{(\w+)\}/g, (all, side) => values[sides.indexOf(side)] ?? all);
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const area = pictureAreas.area(stage, {
      help: how.id, read, tell, write: (values) => { input.value = values.join(", "); },
    });
    area.handle.setAttribute("aria-label", name);
    input.addEventListener("input", area.place);
    pictureAreas.draw(stage, image, () => area, tell);
    input.closest(".field").append(how, stage, says);
  });
})();
