//! What is said about accounts.

hall::phrases! {
    ACCOUNTS = "账号管理" / "Accounts";
    HINT = "修改立即生效：失去窗口的人员马上不能在该窗口操作。每次修改都有记录。"
        / "Changes work at once: who loses a window can no longer act there. Every change is on record.";
    ADD = "添加账号" / "Add an account";
    FIND = "查找账号、姓名或窗口" / "Find an account, a name or a window";
    COUNT = "{} 个账号" / "Accounts: {}";
    NONE = "没有匹配的账号" / "No account matches.";
    LOADING = "正在载入…" / "Loading…";

    NAME = "姓名" / "Name";
    ROLE = "角色" / "Role";
    ROLE_CLERK = "窗口人员" / "Clerk";
    ROLE_SUPERVISOR = "大厅主管" / "Supervisor";
    ROLE_ADMIN = "管理员" / "Administrator";
    WINDOWS = "窗口" / "Windows";
    POST = "岗位" / "Post";
    NO_POST = "不设岗位" / "None";
    STATE = "状态" / "State";
    STATE_ON = "在线" / "Signed in";
    STATE_OFF = "离线" / "Signed out";
    STATE_DISABLED = "已停用" / "Disabled";
    STATE_LOCKED = "已锁定" / "Locked";
    LAST = "上次登录" / "Last sign-in";
    NEVER = "从未" / "Never";
    ACTS = "操作" / "Actions";

    EDIT = "修改" / "Edit";
    EDIT_TITLE = "修改账号 {}" / "Edit {}";
    RESET = "重置密码" / "New password";
    RESET_TITLE = "重置 {} 的密码" / "New password for {}";
    RESET_HINT = "系统生成一次性密码。原密码立即失效，该账号在所有地方退出登录，锁定解除；本人下次登录后须设置自己的密码。"
        / "A password that works once is made. The old one ends now, the account is signed out everywhere and its locks are lifted. At the next sign-in the person chooses an own password.";
    RESET_CONFIRM = "生成一次性密码" / "Make a one-time password";
    DISABLE = "停用" / "Disable";
    DISABLE_TITLE = "停用账号 {}" / "Disable {}";
    DISABLE_HINT = "该账号马上退出登录，其窗口关闭；有未办结的号时窗口暂停，等接班人员。账号可以随时启用。"
        / "The account is signed out now and its window is closed, or paused when it has a ticket. It can be enabled again at any time.";
    ENABLE = "启用" / "Enable";
    UNLOCK = "解锁" / "Unlock";
    SAVE = "保存" / "Save";
    ACCOUNT_HINT = "小写字母、数字和短横，登录时使用" / "Small letters, digits and hyphens. Used to sign in.";
    ACCOUNT_BAD = "账号只能用小写字母、数字和短横，以字母或数字开头，最多 32 个字符"
        / "An account has small letters, digits and hyphens, begins with a letter or a digit, and has at most 32 characters.";
    POST_NEEDS_WINDOW = "设岗位须先选窗口" / "Choose a window for the post.";

    GIVEN_TITLE = "{} 的一次性密码" / "One-time password of {}";
    GIVEN_HINT = "只显示这一次。请当面告知本人；本人登录后须立即设置自己的密码。"
        / "It is shown only now. Tell it to the person; after signing in they choose an own password.";
    GIVEN_CLOSE = "已告知，关闭" / "Told, close";

    DONE_ADDED = "已添加账号 {}" / "Account {} is added.";
    DONE_CHANGED = "已修改账号 {}" / "Account {} is changed.";
    DONE_DISABLED = "已停用账号 {}" / "Account {} is disabled.";
    DONE_ENABLED = "已启用账号 {}" / "Account {} is enabled.";
    DONE_UNLOCKED = "已解锁账号 {}" / "Account {} is unlocked.";
    DONE_RESET = "已重置 {} 的密码" / "Account {} has a new password.";
}
