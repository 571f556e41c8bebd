/// The header fields that reading a mail asks for.
enum HeaderName {
    case subject, from, to, cc, date, messageID
    case comments, keywords, threadTopic
    case contentType, contentTransferEncoding, contentDisposition, contentDescription
    case other

    /// The field named in `range`, compared without case.
    @inline(__always) init(_ input: Span<UInt8>, _ range: Range<Int>) {
        func isWord(_ word: StaticString) -> Bool { ByteScan.isWord(word, in: input, range) }
        switch range.count {
        case 2: self = isWord("to") ? .to : isWord("cc") ? .cc : .other
        case 4: self = isWord("from") ? .from : isWord("date") ? .date : .other
        case 7: self = isWord("subject") ? .subject : .other
        case 8: self = isWord("keywords") ? .keywords : isWord("comments") ? .comments : .other
        case 10: self = isWord("message-id") ? .messageID : .other
        case 12: self = isWord("content-type") ? .contentType : isWord("thread-topic") ? .threadTopic : .other
        case 19:
            self =
                isWord("content-disposition")
                ? .contentDisposition : isWord("content-description") ? .contentDescription : .other
        case 25: self = isWord("content-transfer-encoding") ? .contentTransferEncoding : .other
        default: self = .other
        }
    }

    /// The name that a segment made from such a field carries.
    var display: String {
        switch self {
        case .subject: "Subject"
        case .from: "From"
        case .to: "To"
        case .cc: "Cc"
        case .date: "Date"
        case .messageID: "Message-ID"
        case .comments: "Comments"
        case .keywords: "Keywords"
        case .threadTopic: "Thread-Topic"
        case .contentType: "Content-Type"
        case .contentTransferEncoding: "Content-Transfer-Encoding"
        case .contentDisposition: "Content-Disposition"
        case .contentDescription: "Content-Description"
        case .other: ""
        }
    }
}
