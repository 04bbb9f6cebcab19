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
  const least = 1;
  document.getElementById("blur-marks").remove();
  document.getElementById("blur-help").hidden = false;

  // The fieldset of an area is the truth; its mark and its handle on the picture follow.
  const inputs = (row) => [...row.querySelectorAll("input")];
  const read = (row) => inputs(row).map((input) => Number(input.value.replace(",", ".")));
  const round = (number) => Math.round(number * 100) / 100;
  const within = (number, low, high) => Math.min(Math.max(number, low), high);

  const place = (row) => {
    const [left, top, width, height] = read(row);
    const isArea = [left, top, width, height].every(Number.isFinite) && width > 0 && height > 0;
    for (const part of [row.region, row.handle, row.corner]) part.hidden = !isArea;
    if (!isArea) return;
    Object.assign(row.region.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
    Object.assign(row.handle.style, {
      left: `${left + width / 2}%`, top: `${top + height / 2}%`, width: `${width}%`, height: `${height}%`,
    });
    Object.assign(row.corner.style, { left: `${left + width}%`, top: `${top + height}%` });
  };
  const write = (row, values) => {
    inputs(row).forEach((input, index) => { input.value = String(round(values[index])); });
    place(row);
  };
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
    row.region.dataset.number = index + 1;
    row.handle.setAttribute("aria-label", name);
  });

  const remove = (row) => {
    const was = number(row);
    for (const part of [row.region, row.handle, row.corner, row]) part.remove();
    renumber();
    status.textContent = say(words.removed, { number: was });
    const next = all()[Math.min(was, all().length) - 1];
    (next ? next.handle : document.getElementById("blur-add")).focus();
  };

  const move = (row, across, down) => {
    const [left, top, width, height] = read(row);
    write(row, [within(left + across, 0, 100 - width), within(top + down, 0, 100 - height), width, height]);
  };
  const size = (row, across, down) => {
    const [left, top, width, height] = read(row);
    write(row, [
      left, top, within(width + across, least, 100 - left), within(height + down, least, 100 - top),
    ]);
  };

  // A pointer that goes down on a part drags it; both are told in percent of the picture.
  const drag = (part, begin) => part.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const frame = stage.getBoundingClientRect();
    const at = (from) => [
      within((100 * (from.clientX - frame.left)) / frame.width, 0, 100),
      within((100 * (from.clientY - frame.top)) / frame.height, 0, 100),
    ];
    const first = at(event);
    const dragging = begin(first);
    if (!dragging) return;
    part.setPointerCapture(event.pointerId);
    const go = (next) => dragging.go(at(next).map((value, index) => value - first[index]));
    const end = () => {
      part.removeEventListener("pointermove", go);
      dragging.end();
    };
    part.addEventListener("pointermove", go);
    part.addEventListener("pointerup", end, { once: true });
    part.addEventListener("pointercancel", end, { once: true });
  });

  const part = (name, className) => {
    const made = document.createElement(name);
    made.className = className;
    stage.append(made);
    return made;
  };

  const arm = (row) => {
    row.region = part("span", "blur-region");
    row.region.setAttribute("aria-hidden", "true");
    row.handle = part("button", "blur-handle");
    row.handle.type = "button";
    row.handle.setAttribute("aria-describedby", "blur-help");
    row.corner = part("span", "blur-corner");
    row.corner.setAttribute("aria-hidden", "true");
    const dragging = (change) => () => {
      const before = read(row);
      row.handle.focus();
      return {
        go: ([across, down]) => {
          write(row, before);
          change(row, across, down);
        },
        end: () => tell(row),
      };
    };
    drag(row.handle, dragging(move));
    drag(row.corner, dragging(size));
    row.handle.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      if (event.key === "Delete") {
        event.preventDefault();
        return remove(row);
      }
      if (!ways[event.key]) return;
      event.preventDefault();
      (event.shiftKey ? size : move)(row, ...ways[event.key]);
      tell(row);
    });
    row.addEventListener("input", () => place(row));
    row.querySelector("button").addEventListener("click", (event) => {
      event.preventDefault();
      remove(row);
    });
    place(row);
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
    write(row, values);
    return row;
  };

  all().forEach(arm);
  renumber();
  document.getElementById("blur-add").addEventListener("click", (event) => {
    event.preventDefault();
    const row = add([40, 40, 20, 20]);
    if (!row) return;
    row.handle.focus();
    tell(row);
  });

  // On the picture itself a pointer draws a new area.
  drag(stage.querySelector("img"), ([left, top]) => {
    let row = null;
    return {
      go: ([across, down]) => {
        if (Math.abs(across) < least || Math.abs(down) < least) return;
        row ??= add([left, top, least, least]);
        if (row) write(row, [Math.min(left, left + across), Math.min(top, top + down), Math.abs(across), Math.abs(down)]);
      },
      end: () => {
        if (!row) return;
        row.handle.focus();
        tell(row);
      },
    };
  });
})();
