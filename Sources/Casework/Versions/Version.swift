import Crypto
import Foundation

/// What is kept version by version, and changed by two people.
public enum VersionKind: String, Codable, Sendable, CaseIterable {
    /// `policy.yaml`.
    case policy
    /// A folder of rule packs, as a ``PatternArchive``.
    case patterns
}

/// Where a version stands.
public enum VersionState: String, Codable, Sendable, CaseIterable {
    /// Waits for a second person.
    case proposed
    /// What messages are judged by now.
    case inForce = "in-force"
    /// Was in force, or was overtaken before it could be.
    case past
}

/// A version, as lists show it.
public struct VersionEntry: Sendable, Equatable {
    /// Of what.
    public var kind: VersionKind
    /// From 1, by kind.
    public var number: Int
    /// SHA-256 of the policy, or ``PatternArchive/digest``.
    public var digest: [UInt8]
    /// Where it stands.
    public var state: VersionState
    /// Who proposed it.
    public var proposer: ActorID
    /// When.
    public var proposed: Date
    /// Who put it in force.
    public var approver: ActorID?
    /// When.
    public var approved: Date?

    package init(
        kind: VersionKind, number: Int, digest: [UInt8], state: VersionState, proposer: ActorID, proposed: Date,
        approver: ActorID?, approved: Date?
    ) {
        self.kind = kind
        self.number = number
        self.digest = digest
        self.state = state
        self.proposer = proposer
        self.proposed = proposed
        self.approver = approver
        self.approved = approved
    }
}

/// A folder of rule packs in one piece.
public struct PatternArchive: Sendable, Equatable, Codable {
    /// Contents by path inside the folder.
    public var files: [String: Data]

    /// Takes the `.yaml`, `.txt` and `.tsv` files of a folder; the policy has versions of its own and is left out.
    public init(folder: String) throws {
        let manager = FileManager.default
        files = [:]
        for name in manager.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
            guard [".yaml", ".txt", ".tsv"].contains(where: name.hasSuffix), name != "policy.yaml" else { continue }
            guard let content = manager.contents(atPath: "\(folder)/\(name)") else {
                throw CaseworkError.badVersion(reason: "\(folder)/\(name): cannot be read")
            }
            files[name] = content
        }
    }

    /// Reads what ``bytes`` gave.
    public init(bytes: [UInt8]) throws {
        guard let archive = try? JSONDecoder().decode(Self.self, from: Data(bytes)),
            archive.files.keys.allSatisfy({ !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") })
        else { throw CaseworkError.damaged(what: "a version of the rule packs") }
        self = archive
    }

    /// The archive in one piece.
    public var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            return Array(try encoder.encode(self))
        }
    }

    /// SHA-256 over names and contents in the order of the names.
    public var digest: [UInt8] {
        var hash = SHA256()
        for (name, content) in files.sorted(by: { $0.key < $1.key }) {
            hash.update(data: Data("\(name)\0\(content.count)\0".utf8))
            hash.update(data: content)
        }
        return Array(hash.finalize())
    }

    /// Writes the files into a folder, from which they are read as any others.
    public func write(to folder: String) throws {
        for (name, content) in files {
            let path = "\(folder)/\(name)"
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try content.write(to: URL(fileURLWithPath: path))
        }
    }
}
