"""Texts that mean something to one of the languages a document passes through."""

import random

CHOSEN = [
    '#read("/etc/passwd")', '#{read("/etc/passwd")}', "{{7*7}}", "{% raw %}", "{# no #}",
    "${7*7}", "@cite", "[@cite]", "$x$", "$$x$$", "\\(x\\)", "`code`", "```{=html}", "~~~",
    "<b>bold</b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "<!-- comment -->", "&amp;", "&lt;b&gt;", "&#65;", "]]>", "<![CDATA[x]]>",
    "<?xml version='1.0'?>", "</w:t></w:r>", "<w:br/>", "%PDF-1.7", "1.", "1. one", "1) one",
    "(1) one", "(@) example", "a. one", "A) one", "i. one", "#. one", "-", "- item", "* item",
    "+ item", "*", "**", "***", "___", "---", "===", "--", "...", "– –", "# heading", "#", "=",
    "= heading", "== heading", "/ term: what", "> quote", "| a | b |", "|", "||", ": caption",
    "Table: caption", "Term\n: what", "::: note", ":::", "[ ] box", "[x] done", "- [ ] todo",
    "[text](https://evil.example)", "[text](javascript:alert(1))",
    "[text]: https://evil.example", "[^1]", "^[note]", "![alt](/etc/passwd)",
    "![](figure:posts)", "<https://evil.example>", "https://evil.example/?a=1&b=2",
    "someone@evil.example", "[x]{.deletion author=me}", "[x]{onclick=alert(1)}", "{.class}",
    "{=typst}", "`#read(1)`{=typst}", "\\newpage", "\\input{/etc/passwd}", "\\", "\\\\", "a\\",
    "\\*", "_a_", "__a__", "*a*", "**a**", "~~a~~", "~a~", "^a^", ":smile:", '"quoted"',
    "'quoted'", "it's", "a--b", "a---b", "a...b", "->", "<-", "=>", "(c)", "10x20", "//comment",
    "/* comment */", "a // b", "#let x = 1", '#import "@preview/x:1.0.0"', '#eval("1")',
    "#sys.inputs", "<label>", "@label", '#link("x")[y]', "[", "]", "[[", "]]", "(", "{", "}",
    '"', "'", "~", "a~b", "a_b_c", "a*b*c", "snake_case_name", "50 %", "100%", "§ 3",
    "5 < 6 > 4", "a & b", "=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "%n%s", "%(name)s",
    "../../etc/passwd", "C:\\Windows", "NUL \x00 here", "bell \x07", "escape \x1b[31m",
    "delete \x7f", "c1 \x9f", "half \ud83d", "\ufdd0\ufdd1\ufdd2", "\uffff", "\ufeffbom",
    "\ue000 private", "soft\u00adhyphen", "zero\u200bwidth", "no\u00a0break", "  edges  ",
    " *a* ", "\ttab\t", "many    spaces", "two\nlines", "two\r\nlines", "two\n\nparagraphs",
    "- one\n- two", "# one\n\n# two", "a\n---\nb", "a\n===", "    indented",
    "line\u2028separator", "paragraph\u2029separator", "vertical\x0btab", "form\x0cfeed", "",
    " ", "\n", "é", "e\u0301", "Åäö", "Žluťoučký", "Ελληνικά", "Кириллица", "日本語", "🎉",
    "👩🏽‍🚀 astronaut", "🇫🇮 flag", "❤️ heart", "✓ ☐ ★", "ﬁ ligature", "…", "½",
    "\U0001d518\U0001d52b\U0001d526", "x" * 200,
    "word " * 60, "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas",
]  # fmt: skip
"""Each was read as something else by some version of some program."""

TURNED = [
    "עברית",
    "العربية",
    "left עברית right",
    "\u202eturned",
    "\u202e turned\nnext",
    "\u2066isolated",
    "a\u200fb",
]
"""Read from the right: their signs may stand in another order in a PDF."""

_PIECES = [
    *"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "--", "---", "```", ":::", "://", "http", "mailto:",
    "www.", "\n", "\n\n", " ", "  ", "\t", "a", "b ", "1", "2.", "å", "-\n", "# ", "=\n", "$$",
    "{=", "=}", "{.", "[]", "()", "![", "](", "<!", "</", "&#", ";", "\\\n", "x" * 9, "\u00a0",
    "\u2019", "<b", "/>", "@a", "#a(", "*/", "/*",
]  # fmt: skip


def made_up(how_many: int) -> list[str]:
    """Texts of random pieces, the same ones each time."""
    chance = random.Random(20261122)
    return ["".join(chance.choices(_PIECES, k=chance.randint(1, 9))) for _ in range(how_many)]
