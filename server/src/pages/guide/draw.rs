//! The blocks of a guide as HTML, the same for phone and paper; only their styles differ.

use hall::catalog::guide::{
    Badge, Block, Entry, GlanceKind, Guide, Part, Said, Stop, Tone, Value, text as t,
};
use hall::form::FormView;
use hall::text::{Lang, Phrase};
use maud::{Markup, html};

/// Words, marked where they are not in the page's language (A52).
pub fn said(said: &Said, lang: Lang) -> Markup {
    html! { @if said.lang == lang { (said.words) } @else { span lang=(said.lang.tag()) { (said.words) } } }
}

/// `Name: words`.
fn named(name: Phrase, words: &Said, lang: Lang) -> Markup {
    html! { span.q { (name.get(lang)) (colon(lang)) } (said(words, lang)) }
}

pub const fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "：",
        Lang::En => ": ",
    }
}

/// The four answers, under their names as they are given.
pub fn glance(guide: &Guide, name: fn(GlanceKind) -> Phrase) -> Markup {
    let lang = guide.lang;
    html! {
        dl.gl {
            @for one in &guide.glance {
                div.w[one.kind == GlanceKind::Place] {
                    dt { (name(one.kind).get(lang)) }
                    dd { (said(&one.value, lang)) }
                }
            }
        }
    }
}

/// Words in frames.
pub fn badges(badges: &[Badge], lang: Lang) -> Markup {
    html! {
        @for badge in badges {
            span.m.must[badge.tone == Tone::Strong].ok[badge.tone == Tone::Good] { (badge.words.get(lang)) } " "
        }
    }
}

/// A part with its title.
pub fn part(part: &Part, lang: Lang, forms: &[FormView]) -> Markup {
    html! {
        section {
            h2 { (part.kind.name().get(lang)) }
            (blocks(part, lang, forms))
        }
    }
}

/// Fields, things and steps, each run of one kind in a list of its own. A field that is called as its part is has no
/// name of its own: the heading says it.
pub fn blocks(part: &Part, lang: Lang, forms: &[FormView]) -> Markup {
    let (blocks, heading) = (&part.blocks, part.kind.name());
    let kind = |block: &Block| match block {
        Block::Field(name, _) if *name == heading => 0,
        Block::Field(..) => 1,
        Block::Entry(_) => 2,
        Block::Stop(_) => 3,
    };
    html! {
        @for run in blocks.chunk_by(|one, next| kind(one) == kind(next)) {
            @match run.first() {
                Some(Block::Field(name, _)) if *name == heading => {
                    @for block in run { @if let Block::Field(_, value) = block { div.al { (self::value(value, lang)) } } }
                }
                Some(Block::Field(..)) => dl.f { @for block in run { (field(block, lang)) } },
                Some(Block::Entry(_)) => (entries(run, lang, forms)),
                Some(Block::Stop(_)) => ol.st { @for block in run { (stop(block, lang)) } },
                None => {}
            }
        }
    }
}

fn field(block: &Block, lang: Lang) -> Markup {
    let Block::Field(name, value) = block else { return html! {} };
    html! {
        dt { (name.get(lang)) }
        dd { (self::value(value, lang)) }
    }
}

fn value(value: &Value, lang: Lang) -> Markup {
    html! {
        @match value {
            Value::Lines(lines) => @for line in lines { div { (said(line, lang)) } },
            Value::Badges(words) => (badges(words, lang)),
            Value::Phone(number) => b.ph { (number) },
        }
    }
}

/// Things of one kind stand below its name, which is said once.
fn entries(run: &[Block], lang: Lang, forms: &[FormView]) -> Markup {
    let entries: Vec<&Entry> = run
        .iter()
        .filter_map(|block| if let Block::Entry(entry) = block { Some(entry) } else { None })
        .collect();
    html! {
        @for same in entries.chunk_by(|one, next| one.kind == next.kind) {
            @if let Some(kind) = same.first().and_then(|entry| entry.kind) { h3 { (kind.get(lang)) } }
            ul.en { @for one in same { (entry(one, lang, forms)) } }
        }
    }
}

/// A thing with a title, and links to those of its files that are there.
fn entry(entry: &Entry, lang: Lang, forms: &[FormView]) -> Markup {
    let file = |name: &String| forms.iter().find(|form| form.name == *name);
    let files = entry.files.iter().filter_map(|(phrase, name)| Some((phrase, file(name)?)));
    html! {
        li {
            p.ti {
                @if let Some(no) = entry.no { (no) ". " }
                (said(&entry.title, lang))
                @if let Some(amount) = &entry.amount { " " b { (amount) } }
            }
            @if !entry.badges.is_empty() || !entry.facts.is_empty() {
                p.fa { (badges(&entry.badges, lang)) (entry.facts.join(" · ")) }
            }
            @for (name, words) in &entry.lines {
                p.li { @if let Some(name) = name { (named(*name, words, lang)) } @else { (said(words, lang)) } }
            }
            @for (phrase, form) in files {
                p.li { a.fi href=(form.path) { (phrase.get(lang)) " · " (form.kind.phrase().get(lang)) } }
            }
        }
    }
}

fn stop(block: &Block, lang: Lang) -> Markup {
    let Block::Stop(Stop { no, name, limit, responsible, by_case }) = block else { return html! {} };
    html! {
        li {
            span.no aria-hidden="true" { (no) }
            p.ti { (said(name, lang)) @if *by_case { " " span.m { (t::BY_CASE.get(lang)) } } }
            p.li { (named(t::LIMIT, limit, lang)) }
            p.li { (named(t::RESPONSIBLE, responsible, lang)) }
        }
    }
}
