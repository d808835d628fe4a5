//! What the page of the work orders says.

hall::phrases! {
    ORDERS = "差评处理" / "Bad ratings";
    HINT = "每条差评都要核实、处理、回复并办结；被评价的人不能处理。误评和恶意须两人核定。"
        / "Each bad rating is verified, handled, answered and closed, never by who was rated. Two people decide on mistaken and malicious ones.";
    SHOW = "显示" / "Show";
    OPEN = "未办结" / "Open";
    CLOSED = "已办结" / "Closed";
    ALL = "全部" / "All";
    LOADING = "正在读取" / "Loading";
    NOTHING = "没有差评工单" / "There are none";
    EARLIER = "上一页" / "Previous";
    LATER = "下一页" / "Next";
    RATED_AT = "评价时间" / "Rated";
    WHERE = "窗口" / "Window";
    MATTER = "事项" / "Service";
    LEVEL = "评价" / "Rating";
    STATE = "状态" / "State";
    DUE = "时限" / "Due";
    LOOK = "查看" / "Open";
    DEPARTMENT = "部门" / "Department";
    RATED = "被评价人" / "Who was rated";
    HANDLER = "经办人" / "Handled by";
    FINDING = "核实结果" / "Finding";
    PROPOSED = "{}，待第二人核定" / "{}, a second person decides";
    CONTACT = "联系方式" / "Contact";
    CONTACT_HIDDEN = "接手后可见" / "Shown to who takes it on";
    CONTACT_NONE = "没有留下" / "None left";
    REASONS = "评价内容" / "What was said";
    STEPS = "处理经过" / "What was done";
    NEXT = "下一步" / "Next";
    TAKE = "接手" / "Take it on";
    VERIFY = "核实" / "Verify";
    EXTEND = "延期" / "Extend";
    RECTIFY = "整改" / "Put right";
    EXPLAIN = "解释说明" / "Explain";
    FORWARD = "转办" / "Hand over";
    REPLY = "回复" / "Answer";
    REVISIT = "回访" / "Ask again";
    APPEAL = "申诉" / "Appeal";
    REVIEW = "复核" / "Review";
    CLOSE = "办结" / "Close";
    TAKE_HINT = "接手后由您经办，并可看到评价人留下的联系方式。" / "You handle it from now on, and see the contact that was left.";
    VERIFY_HINT = "先了解情况，再选核实结果。误评或恶意须由另一人再核定一次。" / "Find out first what happened. What is mistaken or malicious must be found by another person too.";
    EXTEND_HINT = "复杂事项可以延长一次回复时限，请写明理由。" / "A complex case may have the longer term, once. Say why.";
    REPLY_HINT = "评价人扫原来的二维码就能看到，请不要写个人信息。" / "The person reads it by the same QR code. Write nothing personal.";
    CLOSE_HINT = "办结后不能再改。" / "Nothing can be changed afterwards.";
    NOTE_HINT = "会记入处理经过，不会删除。" / "It stays on record and is never deleted.";
    VISIT = "评价人的答复" / "What the person answered";
    TO = "转给哪个部门" / "To which body";
    NOTE = "说明" / "In words";
    CONFIRM = "确认" / "Confirm";
    DONE = "已记入工单" / "It stands in the work order";
}
