//! Who may apply, what one gets, who handles it where and in which ways, whom to ask, how old all of it is
//! (R1, R3, R5, R10, R17, R68, R89, R92–R94). Where a record is from is for who keeps it ([`origins`](crate::catalog::origins)).

use super::{Around, Badge, Block, Entry, Said, Value, badges, field, join, own, text as t};
use crate::catalog::{Channels, Coverage, Item, Modes};
use crate::id::DepartmentId;
use crate::profile::{Window, windows_said};
use crate::text::{Lang, Phrase};

pub(super) fn overview(item: &Item, lang: Lang) -> Vec<Block> {
    let conditions = item.conditions.iter().map(|text| Said::of(text, lang)).collect();
    let quota = item.quota.as_ref().map(|quota| field(t::QUOTA, Said::of(quota, lang)));
    let note = item.note.as_ref().map(|note| field(t::NOTE, Said::of(note, lang)));
    std::iter::once(Block::Field(t::CONDITIONS, Value::Lines(conditions))).chain(quota).chain(note).collect()
}

/// What must be said before anything else: what the whole catalog warns of.
pub(super) fn warning(around: &Around<'_>, lang: Lang) -> Option<Said> {
    around.warning.map(|warning| Said::of(warning, lang))
}

pub(super) fn details(item: &Item, around: &Around<'_>, lang: Lang) -> Vec<Block> {
    let result = item.result.as_ref().map(|result| {
        let kind = Said::new(result.kind.phrase().get(lang), lang);
        let sample =
            result.sample.as_ref().map(|file| Said::new(format!("{} {file}", t::SAMPLE.get(lang)), lang));
        let lines = [Said::of(&result.name, lang), kind].into_iter().chain(sample).collect();
        Block::Field(t::RESULT, Value::Lines(lines))
    });
    // with others beside it a department is said to be the one that leads (R89)
    let lead = Said::of(&item.department.name, lang);
    let lead = match item.joint.is_empty() {
        true => lead,
        false => Said { words: t::LEADS.fill(lead.lang, &[&lead.words]), ..lead },
    };
    let named = |id: &DepartmentId| around.departments.iter().find(|department| department.id == *id);
    let joint: Vec<Said> = item
        .joint
        .iter()
        .map(|id| named(id).map_or_else(|| Said::new(id.as_str(), lang), |found| Said::of(&found.name, lang)))
        .collect();
    let joint = (!joint.is_empty()).then_some(Block::Field(t::JOINT, Value::Lines(joint)));
    let for_whom: Vec<&str> = item.service_objects.iter().map(|object| object.phrase().get(lang)).collect();
    let place = match &item.location {
        Some(location) => Said::of(location, lang),
        None => Said::of(&around.hall.address, lang),
    };
    let place = Block::Field(t::LOCATION, Value::Lines(vec![self::place(item, around, lang), place]));
    let level = item.exercise_level.map(|level| own(t::LEVEL, level.phrase().get(lang), lang));
    let depth = item.online_depth.map(|depth| own(t::DEPTH, depth.phrase().get(lang), lang));
    let plain = |phrases: Vec<Phrase>| phrases.into_iter().map(Badge::plain).collect();
    let modes = modes(&item.modes).into_iter().map(Badge::good).collect();
    let (head, tail) = (
        [
            Some(field(t::NAME, Said::of(&item.name, lang))),
            Some(field(t::DEPARTMENT, lead)),
            joint,
            Some(own(t::CLASS, item.handling_class.phrase().get(lang), lang)),
            Some(own(t::ITEM_TYPE, item.item_type.phrase().get(lang), lang)),
            level,
            (!for_whom.is_empty()).then(|| own(t::SERVICE_OBJECTS, join(&for_whom, lang), lang)),
        ],
        [
            Some(place),
            badges(t::CHANNELS, plain(channels(&item.channels))),
            depth,
            badges(t::COVERAGE, plain(coverage(item.coverage))),
            badges(t::MODES, modes),
            codes(item, lang),
        ],
    );
    result.into_iter().chain(head.into_iter().chain(tail).flatten()).collect()
}

pub(super) fn contact(item: &Item, around: &Around<'_>, lang: Lang) -> Vec<Block> {
    // as on a notice: of the matter, else all the year's of the hall
    let hours = item.hours.clone().map_or_else(|| around.hall.hours.in_words(), |own| vec![own]);
    let hours = hours.iter().map(|line| Said::of(line, lang)).collect();
    let faq = item.faq.iter().map(|faq| {
        Block::Entry(Entry {
            lines: vec![(None, Said::of(&faq.a, lang))],
            ..Entry::new(Some(t::FAQ), Said::of(&faq.q, lang))
        })
    });
    let edition = match around.published_at {
        "" => t::EDITION_ALONE.fill(lang, &[around.version]),
        day => t::EDITION.fill(lang, &[around.version, day]),
    };
    let version = item.version.as_ref().map(|version| t::OWN_EDITION.fill(lang, &[version]));
    let updated = item.updated_on.map(|day| t::UPDATED.fill(lang, &[&day.to_string()]));
    let from = item.effective_on.map(|day| t::FROM.fill(lang, &[&day.to_string()]));
    let until = item.cancelled_on.map(|day| t::UNTIL.fill(lang, &[&day.to_string()]));
    let editions = std::iter::once(edition).chain([version, updated, from, until].into_iter().flatten());
    let editions = editions.map(|words| Said::new(words, lang)).collect();
    let language = (lang == Lang::En).then(|| own(t::LANGUAGE, t::CHINESE_ONLY.get(lang), lang));
    [
        Block::Field(t::ENQUIRIES, Value::Phone(item.consult_phone.clone())),
        Block::Field(t::COMPLAINTS, Value::Phone(item.complaint_phone.clone())),
        field(t::ADDRESS, Said::of(&around.hall.address, lang)),
        Block::Field(t::HOURS, Value::Lines(hours)),
    ]
    .into_iter()
    .chain(faq)
    .chain(language)
    .chain([Block::Field(t::PUBLISHED, Value::Lines(editions))])
    .collect()
}

/// The windows and where they are: those of the matter, else those of its queue.
pub(super) fn place(item: &Item, around: &Around<'_>, lang: Lang) -> Said {
    let hall = around.hall;
    let own: Vec<&Window> = item.windows.iter().filter_map(|id| hall.window(id)).collect();
    let windows = if own.is_empty() { hall.windows_of(&item.queue_prefix).collect() } else { own };
    let labels: Vec<&str> = windows.iter().map(|window| window.label.as_str()).collect();
    let zone = hall.queue(&item.queue_prefix).and_then(|queue| hall.zone(&queue.zone));
    let floor = zone.map(|zone| zone.floor.get(lang).to_owned());
    let windows = Some(windows_said(&labels, lang)).filter(|windows| !windows.is_empty());
    Said::new(floor.into_iter().chain(windows).collect::<Vec<_>>().join(" · "), lang)
}

/// The marks of a matter: modes first, as they spare something.
pub(super) fn marks(item: &Item) -> Vec<Badge> {
    let modes = modes(&item.modes).into_iter().map(Badge::good);
    let class = std::iter::once(Badge::plain(item.handling_class.phrase()));
    class.chain(modes).chain(coverage(item.coverage).into_iter().map(Badge::plain)).collect()
}

fn there<const N: usize>(marks: [(bool, Phrase); N]) -> Vec<Phrase> {
    marks.into_iter().filter(|(there, _)| *there).map(|(_, phrase)| phrase).collect()
}

fn channels(channels: &Channels) -> Vec<Phrase> {
    let Channels { window, online, self_service, self_service_24h, appointment, post, home_visit } =
        *channels;
    there([
        (window, t::AT_WINDOW),
        (online, t::ONLINE),
        (self_service, t::SELF_SERVICE),
        (self_service_24h, t::SELF_SERVICE_24H),
        (appointment, t::APPOINTMENT),
        (post, t::POST),
        (home_visit, t::HOME_VISIT),
    ])
}

fn coverage(coverage: Coverage) -> Vec<Phrase> {
    let Coverage { cross_province, province_wide, city_wide, county_wide } = coverage;
    there([
        (cross_province, t::CROSS_PROVINCE),
        (province_wide, t::PROVINCE_WIDE),
        (city_wide, t::CITY_WIDE),
        (county_wide, t::COUNTY_WIDE),
    ])
}

fn modes(modes: &Modes) -> Vec<Phrase> {
    let Modes {
        notification_commitment,
        deferred_acceptance,
        instant,
        senior_zone,
        agent_service,
        free_post,
    } = *modes;
    there([
        (notification_commitment, t::COMMITMENT),
        (deferred_acceptance, t::DEFERRED),
        (instant, t::INSTANT),
        (senior_zone, t::CARE_ZONE),
        (agent_service, t::AGENT),
        (free_post, t::FREE_POST),
    ])
}

fn codes(item: &Item, lang: Lang) -> Option<Block> {
    let codes = [&item.codes.basic, &item.codes.implementation, &item.codes.business_item];
    let made_up = item.codes.placeholder.then(|| Said::new(t::PLACEHOLDER.get(lang), lang));
    let lines: Vec<Said> = codes
        .into_iter()
        .filter(|code| !code.is_empty())
        .map(|code| Said::new(code.as_str(), lang))
        .collect();
    (!lines.is_empty())
        .then(|| Block::Field(t::CODES, Value::Lines(lines.into_iter().chain(made_up).collect())))
}
