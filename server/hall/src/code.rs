//! Every refusal a person or a program can get: a stable code, an HTTP status, a sentence in both
//! languages that a citizen can read. api.md fixes the names; they never change meaning.

use crate::text::Phrase;
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident = $code:literal, $status:literal, $zh:literal, $en:literal;)+) => {
        /// The stable code of a refusal, as `code` in `application/problem+json`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
        pub enum Code {
            $($(#[$meta])* #[doc = concat!($zh, " / ", $en)] #[serde(rename = $code)] #[error($code)] $name,)+
        }

        impl Code {
            /// All codes, in the order of this file.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// As on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// The HTTP status it travels with.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status),+ }
            }

            /// The sentence a person reads.
            #[must_use]
            pub const fn phrase(self) -> Phrase {
                match self { $(Self::$name => const { Phrase::new($zh, $en) }),+ }
            }
        }
    };
}

codes! {
    // the queue
    QueueClosed = "queue_closed", 409, "该业务目前暂停取号，请咨询导办台", "No numbers are being issued for this service now. Please ask at the guide desk.";
    OutsideHours = "outside_hours", 409, "现在不是取号时间，请在办公时间再来", "Numbers are not given out at this hour. Please come back during opening hours.";
    QuotaReached = "quota_reached", 409, "今日号已取完，请咨询导办台", "Today's numbers are used up. Please ask at the guide desk.";
    CutoffPassed = "cutoff_passed", 409, "今日可能来不及办理，可以预约改日、网上办理或用自助机办理，也可咨询导办台", "There may not be enough time left today. Please book another day, apply online or use a self-service machine, or ask at the guide desk.";
    NotInHours = "not_in_hours", 409, "现在不是叫号时间，号票保留到继续办公", "Numbers are not called at this hour. They are kept until work goes on.";
    UnknownItem = "unknown_item", 404, "没有找到这个事项", "This service was not found.";
    ItemNotOffered = "item_not_offered", 409, "这个事项现在不办理，请看办事指南里的替代办法", "This service is not offered now. Its guide says what to do instead.";
    UnknownTheme = "unknown_theme", 404, "没有找到这个主题", "This theme was not found.";
    UnknownQueue = "unknown_queue", 404, "没有找到这个队列", "This queue was not found.";
    UnknownWindow = "unknown_window", 404, "没有找到这个窗口", "This window was not found.";
    UnknownHall = "unknown_hall", 404, "没有找到这个大厅", "This hall was not found.";
    UnknownTicket = "unknown_ticket", 404, "没有找到这张号票，请核对或重新取号", "This ticket was not found. Please check it or take a new number.";
    AlreadyWaiting = "already_waiting", 409, "这个号已经在排队，无需再排", "This number is already waiting. There is nothing to do.";
    WindowNotOpen = "window_not_open", 409, "窗口未开放，请先开放窗口", "The window is not open. Open it first.";
    WindowBusy = "window_busy", 409, "窗口还有未办结的号，请先办结或过号", "The window still has a ticket. Finish it or mark it missed first.";
    NotCalled = "not_called", 409, "当前没有可以这样处理的号", "There is no ticket in the right state for this step.";
    NotWaiting = "not_waiting", 409, "这个号不在本窗口等候", "This number is not waiting at this window.";
    NotMissed = "not_missed", 409, "这个号没有过号，不能重新排队", "This number was not missed, so it cannot queue again.";
    SameWindow = "same_window", 409, "不能转给本窗口", "A ticket cannot be transferred to its own window.";
    LastWindow = "last_window", 409, "还有人在等，这是办理该队列的最后一个窗口", "People are waiting and this is the last window of that queue.";
    UnknownPriority = "unknown_priority", 404, "没有这种优先类别", "This class of priority was not found.";
    ReasonMissing = "reason_missing", 422, "请填写原因", "Please give a reason.";
    HallStopped = "hall_stopped", 409, "大厅暂停服务，请听工作人员安排", "Service is suspended. Please follow staff instructions.";
    TicketEnded = "ticket_ended", 409, "这张号票已经结束", "This ticket has ended.";
    NotYourWindow = "not_your_window", 403, "这不是您的窗口", "This is not your window.";
    TooManyRecalls = "too_many_recalls", 409, "已达到重呼次数上限，可以过号", "The ticket has been called as often as allowed. You may mark it missed.";
    RecallTooSoon = "recall_too_soon", 409, "两次呼叫间隔太短，请稍候再呼", "Please wait a little before calling again.";
    ItemNotOfTicket = "item_not_of_ticket", 422, "所选事项不在本窗口受理范围", "The chosen service is not handled in this queue.";

    // screens
    EmergencyTextInvalid = "emergency_text_invalid", 422, "请用中文（60 字以内）和英文（160 字母以内）写明", "Please write it in Chinese (60 characters at most) and in English (160 letters at most).";
    EmergencyTextPersonal = "emergency_text_personal", 422, "请不要写证件号码或手机号码，所有屏幕都会显示", "Please leave out ID and mobile numbers: every screen shows this.";
    EmergencyTimeInvalid = "emergency_time_invalid", 422, "请选择结束时间，最长 12 小时", "Please choose when it ends, within 12 hours.";
    NoEmergency = "no_emergency", 409, "现在没有紧急信息", "There is no emergency message now.";
    ScreenUnknown = "screen_unknown", 404, "没有登记这块显示屏", "This screen is not registered.";
    SignUnknown = "sign_unknown", 404, "没有找到该内容，可能已被删除", "This was not found. Somebody may have removed it.";
    SignageInvalid = "signage_invalid", 422, "有内容不符合要求，请核对", "Something in it is not right. Please check.";
    SignInUse = "sign_in_use", 409, "还有显示屏或节目单在用，请先改用其他内容", "A screen or playlist still uses it. Please change that first.";
    LayoutTooSmall = "layout_too_small", 422, "按屏幕尺寸和观看距离，文字会太小，不能使用", "At this size and distance the letters would be too small to read.";
    MapInvalid = "map_invalid", 422, "请上传不含脚本和外部链接的 SVG 图（最大 500 KB）", "Please send an SVG drawing without scripts and links, 500 KB at most.";
    ReportInvalid = "report_invalid", 422, "显示屏的报告无法读取", "The report of a screen could not be read.";

    // help at a kiosk
    UnknownDevice = "unknown_device", 404, "本机登记的编号不在本大厅，请联系管理员", "This machine is enrolled under a name that the hall does not know. Please tell an administrator.";
    HelpUnknown = "help_unknown", 404, "这台终端今天没有人求助", "Nobody asked for help at this machine today.";
    HelpTooSoon = "help_too_soon", 429, "工作人员刚刚已看到，请稍候", "The staff have just seen your call. Please wait a moment.";

    // appointments
    NoAppointments = "no_appointments", 409, "该业务不需要预约，请直接到大厅取号", "This service takes no appointments. Please come and take a number.";
    SlotUnknown = "slot_unknown", 422, "请选择一个可以预约的时段", "Please choose a time that can be booked.";
    SlotFull = "slot_full", 409, "这个时段已约满，请选择其他时段，也可以直接到大厅取号", "This time is fully booked. Please choose another one, or come and take a number.";
    NameInvalid = "name_invalid", 422, "请填写称呼：1 到 20 个字，不含数字", "Please enter a name to call you by: 1 to 20 letters, no digits.";
    PhoneInvalid = "phone_invalid", 422, "请填写 11 位手机号，或区号加座机号", "Please enter a mobile number of 11 digits, or a landline with its area code.";
    AppointmentUnknown = "appointment_unknown", 404, "没有找到这个预约，请核对预约码，也可以直接取号", "This appointment was not found. Please check the code, or take a number.";
    AppointmentTooEarly = "appointment_too_early", 409, "还没到签到时间，请稍后再来", "It is too early to check in. Please come back later.";
    AppointmentNotToday = "appointment_not_today", 409, "这个预约不是今天的，可以直接取号", "This appointment is for another day. You may take a number.";
    AppointmentCancelled = "appointment_cancelled", 409, "这个预约已取消，可以直接取号", "This appointment was cancelled. You may take a number.";
    AppointmentUsed = "appointment_used", 409, "这个预约已经使用；还要办理请直接取号", "This appointment has been used. Please take a number if you still need the service.";

    // documents and notices
    AnswersInvalid = "answers_invalid", 422, "有问题还没有回答，或办事指南刚刚更新，请重新回答", "A question is not answered yet, or the guide has just changed. Please answer again.";
    DocumentUnknown = "document_unknown", 422, "所选材料不在清单里，请重新核对", "A chosen document is not on the list. Please check again.";
    GuideChanged = "guide_changed", 409, "办事指南刚刚更新，请重新核对", "The guide has just been updated. Please check again.";
    RequiredMissing = "required_missing", 422, "缺少必要材料，不能受理；可以容缺的除外，请改用一次性告知书", "A required document is missing, so it cannot be accepted unless the document may follow. Please use the one-time notice.";
    NotYourTicket = "not_your_ticket", 403, "这张号票没有叫到您的窗口", "This ticket was not called to your window.";
    NoticeUnknown = "notice_unknown", 404, "没有找到这份告知书，或已过保存期限", "This notice was not found, or it is no longer kept.";
    NoticeTextInvalid = "notice_text_invalid", 422, "请填写 1 到 500 个字", "Please write 1 to 500 characters.";
    NoticeTextPersonal = "notice_text_personal", 422, "请不要写身份证号码或手机号码，文书会打印和保存", "Please leave out ID numbers and mobile numbers. The notice is printed and kept.";

    // ratings
    TokenUnknown = "token_unknown", 404, "评价码无效或已过期", "This rating code is not valid or has expired.";
    TokenExpired = "token_expired", 410, "评价码已过期", "This rating code has expired.";
    AlreadyRated = "already_rated", 409, "本次服务已经评价过了，谢谢您", "This service has already been rated. Thank you.";
    ReasonRequired = "reason_required", 422, "选择“不满意”或“非常不满意”时，请勾选原因或写几个字", "For “dissatisfied” or “very dissatisfied”, please choose a reason or write a few words.";
    SlipUnknown = "slip_unknown", 404, "没有找到这个号，请核对评价码，或扫描二维码", "This number was not found. Please check the rating code, or scan the QR code.";
    NotServed = "not_served", 409, "这个号还没有办理完，办完后再来评价", "Nothing has been completed under this number yet. Please come back after the service.";
    OrderUnknown = "order_unknown", 404, "没有找到这张差评工单", "This work order was not found.";
    OrderClosed = "order_closed", 409, "这张工单已经办结", "This work order has been closed.";
    OrderStep = "order_step", 409, "现在还不能做这一步，请先完成前面的步骤", "This step cannot be taken now. Something else comes first.";
    RatedPerson = "rated_person", 403, "被评价的人不能处理自己的差评，可以申诉", "Whoever was rated may not handle it, but may appeal.";
    SecondPerson = "second_person_needed", 409, "这一步须由另一位工作人员作出", "Another person must take this step.";
    FindingRequired = "finding_required", 422, "请选择核实结果", "Please say what was found.";
    VisitRequired = "visit_required", 422, "请选择回访结果", "Please say what the person answered.";
    NoteRequired = "note_required", 422, "请写明情况", "Please say what was done or found.";
    NoteTooLong = "note_too_long", 422, "说明最多 1000 字", "The note may have 1000 characters.";
    StaffMayNotRate = "staff_may_not_rate", 403, "工作人员登录期间不能代为评价", "Staff who are signed in may not rate a service.";
    TagNotOfLevel = "tag_not_of_level", 422, "所选原因与满意度不对应", "The chosen reason does not belong to this level.";
    LevelInvalid = "level_invalid", 422, "请选择一个满意度", "Please choose one level.";
    CommentTooLong = "comment_too_long", 422, "意见最多 500 字", "The comment may have at most 500 characters.";
    ContactTooLong = "contact_too_long", 422, "联系方式最多 60 字", "The contact may have at most 60 characters.";

    // who is asking
    Unauthenticated = "unauthenticated", 401, "请先登录", "Please sign in first.";
    WrongPassword = "wrong_password", 401, "账号或密码不正确", "Account or password is not correct.";
    TooManyAttempts = "too_many_attempts", 429, "尝试次数过多，请稍后再试", "Too many attempts. Please try again later.";
    AccountLocked = "account_locked", 429, "密码连续输错次数过多，此账号在这里已暂时锁定，请稍后再试，或请管理员重置密码", "Too many wrong passwords in a row. The account is locked here for a while. Please try again later, or ask an administrator for a new password.";
    WeakPassword = "weak_password", 422, "密码至少 8 个字符，且不能与账号相同", "A password has at least 8 characters and is not the name of the account.";
    SamePassword = "same_password", 422, "新密码不能与原密码相同", "The new password must not be the one until now.";
    PasswordToChange = "password_to_change", 403, "这是一次性密码，请先登录并设置自己的密码", "This password works once. Please sign in and choose your own first.";
    UnknownAccount = "unknown_account", 404, "没有找到这个账号", "This account was not found.";
    AccountExists = "account_exists", 409, "这个账号已经存在", "This account exists already.";
    OwnAccount = "own_account", 409, "不能停用自己的账号", "You cannot disable your own account.";
    LastAdmin = "last_admin", 409, "这是大厅最后一个管理员账号，请先指定另一名管理员", "This is the hall's last administrator. Please name another one first.";
    PostTaken = "post_taken", 409, "窗口的这个岗位已有人", "Somebody holds this post at the window already.";
    Forbidden = "forbidden", 403, "您没有这项权限", "You are not allowed to do this.";
    BadOrigin = "bad_origin", 403, "请求来源不正确", "The request came from another site.";

    // the catalog
    UnknownImport = "unknown_import", 404, "没有找到这次导入，可能已被删除", "This import was not found. It may have been removed.";
    UnknownVersion = "unknown_version", 404, "没有找到这个目录版本", "This version of the catalog was not found.";
    ImportRunning = "import_running", 409, "另一个文件正在导入，请等它完成", "Another file is being read. Please wait until it is done.";
    ImportNotReady = "import_not_ready", 409, "这次导入还没有读完或没有成功，没有可以发布或下载的内容", "This import is not finished or has failed. There is nothing to publish or to download.";
    FindingsGone = "findings_gone", 410, "这次导入的完整报告已过保存期限；请重新导入文件再下载", "The whole report of this import is no longer kept. Please import the file again to download it.";
    CatalogChanged = "catalog_changed", 409, "目录在此期间已发布其他版本，请重新导入或刷新后再发布", "Another version of the catalog was published meanwhile. Please import again, or reload and look at it first.";
    CatalogUnchanged = "catalog_unchanged", 409, "与现行版本没有差别，无需发布", "Nothing differs from the version in force. There is nothing to publish.";

    NothingAccepted = "nothing_accepted", 409, "这个文件里没有一个事项被接受，不能发布；请按报告改正后重新导入", "No matter of this file was accepted, so it cannot be published. Please correct what the report names and import again.";

    // forms and samples
    FormUnknown = "form_unknown", 404, "没有找到这份表格或样表", "This form or sample was not found.";
    FormNameInvalid = "form_name_invalid", 422, "文件名最多 100 个字，只用文字、数字、连字符和括号，结尾要与内容相符：.pdf、.png、.jpg、.docx", "A name has at most 100 letters, digits, hyphens and brackets, and ends as its content is: .pdf, .png, .jpg or .docx.";
    FormKind = "form_kind", 415, "表格只收 PDF、PNG、JPEG 或 docx 文件", "Forms are PDF, PNG, JPEG or docx files.";
    FormTooLarge = "form_too_large", 413, "表格文件最大 5 MB", "A form has at most 5 MB.";

    // files with a catalog
    FileTooLarge = "file_too_large", 413, "文件太大，请拆成几个文件再导入", "The file is too large. Please split it into several.";
    FileUnknown = "file_unknown", 415, "不认识这种文件，请用 xlsx、csv 或 json", "This kind of file is not known. Please use xlsx, csv or json.";
    FileBroken = "file_broken", 422, "文件已损坏或不完整，请重新导出", "The file is damaged or incomplete. Please export it again.";
    FileEmpty = "file_empty", 422, "文件里没有找到事项，请核对工作表和表头", "No matters were found in the file. Please check its sheets and headers.";

    // reading aloud
    SpeechTextInvalid = "speech_text_invalid", 422, "朗读的文字为 1 到 300 个字", "A text to read aloud has 1 to 300 characters.";
    SpeechTextPersonal = "speech_text_personal", 422, "个人号码不朗读，请看屏幕", "Personal numbers are not read aloud. Please see the screen.";
    SpeechUnavailable = "speech_unavailable", 503, "这里暂时不能朗读", "Reading aloud is not available here.";

    // the request itself
    BadRequest = "bad_request", 400, "请求内容有误", "The request is not correct.";
    BadJson = "bad_json", 400, "请求内容不是有效的 JSON", "The request body is not valid JSON.";
    UnsupportedMedia = "unsupported_media_type", 415, "不支持这种内容类型", "This content type is not supported.";
    BodyTooLarge = "body_too_large", 413, "请求内容太大", "The request body is too large.";
    NotFound = "not_found", 404, "没有找到这个页面或接口", "This page or call was not found.";
    MethodNotAllowed = "method_not_allowed", 405, "不支持这种请求方法", "This method is not allowed here.";
    Timeout = "timeout", 503, "处理超时，请稍后再试", "This took too long. Please try again.";
    Overloaded = "overloaded", 503, "现在同时使用的人太多，请过几秒再试", "Too many people are using this at the same moment. Please try again in a few seconds.";
    Unavailable = "unavailable", 503, "系统暂时不可用，请稍后再试或到人工窗口办理", "The system is not available right now. Please try again or go to a staffed window.";
    Internal = "internal", 500, "系统出错了，请到人工窗口办理", "Something went wrong. Please go to a staffed window.";
}

impl Code {
    /// The field of the request that a refusal is about, as a JSON pointer, when it is about one.
    #[must_use]
    pub const fn field(self) -> Option<&'static str> {
        match self {
            Self::LevelInvalid => Some("/level"),
            Self::ReasonRequired | Self::TagNotOfLevel => Some("/tags"),
            Self::CommentTooLong => Some("/comment"),
            Self::FindingRequired => Some("/finding"),
            Self::VisitRequired => Some("/result"),
            Self::NoteRequired | Self::NoteTooLong => Some("/note"),
            Self::ContactTooLong => Some("/contact"),
            Self::ItemNotOfTicket => Some("/items"),
            Self::ReasonMissing => Some("/reason"),
            Self::AnswersInvalid => Some("/answers"),
            Self::DocumentUnknown | Self::RequiredMissing => Some("/missing"),
            Self::NotYourTicket => Some("/ticket"),
            Self::NoticeTextInvalid | Self::NoticeTextPersonal => Some("/reason"),
            Self::SpeechTextInvalid | Self::SpeechTextPersonal => Some("/text"),
            Self::SlotUnknown | Self::SlotFull => Some("/from"),
            Self::NameInvalid => Some("/name"),
            Self::PhoneInvalid => Some("/phone"),
            _ => None,
        }
    }
}

#[cfg(feature = "openapi")]
mod openapi {
    use super::Code;
    use utoipa::openapi::{ObjectBuilder, RefOr, Schema, schema::Type};

    impl utoipa::PartialSchema for Code {
        fn schema() -> RefOr<Schema> {
            let lines = Code::ALL.iter().map(|code| {
                let phrase = code.phrase();
                format!("- `{}` ({}): {} {}", code.as_str(), code.status(), phrase.zh, phrase.en)
            });
            ObjectBuilder::new()
                .schema_type(Type::String)
                .enum_values(Some(Code::ALL.iter().map(|code| code.as_str())))
                .description(Some(lines.collect::<Vec<_>>().join("\n")))
                .into()
        }
    }
    impl utoipa::ToSchema for Code {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_travel_as_they_are_named() {
        let mut seen = std::collections::HashSet::new();
        for code in Code::ALL {
            assert!(seen.insert(code.as_str()), "{code} twice");
            assert_eq!(serde_json::to_string(code).unwrap(), format!("\"{}\"", code.as_str()));
            assert!((400..600).contains(&code.status()));
        }
    }
}
