// A rectangle on a picture, drawn, moved and sized by mouse, finger or keys: for people who are made unrecognisable, for those
// who are named, and for the parts of a guided look. Its four numbers, in percent of the picture's sides, stand in the form and lead.
(() => {
  const least = 1;
  const within = (number, low, high) => Math.min(Math.max(number, low), high);
  const round = (number) => Math.round(number * 100) / 100;

  // A pointer that goes down on a part drags it; both are told in percent of the stage.
  // `begin(first)`: { go(way), end() }, or nothing where there is nothing to drag.
  const drag = (stage, part, begin) => part.addEventListener("pointerdown", (event) => {
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

  // `read()`: the four numbers; `write(values)` puts them into the form; `tell()` says where the area stands, when it came
  // to rest; `remove()` takes it away, where that may be; `help`: the id of the words that say how.
  const area = (stage, { read, write, tell, remove, help }) => {
    const part = (name, className) => {
      const made = document.createElement(name);
      made.className = className;
      stage.append(made);
      return made;
    };
    const region = part("span", "area-region"), handle = part("button", "area-handle"), corner = part("span", "area-corner");
    region.setAttribute("aria-hidden", "true");
    corner.setAttribute("aria-hidden", "true");
    handle.type = "button";
    handle.setAttribute("aria-describedby", help);

    const place = () => {
      const [left, top, width, height] = read();
      const isArea = [left, top, width, height].every(Number.isFinite) && width > 0 && height > 0;
      for (const one of [region, handle, corner]) one.hidden = !isArea;
      if (!isArea) return;
      Object.assign(region.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
      Object.assign(handle.style, {
        left: `${left + width / 2}%`, top: `${top + height / 2}%`, width: `${width}%`, height: `${height}%`,
      });
      Object.assign(corner.style, { left: `${left + width}%`, top: `${top + height}%` });
    };
    const set = (values) => {
      write(values.map(round));
      place();
    };
    const move = (across, down) => {
      const [left, top, width, height] = read();
      set([within(left + across, 0, 100 - width), within(top + down, 0, 100 - height), width, height]);
    };
    const size = (across, down) => {
      const [left, top, width, height] = read();
      set([left, top, within(width + across, least, 100 - left), within(height + down, least, 100 - top)]);
    };
    const dragging = (change) => () => {
      const before = read();
      handle.focus();
      return {
        go: (way) => {
          set(before);
          change(...way);
        },
        end: tell,
      };
    };
    drag(stage, handle, dragging(move));
    drag(stage, corner, dragging(size));
    handle.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      if (event.key === "Delete" && remove) {
        event.preventDefault();
        return remove();
      }
      if (!ways[event.key]) return;
      event.preventDefault();
      (event.shiftKey ? size : move)(...ways[event.key]);
      tell();
    });
    place();
    return { region, handle, corner, place, set };
  };

  // On the picture itself a pointer draws: `take()` says which area is drawn, null for none.
  const draw = (stage, picture, take, tell) => drag(stage, picture, ([left, top]) => {
    let drawn = null;
    return {
      go: ([across, down]) => {
        if (Math.abs(across) < least || Math.abs(down) < least) return;
        drawn ??= take([left, top, least, least]);
        drawn?.set([Math.min(left, left + across), Math.min(top, top + down), Math.abs(across), Math.abs(down)]);
      },
      end: () => {
        if (!drawn) return;
        drawn.handle.focus();
        tell(drawn);
      },
    };
  });

  window.pictureAreas = { area, draw };
})();
