//! The words of a guide: the names of its fields, as the national form and the glossary have them.

hall::phrases! {
    // tabs
    BASICS = "基本信息" / "Basics";
    MATERIALS = "材料" / "Documents";
    STEPS = "流程" / "Procedure";
    CONTACT = "咨询投诉" / "Contact";

    // 基本信息
    NAME = "事项名称" / "Service";
    DEPARTMENT = "承办部门" / "Responsible department";
    CLASS = "办件类型" / "Handling class";
    ITEM_TYPE = "事项类型" / "Type of matter";
    SERVICE_OBJECTS = "服务对象" / "For whom";
    CONDITIONS = "受理条件" / "Eligibility";
    LEGAL_LIMIT = "法定办结时限" / "Statutory time limit";
    PROMISED_LIMIT = "承诺办结时限" / "Promised time limit";
    VISITS = "到现场次数" / "Visits needed";
    AT_MOST = "最多 {} 次" / "{} at most";
    NO_VISIT = "不用到现场" / "None";
    FEES = "收费标准" / "Fees";
    FREE = "不收费" / "Free of charge";
    CHARGED = "收费" / "Charged";
    YUAN = "{} 元" / "CNY {}";
    YUAN_FROM = "{} 元起" / "from CNY {}";
    PER = "单位：{}" / "Unit: {}";
    FEE_BASIS = "收费依据：{}" / "Basis: {}";
    WAIVER = "减免：{}" / "Waiver: {}";
    CASH = "可以用现金交费" / "Cash accepted";
    LEGAL_BASIS = "设立依据" / "Legal basis";
    LOCATION = "办理地点" / "Where";
    CHANNELS = "办理渠道" / "Ways to apply";
    AT_WINDOW = "窗口" / "Window";
    ONLINE = "网上" / "Online";
    SELF_SERVICE = "自助终端" / "Self-service kiosk";
    SELF_SERVICE_24H = "24 小时自助区" / "24-hour self-service";
    APPOINTMENT = "预约" / "Appointment";
    POST = "邮寄" / "Post";
    HOME_VISIT = "上门" / "Home visit";
    NOTE = "备注" / "Note";
    PUBLISHED = "指南版本" / "Edition";
    EDITION = "第 {} 版，{} 发布" / "Version {}, published {}";
    CHINESE_ONLY = "法律名称、收费和材料来源只有中文；如有出入，以中文为准" / "Legal texts, fee names and sources are in Chinese. The Chinese text is authoritative.";
    LANGUAGE = "语言" / "Language";

    PROMISED = "承诺时限" / "Promised time";
    VISITS_SHORT = "跑现场" / "Visits";
    FEE_SHORT = "收费" / "Fee";

    // 材料
    NO_MATERIALS = "不用带材料" / "No documents needed";
    ORIGINAL = "原件 {} 份" / "Original × {}";
    COPY = "复印件 {} 份" / "Copy × {}";
    LICENSE_EXEMPT = "亮证免交" / "E-license accepted";
    MAY_FOLLOW = "可容缺后补" / "May follow later";
    SOURCE = "来源：{}" / "From: {}";
    WHEN = "适用情形：{}" / "When: {}";
    NUMBERED = "{}. {}" / "{}. {}";

    // 流程
    STEP_LIMIT = "时限：{}" / "Time: {}";
    RESPONSIBLE = "负责：{}" / "Responsible: {}";
    WHOLE_LIMIT = "整体时限" / "Overall time limit";
    LAW_AND_PROMISE = "法定 {}，承诺 {}" / "By law: {}. Promised: {}";

    // 咨询投诉
    ENQUIRIES = "咨询电话" / "Enquiries";
    COMPLAINTS = "监督投诉电话" / "Complaints hotline";
    ADDRESS = "地址" / "Address";
    HOURS = "办公时间" / "Office hours";
    FAQ = "常见问题" / "FAQ";
}
