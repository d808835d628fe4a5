//! What is said about messages to everybody, and the texts that are ready for them.

hall::phrases! {
    BUTTON = "紧急信息" / "Emergency message";
    TITLE = "向所有屏幕发布紧急信息" / "An emergency message to all screens";
    READY = "现成文字（可修改）" / "Ready texts (may be edited)";
    FIRE = "火警" / "Fire";
    FIRE_TEXT = "发生火警！请保持镇静，听从工作人员指挥，从最近的安全出口离开，不要乘电梯。"
        / "Fire! Stay calm, follow the staff and leave by the nearest exit. Do not use the lift.";
    LEAVE = "撤离" / "Leave the building";
    LEAVE_TEXT = "请立即离开大厅，听从工作人员指挥，有序撤离。"
        / "Please leave the hall now. Follow the staff and walk calmly to the nearest exit.";
    SYSTEM = "系统故障" / "System down";
    SYSTEM_TEXT = "系统故障，暂停办理。已取的号保留，请在座位等候通知。"
        / "Our systems are down and service is paused. Your number is kept. Please stay seated.";
    POWER = "停电" / "Power cut";
    POWER_TEXT = "大厅停电，请留在原处，注意脚下，听从工作人员安排。"
        / "There is a power cut. Please stay where you are, mind your step and follow the staff.";
    COVER = "就地避险" / "Take cover";
    COVER_TEXT = "请就地避险：远离门窗和玻璃，蹲下护住头部，听从工作人员指挥。"
        / "Take cover now: keep away from doors and glass, crouch and protect your head. Follow the staff.";
    WORDS = "内容" / "Words";
    ENDS = "结束时间" / "When it ends";
    MINUTES = "{} 分钟后" / "in {} minutes";
    AT_TIME = "到指定时间" / "at a time";
    TIME = "时间（12 小时以内）" / "Time (within 12 hours)";
    NEED_TIME = "请填写时间" / "Please give a time.";
    NEXT = "下一步" / "Next";
    ASK = "所有显示屏和自助终端将立即改为显示这条信息并播报，直到 {}。叫号在后台继续，屏幕上看不到。"
        / "ALL screens and kiosks show and speak this at once and nothing else, until {}. Calls go on unseen.";
    CONFIRM = "立即向全部屏幕发布" / "Show it on all screens now";
    DONE = "紧急信息已发布" / "The emergency message is on.";
    ON = "紧急信息正在全部屏幕显示" / "An emergency message is on all screens";
    UNTIL = "到 {}" / "until {}";
    END = "结束" / "End it";
    ENDED = "紧急信息已结束" / "The emergency message has ended.";
    CONFIRMED = "已确认 {} / {}" / "Confirmed: {} of {}";
    CONFIRMED_OF = "已确认：{}" / "Confirmed: {}";
    MISSING_OF = "未确认：{}" / "Not confirmed: {}";
    ASKING = "正在查询各屏幕…" / "Asking the screens…";
    LIST = "、" / ", ";
}
