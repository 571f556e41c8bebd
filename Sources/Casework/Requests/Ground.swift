import Detection

/// On what ground somebody wants to see more, in their own words and by the codes of ``LawfulGrounds``.
public struct Ground: Sendable, Equatable, Codable {
    /// Code of a lawful basis (GDPR Art. 6(1)).
    public var basis: String
    /// Codes of conditions (GDPR Art. 9(2), Art. 10).
    public var conditions: [String]
    /// Why less would not do.
    public var whyNotLess: String
    /// The provision of law that is relied on.
    public var provision: String?
    /// The number of the legal matter.
    public var matter: String?
    /// Why the interests outweigh those of the people concerned.
    public var balancing: String?

    /// A ground.
    public init(
        basis: String, conditions: [String], whyNotLess: String, provision: String? = nil, matter: String? = nil,
        balancing: String? = nil
    ) {
        self.basis = basis
        self.conditions = conditions
        self.whyNotLess = whyNotLess
        self.provision = provision
        self.matter = matter
        self.balancing = balancing
    }

    fileprivate func value(of need: String) -> String? {
        switch need {
        case "provision": provision
        case "matter": matter
        case "balancing": balancing
        default: nil
        }
    }
}

/// An entry of the lists of lawful bases and conditions.
public struct LawfulGround: Sendable, Equatable {
    /// Which list.
    public enum Kind: String, Sendable {
        /// Lawful basis, Art. 6(1).
        case basis
        /// Condition for special categories, Art. 9(2).
        case special = "condition-9"
        /// Condition for criminal convictions and offences, Art. 10.
        case criminal = "condition-10"
    }

    /// Which list it stands in.
    public var kind: Kind
    /// What a request names.
    public var code: String
    /// The article of the GDPR.
    public var article: String
    /// The same in words.
    public var title: String
    /// What has to be written beside it: `provision`, `matter` or `balancing`.
    public var needs: String?
}

/// The lists of `grounds.csv`, and what `exclusions.csv` says the law excludes.
public enum LawfulGrounds {
    /// All entries, in the order of the file.
    public static let list: [LawfulGround] = text(PackageResources.grounds_csv).compactMap { row in
        guard let kind = row["kind"].flatMap(LawfulGround.Kind.init), let code = row["code"],
            let article = row["article"], let title = row["title"]
        else { return nil }
        let needs = row["needs"] ?? ""
        return LawfulGround(
            kind: kind, code: code, article: article, title: title, needs: needs.isEmpty ? nil : needs)
    }

    private struct Exclusion {
        var basis: String
        var concerns: String
        var unless: String
        var article: String
        var reason: String
    }

    private static let exclusions: [Exclusion] = text(PackageResources.exclusions_csv).compactMap { row in
        guard let basis = row["basis"], let concerns = row["concerns"], let unless = row["unless"],
            let article = row["article"], let reason = row["reason"]
        else { return nil }
        return Exclusion(basis: basis, concerns: concerns, unless: unless, article: article, reason: reason)
    }

    private static func text(_ bytes: [UInt8]) -> [[String: String]] {
        CommaSeparated.rows(String(decoding: bytes, as: UTF8.self))
    }

    /// Throws ``CaseworkError/excluded(article:reason:)`` where the law does not let these go together, or something that
    /// the ground asks for is not written.
    static func check(_ ground: Ground, categories: Set<Category>) throws(CaseworkError) {
        guard list.contains(where: { $0.kind == .basis && $0.code == ground.basis }) else {
            throw .badGround(reason: "'\(ground.basis)' is not a lawful basis: \(codes(.basis))")
        }
        let conditions = list.filter { $0.kind != .basis && ground.conditions.contains($0.code) }
        if let unknown = ground.conditions.first(where: { code in !conditions.contains { $0.code == code } }) {
            throw .badGround(
                reason: "'\(unknown)' is not a condition: \(codes(.special)), \(codes(.criminal))")
        }
        let concerns: Set<String> = Set(categories.map { $0 == .criminal ? "criminal" : "special" })
        for exclusion in exclusions
        where (exclusion.basis == "any" || exclusion.basis == ground.basis) && concerns.contains(exclusion.concerns)
            && !conditions.contains(where: { $0.kind.rawValue == exclusion.unless })
        {
            throw .excluded(article: exclusion.article, reason: exclusion.reason)
        }
        let chosen = list.filter { $0.kind == .basis && $0.code == ground.basis } + conditions
        for entry in chosen {
            guard let need = entry.needs, ground.value(of: need)?.isBlank ?? true else { continue }
            throw .excluded(article: entry.article, reason: "it needs a \(needWords[need] ?? need)")
        }
        if ground.whyNotLess.isBlank { throw .badGround(reason: "say why less would not do") }
    }

    private static let needWords = [
        "provision": "provision of law", "matter": "matter number", "balancing": "balancing statement",
    ]

    private static func codes(_ kind: LawfulGround.Kind) -> String {
        list.filter { $0.kind == kind }.map(\.code).joined(separator: ", ")
    }
}

extension String {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
