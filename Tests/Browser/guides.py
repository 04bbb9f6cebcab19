"""Reads the guides for the office, and follows them in a browser as somebody who does what is written and nothing else.

A guide is written so that it can be followed (docs/guides/protocol-officer.md shows how):

* `## A task`, below it `_For: protocol officer._`: whoever is named first does it;
* numbered steps. **Bold** words stand on the screen exactly so, … for what differs each time;
* the last verb before bold words says what is done with them: press, open, choose, tick, untick, fill in. Without a
  verb they must be seen. `*Where*, *what*: value` in bold with a value is filled in or chosen; `type this` is typed;
* what a guide cannot say (a password, a code, a file) is asked of `Trial.known` by the name of its field;
* `press **this** at **that**` means the one that belongs to a row, a field or a section;
* a picture is of what is seen at its place in the guide.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from Browser.test_desk import PASSWORD, authenticator
from Outside import hall, program
from Outside.desk import Clerk, Form

FOLDER = program.ROOT / "docs" / "guides"
NAMES = ("protocol-officer", "curator")

#: Who works in the Hall of the guides: as a guide calls them → login and role.
PEOPLE = {
    "protocol officer": ("protocol", "protocolOfficer"),
    "curator": ("curator", "curator"),
    "editor": ("editor", "editor"),
    "publisher": ("publisher", "publisher"),
    "administrator": ("administrator", "administrator"),
}
GUEST = "somebody without an account"

#: What waits before a guide begins: its kind and what its form holds.
WAITING = {
    "protocol-officer": ("article", {
        "slug": "news-of-the-visit", "title.en": "A trial: news of the visit", "title.ru": "Проба: новость о визите",
        "date": "2018-06-14", "text.en": "Written to try the Desk.", "text.ru": "Написано, чтобы попробовать."}),
}

# MARK: Reading


@dataclass(frozen=True)
class Picture:
    file: str
    words: str


@dataclass
class Task:
    """What stands below one heading of a guide."""

    heading: str
    #: Who follows it; empty for what is only read.
    person: str = ""
    #: Steps as text, and pictures, in their order.
    parts: list[str | Picture] = field(default_factory=list)


PICTURE = re.compile(r"!\[(.*?)\]\((\S+?)\)", re.S)


def read(name: str) -> list[Task]:
    """The tasks of a guide."""
    tasks = [Task("")]
    steps: list[str] = []

    def end_of_step() -> None:
        if steps:
            text = " ".join(steps)
            steps.clear()
            for piece in re.split(r"(!\[.*?\]\(\S+?\))", text):
                if found := PICTURE.fullmatch(piece.strip()):
                    tasks[-1].parts.append(Picture(found[2], found[1]))
                elif piece.strip():
                    tasks[-1].parts.append(piece.strip())

    for line in (FOLDER / f"{name}.md").read_text().splitlines():
        if line.startswith("## "):
            end_of_step()
            tasks.append(Task(line[3:]))
        elif found := re.fullmatch(r"_For: ([\w ]+).*_", line):
            tasks[-1].person = found[1]
        elif found := re.match(r"\d+\. (.*)", line):
            end_of_step()
            steps.append(found[1])
        elif steps and re.match(r" {3,}\S", line):
            # An item of a list is a sentence of its own.
            steps.append(re.sub(r"^\s+\* ", "\n", line) if re.match(r"\s+\* ", line) else line.strip())
        elif line.strip() or not steps:
            end_of_step()
            if found := PICTURE.fullmatch(line.strip()):
                tasks[-1].parts.append(Picture(found[2], found[1]))
    end_of_step()
    return [task for task in tasks if task.heading]


@dataclass(frozen=True)
class Act:
    """One thing that is done or seen."""

    verb: str
    #: Names, from the outermost group to the control itself.
    path: tuple[str, ...] = ()
    value: str | None = None
    at: str = ""


TOKEN = re.compile(r"\*\*(?P<bold>.+?)\*\*|`(?P<code>.+?)`|(?P<text>(?:(?!\*\*|`).)+)", re.S)
VERB = re.compile(r"\b(press|open|choose|tick|untick|fill in|write|you see|under|among)\b", re.I)
LOOKS = ("you see", "under", "among")
NAMED = ("fill in", "write", "choose", "tick", "untick")


def acts(step: str) -> list[Act]:
    """What a step tells to do, in its order."""
    tokens = [(found.lastgroup, found[found.lastgroup]) for found in TOKEN.finditer(step)]
    done: list[Act] = []
    verb, place = "", 0
    while place < len(tokens):
        kind, words = tokens[place]
        place += 1
        if kind == "text":
            # A new sentence begins without a verb; an item of a list has that of the sentence before the list.
            for piece in re.split(r"([.;](?=\s|$))", words):
                if piece in (".", ";"):
                    verb = ""
                elif found := VERB.findall(piece):
                    verb = found[-1].lower()
            if "open the link" in words.lower():
                done.append(Act("link"))
            continue
        if kind == "code":
            if verb == "open":
                done.append(Act("address" if words.startswith("/") else "record", (words,)))
            elif verb == "you see":
                done.append(Act("see", (words,)))
            continue
        path = [words]
        # Where something is only seen or pressed, a comma divides two things.
        while verb in NAMED and tokens[place:place + 1] == [("text", ", ")] and tokens[place + 1:place + 2] and (
            tokens[place + 1][0] == "bold"
        ):
            path.append(tokens[place + 1][1])
            place += 2
        after = tokens[place][1] if place < len(tokens) and tokens[place][0] == "text" else ""
        if found := re.match(r", (English|Русский)(?=\W|$)", after):
            path.append(found[1])
            after = after[found.end():]
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if after.strip() == ":" and following and following[0] in ("code", "bold"):
            done.append(Act("fill" if following[0] == "code" else "choose", tuple(path), following[1]))
            place += 2
        elif after == " at " and following and following[0] == "bold" and verb in ("press", "open"):
            done.append(Act(verb, tuple(path), at=following[1]))
            place += 2
        else:
            done.append(Act({"fill in": "fill", "write": "fill"}.get(verb, "see" if verb in LOOKS else verb or "see"),
                            tuple(path)))
    return done


def bold_words(name: str) -> list[str]:
    """Every phrase of the screen that a guide names."""
    return re.findall(r"\*\*(.+?)\*\*", re.sub(r"\s*\n\s*", " ", (FOLDER / f"{name}.md").read_text()))


def pictures(name: str) -> list[Picture]:
    return [Picture(found[2], found[1]) for found in PICTURE.finditer((FOLDER / f"{name}.md").read_text())]


# MARK: Following

#: Finds the control of a name below groups of names. Legends and labels say more than the name: that something is
#: needed, and how a translation stands.
FIND = """([names, kinds]) => {
  const plain = (text) => text.replace(/\\s+/g, ' ').trim().replace(/ \\(needed\\)/, '').replace(/ · .*$/, '');
  const fits = (text, name) => {
    const [start, end] = name.split('…');
    return end === undefined ? plain(text) === name : plain(text).startsWith(start) && plain(text).endsWith(end);
  };
  let roots = [document.querySelector('main'), document.querySelector('header')];
  const depth = (element) => { let n = 0; for (let e = element; e; e = e.parentElement) n += e.tagName === 'FIELDSET'; return n; };
  for (const name of names.slice(0, -1)) {
    roots = roots.flatMap((root) => [...root.querySelectorAll('fieldset, section')].filter((group) => {
      const head = group.querySelector(':scope > legend, :scope > h2');
      return head && fits(head.textContent, name);
    }));
  }
  const last = names.at(-1);
  const found = roots.flatMap((root) => [...root.querySelectorAll('label')])
    .filter((label) => label.control && fits(label.textContent, last))
    .map((label) => label.control).filter((control) => control.type !== 'hidden');
  found.sort((one, other) => depth(one) - depth(other));
  return found[0] ?? null;
}"""

#: Finds what is pressed or opened: the one in the fewest groups, or the one that belongs to something.
PRESSED = """([name, at, tags]) => {
  const plain = (text) => text.replace(/\\s+/g, ' ').trim();
  const fits = (text, name) => {
    const parts = name.split('…');
    return parts.length === 1 ? plain(text) === name
      : plain(text).startsWith(parts[0]) && plain(text).endsWith(parts.at(-1));
  };
  const depth = (element) => { let n = 0; for (let e = element; e; e = e.parentElement) n += e.tagName === 'FIELDSET'; return n; };
  let all = [...document.querySelectorAll(tags)].filter((element) =>
    element.offsetParent !== null && !element.closest('[aria-hidden=true]') && fits(element.innerText, name));
  if (at) {
    const own = all.filter((element) => element.getAttribute('aria-label') === `${name}: ${at}`);
    const groups = [...document.querySelectorAll('fieldset, section, li')].filter((group) => {
      const head = group.querySelector(':scope > legend, :scope > h2');
      return head && (fits(head.textContent, at) || fits(head.textContent.replace(/ \\(needed\\)/, ''), at));
    });
    all = own.length ? own : all.filter((element) => groups.some((group) => group.contains(element)));
  }
  all.sort((one, other) => depth(one) - depth(other));
  return all[0] ?? null;
}"""

SEEN = "(pattern) => new RegExp(pattern).test(document.body.innerText.replace(/\\s+/g, ' '))"

#: The smallest element that says something.
SHOWN = """(pattern) => {
  const says = (element) => new RegExp(pattern).test((element.innerText ?? '').replace(/\\s+/g, ' '));
  let found = document.body;
  for (let inner = found; inner; inner = [...inner.children].find(says)) found = inner;
  return found;
}"""

LEAVES = """(element) => {
  if (element.tagName === 'A') return element.hash === '' || element.pathname !== location.pathname;
  return element.tagName === 'BUTTON' && element.type === 'submit' && element.form !== null && element.form.id !== 'upload';
}"""

PATIENCE = 60_000
#: Of the pictures in the guides, in pixels.
WINDOW = {"width": 1000, "height": 860}


class NotFollowed(AssertionError):
    """A guide says what the Hall does not have."""


class Follower:
    """Somebody at their browser, with a guide beside it."""

    def __init__(self, trial: "Trial", person: str, page):
        self.trial, self.person, self.page = trial, person, page
        #: What was touched first in this step and on this page: where the eye is.
        self.first = None

    def follow(self, task: Task) -> None:
        for part in task.parts:
            if isinstance(part, Picture):
                self.trial.shoot(self, part)
                continue
            self.first = None
            for act in acts(part):
                try:
                    self.do(act)
                except Exception as problem:
                    raise NotFollowed(
                        f"“{task.heading}”, {self.person} at {self.page.url}\n  step: {part}\n  {act}\n  {problem}"
                    ) from problem

    def do(self, act: Act) -> None:
        match act.verb:
            case "link": self.page.goto(self.trial.link(self.person))
            case "address": self.page.goto(self.trial.hall.origin + act.path[0])
            case "record": self.press(act.path[0], "", "main a")
            case "press": self.press(act.path[-1], act.at, "button, a, summary")
            case "open": self.press(act.path[-1], act.at, "a, summary")
            case "see": self.see(act.path[-1])
            case "choose" if act.value is None: self.choose_one(act.path[-1])
            case "choose": self.choose(act.path, act.value)
            case "tick" | "untick": self.control(act.path).set_checked(act.verb == "tick")
            case "fill": self.fill(act.path, act.value)
            case other: raise ValueError(f"nobody knows how to “{other}”")

    def _found(self, script: str, given: list) -> object:
        """Waits for an element: what a script of the page brings comes a moment later."""
        try:
            handle = self.page.wait_for_function(script, arg=given, timeout=self.trial.patience).as_element()
        except Exception as problem:
            raise NotFollowed(f"there is no {given} on the page") from problem
        self.first = self.first or handle
        return handle

    def control(self, path: tuple[str, ...]):
        return self._found(FIND, [list(path), None])

    def press(self, name: str, at: str, tags: str) -> None:
        element = self._found(PRESSED, [name, at, tags])
        if element.evaluate(LEAVES):
            with self.page.expect_navigation():
                element.click()
            self.first = None
            self.trial.came(self)
        else:
            element.click()
            self.first = None

    def see(self, words: str) -> None:
        parts = [re.escape(part.strip()) for part in words.split("…")]
        pattern = r"\s*.*?\s*".join(parts)
        self.page.wait_for_function(SEEN, arg=pattern, timeout=self.trial.patience)
        shown = self.page.evaluate_handle(SHOWN, pattern).as_element()
        self.first = self.first or shown

    def choose(self, path: tuple[str, ...], option: str) -> None:
        control = self.control(path)
        control.select_option(label=option)

    def choose_one(self, name: str) -> None:
        """A choice that stands open: a round button, or an option of a list that a script shows."""
        script = """(name) => {
          const plain = (text) => text.replace(/\\s+/g, ' ').trim();
          const option = [...document.querySelectorAll('[role=option]')].find((e) => plain(e.textContent) === name);
          if (option) return option;
          return [...document.querySelectorAll('label')].find((e) =>
            e.control?.type === 'radio' && plain(e.innerText) === name) ?? null;
        }"""
        self._found(script, name).click()

    def fill(self, path: tuple[str, ...], value: str | None) -> None:
        control = self.control(path)
        if value is None:
            value = self.trial.known(self, path[-1])
        if isinstance(value, list):
            control.set_input_files(value)
        elif control.evaluate("(element) => element.tagName") == "SELECT":
            control.select_option(label=value)
        else:
            control.fill(value)


class Trial:
    """A Hall to try in: the demo, with somebody in each role, some of whose work waits already."""

    def __init__(
        self, running: hall.Hall, browser, shoot: Callable[[Follower, Picture], None] | None = None,
        patience: int = PATIENCE,
    ):
        self.hall, self.browser = running, browser
        #: How long something may take to be there, in milliseconds.
        self.patience = patience
        self._shoot = shoot
        self._followers: dict[str, Follower] = {}
        self._links: dict[str, str] = {}
        self._secrets: dict[str, str] = {}
        #: How many codes of an app were used: each is good once, within half a minute before and after.
        self._codes: dict[str, int] = {}

    def prepare(self, names: tuple[str, ...]) -> "Trial":
        """Makes the accounts; whom a guide is for gets a link, as an administrator would give it."""
        newcomers = [name.replace("-", " ") for name in names]
        for person, (login, role) in PEOPLE.items():
            options = ["user", "add", "--data", self.hall.data, "--login", login, "--name", person.capitalize(),
                       "--role", role]
            if person in newcomers:
                told = program.must(*options).stdout
                self._links[person] = self.hall.origin + re.search(r"/en/desk/welcome\?token=\S+", told)[0]
            else:
                program.must(*options, "--password-stdin", given=PASSWORD + "\n")
        return self

    def write_as_editor(self, kind: str, fields: dict[str, str]) -> None:
        """What a colleague wrote and gave to review before the guide begins."""
        editor = Clerk(self.hall.port, "editor").sign_in()
        empty = Form(editor.ask(f"/new/{kind}").body).values
        said = editor.ask(f"/new/{kind}", empty | {"action": "save"} | fields)
        assert said.done == "saved", f"{kind} was not saved: {said.status}"
        code = re.search(r"/record/(\w+)", said.place)[1]
        form = editor.form(code)
        said = editor.ask(f"/record/{code}", {"csrf": form["csrf"], "base": form["base"], "action": "submit"})
        assert said.done == "submitted", f"{code} was not given to review: {said.status}"
        editor.leave()

    def follow_guide(self, name: str) -> None:
        """Follows a whole guide."""
        if name in WAITING:
            self.write_as_editor(*WAITING[name])
        for task in read(name):
            self.follow(task)

    def follow(self, task: Task) -> None:
        """Follows one task, if it is for anybody."""
        if task.person:
            self.follower(task.person).follow(task)

    def follower(self, person: str) -> Follower:
        """Whoever follows a task, at the first page of the Desk where they are signed in."""
        if person not in self._followers:
            # Waiting for what a page shows runs a script of ours in it, which the Hall's own rules would forbid.
            context = self.browser.new_context(viewport=WINDOW, reduced_motion="reduce", bypass_csp=True)
            page = context.new_page()
            page.set_default_timeout(max(PATIENCE, self.patience))
            self._followers[person] = Follower(self, person, page)
            if person in PEOPLE and person not in self._links:
                page.goto(f"{self.hall.origin}/en/desk")
                page.fill("#login", PEOPLE[person][0])
                page.fill("#password", PASSWORD)
                page.get_by_role("button", name="Sign in").click()
                page.wait_for_url("**/desk")
        follower = self._followers[person]
        if person in PEOPLE and follower.page.url != "about:blank":
            follower.page.goto(f"{self.hall.origin}/en/desk")
        return follower

    def link(self, person: str) -> str:
        assert person in self._links, f"nobody gave a link to {person}"
        return self._links[person]

    def came(self, follower: Follower) -> None:
        """Notes what a page shows once: the secret of an app, and a link for somebody."""
        page = follower.page
        if page.locator(".desk-secret").count():
            self._secrets[follower.person] = "".join(page.inner_text(".desk-secret").split())
        if page.locator(".desk-notice .desk-hash").count():
            # Without a public address of its own the Hall knows only what follows it.
            self._links[GUEST] = urljoin(self.hall.origin, page.inner_text(".desk-notice .desk-hash").strip())

    def known(self, follower: Follower, name: str) -> str | list[Path]:
        """What a guide cannot say."""
        match name:
            case "Login": return PEOPLE[follower.person][0]
            case "Password" | "New password": return PASSWORD
            case "Code":
                shift = self._codes.get(follower.person, -1)
                self._codes[follower.person] = shift + 1
                return authenticator(self._secrets[follower.person], shift)
            case "Files": return [program.DEMO / "media" / f"{name}.png" for name in ("ceramic", "globe", "letter")]
            case "Picture file": return [program.DEMO / "media" / "ceramic.png"]
            case "Every spelling of the name, one a line": return "Igor Shubin\nИгорь Шубин"
            case _ if name.startswith("Day and time"): return f"{time.gmtime().tm_year + 1}-06-12T09:00"
        raise NotFollowed(f"the guide does not say what to write into “{name}”")

    def shoot(self, follower: Follower, picture: Picture) -> None:
        if self._shoot:
            self._shoot(follower, picture)

    def close(self) -> None:
        for follower in self._followers.values():
            follower.page.context.close()
