//! The wall screen (`/screen/…`): a main board with its voice, or the sign of one window.

fn main() {
    kiosk::screen::start();
}
