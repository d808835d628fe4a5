//! What notices say, on the phone and on paper.

hall::phrases! {
    NUMBER = "编号" / "No.";
    DATE = "日期" / "Date";
    ITEM = "事项" / "Service";
    DEPARTMENT = "办理部门" / "Department";
    TICKET = "号票" / "Ticket";
    SAID = "您的情况" / "Your situation";
    ONE_TIME = "办理本事项需要下列全部条件、材料和手续，现一次性告知。" / "These are all the conditions, documents and steps of this service, told once and completely.";
    TO_ADD = "还差下列材料，请补齐后办理；可以后补的，先办后交。" / "These documents are still missing. Please bring them; those that may follow can be handed in later.";
    ACCEPTED = "您的申请材料符合规定，现予受理。" / "Your application meets the requirements and has been accepted.";
    ACCEPTED_TO_ADD = "已容缺受理，请补交下列材料。" / "Accepted with documents to follow. Please hand in:";
    REFUSED = "您的申请不予受理。" / "Your application cannot be accepted.";
    REASON = "理由" / "Reason";
    REMEDY = "救济途径" / "How to seek a remedy";
    MISSING = "还差" / "Missing";
    DOCUMENTS = "材料清单" / "Documents";
    CHECK_HERE = "带齐一项勾一项，只记在您的手机上。" / "Tick what you have. It stays on your phone.";
    NO_DOCUMENTS = "不需要材料" / "No documents are needed";
    ORIGINAL = "原件 {}" / "Original × {}";
    COPY = "复印件 {}" / "Copy × {}";
    E_LICENCE = "出示电子证照可免交" / "An e-licence on your phone will do";
    HOW = "怎么取得：{}" / "How to get it: {}";
    SOURCE = "出具：{}" / "Issued by: {}";
    CONDITIONS = "受理条件" / "Conditions";
    STEPS = "办理程序" / "Steps";
    LEGAL_LIMIT = "法定时限" / "Statutory limit";
    PROMISED_LIMIT = "承诺时限" / "Promised limit";
    FEE = "收费" / "Fee";
    FREE = "不收费" / "Free of charge";
    YUAN = "{} {} 元（{}）" / "{} CNY {} ({})";
    FEE_BASIS = "依据：{}" / "Basis: {}";
    PLACE = "办理地点" / "Where";
    WINDOWS = "窗口" / "Windows";
    HOURS = "办理时间" / "When";
    CONSULT = "咨询电话" / "Enquiries";
    COMPLAINT = "投诉电话" / "Complaints";
    VERSION = "办事指南版本 {}" / "Guide version {}";
    UPDATED = "更新于 {}" / "Updated {}";
    KEPT = "本页保存至 {} 前" / "Kept until {}";
    SCAN = "扫码打开本告知书，可逐项勾选" / "Scan to open this notice and tick it off";
    PROGRESS = "扫码查看本通知书和办理要求" / "Scan to open this notice and what follows";
    RATE = "评价本次服务" / "Rate this service";
    PRINT_A5 = "打印（A5）" / "Print (A5)";
    UNKNOWN_TITLE = "没有找到这份告知书" / "This notice was not found";
    UNKNOWN = "请核对二维码；告知书过了保存期限会删除，可到大厅再取一份。" / "Please check the code. Notices are deleted after a time; you can get another one in the hall.";
}
