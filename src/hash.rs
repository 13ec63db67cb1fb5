//! Content hashes, for names of assets and for telling changed files.

use sha2::{Digest as _, Sha256};

/// The SHA-256 of some bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// In hexadecimal, 64 characters.
    pub fn hex(self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digits = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
    }

    /// A digest from its 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Digest> {
        let mut bytes = [0; 32];
        let digits = text.as_bytes();
        if digits.len() != 2 * bytes.len() {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
            for digit in pair {
                *byte = *byte << 4 | u8::try_from(char::from(*digit).to_digit(16)?).ok()?;
            }
        }
        Some(Digest(bytes))
    }
}

/// Hashes one thing after another, each with its length, so that what follows each
/// other does not run together.
#[derive(Clone, Default)]
pub struct Hasher(Sha256);

impl Hasher {
    /// Adds a thing.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// Adds texts, and how many there are.
    pub fn add_all<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) {
        let mut count = 0_u64;
        for text in texts {
            self.add(text.as_ref().as_bytes());
            count += 1;
        }
        self.add(&count.to_le_bytes());
    }

    /// The SHA-256 of all things.
    pub fn digest(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

/// The SHA-256 of some bytes.
pub fn digest(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

/// The SHA-256 of some bytes in hexadecimal, 64 characters.
pub fn hex(bytes: &[u8]) -> String {
    digest(bytes).hex()
}

/// The SHA-256 of some bytes in base 64, as policies and integrity values write it.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in Sha256::digest(bytes).chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for letter in 0..4 {
            let letter =
                if letter > three.len() { '=' } else { LETTERS[(bits >> (18 - 6 * letter)) as usize & 63].into() };
            text.push(letter);
        }
    }
    text
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
    fn base_64_is_padded() {
        assert_eq!(base64(b""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn hexadecimal_digits_are_read_again() {
        assert_eq!(Digest::from_hex(&hex(b"a")), Some(digest(b"a")));
        assert_eq!(Digest::from_hex(&hex(b"a").replace('c', "g")), None);
        assert_eq!(Digest::from_hex(""), None);
    }

    #[test]
    fn things_do_not_run_together() {
        let hash = |things: &[&str]| {
            let mut hasher = Hasher::default();
            things.iter().for_each(|thing| hasher.add(thing.as_bytes()));
            hasher.digest()
        };
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
        assert_eq!(hash(&["ab", "c"]), hash(&["ab", "c"]));
    }

    #[test]
    fn the_hash_stands_before_the_ending() {
        assert_eq!(hashed_name("a/style.css", b""), "a/style.e3b0c442.css");
    }
}
