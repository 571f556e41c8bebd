/// Figures in the text format of Prometheus (exposition format 0.0.4).
struct FiguresText {
    private(set) var text = ""

    /// A family of one kind: a line of help, a line of its type, and its values by labels.
    mutating func add(
        _ name: String, _ type: String, _ help: String, _ values: [(labels: [(String, String)], value: String)]
    ) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
        for (labels, value) in values { text += "\(name)\(Self.written(labels)) \(value)\n" }
    }

    /// Counts by one label, in its order.
    mutating func add(_ name: String, _ help: String, _ label: String, _ counts: [String: Int]) {
        add(
            name, "counter", help,
            counts.sorted { $0.key < $1.key }.map { ([(label, $0.key)], "\($0.value)") })
    }

    /// One number that goes up and down.
    mutating func add(gauge name: String, _ help: String, _ value: Int) { add(name, "gauge", help, [([], "\(value)")]) }

    /// Distributions by phase.
    mutating func add(_ name: String, _ help: String, _ phases: [String: MailFigures.Times]) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) histogram\n"
        for (phase, times) in phases.sorted(by: { $0.key < $1.key }) {
            let steps = zip(MailFigures.Times.steps.map { "\($0)" } + ["+Inf"], times.counts + [times.count])
            for (step, count) in steps {
                text += "\(name)_bucket\(Self.written([("phase", phase), ("le", step)])) \(count)\n"
            }
            text += "\(name)_sum\(Self.written([("phase", phase)])) \(times.sum)\n"
            text += "\(name)_count\(Self.written([("phase", phase)])) \(times.count)\n"
        }
    }

    /// Every value is a word of our own: nothing in it has to be escaped.
    private static func written(_ labels: [(String, String)]) -> String {
        labels.isEmpty ? "" : "{" + labels.map { "\($0)=\"\($1)\"" }.joined(separator: ",") + "}"
    }
}

extension MailHook {
    /// Everything that is counted.
    func figuresText(connections: Int, judge: MailJudge) -> String {
        let state = figures.current
        let use = budget.inUse
        var text = FiguresText()
        text.add(
            "inward_milter_messages_total", "Messages by what became of them.", "disposition", state.dispositions)
        text.add("inward_milter_ends_total", "Messages by how they ended for the mail server.", "end", state.ends)
        text.add(
            "inward_milter_reasons_total", "Messages for which it did other than the policy says, by reason.", "reason",
            state.reasons)
        text.add("inward_milter_reloads_total", "Reloads by what came of them.", "result", state.reloads)
        text.add(
            "inward_milter_bytes_total", "counter", "Bytes of messages received.", [([], "\(state.bytes)")])
        text.add("inward_milter_seconds", "Time of a message by phase.", state.phases)
        text.add(gauge: "inward_milter_connections", "Connections open.", connections)
        text.add(gauge: "inward_milter_messages_at_work", "Messages worked on.", use.messages)
        text.add(gauge: "inward_milter_memory_bytes", "Bytes of them in memory.", use.bytes)
        text.add(gauge: "inward_milter_brake", "1 where the brake holds.", share.isOn ? 1 : 0)
        text.add(gauge: "inward_milter_store_away", "1 where nothing can be held.", absence.isAway ? 1 : 0)
        text.add(
            "inward_milter_rules", "gauge", "What mail is judged by.",
            [([("policy", "\(judge.policy.version)"), ("packs", judge.packName)], "1")])
        return text.text
    }
}
