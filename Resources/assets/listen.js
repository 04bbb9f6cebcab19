// Reads the page aloud with the voices of the device, each passage in its own language. Nothing starts by itself, and where
// there is no voice for the page there is no button.
(() => {
  const { voiced, pause, resume, stop, reading, paused } = document.currentScript.dataset;
  const speech = window.speechSynthesis, head = document.querySelector("main .page-head");
  if (!speech || !window.SpeechSynthesisUtterance || !head) return;
  const PASSAGES = "h1,h2,h3,h4,p,li,dt,dd,figcaption,blockquote,th,td,img[alt]";
  const LEFT_OUT = "nav,form,.listen,.sources,[aria-hidden=true]";

  const tag = (lang) => lang.toLowerCase().replace("_", "-");
  // Simplified characters are spoken as in Beijing; a voice of another region may speak another language.
  const voice = (lang) => {
    const wanted = tag(lang) === "zh-hans" ? "zh-cn" : tag(lang);
    const all = speech.getVoices();
    return all.find((one) => tag(one.lang) === wanted) ??
      all.find((one) => tag(one.lang).split("-")[0] === wanted.split("-")[0]);
  };
  const language = (element) => element.closest("[lang]").lang;

  // What is said of a passage: [words, language], a sentence each, for long speeches break off in some browsers.
  const sentences = (passage) => {
    if (passage.alt !== undefined) return passage.alt ? [[passage.alt, language(passage)]] : [];
    const runs = [], texts = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    for (let text; (text = texts.nextNode());) {
      if (!text.parentElement.checkVisibility() || text.parentElement.closest(LEFT_OUT)) continue;
      const lang = language(text.parentElement), last = runs.at(-1);
      if (last?.[1] === lang) last[0] += text.data;
      else runs.push([text.data, lang]);
    }
    return runs.flatMap(([words, lang]) =>
      (words.match(/[^.!?…。！？]+[.!?…。！？]*/g) ?? []).filter((part) => /[\p{L}\p{N}]/u.test(part)).map((part) => [part.trim(), lang]));
  };
  const passages = () => [...document.querySelectorAll("main :is(" + PASSAGES + ")")].filter((one) =>
    !one.closest(LEFT_OUT) && one.checkVisibility() && !one.querySelector("h1,h2,h3,h4,p,li,dt,dd"));

  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };
  let turn = 0, here = null, isPaused = false;
  const box = document.createElement("div"), state = document.createElement("span");
  box.className = "listen";
  state.setAttribute("role", "status");
  const main = button(voiced, () => (here === null ? start() : isPaused ? go() : wait()));
  const end = button(stop, () => { finish(); main.focus(); });
  end.className = "button-quiet";
  end.hidden = true;
  box.append(main, end, state);

  const mark = (passage) => {
    document.querySelector(".being-read")?.classList.remove("being-read");
    passage?.classList.add("being-read");
    passage?.scrollIntoView({ block: "nearest", behavior: "instant" });
  };
  const tell = (words, told) => { main.textContent = words; state.textContent = told; };
  const wait = () => { isPaused = true; speech.pause(); tell(resume, paused); };
  const go = () => { isPaused = false; speech.resume(); tell(pause, reading); };
  const finish = () => {
    turn += 1;
    here = null;
    isPaused = false;
    speech.cancel();
    speech.resume();
    mark(null);
    end.hidden = true;
    tell(voiced, "");
  };
  const start = () => {
    finish();
    end.hidden = false;
    tell(pause, reading);
    read(passages(), 0, turn);
  };
  const read = (all, place, mine) => {
    if (mine !== turn) return;
    if (place >= all.length) return finish();
    here = place;
    const said = sentences(all[place]);
    // A passage without a voice of its own would be nonsense; a name within another's passage is read along.
    if (!said.length || !said.some(([, lang]) => voice(lang))) return read(all, place + 1, mine);
    mark(all[place]);
    said.forEach(([words, lang], number) => {
      const spoken = new SpeechSynthesisUtterance(words);
      const own = voice(lang) ?? voice(language(all[place])) ?? voice(document.documentElement.lang);
      spoken.voice = own;
      spoken.lang = own.lang;
      if (number === said.length - 1) spoken.onend = spoken.onerror = () => read(all, place + 1, mine);
      speech.speak(spoken);
    });
  };

  const offer = () => { if (!box.isConnected && voice(document.documentElement.lang)) head.append(box); };
  speech.addEventListener?.("voiceschanged", offer);
  offer();
  addEventListener("keydown", (event) => { if (event.key === "Escape" && here !== null) finish(); });
  addEventListener("pagehide", () => { if (here !== null) finish(); });
})();
