//! A playlist: its entries in order, each with what it shows and when.

use super::Wall;
use super::entry::{EntryFields, Line};
use super::field::{Both, Fault, Faults, Pair, Typed, lead};
use super::text as t;
use crate::desk::foot::Foot;
use crate::desk::text::filled;
use crate::live::signs::SignCall;
use hall::api::FieldProblem;
use hall::id::SignId;
use hall::screen::{Entry, Playlist};
use hall::text::{Phrase, Text};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Entries of a playlist at most.
const MOST: usize = 40;

/// Where a field of the server stands, and what is said there: an entry is named by its place, from 1.
fn place(problem: Option<&FieldProblem>) -> (String, Text) {
    let Some(problem) = problem else { return ("playlist-entries".to_owned(), Text::default()) };
    let detail = problem.detail.clone();
    let entry =
        problem.path.strip_prefix("/entries/").and_then(|rest| rest.split('/').next()?.parse::<usize>().ok());
    match entry {
        Some(entry) => {
            let no = filled(t::ENTRY_NO, &[&(entry + 1).to_string()]);
            let both = |no: &str, detail: &str| format!("{no}: {detail}");
            let text = Text { zh: both(&no.zh, &detail.zh), en: both(&no.en, &detail.en) };
            ("playlist-entries".to_owned(), text)
        }
        None if problem.path.starts_with("/id") => ("playlist-id".to_owned(), detail),
        None if problem.path.starts_with("/name") => ("playlist-name-zh".to_owned(), detail),
        None => ("playlist-entries".to_owned(), detail),
    }
}

/// The entries that are being entered.
#[derive(Clone, Copy)]
struct Lines {
    all: RwSignal<Vec<Line>>,
    keys: StoredValue<u32>,
    /// What is entered lives as long as the form.
    owner: StoredValue<Option<Owner>>,
}

impl Lines {
    fn of(entries: &[Entry]) -> Self {
        let all: Vec<_> = (0..).zip(entries).map(|(key, entry)| Line::of(key, entry)).collect();
        let keys = u32::try_from(all.len()).unwrap_or(u32::MAX);
        let owner = StoredValue::new(Owner::current());
        Self { all: RwSignal::new(all), keys: StoredValue::new(keys), owner }
    }

    fn add(self) {
        let key = self.keys.get_value();
        self.keys.set_value(key.wrapping_add(1));
        let line = self.owner.with_value(|owner| owner.as_ref().map(|owner| owner.with(|| Line::fresh(key))));
        self.all.update(|all| all.extend(line));
    }

    /// Up by one place, or down.
    fn shift(self, key: u32, up: bool) {
        self.all.update(|all| {
            let Some(at) = all.iter().position(|line| line.key == key) else { return };
            let other = if up { at.checked_sub(1) } else { Some(at + 1).filter(|other| *other < all.len()) };
            if let Some(other) = other {
                all.swap(at, other);
            }
        });
    }

    fn place(self, key: u32) -> usize {
        self.all.with(|all| all.iter().position(|line| line.key == key)).map_or(0, |at| at + 1)
    }

    /// The entries; what is wrong is said where it is.
    fn read(self, faults: Faults) -> Option<Vec<Entry>> {
        let read: Vec<_> = self.all.with_untracked(|all| all.iter().map(|line| line.read()).collect());
        for (id, phrase) in read.iter().filter_map(|entry| entry.as_ref().err()).flatten() {
            faults.show(id, phrase.text());
        }
        if read.is_empty() {
            faults.show("playlist-entries", t::NEED_ENTRY.text());
            return None;
        }
        read.into_iter().collect::<Result<_, _>>().ok()
    }
}

/// The form.
#[component]
pub fn PlaylistForm(
    /// The page.
    wall: Wall,
    /// The playlist, or none for another one.
    playlist: Option<Playlist>,
) -> impl IntoView {
    let desk = wall.desk;
    let is_new = playlist.is_none();
    let begun = playlist.as_ref();
    let id = RwSignal::new(begun.map(|playlist| playlist.id.to_string()).unwrap_or_default());
    let name = Pair::of(&begun.map(|playlist| playlist.name.clone()).unwrap_or_default());
    let lines = Lines::of(begun.map(|playlist| playlist.entries.as_slice()).unwrap_or_default());
    if is_new {
        lines.add();
    }
    let faults = Faults::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        faults.clear();
        let known = id.with_untracked(|id| id.trim().parse::<SignId>().ok());
        let known = faults.need(known, "playlist-id", t::ID_BAD);
        let name = faults.need(name.whole(), "playlist-name-zh", t::NEED_BOTH);
        let entries = lines.read(faults);
        let (Some(id), Some(name), Some(entries)) = (known, name, entries) else { return };
        if is_new && untrack(|| wall.signage(|signage| signage.playlist(&id).is_some())) {
            return faults.show("playlist-id", t::ID_TAKEN.text());
        }
        let (call, said) = (SignCall::Playlist(id.clone()), id.to_string());
        let playlist = Playlist { id, name, entries };
        wall.put::<Playlist, Playlist>(call, playlist, (t::DONE_PLAYLIST, said), faults, place);
    };
    let id_field = is_new.then(|| {
        view! { <Typed id="playlist-id" label=desk.words(t::ID) value=id faults most=32 lang="en" first=true/> }
    });
    view! {
        <form novalidate on:submit=submit>
            {id_field}
            <Both id="playlist-name" label=t::NAME value=name faults/>
            <ol id="playlist-entries" class="entries" tabindex="-1" aria-describedby="playlist-entries-fault">
                <For
                    each=move || lines.all.get()
                    key=|line| line.key
                    children=move |line| view! { <EntryRow wall lines line faults/> }
                />
            </ol>
            <Fault id="playlist-entries" faults/>
            <Show when=move || lines.all.with(Vec::len) < MOST>
                <button type="button" class="btn add-time" data-do="entry-add" on:click=move |_| lines.add()>
                    {desk.words(t::ADD_ENTRY)}
                </button>
            </Show>
            <Foot confirm=t::SAVE act="playlist-save" busy=wall.busy on_back=move || wall.asked.set(None)/>
        </form>
    }
}

#[component]
fn EntryRow(wall: Wall, lines: Lines, line: Line, faults: Faults) -> impl IntoView {
    let desk = wall.desk;
    let key = line.key;
    let no = move |phrase: Phrase| move || desk.fill(phrase, &[&lines.place(key).to_string()]);
    let button = move |phrase: Phrase, act: &'static str, up: bool| {
        let end = move || {
            let place = lines.place(key);
            if up { place <= 1 } else { place >= lines.all.with(Vec::len) }
        };
        view! {
            <button
                id=line.field(act)
                type="button"
                class="btn"
                data-do=act
                aria-label=move || format!("{} {}", desk.say(phrase), no(t::ENTRY_NO)())
                aria-disabled=move || end().to_string()
                on:click=move |_| {
                    lines.shift(key, up);
                    // an entry that is put elsewhere loses the focus
                    lead(line.field(act));
                }
            >
                {desk.words(phrase)}
            </button>
        }
    };
    view! {
        <li>
            <fieldset class="reasons stack">
                <legend>{no(t::ENTRY_NO)}</legend>
                <EntryFields wall line faults/>
                <div class="acts">
                    {button(t::UP, "entry-up", true)} {button(t::DOWN, "entry-down", false)}
                    <button
                        type="button"
                        class="btn"
                        data-do="entry-drop"
                        on:click=move |_| {
                            lines.all.update(|all| all.retain(|line| line.key != key));
                            lead("playlist-entries");
                        }
                    >
                        {no(t::DROP_ENTRY)}
                    </button>
                </div>
            </fieldset>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_in_an_entry_is_told_with_its_place() {
        let problem = |path: &str| -> FieldProblem {
            let json = format!(
                r#"{{"path":"{path}","code":"layout_too_small","detail":{{"zh":"太小","en":"Too small"}}}}"#
            );
            serde_json::from_str(&json).unwrap()
        };
        let (id, text) = place(Some(&problem("/entries/2/layout")));
        assert_eq!((id.as_str(), text.zh.as_str()), ("playlist-entries", "第 3 项: 太小"));
        assert_eq!(place(Some(&problem("/name/en"))).0, "playlist-name-zh");
        assert_eq!(place(Some(&problem("/id"))).0, "playlist-id");
    }

    #[test]
    fn entries_move_up_and_down_and_stay_at_the_ends() {
        Owner::new().with(|| {
            let lines = Lines::of(&[]);
            for _ in 0..3 {
                lines.add();
            }
            let keys = || lines.all.with_untracked(|all| all.iter().map(|line| line.key).collect::<Vec<_>>());
            lines.shift(2, true);
            assert_eq!(keys(), [0, 2, 1]);
            lines.shift(1, false);
            lines.shift(0, true);
            assert_eq!(keys(), [0, 2, 1]);
            lines.shift(0, false);
            assert_eq!(keys(), [2, 0, 1]);
        });
    }
}
