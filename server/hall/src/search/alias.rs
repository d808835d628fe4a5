//! Words for the elder version 长辈版 that people know from elsewhere (A14): whoever searches for one of them
//! gets it offered.

/// The first two are its own names, as they are shown.
pub const WORDS: [&str; 12] = [
    "长辈版",
    "Senior mode",
    "亲情版",
    "关爱版",
    "关怀版",
    "大字版",
    "老年版",
    "老人模式",
    "适老化",
    "Large print",
    "Large text",
    "Elderly",
];

/// Fewer letters than these are too few to mean it.
pub const LETTERS_MIN: usize = 2;
