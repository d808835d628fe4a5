//! What the desk says, both languages side by side. Words of the queue are those of the glossary:
//! window, ticket, queue, recall.

use crate::live::Failure;
use hall::code::Code;
use hall::text::{Lang, Phrase, Text};

/// A phrase with values, in both languages.
#[must_use]
pub fn filled(phrase: Phrase, values: &[&str]) -> Text {
    Text { zh: phrase.fill(Lang::Zh, values), en: phrase.fill(Lang::En, values) }
}

/// Why something was not done, for who did it.
#[must_use]
pub fn failed(failure: &Failure) -> Text {
    match failure {
        Failure::Unreachable => UNREACHABLE.text(),
        Failure::Refused(problem) => problem.detail.clone(),
    }
}

/// Why a queue gives out no numbers, in a few words.
#[must_use]
pub const fn stopped(code: Code) -> Phrase {
    match code {
        Code::QueueClosed => QUEUE_STOPPED,
        Code::HallStopped => QUEUE_HALTED,
        Code::QuotaReached => QUEUE_USED_UP,
        Code::CutoffPassed => QUEUE_TOO_LATE,
        _ => QUEUE_NOT_NOW,
    }
}

hall::phrases! {
    // everywhere
    DESK = "工作台" / "Staff desk";
    LANGUAGE = "中文" / "English";
    SKIP = "跳到主要内容" / "Skip to main content";
    STARTING = "正在载入…" / "Loading…";
    RETRYING = "连不上服务器，正在重试…" / "The server cannot be reached. Trying again…";
    BROKEN = "与服务器的连接中断，正在重新连接" / "Connection to the server lost. Reconnecting…";
    BROKEN_HINT = "显示的内容可能不是最新" / "What is shown may be out of date.";
    OUTDATED = "系统已更新，请在空闲时刷新页面" / "There is a new version. Please reload the page when you are free.";
    UNREACHABLE = "连不上服务器，操作可能没有完成，请核对后重试"
        / "The server cannot be reached. It may not have been done: please check and try again.";
    TONE_DONE = "完成" / "Done";
    TONE_NOTE = "提示" / "Note";
    TONE_REFUSED = "未完成" / "Not done";
    CLOSE = "关闭" / "Close";
    BACK = "返回" / "Back";
    NO_WORK = "这个账号没有分配窗口，请联系管理员" / "This account has no window. Please ask an administrator.";
    HELP_CALLED = "自助终端求助" / "Help wanted at a kiosk";
    HELP_SINCE = "{} 起" / "since {}";
    HELP_GO = "我去" / "I am going";
    HELP_GOING = "已告诉终端前的人：工作人员正在过来" / "The person at the kiosk reads that you are coming.";
    SIGNED_IN_AS = "账号" / "Account";
    SIGN_OUT = "退出登录" / "Sign out";
    SIGN_OUT_BUSY = "窗口还有未办结的号，请先办结或过号，再退出登录"
        / "Your window still has a ticket. Finish it or mark it missed, then sign out.";
    SESSION_ENDED = "登录已失效，请重新登录" / "Your session has ended. Please sign in again.";
    PLACES = "工作页面" / "Pages";
    OVERVIEW = "大厅总览" / "Hall overview";
    MY_WINDOW = "我的窗口" / "My window";

    // signing in
    SIGN_IN_TITLE = "工作人员登录" / "Staff sign-in";
    SIGN_IN = "登录" / "Sign in";
    SIGNING_IN = "正在登录…" / "Signing in…";
    ACCOUNT = "账号" / "Account";
    PASSWORD = "密码" / "Password";
    NEED_ACCOUNT = "请输入账号" / "Please enter your account.";
    NEED_PASSWORD = "请输入密码" / "Please enter your password.";
    WRONG_PASSWORD = "账号或密码不正确，请核对账号并重新输入密码"
        / "Account or password is not correct. Check the account and enter the password again.";
    TOO_MANY_ATTEMPTS = "尝试次数过多，请几分钟后再试，或联系管理员"
        / "Too many attempts. Please try again in a few minutes or ask an administrator.";
    SIGN_IN_UNREACHABLE = "连不上服务器，没有登录，请稍后再试"
        / "The server cannot be reached. You are not signed in. Please try again.";

    // the window
    WINDOW = "窗口" / "Window";
    WINDOW_NO = "{} 窗口" / "Window {}";
    CHOOSE_WINDOW = "选择窗口" / "Choose a window";
    OTHER_WINDOW = "换窗口" / "Other window";
    STATE = "状态" / "State";
    STATE_OPEN = "开放" / "Open";
    STATE_PAUSED = "暂停" / "Paused";
    STATE_CLOSED = "关闭" / "Closed";
    OPEN = "开放窗口" / "Open window";
    RESUME = "恢复叫号" / "Resume";
    PAUSE = "暂停" / "Pause";
    CLOSE_WINDOW = "关闭窗口" / "Close window";
    DONE_OPEN = "窗口已开放" / "The window is open.";
    DONE_PAUSE = "窗口已暂停" / "The window is paused.";
    DONE_CLOSE = "窗口已关闭" / "The window is closed.";
    IS_OPEN = "窗口已经是开放状态" / "The window is open already.";
    IS_NOT_OPEN = "窗口没有开放" / "The window is not open.";
    PAUSE_TITLE = "暂停窗口" / "Pause the window";
    PAUSE_WHY = "暂停原因" / "Reason";
    PAUSE_HINT = "窗口屏显示“暂停服务”，原因不对外公开" / "The window display shows that service is paused. The reason is not shown in public.";
    PAUSE_CONFIRM = "暂停窗口" / "Pause window";
    REASON_AWAY = "临时离岗" / "Away for a moment";
    REASON_HANDOVER = "交接班" / "Hand-over";
    REASON_SYSTEM = "设备或系统故障" / "Equipment or system fault";
    REASON_MEETING = "会议或学习" / "Meeting or training";
    REASON_OTHER = "其他原因" / "Other reason";
    REASON_TEXT = "请写明原因" / "Please give the reason";

    // the own password
    PASSWORD_FIRST = "设置自己的密码" / "Choose your own password";
    PASSWORD_FIRST_HINT = "您用一次性密码登录。设置自己的密码后即可开始工作。"
        / "You signed in with a password that works once. Choose your own, then you can begin.";
    PASSWORD_ONE_TIME = "一次性密码" / "One-time password";
    PASSWORD_CHANGE = "修改密码" / "Change password";
    PASSWORD_OLD = "原密码" / "Password until now";
    PASSWORD_NEW = "新密码（至少 8 个字符）" / "New password (at least 8 characters)";
    PASSWORD_AGAIN = "再次输入新密码" / "New password again";
    PASSWORD_DIFFERS = "两次输入的新密码不一致" / "The two new passwords are not the same.";
    PASSWORD_WRONG = "密码不正确，请重新输入" / "The password is not correct. Please enter it again.";
    PASSWORD_SAVE = "保存新密码" / "Save the new password";
    PASSWORD_DONE = "密码已修改，其他地方的登录已退出" / "The password is changed. Sessions elsewhere have ended.";

    // who sits there, and who takes over
    CREW = "窗口人员" / "People of this window";
    POST_A = "A岗" / "Post A";
    POST_B = "B岗" / "Post B";
    SEATED = "在岗" / "on duty";
    HAND_OVER = "交接班" / "Hand over";
    HAND_OVER_TITLE = "{} 窗口交接班" / "Hand over window {}";
    HAND_OVER_HINT = "窗口不关闭，排队不中断。请接班人员在这里输入自己的密码。"
        / "The window does not close. The colleague who takes over enters their own password here.";
    HAND_OVER_TICKET = "窗口上的 {} 号由接班人员继续办理。" / "Ticket {} stays and is served by who takes over.";
    HAND_OVER_TO = "接班人员" / "Who takes over";
    HAND_OVER_PASSWORD = "接班人员的密码" / "Their password";
    HAND_OVER_CONFIRM = "接班" / "Take over";
    HAND_OVER_NOBODY = "这个窗口还没有登记其他人员，请管理员先添加 B 岗。"
        / "Nobody else belongs to this window yet. Please ask an administrator to add post B.";
    HAND_OVER_WRONG = "密码不正确，请接班人员重新输入" / "The password is not correct. Please enter it again.";
    DONE_HAND_OVER = "{} 已接班，窗口照常" / "{} has taken over. The window goes on.";
    WINDOW_CLOSED_NO_HAND_OVER = "窗口没有开放，接班人员直接登录即可"
        / "The window is not open. The colleague can simply sign in.";
    NOT_SEATED = "现在坐在窗口的是 {}，由其本人交接" / "{} sits at this window and hands it over.";

    // the five steps
    STEPS = "叫号操作" / "Ticket steps";
    NEXT = "呼叫下一位" / "Call next";
    RECALL = "重呼" / "Recall";
    START = "开始办理" / "Start";
    FINISH = "办结" / "Finish";
    MISS = "过号" / "Missed";
    SECONDS = "{} 秒" / "{} s";
    TRANSFER = "转号" / "Transfer";
    KEYS = "使用键盘快捷键（N F2 R S F M T，W 等候列表，G 取号预约，D 告知书，H 交接班）"
        / "Use keyboard shortcuts (N, F2, R, S, F, M, T; W waiting list, G number or booking, D notice, H hand-over)";
    DONE_NEXT = "已呼叫 {}" / "{} has been called.";
    DONE_RECALL = "已重呼 {}，共呼叫 {} 次" / "{} has been recalled, {} calls so far.";
    DONE_START = "{} 开始办理" / "Service of {} has started.";
    DONE_MISS = "{} 已过号" / "{} is marked missed.";
    DONE_FINISH = "{} 已办结" / "{} is finished.";
    DONE_FINISH_THEN = "{} 本窗口事项已办结，该号还有其他事项，已转到 {} 队列"
        / "{} is finished here. It has further matters and now waits in queue {}.";
    DONE_TRANSFER = "{} 已转到 {}" / "{} has been handed to {}.";
    DONE_GRANT = "{} 已设为优先" / "{} now has priority.";
    DONE_WITHDRAW = "{} 已取消优先" / "{} no longer has priority.";
    DONE_REQUEUE = "{} 已重新排队" / "{} waits again.";
    NOBODY_WAITS = "现在没有人等候" / "Nobody is waiting now.";
    HOLD_NOT_OPEN = "窗口未开放，请先开放窗口" / "The window is not open. Open it first.";
    HOLD_BUSY = "窗口还有未办结的号，请先办结或过号" / "The window still has a ticket. Finish it or mark it missed first.";
    HOLD_NOBODY_CALLED = "还没有呼叫号，请先呼叫下一位" / "No ticket has been called. Call the next one first.";
    HOLD_BEGUN = "已经开始办理，请办结" / "The service has started. Finish it.";
    HOLD_NOT_BEGUN = "还没有开始办理，请先点“开始办理”" / "The service has not started. Press “Start” first.";
    HOLD_CALLS_USED_UP = "已达到重呼次数上限，可以过号" / "It has been called as often as allowed. You may mark it missed.";
    HOLD_SECONDS = "{} 秒后可以重呼" / "You can call again in {} s";
    MISS_TITLE = "{} 过号？" / "Mark {} missed?";
    HOLD_STOPPED = "大厅已紧急停办，恢复后才能叫号" / "The hall has been stopped. You can call again when it goes on.";
    HOLD_RESTS = "现在不是叫号时间，号票保留" / "Numbers are not called at this hour. They are kept.";
    HOLD_RESTS_UNTIL = "现在不是叫号时间，{} {} 起继续叫号" / "Numbers are not called at this hour. Calls go on {} at {}.";
    MISS_HINT = "只呼叫了 {} 次（最多 {} 次）。过号后群众回来时可以重新排队，排在 {} 人之后。"
        / "It was called {} of {} times. If the citizen comes back, the number may wait again, behind {} others.";
    MISS_LAST = "只呼叫了 {} 次（最多 {} 次）。本号已经重新排过队，再次过号即作废，群众需要重新取号。"
        / "It was called {} of {} times. It has waited again already; if it is missed once more, the citizen has to take a new number.";
    MISS_CONFIRM = "确认过号" / "Mark missed";

    // the ticket
    CURRENT = "当前号" / "Current ticket";
    FURTHER = "办完后还要到" / "Afterwards";
    PRIORITY = "优先" / "Priority";
    CALLED = "已呼叫" / "Called";
    SERVING = "办理中" / "Being served";
    CALLS = "呼叫次数" / "Calls";
    CALLS_OF = "{} / {} 次" / "{} of {}";
    SINCE_CALL = "呼叫后" / "Since call";
    SINCE_START = "已办理" / "In service";
    NO_MATTER = "取号时未选择事项" / "No matter chosen with the ticket";
    NO_TICKET = "当前没有号" / "No ticket";
    IDLE_OPEN = "可以呼叫下一位" / "You can call the next one.";
    IDLE_PAUSED = "窗口已暂停，恢复后可以叫号" / "The window is paused. Resume to call.";
    IDLE_CLOSED = "窗口未开放，开放后可以叫号" / "The window is closed. Open it to call.";

    // the queues
    QUEUES = "排队情况" / "Queues";
    QUEUE = "队列" / "Queue";
    WAITING = "等候人数" / "Waiting";
    ESTIMATED = "预计等候" / "Estimated wait";
    ESTIMATE = "{}–{} 分钟" / "{}–{} min";
    ESTIMATE_UNDER = "{} 分钟以内" / "up to {} min";
    ESTIMATE_UNKNOWN = "暂无窗口开放" / "No window open";
    NOBODY = "无人等候" / "Nobody waiting";
    QUEUE_STOPPED = "已停止取号" / "Stopped";
    QUEUE_HALTED = "大厅紧急停办" / "Hall stopped";
    QUEUE_USED_UP = "今日号已取完" / "Used up today";
    QUEUE_TOO_LATE = "今日办不完" / "No time left today";
    QUEUE_NOT_NOW = "非取号时间" / "Outside hours";

    // who waits for the window
    WAITERS = "等候" / "Waiting";
    WAITERS_OF = "等候 {}" / "Waiting {}";
    MISSED_OF = "过号 {}" / "Missed {}";
    WHICH = "显示" / "Show";
    FIND_NUMBER = "查找号码" / "Find number";
    NO_SUCH_NUMBER = "没有这个号码" / "No such number";
    NOBODY_MISSED = "没有可以重新排队的过号" / "Nobody who was missed may come back.";
    WAITED = "已等 {} 分钟" / "{} min";
    ASKS_FOR = "申请优先：{}" / "Asks for priority: {}";
    HANDED = "转给本窗口" / "For this window";
    PICK = "呼叫此号" / "Call this one";
    GRANT = "优先" / "Priority";
    WITHDRAW = "取消优先" / "End priority";
    REQUEUE = "重新排队" / "Queue again";
    EARLIER = "上一页" / "Previous";
    LATER = "下一页" / "Next";
    PAGE_OF = "{} / {}" / "{} / {}";
    PAGING = "翻页" / "Pages of the list";
    DETAILS_LOADING = "号票信息正在载入，请稍候再试" / "The details of the ticket are loading. Please try again in a moment.";
    REASON = "原因（必填）" / "Reason (required)";
    REASON_OPTIONAL = "原因（可不填）" / "Reason (optional)";
    NEED_REASON = "请填写原因" / "Please give a reason.";
    PICK_TITLE = "呼叫 {}" / "Call {}";
    PICK_HINT = "不按顺序呼叫这个号；原因和您的账号会被记录。"
        / "This number is called out of turn. The reason is kept with your account.";
    PICK_CONFIRM = "呼叫" / "Call";
    GRANT_TITLE = "{} 设为优先" / "Priority for {}";
    GRANT_HINT = "请先查验证件；类别、原因和您的账号会被记录。"
        / "Look at the card first. The class and the reason are kept with your account.";
    CLASS = "优先类别" / "Class of priority";
    CHOOSE_CLASS = "请选择" / "Please choose";
    NEED_CLASS = "请选择优先类别" / "Please choose a class.";
    CARD = "需查验：{}" / "To be seen: {}";
    CARD_SEEN = "已查验证件" / "Card seen";
    GRANT_CONFIRM = "设为优先" / "Give priority";
    WITHDRAW_TITLE = "取消 {} 的优先" / "End the priority of {}";
    WITHDRAW_HINT = "这个号回到普通队列，按已等时间排队；原因和您的账号会被记录。"
        / "The number goes back among the others, where its waiting time puts it. The reason is kept with your account.";

    // handing on
    TRANSFER_TITLE = "转号 {}" / "Transfer {}";
    TO = "转到" / "To";
    TO_QUEUE = "队列" / "a queue";
    TO_WINDOW = "窗口" / "a window";
    WHICH_QUEUE = "选择队列" / "Queue";
    WHICH_WINDOW = "选择窗口" / "Window";
    CHOOSE = "请选择" / "Please choose";
    NEED_QUEUE = "请选择队列" / "Please choose a queue.";
    NEED_WINDOW = "请选择窗口" / "Please choose a window.";
    QUEUE_OPTION = "{} {}（{} 人等候）" / "{} {} ({} waiting)";
    WINDOW_OPTION = "{} {}" / "{} {}";
    NO_WINDOW = "没有其他开放的窗口" / "No other window is open.";
    POSITION = "排队位置" / "Place in line";
    FAIR = "按已等时间" / "By time already waited";
    FRONT = "排最前" / "First in line";
    TRANSFER_HINT = "号码和已等时间保留。" / "The number and the time already waited are kept.";
    TRANSFER_CONFIRM = "转号" / "Transfer";

    // finishing
    FINISH_TITLE = "办结 {}" / "Finish {}";
    FINISH_WITH = "办结（已选 {} 项）" / "Finish ({} chosen)";
    FIND_MATTER = "查找事项" / "Find a matter";
    MATTERS = "事项" / "Matters";
    MATTERS_FOUND = "找到 {} 个事项，按回车选中第一个" / "Found: {}. Enter chooses the first.";
    MATTERS_NONE = "没有匹配的事项" / "No matter matches.";
    MATTERS_LOADING = "事项目录正在载入，可以直接办结" / "The list is loading. You can finish without it.";
    HINT_OWN = "已选中取号时的事项；如还办理了其他事项，请一并勾选"
        / "The matter of the ticket is chosen. Add others that were served too.";
    HINT_THEME = "不勾选时按取号的主题记录；也可以勾选实际办理的事项"
        / "Without a choice the theme of the ticket is recorded. You may choose the matters that were served.";
    HINT_NONE = "取号时未选择事项，请勾选实际办理的事项（可不选）"
        / "No matter was chosen with the ticket. Choose what was served (optional).";
    SHOW_AGAIN = "再次显示 {} 的评价码" / "Show the rating code of {} again";
    FINISHED = "{} 已办结" / "{} is finished";
    QR = "评价二维码" / "QR code to rate this service";
    INVITE = "请扫码评价本次服务，自愿评价" / "Scan to rate this service. Rating is voluntary.";
    INVITE_RULE = "评价由群众本人自愿作出；工作人员看不到单次评价"
        / "Only the citizen may rate. Staff do not see single ratings.";
    EXPIRES = "有效期至 {}" / "Valid until {}";
    CODES = "评价码" / "Rating codes";
    CODE_OF = "评价码 {} / {}" / "Code {} of {}";
    THEN = "该号还有其他事项，已转到 {} 队列" / "This number has further matters and now waits in queue {}.";

    // the overview
    TILE_WAITING = "等候总人数" / "Waiting in all";
    TILE_LONGEST = "最长预计等候" / "Longest estimate";
    TILE_SERVING = "正在办理" / "Being served";
    TILE_WINDOWS = "开放窗口" / "Open windows";
    TILE_STOPPED = "停止取号的队列" / "Queues stopped";
    WINDOWS = "窗口情况" / "Windows";
    STAFF = "在岗人员" / "Staff";
    NOT_PRESENT = "无人在岗" / "Nobody here";
    TICKET = "当前号" / "Ticket";
    CALLS_FROM = "呼叫队列" / "Queues";
    LOAD = "负荷" / "Load";
    LOAD_CALM = "正常" / "Normal";
    LOAD_BUSY = "注意" / "Busy";
    LOAD_OVERLOADED = "告急" / "Overloaded";
    LONGEST = "最长已等" / "Longest wait";
    OPEN_WINDOWS = "开放窗口" / "Open windows";
    SERVICE = "平均办理" / "Average service";
    MEDIAN = "中位 {} 分钟" / "median {} min";
    MINUTES = "{} 分钟" / "{} min";
    LOAD_HINT = "注意：最长已等 {} 分钟以上，或每个开放窗口超过 {} 人。告急：{} 分钟以上，或有人等候而没有开放窗口。"
        / "Busy: somebody has waited {} min, or more than {} people for each open window. Overloaded: {} min, or somebody waits and no window is open.";
    HALT = "紧急停办" / "Emergency stop";
    RESUME_HALL = "恢复办理" / "Resume";
    HALTED = "大厅已紧急停办" / "The hall has been stopped";
    HALTED_HINT = "暂停取号和叫号；正在等候的号保留位置" / "No numbers and no calls. Who waits keeps their place.";
    DONE_HALT = "大厅已紧急停办，可以随时恢复" / "The hall has been stopped. You can resume at any time.";
    DONE_RESUME_HALL = "大厅已恢复办理" / "The hall goes on.";
    ASSIGN = "调整" / "Change";
    ASSIGN_TITLE = "{} 窗口的队列" / "Queues of window {}";
    ASSIGN_QUEUES = "队列" / "Queues";
    ASSIGN_PLACE = "第 {} 位" / "No. {}";
    ASSIGN_EARLIER = "提前" / "Move up";
    ASSIGN_ORDER = "呼叫顺序" / "Order of calls";
    ORDER_LONGEST = "等候最久者先" / "Who has waited longest";
    ORDER_QUEUES = "按队列顺序" / "By the order of the queues";
    ASSIGN_HINT = "立即生效；正在办理的号不受影响。" / "It works at once. A ticket that is being served stays.";
    ASSIGN_PLAN = "恢复大厅方案" / "Back to the hall’s plan";
    ASSIGN_SAVE = "保存" / "Save";
    NEED_ONE_QUEUE = "请至少选择一个队列" / "Please choose at least one queue.";
    DONE_ASSIGN = "{} 窗口现在呼叫 {}" / "Window {} now calls from {}.";
    CHANGED = "已调整" / "changed";
    NUMBERS = "取号" / "Numbers";
    ISSUING = "可取号" / "Available";
    STOP_QUEUE = "停止取号" / "Stop";
    RESUME_QUEUE = "恢复取号" / "Resume";
    STOP_TITLE = "停止取号：{}" / "Stop numbers: {}";
    RESUME_TITLE = "恢复取号：{}" / "Resume numbers: {}";
    STOP_HINT = "取号机将不再发放这个队列的号；已取的号照常办理。"
        / "Kiosks will give out no more numbers of this queue. Tickets already taken are served as usual.";
    RESUME_HINT = "取号机将恢复发放这个队列的号。" / "Kiosks will give out numbers of this queue again.";
    DONE_STOP_QUEUE = "{} 队列已停止取号" / "Queue {} gives out no more numbers.";
    DONE_RESUME_QUEUE = "{} 队列已恢复取号" / "Queue {} gives out numbers again.";

    // the ratings
    RATINGS = "服务评价汇总" / "Rating summary";
    RATINGS_BY = "分组评价" / "Ratings by group";
    LEVEL = "满意度" / "Level";
    SHARE = "占比" / "Share";
    RATINGS_RULE = "只统计群众自愿评价；不足 5 条的分组合并显示"
        / "Voluntary ratings only. Groups with fewer than 5 ratings are shown together.";
    AS_OF = "{} 更新" / "As of {}";
    REFRESH = "刷新" / "Refresh";
    GROUP_BY = "分组" / "Group by";
    BY_WINDOW = "窗口" / "Window";
    BY_ITEM = "事项" / "Matter";
    BY_DEPARTMENT = "部门" / "Department";
    BY_CHANNEL = "评价渠道" / "Channel";
    WHOLE_HALL = "全部" / "Whole hall";
    FOLDED = "其余（不足5条合并）" / "Others (groups under 5 together)";
    SERVED = "办结" / "Served";
    RATED = "评价" / "Rated";
    LEVEL_5 = "非常满意" / "Very satisfied";
    LEVEL_4 = "满意" / "Satisfied";
    LEVEL_3 = "基本满意" / "Basically satisfied";
    LEVEL_2 = "不满意" / "Dissatisfied";
    LEVEL_1 = "非常不满意" / "Very dissatisfied";
    SATISFIED_RATE = "好评率" / "Satisfaction rate";
    ACTIVE_RATE = "主动评价率" / "Response rate";
    COVERAGE = "覆盖率" / "Coverage";
}
