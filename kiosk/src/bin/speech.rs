//! The voice of the terminal, loaded by it when somebody wants to be read to.

fn main() {
    kiosk::speech::start();
}
