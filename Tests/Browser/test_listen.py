"""Reading aloud: offered only where the device has a voice for the page, each passage in its language, and stopped by all
means. The voices are ours: a machine for tests has none."""

import pytest

PLACE = "/ru/cities/oxford"
#: Speaks at once and notes what; ends a sentence when `step()` is called.
VOICES = """(voices) => {
  const queue = [], log = { spoken: [], calls: [] };
  window.log = log;
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const speech = Object.assign(new EventTarget(), {
    getVoices: () => voices.map(lang => ({ lang, name: lang })),
    speak: one => { queue.push(one); log.spoken.push([one.text, one.lang]); },
    cancel: () => { queue.length = 0; log.calls.push('cancel'); },
    pause: () => log.calls.push('pause'), resume: () => log.calls.push('resume'),
  });
  Object.defineProperty(window, 'speechSynthesis', { value: speech, configurable: true });
  window.step = () => { const one = queue.shift(); one?.onend?.(); return queue.length; };
  window.learn = lang => { voices.push(lang); speech.dispatchEvent(new Event('voiceschanged')); };
}"""


@pytest.fixture
def open_with(readers, origin):
    opened = []

    def of(voices, path=PLACE, view=None, **options):
        page = readers.fresh(view, **options)
        opened.append(page)
        if voices is not None:
            page.add_init_script(f"({VOICES})({list(voices)!r})")
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(origin + path)
        return page

    yield of
    for page in opened:
        assert not page.complaints
        page.context.close()


def spoken(page) -> list:
    return page.evaluate("log.spoken")


@pytest.mark.parametrize(("voices", "offered"), [(["ru-RU"], 1), (["en-GB", "ru_RU"], 1), ([], 0), (["en-US", "de-DE"], 0)])
def test_offered_where_there_is_a_voice(open_with, voices, offered):
    page = open_with(voices)
    assert page.locator(".listen").count() == offered
    assert not spoken(page), "nothing starts by itself"


@pytest.mark.parametrize("path", ["/ru/cities", "/ru/search?q=x", "/ru/accessibility/message"])
def test_not_offered_where_nothing_is_to_be_read(open_with, path):
    assert open_with(["ru-RU"], path).locator(".listen").count() == 0


def test_no_button_without_a_script(open_with):
    page = open_with(None, java_script_enabled=False)
    assert page.locator(".listen").count() == 0 and "Слушать" not in page.inner_text("body")


def test_a_voice_that_comes_late_is_offered(open_with):
    page = open_with(["en-US"])
    page.evaluate("learn('ru-RU')")
    assert page.get_by_role("button", name="Слушать").count() == 1


def test_simplified_chinese_is_not_read_in_cantonese(open_with):
    page = open_with(["zh-HK", "zh-CN"], "/zh-Hans/cities/oxford")
    page.locator(".listen button").first.click()
    assert {lang for _, lang in spoken(page)} == {"zh-CN"}


def test_reads_in_order_and_marks_the_place(open_with):
    page = open_with(["ru-RU", "en-GB"])
    page.get_by_role("button", name="Слушать").press("Enter")
    assert page.inner_text(".listen [role=status]") == "Читается вслух"
    seen = []
    while page.locator(".being-read").count() and len(seen) < 400:
        assert page.locator(".being-read").count() == 1
        seen.append(page.inner_text(".being-read") if page.locator("img.being-read").count() == 0 else "img")
        page.evaluate("() => { const here = document.querySelector('.being-read');"
                      " while (document.querySelector('.being-read') === here) step(); }")
    assert page.get_by_role("button", name="Слушать").count() == 1, "it ends by itself"
    assert page.inner_text("h1") in seen and len(seen) > 5
    words = spoken(page)
    assert {lang for _, lang in words} == {"ru-RU", "en-GB"}, "names in English are read by the English voice"
    assert not [text for text, _ in words if len(text) > 1000 or not text.strip()]
    assert not [text for text, _ in words if "Слушать" in text or "Найти" in text]


def test_pauses_goes_on_and_stops(open_with):
    page = open_with(["ru-RU"], view="0000001")
    page.get_by_role("button", name="Слушать").click()
    page.get_by_role("button", name="Пауза").click()
    assert page.inner_text(".listen [role=status]") == "На паузе"
    page.get_by_role("button", name="Продолжить").click()
    page.get_by_role("button", name="Остановить").click()
    assert page.evaluate("log.calls").count("pause") == 1
    assert page.evaluate("document.activeElement.textContent") == "Слушать"
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.locator(".being-read").count() == 0 and page.evaluate("log.calls").count("cancel") >= 3


def test_stops_when_the_page_is_left(open_with):
    page = open_with(["ru-RU"])
    page.get_by_role("button", name="Слушать").click()
    before = page.evaluate("log.calls").count("cancel")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("log.calls").count("cancel") == before + 1 and page.locator(".being-read").count() == 0
