/* The style of a bill's page: restrained, no red and blue, light, dark and print. Contrast of text
 * is at least 7:1 in both schemes. */
#ifndef EG_RENDER_HTML_STYLE_H
#define EG_RENDER_HTML_STYLE_H

static const char eg_html_style[] =
    ":root{color-scheme:light "
    "dark;--paper:#fdfcf9;--ink:#1d1c1a;--soft:#55514a;--rule:#cfc8bb;--link:#4b3b7c;--mark:#"
    "f3e8c6}\n"
    "@media(prefers-color-scheme:dark){:root{--paper:#191816;--ink:#ece8e0;--soft:#b9b2a5;--rule:#"
    "4a463f;--link:#c9b8f5;--mark:#4d4219}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 'Source Serif "
    "4','Charter','Georgia',serif}\n"
    "main{max-width:44rem;margin:0 auto;padding:2rem 1.25rem 4rem}\n"
    "a{color:var(--link)}a:focus-visible{outline:3px solid var(--link);outline-offset:2px}\n"
    ".skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);"
    "padding:.5rem}\n"
    "header.bill{border-bottom:1px solid var(--rule);margin-bottom:1.5rem;padding-bottom:1rem}\n"
    "h1{font-size:1.5rem;line-height:1.3;margin:.5rem 0}h2{font-size:1.15rem;margin:2rem 0 "
    ".5rem}h3{font-size:1.05rem;margin:1.5rem 0 .25rem}\n"
    "h2.section{font-weight:400;font-size:1.0625rem}.run-in>h2.section{font-weight:700}\n"
    "p{margin:.5rem "
    "0}.request,.sponsors,.legend{color:var(--soft)}.number,.session,.unit,.article{text-align:"
    "center}\n"
    ".number{font-weight:700;letter-spacing:.04em}.enacting{margin:1.25rem 0}\n"
    "ol.levels{list-style:none;margin:.25rem "
    "0;padding-left:2rem}ol.levels>li{position:relative;margin:.35rem 0}\n"
    ".designator{font-weight:600}.blank{background:var(--mark);border-bottom:2px solid "
    "var(--ink);padding:0 .25rem}\n"
    ".verbatim{border-left:3px solid "
    "var(--rule);padding-left:1rem;white-space:pre-wrap;overflow-wrap:break-word}\n"
    ".run-in>h2,.run-in>h3,.run-in>p{display:inline;font-size:1em}.run-in{margin:1rem 0 .5rem}\n"
    "ins{text-decoration:underline;text-decoration-thickness:2px}del{text-decoration:line-through}"
    "\n"
    "nav details{border:1px solid var(--rule);border-radius:.25rem;padding:.5rem 1rem;margin:1rem "
    "0}nav ol{margin:.5rem 0;padding-left:1.25rem}\n"
    "section:target,li:target{background:var(--mark)}\n"
    "@media(max-width:30rem){ol.levels{padding-left:1.1rem}main{padding:1rem .9rem 3rem}}\n"
    "@media "
    "print{nav,.skip{display:none}main{max-width:none;padding:0}body{background:#fff;color:#000;"
    "font-size:11pt}"
    "h2,h3{break-after:avoid}li,p{orphans:2;widows:2}a{color:inherit;text-decoration:none}@page{"
    "margin:1in}}\n";

#endif
