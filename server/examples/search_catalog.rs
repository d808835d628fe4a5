//! A catalog of any size for measuring the search: names put together from what real names are made of, the
//! same every time. Prints the body of `GET …/catalog`.
//!
//! `search_catalog MATTERS`

use hall::api::{CatalogView, ItemShort};
use hall::catalog::Catalog;
use hall::text::Text;
use server::catalog::pinyin;
use std::io::Write;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Who does it, where, or for whom.
const WHOSE: [(&str, &str); 24] = [
    ("市级", "Municipal"),
    ("县级", "County"),
    ("城乡居民", "Urban and rural resident"),
    ("企业", "Enterprise"),
    ("个体工商户", "Sole trader"),
    ("事业单位", "Public institution"),
    ("民办非企业单位", "Private non-enterprise unit"),
    ("社会团体", "Social association"),
    ("外商投资企业", "Foreign-invested enterprise"),
    ("农民专业合作社", "Farmers' cooperative"),
    ("医疗机构", "Medical institution"),
    ("民办学校", "Private school"),
    ("中外合作", "Sino-foreign joint"),
    ("高新技术企业", "High-tech enterprise"),
    ("退役军人", "Veteran"),
    ("残疾人", "Persons with disabilities"),
    ("老年人", "Elderly"),
    ("未成年人", "Minors"),
    ("灵活就业人员", "Flexible workers"),
    ("港澳台居民", "Hong Kong, Macao and Taiwan residents"),
    ("外国人", "Foreigners"),
    ("高校毕业生", "Graduates"),
    ("小微企业", "Small business"),
    ("农村集体经济组织", "Village collective"),
];
const WHAT: [(&str, &str, &str); 60] = [
    ("基本养老保险", "basic pension insurance", "养老"),
    ("基本医疗保险", "basic medical insurance", "医保"),
    ("工伤保险", "work-injury insurance", "工伤"),
    ("失业保险金", "unemployment benefit", "失业金"),
    ("生育保险待遇", "maternity benefit", "生育"),
    ("住房公积金", "housing provident fund", "公积金"),
    ("不动产权属", "real estate title", "房产证"),
    ("建设用地使用权", "construction land use right", "用地"),
    ("土地承包经营权", "land contract right", "承包地"),
    ("危险化学品经营", "hazardous chemicals trading", "危化品"),
    ("食品生产", "food production", "食品厂"),
    ("食品经营", "food business", "餐饮"),
    ("药品零售", "drug retail", "药店"),
    ("医疗器械经营", "medical device trading", "器械"),
    ("特种设备使用", "special equipment use", "电梯"),
    ("道路旅客运输经营", "road passenger transport", "客运"),
    ("道路货物运输经营", "road freight transport", "货运"),
    ("机动车驾驶培训", "driver training", "驾校"),
    ("网络预约出租汽车经营", "ride-hailing operation", "网约车"),
    ("船舶国籍", "ship nationality", "船舶"),
    ("渔业捕捞", "fishing", "捕鱼"),
    ("林木采伐", "tree felling", "砍树"),
    ("取水", "water abstraction", "取水"),
    ("排污", "pollutant discharge", "排污"),
    ("辐射安全", "radiation safety", "辐射"),
    ("建筑工程施工", "construction works", "施工"),
    ("商品房预售", "commodity housing pre-sale", "预售"),
    ("房地产开发企业资质", "developer qualification", "开发商"),
    ("消防安全检查", "fire safety inspection", "消防"),
    ("人民防空工程", "civil air defence works", "人防"),
    ("城镇污水排入管网", "sewage connection", "污水"),
    ("户外广告设置", "outdoor advertising", "广告牌"),
    ("占用城市道路", "road occupation", "占道"),
    ("燃气经营", "gas supply", "燃气"),
    ("公共场所卫生", "public place hygiene", "卫生"),
    ("饮用水供水单位卫生", "drinking water hygiene", "供水"),
    ("母婴保健技术服务", "maternal and child health service", "妇幼"),
    ("医师执业", "physician practice", "医生"),
    ("护士执业", "nurse practice", "护士"),
    ("教师资格", "teacher qualification", "教师"),
    ("义务教育阶段学籍", "compulsory education school roll", "学籍"),
    ("烟草专卖零售", "tobacco retail", "烟草"),
    ("出版物零售", "publication retail", "书店"),
    ("营业性演出", "commercial performance", "演出"),
    ("互联网上网服务营业场所", "internet cafe", "网吧"),
    ("旅行社经营", "travel agency", "旅行社"),
    ("文物保护工程", "heritage protection works", "文物"),
    ("种子生产经营", "seed production", "种子"),
    ("兽药经营", "veterinary drug trading", "兽药"),
    ("动物诊疗", "animal clinic", "宠物"),
    ("农药经营", "pesticide trading", "农药"),
    ("劳务派遣经营", "labour dispatch", "派遣"),
    ("人力资源服务", "human resources service", "中介"),
    ("律师执业", "lawyer practice", "律师"),
    ("公证员执业", "notary practice", "公证"),
    ("印章刻制", "seal making", "刻章"),
    ("爆破作业", "blasting", "爆破"),
    ("保安服务", "security service", "保安"),
    ("居民身份证", "resident ID card", "身份证"),
    ("居住证", "residence permit", "暂住证"),
];
const ACT: [(&str, &str, &str); 20] = [
    ("首次申领", "first application", "办"),
    ("换领", "renewal", "换"),
    ("补领", "replacement", "补办"),
    ("变更登记", "change registration", "变更"),
    ("注销登记", "cancellation", "注销"),
    ("延续许可", "extension of licence", "到期"),
    ("设立许可", "establishment licence", "开"),
    ("备案", "filing", "备案"),
    ("年度核验", "annual review", "年检"),
    ("转移接续", "transfer", "转移"),
    ("参保登记", "enrolment", "参保"),
    ("待遇申领", "benefit application", "领钱"),
    ("资格认定", "recognition", "认定"),
    ("信息查询", "query", "查询"),
    ("证明打印", "print of certificate", "证明"),
    ("异地受理", "application away from home", "异地"),
    ("补贴申请", "subsidy application", "补贴"),
    ("质量检验", "quality inspection", "检验"),
    ("审批", "approval", "审批"),
    ("信息更正", "correction", "改"),
];
const WHERE: [(&str, &str); 18] = [
    ("", ""),
    ("（新办）", " (new)"),
    ("（告知承诺）", " (commitment-based)"),
    ("（跨省通办）", " (cross-province)"),
    ("（个人）", " (person)"),
    ("（单位）", " (employer)"),
    ("（线上）", " (online)"),
    ("（代办）", " (by an agent)"),
    ("（乡镇）", " (township)"),
    ("（遗失）", " (lost)"),
    ("（到期）", " (expiry)"),
    ("（损坏）", " (damage)"),
    ("（法定代表人）", " (legal representative)"),
    ("（经营范围）", " (scope of business)"),
    ("（住所）", " (address)"),
    ("（名称）", " (name)"),
    ("（增项）", " (added item)"),
    ("（减项）", " (removed item)"),
];

/// The same numbers every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % n.max(1)
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(self.below(all.len())).copied()
    }
}

fn main() -> Result<(), Failure> {
    let matters: usize = std::env::args().nth(1).ok_or("MATTERS")?.parse()?;
    let mut catalog: Catalog = serde_json::from_str(include_str!("../../assets/halls/shili/catalog.json"))?;
    let mut dice = Dice(0x4d69_6e67);
    let first = catalog.items.first().ok_or("the sample catalog is empty")?.clone();
    while catalog.items.len() < matters {
        let (whose, what, act, place) = (dice.of(&WHOSE), dice.of(&WHAT), dice.of(&ACT), dice.of(&WHERE));
        let (Some(whose), Some(what), Some(act), Some(place)) = (whose, what, act, place) else { break };
        let mut item = first.clone();
        item.id = format!("g{}", catalog.items.len()).parse()?;
        item.name = Text {
            zh: format!("{}{}{}{}", whose.0, what.0, act.0, place.0),
            en: format!("{} {} {}{}", whose.1, what.1, act.1, place.1),
        };
        item.keywords =
            vec![what.2.to_owned(), format!("{}{}", act.2, what.2), format!("{}{}", what.2, act.0)];
        item.hot = dice.below(50) == 0;
        item.frequency = u32::try_from(dice.below(10_000))?;
        let department = dice.below(catalog.departments.len());
        if let Some(department) = catalog.departments.get(department) {
            item.department.id = department.id.clone();
        }
        catalog.items.push(item);
    }
    let view = CatalogView {
        version: catalog.version.clone(),
        published_at: catalog.published_at.clone(),
        warning: None,
        departments: catalog.departments.clone(),
        themes: catalog.themes.clone(),
        queues: Vec::new(),
        sounds: pinyin::sounds(catalog.searched()),
        items: catalog.items.iter().map(ItemShort::from).collect(),
    };
    std::io::stdout().lock().write_all(&serde_json::to_vec(&view)?)?;
    Ok(())
}
