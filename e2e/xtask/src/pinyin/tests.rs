//! The real dictionary, as the terminal reads it.

use super::*;
use crate::fonts::gb2312_level_1;
use hall::pinyin::{Table, choose, open_letters, pages};

/// The everyday characters, and those of the words of a hall, which are in the font because they are in `assets`.
fn glyphs() -> BTreeSet<char> {
    let words = files::text(&root().join(WORDS)).unwrap();
    gb2312_level_1().into_iter().chain(words.chars().filter(|c| !c.is_ascii())).collect()
}

fn real() -> (Entries, String) {
    let dictionary = files::text(Path::new(DICTIONARY)).unwrap();
    let words = files::text(&root().join(WORDS)).unwrap();
    let entries = entries(&dictionary, &words, &glyphs()).unwrap();
    let table = table(&entries);
    (entries, table)
}

fn first_page(table: &Table, typed: &str) -> Vec<String> {
    let first = pages(table.candidates(typed)).into_iter().next().unwrap_or_default();
    first.into_iter().map(|candidate| candidate.text).collect()
}

#[test]
fn every_everyday_character_can_be_chosen_and_no_other_is_offered() {
    let (entries, text) = real();
    let offered: BTreeSet<char> =
        entries.values().flat_map(BTreeMap::keys).flat_map(|word| word.chars()).collect();
    assert_eq!(offered, glyphs());
    let count: usize = entries.values().map(BTreeMap::len).sum();
    assert!((ENTRIES..ENTRIES + 400).contains(&count), "{count}");
    assert!(text.len() < 320 * 1024, "{} bytes", text.len());
    assert_eq!((level(0), level(1), level(3), level(u32::MAX)), ('A', 'C', 'E', '~'));
    assert!(text.lines().all(|line| {
        line.split_once(' ').unwrap().1.chars().all(|c| c.is_ascii_graphic() || !c.is_ascii())
    }));
}

#[test]
fn every_syllable_finds_each_of_its_characters_and_words_are_found() {
    let (entries, text) = real();
    let table = Table::new(text);
    // of the words every ninth: each is looked up among all
    let (signs, words): (Vec<_>, Vec<_>) = entries.iter().partition(|(sounds, _)| !sounds.contains('\''));
    for (sounds, words) in signs.into_iter().chain(words.into_iter().step_by(9)) {
        let typed = sounds.replace('\'', "");
        let found: BTreeSet<String> = table.candidates(&typed).into_iter().map(|found| found.text).collect();
        for word in words.keys() {
            assert!(found.contains(word), "{typed} does not find {word}");
        }
    }
}

/// What people type in a hall: in full, or by its first letters.
const TYPED: &str = "shenfenzheng 身份证, sfz 身份证, juminshenfenzheng 居民身份证, linshishenfenzheng 临时身份证, shebao 社保,
    shebaoka 社保卡, sbk 社保卡, shehuibaozhangka 社会保障卡, shehuibaoxian 社会保险, yibao 医保, yibaoka 医保卡,
    yiliaobaoxian 医疗保险, yanglaobaoxian 养老保险, yanglaojin 养老金, tuixiu 退休, tuixiuzheng 退休证,
    shiyejin 失业金, gongshangbaoxian 工伤保险, shengyujintie 生育津贴, gongjijin 公积金, gjj 公积金,
    zhufanggongjijin 住房公积金, juzhuzheng 居住证, hukouben 户口本, hukoubu 户口簿, hkb 户口本,
    hukouqianyi 户口迁移, luohu 落户, chushengzheng 出生证, jiehunzheng 结婚证, jiehundengji 结婚登记,
    lihun 离婚, canjizheng 残疾证, dibao 低保, huzhao 护照, gangaotongxingzheng 港澳通行证, qianzheng 签证,
    jiashizheng 驾驶证, jiazhao 驾照, xingshizheng 行驶证, nianjian 年检, huanzheng 换证, buban 补办,
    guashi 挂失, yingyezhizhao 营业执照, yyzz 营业执照, getihu 个体户, getigongshanghu 个体工商户,
    gongsizhuce 公司注册, zhuxiao 注销, biangeng 变更, xukezheng 许可证, jiankangzheng 健康证,
    shipinjingyingxukezheng 食品经营许可证, shuiwu 税务, fapiao 发票, wanshuizhengming 完税证明, geshui 个税,
    budongchan 不动产, bdc 不动产, budongchandengji 不动产登记, fangchanzheng 房产证, guohu 过户, qishui 契税,
    gongzufang 公租房, laonianzheng 老年证, gaolingjintie 高龄津贴, butie 补贴, dangan 档案, dang'an 档案,
    jiaoshizigezheng 教师资格证, ruxue 入学, shuifei 水费, dianfei 电费, weituoshu 委托书, zhengming 证明,
    wufanzuijilu 无犯罪记录, paichusuo 派出所, minzhengju 民政局, chaxun 查询, yuyue 预约, quhao 取号,
    banli 办理, zhangbeiban 长辈版";

/// Names are written character by character: the commonest family names.
const NAMES: &str =
    "wang 王, li 李, zhang 张, liu 刘, chen 陈, yang 杨, huang 黄, zhao 赵, wu 吴, zhou 周, xu 徐, sun 孙,
    ma 马, zhu 朱, hu 胡, guo 郭, he 何, lin 林, gao 高, luo 罗, xu 许, ouyang 欧阳, zhangwei 张,
    wangfang 王";

#[test]
fn what_people_type_in_a_hall_is_on_the_first_page() {
    let table = Table::new(real().1);
    let wanted = [TYPED, NAMES].into_iter().flat_map(|list| list.split(',')).map(str::trim);
    let missed: Vec<String> = wanted
        .filter_map(|pair| {
            let (typed, wanted) = pair.split_once(' ').unwrap();
            let page = first_page(&table, typed);
            (!page.iter().any(|text| text == wanted)).then(|| format!("{typed} {wanted}: {page:?}"))
        })
        .collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_sentence_is_put_together_and_a_name_chosen_piece_by_piece() {
    let table = Table::new(real().1);
    assert_eq!(first_page(&table, "banlisfz").first().unwrap(), "办理身份证");
    let mut text = "zhangwei".to_owned();
    for wanted in ["张", "伟"] {
        let found =
            table.candidates(open_letters(&text)).into_iter().find(|found| found.text == wanted).unwrap();
        text = choose(&text, &found);
    }
    assert_eq!(text, "张伟");
}

#[test]
fn a_word_that_cannot_be_right_fails_the_build() {
    let dictionary = files::text(Path::new(DICTIONARY)).unwrap();
    for wrong in ["社保卡 she bao", "社保卡 she bao kaa", "社保卡", "魌 qi"] {
        assert!(entries(&dictionary, wrong, &glyphs()).is_err(), "{wrong}");
    }
}
