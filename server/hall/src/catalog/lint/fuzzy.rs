//! Catch-all names of documents (R8: 清理“其他材料”“有关材料”等模糊表述和兜底条款). A name has to say which
//! document is meant; who has to guess comes twice.

/// What a catch-all calls what it wants.
const NOUNS: [&str; 12] =
    ["材料", "资料", "文件", "证件", "证照", "证明", "凭证", "手续", "文书", "单据", "附件", "表格"];
/// Nouns so wide that 有关 before them is a catch-all wherever it stands.
const WIDE: [&str; 3] = ["材料", "资料", "文件"];
/// Words that leave open which.
const OPEN: [&str; 8] = ["其他", "其它", "其余", "有关", "相关", "必要", "所需", "等"];
/// How a clause goes on that refers to a rule instead of naming: 其他依法应当提交的材料.
const CLAUSE: [&str; 14] =
    ["需", "应", "依", "法", "规", "按", "有", "相", "必", "要", "与", "能", "可", "经"];
/// Ends of a name that leave the choice to an office: 审批机关要求的材料.
const LEFT_OPEN: [&str; 6] = ["要求", "需要", "需", "规定", "认为必要", "必须"];

/// True when the name of a document says no more than that there are more.
#[must_use]
pub fn is_catch_all(zh: &str, en: &str) -> bool {
    chinese(zh) || english(en)
}

fn chinese(name: &str) -> bool {
    let plain: String = without_brackets(name).chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.trim_end_matches(['。', '，', '、', '；', ';', ',', '.', '…']);
    if plain.is_empty() {
        // a name that is nothing but a bracket: judge what stands in it
        return !name.trim().is_empty() && phrase(name.trim_matches(['(', ')', '（', '）', ' ']));
    }
    phrase(plain)
}

fn phrase(name: &str) -> bool {
    if OPEN.contains(&name) {
        return true;
    }
    let ends_in_noun = NOUNS.iter().any(|noun| name.ends_with(noun));
    // 身份证等; 身份证等材料; but not 高等
    if name.ends_with("等等") || (name.ends_with('等') && etc_at(name, name.len() - '等'.len_utf8())) {
        return true;
    }
    if OPEN.iter().any(|open| name.starts_with(open) && NOUNS.contains(&rest_of(name, open.len()))) {
        return true;
    }
    for (at, _) in name.char_indices() {
        let Some(here) = name.get(at..) else { continue };
        for open in OPEN {
            let Some(after) = here.strip_prefix(open) else { continue };
            if open == "等" && !etc_at(name, at) {
                continue;
            }
            // 有关材料, 等相关文件, 其他的资料
            let after = OPEN.iter().find_map(|more| after.strip_prefix(more)).unwrap_or(after);
            let after = after.strip_prefix('的').unwrap_or(after);
            let after = ["证明", "申请", "申报", "辅助", "补充", "佐证"]
                .iter()
                .find_map(|kind| after.strip_prefix(kind).filter(|rest| !rest.is_empty()))
                .unwrap_or(after);
            let nouns =
                if open == "等" || open == "其他" || open == "其它" { &NOUNS[..] } else { &WIDE[..] };
            if nouns.iter().any(|noun| after.starts_with(noun)) {
                return true;
            }
            // 法律、法规规定的其他应当提交的材料
            if matches!(open, "其他" | "其它") && ends_in_noun && CLAUSE.iter().any(|c| after.starts_with(c))
            {
                return true;
            }
        }
    }
    // 审批机关要求的材料, 主管部门认为需要提供的文件
    let Some(before) = WIDE.iter().find_map(|noun| name.strip_suffix(noun)) else { return false };
    let before = before.strip_suffix('的').unwrap_or(before);
    let before = ["提供", "提交", "补充", "补正", "出具", "报送"]
        .iter()
        .find_map(|verb| before.strip_suffix(verb))
        .unwrap_or(before);
    before.is_empty() || LEFT_OPEN.iter().any(|end| before.ends_with(end))
}

fn rest_of(name: &str, at: usize) -> &str {
    name.get(at..).unwrap_or_default()
}

/// Whether 等 at this place means “and so on”: not in 高等, 中等, 同等, 等级, and not at the beginning.
fn etc_at(name: &str, at: usize) -> bool {
    let before = name.get(..at).and_then(|text| text.chars().next_back());
    let after = rest_of(name, at + '等'.len_utf8()).chars().next();
    before.is_some_and(|c| !"高初中同平对上优".contains(c)) && after.is_none_or(|c| !"级次额价".contains(c))
}

/// What stands outside brackets: an explanation in brackets makes no name a catch-all.
fn without_brackets(name: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::new();
    for c in name.chars() {
        match c {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn english(name: &str) -> bool {
    const OPEN: [&str; 6] = ["other", "others", "relevant", "related", "miscellaneous", "misc"];
    const KIND: [&str; 10] = [
        "supporting",
        "necessary",
        "required",
        "relevant",
        "related",
        "application",
        "additional",
        "applicable",
        "certifying",
        "similar",
    ];
    const NOUNS: [&str; 12] = [
        "document",
        "documents",
        "material",
        "materials",
        "paper",
        "papers",
        "file",
        "files",
        "paperwork",
        "documentation",
        "certificates",
        "proofs",
    ];
    let name = name.to_lowercase();
    let plain = without_brackets(&name);
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if matches!(words.as_slice(), ["other" | "others"])
        || words.contains(&"etc")
        || plain.contains("and so on")
        || plain.contains("and the like")
    {
        return true;
    }
    let from = |first: &[&str], at: usize| {
        let rest = words.get(at..).unwrap_or_default();
        let Some((word, rest)) = rest.split_first() else { return false };
        let after = rest.iter().find(|word| !KIND.contains(word));
        first.contains(word) && after.is_some_and(|word| NOUNS.contains(word))
    };
    (0..words.len()).any(|at| from(&OPEN, at))
        // nothing but “necessary documents”, “any documents”
        || (words.len() <= 3
            && words.last().is_some_and(|word| NOUNS.contains(word))
            && words.iter().rev().skip(1).all(|word| KIND.contains(word) || ["any", "all", "the"].contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn catch_alls_are_found() {
        for zh in [
            "其他材料",
            "有关材料",
            "相关材料",
            "其它有关材料",
            "其他 材料",
            "相关证明材料",
            "其他相关资料",
            "法律、法规规定的其他材料",
            "其他依法应当提交的文件",
            "其他需要提供的材料",
            "身份证、户口簿等材料",
            "身份证等",
            "营业执照等相关证件",
            "审批机关要求的材料",
            "主管部门认为需要提交的资料",
            "其他证明",
            "有关文件",
            "相关手续",
            "其他材料（如有）",
            "（其他材料）",
            "其余材料",
            "国家规定的其他证明文件",
            "材料",
            "所需材料",
            "必要的材料",
            "其他。",
            "其他（按窗口要求）",
            "其他附件",
            "等等",
        ] {
            assert!(is_catch_all(zh, ""), "{zh}");
        }
        for en in [
            "Other documents",
            "Other supporting documents",
            "Any other relevant materials",
            "Related documents",
            "ID card, etc.",
            "Required documents",
            "Supporting documents",
            "Other necessary paperwork",
        ] {
            assert!(is_catch_all("身份证", en), "{en}");
        }
    }

    #[test]
    fn names_are_left_alone() {
        for (zh, en) in [
            ("居民身份证", "Resident ID card"),
            ("高等学校毕业证书", "Diploma of a university"),
            ("残疾等级证明", "Proof of the grade of disability"),
            ("其他组织登记证书", "Certificate of registration of another organisation"),
            ("其他共有人的身份证明", "ID of the other co-owners"),
            ("与亲属关系相关证明", "Proof of the relationship"),
            ("法定代表人（负责人）身份证件", "ID of the legal representative (person in charge)"),
            ("申请表（窗口提供，可自助打印）", "Application form (at the window, or print it yourself)"),
            (
                "婚姻状况证明（结婚证、离婚证等材料之一）",
                "Proof of marital status (marriage certificate etc.)",
            ),
            ("工程竣工验收材料", "Acceptance documents of the finished work"),
            ("公司章程", "Articles of association"),
            ("用人单位证明文件", "Employer's certificate"),
        ] {
            assert!(!is_catch_all(zh, en), "{zh} {en}");
        }
    }
}
