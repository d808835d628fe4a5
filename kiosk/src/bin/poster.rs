//! What is published on a wall screen, loaded by it when it has something of that kind to show.

fn main() {
    kiosk::screen::start_posters();
}
