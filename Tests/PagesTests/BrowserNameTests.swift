import Pages
import Testing

struct BrowserNameTests {
    @Test(arguments: [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
                + "Safari/537.36 Edg/140.0.0.0", "Edge", "Windows"
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 "
                + "YaBrowser/25.8.0.0 Safari/537.36", "Yandex Browser", "Windows"
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile "
                + "Safari/537.36", "Chrome", "Android"
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                + "Version/18.6 Mobile/15E148 Safari/604.1", "Safari", "iPhone"
        ),
    ])
    func `tells the browsers that people use`(agent: String, browser: String, system: String) {
        let name = BrowserName(agent)
        #expect(name.browser == browser && name.system == system)
    }

    @Test func `says nothing of what it does not know`() {
        let name = BrowserName("curl/8.0")
        #expect(name.browser == nil && name.system == nil)
    }
}
