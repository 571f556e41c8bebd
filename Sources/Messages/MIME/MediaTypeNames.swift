/// The media types that may be named to people. A sender can write anything into a Content-Type field, so what is not
/// in this list is shown as `unknown`.
enum MediaTypeNames {
    /// The listed name of the type in `range`, in lower case, or `unknown`.
    static func name(_ range: Range<Int>, in input: Span<UInt8>) -> String {
        guard !range.isEmpty else { return "text/plain" }
        guard range.count <= 80 else { return "unknown" }
        var name = ""
        for position in range { name.unicodeScalars.append(Unicode.Scalar(input[position].asciiLowercased)) }
        return known.contains(name) ? name : "unknown"
    }

    private static let known: Set<String> = [
        "application/ics", "application/json", "application/ld+json", "application/mac-binhex40", "application/mbox",
        "application/ms-excel", "application/ms-tnef", "application/msexcel", "application/mspowerpoint",
        "application/msword", "application/octet-stream", "application/ogg", "application/pdf",
        "application/pgp-encrypted", "application/pgp-keys", "application/pgp-signature", "application/pkcs7-mime",
        "application/pkcs7-signature", "application/postscript", "application/rtf", "application/vnd.apple.keynote",
        "application/vnd.apple.numbers", "application/vnd.apple.pages", "application/vnd.ms-excel",
        "application/vnd.ms-outlook", "application/vnd.ms-powerpoint", "application/vnd.ms-tnef",
        "application/vnd.oasis.opendocument.presentation", "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.rar",
        "application/x-7z-compressed", "application/x-gzip", "application/x-msdownload", "application/x-pdf",
        "application/x-pkcs7-mime", "application/x-pkcs7-signature", "application/x-rar-compressed",
        "application/x-shockwave-flash", "application/x-tar", "application/x-zip-compressed", "application/xhtml+xml",
        "application/xml", "application/zip", "audio/aac", "audio/amr", "audio/midi", "audio/mp4", "audio/mpeg",
        "audio/ogg", "audio/wav", "audio/webm", "audio/x-midi", "audio/x-wav", "image/bmp", "image/gif", "image/heic",
        "image/jpeg", "image/jpg", "image/pjpeg", "image/png", "image/svg+xml", "image/tiff", "image/webp",
        "image/x-icon", "image/x-png", "message/delivery-status", "message/disposition-notification",
        "message/external-body", "message/feedback-report", "message/global", "message/global-delivery-status",
        "message/global-headers", "message/news", "message/partial", "message/rfc822", "multipart/alternative",
        "multipart/digest", "multipart/encrypted", "multipart/mixed", "multipart/related", "multipart/report",
        "multipart/signed", "text/calendar", "text/css", "text/csv", "text/enriched", "text/html", "text/markdown",
        "text/plain", "text/richtext", "text/rfc822-headers", "text/rtf", "text/tab-separated-values", "text/vcard",
        "text/watch-html", "text/x-amp-html", "text/x-vcard", "text/xml", "video/3gpp", "video/avi", "video/mp4",
        "video/mpeg", "video/ogg", "video/quicktime", "video/webm", "video/x-ms-wmv", "video/x-msvideo",
    ]
}
