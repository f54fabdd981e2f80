/// What to do where a picture and the size it should have differ in proportion.
public enum PictureFit: String, CaseIterable, Sendable {
    /// Show all of it in the middle of black: shrunk where it is too large, never enlarged.
    case pad
    /// Fill the size, and cut off what sticks out on both sides.
    case crop
    /// Fill the size with all of it, distorted.
    case stretch
}
