-- What a document's divs, spans and pictures become in each format, and where line breaks of client
-- text come back. `document.json` in the working folder has the words and pictures of the document.

local LINE = utf8.char(0xFDD0)
local PARAGRAPH = utf8.char(0xFDD1)
local SPACE_TO_BREAK = utf8.char(0x200B)
local LONGEST_KEPT = 900 -- signs of a box that is not broken over two pages
local LONGEST_WORD = 30 -- of one piece in print; longer ones may break anywhere

local function read(name)
  local file = assert(io.open(name, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

local document = pandoc.json.decode(read("document.json"), false)
local to = FORMAT:match("^html") and "html" or FORMAT
local pictures = {}
for _, picture in ipairs(document.pictures) do
  pictures[picture.name] = picture
end

local function raw(text)
  return pandoc.RawBlock(to == "docx" and "openxml" or to, text)
end

local function raw_inline(text)
  return pandoc.RawInline(to == "docx" and "openxml" or to, text)
end

-- Words ------------------------------------------------------------------------------------------

local BREAK = "paragraph-break"

-- typst lets a word without a place to break run over the margin.
local function breakable(text)
  local pieces, run = {}, 0
  for _, code in utf8.codes(text) do
    run = run + 1
    table.insert(pieces, utf8.char(code))
    if run == LONGEST_WORD then
      table.insert(pieces, SPACE_TO_BREAK)
      run = 0
    end
  end
  return table.concat(pieces)
end

local function words(text)
  local inlines, piece = pandoc.Inlines({}), {}
  local function finish()
    if #piece > 0 then
      inlines:insert(pandoc.Str(table.concat(piece)))
      piece = {}
    end
  end
  for _, code in utf8.codes(text) do
    if code == 0xFDD0 then
      finish()
      inlines:insert(pandoc.LineBreak())
    elseif code == 0xFDD1 then
      finish()
      inlines:insert(pandoc.Span({}, { class = BREAK }))
    elseif code ~= 0xFDD2 then
      table.insert(piece, utf8.char(code))
    end
  end
  finish()
  return inlines
end

-- A string of typst's is words and nothing else. pandoc's own escaping lets "=" begin a heading.
local function literal(str)
  local text = str.text
  if utf8.len(text) > LONGEST_WORD then text = breakable(text) end
  if not text:find("%p") then return pandoc.Str(text) end
  return raw_inline('#"' .. text:gsub('[\\"]', "\\%0") .. '";')
end

local function is_break(inline)
  return inline.t == "Span" and inline.classes:includes(BREAK)
end

-- Where there is no room for several lines, a line break is a space.
local function in_one_line(inlines)
  return inlines:walk({
    LineBreak = function() return pandoc.Space() end,
    Span = function(span) if is_break(span) then return pandoc.Space() end end,
  })
end

local function paragraphs(block)
  local made, current = pandoc.Blocks({}), pandoc.Inlines({})
  local found = false
  for _, inline in ipairs(block.content) do
    if is_break(inline) then
      found = true
      made:insert(pandoc.Para(current))
      current = pandoc.Inlines({})
    else
      current:insert(inline)
    end
  end
  if not found then return nil end
  made:insert(pandoc.Para(current))
  return made
end

-- Pictures ---------------------------------------------------------------------------------------

local function picture_of(image)
  local name = image.src:match("^figure:([a-z][a-z0-9-]*)$")
  return name and pictures[name]
end

-- Whatever is no picture of the document's own is its words alone: nothing else is ever opened.
local function image(found)
  local picture = picture_of(found)
  if not picture then
    local said = pandoc.Inlines(found.caption)
    return #said > 0 and said or { pandoc.Str(found.attributes.alt or "") }
  end
  if to == "html" then
    if picture.drawing then return raw_inline(read(picture.drawing)) end
    return pandoc.Image({}, read(picture.name .. ".uri"), "", { alt = picture.alt })
  elseif to == "typst" then
    return raw_inline('#picture("' .. picture.name .. '")')
  elseif to == "docx" then
    return pandoc.Image(picture.alt, picture.name .. ".png", "",
      { width = picture.width_cm .. "cm" })
  end
  return pandoc.Emph(pandoc.Str(picture.alt))
end

local function only_image(figure)
  local found
  figure.content:walk({ Image = function(one) found = found or one end })
  return found
end

-- The picture keeps its name of ours: the next pass finds the file.
local function figure(found)
  local inside = only_image(found)
  local picture = inside and picture_of(inside)
  if not picture then return inside and pandoc.Para(image(inside)) end
  local caption = pandoc.Inlines(in_one_line(pandoc.utils.blocks_to_inlines(found.caption.long)))
  if to == "typst" then
    local opening = '#pictured("' .. picture.name .. '")['
    return { pandoc.Plain({ raw_inline(opening), table.unpack(caption) }), raw("]") }
  elseif to == "html" then
    local made = pandoc.Blocks({ raw('<figure>'), pandoc.Plain({ inside }) })
    if #caption > 0 then
      made:extend({ raw("<figcaption>"), pandoc.Plain(caption), raw("</figcaption>") })
    end
    made:insert(raw("</figure>"))
    return made
  end
  if to == "commonmark" then
    return { pandoc.Para({ inside }), pandoc.Para(caption) }
  end
  local made = pandoc.Blocks({
    pandoc.Div({ pandoc.Para({ inside }) }, { ["custom-style"] = "Captioned Figure" }),
  })
  if #caption > 0 then
    made:insert(pandoc.Div({ pandoc.Para(caption) }, { ["custom-style"] = "Image Caption" }))
  end
  return made
end

-- Boxes ------------------------------------------------------------------------------------------

local CALLOUTS = { decision = "Decision", warning = "Warning", quote = "Quote", example = "Example" }
local PARTS = {
  ["callout-label"] = "Callout Label",
  ["callout-facts"] = "Callout Facts",
  lead = "Lead",
  note = "Note",
}

local function kind_of(div)
  for kind in pairs(CALLOUTS) do
    if div.classes:includes(kind) then return kind end
  end
end

-- Word draws a box around whatever it holds only as a table of one cell.
local function boxes(cells, style, widths)
  local columns, row = {}, {}
  for place, cell in ipairs(cells) do
    table.insert(columns, { pandoc.AlignDefault, widths[place] })
    table.insert(row, pandoc.Cell(cell))
  end
  local body = { attr = pandoc.Attr(), body = { pandoc.Row(row) }, head = {}, row_head_columns = 0 }
  return pandoc.Table({ long = {}, short = nil }, columns, pandoc.TableHead(), { body },
    pandoc.TableFoot(), pandoc.Attr("", {}, { ["custom-style"] = style }))
end

-- The label says by its colour what kind of box it heads.
local function labelled(blocks, style)
  return blocks:walk({
    Div = function(one)
      if one.attributes["custom-style"] == "Callout Label" then
        one.attributes["custom-style"] = style
        return one
      end
    end,
  })
end

local GAP = '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'
local SMALL_GAP = '<w:p><w:pPr><w:pStyle w:val="SmallGap"/></w:pPr></w:p>'

-- Two tables of Word grow together unless a paragraph parts them.
local function parted(block)
  return { raw(SMALL_GAP), block, raw(GAP) }
end

local function callout(div, kind)
  if to == "commonmark" then return pandoc.BlockQuote(div.content) end
  if to == "html" then
    div.classes = { "callout", kind }
    return div
  elseif to == "typst" then
    -- A box that is not long stays on one page.
    local kept = utf8.len(pandoc.utils.stringify(div)) < LONGEST_KEPT
    return { raw('#callout("' .. kind .. '", kept: ' .. tostring(kept) .. ")["), div, raw("]") }
  elseif to == "docx" then
    local inside = kind == "warning" and labelled(div.content, "Warning Label") or div.content
    return parted(boxes({ inside }, "Callout" .. CALLOUTS[kind], { 1 }))
  end
end

local function pair(div)
  local sides = {}
  for _, side in ipairs(div.content) do
    if side.t == "Div" then table.insert(sides, side) end
  end
  if #sides ~= 2 then error("a pair has two sides: do and dont") end
  if to == "typst" then
    return { raw("#pair["), sides[1], raw("]["), sides[2], raw("]") }
  elseif to == "docx" then
    local good = labelled(sides[1].content, "Do Label")
    local bad = labelled(sides[2].content, "Dont Label")
    return parted(boxes({ good, bad }, "Pair", { 0.5, 0.5 }))
  end
end

local function part(div, name, style)
  -- Text right before the end of a div is no paragraph to pandoc.
  div.content = div.content:walk({ Plain = function(one) return pandoc.Para(one.content) end })
  if to == "typst" then
    return { raw("#" .. name .. "["), div, raw("]") }
  elseif to == "docx" then
    div.attributes["custom-style"] = style
  end
  return div
end

local function new_page(div)
  if to == "typst" then return raw("#pagebreak(weak: true)") end
  if to == "docx" then
    return raw('<w:p><w:pPr><w:pStyle w:val="SmallGap"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>')
  end
  return to == "commonmark" and {} or div
end

local function div(found)
  if found.classes:includes("new-page") then return new_page(found) end
  local kind = found.classes:includes("callout") and kind_of(found)
  if kind then return callout(found, kind) end
  if to == "commonmark" then return found.content end
  if found.classes:includes("pair") then return pair(found) end
  for name, style in pairs(PARTS) do
    if found.classes:includes(name) then return part(found, name, style) end
  end
end

-- Changes ----------------------------------------------------------------------------------------

local CHANGES = { insertion = "ins", deletion = "del" }

local comments = 0

-- Word numbers its comments through the whole document.
local function commented(span)
  if span.classes:includes("comment-start") then
    comments = comments + 1
  elseif not span.classes:includes("comment-end") then
    return nil
  end
  span.attributes.id = tostring(comments)
  return span
end

-- On paper and on a page the reason comes after what was changed.
local reason

local function change(span)
  if to == "docx" then return commented(span) end
  for class, tag in pairs(CHANGES) do
    if span.classes:includes(class) then
      if to == "html" then
        return { raw_inline("<" .. tag .. ">"), pandoc.Span(span.content),
          raw_inline("</" .. tag .. ">") }
      elseif to == "typst" then
        return { raw_inline("#" .. class .. "["), pandoc.Span(span.content), raw_inline("]") }
      end
      return class == "insertion" and pandoc.Strong(span.content)
        or { pandoc.Strikeout(span.content), pandoc.Space() }
    end
  end
  if span.classes:includes("comment-start") then
    reason = span.content
    return {}
  elseif span.classes:includes("comment-end") then
    if to == "typst" then
      return { raw_inline("#because["), pandoc.Span(reason), raw_inline("]") }
    elseif to == "commonmark" then
      return pandoc.Inlines({ pandoc.Str(" (") }) .. reason .. pandoc.Inlines({ pandoc.Str(")") })
    end
    return pandoc.Span(reason, { class = "because" })
  end
end

-- Lists that are ticked off ----------------------------------------------------------------------

local BOXES = { ["☐"] = "open", ["☒"] = "done" }

local function ticked(item)
  local first = item[1]
  if not first or not first.content or #first.content == 0 then return nil end
  local sign = first.content[1]
  return sign.t == "Str" and BOXES[sign.text] or nil
end

local function unticked(item)
  item[1].content:remove(1)
  if item[1].content[1] and item[1].content[1].t == "Space" then item[1].content:remove(1) end
  return pandoc.Div(item)
end

local function checklist(list)
  if to ~= "html" and to ~= "typst" then return nil end
  for _, item in ipairs(list.content) do
    if not ticked(item) then return nil end
  end
  local made, before = pandoc.Blocks({}), nil
  for _, item in ipairs(list.content) do
    local state = ticked(item)
    if to == "html" then
      made:extend({ raw('<li class="' .. state .. '">'), unticked(item), raw("</li>") })
    elseif state == before then
      made:extend({ raw("]["), unticked(item) })
    else
      made:extend({ raw((before and "]" or "") .. '#ticked("' .. state .. '")['), unticked(item) })
    end
    before = state
  end
  if to == "html" then
    made:insert(1, raw('<ul class="checklist">'))
  end
  made:insert(raw(to == "html" and "</ul>" or "]"))
  return made
end

-- Headings and contents --------------------------------------------------------------------------

local headings = {}

local function header(found)
  found.content = in_one_line(found.content)
  -- PDF/UA wants a heading to say something; nothing is a dash, as everywhere.
  if not pandoc.utils.stringify(found.content):find("[^%s\xa0\xc2]") then
    found.content = { pandoc.Str("–") }
  end
  -- Ids of our own: client text has no say in them.
  found.identifier = "s" .. (#headings + 1)
  table.insert(headings, found)
  if to == "commonmark" then found.level = found.level + 1 end
  return found
end

local function entries()
  local made = {}
  for _, heading in ipairs(headings) do
    if heading.level <= 2 then
      local text = pandoc.Inlines(heading.content):walk({
        Link = function(link) return link.content end,
        Note = function() return {} end,
        Span = function(span)
          if span.classes:includes("comment-start") then return {} end
          return span.content
        end,
      })
      table.insert(made, { heading = heading, text = text })
    end
  end
  return made
end

local function field(kind)
  return raw_inline('<w:r><w:fldChar w:fldCharType="' .. kind .. '"/></w:r>')
end

-- A field that Word can renew, with its entries already there: it asks nothing on opening.
local function contents_of_word()
  local made = pandoc.Blocks({})
  made:insert(pandoc.Div({ pandoc.Para({ pandoc.Str(document.words.contents) }) },
    { ["custom-style"] = "TOC Heading" }))
  local listed = entries()
  for place, entry in ipairs(listed) do
    local line = pandoc.Inlines({})
    if place == 1 then
      line:insert(field("begin"))
      line:insert(raw_inline('<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\n \\h </w:instrText></w:r>'))
      line:insert(field("separate"))
    end
    line:insert(pandoc.Link(entry.text, "#" .. entry.heading.identifier))
    if place == #listed then line:insert(field("end")) end
    made:insert(pandoc.Div({ pandoc.Para(line) },
      { ["custom-style"] = "TOC " .. entry.heading.level }))
  end
  return made
end

local function contents_of_page()
  local items = {}
  for _, entry in ipairs(entries()) do
    if entry.heading.level == 1 then
      table.insert(items, { pandoc.Plain({ pandoc.Link(entry.text, "#" .. entry.heading.identifier) }) })
    end
  end
  return pandoc.Blocks({
    raw('<nav class="contents" aria-labelledby="contents"><p id="contents">'),
    pandoc.Plain({ pandoc.Str(document.words.contents) }), raw("</p>"),
    pandoc.BulletList(items), raw("</nav>"),
  })
end

local function styled(text, style)
  return pandoc.Div({ pandoc.Para({ pandoc.Str(text) }) }, { ["custom-style"] = style })
end

local function title_of_word()
  local facts = { document.client, document.day, table.unpack(document.authors) }
  local made = pandoc.Blocks({ styled(document.title, "Title") })
  if document.subtitle ~= "" then made:insert(styled(document.subtitle, "Subtitle")) end
  made:insert(raw('<w:p><w:pPr><w:pStyle w:val="Rule"/></w:pPr></w:p>'))
  made:insert(styled(table.concat(facts, " · "), "Date"))
  return made
end

local function beginning(found)
  local contents = document.contents and #headings > 0
  local made = pandoc.Blocks({})
  if to == "docx" then
    made:extend(title_of_word())
    if contents then made:extend(contents_of_word()) end
  elseif to == "html" and contents then
    made:extend(contents_of_page())
  elseif to == "commonmark" then
    made:insert(pandoc.Header(1, pandoc.Str(document.title)))
    local facts = { document.client, document.day, document.status }
    made:insert(pandoc.Para({ pandoc.Str(table.concat(facts, " · ")) }))
  end
  found.blocks = made .. found.blocks
  return found
end

-- Tables -----------------------------------------------------------------------------------------

local MOST_ROWS_TOGETHER = 8 -- a longer table may go on over the page, its heading with it
local tables = 0

local function table_of(found)
  tables = tables + 1
  if to == "typst" and #found.bodies == 1 and #found.bodies[1].body <= MOST_ROWS_TOGETHER then
    return { raw("#together["), found, raw("]") }
  end
  if to == "docx" then return { found, raw(GAP) } end
  if to == "commonmark" then
    -- A table with lines alone: no widths, a line a cell, its caption above it.
    found = found:walk({ LineBreak = function() return pandoc.Space() end })
    local columns = {}
    for place, column in ipairs(found.colspecs) do columns[place] = { column[1], nil } end
    found.colspecs = columns
    local above = found.caption.long
    found.caption = { long = {} }
    return above .. pandoc.Blocks({ found })
  end
  if to ~= "html" or found.attr.attributes["custom-style"] then return nil end
  for _, body in ipairs(found.bodies) do
    if #found.colspecs > 1 then body.row_head_columns = 1 end
  end
  local caption = pandoc.utils.stringify(found.caption.long)
  local name = caption ~= "" and caption or document.words.table .. " " .. tables
  return pandoc.Div({ found },
    pandoc.Attr("", { "wide" }, { { "tabindex", "0" }, { "role", "region" }, { "aria-label", name } }))
end

-- The order matters: words first, then what holds them.
return {
  { Str = function(str) return words(str.text) end },
  { Figure = figure },
  { Image = image },
  { Para = paragraphs, Plain = function(plain)
      local made = paragraphs(plain)
      if made then return made end
    end },
  { Span = function(span) if is_break(span) then return pandoc.LineBreak() end return change(span) end },
  { Header = header },
  { BulletList = checklist, Table = table_of },
  { Div = div },
  { Pandoc = beginning },
  to == "typst" and { Str = literal } or {},
}
