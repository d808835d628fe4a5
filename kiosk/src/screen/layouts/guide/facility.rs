//! The facilities of a hall (R87) as drawings name them: `facility-toilet`, `facility-print-2`; each with a word in both
//! languages and an icon beside it.

use hall::text::Phrase;

/// What drawings call it, what people read, its icon.
type Facility = (&'static str, Phrase, &'static str);

macro_rules! facilities {
    ($($name:literal $zh:literal / $en:literal $icon:literal;)+) => {
        [$(($name, Phrase::new($zh, $en), include_str!(concat!("../../../../../assets/icons/", $icon, ".svg")))),+]
    };
}

/// Longer names first: `toilet-accessible` is no `toilet`.
const KNOWN: [Facility; 19] = facilities! {
    "toilet-accessible" "无障碍卫生间" / "Accessible toilet" "accessibility";
    "toilet" "卫生间" / "Toilets" "map-pin";
    "wheelchair" "轮椅" / "Wheelchairs" "accessibility";
    "lift" "电梯" / "Lift" "layers";
    "stairs" "楼梯" / "Stairs" "footprints";
    "entrance" "入口" / "Entrance" "door-open";
    "exit" "出口" / "Exit" "log-out";
    "desk" "导办台" / "Guide desk" "hand-helping";
    "self-service" "自助服务区" / "Self-service" "ticket";
    "waiting" "等候区" / "Waiting area" "clock";
    "print" "打印复印" / "Printing, copying" "printer";
    "photo" "照相" / "Photos" "camera";
    "bank" "银行" / "Bank" "banknote";
    "post" "邮政" / "Post" "package-check";
    "seal" "印章刻制" / "Seals" "badge-check";
    "phone" "电话" / "Telephone" "phone";
    "nursing" "母婴室" / "Baby care room" "users";
    "water" "饮水处" / "Drinking water" "info";
    "forms" "填单区" / "Forms" "file-text";
};

/// What an element of a drawing is; none when it is no facility that people here know.
#[must_use]
pub fn facility(element: &str) -> Option<(Phrase, &'static str)> {
    let name = element.strip_prefix("facility-")?;
    let is =
        |known: &str| name.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    KNOWN.iter().find(|(known, ..)| is(known)).map(|(_, phrase, icon)| (*phrase, *icon))
}

/// Those of a drawing, each once.
#[must_use]
pub fn facilities(elements: &[String]) -> Vec<(Phrase, &'static str)> {
    let mut all: Vec<(Phrase, &'static str)> = Vec::new();
    for found in elements.iter().filter_map(|element| facility(element)) {
        if all.iter().all(|(phrase, _)| *phrase != found.0) {
            all.push(found);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_facility_is_known_by_its_name_and_stands_once() {
        let elements = [
            "facility-toilet",
            "facility-toilet-2",
            "facility-toilet-accessible",
            "facility-toiletries",
            "wall",
        ];
        let elements: Vec<String> = elements.map(str::to_owned).into();
        let words: Vec<_> = facilities(&elements).into_iter().map(|(phrase, _)| phrase.en).collect();
        assert_eq!(words, ["Toilets", "Accessible toilet"]);
    }
}
