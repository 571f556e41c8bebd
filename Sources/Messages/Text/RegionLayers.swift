/// Regions from several sources put together to one list without overlaps.
enum RegionLayers {
    /// `over` where it stands, `base` elsewhere. Both are in order and without overlaps, and so is the result.
    static func overlay(_ base: [Region], with over: [Region]) -> [Region] {
        guard !base.isEmpty else { return over }
        guard !over.isEmpty else { return base }
        var result: [Region] = []
        result.reserveCapacity(base.count + over.count)
        var next = 0
        for region in base {
            var start = region.range.lowerBound
            while next < over.count, over[next].range.lowerBound < region.range.upperBound {
                let cover = over[next]
                if start < cover.range.lowerBound {
                    result.append(Region(kind: region.kind, range: start..<cover.range.lowerBound))
                }
                start = max(start, cover.range.upperBound)
                // One that reaches beyond this region also covers what follows it.
                if cover.range.upperBound > region.range.upperBound { break }
                result.append(cover)
                next += 1
            }
            if start < region.range.upperBound {
                result.append(Region(kind: region.kind, range: start..<region.range.upperBound))
            }
        }
        result += over[next...]
        return result.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}
