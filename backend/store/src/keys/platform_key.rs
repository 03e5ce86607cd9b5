//! The platform key, which wraps every school's key, in a file of its own.

use super::cipher::KeyBytes;
use crate::database::{error::StoreError, world::Entropy};
use std::{
    fs,
    io::{self, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::Path,
};
use uuid::Uuid;
use zeroize::Zeroizing;

/// The key that wraps every school's key. It comes from a file that must be backed up apart from the databases.
pub struct PlatformKey(pub(super) KeyBytes);

impl PlatformKey {
    /// Reads 64 hexadecimal digits from a file that only its owner can read.
    ///
    /// # Errors
    /// `StoreError::KeyFile` when the file is missing, readable by others, or holds anything else.
    pub fn load(path: &Path) -> Result<PlatformKey, StoreError> {
        let wrong = |why: String| StoreError::KeyFile { path: path.display().to_string(), why };
        let mode = fs::metadata(path).map_err(|error| wrong(error.to_string()))?.mode();
        if mode & 0o077 != 0 {
            return Err(wrong(format!("others can read it. Run: chmod 600 {}", path.display())));
        }
        let text = Zeroizing::new(fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?);
        let key = from_hex(text.trim()).ok_or_else(|| wrong("it does not hold 64 hexadecimal digits".into()))?;
        Ok(PlatformKey(key))
    }

    /// Reads the file, and makes it with a new random key when it is not there. True: it was made now and needs a backup.
    ///
    /// # Errors
    /// As `load`, and when the file cannot be made.
    pub fn load_or_make(path: &Path) -> Result<(PlatformKey, bool), StoreError> {
        let wrong = |error: io::Error| StoreError::KeyFile { path: path.display().to_string(), why: error.to_string() };
        let made =
            !path.try_exists().map_err(wrong)? && make_file(path, &Zeroizing::new(Entropy::Real.draw(&[])?)).map_err(wrong)?;
        Ok((PlatformKey::load(path)?, made))
    }
}

/// The file is written whole and then given its name. So of two processes that start together one makes the key, and the other
/// never finds half of it. False: the other was first.
fn make_file(path: &Path, key: &[u8; 32]) -> io::Result<bool> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let aside = folder.join(format!(".{}.new", Uuid::new_v4()));
    let hex = Zeroizing::new(key.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&aside)?;
    let named = file.write_all(hex.as_bytes()).and_then(|()| file.sync_all()).and_then(|()| fs::hard_link(&aside, path));
    fs::remove_file(&aside)?;
    match named {
        Ok(()) => fs::File::open(folder)?.sync_all().map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

fn from_hex(text: &str) -> Option<KeyBytes> {
    let mut key = KeyBytes::default();
    if text.len() != 64 {
        return None;
    }
    for (byte, pair) in key.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn of_many_processes_one_makes_the_platform_key_and_all_have_it() {
        let folder = std::env::temp_dir().join(Uuid::new_v4().to_string());
        fs::create_dir(&folder).unwrap();
        for round in 0..50 {
            let path = folder.join(format!("{round}.key"));
            let launch = || PlatformKey::load_or_make(&path).map(|(key, made)| (*key.0, made)).unwrap();
            let launched = std::thread::scope(|scope| {
                let launches: Vec<_> = (0..8).map(|_| scope.spawn(launch)).collect();
                launches.into_iter().map(|launch| launch.join().unwrap()).collect::<Vec<_>>()
            });
            assert_eq!(launched.iter().filter(|(_, made)| *made).count(), 1);
            assert!(launched.iter().all(|(key, _)| *key == launched[0].0));
        }
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 50, "nothing is left beside the keys");
        fs::remove_dir_all(&folder).unwrap();
    }
}
