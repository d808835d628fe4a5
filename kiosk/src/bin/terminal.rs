//! The citizen's terminal, served at `/kiosk`.

fn main() {
    leptos::mount::mount_to_body(kiosk::terminal::Terminal);
}
