//! What every part of the desk shares: the language, who is signed in, which window, and the last
//! thing that was said to the person.

use super::text as t;
use super::wire;
use crate::live::{Catalog, Failure, Live, use_live};
use hall::api::{CatalogView, Role, WhoAmI};
use hall::code::Code;
use hall::id::{HallId, WindowId};
use hall::moment::Moment;
use hall::profile::Hall;
use hall::text::{Lang, Phrase, Text};
use leptos::prelude::*;
use std::sync::Arc;

/// Who uses this page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Session {
    /// Not known yet.
    #[default]
    Asking,
    /// Nobody.
    Out,
    /// This person.
    In(WhoAmI),
}

/// Which page is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The session is being asked for.
    Starting,
    /// Nobody is signed in.
    SignIn,
    /// A clerk has several windows and has chosen none.
    Choose,
    /// A clerk at a window.
    Console(WindowId),
    /// A supervisor.
    Overview,
    /// An administrator and the accounts.
    Accounts,
    /// What staff did.
    Record,
    /// An administrator and the guides.
    Guides,
    /// The screens of the hall.
    Screens,
    /// The work orders of bad ratings.
    Orders,
    /// Somebody whose password works once chooses an own one.
    Password,
    /// Signed in without anything to do here.
    NoWork,
}

/// Where a person with several pages wants to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Where their work begins.
    #[default]
    Home,
    /// At a window.
    Window,
    /// Among the accounts.
    Accounts,
    /// In the record.
    Record,
    /// At the guides.
    Guides,
    /// At the screens.
    Screens,
    /// At the work orders.
    Orders,
}

impl Page {
    /// The page for a person. A supervisor who also has windows begins with the overview and works at
    /// a window after choosing one.
    #[must_use]
    pub fn of(session: &Session, at: Option<&WindowId>, place: Place) -> Self {
        let who = match session {
            Session::Asking => return Self::Starting,
            Session::Out => return Self::SignIn,
            Session::In(who) => who,
        };
        match place {
            _ if who.must_change_password => return Self::Password,
            Place::Accounts if manages(who) => return Self::Accounts,
            Place::Guides if manages(who) => return Self::Guides,
            Place::Record if oversees(who) => return Self::Record,
            Place::Screens if oversees(who) => return Self::Screens,
            Place::Orders if oversees(who) => return Self::Orders,
            Place::Window if serves(who) => {}
            _ if oversees(who) => return Self::Overview,
            _ => {}
        }
        match (at, who.windows.as_slice()) {
            _ if !serves(who) => Self::NoWork,
            (Some(window), windows) if windows.contains(window) => Self::Console(window.clone()),
            (_, [only]) => Self::Console(only.clone()),
            _ => Self::Choose,
        }
    }
}

/// True for supervisors and administrators.
#[must_use]
pub fn oversees(who: &WhoAmI) -> bool {
    who.roles.iter().any(|role| matches!(role, Role::Supervisor | Role::Admin))
}

/// True for administrators.
#[must_use]
pub fn manages(who: &WhoAmI) -> bool {
    who.roles.contains(&Role::Admin)
}

/// True for who works at a window.
#[must_use]
pub fn serves(who: &WhoAmI) -> bool {
    !who.windows.is_empty()
}

/// How something that is said is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It was done.
    Done,
    /// Good to know.
    Note,
    /// It was not done.
    Refused,
}

/// Something that was said to the person; stays until the next thing is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// What.
    pub text: Text,
    /// When, so that the same words twice are seen and spoken twice.
    pub at: Option<Moment>,
}

/// Shared by every part of the desk.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The language, for as long as the page lives.
    pub lang: RwSignal<Lang>,
    /// Who is signed in.
    pub session: RwSignal<Session>,
    /// The window a clerk with several windows has chosen.
    pub at: RwSignal<Option<WindowId>>,
    /// Where a person with several pages wants to be.
    pub place: RwSignal<Place>,
    /// The dialog in which numbers are given out and appointments are made is open.
    pub counter: RwSignal<bool>,
    /// The dialog for another password is open.
    pub password: RwSignal<bool>,
    /// The catalog, once somebody needed it.
    pub catalog: RwSignal<Option<CatalogView>>,
    /// Brings it, and follows what is in force.
    pub following: Catalog,
    /// The last thing that was said.
    pub notice: RwSignal<Option<Notice>>,
    /// A window is being handed over: until it is known whose page this is, what is answered as of a session that
    /// has ended counts for nothing.
    pub handing: StoredValue<bool>,
    /// The hall; changes only when the hall does.
    pub hall: Memo<Option<Arc<Hall>>>,
    /// The way to the server.
    pub live: Live,
}

impl Desk {
    /// For the whole page; the component must have started the way to the server.
    #[must_use]
    pub fn provide() -> Self {
        let live = use_live();
        let hall =
            Memo::new(move |_| live.hall.with(|view| view.as_ref().map(|view| Arc::new(view.hall.clone()))));
        let following = Catalog::new(live);
        let desk = Self {
            lang: RwSignal::new(Lang::default()),
            session: RwSignal::new(Session::default()),
            at: RwSignal::new(None),
            place: RwSignal::new(Place::Home),
            counter: RwSignal::new(false),
            password: RwSignal::new(false),
            catalog: following.view,
            following,
            notice: RwSignal::new(None),
            handing: StoredValue::new(false),
            hall,
            live,
        };
        provide_context(desk);
        desk
    }

    /// The desk of this page.
    ///
    /// # Panics
    /// Outside the page: a fault of the program, found at its first start.
    #[must_use]
    pub fn here() -> Self {
        expect_context::<Self>()
    }

    /// A phrase in the present language; follows it inside views.
    #[must_use]
    pub fn say(self, phrase: Phrase) -> &'static str {
        phrase.get(self.lang.get())
    }

    /// A phrase as a signal: one type for every place where words stand.
    #[must_use]
    pub fn words(self, phrase: Phrase) -> Signal<String> {
        Signal::derive(move || self.say(phrase).to_owned())
    }

    /// A phrase with values.
    #[must_use]
    pub fn fill(self, phrase: Phrase, values: &[&str]) -> String {
        phrase.fill(self.lang.get(), values)
    }

    /// Which page is shown.
    #[must_use]
    pub fn page(self) -> Page {
        self.session.with(|session| self.at.with(|at| Page::of(session, at.as_ref(), self.place.get())))
    }

    /// Says something to the person.
    pub fn tell(self, tone: Tone, text: Text) {
        let at = self.live.now.get_untracked();
        self.notice.set(Some(Notice { tone, text, at }));
    }

    /// Says why something was not done. A session that has ended leads back to signing in; one that may no
    /// longer do this is asked for again, because an administrator may have changed the account. So is one that is
    /// said to have ended: what was on its way while a window was handed over belonged to the session before.
    pub fn refuse(self, failure: &Failure) {
        let ended = failure.code() == Some(Code::Unauthenticated);
        if ended && self.handing.get_value() {
            return;
        }
        if !ended {
            self.tell(Tone::Refused, t::failed(failure));
        }
        let changed =
            matches!(failure.code(), Some(Code::NotYourWindow | Code::Forbidden | Code::PasswordToChange));
        if !ended && !changed {
            return;
        }
        leptos::task::spawn_local(async move {
            match wire::who().await {
                Ok(who) => {
                    if self
                        .session
                        .with_untracked(|session| !matches!(session, Session::In(known) if *known == who))
                    {
                        self.session.set(Session::In(who));
                    }
                }
                Err(_) if ended => {
                    self.leave(Some(Notice { tone: Tone::Note, text: t::SESSION_ENDED.text(), at: None }));
                }
                Err(_) => {}
            }
        });
    }

    /// Who is signed in, as they are now.
    #[must_use]
    pub fn who(self) -> Option<WhoAmI> {
        self.session.with(|session| match session {
            Session::In(who) => Some(who.clone()),
            Session::Asking | Session::Out => None,
        })
    }

    /// The hall's id, as long as the hall is known.
    #[must_use]
    pub fn hall_id(self) -> Option<HallId> {
        self.hall.with_untracked(|hall| hall.as_ref().map(|hall| hall.id.clone()))
    }

    /// Forgets who was here.
    pub fn leave(self, notice: Option<Notice>) {
        self.at.set(None);
        self.place.set(Place::Home);
        self.counter.set(false);
        self.password.set(false);
        self.notice.set(notice);
        self.session.set(Session::Out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(roles: &[Role], windows: &[&str]) -> Session {
        Session::In(WhoAmI {
            account: "a01".parse().unwrap(),
            hall: "shili".parse().unwrap(),
            roles: roles.to_vec(),
            windows: windows.iter().map(|window| window.parse().unwrap()).collect(),
            must_change_password: false,
        })
    }

    #[test]
    fn the_role_decides_the_page() {
        let a01: WindowId = "A01".parse().unwrap();
        let a02: WindowId = "A02".parse().unwrap();
        let one = who(&[Role::Clerk], &["A01"]);
        let two = who(&[Role::Clerk], &["A01", "A02"]);
        let both = who(&[Role::Clerk, Role::Supervisor], &["A01"]);
        let (home, window) = (Place::Home, Place::Window);
        assert_eq!(Page::of(&Session::Asking, None, home), Page::Starting);
        assert_eq!(Page::of(&Session::Out, Some(&a01), window), Page::SignIn);
        assert_eq!(Page::of(&one, None, home), Page::Console(a01.clone()));
        assert_eq!(Page::of(&two, None, home), Page::Choose);
        assert_eq!(Page::of(&two, Some(&a02), home), Page::Console(a02.clone()));
        assert_eq!(Page::of(&one, Some(&a02), home), Page::Console(a01.clone()), "not their window");
        assert_eq!(Page::of(&who(&[Role::Clerk], &[]), None, home), Page::NoWork);
        assert_eq!(Page::of(&who(&[Role::Admin], &[]), None, home), Page::Overview);
        assert_eq!(Page::of(&who(&[Role::Admin], &[]), None, window), Page::Overview, "without a window");
        assert_eq!(Page::of(&both, None, home), Page::Overview);
        assert_eq!(Page::of(&both, None, window), Page::Console(a01.clone()));

        assert_eq!(Page::of(&who(&[Role::Admin], &[]), None, Place::Accounts), Page::Accounts);
        assert_eq!(Page::of(&both, None, Place::Accounts), Page::Overview, "no administrator");
        assert_eq!(Page::of(&who(&[Role::Admin], &[]), None, Place::Guides), Page::Guides);
        assert_eq!(Page::of(&both, None, Place::Guides), Page::Overview, "no administrator");
        assert_eq!(Page::of(&both, None, Place::Record), Page::Record);
        assert_eq!(Page::of(&both, None, Place::Screens), Page::Screens);
        assert_eq!(Page::of(&one, None, Place::Screens), Page::Console(a01.clone()), "no supervisor");
        assert_eq!(Page::of(&one, None, Place::Record), Page::Console(a01), "no supervisor");
        let Session::In(new) = one else { unreachable!() };
        let new = Session::In(WhoAmI { must_change_password: true, ..new });
        assert_eq!(Page::of(&new, None, Place::Record), Page::Password);
    }
}
