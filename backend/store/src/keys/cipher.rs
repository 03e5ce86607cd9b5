//! Authenticated encryption with XChaCha20-Poly1305, bound to labels that say what the bytes are and where they belong.

use crate::database::error::StoreError;
use chacha20poly1305::{
    XChaCha20Poly1305,
    aead::{Aead, KeyInit, Payload},
};
use zeroize::Zeroizing;

/// 256 bits that are wiped from memory when the last holder drops them.
pub(crate) type KeyBytes = Zeroizing<[u8; 32]>;

/// XChaCha20 takes a nonce of this many bytes, long enough to draw at random.
pub(super) const NONCE_BYTES: usize = 24;

/// Labels as associated data, each preceded by its length.
pub(super) fn bound_to(labels: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(160);
    for label in labels {
        bytes.extend_from_slice(&(label.len() as u32).to_be_bytes());
        bytes.extend_from_slice(label);
    }
    bytes
}

/// Nonce, ciphertext and tag.
pub(super) fn seal(key: &KeyBytes, nonce: [u8; NONCE_BYTES], aad: &[u8], plaintext: &[u8]) -> Result<Vec<u8>, StoreError> {
    let cipher = XChaCha20Poly1305::new((&**key).into());
    let sealed = cipher.encrypt(&nonce.into(), Payload { msg: plaintext, aad });
    let sealed = sealed.map_err(|_| StoreError::Unfit("a value is too long to seal".into()))?;
    Ok([&nonce[..], &sealed].concat())
}

/// What was sealed. `None` when the key, the labels or the bytes are not those that it was sealed with.
pub(super) fn open(key: &KeyBytes, sealed: &[u8], aad: &[u8]) -> Option<Vec<u8>> {
    let (nonce, ciphertext) = sealed.split_first_chunk::<NONCE_BYTES>()?;
    let cipher = XChaCha20Poly1305::new((&**key).into());
    cipher.decrypt(nonce.into(), Payload { msg: ciphertext, aad }).ok()
}
