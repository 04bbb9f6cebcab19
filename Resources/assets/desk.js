// Writing at the Desk, made nicer: what is typed is kept, links are found and dates are read while somebody types.
// Everything works without it, by the buttons of the form.
(() => {
  const form = document.querySelector("form[data-writing]");
  if (!form) return;
  const words = form.dataset;
  // Not `form.action`: that is the buttons of this name.
  const place = form.getAttribute("action");
  const status = document.getElementById("keeping");
  const wait = (milliseconds, work) => {
    let timer;
    return (...values) => {
      clearTimeout(timer);
      timer = setTimeout(() => work(...values), milliseconds);
    };
  };
  const ask = async (address, values, options) => {
    const query = new URLSearchParams(values);
    const answer = await fetch(options ? address : `${address}?${query}`, {
      redirect: "error", ...(options && { method: "POST", body: query, ...options }),
    });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  };

  // What is typed is kept a few seconds after the last key, and when the page is left or hidden.

  const texts = () => {
    // Files come in when the form is sent.
    const values = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    values.set("action", "keep");
    values.set("quietly", "1");
    return values;
  };
  let kept = texts().toString();
  let isSent = false;
  let running;

  const keep = async () => {
    const values = texts();
    if (isSent || values.toString() === kept) return;
    running?.abort();
    running = new AbortController();
    try {
      const answer = await ask(place, values, { signal: running.signal });
      if (answer.isKept) kept = values.toString();
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
      status.textContent = answer.isKept ? words.kept.replace("{time}", time) : words.notKept;
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = words.notKept;
    }
  };
  const keepSoon = wait(2000, keep);
  const keepNow = () => {
    const values = texts();
    // A form that was sent is in the hands of the Desk.
    if (!isSent && values.toString() !== kept && navigator.sendBeacon(place, values)) kept = values.toString();
  };
  form.addEventListener("input", keepSoon);
  form.addEventListener("change", keepSoon);
  form.addEventListener("submit", () => {
    isSent = true;
    running?.abort();
  });
  addEventListener("pagehide", keepNow);
  addEventListener("pageshow", () => { isSent = false; });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keepNow(); });

  // Dates are read as they are typed.

  for (const input of form.querySelectorAll("input[data-date]")) {
    const help = document.getElementById(`h-${input.id.slice(2)}`);
    input.addEventListener("input", wait(400, async () => {
      try {
        const asked = input.value;
        const answer = await ask(words.dateAt, { q: asked.trim().slice(0, 100) });
        if (input.value === asked) help.textContent = answer.says;
      } catch { /* What stands there goes on being true of how a date is written. */ }
    }));
  }

  // Links are found by any name: a combobox whose list completes itself (WAI-ARIA Authoring Practices).

  const combobox = (input) => {
    const list = document.createElement("ul");
    list.id = `l-${input.id}`;
    list.className = "desk-matches";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0].textContent.trim());
    list.hidden = true;
    const says = document.createElement("p");
    says.className = "desk-help";
    says.setAttribute("role", "status");
    const frame = input.closest(".desk-link");
    frame.append(list);
    frame.after(says);
    // The button and the browser's own list are for who has no script.
    frame.querySelector("button[name=find]").hidden = true;
    input.removeAttribute("list");
    const set = (name, value) => value === null ? input.removeAttribute(name) : input.setAttribute(name, value);
    set("role", "combobox");
    set("aria-autocomplete", "list");
    set("aria-expanded", "false");
    set("aria-controls", list.id);

    let current = -1;
    const close = () => {
      list.hidden = true;
      current = -1;
      set("aria-expanded", "false");
      set("aria-activedescendant", null);
    };
    const move = (to) => {
      const options = [...list.children];
      if (options.length === 0) return;
      current = (to + options.length) % options.length;
      options.forEach((option, index) => option.setAttribute("aria-selected", index === current));
      set("aria-activedescendant", options[current].id);
      options[current].scrollIntoView({ block: "nearest" });
    };
    const take = (text) => {
      input.value = text;
      close();
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const create = async (name) => {
      close();
      try {
        const made = await ask(words.findAt, { kind: input.dataset.find, name, csrf: form.elements.csrf.value }, {});
        take(made.text);
        const link = document.createElement("a");
        link.href = made.place;
        link.textContent = words.open;
        says.replaceChildren(`${made.says} `, link);
      } catch { says.textContent = words.notKept; }
    };
    const offer = (parts, choose) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${list.children.length}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      for (const part of parts) {
        const span = document.createElement(part.isName ? "bdi" : "span");
        span.textContent = part.text;
        option.append(span);
      }
      // Before the focus leaves the input.
      option.addEventListener("pointerdown", (event) => event.preventDefault());
      option.addEventListener("click", choose);
      option.choose = choose;
      list.append(option);
    };
    const find = async () => {
      const asked = input.value.trim().slice(0, 60);
      if (asked === "" || / · [0-9A-Z]{7}$/.test(asked)) return close();
      try {
        const answer = await ask(words.findAt, { kind: input.dataset.find, q: asked });
        if (input.value.trim().slice(0, 60) !== asked || document.activeElement !== input) return;
        list.replaceChildren();
        for (const match of answer.matches) {
          offer([
            { text: match.title, isName: true },
            ...(match.otherName ? [{ text: ` (${match.otherName})`, isName: true }] : []),
            { text: ` · ${match.kind} · ${match.code}` },
          ], () => take(match.text));
        }
        if (answer.create) offer([{ text: answer.create }], () => create(asked));
        current = -1;
        set("aria-activedescendant", null);
        list.hidden = list.children.length === 0;
        set("aria-expanded", String(!list.hidden));
        says.textContent = answer.says;
      } catch { close(); }
    };
    input.addEventListener("input", wait(200, find));
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      const isOpen = !list.hidden;
      switch (event.key) {
        case "ArrowDown":
          if (isOpen) move(current + 1); else find();
          break;
        case "ArrowUp":
          if (!isOpen) return;
          move(current < 0 ? list.children.length - 1 : current - 1);
          break;
        case "Enter":
          if (!isOpen || current < 0) return;
          list.children[current].choose();
          break;
        case "Escape":
          if (!isOpen) return;
          close();
          break;
        default: return;
      }
      event.preventDefault();
    });
  };
  form.querySelectorAll("input[data-find]").forEach(combobox);
})();
