// A picture looked at closely: moved, zoomed and turned by buttons, keys, wheel and fingers, led through by the looks that
// stand below it, and brought to each person who is named there. Everything that is told stands on the page without it.
(() => {
  const words = document.currentScript.dataset;
  const frame = document.querySelector(".photo-picture[data-width]");
  // Where images are off there is nothing to look at.
  const picture = frame?.querySelector("img");
  if (!picture) return;
  const [width, height] = [Number(frame.dataset.width), Number(frame.dataset.height)];
  const { service } = frame.dataset;
  const side = Number(frame.dataset.tile);
  const looks = [...document.querySelectorAll(".look[data-part]")];
  const people = [...document.querySelectorAll(".named-person[data-part]")];

  // Zoom is told as a share of the whole picture in its place; these are the steps of keys and buttons.
  const STEPS = [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];
  const PART = 0.2;
  const KEPT = 64, AT_ONCE = 4, TRIES = 3;
  const MOVING = 250, RESTING = 600, DOUBLE_TAP = 350, TAP_REACH = 24;
  const within = (number, low, high) => Math.min(Math.max(number, low), high);
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const lang = document.documentElement.lang;
  const isStill = () =>
    document.documentElement.dataset.motion === "off" || matchMedia("(prefers-reduced-motion: reduce)").matches;

  const make = (name, className, attributes = {}) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const button = (name, act, icon) => {
    const made = make("button", icon ? "viewer-tool" : "button-quiet", { type: "button" });
    if (icon) {
      const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      drawing.setAttribute("viewBox", "0 0 24 24");
      drawing.setAttribute("aria-hidden", "true");
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", icon);
      drawing.append(path);
      made.append(drawing);
      made.setAttribute("aria-label", name);
      made.title = name;
    } else {
      made.textContent = name;
    }
    // Not `disabled`: a button that has the focus would lose it.
    made.addEventListener("click", () => { if (made.getAttribute("aria-disabled") !== "true") act(made); });
    return made;
  };
  const allow = (made, isAllowed) => made.setAttribute("aria-disabled", String(!isAllowed));

  // MARK: What stands in the viewer

  const viewer = make("div", "viewer", { role: "group", "aria-label": words.viewer });
  const tools = make("div", "viewer-tools", { role: "group", "aria-label": words.tools });
  // Left and right are those of the picture in every script.
  const ways = make("div", "viewer-ways", { dir: "ltr" });
  const stage = make("div", "viewer-stage", {
    tabindex: "0", role: "application", "aria-label": words.stage, "aria-describedby": "viewer-help",
  });
  const canvas = make("canvas", "", { role: "img", "aria-label": picture.alt });
  if (picture.lang) canvas.lang = picture.lang;
  const state = make("p", "viewer-state", { role: "status" });
  const help = make("p", "note", { id: "viewer-help" });
  help.textContent = words.help;
  stage.append(canvas);

  const nearer = button(words.nearer, () => step(1), "M12 4v16M4 12h16");
  const further = button(words.further, () => step(-1), "M4 12h16");
  const all = button(words.all, () => whole(), "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M8 8h8v8H8z");
  const turner = button(words.turn, () => turn(), "M19 5v5h-5M19 10a8 8 0 1 0 1 5");
  const screen = button(words.screen, () => fill(), "M9 4H4v5M4 4l6 6M15 20h5v-5M20 20l-6-6");
  const leaving = button(words.close, () => close());
  ways.append(
    button(words.left, () => move(-PART, 0), "M20 12H4M10 6l-6 6 6 6"),
    button(words.up, () => move(0, -PART), "M12 20V4M6 10l6-6 6 6"),
    button(words.down, () => move(0, PART), "M12 4v16M6 14l6 6 6-6"),
    button(words.right, () => move(PART, 0), "M4 12h16M14 6l6 6-6 6"));
  tools.append(nearer, further, all, ways, turner);
  if (document.fullscreenEnabled) tools.append(screen);
  tools.append(leaving);
  viewer.append(tools, stage, state);

  // MARK: Where one looks

  // The middle of what is seen, in pixels of the picture; how many pixels of the page one of them takes; quarter turns.
  let goal = { x: width / 2, y: height / 2, scale: 0, turn: 0 };
  let shown = goal, isWhole = true, look = -1;
  const box = () => [stage.clientWidth || 1, stage.clientHeight || 1];
  const fit = (turned = goal.turn) => {
    const [across, down] = box();
    const [w, h] = turned % 2 ? [height, width] : [width, height];
    return Math.min(across / w, down / h);
  };
  const most = () => Math.max(4 * fit(), 2);
  // Half of what is seen, in pixels of the picture along its own sides.
  const half = ({ scale, turn }) => {
    const [across, down] = box();
    return (turn % 2 ? [down, across] : [across, down]).map((length) => length / 2 / scale);
  };
  // A way on the screen as a way on the picture, and back.
  const turned = ([x, y], turn) => [[x, y], [y, -x], [-x, -y], [-y, x]][(turn + 4) % 4];
  const kept = (place) => {
    const scale = within(place.scale, fit(place.turn), most());
    const [across, down] = half({ scale, turn: place.turn });
    const middle = (at, reach, length) => (2 * reach >= length ? length / 2 : within(at, reach, length - reach));
    return { x: middle(place.x, across, width), y: middle(place.y, down, height), scale, turn: place.turn };
  };

  let drawing = 0, began = 0, from = shown, resting;
  const draw = () => { drawing ||= requestAnimationFrame(paint); };
  const rest = () => {
    clearTimeout(resting);
    resting = setTimeout(tell, RESTING);
  };
  const go = (place, { atOnce = false, isLook = false } = {}) => {
    goal = kept(place);
    isWhole = goal.scale <= fit() * 1.001;
    const isJump = atOnce || isStill() || goal.turn !== shown.turn || !(shown.scale > 0);
    from = shown;
    began = isJump ? 0 : performance.now();
    if (isJump) shown = goal;
    allow(further, !isWhole);
    allow(all, !isWhole || goal.turn !== 0);
    allow(nearer, goal.scale < most() * 0.999);
    for (const way of ways.children) allow(way, !isWhole);
    // A finger on the whole picture moves the page, on a part of it the picture.
    stage.style.touchAction = isWhole ? "pan-x pan-y" : "none";
    // A look tells its own text.
    if (isLook) {
      clearTimeout(resting);
      state.textContent = "";
    } else {
      rest();
    }
    draw();
  };

  const step = (way) => {
    const now = goal.scale / fit();
    const next = way > 0 ? STEPS.find((one) => one > now * 1.01) : STEPS.findLast((one) => one < now * 0.99);
    go({ ...goal, scale: fit() * (next ?? 1) });
  };
  // By shares of what is seen, as the eye sees left and up.
  const move = (across, down) => {
    const [w, h] = box();
    const [x, y] = turned([(across * w) / goal.scale, (down * h) / goal.scale], goal.turn);
    go({ ...goal, x: goal.x + x, y: goal.y + y });
  };
  const whole = () => go({ x: width / 2, y: height / 2, scale: 0, turn: 0 });
  const turn = () => {
    const next = (goal.turn + 1) % 4;
    go({ ...goal, turn: next, scale: isWhole ? 0 : goal.scale });
  };
  // Zooms so that what lies under a point of the stage stays there.
  const zoomAt = ([x, y], scale, options) => {
    const [w, h] = box();
    const next = within(scale, fit(), most());
    const by = 1 / goal.scale - 1 / next;
    const [dx, dy] = turned([(x - w / 2) * by, (y - h / 2) * by], goal.turn);
    go({ ...goal, x: goal.x + dx, y: goal.y + dy, scale: next }, options);
  };

  // MARK: What is told when all is at rest

  const tell = () => {
    const [across, down] = half(goal);
    const share = (at, reach, length) => (2 * reach >= length * 0.999 ? 0.5 : (at - reach) / (length - 2 * reach));
    const [u, v] = turned(
      [share(goal.x, across, width) - 0.5, share(goal.y, down, height) - 0.5], 4 - goal.turn);
    const third = (at) => (at < -0.25 ? 0 : at > 0.25 ? 2 : 1);
    const percent = new Intl.NumberFormat(lang, { style: "percent" }).format(Math.round((goal.scale / fit()) * 100) / 100);
    const place = words.places.split("|")[third(v) * 3 + third(u)];
    const said = isWhole ? words.all : say(words.zoom, { percent, place });
    state.textContent = goal.turn === 0 ? said : say(words.turned, { state: said, degrees: goal.turn * 90 });
    if ([...tiles.values()].some((tile) => tile.tries >= TRIES)) state.textContent += ` ${words.failed}`;
  };

  // MARK: Tiles: only what is seen, the coarse picture of the page below them

  const tiles = new Map();
  const factor = () => {
    const wanted = 1 / (goal.scale * dense());
    return 2 ** Math.max(0, Math.round(Math.log2(wanted)));
  };
  const dense = () => Math.min(window.devicePixelRatio || 1, 2);
  const address = (x, y, w, h, by) => {
    const region = w === width && h === height ? "full" : `${x},${y},${w},${h}`;
    const size = by === 1 ? "max" : `${Math.ceil(w / by)},${Math.ceil(h / by)}`;
    return `${service}/${region}/${size}/0/default.jpg`;
  };
  const seen = () => {
    const by = factor(), length = side * by;
    if (!service || width / by <= picture.naturalWidth) return [];
    const [across, down] = half(goal);
    const span = (at, reach, end) =>
      [Math.floor(within(at - reach, 0, end - 1) / length), Math.floor(within(at + reach, 0, end - 1) / length)];
    const [left, right] = span(goal.x, across, width), [top, bottom] = span(goal.y, down, height);
    const found = [];
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        const [x, y] = [column * length, row * length];
        const [w, h] = [Math.min(length, width - x), Math.min(length, height - y)];
        found.push({ at: address(x, y, w, h, by), x, y, w, h, by });
      }
    }
    const far = ({ x, y, w, h }) => Math.hypot(x + w / 2 - goal.x, y + h / 2 - goal.y);
    return found.sort((one, other) => far(one) - far(other));
  };

  const load = async (tile) => {
    tile.stop = new AbortController();
    tile.isLoading = true;
    try {
      const answer = await fetch(tile.at, { signal: tile.stop.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const bytes = await answer.blob();
      // What has come is not given up any more.
      tile.stop = null;
      tile.image = await createImageBitmap(bytes);
      if (tiles.get(tile.at) !== tile) return tile.image.close();
    } catch (error) {
      if (error.name === "AbortError") return;
      tile.tries = (tile.tries ?? 0) + 1;
      if (tile.tries >= TRIES) rest();
    } finally {
      tile.stop = null;
      tile.isLoading = false;
    }
    draw();
  };
  const drop = (tile) => {
    tile.stop?.abort();
    tile.image?.close();
    tiles.delete(tile.at);
  };
  const fetchSeen = () => {
    const wanted = seen(), names = new Set(wanted.map((tile) => tile.at));
    for (const tile of [...tiles.values()]) if (!tile.image && tile.stop && !names.has(tile.at)) drop(tile);
    for (const tile of wanted) {
      const known = tiles.get(tile.at) ?? tile;
      // The last of the map is the one that was seen last.
      tiles.delete(tile.at);
      tiles.set(tile.at, known);
    }
    for (const tile of [...tiles.values()].slice(0, Math.max(0, tiles.size - Math.max(KEPT, wanted.length)))) drop(tile);
    let loading = [...tiles.values()].filter((tile) => tile.isLoading).length;
    for (const { at } of wanted) {
      const tile = tiles.get(at);
      if (loading >= AT_ONCE) break;
      if (tile.image || tile.isLoading || tile.tries >= TRIES) continue;
      loading += 1;
      load(tile);
    }
  };

  const paint = (now) => {
    drawing = 0;
    if (began) {
      const part = Math.min(1, (now - began) / MOVING), eased = 1 - (1 - part) ** 3;
      const mix = (one, other) => one + (other - one) * eased;
      shown = part >= 1 ? goal : {
        x: mix(from.x, goal.x), y: mix(from.y, goal.y), turn: goal.turn,
        scale: from.scale * (goal.scale / from.scale) ** eased,
      };
      if (part >= 1) began = 0; else draw();
    }
    const [across, down] = box(), by = dense();
    const [w, h] = [Math.round(across * by), Math.round(down * by)];
    if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
    const brush = canvas.getContext("2d");
    brush.setTransform(1, 0, 0, 1, 0, 0);
    brush.clearRect(0, 0, w, h);
    brush.translate(w / 2, h / 2);
    brush.rotate((shown.turn * Math.PI) / 2);
    brush.scale(shown.scale * by, shown.scale * by);
    brush.translate(-shown.x, -shown.y);
    brush.drawImage(picture, 0, 0, width, height);
    const drawn = [...tiles.values()].filter((tile) => tile.image).sort((one, other) => other.by - one.by);
    for (const { image, x, y, w: wide, h: high } of drawn) brush.drawImage(image, x, y, wide, high);
    if (look >= 0) outline(brush, shown.scale * by);
    if (!began) fetchSeen();
  };

  // MARK: Guided looks: the sections below, one after another; and after them the people, each alone

  const shownParts = [...looks, ...people];
  const parts = shownParts.map((one) => {
    const [left, top, w, h] = one.dataset.part.split(",").map((percent) => Number(percent) / 100);
    return { left: left * width, top: top * height, w: w * width, h: h * height };
  });
  const outline = (brush, scale) => {
    const { left, top, w, h } = parts[look];
    // Dark beside light, to be seen on whatever lies below.
    for (const [colour, line] of [["#000", 6], ["#fff", 2]]) {
      brush.strokeStyle = colour;
      brush.lineWidth = (line * dense()) / scale;
      brush.strokeRect(left, top, w, h);
    }
  };
  const panel = make("div", "viewer-look", { role: "group" });
  const turning = make("div", "buttons");
  const told = make("div", "viewer-told", { "aria-live": "polite" });
  const before = button(words.before, () => lookAt(look - 1));
  const after = button(words.after, () => lookAt(look + 1));
  const lookAt = (number) => {
    look = number;
    const { left, top, w, h } = parts[number], [across, down] = box();
    go(
      { x: left + w / 2, y: top + h / 2, scale: Math.min(across / w, down / h) * 0.9, turn: 0 }, { isLook: true });
    const isPerson = number >= looks.length;
    panel.setAttribute("aria-label", isPerson ? words.named : words.looks);
    turning.hidden = isPerson;
    const said = shownParts[number].querySelector(".look-words").cloneNode(true);
    said.querySelector("button")?.remove();
    // The headings of the page are those of the story below.
    const heading = said.querySelector("h3");
    if (heading) {
      const title = make("p", "card-title");
      title.append(...heading.childNodes);
      heading.replaceWith(title);
    }
    told.replaceChildren(...said.childNodes);
    allow(before, number > 0);
    allow(after, number < looks.length - 1);
  };
  const unlook = () => {
    look = -1;
    told.replaceChildren();
    panel.setAttribute("aria-label", looks.length ? words.looks : words.named);
    turning.hidden = !looks.length;
    allow(before, false);
    allow(after, true);
  };
  if (parts.length) {
    turning.append(before, after);
    panel.append(turning, told);
    viewer.append(panel);
    unlook();
  }
  viewer.append(help);

  // MARK: Keys, wheel, fingers

  const keys = {
    ArrowLeft: () => move(-PART, 0), ArrowRight: () => move(PART, 0), ArrowUp: () => move(0, -PART), ArrowDown: () => move(0, PART),
    "+": () => step(1), "=": () => step(1), "-": () => step(-1), "−": () => step(-1), Home: whole, 0: whole,
    r: turn, R: turn, f: () => fill(), F: () => fill(),
    Escape: () => (document.fullscreenElement ? document.exitFullscreen() : close()),
  };
  // Where the keyboard writes no Latin letters, the place of the key counts.
  const letters = { KeyR: "r", KeyF: "f" };
  viewer.addEventListener("keydown", (event) => {
    const act = keys[event.key] ?? keys[letters[event.code]];
    if (event.altKey || event.ctrlKey || event.metaKey || !act) return;
    event.preventDefault();
    act();
  });

  const at = (event) => {
    const frame = stage.getBoundingClientRect();
    return [event.clientX - frame.left, event.clientY - frame.top];
  };
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.activeElement !== stage) return;
    const isNearer = event.deltaY < 0;
    // Where nothing is left to zoom the page moves on.
    if (!event.ctrlKey && (isNearer ? goal.scale >= most() * 0.999 : isWhole)) return;
    event.preventDefault();
    const lines = event.deltaMode === 0 ? event.deltaY : event.deltaY * 33;
    zoomAt(at(event), goal.scale * 2 ** -within(lines / 250, -1, 1), { atOnce: true });
  }, { passive: false });

  const fingers = new Map();
  let tap = null, hasMoved = false;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, at(event));
    hasMoved = fingers.size > 1;
    try { stage.setPointerCapture(event.pointerId); } catch { /* The finger is gone already. */ }
  });
  stage.addEventListener("pointermove", (event) => {
    const was = fingers.get(event.pointerId);
    if (!was) return;
    const now = at(event), others = [...fingers].filter(([id]) => id !== event.pointerId);
    if (Math.hypot(now[0] - was[0], now[1] - was[1]) > 2) hasMoved = true;
    fingers.set(event.pointerId, now);
    const drag = (by) => {
      const [x, y] = turned([-by[0] / goal.scale, -by[1] / goal.scale], goal.turn);
      go({ ...goal, x: goal.x + x, y: goal.y + y }, { atOnce: true });
    };
    if (others.length === 0) return drag([now[0] - was[0], now[1] - was[1]]);
    const other = others[0][1];
    const gap = (point) => Math.max(8, Math.hypot(point[0] - other[0], point[1] - other[1]));
    zoomAt([(now[0] + other[0]) / 2, (now[1] + other[1]) / 2], (goal.scale * gap(now)) / gap(was), { atOnce: true });
    drag([(now[0] - was[0]) / 2, (now[1] - was[1]) / 2]);
  });
  const lift = (event) => {
    const point = fingers.get(event.pointerId);
    if (!fingers.delete(event.pointerId) || event.type !== "pointerup" || hasMoved) return;
    const isSecond = tap && event.timeStamp - tap.time < DOUBLE_TAP
      && Math.hypot(point[0] - tap.point[0], point[1] - tap.point[1]) < TAP_REACH;
    tap = isSecond ? null : { point, time: event.timeStamp };
    if (!isSecond) return;
    if (goal.scale >= most() * 0.999) whole(); else zoomAt(point, goal.scale * 2);
  };
  for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, lift);

  // MARK: Opening and leaving

  const fill = () => {
    if (!document.fullscreenEnabled) return;
    if (document.fullscreenElement) document.exitFullscreen();
    // A browser may refuse; then all stays as it is.
    else viewer.requestFullscreen().catch(() => {});
  };
  viewer.addEventListener("fullscreenchange", () => screen.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement))));
  screen.setAttribute("aria-pressed", "false");

  new ResizeObserver(() => {
    if (viewer.isConnected) go({ ...goal, scale: isWhole ? 0 : goal.scale }, { atOnce: true, isLook: look >= 0 });
  }).observe(stage);

  let opener = null;
  const open = async (by) => {
    opener = by;
    if (!viewer.isConnected) {
      await picture.decode().catch(() => {});
      stage.style.aspectRatio = `${width} / ${height}`;
      frame.append(viewer);
      frame.classList.add("photo-picture-open");
      offer.hidden = true;
      goal = shown = { x: width / 2, y: height / 2, scale: 0, turn: 0 };
      whole();
    }
  };
  const close = async () => {
    if (document.fullscreenElement) await document.exitFullscreen();
    clearTimeout(resting);
    for (const tile of [...tiles.values()]) drop(tile);
    viewer.remove();
    frame.classList.remove("photo-picture-open");
    offer.hidden = false;
    unlook();
    opener.focus();
  };

  const offer = button(words.open, async (by) => {
    await open(by);
    stage.focus({ preventScroll: true });
    viewer.scrollIntoView({ block: "nearest", behavior: "instant" });
  });
  offer.className = "viewer-offer";
  frame.append(offer);

  const begin = (name, number) => {
    const made = button(name, async (by) => {
      await open(by);
      lookAt(number);
      (number < looks.length - 1 ? after : stage).focus({ preventScroll: true });
      viewer.scrollIntoView({ block: "start", behavior: "instant" });
    });
    made.classList.add("looks-begin");
    return made;
  };
  const story = document.querySelector(".looks > h2");
  if (looks.length && story) {
    const made = begin(words.begin, 0);
    made.classList.remove("button-quiet");
    story.after(made);
  }
  people.forEach((person, index) => {
    const made = begin(words.show, looks.length + index);
    made.setAttribute("aria-label", say(words.showWhom, { name: person.querySelector("bdi").textContent }));
    person.querySelector(".look-words").append(made);
  });
})();
