/// A PDF (ISO 32000-1) as small as one can be, for tests.
package enum PDFFile {
    package struct Page {
        /// In points, of which 72 make an inch.
        package var width: Int
        package var height: Int
        /// What is drawn, in the operators of the format.
        package var content: String

        package init(_ width: Int, _ height: Int, _ content: String) {
            (self.width, self.height, self.content) = (width, height, content)
        }

        /// All of one colour: three parts from 0 to 1.
        package static func filled(_ width: Int, _ height: Int, _ colour: String) -> Page {
            Page(width, height, "\(colour) rg 0 0 \(width) \(height) re f")
        }
    }

    /// - Parameter encryption: an entry of the trailer, for a document that asks for a password.
    package static func bytes(_ pages: [Page], encryption: String = "") -> [UInt8] {
        let kids = pages.indices.map { "\($0 * 2 + 4) 0 R" }.joined(separator: " ")
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>",
            "<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Elsewhere >> >> >>",
        ]
        for (place, page) in pages.enumerated() {
            objects.append(
                """
                << /Type /Page /Parent 2 0 R /MediaBox [0 0 \(page.width) \(page.height)] /Resources 3 0 R
                /Contents \(place * 2 + 5) 0 R >>
                """)
            objects.append(
                "<< /Length \(page.content.utf8.count) >>\nstream\n\(page.content)\nendstream")
        }
        var file = "%PDF-1.4\n"
        var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for (place, object) in objects.enumerated() {
            let offset = "\(file.utf8.count)"
            table += String(repeating: "0", count: 10 - offset.utf8.count) + offset + " 00000 n \n"
            file += "\(place + 1) 0 obj\n\(object)\nendobj\n"
        }
        let end = "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R \(encryption) >>\n"
        return Array((file + table + end + "startxref\n\(file.utf8.count)\n%%EOF\n").utf8)
    }
}
