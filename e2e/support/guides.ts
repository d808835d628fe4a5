// Answers of the catalog's administration for states that a quick server passes too fast to be looked at:
// a file that is being read, one that could not be read, one that another publish has overtaken.
import type { Page } from "@playwright/test";

const text = (zh: string, en: string) => ({ zh, en });
const at = "2026-11-25T09:42:00+08:00";

/** A file; `state` and what belongs to it. */
export const imported = (more: object) => ({
  id: "i1", file: "示例县事项清单-2026年11月.xlsx", mode: "merge", state: "ready", at, by: "admin", base: 1, stale: false, ...more,
});

/** In figures. */
export const summary = {
  accepted: 1842, left_out: 3, refused: 4, warnings: 61, cleaned: 305, items: 1845,
  changes: { added: 12, removed: 1, changed: 2, others: 1 },
};

const FINDINGS = [
  { severity: "refused", sheet: "documents", sheet_name: text("材料", "Documents"), row: 7, item: "id-renew",
    item_name: text("居民身份证换领", "Resident ID card renewal"), field: "name", field_name: text("材料名称", "Name of the document"), code: "fuzzy_document",
    message: text("“其他有关材料”没有说清要什么", "“Other relevant documents” does not say what is wanted"),
    suggestion: text("写出材料的全称，例如“居民户口簿”", "Write the full name of the document, for example “household register”") },
  { severity: "refused", sheet: "items", sheet_name: text("事项", "Matters"), row: 112, item: "户口迁移（投靠配偶）", field: "legal_value", field_name: text("法定时限", "Statutory limit"), code: "limit_over_law",
    message: text("承诺时限 30 个工作日长于法定时限 20 个工作日", "The promised limit of 30 working days is longer than the statutory 20"),
    suggestion: text("承诺时限不得长于法定时限", "Promise at most what the law allows") },
  { severity: "refused", sheet: "fees", sheet_name: text("收费", "Fees"), row: 431, field: "basis", field_name: text("收费依据", "Basis of the fee"), code: "fee_without_basis",
    message: text("收费没有依据", "The fee has no basis") },
  { severity: "warning", sheet: "items", sheet_name: text("事项", "Matters"), row: 15, item: "business-licence",
    item_name: text("营业执照办理", "Business licence"), field: "name_en", field_name: text("事项名称英文", "Name of the matter in English"), code: "no_english",
    message: text("没有英文名称", "There is no English name"), suggestion: text("补上英文名称", "Add the English name") },
  { severity: "cleaned", sheet: "items", sheet_name: text("事项", "Matters"), row: 19, item: "hpf-loan",
    item_name: text("住房公积金贷款", "Housing fund loan"), field: "consult_phone", field_name: text("咨询电话", "Enquiries"), code: "full_width",
    message: text("全角数字已改为半角", "Full-width digits were made half-width") },
];
const DIFF = [
  { subject: "department", kind: "changed", id: "gajj", name: text("公安交管", "Traffic police"),
    fields: [{ field: "consult_phone", label: text("咨询电话", "Enquiries"), old: text("0000-00000001", "0000-00000001"), new: text("0000-00000002", "0000-00000002") }] },
  { subject: "item", kind: "added", id: "new", name: text("新生儿医保参保登记", "Medical insurance for newborns") },
  { subject: "item", kind: "changed", id: "id-renew", name: text("居民身份证换领", "Resident ID card renewal"),
    fields: [
      { field: "promised_limit", label: text("承诺时限", "Promised limit"), old: text("20 个工作日", "20 working days"), new: text("10 个工作日", "10 working days") },
      { field: "materials", label: text("材料", "Documents"), old: text("居民户口簿（原件 1 份）\n复印件 2 份", "Household register (1 original)\n2 copies"), new: text("", "") },
    ] },
  { subject: "item", kind: "removed", id: "old", name: text("流动人口婚育证明", "Certificate of marriage and births of migrants") },
];
const PLANS = [{ id: "id-renew", name: text("居民身份证换领", "Resident ID card renewal"), on: "2026-12-01" }];
const versions = [
  { version: 2, at, by: "admin", file: "示例县事项清单-2026年11月.xlsx", items: 101, current: true, published_at: at, published_by: "admin" },
  { version: 1, at: "2026-10-30T17:05:00+08:00", by: "@server", file: "catalog.json", items: 97, current: false, published_at: "2026-10-30T17:05:00+08:00", published_by: "@server" },
];
const SCORES = [
  { department: "scjg", name: text("市场监管", "Market regulation"), items: 21, percent: 62,
    missing: [{ field: "sample", label: text("样表", "Sample form"), items: 19 }, { field: "faq", label: text("常见问题", "Questions people ask"), items: 8 }] },
  { department: "gahz", name: text("公安户政", "Household registration police"), items: 18, percent: 100, missing: [] },
];

/** Answers with these instead of the server: an import as given, and two versions. */
export async function staged(page: Page, view: object | null): Promise<void> {
  await page.route(/\/api\/v1\/halls\/shili\/catalog\//, async (route) => {
    const url = new URL(route.request().url());
    const [, rest = ""] = url.pathname.split("/catalog/");
    const severity = url.searchParams.get("severity");
    const found = FINDINGS.filter((finding) => !severity || finding.severity === severity);
    const findings = { total: severity ? found.length : 370, items: found, next: severity ? null : "5" };
    const diff = (from: number | null, to: number | null) => ({ from, to, counts: summary.changes, lost_plans: PLANS, items: DIFF, next: null });
    const compared = /versions\/(\d+)\/diff/.exec(rest);
    const json = rest === "imports" ? { items: view ? [view] : [], next: null }
      : /^imports\/i1$/.test(rest) ? view
      : /^imports\/i1\/findings/.test(rest) ? findings
      : /^imports\/i1\/diff/.test(rest) ? diff(1, null)
      : rest === "versions" ? { items: versions, next: null }
      : compared ? diff(Number(url.searchParams.get("with")), Number(compared[1]))
      : rest === "lint" ? { version: 2, scores: SCORES, findings }
      : undefined;
    await (json === undefined ? route.fallback() : route.fulfill({ json }));
  });
}
