/** Looks of the page: one column, large enough for fingers, light and dark as the visitor likes it. */
export const style = `
:root{--ink:#1d2433;--soft:#5b6577;--line:#d5dae3;--ground:#f4f6fa;--card:#fff;--accent:#1f5fd1;--on:#fff;--bad:#b3261e;--good:#1c6b3c;--good-ground:#e6f4ea;--note-ground:#fff4e0}
@media(prefers-color-scheme:dark){:root{--ink:#e8ecf4;--soft:#a2adc0;--line:#3c4658;--ground:#12161f;--card:#1b212d;--accent:#7aa7ff;--on:#0b1220;--bad:#ffb4ab;--good:#9fdcb4;--good-ground:#17321f;--note-ground:#3a2e14}}
*{box-sizing:border-box}
body{margin:0;padding:max(12px,3vh) 12px;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"PingFang SC","PingFang TC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:720px;margin:0 auto;background:var(--card);border-radius:12px;padding:24px}
h1{font-size:22px;line-height:1.3;margin:0 0 12px;overflow-wrap:anywhere}
.seller{color:var(--soft);margin:0 0 4px}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:10px 20px;margin:0 0 20px}
dt{color:var(--soft);font-size:14px}dd{margin:0;overflow-wrap:anywhere}
.lines{list-style:none;margin:0;padding:0}
.line{display:flex;gap:12px;align-items:flex-start;padding:12px 0;border-top:1px solid var(--line)}
.head{padding:16px 0 6px;font-weight:600;border-top:1px solid var(--line)}
.what{flex:1;min-width:0;overflow-wrap:anywhere}.what strong{font-weight:600}
.how{display:block;color:var(--soft);font-size:14px}
.kind{color:var(--accent);font-size:14px}
.sum{white-space:nowrap;font-variant-numeric:tabular-nums}.out .sum{color:var(--soft)}
input[type=checkbox],input[type=radio]{width:22px;height:22px;flex:none;margin:2px 0 0;accent-color:var(--accent)}
.sums{border-top:2px solid var(--line);padding:12px 0}
.sums p{display:flex;justify-content:space-between;gap:12px;margin:4px 0}
.sums .total{font-size:20px;font-weight:600}
.remark{white-space:pre-line;overflow-wrap:anywhere;color:var(--soft)}
section{margin:16px 0}
label{display:block;font-weight:600;margin-bottom:6px}
input:not([type=checkbox]):not([type=radio]),textarea{display:block;width:100%;min-height:44px;padding:9px 12px;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:8px}
[aria-invalid]{border-color:var(--bad)!important}
.wrong{color:var(--bad);font-size:14px;margin:6px 0 0}
.good{background:var(--good-ground);color:var(--good);border-radius:8px;padding:10px 14px}
.note{background:var(--note-ground);border-radius:8px;padding:10px 14px}
button{display:block;width:100%;min-height:48px;margin-top:12px;border:0;border-radius:8px;background:var(--accent);color:var(--on);font:inherit;font-weight:600;cursor:pointer}
button.soft{background:transparent;color:var(--accent);border:1px solid var(--line)}
details{border-top:1px solid var(--line)}summary{min-height:44px;padding:10px 0;cursor:pointer;color:var(--accent)}details form{padding-bottom:16px}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
a{color:var(--accent)}
footer{border-top:1px solid var(--line);padding-top:8px}
nav{display:flex;gap:16px;font-size:14px}
@media print{body{padding:0;background:none}button,details,section,nav{display:none!important}}
`
