import Messages

/// Where in the message a candidate stands.
struct PlaceFamily: EvidenceFamily {
    let name = "place"
    let version = 1
    let features: [Feature] = [
        Feature("subject"), Feature("header", weight: -0.5), Feature("field", weight: 0.3), Feature("attachment"),
        Feature("quote"), Feature("attribution", weight: -1), Feature("signature", weight: -1),
        Feature("disclaimer", weight: -3), Feature("hidden", weight: -0.5), Feature("heading"),
        Feature("machine", weight: -2), Feature("answer", weight: 0.5), Feature("form"),
    ]

    func examine(_ candidates: [Candidate], in message: MessageText, found: (Int, FeatureHit) -> Void) {
        for (position, candidate) in candidates.enumerated() {
            let segment = message.segments[candidate.segment].segment
            if let feature = feature(of: segment.place) { found(position, FeatureHit(feature)) }
            if candidate.isAnswer { found(position, FeatureHit(11)) }
            if message.message.kind == .form { found(position, FeatureHit(12)) }
            if let kind = message.region(at: candidate.range.lowerBound, segment: candidate.segment) {
                found(position, FeatureHit(feature(of: kind)))
            }
        }
    }

    private func feature(of place: Place) -> Int? {
        switch place {
        case .body: nil
        case .subject: 0
        case .header: 1
        case .field: 2
        case .attachment: 3
        }
    }

    private func feature(of region: Region.Kind) -> Int {
        switch region {
        case .quote: 4
        case .attribution: 5
        case .signature: 6
        case .disclaimer: 7
        case .hidden: 8
        case .heading: 9
        case .machine: 10
        }
    }
}
