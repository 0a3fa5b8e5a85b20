const style = `
:root{color-scheme:light dark;--ink:#17181c;--soft:#5b5f6b;--line:#d9dbe1;--input:#8a8f9c;--bg:#f6f7f9;--card:#fff;--go:#2d54bc;--on:#fff;--bad:#b3141a}
@media(prefers-color-scheme:dark){:root{--ink:#f0f1f4;--soft:#a9adb9;--line:#33363f;--input:#7b808d;--bg:#131418;--card:#1c1e24;--go:#8aa6ff;--on:#10131c;--bad:#ff8b8b}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:14px/20px system-ui,"Segoe UI",Roboto,sans-serif}
main{max-width:560px;margin:48px auto;padding:0 16px}main.wide{max-width:920px}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:24px;margin-bottom:16px}
h1{font-size:20px;line-height:28px;margin:0 0 8px}h2{font-size:16px;line-height:24px;margin:24px 0 8px}p{margin:0 0 12px}
.soft{color:var(--soft)}.tag{display:inline-block;border:1px solid var(--line);border-radius:6px;padding:0 8px;font-size:12px}
fieldset{border:1px solid var(--line);border-radius:10px;margin:0 0 16px;padding:12px 16px}legend{padding:0 4px;font-weight:600}
label.row{display:flex;gap:12px;align-items:flex-start;padding:6px 0;cursor:pointer}label.row small{display:block;color:var(--soft)}
label.field{display:block;margin-bottom:12px;font-weight:500}input[type=text],input[type=search],select{display:block;width:100%;margin-top:4px;padding:8px 10px;border:1px solid var(--input);border-radius:6px;background:var(--card);color:var(--ink);font:inherit}
input[type=checkbox],input[type=radio]{flex:none;width:18px;height:18px;margin:1px 0 0;accent-color:var(--go)}
.list{max-height:320px;overflow:auto}.bar{display:flex;gap:8px;flex-wrap:wrap}
button,.button{font:inherit;font-weight:500;min-height:36px;padding:7px 16px;border-radius:6px;border:1px solid var(--input);background:transparent;color:var(--ink);cursor:pointer;text-decoration:none}
button.go{background:var(--go);border-color:var(--go);color:var(--on)}button.bad{color:var(--bad)}
:focus-visible{outline:2px solid var(--go);outline-offset:2px}code{font:13px ui-monospace,Consolas,monospace;overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:8px 8px 8px 0;border-bottom:1px solid var(--line);vertical-align:top}a{color:var(--go)}
.note{border:1px solid var(--line);border-left:4px solid var(--go);border-radius:6px;padding:12px 16px;margin-bottom:16px}
[hidden]{display:none}`;

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A whole page; `body` is HTML that its maker has escaped. */
export function document(title: string, body: string, wide = false): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><link rel="icon" href="data:,"><style>${style}</style></head><body><main${wide ? ' class="wide"' : ""}>${body}</main></body></html>`;
}

export function html(text: string, status = 200): Response {
  return new Response(text, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

/** A page that says what is wrong with the address and what to do. */
export function badRequestPage(sentences: readonly string[]): Response {
  const list = sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join("");
  const body = `<div class="card"><h1>This link cannot be used</h1><p class="soft">The app that sent you here has to change its request.</p><ul>${list}</ul></div>`;
  return html(document("This link cannot be used", body), 400);
}

/** Text for a script element: no tag can end it early. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
