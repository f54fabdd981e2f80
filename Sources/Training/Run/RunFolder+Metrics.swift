import Autoencoders
public import Platform

extension RunFolder {
    /// The figures of all epochs made so far, from `metrics.jsonl`; none if there is no such file.
    ///
    /// A last line without its end is being written, and is left out.
    ///
    /// - Throws: `Failure` (`noInput`) if the file cannot be read, (`data`) if a line is wrong.
    public func epochReports() throws(Failure) -> [EpochReport] {
        guard FileSystem.kind(of: metricsPath) == .file else { return [] }
        let lines = try FileSystem.read(metricsPath)
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
        var reports = [EpochReport]()
        for (index, line) in lines.enumerated() {
            reports.append(
                try JSON.value(
                    EpochReport.self, from: Array(line), at: "\(metricsPath):\(index + 1)",
                    remedy: "remove the line"))
        }
        return reports
    }
}
