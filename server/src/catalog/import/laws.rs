//! The laws of a cell, as people write them: several in a line, with numbers before them and titles within titles.

use serde_json::{Map, Value, json};

/// The laws of a line: each 《title》article, or a title alone. What stands before the first 《 is its number
/// when it is one (国务院令第412号《…》), else it goes with its article, so that nothing is lost.
pub fn of_line(line: &str) -> Vec<Value> {
    let mut laws = Vec::new();
    let Some((before, mut rest)) = line.split_once('《') else { return vec![json!({ "title": line })] };
    let mut before = Some(lead(before)).filter(|text| !text.is_empty());
    loop {
        let (title, after) = titled(rest);
        let (article, next) = after.split_once('《').map_or((after, None), |(own, next)| (own, Some(next)));
        let mut law = Map::new();
        law.insert("title".to_owned(), title.trim().into());
        let article = if next.is_some() { between(article) } else { article.trim_matches(joins) };
        let article = match before.take() {
            Some(number) if number.ends_with('号') => {
                law.insert("doc_no".to_owned(), number.into());
                article.to_owned()
            }
            Some(words) => format!("{article}（{words}）"),
            None => article.to_owned(),
        };
        if !article.is_empty() {
            law.insert("article".to_owned(), article.into());
        }
        laws.push(Value::Object(law));
        match next {
            Some(next) => rest = next,
            None => return laws,
        }
    }
}

/// A title up to its own 》, titles within it left whole, and what follows it.
fn titled(text: &str) -> (&str, &str) {
    let mut depth = 1_u32;
    for (at, c) in text.char_indices() {
        match c {
            '《' => depth += 1,
            '》' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return (text.get(..at).unwrap_or_default(), text.get(at + c.len_utf8()..).unwrap_or_default());
        }
    }
    (text, "")
}

/// What stands before the first law, without numbering and 根据.
fn lead(text: &str) -> &str {
    let mut text = between(text);
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十（(".contains(c);
    let rest = text.trim_start_matches(is_number);
    if let Some(rest) = rest.strip_prefix(['.', '．', '、', '）', ')']).filter(|_| rest.len() < text.len())
    {
        text = rest;
    }
    let text = between(text);
    let text =
        ["根据", "依据", "依照", "按照"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    text.trim_end_matches(['：', ':'])
}

/// Marks that only part or join.
fn joins(c: char) -> bool {
    c.is_whitespace() || "、，,；;。".contains(c)
}

/// What stands between two laws, without the words and marks that only join them.
fn between(text: &str) -> &str {
    let text = text.trim_matches(joins);
    let words = ["以及", "和", "及", "与", "并"];
    words.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text).trim_matches(joins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_law_of_a_line_is_there_and_nothing_of_it_is_lost() {
        for (line, laws) in [
            (
                "1.《甲法》第一条、第二条；《乙法》第三条",
                json!([{"title": "甲法", "article": "第一条、第二条"}, {"title": "乙法", "article": "第三条"}]),
            ),
            ("根据《甲法》和《乙法》", json!([{"title": "甲法"}, {"title": "乙法"}])),
            ("《甲法》第五条公众参与。", json!([{"title": "甲法", "article": "第五条公众参与"}])),
            (
                "国务院令第412号《关于修改〈甲法〉的决定》附件第3项",
                json!([{"title": "关于修改〈甲法〉的决定", "doc_no": "国务院令第412号", "article": "附件第3项"}]),
            ),
            (
                "《关于修改《甲法》的决定》第二条",
                json!([{"title": "关于修改《甲法》的决定", "article": "第二条"}]),
            ),
            ("省级规定：《乙办法》第五条", json!([{"title": "乙办法", "article": "第五条（省级规定）"}])),
            ("（二）《丙条例》", json!([{"title": "丙条例"}])),
            ("没有书名号的依据", json!([{"title": "没有书名号的依据"}])),
            ("《没有结尾", json!([{"title": "没有结尾"}])),
        ] {
            assert_eq!(Value::Array(of_line(line)), laws, "{line}");
        }
    }
}
