//! Every size against the formula (A64), the panels that halls have, and what must hold for all of them.

use super::*;
use proptest::prelude::*;

const HD: (u32, u32) = (1920, 1080);
const UHD: (u32, u32) = (3840, 2160);
const STANDING: (u32, u32) = (1080, 1920);

fn panel(inches: u32, metres: u32, (width_px, height_px): (u32, u32)) -> Screen {
    let diagonal_mm = (inches * 254 + 5) / 10;
    let plain = Screen::plain("x".parse().unwrap(), Layout::Main);
    Screen { diagonal_mm, width_px, height_px, distance_mm: metres * 1000, ..plain }
}

fn all() -> [Layout; 8] {
    [
        Layout::Main,
        Layout::Area { queues: Vec::new() },
        Layout::Window { window: "A01".parse().unwrap() },
        Layout::Guide { map: "m".parse().unwrap(), here: None },
        Layout::Public { lists: Vec::new(), terminals: false },
        Layout::Ratings,
        Layout::Six,
        Layout::Notice { notice: "n".parse().unwrap() },
    ]
}

/// `full 8`, or `no`.
fn told(screen: &Screen, layout: &Layout) -> String {
    fit(screen, layout).map_or("no".to_owned(), |fit| format!("{} {}", fit.density.name(), fit.rows))
}

#[test]
fn the_sizes_are_those_of_the_table_in_pixels_of_the_panel() {
    // inches, metres, Han, digits at 1920 × 1080
    for (inches, metres, han, digit) in [
        (43, 5, 44, 42),
        (43, 10, 88, 83),
        (43, 15, 132, 124),
        (55, 5, 35, 33),
        (55, 10, 69, 65),
        (55, 15, 103, 97),
        (75, 10, 51, 48),
        (98, 5, 20, 19),
        (98, 15, 58, 55),
    ] {
        let sizes = |pixels| {
            fit(&panel(inches, metres, pixels), &Layout::Main).map(|fit| (fit.han_px, fit.digit_px)).unwrap()
        };
        let (han_px, digit_px) = sizes(HD);
        assert!(
            han_px.abs_diff(han) <= 1 && digit_px.abs_diff(digit) <= 1,
            "{inches} {metres} {han_px} {digit_px}"
        );
        assert_eq!(sizes(STANDING), (han_px, digit_px));
        assert!(sizes(UHD).0.abs_diff(2 * han) <= 2);
    }
}

#[test]
fn common_panels_and_what_they_show_of_the_main_board() {
    // 5, 10 and 15 metres
    let table = |pixels| {
        [43, 55, 75, 98]
            .map(|inches| [5, 10, 15].map(|metres| told(&panel(inches, metres, pixels), &Layout::Main)))
            .map(|row| row.join(", "))
    };
    let lying = [
        "full 5, lean 7, bare 6",
        "full 8, lean 8, lean 5",
        "full 8, lean 8, lean 8",
        "full 8, full 5, lean 8",
    ];
    assert_eq!(table(HD), lying);
    assert_eq!(table(UHD), lying);
    let standing = [
        "full 5, lean 5, bare 7",
        "full 8, lean 8, bare 8",
        "full 8, lean 8, lean 6",
        "full 8, full 6, lean 8",
    ];
    assert_eq!(table(STANDING), standing);
}

#[test]
fn signs_and_sheets() {
    let at = |layout: &Layout| [5, 10, 15].map(|metres| told(&panel(55, metres, HD), layout)).join(", ");
    let told = all().map(|layout| format!("{}: {}", layout.name(), at(&layout)));
    assert_eq!(
        told,
        [
            "main: full 8, lean 8, lean 5",
            "area: full 8, lean 6, bare 5",
            "window: full 1, lean 1, lean 1",
            "guide: full 9, lean 10, no",
            "public: full 4, lean 4, no",
            "ratings: full 8, lean 9, no",
            "six: full 6, no, no",
            "notice: full 7, lean 8, no",
        ]
    );
}

#[test]
fn a_refusal_names_the_figures() {
    let far = fit(&panel(43, 20, HD), &Layout::Main).unwrap_err();
    assert_eq!(far.zh, "43 英寸屏在 20 米处汉字至少要 176 像素，只能放下 4 行叫号，至少要 5 行");
    assert_eq!(
        far.en,
        "On a 43-inch screen that is read from 20 m, Chinese characters need at least 176 px: \
         only 4 rows of calls fit, at least 5 are needed"
    );
    let half = Screen { distance_mm: 17_500, ..panel(43, 1, HD) };
    let sign = fit(&half, &Layout::Window { window: "A01".parse().unwrap() }).unwrap_err();
    assert_eq!(sign.zh, "43 英寸屏在 17.5 米处汉字至少要 154 像素，放不下窗口编号和单位名称");
}

#[test]
fn a_panel_that_nobody_measured_shows_everything() {
    for pixels in [HD, STANDING, (1920, 360), (0, 0)] {
        for layout in all() {
            assert_eq!(fit(&panel(0, 100, pixels), &layout), Ok(Fit::unmeasured()));
        }
    }
    assert_eq!(fit(&panel(43, 5, (0, 0)), &Layout::Main), Ok(Fit::unmeasured()), "a panel without pixels");
}

/// Rich is large: a refusal is less than everything.
fn richness(screen: &Screen, layout: &Layout) -> Option<Density> {
    fit(screen, layout).ok().map(|fit| fit.density)
}

fn a_screen() -> impl Strategy<Value = Screen> {
    let pixels = prop_oneof![
        Just(HD),
        Just(UHD),
        Just(STANDING),
        Just((2160, 3840)),
        Just((1920, 360)),
        (320u32..8000, 240u32..8000),
    ];
    (300u32..3_000, 500u32..40_000, pixels).prop_map(|(diagonal_mm, distance_mm, pixels)| Screen {
        diagonal_mm,
        distance_mm,
        ..panel(1, 1, pixels)
    })
}

proptest! {
    #[test]
    fn no_letter_is_smaller_than_the_formula(screen in a_screen()) {
        let mm_per_px = f64::from(screen.diagonal_mm) / f64::from(screen.width_px).hypot(f64::from(screen.height_px));
        let metres = f64::from(screen.distance_mm) / 1000.0;
        for layout in all() {
            if let Ok(fit) = fit(&screen, &layout) {
                prop_assert!(f64::from(fit.han_px) * 0.92 * mm_per_px >= 4.0 * metres - 1e-9);
                prop_assert!(f64::from(fit.digit_px) * 0.733 * mm_per_px >= 3.0 * metres - 1e-9);
                let calls = matches!(layout, Layout::Main | Layout::Area { .. });
                prop_assert!(!calls || CALLS.contains(&fit.rows));
            }
        }
    }

    #[test]
    fn farther_or_smaller_never_shows_more(screen in a_screen(), more in 1u32..20_000) {
        let farther = Screen { distance_mm: screen.distance_mm + more, ..screen.clone() };
        let larger = Screen { diagonal_mm: screen.diagonal_mm + more / 10, ..screen.clone() };
        for layout in all() {
            let here = richness(&screen, &layout);
            prop_assert!(richness(&farther, &layout) <= here);
            prop_assert!(richness(&larger, &layout) >= here);
        }
    }

    #[test]
    fn more_pixels_on_the_same_panel_show_the_same(screen in a_screen(), times in 2u32..5) {
        let finer =
            Screen { width_px: screen.width_px * times, height_px: screen.height_px * times, ..screen.clone() };
        for layout in all() {
            let (coarse, fine) = (fit(&screen, &layout), fit(&finer, &layout));
            prop_assert_eq!(coarse.is_ok(), fine.is_ok());
            if let (Ok(coarse), Ok(fine)) = (coarse, fine) {
                prop_assert_eq!((coarse.density, coarse.rows, coarse.grown), (fine.density, fine.rows, fine.grown));
                prop_assert!(fine.han_px <= coarse.han_px * times && fine.digit_px <= coarse.digit_px * times);
            }
        }
    }
}
