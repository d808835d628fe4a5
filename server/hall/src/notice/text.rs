//! What notices say, on paper, on a phone and on a slip.

crate::phrases! {
    // head
    NUMBER = "编号" / "No.";
    DATE = "日期" / "Date";
    ITEM = "事项" / "Service";
    DEPARTMENT = "办理部门" / "Department";
    TICKET = "号票" / "Ticket";
    APPLICANT = "申请人" / "Applicant";

    // what it says first
    ONE_TIME = "办理本事项需要下列全部条件、材料和手续，现一次性告知。" / "These are all the conditions, documents and steps of this service, told once and completely.";
    TO_ADD = "还差下列材料，请补齐后办理；可以后补的，先办后交。" / "These documents are still missing. Please bring them; those that may follow can be handed in later.";
    ACCEPTED = "您的申请材料符合规定，现予受理。" / "Your application meets the requirements and has been accepted.";
    ACCEPTED_TO_ADD = "已容缺受理，请补交下列材料。" / "Accepted with documents to follow. Please hand in:";
    REFUSED = "您的申请不予受理。" / "Your application cannot be accepted.";

    // parts
    SAID = "您的情况" / "Your situation";
    DOCUMENTS = "材料清单" / "Documents";
    RECEIVED = "已收材料（含已核验的电子证照）" / "Documents received (with e-licences that were verified)";
    REPLACED = "不必提交的材料" / "Documents you need not hand in";
    NO_DOCUMENTS = "不需要材料" / "No documents are needed";
    CONDITIONS = "受理条件" / "Conditions";
    STEPS = "办理程序" / "Steps";
    REASON = "不予受理的理由" / "Reason";
    BASIS = "法律依据" / "Legal basis";
    TURN_TO = "向谁申请" / "Where to turn";
    REMEDY = "救济途径" / "How to seek a remedy";

    // of a document
    MISSING = "还差" / "Missing";
    LICENCE_EXEMPT = "亮证免交" / "E-licence accepted";
    LICENCE_HOW = "手机亮出电子证照即可免交；没有的请带来" / "Show the e-licence on your phone, or else bring it";
    LICENCE_SEEN = "已核验电子证照，免交" / "E-licence verified";
    COMMITTED = "以告知承诺代替" / "Replaced by your written commitment";
    ORIGINAL = "原件 {} 份" / "Original × {}";
    COPY = "复印件 {} 份" / "Copy × {}";
    HOW = "怎么取得：{}" / "How to get it: {}";
    SOURCE = "出具：{}" / "Issued by: {}";

    // rows
    LEGAL_LIMIT = "法定时限" / "Statutory limit";
    PROMISED_LIMIT = "承诺时限" / "Promised limit";
    PROMISED_BY = "承诺办结日期" / "Promised by";
    NOT_COUNTED = "不计入时限：{}" / "Not counted: {}";
    RESULT = "办理结果" / "Result";
    HANDOVER = "领取方式" / "How to get it";
    PROGRESS = "查询进度" / "Progress";
    ASK = "拨打 {}，报编号 {}" / "Call {} and give No. {}";
    FEE = "收费" / "Fee";
    FREE = "不收费" / "Free of charge";
    FEE_BASIS = "依据：{}" / "Basis: {}";
    WAIVER = "减免：{}" / "Waiver: {}";
    PLACE = "办理地点" / "Where";
    HOURS = "办理时间" / "When";
    CONSULT = "咨询电话" / "Enquiries";
    COMPLAINT = "投诉电话" / "Complaints";

    // foot
    SIGNED = "申请人（经办人）签收" / "Received by (signature)";
    SIGNED_ON = "签收日期" / "Date received";
    MADE_AT = "窗口" / "Window";
    CLERK = "窗口人员（工号）" / "Clerk (staff no.)";
    SEAL = "（专用章）" / "(seal)";
    VERSION = "办事指南版本 {}" / "Guide version {}";
    UPDATED = "更新于 {}" / "Updated {}";
}
