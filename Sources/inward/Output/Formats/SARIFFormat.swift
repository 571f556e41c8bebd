/// One SARIF 2.1.0 log with a result for each finding (OASIS Standard, section 3).
struct SARIFFormat: RecordFormat {
    let version: String

    var header: [UInt8] {
        let text = """
            {"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"inward","version":"\(version)"}},"columnKind":"unicodeCodePoints","results":[

            """
        return Array(text.utf8)
    }

    var separator: [UInt8] { [UInt8(ascii: ","), 0x0A] }
    var footer: [UInt8] { Array("\n]}]}\n".utf8) }

    func append(_ record: Record, to bytes: inout [UInt8]) {
        for (index, finding) in record.findings.enumerated() {
            if index > 0 { bytes += separator }
            bytes += result(finding, record)
        }
    }

    private func result(_ finding: Record.Finding, _ record: Record) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("ruleId", finding.rule)
            json.member("level", record.disposition >= .quarantine ? "error" : "warning")
            json.key("message")
            json.object { $0.member("text", message(finding, record)) }
            json.key("locations")
            json.array { json in
                json.object { json in
                    json.key("physicalLocation")
                    json.object { json in
                        json.key("artifactLocation")
                        json.object { $0.member("uri", Self.uri(record.source)) }
                        json.key("region")
                        json.object { json in
                            json.member("byteOffset", record.offset)
                            json.member("byteLength", record.bytes)
                        }
                    }
                }
            }
            json.key("properties")
            json.object { json in
                json.member("index", record.index)
                json.member("category", finding.category.rawValue)
                json.member("polarity", finding.polarity.rawValue)
                json.member("about", finding.about.rawValue)
                json.member("confidence", finding.confidence)
                json.member("disposition", record.disposition.rawValue)
                json.member("part", finding.part)
                json.member("where", finding.place)
                json.member("start", finding.scalars.lowerBound)
                json.member("end", finding.scalars.upperBound)
            }
        }
        return json.bytes
    }

    private func message(_ finding: Record.Finding, _ record: Record) -> String {
        "\(finding.category.rawValue), \(finding.polarity.rawValue), about \(finding.about.rawValue), in \(finding.place) of "
            + "message \(record.index): \(finding.excerpt)"
    }

    /// A path as a relative URI reference: all but unreserved characters and `/` percent-encoded (RFC 3986 section 2).
    private static func uri(_ path: String) -> String {
        var uri = ""
        for byte in path.utf8 {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F:
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = Array("0123456789ABCDEF")
                uri += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return uri
    }
}
