//! Content hashes, for names of assets and for telling changed files.

use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes in hexadecimal, 64 characters.
pub fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file name with the start of its content's hash before the ending:
/// `search.3f9c21ab.js`.
pub fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let hash = &hex(bytes)[..8];
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{hash}.{ending}"),
        None => format!("{name}.{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_stands_before_the_ending() {
        assert_eq!(hashed_name("a/style.css", b""), "a/style.e3b0c442.css");
    }
}
