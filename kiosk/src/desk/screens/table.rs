//! All screens and kiosks: what each is for, what is on it and why, by the clock and by its own word, and what is
//! wrong with it.

use super::dialog::{Ask, Asked};
use super::text as t;
use super::{Wall, words};
use crate::live::signs::SignCall;
use hall::api::ScreenStanding;
use hall::moment::Moment;
use hall::screen::{On, Screen, on};
use hall::text::{Lang, Phrase};
use leptos::prelude::*;

/// Characters of a build that tell it from others.
const BUILD: usize = 8;

/// The page of the screens.
#[component]
pub fn Table(
    /// The page.
    wall: Wall,
) -> impl IntoView {
    let desk = wall.desk;
    // a kiosk may have the id of a screen
    let ids = Memo::new(move |_| {
        let key = |screen: &ScreenStanding| (screen.kiosk, screen.id.clone());
        wall.watch.all.with(|all| all.iter().flatten().map(key).collect::<Vec<_>>())
    });
    let state = move || match wall.watch.all.with(|all| all.as_ref().map(Vec::is_empty)) {
        None => Some(desk.say(t::LOADING)),
        Some(true) => Some(desk.say(t::NONE_YET)),
        Some(false) => None,
    };
    let head = move |phrase: Phrase| view! { <th scope="col">{desk.words(phrase)}</th> };
    view! {
        <section class="card stack" aria-labelledby="screens-title">
            <div class="ratings-head">
                <h2 id="screens-title">{desk.words(t::PART_SCREENS)}</h2>
                <span class="quiet" role="status">{state}</span>
                <span class="fill"></span>
                <Show when=move || wall.may_change.get()>
                    <Ask wall phrase=t::ADD_SCREEN act="screen-add" primary=true asks=|| Some(Asked::Screen(None))/>
                </Show>
            </div>
            <p class="quiet">{desk.words(t::HINT)}</p>
            <div class="scroll">
                <table class="list screens" aria-labelledby="screens-title">
                    <thead>
                        <tr>
                            {head(t::COL_SCREEN)} {head(t::COL_KIND)} {head(t::COL_ON)} {head(t::COL_SEEN)}
                            {head(t::COL_BUILD)} {head(t::COL_SOUND)} {head(t::COL_ACTS)}
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || ids.get() key=Clone::clone children=move |(kiosk, id)| {
                            let standing = Memo::new(move |before: Option<&Option<ScreenStanding>>| {
                                let now = wall.watch.all.with(|all| {
                                    all.iter().flatten().find(|one| one.kiosk == kiosk && one.id == id).cloned()
                                });
                                // a row that is about to go keeps what it showed
                                now.or_else(|| before.cloned().flatten())
                            });
                            view! { <Row wall standing/> }
                        }/>
                    </tbody>
                </table>
            </div>
        </section>
    }
}

/// What is on a screen by playlist and clock; none for a kiosk, and while something of it is not known.
fn planned(wall: Wall, standing: &ScreenStanding, now: Moment) -> Option<On> {
    let screen = wall.signage(|signage| signage.screen(&standing.id).cloned()).filter(|_| !standing.kiosk)?;
    let face = standing.seen.as_ref().map(|seen| &seen.face);
    // only the screen knows how long a call is announced
    let calling = standing.standing.here && face.is_some_and(|face| face.why.as_deref() == Some("call"));
    let hours = wall.desk.hall.with(|hall| hall.as_ref().map(|hall| hall.hours.clone()))?;
    let outline = wall.published.signs.outline;
    outline.with(|outline| Some(on(&screen, outline.as_ref()?, &hours, now, calling)))
}

/// What is on a screen, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Told {
    on: String,
    why: Option<String>,
    /// What the screen says, when that is something else.
    says: Option<String>,
}

/// What is on, why, and what the screen says when that is something else.
fn on_now(wall: Wall, standing: &ScreenStanding, lang: Lang) -> Told {
    let signage = wall.signage(Clone::clone);
    let face = standing.seen.as_ref().map(|seen| &seen.face).filter(|_| standing.standing.here);
    let says = face.map(|face| words::reported(face, &signage, lang));
    if wall.desk.live.emergency().is_some() {
        let differs = face.is_some_and(|face| face.on != "emergency");
        return Told { on: t::ON_EMERGENCY.get(lang).to_owned(), why: None, says: says.filter(|_| differs) };
    }
    let now = wall.desk.live.now.get();
    let Some(On { layout, why }) = now.and_then(|now| planned(wall, standing, now)) else {
        return Told { on: says.unwrap_or_else(|| "–".to_owned()), ..Told::default() };
    };
    let minute = now.map(Moment::minute_of_day);
    let screen = wall.signage(|signage| signage.screen(&standing.id).cloned());
    let dark = screen.zip(minute).is_some_and(|(screen, minute)| screen.is_dark(minute));
    let name = if dark { "dark" } else { layout.name() };
    let words = match dark {
        true => words::shown(name, lang),
        false => words::layout(&layout, &signage, lang),
    };
    let why = if dark { t::WHY_DARK.get(lang).to_owned() } else { words::why(&why, &signage, lang) };
    // what it said a moment ago was right then, when its turn has just ended
    let was = standing.seen.as_ref().and_then(|seen| planned(wall, standing, seen.at));
    let was_right = |on: &str| was.as_ref().is_some_and(|was| was.layout.name() == on);
    let differs = face.is_some_and(|face| face.on != name && (dark || !was_right(&face.on)));
    Told { on: words, why: Some(why), says: says.filter(|_| differs) }
}

#[component]
fn Row(wall: Wall, standing: Memo<Option<ScreenStanding>>) -> impl IntoView {
    let desk = wall.desk;
    let of = move |get: fn(&ScreenStanding, Lang) -> String| {
        move || {
            let lang = desk.lang.get();
            standing.with(|standing| standing.as_ref().map(|standing| get(standing, lang)))
        }
    };
    let is = move |is: fn(&ScreenStanding) -> bool| {
        move || standing.with(|standing| standing.as_ref().is_some_and(is))
    };
    let id = standing.with_untracked(|standing| standing.as_ref().map(|standing| standing.id.to_string()));
    let id = id.unwrap_or_default();
    let troubles = Memo::new(move |_| {
        let (lang, now) = (desk.lang.get(), desk.live.now.get());
        standing
            .with(|standing| standing.as_ref().map(|standing| words::trouble(standing, now, lang)))
            .unwrap_or_default()
    });
    let registered = Memo::new(move |_| {
        let id = standing.with(|standing| {
            standing.as_ref().filter(|standing| !standing.kiosk).map(|standing| standing.id.clone())
        });
        id.and_then(|id| wall.signage(|signage| signage.screen(&id).cloned()))
    });
    let kind = move || {
        let lang = desk.lang.get();
        let known =
            registered.with(|screen| screen.as_ref().map(|screen| words::shown(screen.layout.name(), lang)));
        known.unwrap_or_else(|| {
            if is(|screen| screen.kiosk)() { t::KIOSK.get(lang).to_owned() } else { "–".to_owned() }
        })
    };
    let now = Memo::new(move |_| {
        let lang = desk.lang.get();
        standing.with(|standing| standing.as_ref().map(|standing| on_now(wall, standing, lang)))
    });
    let on = move |get: fn(Told) -> Option<String>| move || now.get().and_then(get);
    let seen = move || {
        let (lang, now) = (desk.lang.get(), desk.live.now.get());
        let at =
            standing.with(|standing| standing.as_ref().and_then(|one| one.seen.as_ref()).map(|seen| seen.at));
        at.map_or_else(|| t::NEVER_SEEN.get(lang).to_owned(), |at| words::since(at, now, lang))
    };
    let build = Memo::new(move |_| {
        standing.with(|standing| Some(standing.as_ref()?.seen.as_ref()?.face.build.clone()))
    });
    let short = move || build.get().map(|build| build.chars().take(BUILD).collect::<String>());
    let old = move || {
        let served = desk.live.build.get();
        build.get().zip(served).is_some_and(|(own, served)| own != served)
    };
    let says = move || on(|told| told.says)().map(|says| desk.fill(t::SAYS, &[&says]));
    view! {
        <tr data-row=id.clone()>
            <th scope="row">
                <b>{of(words::name)}</b>
                <small lang="en">{id.clone()}</small>
                <Show when=is(|screen| !screen.registered && !screen.kiosk)>
                    <small>{desk.words(t::UNREGISTERED)}</small>
                </Show>
            </th>
            <td>{kind}</td>
            <td class="on-now">
                <div role="status">
                    <ul class="troubles">
                        {move || {
                            let said = troubles.get().into_iter();
                            said.map(|said| view! { <li class="chip overloaded">{said}</li> }).collect_view()
                        }}
                    </ul>
                </div>
                <b>{on(|told| Some(told.on))}</b>
                <small>{on(|told| told.why)}</small>
                <small class="says">{says}</small>
            </td>
            <td class="when">{seen}</td>
            <td class="build">
                <span lang="en">{short}</span>
                <Show when=old><span class="chip busy">{desk.words(t::OLD_BUILD)}</span></Show>
            </td>
            <td>{of(|standing, lang| words::sound(standing).get(lang).to_owned())}</td>
            <td><div class="acts"><Acts wall id=id.clone() standing registered/></div></td>
        </tr>
    }
}

/// What can be done with a screen.
#[component]
fn Acts(
    wall: Wall,
    id: String,
    standing: Memo<Option<ScreenStanding>>,
    registered: Memo<Option<Screen>>,
) -> impl IntoView {
    let is_screen = move || standing.with(|standing| standing.as_ref().is_some_and(|screen| !screen.kiosk));
    let edit = move || {
        let known = registered.get_untracked();
        let plain = || Some(Screen::plain(standing.get_untracked()?.id, hall::screen::Layout::Main));
        known.or_else(plain).map(|screen| Asked::Screen(Some(screen)))
    };
    let remove = move || {
        let screen = registered.get_untracked()?;
        let name = screen.id.to_string();
        Some(Asked::Remove(SignCall::Screen(screen.id), name, t::REMOVE_SCREEN_HINT))
    };
    let about = StoredValue::new(id);
    let may = move || wall.may_change.get() && is_screen();
    view! {
        <Show when=is_screen>
            <Ask
                wall
                phrase=t::PICTURE
                act="picture"
                about=about.get_value()
                asks=move || standing.get_untracked().map(Asked::Picture)
            />
            <Ask
                wall
                phrase=t::PLAYS
                act="plays"
                about=about.get_value()
                asks=move || standing.get_untracked().map(Asked::Plays)
            />
        </Show>
        <Show when=move || may() && registered.with(Option::is_some)>
            <Ask wall phrase=t::EDIT act="screen-edit" about=about.get_value() asks=edit/>
            <Ask wall phrase=t::REMOVE act="screen-remove" about=about.get_value() asks=remove/>
        </Show>
        <Show when=move || may() && registered.with(Option::is_none)>
            <Ask wall phrase=t::REGISTER act="screen-register" about=about.get_value() asks=edit/>
        </Show>
    }
}
