//! The staff desk: windows, supervisors, administrators.

fn main() {
    kiosk::desk::run();
}
