//! A screen as it hangs in the hall: registered and changed by an administrator. A layout whose letters would be too
//! small at this size and distance is refused by the server, and said at the layout.

use super::choice::Pick;
use super::field::{Both, Fault, Faults, Pair, Typed, at};
use super::hours::{Span, Spans, Times};
use super::layout::{Draft, LayoutFields};
use super::text as t;
use super::{Wall, phrases};
use crate::desk::foot::Foot;
use crate::live::signs::SignCall;
use hall::id::ScreenId;
use hall::screen::{Layout, Screen, Volume};
use hall::text::Phrase;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Millimetres of an inch.
const INCH: f64 = 25.4;
/// Resolutions that are sold.
const SIZES: [(&str, Phrase); 5] = [
    ("1920x1080", Phrase::new("1920×1080 横屏", "1920×1080 landscape")),
    ("3840x2160", Phrase::new("3840×2160 横屏", "3840×2160 landscape")),
    ("1080x1920", Phrase::new("1080×1920 竖屏", "1080×1920 portrait")),
    ("2160x3840", Phrase::new("2160×3840 竖屏", "2160×3840 portrait")),
    (OWN, t::SIZE_OWN),
];
/// Another resolution.
const OWN: &str = "own";
/// Where the fields of the server stand; what is about none of them stands at the layout.
const PLACES: [(&str, &str); 17] = [
    ("/layout", "screen-layout-kind"),
    ("/layout/queues", "screen-layout-queues"),
    ("/layout/window", "screen-layout-window"),
    ("/layout/map", "screen-layout-map"),
    ("/layout/here", "screen-layout-here"),
    ("/layout/lists", "screen-layout-lists"),
    ("/layout/notice", "screen-layout-notice"),
    ("/id", "screen-id"),
    ("/place", "screen-place-zh"),
    ("/diagonal", "screen-diagonal"),
    ("/width", "screen-width"),
    ("/height", "screen-height"),
    ("/distance", "screen-distance"),
    ("/playlist", "screen-playlist"),
    ("/voice_zone", "screen-zone"),
    ("/volumes", "screen-volumes"),
    ("/dark", "screen-dark"),
];

/// A measure that was typed, in millimetres, within limits.
fn millimetres(typed: &str, unit: f64, least: f64, most: f64) -> Option<u32> {
    let typed: f64 = typed.trim().replace(['，', ','], ".").parse().ok()?;
    // within the limits nothing is cut off
    (least..=most).contains(&typed).then_some((typed * unit).round() as u32)
}

/// A measure for its field: at most one digit behind the point, and none for whole numbers.
fn shown(mm: u32, unit: f64) -> String {
    let value = format!("{:.1}", f64::from(mm) / unit);
    value.strip_suffix(".0").map(str::to_owned).unwrap_or(value)
}

/// What is being entered.
#[derive(Clone, Copy)]
struct Entry {
    id: RwSignal<String>,
    place: Pair,
    diagonal: RwSignal<String>,
    size: RwSignal<String>,
    width: RwSignal<String>,
    height: RwSignal<String>,
    distance: RwSignal<String>,
    layout: Draft,
    playlist: RwSignal<String>,
    zone: RwSignal<String>,
    volumes: Spans,
    dark: Spans,
    faults: Faults,
}

impl Entry {
    fn of(screen: &Screen) -> Self {
        let size = format!("{}x{}", screen.width_px, screen.height_px);
        let known = SIZES.iter().any(|(known, _)| *known == size);
        let diagonal = Some(screen.diagonal_mm).filter(|mm| *mm > 0);
        Self {
            id: RwSignal::new(screen.id.to_string()),
            place: Pair::of(&screen.place),
            diagonal: RwSignal::new(diagonal.map(|mm| shown(mm, INCH)).unwrap_or_default()),
            size: RwSignal::new(if known { size } else { OWN.to_owned() }),
            width: RwSignal::new(screen.width_px.to_string()),
            height: RwSignal::new(screen.height_px.to_string()),
            distance: RwSignal::new(shown(screen.distance_mm, 1000.0)),
            layout: Draft::of(&screen.layout),
            playlist: RwSignal::new(screen.playlist.as_ref().map(ToString::to_string).unwrap_or_default()),
            zone: RwSignal::new(screen.voice_zone.clone().unwrap_or_default()),
            volumes: Spans::of(
                screen.volumes.iter().map(|volume| Span::of(volume.period, Some(volume.percent))),
            ),
            dark: Spans::of(screen.dark.iter().map(|period| Span::of(*period, None))),
            faults: Faults::new(),
        }
    }

    fn pixels(self) -> Option<(u32, u32)> {
        let size = self.size.get();
        let pixels = |typed: &str| typed.trim().parse().ok().filter(|px| (320..=16_384).contains(px));
        match size.split_once('x') {
            Some((width, height)) => Some((pixels(width)?, pixels(height)?)),
            None => Some((pixels(&self.width.get())?, pixels(&self.height.get())?)),
        }
    }

    fn diagonal(self) -> Option<u32> {
        millimetres(&self.diagonal.get(), INCH, 6.0, 236.0)
    }

    fn distance(self) -> Option<u32> {
        millimetres(&self.distance.get(), 1000.0, 0.5, 60.0)
    }

    /// The smallest letters in pixels, Chinese and digits, as soon as all measures are there.
    fn letters(self) -> Option<(u32, u32)> {
        let (width_px, height_px) = self.pixels()?;
        let (diagonal_mm, distance_mm) = (self.diagonal()?, self.distance()?);
        let plain = Screen::plain("a".parse().ok()?, Layout::Main);
        let optics = Screen { width_px, height_px, diagonal_mm, distance_mm, ..plain }.optics()?;
        Some((optics.han_px().ceil() as u32, optics.digit_px().ceil() as u32))
    }

    /// The screen, when all of it can be; otherwise what is wrong is said where it is.
    fn read(self) -> Option<Screen> {
        let faults = self.faults;
        faults.clear();
        let id = self.id.with_untracked(|id| id.trim().parse::<ScreenId>().ok());
        let id = faults.need(id, "screen-id", t::ID_BAD);
        let place = faults.need(self.place.whole(), "screen-place-zh", t::NEED_BOTH);
        let diagonal = faults.need(untrack(|| self.diagonal()), "screen-diagonal", t::DIAGONAL_BAD);
        let pixels = faults.need(untrack(|| self.pixels()), "screen-width", t::SIZE_BAD);
        let distance = faults.need(untrack(|| self.distance()), "screen-distance", t::DISTANCE_BAD);
        let layout = self.layout.read();
        if let Err((field, phrase)) = layout {
            faults.show(&format!("screen-layout-{field}"), phrase.text());
        }
        let volumes = self.volumes.read(true);
        if let Err(phrase) = volumes {
            faults.show("screen-volumes", phrase.text());
        }
        let dark = self.dark.read(false);
        if let Err(phrase) = dark {
            faults.show("screen-dark", phrase.text());
        }
        let (width_px, height_px) = pixels?;
        let zone = self.zone.with_untracked(|zone| zone.trim().to_owned());
        let volume = |(period, percent)| Volume { period, percent };
        Some(Screen {
            id: id?,
            place: place?,
            diagonal_mm: diagonal?,
            width_px,
            height_px,
            distance_mm: distance?,
            layout: layout.ok()?,
            playlist: self.playlist.with_untracked(|id| id.parse().ok()),
            voice_zone: Some(zone).filter(|zone| !zone.is_empty()),
            volumes: volumes.ok()?.into_iter().map(volume).collect(),
            dark: dark.ok()?.into_iter().map(|(period, _)| period).collect(),
        })
    }
}

/// The form.
#[component]
pub fn ScreenForm(
    /// The page.
    wall: Wall,
    /// The screen, or none for another one.
    screen: Option<Screen>,
) -> impl IntoView {
    let desk = wall.desk;
    // one that runs without having been registered begins with the id that it has
    let is_new = screen
        .as_ref()
        .is_none_or(|screen| untrack(|| wall.signage(|signage| signage.screen(&screen.id).is_none())));
    let begun = screen.or_else(|| Some(Screen::plain("new".parse().ok()?, Layout::Main)));
    let Some(begun) = begun else { return ().into_any() };
    let entry = Entry::of(&begun);
    if is_new && begun.id.as_str() == "new" {
        entry.id.set(String::new());
    }
    let faults = entry.faults;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(screen) = entry.read() else { return };
        if is_new && untrack(|| wall.signage(|signage| signage.screen(&screen.id).is_some())) {
            return faults.show("screen-id", t::ID_TAKEN.text());
        }
        let (call, name) = (SignCall::Screen(screen.id.clone()), screen.id.to_string());
        wall.put::<Screen, Screen>(call, screen, (t::DONE_SCREEN, name), faults, |problem| {
            at(&PLACES, problem)
        });
    };
    let playlists = wall
        .options(|signage| signage.playlists.iter().map(|playlist| (&playlist.id, &playlist.name)).collect());
    let own = Memo::new(move |_| entry.size.with(|size| size == OWN));
    let letters = move || {
        let (han, digits) = entry.letters()?;
        Some(desk.fill(t::OPTICS, &[&han.to_string(), &digits.to_string()]))
    };
    let id = is_new.then(|| {
        view! {
            <Typed id="screen-id" label=desk.words(t::ID) value=entry.id faults hint=t::ID_HINT most=32 lang="en" first=true/>
        }
    });
    view! {
        <form novalidate on:submit=submit>
            {id}
            <Both id="screen-place" label=t::PLACE value=entry.place faults/>
            <div class="pair">
                <Typed id="screen-diagonal" label=desk.words(t::DIAGONAL) value=entry.diagonal faults most=6/>
                <Typed id="screen-distance" label=desk.words(t::DISTANCE) value=entry.distance faults most=6/>
                <Pick id="screen-size" label=desk.words(t::SIZE) value=entry.size options=phrases(desk, &SIZES) faults/>
            </div>
            <Show when=move || own.get()>
                <div class="pair">
                    <Typed id="screen-width" label=desk.words(t::WIDTH) value=entry.width faults most=5/>
                    <Typed id="screen-height" label=desk.words(t::HEIGHT) value=entry.height faults most=5/>
                </div>
            </Show>
            <p class="quiet" role="status" data-do="letters">{letters}</p>
            <LayoutFields wall id="screen-layout".to_owned() draft=entry.layout faults/>
            <div class="pair">
                <Pick
                    id="screen-playlist"
                    label=desk.words(t::PLAYLIST)
                    value=entry.playlist
                    options=playlists
                    faults
                    none=t::NO_PLAYLIST
                />
                <Typed id="screen-zone" label=desk.words(t::ZONE) value=entry.zone faults hint=t::ZONE_HINT most=32/>
            </div>
            <Times id="screen-volumes" legend=t::VOLUMES spans=entry.volumes percents=true faults/>
            <Times id="screen-dark" legend=t::DARK spans=entry.dark faults/>
            <Fault id="screen" faults/>
            <Foot
                confirm=if is_new { t::REGISTER } else { t::SAVE }
                act="screen-save"
                busy=wall.busy
                on_back=move || wall.asked.set(None)
            />
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::text::Text;

    #[test]
    fn measures_are_typed_in_the_units_of_people_and_kept_in_millimetres() {
        assert_eq!(millimetres("55", INCH, 5.0, 300.0), Some(1397));
        assert_eq!(millimetres("7,5", 1000.0, 0.3, 60.0), Some(7500));
        for bad in ["", "x", "NaN", "-5", "0", "301"] {
            assert_eq!(millimetres(bad, INCH, 5.0, 300.0), None, "{bad}");
        }
        assert_eq!(shown(1397, INCH), "55");
        assert_eq!(shown(7500, 1000.0), "7.5");
        for inches in 5..300 {
            let mm = millimetres(&inches.to_string(), INCH, 5.0, 300.0).unwrap();
            assert_eq!(shown(mm, INCH), inches.to_string());
        }
    }

    #[test]
    fn a_screen_is_entered_as_it_was_registered() {
        Owner::new().with(|| {
            let screen: Screen = serde_json::from_str(
                r#"{"id":"east","place":{"zh":"东侧","en":"East side"},"diagonal_mm":1397,"width_px":1366,
                    "height_px":768,"distance_mm":7500,"layout":{"kind":"area","queues":["A"]},"playlist":"p",
                    "voice_zone":"east","volumes":[{"period":{"from":720,"to":840},"percent":0}],
                    "dark":[{"from":1320,"to":1440}]}"#,
            )
            .unwrap();
            assert_eq!(Entry::of(&screen).read(), Some(screen.clone()));
            let plain = Entry::of(&Screen {
                diagonal_mm: 1397,
                width_px: 1920,
                height_px: 1080,
                distance_mm: 10_000,
                ..screen
            });
            assert_eq!(plain.letters(), Some((69, 65)), "as measured");
        });
    }

    #[test]
    fn what_the_server_refuses_is_said_at_its_field() {
        let json =
            r#"{"path":"/volumes/1/percent","code":"signage_invalid","detail":{"zh":"错","en":"Wrong"}}"#;
        let problem: hall::api::FieldProblem = serde_json::from_str(json).unwrap();
        let wrong = Text { zh: "错".to_owned(), en: "Wrong".to_owned() };
        assert_eq!(at(&PLACES, Some(&problem)), ("screen-volumes".to_owned(), wrong));
        assert_eq!(at(&PLACES, None).0, "screen-layout-kind", "the letters would be too small");
        let place = hall::api::FieldProblem { path: "/layout/here".to_owned(), ..problem };
        assert_eq!(at(&PLACES, Some(&place)).0, "screen-layout-here");
    }
}
