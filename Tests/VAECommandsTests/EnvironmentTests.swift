import Glibc
import Platform
import TestSupport
import Testing

/// How idle threads wait is set once, unless the user has set it.
@Suite struct EnvironmentTests {
    private let folder = TemporaryFolder()

    /// The environment of a training run as the system shows it.
    private func environment(_ variables: [String: String]) throws -> Set<String> {
        let arguments = "train -e 1000 --hidden 16 -z 3 -o run"
        let program = RunningProgram(
            arguments.split(separator: " ").map(String.init), in: folder, environment: variables)
        #expect(program.waitForOutput("epoch    1/1000"))
        let bytes = try FileSystem.read("/proc/\(program.process)/environ")
        program.send(SIGINT)
        let outcome = program.finish()
        #expect(outcome.status == 130)
        #expect(outcome.errors.hasPrefix("vae: interrupted after step "))
        return Set(bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
    }

    @Test func waitingIsSettled() throws {
        let variables = try environment([:])
        #expect(variables.contains { $0.hasPrefix("GOMP_SPINCOUNT=") })
    }

    @Test(arguments: [("GOMP_SPINCOUNT", "77"), ("OMP_WAIT_POLICY", "passive")])
    func theUsersChoiceStays(name: String, value: String) throws {
        let variables = try environment([name: value])
        #expect(variables.contains("\(name)=\(value)"))
        #expect(variables.filter { $0.hasPrefix("GOMP_") || $0.hasPrefix("OMP_") }.count == 1)
    }
}
