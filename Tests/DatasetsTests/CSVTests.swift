import Datasets
import Pictures
import Platform
import TestSupport
import Testing

@Suite struct CSVTests {
    @Test(
        arguments: [
            ("1,2,3,4\n5,6,7,8\n", nil),
            ("1,2,3,4\r\n\r\n5, 6 ,7,8", nil),
            ("a,b,c,d\n1,2,3,4\n5,6,7,8\n", nil),
            ("7,1,2,3,4\n0,5,6,7,8\n", [7, 0]),
            ("label,p0,p1,p2,p3\n7,1,2,3,4\n0,5,6,7,8\n\n", [7, 0]),
            ("p0,p1,p2,p3,\"Class\"\n1,2,3,4,9\n5,6,7,8,10\n", [9, 10]),
        ] as [(String, [Int32]?)])
    func goodFiles(text: String, labels: [Int32]?) throws {
        let folder = TemporaryFolder()
        for bytes in [Array(text.utf8), gzip(Array(text.utf8))] {
            let dataset = try Dataset.open(folder.write("a.csv", bytes))
            #expect(dataset.shape == ExampleShape(channels: 1, height: 2, width: 2))
            #expect(try trainPixels(dataset) == [1, 2, 3, 4, 5, 6, 7, 8])
            #expect(try dataset.train().labels == labels)
        }
    }

    @Test func aSizeFoldsTheColumns() throws {
        let folder = TemporaryFolder()
        let path = try folder.write("a.csv", Array("1,2,3,4,5,6\n".utf8))
        let options = DatasetOptions(size: PictureSize(width: 3, height: 2))
        let dataset = try Dataset.open(path, options: options)
        #expect(dataset.shape == ExampleShape(channels: 1, height: 2, width: 3))
        #expect(try trainPixels(dataset) == [1, 2, 3, 4, 5, 6])
    }

    @Test(arguments: [
        ("1,2,3,4\n5,6,7\n", "line 2 has 3 values, not 4: P: every line is one picture"),
        (
            "label,a,b,c,d\n\n1,1,2,3,4\n1,5,6,7,8,9\n",
            "line 4 has 6 values, not 5: P: every line is one picture"
        ),
        (
            "1,2,3,4\n5,256,7,8\n",
            "value 2 in line 2 is no pixel: P: pixels are whole numbers, 0 to 255"
        ),
        (
            "1,2,3,4\n5,,7,8\n",
            "value 2 in line 2 is no pixel: P: pixels are whole numbers, 0 to 255"
        ),
        (
            "1,2,3,4\n5,1 2,7,8\n",
            "value 2 in line 2 is no pixel: P: pixels are whole numbers, 0 to 255"
        ),
        (
            "1,2,3,4\n0.5,1,7,8\n",
            "value 1 in line 2 is no pixel: P: pixels are whole numbers, 0 to 255"
        ),
        (
            "3,1,2,3,4\n-1,1,2,3,4\n",
            "value 1 in line 2 is no label: P: labels are whole numbers from 0 on"
        ),
        (
            "3,1,2,3,4\n9999999999,1,2,3,4\n",
            "value 1 in line 2 is no label: P: labels are whole numbers from 0 on"
        ),
        ("label,a,b,c,d\n", "no line has a picture: P: save one in each line"),
        (
            "1,2,3\n",
            """
            3 columns are no square picture, with or without a label: P: say the size with \
            --size WxH, or save one picture in each line
            """
        ),
    ])
    func badFiles(text: String, expected: String) throws {
        let folder = TemporaryFolder()
        let path = try folder.write("a.csv", Array(text.utf8))
        let problem = failure { _ = try Dataset.open(path).train() }
        #expect(problem?.description == expected.replacingP(with: path))
        #expect(problem?.kind == .data)
    }

    @Test func damagedFilesNeverCrash() throws {
        let folder = TemporaryFolder()
        let path = "\(folder.path)/a.csv"
        let whole = Array("label,a,b,c,d\n1,1,2,3,4\n1,5,6,7,8\n".utf8)
        for bytes in damaged(whole, rounds: 600, seed: 7) {
            try folder.write("a.csv", bytes)
            if let problem = readDamaged(path) {
                #expect(problem.place == path)
                #expect([.data, .noInput].contains(problem.kind))
            }
        }
    }
}
