// Areas on a picture, drawn by mouse or finger and moved by keys; the numbers of the form follow, and lead.
// Everything works without it, by the numbers and the buttons of the form.
(() => {
  const form = document.getElementById("blur");
  const stage = document.getElementById("blur-stage");
  const rows = document.getElementById("blur-rows");
  const template = document.getElementById("blur-row");
  const status = document.getElementById("blur-status");
  if (!form || !stage || !rows || !template || !status) return;

  const words = form.dataset;
  const sides = ["left", "top", "width", "height"];
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  document.getElementById("blur-marks").remove();
  document.getElementById("blur-help").hidden = false;

  // The fieldset of an area is the truth; what stands on the picture follows.
  const inputs = (row) => [...row.querySelectorAll("input")];
  const read = (row) => inputs(row).map((input) => Number(input.value.replace(",", ".")));
  const tell = (row) => {
    const values = Object.fromEntries(sides.map((side, index) => [side, read(row)[index]]));
    status.textContent = say(words.place, { number: number(row), ...values });
  };
  const all = () => [...rows.children];
  const number = (row) => all().indexOf(row) + 1;

  // Names, labels and numbers follow the order.
  const renumber = () => all().forEach((row, index) => {
    const name = say(words.area, { number: index + 1 });
    row.querySelector("legend").textContent = name;
    inputs(row).forEach((input, place) => {
      input.name = `areas.${index}.${sides[place]}`;
      input.id = `f-${input.name}`;
      input.closest(".field").querySelector("label").htmlFor = input.id;
    });
    const remove = row.querySelector("button");
    remove.value = `remove areas ${index}`;
    remove.setAttribute("aria-label", `${remove.textContent}: ${name}`);
    row.area.region.dataset.number = index + 1;
    row.area.handle.setAttribute("aria-label", name);
  });

  const remove = (row) => {
    const was = number(row), { region, handle, corner } = row.area;
    for (const part of [region, handle, corner, row]) part.remove();
    renumber();
    status.textContent = say(words.removed, { number: was });
    const next = all()[Math.min(was, all().length) - 1];
    (next ? next.area.handle : document.getElementById("blur-add")).focus();
  };

  const arm = (row) => {
    row.area = pictureAreas.area(stage, {
      help: "blur-help", read: () => read(row), tell: () => tell(row), remove: () => remove(row),
      write: (values) => inputs(row).forEach((input, index) => { input.value = String(values[index]); }),
    });
    row.addEventListener("input", row.area.place);
    row.querySelector("button").addEventListener("click", (event) => {
      event.preventDefault();
      remove(row);
    });
  };

  const add = (values) => {
    if (all().length >= Number(words.limit)) {
      status.textContent = words.full;
      return null;
    }
    rows.append(template.content.cloneNode(true));
    const row = rows.lastElementChild;
    arm(row);
    renumber();
    row.area.set(values);
    return row;
  };

  all().forEach(arm);
  renumber();
  document.getElementById("blur-add").addEventListener("click", (event) => {
    event.preventDefault();
    const row = add([40, 40, 20, 20]);
    if (!row) return;
    row.area.handle.focus();
    tell(row);
  });

  pictureAreas.draw(
    stage, stage.querySelector("img"), (values) => add(values)?.area,
    (drawn) => tell(all().find((row) => row.area === drawn)));
})();
