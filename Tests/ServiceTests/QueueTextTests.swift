import Detection
import Foundation
import Testing

@testable import Casework
@testable import Service

@Suite("A listing as it is sent")
struct QueueTextTests {
    @Test("is what the general encoder would send, whatever the entries have and lack")
    func same() throws {
        var entries: [QueueEntry] = []
        let times = [nil, Date(timeIntervalSince1970: 0), Date(timeIntervalSince1970: 1_790_000_000)]
        for (index, deadline) in times.enumerated() {
            for state in CaseState.allCases {
                let holder = try ActorID("reviewer-\(index)")
                entries.append(
                    QueueEntry(
                        number: try #require(CaseNumber("abcdefg")), state: state, source: .form,
                        day: CaseDay(Date(timeIntervalSince1970: Double(index) * 1e9)), queue: "people \"\\/\u{1}é\n",
                        level: index, deadline: deadline,
                        categories: [[:], [.health: 0.9], [.union: 1, .health: 0.07, .criminal: 0.5]][index],
                        lease: deadline.map { Lease(holder: holder, end: $0) }, owner: index == 1 ? holder : nil,
                        waitsFor: index == 2 ? RequestID("r1234567") : nil, covers: index * 7,
                        isEscalated: index == 1, isProtected: index == 2))
            }
        }
        for list in [[], [entries[0]], entries] {
            let general = try Wire.encode(QueueAnswer(cases: list))
            #expect(
                String(decoding: QueueText.answer(list).body, as: UTF8.self) == String(decoding: general, as: UTF8.self)
            )
        }
    }
}
