import Foundation

/// One letter in plain text, and how it is written for a mail server (RFC 5322).
package struct Letter: Sendable {
    package let from: Mailbox
    /// The name beside the address: that of the Hall.
    package let sender: String
    package let to: Mailbox
    package let subject: String
    /// Paragraphs; line ends are `\n`.
    package let text: String
    /// The tag of the language of the text (BCP 47).
    package let language: String
    /// When it was written, as RFC 5322 wants it: `Sun, 06 Nov 1994 08:49:37 +0000`.
    package let date: String
    /// The host of the Hall's public address.
    package let host: String

    package init(
        from: Mailbox, sender: String, to: Mailbox, subject: String, text: String, language: String,
        date: String, host: String
    ) {
        self.from = from
        self.sender = sender
        self.to = to
        self.subject = subject
        self.text = text
        self.language = language
        self.date = date
        self.host = host
    }

    /// Whether an address of it needs a server with SMTPUTF8.
    package var isInternational: Bool { from.isInternational || to.isInternational }

    /// The bytes that go to the server, with a new Message-ID each time. Only the addresses can hold anything but ASCII,
    /// and only where the server says that it takes that (RFC 6532).
    package var bytes: [UInt8] {
        let header = [
            "Date: \(date)",
            "From: \(EncodedWord.written(sender))\r\n <\(from.text)>",
            "To: \(to.text)",
            "Message-ID: <\(UUID().uuidString.lowercased())@\(host)>",
            "Subject: \(EncodedWord.written(subject))",
            // No out-of-office note answers it (RFC 3834).
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Language: \(language)",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
        ]
        return Array((header.joined(separator: "\r\n") + "\r\n\r\n" + QuotedPrintable.written(text)).utf8)
    }
}

/// Words for a header, in ASCII whatever they are (RFC 2047).
enum EncodedWord {
    /// So many bytes of text fit in a line of 76 with the name of the field, in base64 and its frame.
    private static let bytes = (76 - "Subject: =?UTF-8?B??=".utf8.count) / 4 * 3
    /// What nobody reads to its end is cut off here.
    private static let limit = 300

    /// The text as it is where that can mean nothing else, otherwise encoded words, one a line. Line ends and other
    /// controls become spaces.
    static func written(_ text: String) -> String {
        let line = String.UnicodeScalarView(
            text.unicodeScalars.prefix(limit).map { isControl($0) ? " " : $0 })
        if line.count <= bytes, line.allSatisfy(isPlain), line.contains(where: { $0 != " " }) {
            return String(line)
        }
        return chunks(line).map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// Whole characters, as many as fit into one word each.
    private static func chunks(_ line: String.UnicodeScalarView) -> [[UInt8]] {
        var chunks: [[UInt8]] = [[]]
        for scalar in line {
            let coded = Array(String(Character(scalar)).utf8)
            if chunks[chunks.count - 1].count + coded.count > bytes { chunks.append([]) }
            chunks[chunks.count - 1] += coded
        }
        return chunks
    }

    /// Letters, digits and spaces: no sign that could end a word, or make one that is read as encoded.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }
}

/// A text in ASCII lines of at most 76 bytes (RFC 2045, 6.7).
enum QuotedPrintable {
    private static let lineBytes = 76

    static func written(_ text: String) -> String {
        var written = ""
        let bytes = Array(text.utf8)
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            var width = 0
            for (place, byte) in line.enumerated() {
                let coded = coded(byte, isLast: place == line.count - 1)
                // The sign that the line goes on takes a place too.
                if width + coded.utf8.count > lineBytes - 1 {
                    written += "=\r\n"
                    width = 0
                }
                written += coded
                width += coded.utf8.count
            }
            written += "\r\n"
        }
        return written
    }

    private static func coded(_ byte: UInt8, isLast: Bool) -> String {
        let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || byte == 0x20 && !isLast
        guard !isPlain else { return String(UnicodeScalar(byte)) }
        let digits = Array("0123456789ABCDEF")
        return "=\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }
}
