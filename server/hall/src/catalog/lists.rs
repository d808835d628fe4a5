//! Lists made from the catalog: the documents of a theme, each once (R88), the departments that take part
//! in it (R91), the lists a hall must publish (R92, R93), and whom a matter is for.

use super::document::Material;
use super::item::{Channels, Coverage, Item, Modes};
use super::words::{MaterialForm, Necessity, ServiceObject};
use super::{Catalog, Theme};
use crate::id::{DepartmentId, ItemId, Prefix};
use crate::moment::Day;
use crate::text::Phrase;
use serde::{Deserialize, Serialize};

/// What a theme asks for as a whole: `GET /halls/{hall}/themes/{theme}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Package {
    /// Every document once; what must be there comes first.
    pub documents: Vec<MergedDocument>,
    /// The departments that take part, in the order of the matters.
    pub departments: Vec<Participant>,
}

/// The queue in which the one ticket of a theme waits: that of the most of its matters; of several such the one that
/// comes first. Staff hand on from there what is done elsewhere. None without a matter.
pub fn queue_of_theme<'a>(queues: impl Iterator<Item = &'a Prefix>) -> Option<&'a Prefix> {
    let mut counts: Vec<(&Prefix, usize)> = Vec::new();
    for queue in queues {
        match counts.iter_mut().find(|(other, _)| *other == queue) {
            Some((_, count)) => *count += 1,
            None => counts.push((queue, 1)),
        }
    }
    // of equals `max_by_key` takes the last
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(queue, _)| queue)
}

/// A document that one or several matters want.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MergedDocument {
    /// The document: the greatest counts and the strictest rules of all matters that want it. Its number is
    /// its place in this list.
    pub document: Material,
    /// The matters that want it, in the order of the theme.
    pub wanted_by: Vec<ItemId>,
}

/// A department of a theme (R91).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Participant {
    /// Which.
    pub department: DepartmentId,
    /// The matters it is in charge of or handles too, in the order of the theme.
    pub matters: Vec<ItemId>,
}

impl Package {
    /// The package of a theme of a catalog, on a day.
    #[must_use]
    pub fn of_theme(catalog: &Catalog, theme: &Theme, day: Day) -> Self {
        let listed = |item: &&Item| item.is_listed(day);
        Self::of(theme.items.iter().filter_map(|id| catalog.item(id)).filter(listed))
    }

    /// The package of some matters. A document is the same when its key is.
    #[must_use]
    pub fn of<'a>(matters: impl Iterator<Item = &'a Item>) -> Self {
        let mut package = Self::default();
        for matter in matters {
            for document in &matter.materials {
                package.want(&matter.id, document);
            }
            for department in std::iter::once(&matter.department.id).chain(&matter.joint) {
                package.involve(department, &matter.id);
            }
        }
        // stable: within one necessity the order of the matters stays
        package.documents.sort_by_key(|merged| rank(merged.document.necessity));
        for (no, merged) in (1_u32..).zip(&mut package.documents) {
            merged.document.no = no;
        }
        package
    }

    fn want(&mut self, matter: &ItemId, wanted: &Material) {
        // wanted with some answers only: nobody is told that it must be there
        let mut wanted = wanted.clone();
        if !wanted.only_if.is_always() {
            wanted.necessity = Necessity::Conditional;
        }
        match self.documents.iter_mut().find(|merged| merged.document.key == wanted.key) {
            Some(merged) => {
                merge(&mut merged.document, &wanted);
                if !merged.wanted_by.contains(matter) {
                    merged.wanted_by.push(matter.clone());
                }
            }
            None => {
                let document = Material { only_if: super::Cases::default(), ..wanted };
                self.documents.push(MergedDocument { document, wanted_by: vec![matter.clone()] });
            }
        }
    }

    fn involve(&mut self, department: &DepartmentId, matter: &ItemId) {
        match self.departments.iter_mut().find(|known| known.department == *department) {
            Some(known) if known.matters.contains(matter) => {}
            Some(known) => known.matters.push(matter.clone()),
            None => self
                .departments
                .push(Participant { department: department.clone(), matters: vec![matter.clone()] }),
        }
    }
}

/// Strictest first.
const fn rank(necessity: Necessity) -> u8 {
    match necessity {
        Necessity::Necessary => 0,
        Necessity::Deferrable => 1,
        Necessity::Conditional => 2,
    }
}

/// Makes a document do for one matter more: who brings it as it says then is turned away by none of them.
fn merge(document: &mut Material, other: &Material) {
    document.original = document.original.max(other.original);
    document.copy = document.copy.max(other.copy);
    document.form = match (document.form, other.form) {
        (one, same) if one == same => one,
        (MaterialForm::Either, one) | (one, MaterialForm::Either) => one,
        // one wants it on paper, the other as a file
        _ => MaterialForm::Either,
    };
    if rank(other.necessity) < rank(document.necessity) {
        document.necessity = other.necessity;
    }
    document.deferrable &= other.deferrable;
    document.e_license_exempt &= other.e_license_exempt;
    document.shared &= other.shared;
    if document.when != other.when {
        // wanted in several cases: the guides of the matters say in which
        document.when = None;
    }
    for (mine, others) in [(&mut document.how, &other.how), (&mut document.fill, &other.fill)] {
        if mine.is_none() {
            mine.clone_from(others);
        }
    }
}

/// A list that a hall publishes (R92, R93, domain §4.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PublicList {
    /// 告知承诺.
    Commitment,
    /// 容缺受理.
    Deferred,
    /// 跨省通办.
    CrossProvince,
    /// 全省通办.
    ProvinceWide,
    /// 专区通办.
    CareZone,
    /// 24 小时自助.
    SelfService24h,
    /// 办不成事: no matters, but where to go when a matter could not be done.
    Unresolved,
}

impl PublicList {
    /// All lists, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::Commitment,
        Self::Deferred,
        Self::CrossProvince,
        Self::ProvinceWide,
        Self::CareZone,
        Self::SelfService24h,
        Self::Unresolved,
    ];

    /// Its key in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Commitment => "commitment",
            Self::Deferred => "deferred",
            Self::CrossProvince => "cross-province",
            Self::ProvinceWide => "province-wide",
            Self::CareZone => "care-zone",
            Self::SelfService24h => "self-service-24h",
            Self::Unresolved => "unresolved",
        }
    }

    /// The list with a key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.key() == key)
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Phrase {
        match self {
            Self::Commitment => Phrase::new("告知承诺", "Written commitment"),
            Self::Deferred => Phrase::new("容缺受理", "Documents may follow"),
            Self::CrossProvince => Phrase::new("跨省通办", "Cross-provincial services"),
            Self::ProvinceWide => Phrase::new("全省通办", "Province-wide services"),
            Self::CareZone => Phrase::new("专区通办（长者·无障碍）", "Care zone (seniors, accessible)"),
            Self::SelfService24h => Phrase::new("24 小时自助办", "24-hour self-service"),
            Self::Unresolved => Phrase::new("办不成事反映", "Could not get it done?"),
        }
    }

    /// What it means, in plain words.
    #[must_use]
    pub const fn about(self) -> Phrase {
        match self {
            Self::Commitment => {
                Phrase::new("作出书面承诺，可以少交证明", "A signed declaration can stand for some proofs.")
            }
            Self::Deferred => Phrase::new(
                "缺次要材料也先受理，材料以后补",
                "Accepted now; minor documents may follow later.",
            ),
            Self::CrossProvince => {
                Phrase::new("外省的事，在这里也能办", "Services of other provinces are handled here too.")
            }
            Self::ProvinceWide => Phrase::new(
                "本省各地的事，在这里也能办",
                "Matters of the whole province can be handled here.",
            ),
            Self::CareZone => Phrase::new(
                "老年人、残疾人在专区一处办完",
                "Seniors and disabled people get everything done in one place.",
            ),
            Self::SelfService24h => Phrase::new(
                "不用窗口，自助区随时可办",
                "At any hour in the self-service area, without a window.",
            ),
            Self::Unresolved => Phrase::new(
                "材料齐、条件够却没办成，请到这个窗口说",
                "Everything in order and still not done? Tell this window.",
            ),
        }
    }

    /// True when a matter stands in the list.
    #[must_use]
    pub const fn holds(self, channels: &Channels, coverage: &Coverage, modes: &Modes) -> bool {
        match self {
            Self::Commitment => modes.notification_commitment,
            Self::Deferred => modes.deferred_acceptance,
            Self::CrossProvince => coverage.cross_province,
            Self::ProvinceWide => coverage.province_wide,
            Self::CareZone => modes.senior_zone,
            Self::SelfService24h => channels.self_service_24h,
            Self::Unresolved => false,
        }
    }
}

/// Who asks: a person (自然人) or an organisation (法人).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// 自然人.
    Person,
    /// 法人: companies and every other organisation.
    Organisation,
}

impl Audience {
    /// Its words.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Person => Phrase::new("个人办事", "For individuals"),
            Self::Organisation => Phrase::new("企业和单位办事", "For organisations"),
        }
    }

    /// True when something for these objects is for this audience.
    #[must_use]
    pub fn is_served(self, objects: &[ServiceObject]) -> bool {
        let person = |object: &ServiceObject| *object == ServiceObject::NaturalPerson;
        match self {
            Self::Person => objects.iter().any(person),
            Self::Organisation => objects.iter().any(|object| !person(object)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> Day {
        "2026-11-26".parse().unwrap()
    }
    use crate::text::Text;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_ticket_of_a_theme_waits_where_most_of_its_matters_are_handled() {
        let catalog = sample();
        let queue = |theme: &str| {
            let theme = catalog.theme(&theme.parse().unwrap()).unwrap();
            let items = theme.items.iter().filter_map(|id| catalog.item(id));
            queue_of_theme(items.map(|item| &item.queue_prefix)).unwrap().to_string()
        };
        assert_eq!([queue("house"), queue("school"), queue("travel")], ["D", "G", "A"]);
        let of = |names: &[&str]| {
            let queues: Vec<Prefix> = names.iter().map(|name| name.parse().unwrap()).collect();
            queue_of_theme(queues.iter()).map(ToString::to_string)
        };
        assert_eq!(of(&["A", "B", "C", "C", "B"]).as_deref(), Some("B"), "of equals the first");
        assert_eq!(of(&[]), None);
    }

    fn sample() -> Catalog {
        serde_json::from_str(include_str!("../../../../assets/halls/shili/catalog.json")).unwrap()
    }

    fn document(key: u8, counts: (u32, u32), necessity: Necessity, yes: bool) -> Material {
        Material {
            no: 1,
            key: format!("k{key}"),
            name: Text { zh: format!("材料{key}"), en: format!("Document {key}") },
            original: counts.0,
            copy: counts.1,
            form: if yes { MaterialForm::Paper } else { MaterialForm::Either },
            source_kind: None,
            source: Text::default(),
            necessity,
            deferrable: yes,
            e_license_exempt: yes,
            shared: false,
            when: None,
            only_if: crate::catalog::Cases::default(),
            how: None,
            fill: None,
            standard: None,
            basis: None,
            blank: None,
            sample: None,
        }
    }

    fn documents() -> impl Strategy<Value = Vec<Material>> {
        let one = (0_u8..6, (0_u32..4, 0_u32..4), 0_usize..3, any::<bool>())
            .prop_map(|(key, counts, necessity, yes)| document(key, counts, Necessity::ALL[necessity], yes));
        prop::collection::vec(one, 0..6)
    }

    proptest! {
        #[test]
        fn every_document_is_there_once_and_does_for_every_matter(lists in prop::collection::vec(documents(), 1..5)) {
            let template = sample().items.remove(0);
            let matters: Vec<Item> = (0..).zip(&lists).map(|(n, materials)| Item {
                id: format!("m{n}").parse().unwrap(),
                materials: materials.clone(),
                ..template.clone()
            }).collect();
            let package = Package::of(matters.iter());
            let keys: Vec<&str> = package.documents.iter().map(|merged| merged.document.key.as_str()).collect();
            let wanted: BTreeSet<&str> = lists.iter().flatten().map(|one| one.key.as_str()).collect();
            prop_assert_eq!(keys.len(), wanted.len());
            prop_assert_eq!(keys.iter().copied().collect::<BTreeSet<_>>(), wanted);
            for (matter, one) in matters.iter().flat_map(|matter| matter.materials.iter().map(move |one| (matter, one))) {
                let merged = package.documents.iter().find(|merged| merged.document.key == one.key).unwrap();
                prop_assert!(merged.wanted_by.contains(&matter.id));
                prop_assert!(merged.document.original >= one.original && merged.document.copy >= one.copy);
                prop_assert!(rank(merged.document.necessity) <= rank(one.necessity));
                prop_assert!(one.e_license_exempt || !merged.document.e_license_exempt);
                prop_assert!(one.form != MaterialForm::Paper || merged.document.form == MaterialForm::Paper);
            }
            for (no, merged) in (1_u32..).zip(&package.documents) {
                prop_assert_eq!(merged.document.no, no);
                let most = lists.iter().flatten().filter(|one| one.key == merged.document.key);
                prop_assert_eq!(merged.document.original, most.map(|one| one.original).max().unwrap());
            }
            let ranks: Vec<u8> = package.documents.iter().map(|merged| rank(merged.document.necessity)).collect();
            prop_assert!(ranks.is_sorted());
        }
    }

    #[test]
    fn a_theme_of_the_sample_asks_for_an_id_card_once_and_names_its_departments() {
        let catalog = sample();
        for theme in &catalog.themes {
            let package = Package::of_theme(&catalog, theme, day());
            let single: usize =
                theme.items.iter().filter_map(|id| catalog.item(id)).map(|item| item.materials.len()).sum();
            assert!(package.documents.len() <= single);
            let matters: BTreeSet<_> =
                package.departments.iter().flat_map(|participant| &participant.matters).collect();
            assert_eq!(matters, theme.items.iter().collect(), "{}", theme.id);
        }
        let jobs = catalog.theme(&"jobs".parse().unwrap()).unwrap();
        let package = Package::of_theme(&catalog, jobs, day());
        assert!(package.documents.iter().any(|merged| merged.wanted_by.len() > 3));
        assert!(package.departments.len() > 2);
    }

    #[test]
    fn every_list_has_one_key_and_every_list_of_matters_is_used_by_the_sample() {
        let catalog = sample();
        for list in PublicList::ALL {
            assert_eq!(PublicList::of_key(list.key()), Some(list));
            let matters =
                catalog.items.iter().filter(|i| list.holds(&i.channels, &i.coverage, &i.modes)).count();
            assert_eq!(matters == 0, list == PublicList::Unresolved, "{list:?}");
        }
        assert_eq!(PublicList::of_key("else"), None);
    }

    #[test]
    fn everybody_is_a_person_or_an_organisation() {
        for object in ServiceObject::ALL {
            let both =
                [Audience::Person, Audience::Organisation].map(|audience| audience.is_served(&[*object]));
            assert!(both[0] != both[1], "{object:?}");
        }
        assert!(!Audience::Person.is_served(&[]));
    }
}
