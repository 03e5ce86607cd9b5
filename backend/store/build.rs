//! A new migration file must find its way into the binary.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
