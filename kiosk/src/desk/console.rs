//! The clerk's console: one window, its ticket, the steps, who waits, and the queues it calls from. State
//! comes from [`Standing`]; every deed goes through [`Work::run`], one at a time.

use super::bar::WindowBar;
use super::context::{Desk, Tone};
use super::crew;
use super::finish::FinishDialog;
use super::handover::HandOverDialog;
use super::invitation::Invitation;
use super::notice::NoticeLine;
use super::notices::NoticeDialog;
use super::notices::text::NOTICE;
use super::pause::{MissDialog, PauseDialog};
use super::pick::PickDialog;
use super::priority::PriorityDialog;
use super::queues::Queues;
use super::standing::{Rest, Standing, Word};
use super::stepbar::{StepBar, listen_to_keys};
use super::steps::Step;
use super::tasks::Tasks;
use super::text as t;
use super::ticket::TicketCard;
use super::transfer::TransferDialog;
use super::waiting::{self, WaitingPanel};
use super::waitlist::{self, Waiter};
use super::wire::{self, Deed, Outcome, Waits};
use hall::api::{DeskTicket, Finished, TransferRequest};
use hall::board::{TicketState, WindowState};
use hall::id::{ClassId, Number, WindowId};
use hall::profile::Rules;
use hall::staff::Crew;
use leptos::prelude::*;

/// A question that is open on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which matters were served?
    Finish,
    /// Why does the window pause?
    Pause,
    /// Really give up so early?
    Miss,
    /// Where is the ticket handed on to?
    Transfer,
    /// Why is this number called out of turn?
    Pick(Number),
    /// Whose card was seen? With the class that was asked for at the kiosk.
    Grant(Waits, Option<ClassId>),
    /// Why is the priority taken back?
    Withdraw(Waits),
    /// Who takes the seat?
    HandOver,
    /// Which notice is made?
    Notice,
}

/// A window and what its clerk does with it.
#[derive(Clone, Copy)]
pub struct Work {
    /// The desk.
    pub desk: Desk,
    /// What stands at the window.
    pub standing: Memo<Standing>,
    /// The hall's rules.
    pub rules: Memo<Rules>,
    /// The deed that is under way.
    pub busy: RwSignal<Option<Deed>>,
    /// The open question.
    pub question: RwSignal<Option<Question>>,
    /// The last service, until it is closed or the next citizen is called.
    pub finished: RwSignal<Option<Finished>>,
    /// The last service that the server knows of, to be shown once more when that is asked for.
    pub last: RwSignal<Option<Finished>>,
    /// Who waits, and who may come back.
    pub waiting: Memo<Vec<Waiter>>,
    /// What the server last told of them.
    pub known: RwSignal<Vec<DeskTicket>>,
    /// Who belongs to the window, and who sits there.
    pub crew: RwSignal<Crew>,
    window: StoredValue<WindowId>,
    word: RwSignal<Option<Word>>,
    tasks: Tasks,
}

impl Work {
    fn at(window: WindowId) -> Self {
        let desk = Desk::here();
        let word = RwSignal::new(None::<Word>);
        let stored = StoredValue::new(window.clone());
        let known = RwSignal::new(Vec::<DeskTicket>::new());
        let waiting = {
            let window = window.clone();
            Memo::new(move |_| {
                let Some(hall) = desk.hall.get() else { return Vec::new() };
                desk.live.board.with(|board| known.with(|known| waitlist::list(board, &hall, &window, known)))
            })
        };
        let rests = {
            let window = window.clone();
            Memo::new(move |_| {
                let (hall, now) = (desk.hall.get()?, desk.live.now.get()?);
                desk.live.board.with(|board| Rest::of(board, &hall, &window, now))
            })
        };
        let standing = Memo::new(move |_| {
            let fresh = desk.live.link.get().is_fresh();
            let standing = desk
                .live
                .board
                .with(|board| word.with(|word| Standing::of(board, &window, word.as_ref(), fresh)));
            Standing { rests: rests.get(), ..standing }
        });
        let rules = Memo::new(move |_| {
            desk.hall.with(|hall| hall.as_ref().map(|hall| hall.rules.clone())).unwrap_or_default()
        });
        Self {
            desk,
            standing,
            rules,
            busy: RwSignal::new(None),
            question: RwSignal::new(None),
            finished: RwSignal::new(None),
            last: RwSignal::new(None),
            waiting,
            known,
            crew: RwSignal::new(Crew::default()),
            window: stored,
            word,
            tasks: Tasks::new(),
        }
    }

    /// The window.
    #[must_use]
    pub fn window(self) -> WindowId {
        self.window.get_value()
    }

    /// True while a deed is under way.
    #[must_use]
    pub fn is_busy(self) -> Signal<bool> {
        Signal::derive(move || self.busy.with(Option::is_some))
    }

    /// Begins a task that ends with the page.
    pub fn spawn(self, work: impl Future<Output = ()> + 'static) {
        self.tasks.spawn(work);
    }

    /// A step was asked for, by its button or its key: does it, asks what must be asked first, or
    /// says why it is not possible.
    pub fn press(self, step: Step) {
        if self.busy.with_untracked(Option::is_some) {
            return;
        }
        let standing = self.standing.get_untracked();
        let rules = self.rules.get_untracked();
        if let Err(hold) = step.allowed(&standing, &rules, self.desk.live.now.get_untracked()) {
            return self.desk.tell(Tone::Note, hold.text());
        }
        if step == Step::Finish {
            self.question.set(Some(Question::Finish));
        } else if step == Step::Transfer {
            self.question.set(Some(Question::Transfer));
        } else if step.is_early_miss(&standing, &rules) {
            self.question.set(Some(Question::Miss));
        } else {
            self.run(Deed::Step(step));
        }
    }

    /// Does it, unless another deed is under way.
    pub fn run(self, deed: Deed) {
        if self.busy.with_untracked(Option::is_some) {
            return;
        }
        self.busy.set(Some(deed.clone()));
        let number = self
            .standing
            .with_untracked(|standing| standing.ticket.as_ref().map(|ticket| ticket.number.clone()));
        self.tasks.spawn(async move {
            let answer = wire::act(self.window(), &deed).await;
            self.busy.set(None);
            self.question.set(None);
            match answer {
                Ok(outcome) => self.learn(&deed, outcome),
                Err(failure) => {
                    self.desk.refuse(&failure);
                    self.ask().await;
                    // the answer may have been lost after the service had ended
                    let last = self.last.get_untracked();
                    if matches!(deed, Deed::Finish(_))
                        && let Some(last) = last.filter(|last| Some(&last.ticket.number) == number.as_ref())
                    {
                        self.learn(&deed, Outcome::Finished(Box::new(last)));
                    }
                }
            }
        });
    }

    fn learn(self, deed: &Deed, outcome: Outcome) {
        match outcome {
            Outcome::Window(standing) => {
                let phrase = match standing.state {
                    WindowState::Open => t::DONE_OPEN,
                    WindowState::Paused => t::DONE_PAUSE,
                    WindowState::Closed => t::DONE_CLOSE,
                };
                self.desk.tell(Tone::Done, phrase.text());
                self.note(standing);
            }
            Outcome::Nobody => self.desk.tell(Tone::Note, t::NOBODY_WAITS.text()),
            Outcome::Ticket(answer) => {
                if matches!(deed, Deed::Step(Step::Next) | Deed::Pick(_)) {
                    self.finished.set(None);
                    self.last.set(None);
                }
                self.tell_step(deed, &answer.ticket);
                self.note(self.standing.get_untracked().with_ticket(answer.ticket));
            }
            Outcome::Finished(finished) => {
                let number = finished.ticket.number.to_string();
                let words = match &finished.then {
                    None => t::filled(t::DONE_FINISH, &[&number]),
                    Some(queue) => t::filled(t::DONE_FINISH_THEN, &[&number, queue.as_str()]),
                };
                self.desk.tell(Tone::Done, words);
                self.note(self.standing.get_untracked().with_ticket(finished.ticket.clone()));
                self.last.set(Some((*finished).clone()));
                self.finished.set(Some(*finished));
            }
            Outcome::Line => self.tell_line(deed),
        }
    }

    fn tell_line(self, deed: &Deed) {
        let (phrase, ticket) = match deed {
            Deed::Priority(ticket, request) if request.class.is_some() => (t::DONE_GRANT, ticket),
            Deed::Priority(ticket, _) => (t::DONE_WITHDRAW, ticket),
            Deed::Requeue(ticket) => (t::DONE_REQUEUE, ticket),
            _ => return,
        };
        self.desk.tell(Tone::Done, t::filled(phrase, &[&ticket.number.to_string()]));
    }

    fn tell_step(self, deed: &Deed, ticket: &DeskTicket) {
        let (number, times) = (ticket.number.to_string(), ticket.times.to_string());
        let text = match deed {
            Deed::Step(Step::Recall) => t::filled(t::DONE_RECALL, &[&number, &times]),
            Deed::Step(Step::Start) => t::filled(t::DONE_START, &[&number]),
            Deed::Step(Step::Miss) => t::filled(t::DONE_MISS, &[&number]),
            Deed::Transfer(TransferRequest { queue, window, .. }) => {
                let to = queue.as_ref().or(window.as_ref()).map(String::as_str).unwrap_or_default();
                t::filled(t::DONE_TRANSFER, &[&number, to])
            }
            _ => t::filled(t::DONE_NEXT, &[&number]),
        };
        self.desk.tell(Tone::Done, text);
    }

    /// Takes an answer as the newest word about the window.
    fn note(self, standing: Standing) {
        let seq = self.desk.live.board.with_untracked(|board| board.seq);
        self.word.set(Some(Word { window: self.window(), seq, standing }));
    }

    /// Asks the server what stands at the window. An answer that the board has overtaken while it was
    /// under way still brings the matter.
    async fn ask(self) {
        let seq = self.desk.live.board.with_untracked(|board| board.seq);
        if let Ok(detail) = wire::window(self.window()).await {
            self.word.set(Some(Word { window: self.window(), seq, standing: Standing::from(&detail) }));
            self.last.set(detail.last);
        }
    }

    /// Asks again for everything that only the server knows.
    pub fn refresh(self) {
        self.tasks.spawn(self.ask());
        crew::ask(self);
    }

    /// What the board says of the window: when that changes, the detail is asked for again.
    fn follow(self) {
        let post = Memo::new(move |_| {
            self.desk.live.board.with(|board| {
                let post = board.window(&self.window());
                let state =
                    post.ticket.as_ref().and_then(|number| board.ticket(number)).map(|ticket| ticket.state);
                Post { state: post.state, ticket: post.ticket, of: state }
            })
        });
        Effect::new(move || {
            post.track();
            self.tasks.spawn(self.ask());
        });
        // whoever called the next citizen: the invitation to rate belongs to the one before
        Effect::new(move || {
            let at_window = self.standing.with(|standing| {
                standing.ticket.as_ref().map(|ticket| (ticket.number.clone(), ticket.state))
            });
            let invited = self
                .finished
                .with_untracked(|finished| finished.as_ref().map(|last| last.ticket.number.clone()));
            if let (Some((number, state)), Some(invited)) = (at_window, invited)
                && (number != invited || state == TicketState::Called)
            {
                self.finished.set(None);
            }
        });
    }
}

#[derive(Clone, PartialEq)]
struct Post {
    state: WindowState,
    ticket: Option<Number>,
    of: Option<TicketState>,
}

/// The page of a clerk at a window.
#[component]
pub fn Console(
    /// Which window.
    window: WindowId,
) -> impl IntoView {
    let work = Work::at(window.clone());
    work.follow();
    waiting::follow(work, window);
    crew::follow(work);
    let keys = RwSignal::new(true);
    listen_to_keys(work, keys);
    let desk = work.desk;
    let rated = Memo::new(move |_| work.finished.with(Option::is_some));
    view! {
        <div class="console">
            <WindowBar work/>
            <div class="columns">
                <div class="now">
                    <Show when=rated fallback=move || view! { <TicketCard work/> }>
                        <Invitation work/>
                    </Show>
                    <StepBar work/>
                    <NoticeLine/>
                    <div class="below">
                        <label class="check">
                            <input
                                type="checkbox"
                                prop:checked=keys
                                on:change:target=move |event| keys.set(event.target().checked())
                            />
                            <span>{desk.words(t::KEYS)}</span>
                        </label>
                        <button
                            class="btn"
                            data-do="notice"
                            aria-haspopup="dialog"
                            aria-keyshortcuts="D"
                            on:click=move |_| work.question.set(Some(Question::Notice))
                        >
                            {desk.words(NOTICE)}
                        </button>
                    </div>
                </div>
                <div class="side">
                    <WaitingPanel work/>
                    <Queues work/>
                </div>
            </div>
            <FinishDialog work/>
            <PauseDialog work/>
            <MissDialog work/>
            <TransferDialog work/>
            <PickDialog work/>
            <PriorityDialog work/>
            <HandOverDialog work/>
            <NoticeDialog work/>
        </div>
    }
}
