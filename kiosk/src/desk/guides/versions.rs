//! The versions of the catalog, newest first: each can be compared with the one before and with the present
//! one, and brought back in one step.

use super::diff::Difference;
use super::leaves::{Leaf, Leaves, Turn};
use super::text as t;
use super::wire::{self, After};
use crate::desk::accounts::moment;
use crate::desk::context::{Desk, Tone};
use crate::desk::counter::focus;
use crate::desk::dialog::Modal;
use crate::desk::foot::Foot;
use crate::desk::record::actor;
use crate::desk::tasks::Tasks;
use crate::desk::text::filled;
use hall::api::{DiffView, VersionView};
use hall::catalog::LostPlan;
use hall::text::Phrase;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Lines of a page.
const PAGE: usize = 20;
/// Planned texts that are named before an earlier version comes back.
const PLANS: usize = 8;

/// A page of the versions, and the present one, wherever it stands.
#[derive(Clone, Debug, PartialEq)]
struct Listed {
    items: Vec<VersionView>,
    present: Option<u32>,
}

impl Listed {
    /// The page that begins at a version's place in the list.
    fn page(all: &[VersionView], after: After) -> Leaf<Self> {
        let start = after.and_then(|after| after.parse::<usize>().ok()).unwrap_or_default();
        let items: Vec<_> = all.iter().skip(start).take(PAGE).cloned().collect();
        let present = all.iter().find(|version| version.current).map(|version| version.version);
        let next = (start + PAGE < all.len()).then(|| (start + PAGE).to_string());
        Leaf { body: Self { items, present }, next }
    }
}

/// The versions, and what is asked about them.
#[derive(Clone, Copy)]
struct Shelf {
    desk: Desk,
    tasks: Tasks,
    all: Leaves<Listed>,
    /// Which version is compared with which: newer, older.
    compared: RwSignal<Option<(u32, u32)>>,
    diff: Leaves<DiffView>,
    /// Which version may come back, and which is the present one.
    asked: RwSignal<Option<(u32, u32)>>,
    busy: RwSignal<bool>,
}

impl Shelf {
    fn compare(self, of: u32, with: u32) {
        self.compared.set(Some((of, with)));
        self.diff.anew();
        let _ = request_animation_frame(|| focus("compared-title"));
    }

    fn roll_back(self, to: u32, current: u32) {
        let Some(hall) = self.desk.hall_id().filter(|_| !self.busy.get_untracked()) else { return };
        self.busy.set(true);
        self.tasks.spawn(async move {
            let answer = wire::publish_version(hall, to, current).await;
            self.busy.set(false);
            self.asked.set(None);
            match answer {
                Ok(published) => {
                    self.desk.following.published(published.version);
                    let version = published.version.to_string();
                    self.desk.tell(Tone::Done, filled(t::DONE_ROLLED_BACK, &[&version]));
                }
                Err(failure) => self.desk.refuse(&failure),
            }
            self.all.anew();
        });
    }
}

/// The page of the versions.
#[component]
pub fn Versions() -> impl IntoView {
    let desk = Desk::here();
    let compared = RwSignal::new(None::<(u32, u32)>);
    let shelf = Shelf {
        desk,
        tasks: Tasks::new(),
        all: Leaves::new(desk, move |after| {
            let answer = wire::versions(desk.hall_id()?);
            Some(async move { Ok(Listed::page(&answer.await?, after)) })
        }),
        compared,
        diff: Leaves::new(desk, move |after| {
            let (of, with) = compared.get_untracked()?;
            let answer = wire::version_diff(desk.hall_id()?, of, with, after);
            Some(async move {
                let page = answer.await?;
                Ok(Leaf { next: page.next.clone(), body: page })
            })
        }),
        asked: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let there = Memo::new(move |_| desk.hall.with(Option::is_some));
    Effect::new(move || {
        if there.get() {
            shelf.all.anew();
        }
    });
    let head = move |phrase: Phrase| view! { <th scope="col">{desk.words(phrase)}</th> };
    let loading = move || shelf.all.with(|_| ()).is_none().then(|| desk.say(t::LOADING));
    let rows = move || {
        let page = shelf.all.with(|page| page.items.clone()).unwrap_or_default();
        page.into_iter().map(|version| view! { <Row shelf version/> }).collect_view()
    };
    view! {
        <section class="card stack" aria-labelledby="versions-title">
            <div class="ratings-head">
                <h2 id="versions-title">{desk.words(t::PART_VERSIONS)}</h2>
                <span class="quiet" role="status">{loading}</span>
            </div>
            <p class="quiet">{desk.words(t::VERSIONS_HINT)}</p>
            <div class="scroll">
                <table class="list versions" aria-labelledby="versions-title">
                    <thead>
                        <tr>
                            {head(t::COL_VERSION)} {head(t::COL_STATE)} {head(t::COL_WHEN)} {head(t::COL_WHO)}
                            {head(t::COL_SOURCE)} {head(t::COL_ITEMS)} {head(t::COL_ACTS)}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Turn leaves=shelf.all/>
        </section>
        <Compared shelf/>
        <RollBack shelf/>
    }
}

#[component]
fn Row(shelf: Shelf, version: VersionView) -> impl IntoView {
    let desk = shelf.desk;
    let VersionView { version, file, items, current, published_at, published_by, .. } = version;
    let present = move || shelf.all.with(|page| page.present).flatten();
    let name = version.to_string();
    let label = move |phrase: Phrase| {
        let name = name.clone();
        move || format!("{} {name}", desk.say(phrase))
    };
    let state = if current { ("chip open", t::CURRENT) } else { ("chip off", t::EARLIER) };
    let before = (version > 1).then(|| {
        view! {
            <button
                class="btn"
                data-do="compare"
                aria-label=label(t::COMPARE)
                on:click=move |_| shelf.compare(version, version - 1)
            >
                {desk.words(t::COMPARE)}
            </button>
        }
    });
    let back = (!current).then(|| {
        view! {
            <button
                class="btn"
                data-do="roll-back"
                aria-haspopup="dialog"
                aria-label=label(t::ROLL_BACK)
                on:click=move |_| {
                    let Some(present) = untrack(present) else { return };
                    // what coming back would change, from the present version to this one
                    shelf.compared.set(Some((version, present)));
                    shelf.diff.anew();
                    shelf.asked.set(Some((version, present)));
                }
            >
                {desk.words(t::ROLL_BACK)}
            </button>
        }
    });
    view! {
        <tr data-version=version.to_string() data-current=current.then_some("")>
            <th scope="row"><b>{move || desk.fill(t::VERSION_NO, &[&version.to_string()])}</b></th>
            <td><span class=state.0>{desk.words(state.1)}</span></td>
            <td class="when"><time>{move || moment(published_at, desk.lang.get())}</time></td>
            <td>{move || actor(published_by.as_deref(), desk.lang.get())}</td>
            <td lang=super::lang_of(&file)>{file.clone()}</td>
            <td>{items.to_string()}</td>
            <td><div class="acts">{before} {back}</div></td>
        </tr>
    }
}

/// Two versions side by side.
#[component]
fn Compared(shelf: Shelf) -> impl IntoView {
    let desk = shelf.desk;
    let shown = Memo::new(move |_| shelf.compared.get().filter(|_| shelf.asked.with(Option::is_none)));
    let some = Memo::new(move |_| shown.with(Option::is_some));
    let title = move || {
        shown.get().map(|(of, with)| desk.fill(t::DIFF_BETWEEN, &[&of.to_string(), &with.to_string()]))
    };
    view! {
        <Show when=move || some.get()>
            <section class="card stack" aria-labelledby="compared-title">
                <div class="ratings-head">
                    <h2 id="compared-title" tabindex="-1">{title}</h2>
                    <span class="fill"></span>
                    <button class="btn" data-do="compare-close" on:click=move |_| shelf.compared.set(None)>
                        {desk.words(t::CLOSE_DIFF)}
                    </button>
                </div>
                <Difference leaves=shelf.diff titled="compared-title"/>
            </section>
        </Show>
    }
}

/// Does an earlier version come back?
#[component]
fn RollBack(shelf: Shelf) -> impl IntoView {
    let desk = shelf.desk;
    let open = Memo::new(move |_| shelf.asked.with(Option::is_some));
    let title = Signal::derive(move || {
        let to = shelf.asked.get().map(|(to, _)| to.to_string()).unwrap_or_default();
        desk.fill(t::ROLL_BACK_TITLE, &[&to])
    });
    let close = move || {
        shelf.asked.set(None);
        shelf.compared.set(None);
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some((to, current)) = shelf.asked.get_untracked() {
            shelf.roll_back(to, current);
            shelf.compared.set(None);
        }
    };
    // only the difference of this very question
    let change = Memo::new(move |_| {
        let (to, current) = shelf.asked.get()?;
        let known = |page: &DiffView| {
            let same = page.to == Some(to) && page.from == Some(current);
            same.then(|| (to, page.counts, page.lost_plans.clone()))
        };
        shelf.diff.with(known).flatten()
    });
    let counts = move || {
        let Some((to, counts, _)) = change.get() else { return desk.say(t::LOADING).to_owned() };
        let [changed, added, removed] =
            [counts.changed, counts.added, counts.removed].map(|count| count.to_string());
        let mut words = desk.fill(t::ROLL_BACK_CHANGES, &[&to.to_string(), &changed, &added, &removed]);
        if counts.others > 0 {
            words.push_str(&desk.fill(t::COUNTS_OTHERS, &[&counts.others.to_string()]));
        }
        words
    };
    let removes =
        Memo::new(move |_| change.with(|change| change.as_ref().is_some_and(|(_, c, _)| c.removed > 0)));
    let plans = move || {
        let lang = desk.lang.get();
        let plans = change.get().map(|(.., plans)| plans).filter(|plans| !plans.is_empty())?;
        let plan = |plan: &LostPlan| desk.fill(t::PLAN, &[plan.name.get(lang), &plan.on.to_string()]);
        let more = plans.len().checked_sub(PLANS).filter(|more| *more > 0);
        let more = more.map(|more| view! { <li>{desk.fill(t::AND_MORE, &[&more.to_string()])}</li> });
        let lines = plans.iter().take(PLANS).map(|one| view! { <li>{plan(one)}</li> }).collect_view();
        Some(view! {
            <div class="warning" data-do="lost-plans">
                <p>{desk.say(t::ROLL_BACK_PLANS)}</p>
                <ul class="dots">{lines} {more}</ul>
            </div>
        })
    };
    view! {
        <Modal open title on_close=close>
            {view! {
                <form novalidate on:submit=submit>
                    <p class="strong" role="status" data-do="counts">{counts}</p>
                    <Show when=move || removes.get()>
                        <p class="warning">{desk.words(t::PUBLISH_REMOVES)}</p>
                    </Show>
                    {plans}
                    <p class="quiet">{desk.words(t::ROLL_BACK_HINT)}</p>
                    <Foot confirm=t::ROLL_BACK_CONFIRM act="roll-back-confirm" busy=shelf.busy on_back=close back_first=true/>
                </form>
            }
                .into_any()}
        </Modal>
    }
}
