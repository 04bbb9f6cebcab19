// Brings in many pictures one after another, so that each has its own progress and none waits for the slowest answer.
// Everything works without it: then the browser sends all in one form.
(() => {
  const form = document.getElementById("upload");
  const chooser = document.getElementById("pictures");
  const results = document.getElementById("upload-results");
  const status = document.getElementById("upload-status");
  if (!form || !chooser || !results || !status || !window.FormData) return;

  const say = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const words = form.dataset;
  let current = null;
  let isCancelled = false;

  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.className = "button-quiet";
  cancel.textContent = words.cancel;
  cancel.hidden = true;
  cancel.addEventListener("click", () => {
    isCancelled = true;
    current?.abort();
  });
  form.querySelector(".buttons").append(cancel);

  const line = (text) => {
    const item = document.createElement("li");
    item.textContent = text;
    results.append(item);
    return item;
  };

  // The same form with one file: what the page would say of it takes the place of its progress.
  const send = (file) => new Promise((done) => {
    const item = line(file.name);
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.setAttribute("aria-label", file.name);
    item.append(" ", bar);
    const fail = (text) => {
      item.className = "upload-refused";
      item.textContent = say(text, { name: file.name });
      done();
    };
    const request = new XMLHttpRequest();
    current = request;
    request.open("POST", form.action);
    request.responseType = "document";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
    });
    request.addEventListener("load", () => {
      const told = request.response?.querySelector("#upload-results > li");
      if (!told) return fail(words.failed);
      item.replaceWith(document.adoptNode(told));
      done();
    });
    request.addEventListener("error", () => fail(words.failed));
    request.addEventListener("abort", () => fail(words.cancelled));
    const data = new FormData();
    for (const field of new FormData(form)) if (field[0] !== chooser.name) data.append(...field);
    data.append(chooser.name, file);
    request.send(data);
  });

  form.addEventListener("submit", async (event) => {
    const files = [...chooser.files];
    if (files.length === 0) return;
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    isCancelled = false;
    button.disabled = true;
    cancel.hidden = false;
    // What came in stands where a reader looks for it, and a program that reads aloud hears how far it is.
    results.replaceChildren();
    for (const [number, file] of files.entries()) {
      if (isCancelled) line(say(words.cancelled, { name: file.name })).className = "upload-refused";
      else await send(file);
      status.textContent = say(words.progress, { done: number + 1, all: files.length });
    }
    current = null;
    button.disabled = false;
    cancel.hidden = true;
    chooser.value = "";
    document.getElementById("uploaded").focus();
  });
})();
