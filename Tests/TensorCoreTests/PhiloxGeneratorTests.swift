import Glibc
import TensorCore
import TestSupport
import Testing

@Suite struct PhiloxGeneratorTests {
    /// A state and the block of four words that it gives.
    struct KnownAnswer: Sendable {
        let seed, stream, position: UInt64
        let words: [UInt32]
    }

    // The known answers of the Random123 library for philox4x32, 10 rounds. Counter words 0 and 1
    // are the position, 2 and 3 the stream; the key is the seed; low words first.
    static let knownAnswers = [
        KnownAnswer(
            seed: 0, stream: 0, position: 0,
            words: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
        KnownAnswer(
            seed: .max, stream: .max, position: .max,
            words: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
        KnownAnswer(
            seed: 0x299f_31d0_a409_3822, stream: 0x0370_7344_1319_8a2e,
            position: 0x85a3_08d3_243f_6a88,
            words: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]),
    ]

    @Test(arguments: knownAnswers)
    func blocksAreThePublishedOnes(_ answer: KnownAnswer) {
        let start = PhiloxGenerator(
            seed: answer.seed, stream: answer.stream, position: answer.position)
        var generator = start
        #expect(generator.next() == UInt64(answer.words[1]) << 32 | UInt64(answer.words[0]))
        generator = start
        // A uniform number is the upper 24 bits of a word.
        #expect(generator.uniform([4]).elements == answer.words.map { Float($0 >> 8) * 0x1p-24 })
        #expect(generator.position == answer.position &+ 1)
    }

    @Test func aStreamContinuesExactlyWhereItStopped() {
        var whole = PhiloxGenerator(seed: 5, stream: 2)
        let normals = whole.normal([100_000]).elements
        #expect(whole.position == 25_000)
        var parts = PhiloxGenerator(seed: 5, stream: 2)
        let pieces = [4, 40, 16_384, 83_572].flatMap { parts.normal([$0]).elements }
        #expect(pieces == normals)
        #expect(parts == whole)
        var entered = PhiloxGenerator(seed: 5, stream: 2, position: 20_000)
        #expect(entered.normal([20_000]).elements == Array(normals[80_000...]))
        #expect(entered == whole)
    }

    @Test func aPartialBlockIsNotUsedTwice() {
        var generator = PhiloxGenerator(seed: 5)
        let block = generator.uniform([4]).elements
        generator = PhiloxGenerator(seed: 5)
        #expect(generator.uniform([3]).elements == Array(block[..<3]))
        #expect(generator.position == 1)
        #expect(generator.uniform([0]).count == 0)
        #expect(generator.position == 1)
    }

    @Test func seedsAndStreamsDiffer() {
        var firsts = Set<UInt64>()
        for seed in 0..<30 as Range<UInt64> {
            for stream in 0..<30 as Range<UInt64> {
                var generator = PhiloxGenerator(seed: seed, stream: stream)
                firsts.insert(generator.next())
            }
        }
        #expect(firsts.count == 900)
    }

    @Test func uniformNumbersFillTheUnitInterval() {
        var generator = PhiloxGenerator(seed: 1)
        let numbers = generator.uniform([1_000_000]).elements
        #expect(numbers.allSatisfy { $0 >= 0 && $0 < 1 })
        var counts = [Double](repeating: 0, count: 100)
        for number in numbers { counts[Int(number * 100)] += 1 }
        // Chi squared with 99 degrees of freedom: 99 ± 14; five deviations either way.
        let chiSquared = counts.reduce(0) { $0 + ($1 - 1e4) * ($1 - 1e4) / 1e4 }
        #expect(chiSquared > 29 && chiSquared < 169)
    }

    @Test func normalNumbersHaveTheMomentsAndTailsOfTheNormalDistribution() {
        var generator = PhiloxGenerator(seed: 1)
        let count = 1_000_000.0
        let numbers = generator.normal([1_000_000]).elements.map { Double($0) }
        let moments = (1...4).map { power in
            numbers.reduce(0) { $0 + pow($1, Double(power)) } / count
        }
        // Five standard errors: √(1, 2, 15, 96) / 1000.
        #expect(abs(moments[0]) < 0.005)
        #expect(abs(moments[1] - 1) < 0.0071)
        #expect(abs(moments[2]) < 0.0194)
        #expect(abs(moments[3] - 3) < 0.049)
        for bound in [-3.0, -2, -1, 0, 0.5, 1.5, 2.5, 4] {
            let share = 0.5 * erfc(-bound / 2.0.squareRoot())
            let below = Double(numbers.count { $0 < bound }) / count
            #expect(abs(below - share) < 5 * (share * (1 - share) / count).squareRoot(), "\(bound)")
        }
        let product = (1..<numbers.count).reduce(0) { $0 + numbers[$1] * numbers[$1 - 1] } / count
        #expect(abs(product) < 0.005)
    }

    @Test func normalNumbersAreTheTransformOfTheirWords() {
        let start = PhiloxGenerator(seed: 77, stream: 3)
        var (words, normals) = (start, start)
        let uniform = words.uniform([40_000]).elements.map { Double($0) }
        var expected = [Double]()
        for pair in stride(from: 0, to: uniform.count, by: 2) {
            // The radius's word counts from 1, so that its logarithm is finite.
            let radius = (-2 * log(uniform[pair] + 0x1p-24)).squareRoot()
            expected.append(radius * cos(2 * .pi * uniform[pair + 1]))
            expected.append(radius * sin(2 * .pi * uniform[pair + 1]))
        }
        expectClose(normals.normal([40_000]), expected, tolerance: 2e-6)
    }

    @Test func rowsDependOnTheirKeyAlone() {
        let keys: [UInt64] = [4, 900, .max, 0, 7]
        for columns in [1, 3, 4, 5, 32, 101] {
            let all = PhiloxGenerator.normalRows(seed: 6, keys: keys, draw: 2, columns: columns)
            #expect(all.shape == [5, columns])
            for (row, key) in keys.enumerated() {
                let alone = PhiloxGenerator.normalRows(
                    seed: 6, keys: [key], draw: 2, columns: columns)
                #expect(alone.elements == all.row(row).elements)
                var stream = PhiloxGenerator(seed: 6, stream: key, position: 2 << 32)
                #expect(stream.normal([columns]).elements == alone.elements)
            }
            let other = PhiloxGenerator.normalRows(seed: 6, keys: keys, draw: 3, columns: columns)
            #expect(other.elements != all.elements)
        }
    }

    @Test(arguments: [0.1, 0.5, 0.9] as [Float])
    func dropoutKeepsTheMeanAndMultipliesTheGradientByItsMask(_ probability: Float) throws {
        let start = PhiloxGenerator(seed: 8)
        var (generator, again) = (start, start)
        let count = 200_000
        let tape = Tape()
        let x = tape.variable(Tensor(repeating: 2, shape: [count]))
        let y = x.dropout(probability: probability, using: &generator)
        let mask = again.dropoutMask([count], probability: probability).elements
        #expect(generator == again)
        #expect(Set(mask) == [0, 1 / (1 - probability)])
        let dropped = Double(mask.count { $0 == 0 }) / Double(count)
        let p = Double(probability)
        #expect(abs(dropped - p) < 5 * (p * (1 - p) / Double(count)).squareRoot())
        #expect(y.value.elements == mask.map { 2 * $0 })
        #expect(try #require(tape.gradients(of: y.sum())[x]).elements == mask)
    }

    @Test func dropoutOfNothingTakesNoNumbers() {
        var generator = PhiloxGenerator(seed: 8)
        let x = Variable(Tensor([1, 2]))
        #expect(x.dropout(probability: 0, using: &generator).value.elements == [1, 2])
        #expect(generator.position == 0)
    }
}
