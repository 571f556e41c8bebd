/// One JSON object a line (DESIGN section 4).
struct JSONLinesFormat: RecordFormat {
    func append(_ record: Record, to bytes: inout [UInt8]) {
        var json = JSONWriter()
        json.object { json in
            json.member("source", record.source)
            json.member("index", record.index)
            json.member("offset", record.offset)
            json.member("bytes", record.bytes)
            json.member("kind", record.kind.rawValue)
            if let id = record.formID { json.member("id", id) }
            json.member("message_id", record.messageID)
            json.member("date", record.date)
            json.member("from", record.from)
            json.key("to")
            json.array { json in record.to.forEach { json.value($0) } }
            json.member("subject", record.subject)
            json.member("language", record.language)
            json.member("disposition", record.disposition.rawValue)
            json.key("categories")
            json.object { json in
                for entry in record.categories { json.member(entry.category.rawValue, entry.confidence) }
            }
            json.key("findings")
            json.array { json in record.findings.forEach { finding($0, &json) } }
            json.key("flags")
            json.array { json in record.flags.forEach { json.value($0) } }
            json.member("unscannable", record.unscannable?.rawValue)
            json.key("problems")
            json.array { json in record.problems.forEach { json.value($0) } }
        }
        bytes += json.bytes
        bytes.append(0x0A)
    }

    private func finding(_ finding: Record.Finding, _ json: inout JSONWriter) {
        json.object { json in
            json.member("rule", finding.rule)
            json.member("category", finding.category.rawValue)
            json.member("polarity", finding.polarity.rawValue)
            json.member("about", finding.about.rawValue)
            json.member("explicit", finding.explicit)
            json.member("confidence", finding.confidence)
            json.member("part", finding.part)
            json.member("where", finding.place)
            json.member("start", finding.scalars.lowerBound)
            json.member("end", finding.scalars.upperBound)
            json.member("excerpt", finding.excerpt)
            json.key("evidence")
            json.array { json in
                for evidence in finding.evidence {
                    json.object { json in
                        json.member("feature", evidence.feature)
                        json.member("weight", evidence.weight)
                        if let words = evidence.words { json.member("words", words) }
                    }
                }
            }
        }
    }
}
