//! The words of a guide: the names of its fields, as the national form and the glossary have them.

crate::phrases! {
    // parts
    BASICS = "基本信息" / "Basics";
    OVERVIEW = "受理条件" / "Eligibility";
    MATERIALS = "材料" / "Documents";
    STEPS = "流程" / "Steps";
    MONEY = "收费依据" / "Fees & law";
    DETAILS = "办理信息" / "Details";
    CONTACT = "咨询投诉" / "Contact";

    // parts and answers in plain words
    PLAIN_OVERVIEW = "谁可以办" / "Who can apply";
    PLAIN_DOCUMENTS = "要带什么" / "What to bring";
    PLAIN_STEPS = "怎么办、要几天" / "What happens, and how long";
    PLAIN_MONEY = "要花多少钱" / "What it costs";
    PLAIN_DETAILS = "其他说明" / "More about it";
    PLAIN_CONTACT = "电话和常见问题" / "Phone numbers and questions";
    PLAIN_TIME = "几天办好" / "How long";
    PLAIN_FEE = "花多少钱" / "Cost";
    PLAIN_VISITS = "要跑几次" / "Visits";
    PLAIN_PLACE = "到哪里办" / "Where to go";

    // at a glance
    PROMISED = "承诺时限" / "Promised time";
    FEE_SHORT = "收费" / "Fee";
    VISITS_SHORT = "跑现场" / "Visits";
    LOCATION = "办理地点" / "Where";

    // 受理条件
    NAME = "事项名称" / "Service";
    CONDITIONS = "受理条件" / "Eligibility";
    QUOTA = "数量限制" / "Quota";
    NOTE = "备注" / "Note";
    WARNING = "提示" / "Please note";

    // 材料
    NO_MATERIALS = "不用带材料" / "No documents needed";
    ORIGINAL = "原件 {} 份" / "Original × {}";
    COPY = "复印件 {} 份" / "Copy × {}";
    LICENSE_EXEMPT = "亮证免交" / "E-licence accepted";
    SHARED = "免提交" / "Need not be brought";
    MAY_FOLLOW = "可容缺后补" / "May follow later";
    BY_CASE = "视情况" / "Depends on the case";
    NEEDED_IF = "符合情形时必要" / "Required if it applies";
    SOURCE = "来源" / "From";
    WHEN = "适用情形" / "When";
    HOW = "怎么取得" / "How to get it";
    FILL = "怎么填" / "How to fill it in";
    STANDARD = "要求" / "What it must show";
    ASKED_BY = "索要依据" / "Asked for under";
    BLANK = "空白表" / "Blank form";
    SAMPLE = "样表" / "Sample";

    // 流程
    LIMIT = "时限" / "Time";
    RESPONSIBLE = "负责" / "Responsible";
    LEGAL_LIMIT = "法定办结时限" / "Statutory time limit";
    PROMISED_LIMIT = "承诺办结时限" / "Promised time limit";
    SPECIAL = "特别程序" / "Special procedure";
    GROUND = "情形" / "When";
    NOT_COUNTED = "时间不计入办结时限" / "Its time does not count";
    VISITS = "到现场次数" / "Visits needed";
    AT_MOST = "最多 {} 次" / "{} at most";
    NO_VISIT = "不用到现场" / "None";

    // 收费依据
    FEES = "收费标准" / "Fees";
    FREE = "不收费" / "Free of charge";
    CHARGED = "收费" / "Charged";
    YUAN_FROM = "{} 元起" / "from CNY {}";
    FEE_BASIS = "依据" / "Basis";
    WAIVER = "减免" / "Waiver";
    PAYING = "交费方式" / "How to pay";
    AGENT_FREE = "帮办代办不收费" / "Help by our staff is free of charge";
    LEGAL_BASIS = "设立依据" / "Legal basis";

    // 办理信息
    RESULT = "办理结果" / "Result";
    DEPARTMENT = "承办部门" / "Responsible department";
    JOINT = "联办部门" / "Handled jointly with";
    LEADS = "{}（牵头）" / "{} (lead)";
    CLASS = "办件类型" / "Handling class";
    ITEM_TYPE = "事项类型" / "Type of matter";
    LEVEL = "行使层级" / "Level";
    SERVICE_OBJECTS = "服务对象" / "For whom";
    CHANNELS = "办理渠道" / "Ways to apply";
    AT_WINDOW = "窗口" / "Window";
    ONLINE = "网上" / "Online";
    SELF_SERVICE = "自助终端" / "Self-service kiosk";
    SELF_SERVICE_24H = "24 小时自助区" / "24-hour self-service";
    APPOINTMENT = "预约" / "Appointment";
    POST = "邮寄" / "Post";
    HOME_VISIT = "上门" / "Home visit";
    DEPTH = "网办深度" / "Online depth";
    COVERAGE = "通办范围" / "Coverage";
    CROSS_PROVINCE = "跨省通办" / "Cross-provincial services";
    PROVINCE_WIDE = "全省通办" / "Province-wide services";
    CITY_WIDE = "全市通办" / "City-wide services";
    COUNTY_WIDE = "全县通办" / "County-wide services";
    MODES = "便民方式" / "Made easier";
    COMMITMENT = "告知承诺" / "Written commitment";
    DEFERRED = "容缺受理" / "Documents may follow";
    INSTANT = "即来即办" / "Done while you wait";
    CARE_ZONE = "专区通办（长者·无障碍）" / "Care zone (seniors, accessible)";
    AGENT = "帮办代办" / "Done for you by our staff";
    FREE_POST = "免费邮寄" / "Free post";
    CODES = "事项编码" / "Codes";
    PLACEHOLDER = "示例" / "made up";

    // 咨询投诉
    ENQUIRIES = "咨询电话" / "Enquiries";
    COMPLAINTS = "监督投诉电话" / "Complaints hotline";
    ADDRESS = "地址" / "Address";
    HOURS = "办公时间" / "Office hours";
    FAQ = "常见问题" / "FAQ";
    PUBLISHED = "指南版本" / "Edition";
    EDITION = "第 {} 版，{} 发布" / "Version {}, published {}";
    EDITION_ALONE = "第 {} 版" / "Version {}";
    OWN_EDITION = "本指南第 {} 版" / "This guide: version {}";
    UPDATED = "{} 更新" / "updated {}";
    FROM = "{} 起实施" / "In force from {}";
    UNTIL = "{} 起取消" / "Ends on {}";
    CHINESE_ONLY = "法律名称、收费和材料来源只有中文；如有出入，以中文为准" / "Some legal texts, fee names and sources are in Chinese. The Chinese text is authoritative.";
    LANGUAGE = "语言" / "Language";

    // suspended or cancelled
    SUSPENDED = "本事项暂停办理，不能取号" / "Suspended: no numbers are given out";
    CANCELLED = "本事项已经取消" / "This service has ended";
    INSTEAD = "可以改办" / "Do this instead";
}
