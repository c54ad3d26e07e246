/** Looks of the page: one column, large enough for fingers, light and dark as the visitor likes it. */
export const style = `
:root{--ink:#1d2433;--soft:#5b6577;--line:#c9d0dc;--ground:#f4f6fa;--card:#fff;--accent:#1f5fd1;--on:#fff;--bad:#b3261e;--bad-ground:#fdecea}
@media(prefers-color-scheme:dark){:root{--ink:#e8ecf4;--soft:#a2adc0;--line:#465064;--ground:#12161f;--card:#1b212d;--accent:#7aa7ff;--on:#0b1220;--bad:#ffb4ab;--bad-ground:#3b1d1b}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"PingFang SC","PingFang TC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
.alone{padding:max(16px,4vh) 16px}
main{max-width:560px;margin:0 auto;background:var(--card);border-radius:12px;padding:24px}
.within{background:transparent}.within main{max-width:none;border-radius:0;padding:16px}
h1{font-size:22px;line-height:1.3;margin:0 0 8px}
.intro{color:var(--soft);margin:0 0 16px;white-space:pre-line}
.q,fieldset{margin:0 0 18px;border:0;padding:0}
label,legend{display:block;font-weight:600;margin-bottom:6px;padding:0}
.tick{display:flex;gap:10px;align-items:center;min-height:44px;font-weight:400;margin:0}
.tick input{width:22px;height:22px;flex:none;accent-color:var(--accent)}
.must{color:var(--bad)}.may{color:var(--soft);font-weight:400;font-size:14px}
input:not([type=checkbox]),select,textarea{display:block;width:100%;min-height:44px;padding:9px 12px;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:8px}
textarea{resize:vertical}
input:focus-visible,select:focus-visible,textarea:focus-visible,button:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
[aria-invalid]{border-color:var(--bad)!important}
.hint{color:var(--soft);font-size:14px;margin:6px 0 0}
[hidden]{display:none!important}
.wrong{color:var(--bad);font-size:14px;margin:6px 0 0}
.alert{background:var(--bad-ground);color:var(--bad);border-radius:8px;padding:10px 14px;margin:0 0 16px}
.alert p{margin:0}.alert a{color:inherit}
a{color:var(--accent)}
button{display:block;width:100%;min-height:48px;border:0;border-radius:8px;background:var(--accent);color:var(--on);font:inherit;font-weight:600;cursor:pointer}
.done{text-align:center;padding:24px 0}
.trap{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
`
