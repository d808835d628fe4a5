//! What the wall screens say of themselves. Both languages stand on a sign at once, so every phrase is
//! drawn in two halves, each with its own `lang`.

hall::phrases! {
    // the main board
    TICKET = "号码" / "Ticket";
    WINDOW = "窗口" / "Window";
    SERVICE = "业务" / "Service";
    STATE = "状态" / "Status";
    /// A window on its own line: its label.
    WINDOW_LABEL = "{} 窗口" / "Window {}";
    PLEASE_COME = "请到窗口办理" / "Please go to the window";
    NO_CALLS = "暂无叫号" / "No calls yet";
    NO_CALLS_HINT = "请留意屏幕和语音提示" / "Please watch the screen and listen for your number";
    WAITING = "等候人数" / "People waiting";
    OPEN_WINDOWS = "正在服务的窗口" / "Windows open now";
    QUEUE_STOPPED = "暂停取号" / "No new tickets";

    // what became of a call
    CALLED = "正在呼叫" / "Called";
    /// Of who goes first; why, nobody is told.
    PRIORITY_CALLED = "优先呼叫" / "Priority";
    CALLED_AGAIN = "第{}次呼叫" / "{} call";
    SERVING = "正在办理" / "Serving";
    MISSED = "已过号" / "Missed";
    ENDED = "已结束" / "Ended";

    // the foot of the main board
    COMPLAINTS = "监督投诉" / "Complaints";
    ENQUIRIES = "咨询电话" / "Enquiries";
    NOTICE_LISTEN = "请留意屏幕和语音，叫到后请到所示窗口" / "Watch and listen for your number, then go to the window";
    NOTICE_MISSED = "错过叫号，请到导办台或原窗口说明" / "Missed your call? Ask at the guide desk or that window";
    NOTICE_FOLLOW = "扫描号票二维码，可用手机查看排队进度" / "Scan the code on your ticket to follow the queue";
    NOTICE_RATE = "办结后欢迎评价本次服务" / "Please rate the service when you are done";
    /// Where to go when nothing else helped: the window.
    NOTICE_UNRESOLVED = "事情办不成？请到 {} 窗口" / "Could not get it done? Ask at window {}";

    // the window sign
    SIGN_COME = "请到本窗口" / "Please come here";
    SIGN_SERVING = "正在办理" / "Now serving";
    SIGN_OPEN = "正在服务" / "Open";
    SIGN_PAUSED = "暂停服务" / "Paused";
    SIGN_CLOSED = "未开放" / "Closed";
    SIGN_OPEN_HINT = "请等候叫号" / "Please wait for your number";
    SIGN_PAUSED_HINT = "请稍候，或到其他窗口" / "Please wait, or use another window";
    SIGN_CLOSED_HINT = "请到其他窗口办理" / "Please use another window";
    DEPARTMENT = "办理单位" / "Department";
    SERVICES = "服务项目" / "Services";
    HOURS = "办公时间" / "Hours";
    WORKDAYS = "工作日" / "Workdays";
    OPEN_ALL_DAY = "全天" / "All day";

    // when the server is away
    STALE = "网络中断，信息可能不是最新" / "Connection lost. This may be out of date";
    /// Until when the data were good.
    AS_OF = "截至 {}" / "As of {}";
    LOST = "显示屏暂时无法更新" / "This screen cannot be updated right now";
    LOST_LISTEN = "请听从工作人员指引" / "Please follow the staff";
    LOST_WINDOWS = "请留意窗口上方的显示屏" / "Please watch the signs above the windows";
    LOST_QUEUE = "您的号码仍然有效，不用重新取号" / "Your ticket stays valid. No need to take a new one";
    LOST_BACK = "恢复后将自动显示" / "This screen comes back by itself";

    // an address no screen has
    UNKNOWN = "没有这块显示屏" / "There is no such screen";
    /// What was asked for.
    UNKNOWN_ADDRESS = "地址 {} 不对应任何显示屏" / "The address {} belongs to no screen";
    UNKNOWN_MAIN = "综合屏" / "Main board";
    UNKNOWN_WINDOW = "窗口屏" / "Window sign";

    // sound
    SOUND_HINT = "点按开启声音" / "Tap for sound";

    // an area: who is next
    NEXT = "即将叫号" / "Next";
    NEXT_NOBODY = "无人等候" / "Nobody is waiting";
    NEXT_PRIORITY = "优先" / "Priority";
    NEXT_BOOKED = "预约" / "Booked";

    // the map at the entrance
    YOU_ARE_HERE = "您在这里" / "You are here";
    ACCESSIBLE_WAY = "无障碍路线" / "Accessible route";
    MAP_NONE = "导览图暂时无法显示，请到导办台询问" / "The map cannot be shown right now. Please ask at the guide desk";

    // what is published
    /// The last day.
    PUBLIC_UNTIL = "公示至 {}" / "Until {}";
    PUBLIC_NONE = "目前没有公示内容" / "Nothing is published at present";
    MACHINES = "自助服务终端" / "Self-service machines";

    // ratings, in sums
    RATINGS = "服务评价" / "Ratings of our services";
    /// First and last day.
    RATINGS_PERIOD = "{} 至 {}" / "{} to {}";
    RATED = "评价数" / "Ratings";
    SATISFIED_RATE = "好评率" / "Satisfied";
    RATINGS_HOW = "扫描号票上的二维码，或在自助终端评价" / "To rate: scan the code on your slip, or use a kiosk";
    RATINGS_FEW = "评价数量较少，暂不公布分布" / "Too few ratings yet to show how they are spread";
    RATINGS_COMING = "正在汇总评价" / "Ratings are being summed up";
    LEVEL_5 = "非常满意" / "Very satisfied";
    LEVEL_4 = "满意" / "Satisfied";
    LEVEL_3 = "基本满意" / "Basically satisfied";
    LEVEL_2 = "不满意" / "Dissatisfied";
    LEVEL_1 = "非常不满意" / "Very dissatisfied";

    // the six that a township publishes
    SIX_SERVICE = "服务事项" / "Service";
    SIX_STEPS = "办事流程" / "Procedure";
    SIX_DOCUMENTS = "申报材料" / "Documents";
    SIX_TIME = "承诺时限" / "Promised time";
    SIX_PRICE = "收费标准" / "Fees";
    SIX_BASIS = "收费依据" / "Basis of fees";
    /// How many more.
    SIX_MORE = "余 {} 项见窗口办事指南" / "{} more: guide at the windows";
    SIX_COMING = "正在获取服务事项" / "Services are being loaded";
    NO_DOCUMENTS = "无需提交材料" / "No documents needed";
    /// A document that only some have to bring.
    BY_CASE = "{}（视情况）" / "{} (if it applies)";

    // a notice
    TONE_NOTICE = "通知" / "Notice";
    TONE_GUIDE = "指引" / "Guide";
    TONE_WARNING = "警示" / "Warning";
    NOTICE_UNTIL = "有效期至 {}" / "Valid until {}";
    NOTICE_NONE = "目前没有通知" / "There is no notice at present";

    // the plate of a window: its matters
    PLATE_MATTER = "办理事项" / "Matters";
}
