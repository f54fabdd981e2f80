import CKernels
import KernelBodies
import Platform
import TestSupport
import Testing

/// Every body of every kernel, held to its accuracy.
@Suite(.serialized) struct KernelAccuracyTests {
    private static let cases = Dictionary(grouping: KernelCase.all, by: \.kernel)
    private static let kernels = cases.keys.sorted()

    /// Bodies that are each within their bounds agree among themselves within the sum of these.
    @Test(arguments: kernels)
    func everyBodyIsAccurate(_ kernel: String) {
        for testCase in Self.cases[kernel, default: []] {
            let expected = testCase.expected()
            for body in KernelBody.all {
                let results = onTeam(of: 2) { testCase.run(body.kernels) }
                guard results.count == expected.count else {
                    Issue.record("\(body), \(testCase.detail): \(results.count) results")
                    continue
                }
                let distances = zip(expected, results).map { $0.distance(to: $1) }
                guard let worst = distances.indices.max(by: { distances[$0] < distances[$1] }),
                    distances[worst] > 1
                else { continue }
                Issue.record(
                    """
                    \(body), \(testCase.detail): element \(worst) is \(results[worst]), not \
                    \(expected[worst].value): \(distances[worst]) times the error allowed
                    """)
            }
        }
    }

    @Test(arguments: kernels)
    func oneThreadAndTwoGiveTheSameBits(_ kernel: String) {
        for testCase in Self.cases[kernel, default: []] {
            for body in KernelBody.all {
                let alone = onTeam(of: 1) { testCase.run(body.kernels) }
                let together = onTeam(of: 2) { testCase.run(body.kernels) }
                let isSame = hasSameBits(alone, together)
                #expect(isSame, "\(body), \(testCase.detail)")
            }
        }
    }

    /// So what is tested here is what the program runs.
    @Test(arguments: kernels)
    func theLoaderPicksTheFastestBody(_ kernel: String) throws {
        let fastest = try #require(vae_has_clones() ? KernelBody.all.last : KernelBody.all.first)
        for testCase in Self.cases[kernel, default: []] {
            let isSame = hasSameBits(
                testCase.run(vae_loaded_body), testCase.run(fastest.kernels))
            #expect(isSame, "\(testCase.detail)")
        }
    }

    @Test func everyKernelHasACase() throws {
        let path = "\(repositoryRoot)/Sources/CKernels/include/CKernels.h"
        let header = String(decoding: try FileSystem.read(path), as: UTF8.self)
        let declared = header.matches(of: /vae_(\w+)\(/).map { String($0.1) }
        let team = ["team_set_size", "team_size", "parallel_for"]
        #expect(Self.kernels == declared.filter { !team.contains($0) }.sorted())
    }

    /// What `body` returns while the calling thread's team has `size` threads.
    private func onTeam(of size: Int32, _ body: () -> [Float]) -> [Float] {
        let before = vae_team_size()
        defer { vae_team_set_size(before) }
        vae_team_set_size(size)
        return body()
    }

    private func hasSameBits(_ first: [Float], _ second: [Float]) -> Bool {
        first.elementsEqual(second) { $0.bitPattern == $1.bitPattern }
    }
}
