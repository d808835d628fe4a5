use super::*;
use proptest::prelude::*;

fn zh(text: &str) -> String {
    spoken(text, Lang::Zh)
}

fn en(text: &str) -> String {
    spoken(text, Lang::En)
}

#[test]
fn numbers_of_tickets_windows_and_telephones_are_said_digit_by_digit() {
    assert_eq!(zh("您的号码是 A023"), "您的号码是A零二三");
    assert_eq!(en("Your number is A023"), "Your number is A, 0 2 3");
    assert_eq!(zh("请到 A01–A03 窗口"), "请到A零一到A零三窗口");
    assert_eq!(en("Windows A01–A03 · Zone A"), "Windows A, 0 1 to A, 0 3, Zone A");
    assert_eq!(zh("咨询电话 0898-66220000"), "咨询电话零八九八，六六二二零零零零");
    assert_eq!(zh("投诉电话 12345"), "投诉电话一二三四五");
    assert_eq!(en("Complaints 12345"), "Complaints 1 2 3 4 5");
    assert_eq!(zh("第 667 号"), "第六百六十七号");
    assert_eq!(en("Number B012, window 7"), "Number B 0 1 2, window 7");
    assert_eq!(zh("24小时自助，7×24小时，3 号窗口，1 楼"), "二十四小时自助，七乘二十四小时，三号窗口，一楼");
    assert_eq!(zh("0.5 元，10 个工作日，2 至 3 天"), "零点五元，十个工作日，二至三天");
    assert_eq!(en("Open 24 hours, 10 working days"), "Open 24 hours, 10 working days");
}

#[test]
fn dates_times_amounts_and_pages() {
    assert_eq!(zh("2026-11-26 09:30"), "二零二六年十一月二十六日九点三十分");
    assert_eq!(en("2026-11-26 09:30"), "26 November 2026 9 30");
    assert_eq!(zh("2026年1月2日"), "二零二六年一月二日");
    assert_eq!(zh("8:05–12:00"), "八点零五分到十二点");
    assert_eq!(en("9:00–17:30"), "9 o'clock to 17 30");
    assert_eq!(zh("约 5–10 分钟"), "约五到十分钟");
    assert_eq!(zh("约 2 分钟，前面还有 2 人，2 号窗口，12 人"), "约两分钟，前面还有两人，二号窗口，十二人");
    assert_eq!(zh("¥12.50"), "十二点五零元");
    assert_eq!(zh("¥5–10"), "五元到十");
    assert_eq!(zh("1,200 元，25%"), "一千二百元，百分之二十五");
    assert_eq!(en("¥1,200, 25%"), "1200 yuan, 25 percent");
    assert_eq!(zh("第 2/7 页"), "第二页，共七页");
    assert_eq!(en("Page 2 of 7"), "Page 2 of 7");
    assert_eq!(en("Page 2/7"), "Page 2 of 7");
    assert_eq!(zh("10000 元"), "一万元");
}

#[test]
fn marks_become_pauses_and_abbreviations_letters() {
    assert_eq!(zh("帮办代办·办不成事（原件）"), "帮办代办，办不成事，原件");
    assert_eq!(zh("PDF 文件"), "P D F文件");
    assert_eq!(en("Show your ID card."), "Show your I D card.");
    assert_eq!(en("Don't use a one-time code"), "Don't use a one time code");
    assert_eq!(zh("\u{1F600}→"), "");
}

#[test]
fn what_may_be_read_aloud() {
    assert_eq!(check(" 取号\n排队\u{7}").as_deref(), Ok("取号 排队"));
    for nothing in ["", "  ", "……", &"字".repeat(301)] {
        assert_eq!(check(nothing), Err(Code::SpeechTextInvalid), "{nothing}");
    }
    assert!(check(&"字".repeat(300)).is_ok());
    for personal in ["证号 110105194912310021", "请联系138 0013 8000"] {
        assert_eq!(check(personal), Err(Code::SpeechTextPersonal), "{personal}");
        assert_eq!(tidy(personal).as_deref(), Ok(personal), "to headphones");
    }
}

#[test]
fn a_clip_is_named_by_what_is_said() {
    assert_eq!(clip_name("返回，按钮。").as_deref(), Some("返回，按钮"));
    assert_eq!(clip_name("第 2/7 页").as_deref(), Some("第 27 页"));
    assert_eq!(clip_name("../etc"), None);
    assert_eq!(clip_name("。"), None);
    assert_eq!(clip_name(&"字".repeat(81)), None);
}

/// Reads a Chinese number back.
fn read(words: &str) -> u64 {
    let (mut all, mut group, mut figure) = (0, 0, 0);
    for c in words.chars() {
        match c {
            '十' => {
                group += figure.max(1) * 10;
                figure = 0;
            }
            '百' | '千' => {
                group += figure * if c == '百' { 100 } else { 1000 };
                figure = 0;
            }
            '万' | '亿' => {
                let one = if c == '万' { 10_000 } else { 100_000_000 };
                all = (all + group + figure) * if c == '亿' { one } else { 1 }
                    + if c == '万' { (group + figure) * one - (group + figure) } else { 0 };
                group = 0;
                figure = 0;
            }
            '零' => {}
            _ => figure = "一二三四五六七八九".chars().position(|d| d == c).unwrap() as u64 + 1,
        }
    }
    all + group + figure
}

proptest! {
    #[test]
    fn a_counted_number_is_the_number(number in 0_u64..10_000_000_000) {
        let said = number::chinese(&number.to_string());
        prop_assert_eq!(read(&said), number, "{}", said);
        prop_assert!(!said.contains("零零") && !said.ends_with('零') || number == 0, "{}", said);
    }

    #[test]
    fn every_digit_of_a_ticket_is_said_in_order(letter in "[A-Z]{1,2}", number in "[0-9]{1,4}") {
        let said = zh(&format!("您的号码是 {letter}{number}，请等候"));
        prop_assert!(said.contains(&number::digits(&number)), "{}", said);
        let said = en(&format!("Your number is {letter}{number}."));
        let apart: Vec<String> = format!("{letter}{number}").chars().map(String::from).collect();
        prop_assert!(said.contains(&apart.join(" ").replace("A ", "A, ")), "{}", said);
    }

    #[test]
    fn whatever_is_written_is_said_without_figures_or_control_and_not_much_longer(text in any::<String>()) {
        let said = zh(&text);
        prop_assert!(!said.chars().any(|c| c.is_ascii_digit() || c.is_control()), "{}", said);
        prop_assert!(said.chars().count() <= text.chars().count() * 6 + 8);
        prop_assert!(en(&text).chars().count() <= text.chars().count() * 16 + 16);
    }

    #[test]
    fn figures_and_marks_in_any_order(text in "[0-9A-Z:./,% ¥年页元–-]{0,24}") {
        let said = zh(&text);
        prop_assert!(!said.chars().any(|c| c.is_ascii_digit()), "{}", said);
        let _ = en(&text);
    }
}
