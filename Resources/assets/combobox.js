// A field that offers what it may mean while somebody types, after the combobox of the WAI-ARIA Authoring Practices: for
// the search of the Hall, and for links at the Desk. Everything works without it.
(() => {
  // Whether a button of the mouse is down. What lies below a list moves up when the list closes: a press that began before
  // has to end where it began, or it is lost.
  let isPressed = false;
  document.addEventListener("mousedown", () => { isPressed = true; }, true);
  document.addEventListener("mouseup", () => { isPressed = false; }, true);
  const afterPress = (act) =>
    isPressed ? document.addEventListener("mouseup", () => setTimeout(act), { capture: true, once: true }) : act();

  // `into`: where the list is put; `label`: what it is called; `status`: the element that tells how many there are.
  // `asked()`: the words to ask for, null for none. `find(words)`: { says, options: [{ parts: [{ text, lang }], choose }] }.
  window.combobox = (input, { into, label, status, asked, find }) => {
    const list = document.createElement("ul");
    list.id = `matches-${document.querySelectorAll(".matches").length}`;
    list.className = "matches";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", label);
    list.hidden = true;
    into.append(list);
    const set = (name, value) => value === null ? input.removeAttribute(name) : input.setAttribute(name, value);
    // A field for a search may have no other role (ARIA in HTML), one for a text may.
    if (input.type === "search") input.type = "text";
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
    const offer = ({ parts, choose }) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${list.children.length}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      for (const part of parts) {
        const element = document.createElement(part.isName ? "bdi" : "span");
        element.textContent = part.text;
        if (part.lang) element.lang = part.lang;
        option.append(element);
      }
      // Before the focus leaves the input.
      option.addEventListener("pointerdown", (event) => event.preventDefault());
      option.addEventListener("click", choose);
      option.choose = choose;
      list.append(option);
    };
    const ask = async () => {
      const words = asked();
      if (words === null) return close();
      try {
        const answer = await find(words);
        // Whoever typed on or went away wants another answer or none.
        if (asked() !== words || document.activeElement !== input) return;
        list.replaceChildren();
        answer.options.forEach(offer);
        current = -1;
        set("aria-activedescendant", null);
        list.hidden = list.children.length === 0;
        set("aria-expanded", String(!list.hidden));
        status.textContent = answer.says;
      } catch { close(); }
    };
    let timer;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 200);
    });
    input.addEventListener("blur", () => afterPress(() => { if (document.activeElement !== input) close(); }));
    input.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      const isOpen = !list.hidden;
      switch (event.key) {
        case "ArrowDown":
          if (isOpen) move(current + 1); else ask();
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
    return { close };
  };

  // The search of the Hall: each record that is offered is a way to its page.
  const words = document.currentScript.dataset;
  if (!words.search) return;
  for (const form of document.querySelectorAll("form.search")) {
    const input = form.querySelector("input[type=search]");
    const status = document.createElement("p");
    status.className = "unseen";
    status.setAttribute("role", "status");
    form.append(status);
    // Who reads by an address that carries the settings goes on so.
    const view = form.querySelector("input[name=view]")?.value;
    const at = (address, values) => {
      const url = new URL(address, location.href);
      for (const [name, value] of Object.entries(values)) if (value !== undefined) url.searchParams.set(name, value);
      return url;
    };
    combobox(input, {
      into: form, label: words.label, status,
      asked: () => input.value.trim().slice(0, input.maxLength) || null,
      find: async (asked) => {
        const answer = await fetch(at(words.search, { q: asked }));
        if (!answer.ok) throw new Error(answer.statusText);
        const { suggestions } = await answer.json();
        return {
          says: words.found.replace("{number}", suggestions.length),
          options: suggestions.map(({ title, language, kind, address }) => ({
            parts: [{ text: title, lang: language, isName: true }, { text: ` · ${kind}` }],
            choose: () => location.assign(at(address, { view })),
          })),
        };
      },
    });
  }
})();
