//! One visit to the terminal: which page is shown and how to get to another, the catalog, and the
//! ticket that was taken. All of it lives in memory and ends with the page.

use super::details::Detail;
use super::documents::Documents;
use super::give_back::give_back;
use super::rate::Opinion;
use super::renew::Renewal;
use super::route::{Route, Trail};
use super::unsettled::Unsettled;
use super::wishes::Wishes;
use crate::live::{Catalog, Failure, Live, use_live};
use crate::page;
use crate::session::{Session, use_session};
use hall::api::{CatalogView, IssuedTicket};
use hall::id::ClassId;
use hall::search::Index;
use hall::text::Text;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use std::sync::Arc;

/// A ticket that was taken in this visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// As the server issued it.
    pub issued: IssuedTicket,
    /// What it is for: the matter, the theme or the queue.
    pub matter: Text,
    /// The class of priority that was asked for.
    pub priority: Option<ClassId>,
}

/// Something that is fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loaded<T> {
    /// On its way.
    Loading,
    /// Here.
    Ready(T),
    /// It did not come.
    Failed(Failure),
}

type Navigate = Box<dyn Fn(&str)>;

/// One visit.
#[derive(Clone, Copy)]
pub struct Visit {
    /// The page that is shown.
    pub route: Memo<Route>,
    /// The catalog, always one whole version.
    pub catalog: RwSignal<Option<CatalogView>>,
    /// Its version.
    pub version: Memo<Option<String>>,
    /// The catalog ready to be searched: built when it is first asked for, once for each catalog.
    pub index: Memo<Option<Arc<Index>>>,
    /// What is typed into the search; forgotten with the visit.
    pub typed: RwSignal<String>,
    /// Why the catalog is not there.
    pub catalog_failure: RwSignal<Option<Failure>>,
    /// The ticket that was taken.
    pub ticket: RwSignal<Option<Taken>>,
    /// What is chosen for the next ticket.
    pub wishes: RwSignal<Wishes>,
    /// What was answered and ticked about the documents of a matter.
    pub documents: RwSignal<Documents>,
    /// What is being rated, and how.
    pub opinion: RwSignal<Option<Opinion>>,
    /// What is told of one thing of the page.
    pub detail: RwSignal<Option<Detail>>,
    /// What the live region says.
    pub message: RwSignal<String>,
    /// The question of who asks for help is open (A61).
    pub help: RwSignal<bool>,
    /// Who asks for help has no answer yet.
    pub unanswered: RwSignal<bool>,
    /// The requests for numbers whose fate is not known: asked again under the same name, also when the person
    /// went away and came back to the page (A40).
    pub unsettled: StoredValue<Unsettled>,
    /// Counts the people: an answer that comes after its person has left belongs to nobody.
    pub turn: StoredValue<u32>,
    following: Catalog,
    live: Live,
    session: Session,
    renewal: Renewal,
    trail: StoredValue<Trail>,
    navigate: StoredValue<Navigate, LocalStorage>,
}

/// Begins a visit; must stand below the router and the way to the server.
pub fn provide_visit() -> Visit {
    let navigate = use_navigate();
    let pathname = use_location().pathname;
    let options =
        || NavigateOptions { replace: true, scroll: false, resolve: false, ..NavigateOptions::default() };
    let following = Catalog::new(use_live());
    let catalog = following.view;
    let index =
        move |_: Option<&_>| catalog.with(|catalog| catalog.as_ref().map(|view| Arc::new(Index::new(view))));
    let visit = Visit {
        route: Memo::new(move |_| pathname.with(|path| Route::of_path(path)).unwrap_or(Route::Home)),
        catalog,
        version: Memo::new(move |_| {
            catalog.with(|catalog| catalog.as_ref().map(|catalog| catalog.version.clone()))
        }),
        index: Memo::new_with_compare(index, |_, _| true),
        typed: RwSignal::new(String::new()),
        following,
        catalog_failure: following.failure,
        ticket: RwSignal::new(None),
        wishes: RwSignal::new(Wishes::default()),
        documents: RwSignal::new(Documents::default()),
        opinion: RwSignal::new(None),
        detail: RwSignal::new(None),
        message: RwSignal::new(String::new()),
        help: RwSignal::new(false),
        unanswered: RwSignal::new(false),
        unsettled: StoredValue::new(Unsettled::default()),
        turn: StoredValue::new(0),
        live: use_live(),
        session: use_session(),
        renewal: Renewal::new(),
        trail: StoredValue::new(Trail::default()),
        navigate: StoredValue::new_local(Box::new(move |path| navigate(path, options()))),
    };
    provide_context(visit);
    following.want();
    visit.renewal.when_nobody_is_there(visit.route);
    visit
}

/// The visit of this page.
///
/// # Panics
/// When no component above has called [`provide_visit`]: a fault of the program, found at its first start.
#[must_use]
pub fn use_visit() -> Visit {
    expect_context::<Visit>()
}

impl Visit {
    /// Shows another page; the browser's history stays as long as it is (A39).
    pub fn go(self, to: &Route) {
        self.trail.update_value(|trail| trail.leave(&self.route.get_untracked(), to));
        self.show(to);
    }

    /// Shows the page before; before the first one is the end.
    pub fn back(self) {
        let from = self.route.get_untracked();
        if from.is_result() {
            return self.end();
        }
        let to = self.trail.try_update_value(|trail| trail.back(&from)).unwrap_or(Route::Home);
        if to == Route::Attract { self.end() } else { self.show(&to) }
    }

    /// A handler that shows a page.
    #[must_use]
    pub fn to(self, route: Route) -> Callback<()> {
        Callback::new(move |()| self.go(&route))
    }

    /// Ends the visit: what was chosen and taken is forgotten at once, then the page itself is renewed
    /// (A15, A37).
    pub fn end(self) {
        let over = if self.route.get_untracked().is_result() { Route::Goodbye } else { Route::Attract };
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.ticket.set(None);
        self.wishes.set(Wishes::default());
        self.documents.set(Documents::default());
        self.opinion.set(None);
        self.detail.set(None);
        self.typed.set(String::new());
        self.message.set(String::new());
        let hall = self.live.hall.with_untracked(|hall| hall.as_ref().map(|view| view.hall.id.clone()));
        let unsettled = self.unsettled.try_update_value(std::mem::take).unwrap_or_default();
        for (request, key) in unsettled.all() {
            if let Some(hall) = hall.clone() {
                give_back(self.renewal, hall, request, key);
            }
        }
        self.trail.set_value(Trail::default());
        self.help.set(false);
        let Session { lang, speech, .. } = self.session;
        let heard = (over == Route::Goodbye && speech.get_untracked()).then(|| lang.get_untracked());
        self.session.reset();
        if let Some(last) = heard {
            // who listens hears the last words too, in their language; the session ends after them
            speech.set(true);
            lang.set(last);
        }
        self.show(&over);
        self.renewal.want();
    }

    /// Ends the thanks: nothing of who has left stays for who comes.
    pub fn over(self) {
        self.session.reset();
        self.show(&Route::Attract);
    }

    /// Shows another page in place of this one: the way back does not lead here.
    pub fn show(self, to: &Route) {
        if *to == Route::Home {
            // whoever comes next may begin there (domain §4.2): nothing of a person stays; matters for one slip are
            // gathered from here
            self.typed.set(String::new());
            self.wishes.update(|wishes| wishes.priority = None);
            self.documents.set(Documents::default());
            self.opinion.set(None);
        }
        if self.route.get_untracked() != *to {
            page::drop_focus(".main");
        }
        self.navigate.with_value(|navigate| navigate(&to.path()));
    }

    /// What came was of this version of the catalog: the list follows.
    pub fn saw_version(self, version: &str) {
        self.following.saw(version);
    }
}
