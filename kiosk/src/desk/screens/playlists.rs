//! The playlists: what each shows now and in the next 24 hours.

use super::dialog::{Ask, Asked};
use super::text as t;
use super::{Wall, preview};
use crate::live::signs::SignCall;
use hall::screen::Playlist;
use hall::text::Phrase;
use leptos::prelude::*;

/// The page of the playlists.
#[component]
pub fn Playlists(
    /// The page.
    wall: Wall,
) -> impl IntoView {
    let desk = wall.desk;
    let all = Memo::new(move |_| wall.signage(|signage| signage.playlists.clone()));
    let head = move |phrase: Phrase| view! { <th scope="col">{desk.words(phrase)}</th> };
    let none = move || all.with(Vec::is_empty).then(|| desk.say(t::NONE_YET));
    view! {
        <section class="card stack" aria-labelledby="playlists-title">
            <div class="ratings-head">
                <h2 id="playlists-title">{desk.words(t::PART_PLAYLISTS)}</h2>
                <span class="quiet" role="status">{none}</span>
                <span class="fill"></span>
                <Show when=move || wall.may_change.get()>
                    <Ask wall phrase=t::PLAYLIST_ADD act="playlist-add" primary=true asks=|| Some(Asked::Playlist(None))/>
                </Show>
            </div>
            <p class="quiet">{desk.words(t::PLAYLISTS_HINT)}</p>
            <div class="scroll">
                <table class="list" aria-labelledby="playlists-title">
                    <thead>
                        <tr>{head(t::PLAYLIST)} {head(t::COL_ENTRIES)} {head(t::COL_NEXT)} {head(t::COL_ACTS)}</tr>
                    </thead>
                    <tbody>
                        {move || {
                            let all = all.get().into_iter();
                            all.map(|playlist| view! { <Row wall playlist/> }).collect_view()
                        }}
                    </tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Row(wall: Wall, playlist: Playlist) -> impl IntoView {
    let desk = wall.desk;
    let (id, count) = (playlist.id.clone(), playlist.entries.len().to_string());
    let (about, name) = (StoredValue::new(id.to_string()), playlist.name.clone());
    let kept = StoredValue::new(playlist);
    // it changes with the minute at most
    let minute = Memo::new(move |_| {
        desk.live.now.get().map(|now| now.plus_seconds(-(now.unix_ms() / 1000).rem_euclid(60)))
    });
    let day = Memo::new(move |_| {
        let now = minute.get()?;
        let hours = desk.hall.with(|hall| hall.as_ref().map(|hall| hall.hours.clone()))?;
        Some(kept.with_value(|playlist| wall.signage(|signage| preview::day(playlist, signage, &hours, now))))
    });
    let runs = move || {
        let lang = desk.lang.get();
        let run = |(when, what): (hall::text::Text, hall::text::Text)| {
            view! { <li><time>{when.get(lang).to_owned()}</time> " " <b>{what.get(lang).to_owned()}</b></li> }
        };
        day.get().unwrap_or_default().into_iter().map(run).collect_view()
    };
    let remove = move || {
        let id = kept.with_value(|playlist| playlist.id.clone());
        let name = id.to_string();
        Some(Asked::Remove(SignCall::Playlist(id), name, t::REMOVE_HINT))
    };
    view! {
        <tr data-row=id.to_string()>
            <th scope="row">
                <b>{move || name.get(desk.lang.get()).to_owned()}</b>
                <small lang="en">{id.to_string()}</small>
            </th>
            <td>{count}</td>
            <td><ol class="runs">{runs}</ol></td>
            <td>
                <div class="acts">
                    <Show when=move || wall.may_change.get()>
                        <Ask
                            wall
                            phrase=t::EDIT
                            act="playlist-edit"
                            about=about.get_value()
                            asks=move || Some(Asked::Playlist(Some(kept.get_value())))
                        />
                        <Ask wall phrase=t::REMOVE act="playlist-remove" about=about.get_value() asks=remove/>
                    </Show>
                </div>
            </td>
        </tr>
    }
}
