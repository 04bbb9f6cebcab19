import Hall
import TestKit
import Testing

/// Forms with files, however they are cut on their way and whatever stands in them.
@Suite struct MultipartTests {
    struct Part: Hashable {
        var name: String
        var fileName: String?
        var bytes: [UInt8]
    }

    private static let boundary = Array("----b".utf8)

    private func body(_ parts: [Part], boundary: [UInt8] = MultipartTests.boundary) -> [UInt8] {
        var body: [UInt8] = []
        for part in parts {
            body +=
                Array("--".utf8) + boundary
                + Array("\r\nContent-Disposition: form-data; name=\"\(part.name)\"".utf8)
            if let fileName = part.fileName {
                body += Array("; filename=\"\(fileName)\"\r\nContent-Type: text/html".utf8)
            }
            body += Array("\r\n\r\n".utf8) + part.bytes + Array("\r\n".utf8)
        }
        return body + Array("--".utf8) + boundary + Array("--\r\n".utf8)
    }

    /// What is read of a body that comes in pieces.
    private func read(_ pieces: [ArraySlice<UInt8>], partLimit: Int = 100) throws -> (
        parts: [Part], isWhole: Bool
    ) {
        var reader = MultipartReader(boundary: Self.boundary, partLimit: partLimit)
        var parts: [Part] = []
        for piece in pieces {
            for event in try reader.read(piece) {
                switch event {
                case .part(let head): parts.append(Part(name: head.name, fileName: head.fileName, bytes: []))
                case .bytes(let bytes):
                    #expect(!bytes.isEmpty)
                    parts[parts.count - 1].bytes += bytes
                case .end: break
                }
            }
        }
        return (parts, reader.isWhole)
    }

    private static let parts = [
        Part(name: "csrf", fileName: nil, bytes: Array("token".utf8)),
        Part(name: "empty", fileName: nil, bytes: []),
        Part(name: "picture", fileName: "a.jpg", bytes: Array("\r\n--\r\n----b\r\n-----b\r\r\n--".utf8)),
        Part(name: "none", fileName: "", bytes: []),
        Part(name: "last", fileName: "b.jpg", bytes: [0, 255, 13, 10, 13]),
    ]

    @Test func `a form is read the same wherever it is cut`() throws {
        let body = body(Self.parts)
        for cut in 0...body.count {
            let (parts, isWhole) = try read([body[..<cut], body[cut...]])
            #expect(parts == Self.parts && isWhole, "cut at \(cut)")
        }
        let (parts, isWhole) = try read(body.indices.map { body[$0...$0] })
        #expect(parts == Self.parts && isWhole)
    }

    @Test func `random forms come out as they went in`() throws {
        for seed in 0..<300 {
            var dice = Seeded(seed)
            // Bytes that make beginnings of delimiters likely.
            let letters = Array("\r\n-b\u{0}x".utf8)
            let parts = (0...dice.below(4)).map { number in
                Part(
                    name: "p\(number)", fileName: dice.chance(50) ? "f.jpg" : nil,
                    bytes: (0..<dice.below(60)).map { _ in dice.pick(letters) })
            }
            // What holds the delimiter is another form, and no sender makes one.
            guard parts.allSatisfy({ !contains(Self.boundary, in: $0.bytes) }) else { continue }
            let body = body(parts)
            var (pieces, start) = ([ArraySlice<UInt8>](), 0)
            while start < body.count {
                let end = min(body.count, start + 1 + dice.below(20))
                pieces.append(body[start..<end])
                start = end
            }
            let read = try read(pieces)
            #expect(read.parts == parts && read.isWhole, "seed \(seed)")
        }
    }

    private func contains(_ pattern: [UInt8], in bytes: [UInt8]) -> Bool {
        bytes.indices.contains { bytes[$0...].starts(with: pattern) }
    }

    @Test func `a form that is cut off is never whole, and never traps`() throws {
        let body = body(Self.parts)
        for end in 0..<body.count - 3 { #expect(try !read([body[..<end]]).isWhole, "\(end)") }
        for seed in 0..<400 {
            var dice = Seeded(seed)
            var broken = body
            for _ in 0...dice.below(4) { broken[dice.below(broken.count)] = UInt8(dice.below(256)) }
            // Anything but a crash.
            _ = try? read([broken[...]])
        }
    }

    @Test func `what is no form is refused at once`() {
        let heads = [
            "x--", "\r\n--", "--other\r\n", "------b\rX", "------bX\r\n", "------b-x",
            "------b" + String(repeating: " ", count: 65) + "\r\n",
            "------b\r\n\r\n\r\n", "------b\r\nContent-Type: a\r\n\r\n",
            "------b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n",
            "------b\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n",
            "------b\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n",
            "------b\r\nContent-Disposition: form-data; name=\"a\r\n\r\n",
            "------b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n",
            "------b\r\nno colon\r\n\r\n",
            "------b\r\nA: b\nContent-Disposition: form-data; name=\"a\"\r\n\r\n",
            "------b\r\nContent-Disposition: form-data; name=\"\(String(repeating: "n", count: 401))\"\r\n\r\n",
            "------b\r\nX: " + String(repeating: "y", count: 5_000),
        ]
        for head in heads {
            #expect(throws: MultipartReader.Malformed.self, "\(head.prefix(60))") {
                try read([Array(head.utf8)[...]])
            }
        }
        #expect(throws: MultipartReader.Malformed.self) { try read([body(Self.parts)[...]], partLimit: 4) }
    }

    @Test(arguments: [
        ("a.jpg", "a.jpg"), (#"C:\fakepath\a.jpg"#, "a.jpg"), ("../../etc/passwd", "passwd"), ("..", ""),
        (". .", ""),
        ("a\u{202E}gpj.exe", "agpj.exe"), ("x%22y%0D%0Az.jpg", "x\"yz.jpg"), ("100%.jpg", "100%.jpg"),
        ("Пермь 1.jpg", "Пермь 1.jpg"), (#"a\"b.jpg"#, "a\"b.jpg"), ("a;b=c.jpg", "a;b=c.jpg"),
        ("\u{600}<img>.jpg", "<img>.jpg"), ("tab\there", "tabhere"),
    ])
    func `a file's name is only a name`(_ sent: String, _ shown: String) throws {
        let part = Part(name: "p", fileName: sent, bytes: [1])
        #expect(try read([body([part])[...]]).parts.first?.fileName == shown)
    }

    @Test func `a long name is cut between characters, and bytes that are no text are marked`() throws {
        let long = Part(name: "p", fileName: String(repeating: "ж", count: 300) + ".jpg", bytes: [])
        #expect(try read([body([long])[...]]).parts.first?.fileName == String(repeating: "ж", count: 100))
        let broken =
            Array("------b\r\nContent-Disposition: form-data; name=\"p\"; filename=\"a".utf8) + [0xFF]
            + Array(".jpg\"\r\n\r\n\r\n------b--".utf8)
        #expect(try read([broken[...]]).parts.first?.fileName == "a\u{FFFD}.jpg")
    }

    @Test(
        arguments: [
            ("multipart/form-data; boundary=abc", "abc"),
            ("Multipart/Form-Data;charset=x; Boundary=\"a b\"", "a b"),
            ("multipart/form-data; boundary=\"\"", nil), ("multipart/form-data", nil),
            ("multipart/mixed; boundary=a", nil), ("multipart/form-data; boundary=a\u{0}b", nil),
            ("multipart/form-data; boundary=\(String(repeating: "a", count: 71))", nil),
            ("multipart/form-data; boundary=é", nil), (nil, nil),
        ] as [(String?, String?)])
    func `a boundary is what RFC 2046 allows`(_ type: String?, _ boundary: String?) {
        #expect(MultipartReader.boundary(in: type) == boundary.map { Array($0.utf8) })
    }
}
