import Foundation

/// Policies and rule packs by their versions: kept for good, put in force by a second person.
public protocol VersionStore: Sendable {
    /// Stores a policy's text, or ``PatternArchive/bytes``; its number.
    func proposeVersion(_ kind: VersionKind, _ content: [UInt8], by actor: ActorID, at time: Date) async throws -> Int
    /// Puts a proposed version in force.
    func approveVersion(_ kind: VersionKind, _ number: Int, by actor: ActorID, at time: Date) async throws
    /// All versions of a kind, oldest first.
    func versions(_ kind: VersionKind, by actor: ActorID, at time: Date) async throws -> [VersionEntry]
    /// The content of a version.
    func version(_ kind: VersionKind, _ number: Int, by actor: ActorID, at time: Date) async throws -> [UInt8]
    /// Number and content of what is in force, for hooks, forms and scans; nil where nothing was approved.
    func versionInForce(_ kind: VersionKind) async throws -> (number: Int, content: [UInt8])?
}
