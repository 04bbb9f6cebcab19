import Hall
import Testing

@Suite struct `Trusted proxies` {
    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1", true), ("127.0.0.1", "127.0.0.2", false),
        ("10.0.0.0/8", "10.255.0.1", true),
        ("10.0.0.0/8", "11.0.0.1", false), ("192.168.4.0/22", "192.168.7.255", true),
        ("192.168.4.0/22", "192.168.8.0", false), ("0.0.0.0/0", "8.8.8.8", true), ("0.0.0.0/0", "::1", false),
        ("::1", "::1", true), ("::1", "0:0:0:0:0:0:0:1", true), ("fd00::/8", "fdab:1::2", true),
        ("fd00::/8", "fe80::1", false), ("10.0.0.1", "::ffff:10.0.0.1", true),
        ("2001:db8::/33", "2001:db8:8000::", false),
        ("2001:db8::/33", "2001:db8:7fff::1", true),
    ])
    func `are known by address and by network`(trusted: String, peer: String, isTrusted: Bool) throws {
        let proxies = try #require(TrustedProxies([trusted]))
        #expect(proxies.trusts(peer) == isTrusted)
        #expect(!proxies.trusts(nil))
        #expect(!TrustedProxies().trusts(peer))
    }

    @Test(arguments: [
        "", "localhost", "127.0.0", "127.0.0.256", "127.0.0.01", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1",
        "::1/129",
        "1::2::3", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "fe80::1%eth0", "12345::", "+1::",
        "1:2:3:4:5:6:7::8",
        "::ffff:1.2.3",
    ])
    func `are refused where the text is no address`(text: String) {
        #expect(TrustedProxies([text]) == nil)
    }
}

@Suite struct `Accept-Encoding` {
    @Test(arguments: [
        ("gzip", true), ("GZIP", true), ("gzip, deflate, br", true), ("br;q=1, gzip;q=0.2", true),
        ("*", true),
        ("x-gzip", true), ("gzip;q=0", false), ("gzip; q=0.000", false), ("*;q=0", false),
        ("identity", false),
        ("gzip;q=0, *", false), ("br", false), ("", false), ("gzip;q=0.5, identity;q=0.7", false),
        ("gzip;q=0.7,identity;q=0.5", true), ("gzip;q=x", false), ("gzip;q=1.0000", false),
        ("gzip;q=0.001", true),
        ("gzip;q=2", false), ("gzi", false), (" gzip ;q=1.000 ", true), (";;;,,,q=", false),
    ])
    func `allows gzip where it says so`(field: String, allows: Bool) {
        #expect(AcceptEncoding.allowsGzip(field) == allows)
        #expect(!AcceptEncoding.allowsGzip(nil))
    }
}

@Suite struct `Fields of a form` {
    @Test func `are read as they were meant`() {
        let fields = FormFields("a=1&b=x+y%20z&a=2&c&=d&%D0%9F=%D1%8F&bad=%zz%4&raw=%FF&nul=a%00b".utf8)
        #expect(fields["a"] == "1")
        #expect(fields["b"] == "x y z")
        #expect(fields["c"]?.isEmpty == true)
        #expect(fields["П"] == "я")
        #expect(fields["bad"] == "%zz%4")
        #expect(fields["raw"] == "\u{FFFD}")
        #expect(fields["nul"] == "a\u{FFFD}b")
        #expect(fields["nothing"] == nil)
    }

    @Test func `past the limit are not read`() {
        let text = (0...FormFields.limit).map { "f\($0)=1" }.joined(separator: "&")
        let fields = FormFields(text.utf8)
        #expect(fields["f\(FormFields.limit - 1)"] == "1")
        #expect(fields["f\(FormFields.limit)"] == nil)
    }
}
