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

  // Links are found by any name.

  const link = (input) => {
    const says = document.createElement("p");
    says.className = "desk-help";
    says.setAttribute("role", "status");
    const frame = input.closest(".desk-link");
    frame.after(says);
    // The button and the browser's own list are for who has no script.
    frame.querySelector("button[name=find]").hidden = true;
    input.removeAttribute("list");
    const box = combobox(input, {
      into: frame, label: input.labels[0].textContent.trim(), status: says,
      asked: () => {
        const asked = input.value.trim().slice(0, 60);
        return asked === "" || / · [0-9A-Z]{7}$/.test(asked) ? null : asked;
      },
      find: async (asked) => {
        const answer = await ask(words.findAt, { kind: input.dataset.find, q: asked });
        const options = answer.matches.map((match) => ({
          parts: [
            { text: match.title, isName: true },
            ...(match.otherName ? [{ text: ` (${match.otherName})`, isName: true }] : []),
            { text: ` · ${match.kind} · ${match.code}` },
          ],
          choose: () => take(match.text),
        }));
        if (answer.create) options.push({ parts: [{ text: answer.create }], choose: () => create(asked) });
        return { says: answer.says, options };
      },
    });
    const take = (text) => {
      input.value = text;
      box.close();
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const create = async (name) => {
      box.close();
      try {
        const made = await ask(words.findAt, { kind: input.dataset.find, name, csrf: form.elements.csrf.value }, {});
        take(made.text);
        const link = document.createElement("a");
        link.href = made.place;
        link.textContent = words.open;
        says.replaceChildren(`${made.says} `, link);
      } catch { says.textContent = words.notKept; }
    };
  };
  form.querySelectorAll("input[data-find]").forEach(link);
})();
