// Makes the blank forms and filled-in samples of the sample hall as PDF, in `assets/halls/shili/forms`: two documents,
// each blank and filled in, all marked 样例 SAMPLE. Nothing in them is a real form of any authority, and nobody in
// them exists.
//
//   node support/forms.mjs
import { chromium } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const out = fileURLToPath(new URL('../../assets/halls/shili/forms/', import.meta.url));
const font = weight =>
    new URL(`../node_modules/@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`, import.meta.url).href;

const STYLE = `
@font-face { font-family: N; src: url(${font('400Regular')}); font-weight: 400 }
@font-face { font-family: N; src: url(${font('700Bold')}); font-weight: 700 }
@page { size: A4; margin: 18mm }
body { font: 11pt/1.5 N, sans-serif; margin: 0 }
h1 { font-size: 20pt; text-align: center; margin: 0 }
h1 + p, .foot { text-align: center; color: #444; font-size: 9pt; margin: 1mm 0 6mm }
.mark { position: fixed; top: 42%; left: 0; width: 100%; text-align: center; font-size: 64pt; font-weight: 700;
    color: #c0392b; opacity: .16; transform: rotate(-24deg) }
.note { border: 1.5pt solid #c0392b; color: #c0392b; padding: 2mm 4mm; margin-bottom: 5mm; font-weight: 700 }
table { width: 100%; border-collapse: collapse }
td { border: .8pt solid #000; padding: 2.5mm 3mm; height: 9mm; vertical-align: top }
td:first-child { width: 42mm; background: #f2f2f2 }
td small { display: block; color: #444; font-size: 8pt }
.in { font-weight: 700; color: #0a3d91 }
.sign { display: flex; justify-content: space-between; margin-top: 12mm }
`;

const FORMS = [
    {
        name: 'authorization',
        title: ['授权委托书', 'Letter of authorization'],
        rows: [
            [['委托人姓名', 'Who authorizes'], '张某某（样例）'],
            [['身份证件号码', 'Number of the ID document'], '（按证件填写，样例不填）'],
            [['联系电话', 'Telephone'], '（本人手机号）'],
            [['受托人姓名', 'Who acts for them'], '李某某（样例）'],
            [['受托人身份证件号码', 'Number of their ID document'], '（按证件填写，样例不填）'],
            [['委托事项', 'What for'], '代为办理出生登记，代为提交和领取材料'],
            [['委托权限', 'What they may do'], '☑ 提交材料　☑ 领取结果　☐ 其他：'],
            [['委托期限', 'From, until'], '2026年12月1日 至 2026年12月31日'],
        ],
        sign: [['委托人（签名）', 'Signature of who authorizes'], ['受托人（签名）', 'Signature of who acts'], ['日期', 'Date']],
    },
    {
        name: 'name-change',
        title: ['变更姓名申请书', 'Application for a change of name'],
        rows: [
            [['申请人现用名', 'Name now'], '张某某（样例）'],
            [['拟变更姓名', 'Name wanted'], '张某（样例）'],
            [['身份证件号码', 'Number of the ID document'], '（按证件填写，样例不填）'],
            [['户籍地址', 'Registered address'], '示例县人民路1号'],
            [['联系电话', 'Telephone'], '（本人手机号）'],
            [['变更理由', 'Why'], '现用名与多名同事同名，工作和生活中常被混淆'],
            [['未满十八周岁的监护人意见', 'Guardians, when under 18'], '（成年人不填）'],
            [['承诺', 'Declaration'], '以上内容属实，如有不实，愿承担法律责任。'],
        ],
        sign: [['申请人（签名）', 'Signature'], ['日期', 'Date']],
    },
];

function html(form, filled) {
    const both = ([zh, en]) => `${zh}<small>${en}</small>`;
    const kind = filled ? ['填写样例', 'filled-in sample'] : ['空白表', 'blank form'];
    const rows = form.rows.map(
        ([name, value]) => `<tr><td>${both(name)}</td><td class="in">${filled ? value : ''}</td></tr>`,
    );
    const sign = form.sign.map(([zh, en]) => `<div>${zh}：________________<br><small>${en}</small></div>`);
    return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${form.title[0]}（${kind[0]}，样例）</title>
<style>${STYLE}</style><div class="mark">样例 SAMPLE</div>
<h1>${form.title[0]}</h1><p>${form.title[1]} · ${kind[0]} ${kind[1]}</p>
<div class="note">样例 SAMPLE：仅供演示，不是任何机关的正式表格，请勿使用。<br>
For demonstration only. This is no form of any authority; do not use it.</div>
<table>${rows.join('')}</table><div class="sign">${sign.join('')}</div>
<p class="foot">示例县人民政府政务服务中心（并不存在） · Shili County Government Service Center (does not exist)</p></html>`;
}

await mkdir(out, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.MINGTANG_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const form of FORMS) {
    for (const filled of [false, true]) {
        // from a file, so that the fonts beside this script may be read
        await page.goto(new URL('../package.json', import.meta.url).href);
        await page.setContent(html(form, filled), { waitUntil: 'load' });
        await page.evaluate(() => document.fonts.ready);
        await page.pdf({ path: `${out}${form.name}-${filled ? 'sample' : 'blank'}.pdf`, preferCSSPageSize: true, printBackground: true });
    }
}
await browser.close();
