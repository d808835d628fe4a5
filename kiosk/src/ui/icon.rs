//! The icons (Lucide, ISC; `assets/icons/LICENSE`), part of the program: no request, no flash. An icon
//! never stands alone and is never read out; the word beside it says what it is (A10).

use leptos::prelude::*;

macro_rules! icons {
    ($($(#[$meta:meta])* $name:ident = $file:literal;)+) => {
        /// An icon.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon {
            $($(#[$meta])* #[doc = $file] $name,)+
        }

        impl Icon {
            /// Its drawing, in the current colour.
            #[must_use]
            pub const fn svg(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("../../../assets/icons/", $file, ".svg")),)+
                }
            }
        }
    };
}

icons! {
    ArrowLeft = "arrow-left";
    Banknote = "banknote";
    Bell = "bell-ring";
    Building = "building-2";
    Calendar = "calendar-clock";
    Camera = "camera";
    Check = "circle-check";
    ChevronLeft = "chevron-left";
    ChevronRight = "chevron-right";
    Clock = "clock";
    Contrast = "contrast";
    Eye = "eye";
    File = "file-text";
    Footprints = "footprints";
    Guide = "book-open-text";
    Hand = "hand-helping";
    House = "house";
    Info = "info";
    Languages = "languages";
    Layers = "layers";
    Leave = "log-out";
    List = "list-checks";
    Map = "map-pinned";
    Offline = "wifi-off";
    Package = "package-check";
    Phone = "phone";
    Priority = "badge-check";
    Printer = "printer";
    Pin = "map-pin";
    Code = "qr-code";
    Retry = "rotate-ccw";
    Scroll = "scroll-text";
    Search = "search";
    Seated = "accessibility";
    Speech = "volume-2";
    Star = "star";
    Ticket = "ticket";
    Timer = "timer";
    Users = "users";
    Wait = "loader-circle";
    Warning = "triangle-alert";
}

/// An icon as an element, hidden from assistive technology.
#[component]
pub fn Picture(
    /// Which.
    icon: Icon,
) -> impl IntoView {
    view! { <span class="icon" aria-hidden="true" inner_html=icon.svg()></span> }
}
