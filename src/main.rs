//! The `cardctl` program.

fn main() {}
