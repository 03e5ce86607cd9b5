//! How much memory the private PostgreSQL may use for pages of its tables.

use std::fs;

const PAGE_MEMORY_BYTES_MIN: u64 = 128 << 20;
const PAGE_MEMORY_BYTES_MAX: u64 = 1 << 30;
/// One part in so many of the machine's memory. PostgreSQL's manual advises a quarter of a machine of its own, but this machine is
/// shared, and pages that do not fit in here may still be in the system's file cache.
const MACHINE_SHARE: u64 = 16;

/// In bytes. Pages are taken as they are needed, so a small log on a big machine does not use it.
pub(super) fn for_pages() -> u64 {
    let machine = fs::read_to_string("/proc/meminfo").ok().and_then(|text| total(&text));
    let container = fs::read_to_string("/sys/fs/cgroup/memory.max").ok().and_then(|text| text.trim().parse().ok());
    share(machine.into_iter().chain(container).min())
}

fn share(memory: Option<u64>) -> u64 {
    memory.map_or(PAGE_MEMORY_BYTES_MIN, |memory| (memory / MACHINE_SHARE).clamp(PAGE_MEMORY_BYTES_MIN, PAGE_MEMORY_BYTES_MAX))
}

/// `MemTotal:       24682864 kB`
fn total(text: &str) -> Option<u64> {
    let kib: u64 = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kib << 10)
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn a_sixteenth_within_bounds() {
        let mib = |memory: u64| share(Some(memory << 20)) >> 20;
        assert_eq!([512, 4096, 8192, 24_000, 64_000].map(mib), [128, 256, 512, 1024, 1024]);
        assert_eq!(share(None), PAGE_MEMORY_BYTES_MIN);
    }

    #[test]
    fn the_machine_says_how_much_it_has() {
        assert_eq!(total("MemTotal:       8000000 kB\nMemFree:        1 kB\n"), Some(8_192_000_000));
        assert_eq!(total("MemFree: 1 kB\n"), None);
        assert!((PAGE_MEMORY_BYTES_MIN..=PAGE_MEMORY_BYTES_MAX).contains(&for_pages()));
    }
}
