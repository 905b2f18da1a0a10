import { DARK, FIGURE_STYLE, LIGHT } from "../figures/theme.ts";

const properties = (colours: Readonly<Record<string, string>>): string =>
  Object.entries(colours)
    .map(([role, colour]) => `--${role}:${colour}`)
    .join(";");

const THEMES = `
:root{color-scheme:light;${properties(LIGHT)};
--serif:"Source Serif 4","Noto Serif SC",Georgia,"Songti SC",SimSun,serif;
--sans:"Source Sans 3","Noto Sans SC","Helvetica Neue",Arial,"PingFang SC","Microsoft YaHei",sans-serif}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${properties(DARK)}}}
@media screen{:root[data-theme=dark]{color-scheme:dark;${properties(DARK)}}}
:lang(zh){--serif:"Source Serif 4 Zh","Noto Serif SC",Georgia,"Songti SC",SimSun,serif;
--sans:"Source Sans 3 Zh","Noto Sans SC","Helvetica Neue",Arial,"PingFang SC","Microsoft YaHei",sans-serif}
`;

const BASE = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:16px}
body{margin:0;background:var(--paper);color:var(--ink);font:400 17px/1.58 var(--serif);
font-variant-numeric:lining-nums tabular-nums;text-rendering:optimizeLegibility;text-autospace:normal}
h1,h2,h3,h4,p,ul,ol,dl,dd,figure,table{margin:0;padding:0}
a{color:var(--river);text-decoration-thickness:1px;text-underline-offset:.18em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--river);outline-offset:3px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:16px;top:-60px;background:var(--paper);padding:8px 12px;font:600 15px var(--sans)}
.skip:focus{top:8px;z-index:2}
.page,.bar{max-width:1144px;margin:0 auto;padding:0 32px}
.page[data-language=zh]{display:none}
html[data-language=zh] .page[data-language=zh]{display:block}
html[data-language=zh] .page[data-language=en]{display:none}
html:not([data-language=zh]) [data-only=zh],html[data-language=zh] [data-only=en]{display:none}
:lang(zh){line-break:strict;font-style:normal}
.page:lang(zh){line-height:1.75}
`;

const HEAD = `
.bar{display:flex;justify-content:space-between;align-items:baseline;gap:24px;padding-top:26px;font:400 15px/1.4 var(--sans)}
.bar .brand{font-weight:600}
.bar .switches{display:none;gap:20px}.js .bar .switches{display:flex}
.bar button{font:inherit;color:var(--soft);background:none;border:0;border-bottom:1px solid transparent;padding:4px 0;cursor:pointer}
.bar button:hover{color:var(--ink)}
.bar button[aria-pressed=true]{color:var(--ink);border-bottom:2px solid var(--copper)}
.bar .pair{display:flex;gap:12px}
.mast{padding:64px 0 44px}
.kicker{font:400 15px/1.4 var(--sans);color:var(--soft);margin-bottom:14px}
h1{font:600 40px/1.14 var(--serif);letter-spacing:-.012em;max-width:24ch;text-wrap:balance}
:lang(zh) h1{letter-spacing:0;line-height:1.3}
.lede{font-size:21px;line-height:1.5;color:var(--ink);max-width:35em;margin-top:18px;text-wrap:pretty}
:lang(zh) .lede{line-height:1.7}
.dates{text-wrap:balance;font:400 14px/1.55 var(--sans);color:var(--soft);margin-top:16px;max-width:52em}
.keys{display:grid;grid-template-columns:repeat(4,1fr);border-top:1px solid var(--hair);border-bottom:1px solid var(--hair)}
.keys>div{display:flex;flex-direction:column-reverse;justify-content:flex-end;padding:20px 24px 22px}
.keys>div:first-child{padding-left:0}.keys>div:last-child{padding-right:0}
.keys>div+div{border-left:1px solid var(--hair)}
.keys dt{font:400 14px/1.45 var(--sans);color:var(--soft);margin-top:8px}
.keys .big{font:600 32px/1.15 var(--sans);letter-spacing:-.01em;display:block}
.keys .range{font:400 14px/1.4 var(--sans);display:block;margin-top:5px}
.toc{margin-top:40px;font:400 15px/1.5 var(--sans)}
.toc h2{font:600 15px/1.5 var(--sans);padding:0;margin:0}
.toc ol{list-style:none;columns:2;column-gap:40px;margin-top:6px;max-width:46em}
.toc li{padding:3px 0;break-inside:avoid}
.toc .n{display:inline-block;width:1.6em;color:var(--soft)}
`;

const BODY = `
.page section{margin-top:88px}
.question{display:block;font:400 15px/1.4 var(--sans);color:var(--soft);margin-bottom:8px}
section h2{font:600 28px/1.24 var(--serif);letter-spacing:-.006em;max-width:29em;text-wrap:balance}
:lang(zh) h2{line-height:1.4;letter-spacing:0;max-width:36em}
:lang(zh) h2,:lang(zh) h3,:lang(zh) .dates{text-wrap:wrap}
section>p{max-width:41em;margin-top:16px;text-wrap:pretty}
figure{margin-top:44px}
h3{font:600 20px/1.32 var(--serif);max-width:36em;text-wrap:balance}
:lang(zh) h3{line-height:1.5}
.sub{font:400 14.5px/1.5 var(--sans);color:var(--soft);margin-top:6px;max-width:58em;text-wrap:pretty}
.plot{margin-top:20px}
.fig{display:none;width:100%;height:auto;overflow:visible}
.w-wide{display:block}
@media screen and (max-width:1119px){.w-wide{display:none}.w-medium{display:block}}
@media screen and (max-width:719px){.w-medium{display:none}.w-narrow{display:block}}
figcaption{display:flex;flex-wrap:wrap;justify-content:space-between;gap:4px 28px;border-top:1px solid var(--hair);margin-top:12px;padding-top:9px;font:400 13.5px/1.5 var(--sans);color:var(--soft)}
figcaption .ways{display:flex;flex-wrap:wrap;gap:2px 18px}
figcaption button{font:inherit;color:var(--river);background:none;border:0;padding:0;cursor:pointer;text-decoration:underline;text-underline-offset:.18em;text-decoration-thickness:1px;display:none}
.js figcaption button{display:inline}
.probe{display:flex;align-items:center;gap:16px;margin-top:10px;font:400 14px/1.5 var(--sans)}
.probe[hidden]{display:none}
.probe input{flex:1;min-width:120px;max-width:360px;accent-color:var(--river);height:24px;margin:0}
.probe output{font-weight:600}
details{margin-top:8px;font:400 13.5px/1.45 var(--sans)}
summary{cursor:pointer;color:var(--soft);padding:3px 0;width:fit-content}
summary:hover{color:var(--ink)}
table{border-collapse:collapse;width:100%;font-family:var(--sans)}
table.raw{margin-top:8px;font-size:12.5px;width:auto;min-width:min(100%,560px)}
.raw th,.raw td{text-align:right;padding:3px 0 3px 16px;border-bottom:1px solid var(--hair);font-weight:400;vertical-align:bottom;overflow-wrap:anywhere}
.raw th{color:var(--soft);min-width:3.6em}.raw th:first-child,.raw td:first-child{text-align:left;padding-left:0}
table.people{margin-top:36px;font-size:15px;line-height:1.45}
.people caption{text-align:left;font:600 17px/1.4 var(--serif);padding-bottom:10px}
.people th,.people td{text-align:left;font-weight:400;padding:9px 28px 9px 0;border-top:1px solid var(--hair);vertical-align:top}
.people thead th{font-size:13.5px;color:var(--soft);border-top:0;padding-bottom:5px;vertical-align:bottom}
.people tbody th{font-weight:600}.people .n{text-align:right}
.people tr:last-child>*{border-bottom:1px solid var(--hair)}
.people tr>:last-child{padding-right:0}
.told{color:var(--copper);font-weight:600}.untold{color:var(--soft)}
`;

const LISTS = `
.flags{list-style:none;columns:3;column-gap:36px;margin-top:14px;font:400 13.5px/1.42 var(--sans);padding:0}
.flags li{display:grid;grid-template-columns:1.9em 1fr;break-inside:avoid;padding:3px 0}
.flags .no{color:var(--copper);font-weight:600}.flags .day{color:var(--soft)}
.flags .now{font-weight:600}
.claims{margin-top:14px;border-bottom:1px solid var(--hair)}
.claims+h3,.claims-title{margin-top:44px}
.claim-row{display:grid;grid-template-columns:minmax(0,31fr) minmax(0,27fr) minmax(0,42fr);gap:4px 32px;padding:16px 0 17px;border-top:1px solid var(--hair)}
.claim-row .says{font-size:17px;line-height:1.42}
:lang(zh) .claim-row .says{line-height:1.6}
.claim-row .by{font:400 13.5px/1.45 var(--sans);color:var(--soft);margin-top:5px}
.claim-row .verdict{font:600 15px/1.4 var(--sans);display:flex;gap:8px;align-items:baseline}
.claim-row .verdict svg{flex:none;width:13px;height:13px;transform:translateY(1.5px)}
.v-supported{color:var(--moss)}.v-contradicted{color:var(--red)}.v-chance{color:var(--soft)}.v-open{color:var(--soft)}
.claim-row .pair{font:400 14.5px/1.5 var(--sans);margin-top:7px;display:grid;grid-template-columns:auto 1fr;gap:1px 10px}
.claim-row .pair dt{color:var(--soft)}
.claim-row .why{font:400 15px/1.52 var(--sans)}
:lang(zh) .claim-row .why{line-height:1.7}
.orders{list-style:none;margin-top:28px;border-bottom:1px solid var(--hair)}
.orders>li{display:grid;grid-template-columns:2.2em 9.5em minmax(0,1fr);gap:0 8px;padding:14px 0 15px;border-top:1px solid var(--hair)}
.orders .no{font:600 15px/1.5 var(--sans);color:var(--copper)}
.orders .day{font:400 15px/1.5 var(--sans)}
.orders .day span{display:block;color:var(--soft);font-size:13.5px}
.orders h3{font:600 17px/1.42 var(--serif)}
.orders p{font:400 15px/1.52 var(--sans);max-width:50em;margin-top:3px}
:lang(zh) .orders p{line-height:1.7}
.orders .where,.orders .differ{font-size:13.5px;color:var(--soft);overflow-wrap:anywhere}
.two{display:grid;grid-template-columns:1fr 1fr;gap:8px 48px;margin-top:28px}
.two h3{font:600 17px/1.4 var(--serif)}
.two ul{padding-left:1.1em;margin-top:8px;font:400 15px/1.55 var(--sans)}
.two li{padding:4px 0}
.downloads{list-style:none;columns:2;column-gap:48px;font:400 15px/1.5 var(--sans);margin-top:10px}
.downloads li{padding:3px 0;break-inside:avoid}
.record{font:400 15px/1.55 var(--sans);overflow-wrap:anywhere}
.foot{padding:56px 0 72px}
code{font:inherit}
.people code{font-size:13.5px;overflow-wrap:anywhere}
`;

const NARROW = `
@media screen and (max-width:1119px){.flags{columns:2}}
@media screen and (max-width:719px){
.page,.bar{padding-left:16px;padding-right:16px}
.bar{padding-top:18px}
.mast{padding:40px 0 30px}h1{font-size:32px}.lede{font-size:19px}
.keys{grid-template-columns:1fr 1fr}
.keys>div{padding:16px 0 17px 16px}.keys>div:nth-child(odd){padding-left:0;padding-right:12px}
.keys>div:nth-child(3){border-left:0}.keys>div:nth-child(n+3){border-top:1px solid var(--hair)}
.keys .big{font-size:27px}
.toc ol,.flags,.downloads{columns:1}
.page section{margin-top:64px}section h2{font-size:24px}
h3{font-size:19px}figure{margin-top:34px}
.probe{flex-direction:column;align-items:stretch;gap:0}.probe input{max-width:none;flex:none}
.people thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.people,.people tbody,.people caption{display:block}
.people tr{display:block;padding:11px 0 12px;border-top:1px solid var(--hair)}
.people tbody tr:last-child{border-bottom:1px solid var(--hair)}
.people tr>*,.people tr:last-child>*{border:0;padding:1px 0;text-align:left}
.people tbody th{display:block;font-size:16px;padding-bottom:2px}
.people td{overflow-wrap:anywhere;display:grid;grid-template-columns:8.2em minmax(0,1fr)}
.people td::before{content:attr(data-label);color:var(--soft)}
.people .n{text-align:left}
.raw th,.raw td{padding-left:8px}
.claim-row{grid-template-columns:1fr;gap:10px}
.orders>li{grid-template-columns:2em minmax(0,1fr)}
.orders .body{grid-column:2}
.orders .day span{display:inline;margin-left:.6em}
.two{grid-template-columns:1fr;gap:32px}
.downloads a,.orders .where a{display:inline-block;padding:2px 0}
}
`;

const PRINT = `
@media print{
@page{margin:16mm 15mm}
:root{color-scheme:light;${properties({ ...LIGHT, paper: "#ffffff", ink: "#000000" })}}
body{font-size:10.5pt;line-height:1.45}
.bar .switches,.skip,.toc,.ways,.probe,details,.downloads,.downloads-title,.foot button{display:none!important}
.page,.bar{padding:0;max-width:none}
.mast{padding:18pt 0}h1{font-size:24pt}.lede{font-size:13pt}
.page section{margin-top:26pt}section h2{font-size:15pt}h3{font-size:12pt}
figure,.claim-row,.orders>li,tr,.keys{break-inside:avoid}
h2,h3,caption,.question{break-after:avoid}
.w-wide,.w-narrow{display:none!important}.w-medium{display:block!important}
.flags{columns:2}.keys>div{padding:10pt 12pt}.keys .big{font-size:18pt}
.people th,.people td{padding:4pt 12pt 4pt 0}table.people{margin-top:18pt;font-size:9.5pt}
.claim-row .why,.orders p,.claim-row .pair,.two ul{font-size:9.5pt}.claim-row .says{font-size:10.5pt}
a{color:inherit;text-decoration:none}
}
`;

/** Style of the page; light and dark follow the system unless the reader chose. */
export const PAGE_STYLE: string = [THEMES, BASE, HEAD, BODY, LISTS, NARROW, FIGURE_STYLE, PRINT]
  .map((part) => part.trim())
  .join("\n");
