//! What is said about the record.

hall::phrases! {
    RECORD = "操作记录" / "Record";
    HINT = "工作人员的每次操作都有记录，最新的在前；记录只增不改。"
        / "Everything that staff do is on record, newest first. Nothing is ever changed or removed.";
    PERIOD = "时间" / "Period";
    TODAY = "今天" / "Today";
    WEEK = "近 7 天" / "7 days";
    MONTH = "近 30 天" / "30 days";
    KIND = "类别" / "Kind";
    KIND_ALL = "全部" / "All";
    KIND_SIGN_IN = "登录" / "Signing in";
    KIND_ACCOUNTS = "账号" / "Accounts";
    KIND_WINDOWS = "窗口" / "Windows";
    KIND_TICKETS = "号票" / "Tickets";
    KIND_APPOINTMENTS = "预约" / "Appointments";
    KIND_PRIORITY = "优先" / "Priority";
    KIND_HALL = "队列和大厅" / "Queues and hall";
    KIND_SCREENS = "显示屏" / "Screens";
    KIND_RATINGS = "差评处理" / "Bad ratings";
    KIND_CATALOG = "事项目录" / "Catalog";
    FIND = "查找" / "Find";
    WHEN = "时间" / "When";
    WHO = "谁" / "Who";
    WHAT = "操作" / "What";
    ABOUT = "对象" / "About";
    WHY = "原因" / "Why";
    NEWER = "较新" / "Newer";
    OLDER = "较早" / "Older";
    PAGE = "第 {} 页" / "Page {}";
    LOADING = "正在载入…" / "Loading…";
    NOTHING = "没有记录" / "Nothing on record.";
    NO_ACCOUNT = "没有这样的账号" / "There is no such account.";

    // who
    BY_TERMINAL = "服务器命令行" / "Command line";
    BY_SERVER = "系统" / "The system";
    BY_NOBODY = "未登录" / "Not signed in";

    // what
    SIGN_IN = "登录" / "Signed in";
    SIGN_OUT = "退出登录" / "Signed out";
    SIGN_IN_FAILED = "登录失败" / "Sign-in failed";
    LOCKED = "账号锁定" / "Account locked";
    PASSWORD_CHANGED = "修改自己的密码" / "Changed the own password";
    ACCOUNT_ADDED = "添加账号" / "Added an account";
    ACCOUNT_CHANGED = "修改账号" / "Changed an account";
    ACCOUNT_DISABLED = "停用账号" / "Disabled an account";
    ACCOUNT_ENABLED = "启用账号" / "Enabled an account";
    ACCOUNT_RESET = "重置密码" / "Gave a new password";
    ACCOUNT_UNLOCKED = "解锁账号" / "Unlocked an account";
    WINDOW_OPENED = "开放窗口" / "Opened a window";
    WINDOW_PAUSED = "暂停窗口" / "Paused a window";
    WINDOW_CLOSED = "关闭窗口" / "Closed a window";
    WINDOW_ASSIGNED = "调整窗口队列" / "Changed a window's queues";
    HANDED_OVER = "交接班" / "Handed a window over";
    WINDOW_UNATTENDED = "窗口无人在岗" / "Nobody attended a window";
    TICKET_ISSUED = "发号" / "Gave out a number";
    TICKET_CALLED = "呼叫" / "Called";
    TICKET_RECALLED = "重呼" / "Called again";
    SERVICE_STARTED = "开始办理" / "Began a service";
    SERVED = "办结" / "Finished a service";
    TICKET_MISSED = "过号" / "Marked missed";
    TICKET_REQUEUED = "重新排队" / "Queued again";
    TICKET_TRANSFERRED = "转号" / "Handed a ticket on";
    TICKET_CANCELLED = "取消号票" / "Cancelled a ticket";
    APPOINTMENT_BOOKED = "代为预约" / "Booked for somebody";
    APPOINTMENT_CANCELLED = "取消预约" / "Cancelled a booking";
    PRIORITY_GRANTED = "设为优先" / "Gave priority";
    PRIORITY_WITHDRAWN = "取消优先" / "Took priority back";
    QUEUE_CLOSED = "停止取号" / "Stopped a queue";
    QUEUE_OPENED = "恢复取号" / "Resumed a queue";
    HALL_STOPPED = "紧急停办" / "Stopped the hall";
    HALL_RESUMED = "恢复办理" / "Resumed the hall";
    HELP_CALLED = "自助终端求助" / "Called for help at a kiosk";
    HELP_ENDED = "前往自助终端帮助" / "Went to help at a kiosk";
    CATALOG_IMPORTED = "导入目录文件" / "Sent a catalog file";
    CATALOG_DROPPED = "放弃导入" / "Removed an import";
    CATALOG_PUBLISHED = "发布目录" / "Published the catalog";
    SIGNAGE_SAVED = "保存显示屏内容" / "Saved what screens show";
    ORDER_STEP = "处理差评" / "Handled a bad rating";
    SIGNAGE_REMOVED = "删除显示屏内容" / "Removed what screens show";
    EMERGENCY_RAISED = "发布紧急信息" / "Raised an emergency message";
    EMERGENCY_ENDED = "结束紧急信息" / "Ended an emergency message";
    SCREEN = "屏幕" / "Screen";
    PLAYLIST = "节目单" / "Playlist";
    SCREEN_NOTICE = "通知" / "Notice";
    PUBLIC_LIST = "公示名单" / "Public list";
    FLOOR_MAP = "平面图" / "Map";
    CATALOG_ROLLED_BACK = "恢复旧版目录" / "Brought an old catalog back";
    FORM_UPLOADED = "上传表格文件" / "Uploaded a form";
    FORM_REMOVED = "删除表格文件" / "Removed a form";
    OTHER = "其他操作（{}）" / "Other ({})";
    DISABLED_REASON = "账号已停用" / "The account is disabled.";
    QUEUE_NAMED = "{} 队列" / "queue {}";
}
