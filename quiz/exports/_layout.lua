-- Lays out what the sheets mark by class: the one place that writes markup of the target format.
-- Typst: a div of a known class becomes a call of the function of that name in templates/page.typ.j2.
-- HTML: classes stay for the style sheet; only listings and writing room need markup of their own.
-- DOCX: tables and lines of its own for names, choices and room; whatever else has a class there is a plain paragraph.

local typst = FORMAT == "typst"
local docx = FORMAT == "docx"
local unprintable = {}

local function markup(text)
  return pandoc.RawBlock(typst and "typst" or "html", text)
end

-- "#[]" keeps a cell that begins with = or - from being read as a heading or a list.
local function cell(blocks)
  local inlines = pandoc.utils.blocks_to_inlines(blocks, { pandoc.Space() })
  if #inlines > 0 then inlines:insert(1, pandoc.RawInline("typst", "#[]")) end
  return inlines
end

local function array(cells)
  local inlines = pandoc.Inlines({ pandoc.RawInline("typst", "(") })
  for _, blocks in ipairs(cells) do
    inlines:insert(pandoc.RawInline("typst", "["))
    inlines:extend(cell(blocks))
    inlines:insert(pandoc.RawInline("typst", "], "))
  end
  inlines:insert(pandoc.RawInline("typst", ")"))
  return inlines
end

local function call(name, arrays)
  local inlines = pandoc.Inlines({ pandoc.RawInline("typst", "#" .. name .. "(") })
  for _, cells in ipairs(arrays) do
    inlines:extend(array(cells))
    inlines:insert(pandoc.RawInline("typst", ", "))
  end
  inlines:insert(pandoc.RawInline("typst", ")"))
  return pandoc.Plain(inlines)
end

local function wrapped(opening, blocks)
  local all = pandoc.Blocks({ markup(opening .. "[") })
  all:extend(blocks)
  all:insert(markup("]"))
  return all
end

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

local function first(blocks, kind)
  for _, block in ipairs(blocks) do
    if block.t == kind then return block end
  end
end

local function without(blocks, kind)
  local rest = pandoc.List()
  for _, block in ipairs(blocks) do
    if block.t ~= kind then rest:insert(block) end
  end
  return rest
end

local function cells(rows)
  local all = {}
  for _, row in ipairs(rows) do
    for _, blocks in ipairs(row) do table.insert(all, blocks) end
  end
  return all
end

local function escaped(text)
  return (text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"))
end

local function numbered_lines(code)
  local numbers, lines, widest = {}, {}, 0
  for line in (code .. "\n"):gmatch("(.-)\n") do
    local number, rest = line:match("^( *%d+)(.*)$")
    table.insert(numbers, number)
    table.insert(lines, rest)
    widest = math.max(widest, utf8.len(line) or #line)
  end
  return numbers, lines, widest
end

local function html_listing(code)
  local numbers, lines, widest = numbered_lines(code)
  local rows = {}
  for index, number in ipairs(numbers) do
    rows[index] = '<span class="number">' .. number .. "</span>" .. escaped(lines[index])
  end
  local opening = '<div class="listing" style="--columns: ' .. widest .. '"><pre><code>'
  return markup(opening .. table.concat(rows, "\n") .. "</code></pre></div>")
end

local function typst_listing(code)
  local _, lines, widest = numbered_lines(code)
  for index, line in ipairs(lines) do lines[index] = line:gsub("^  ", "") end
  return markup("#listing(" .. widest .. ", " .. quoted(table.concat(lines, "\n")) .. ")")
end

local function docx_table(columns, rows)
  local border, grid = "", ""
  for _, side in ipairs({ "top", "left", "bottom", "right", "insideH", "insideV" }) do
    border = border .. "<w:" .. side .. ' w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
  end
  for _, width in ipairs(columns) do grid = grid .. '<w:gridCol w:w="' .. width .. '"/>' end
  local shape = '<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>' .. border .. "</w:tblBorders></w:tblPr>"
  return pandoc.RawBlock("openxml", "<w:tbl>" .. shape .. "<w:tblGrid>" .. grid .. "</w:tblGrid>" .. rows .. "</w:tbl><w:p/>")
end

local function docx_row(height, cells)
  return '<w:tr><w:trPr><w:cantSplit/><w:trHeight w:hRule="atLeast" w:val="' .. height .. '"/></w:trPr>' .. cells .. "</w:tr>"
end

local function docx_cell(text, width, quiet, side)
  local look = quiet and '<w:rPr><w:color w:val="555555"/><w:sz w:val="18"/></w:rPr>' or ""
  local run = text ~= "" and ("<w:r>" .. look .. '<w:t xml:space="preserve">' .. escaped(text) .. "</w:t></w:r>") or ""
  local place = '<w:pPr><w:spacing w:before="40" w:after="40"/><w:jc w:val="' .. (side or "left") .. '"/></w:pPr>'
  return '<w:tc><w:tcPr><w:tcW w:w="' .. width .. '" w:type="dxa"/></w:tcPr><w:p>' .. place .. run .. "</w:p></w:tc>"
end

-- A box to write in, with its label inside, so that neither stands alone.
local function docx_room(label, lines)
  return docx_table({ 9638 }, docx_row(255 + lines * 454, docx_cell(label, 9638, true)))
end

local function docx_who(grid)
  local widths = #grid.headers > 2 and { 3200, 4500, 1938 } or { 6900, 2738 }
  local heads, fields = "", ""
  for index, width in ipairs(widths) do
    heads = heads .. docx_cell(pandoc.utils.stringify(grid.headers[index]), width, true)
    local field = pandoc.utils.stringify(grid.rows[1][index])
    fields = fields .. docx_cell(field, width, false, index == #widths and "right" or "left")
  end
  return docx_table(widths, docx_row(300, heads) .. docx_row(#widths > 2 and 520 or 300, fields))
end

-- Choices in one line, apart from each other.
local function docx_choices(items)
  local line = pandoc.Inlines({})
  for index, blocks in ipairs(items) do
    if index > 1 then line:insert(pandoc.Str("\u{2003}\u{2003}")) end
    line:extend(pandoc.utils.blocks_to_inlines(blocks, { pandoc.Space() }))
  end
  return pandoc.Para(line)
end

local function replaced(text)
  return (text:gsub(utf8.charpattern, function(character)
    if unprintable[character] then return string.format("[U+%04X]", utf8.codepoint(character)) end
  end))
end

local foreign = {
  Str = function(el) return pandoc.Str(replaced(el.text)) end,
  Code = function(el) return pandoc.Code(replaced(el.text), el.attr) end,
  CodeBlock = function(el) return pandoc.CodeBlock(replaced(el.text), el.attr) end,
  Math = function(el)
    local shown = replaced(el.text)
    if shown ~= el.text then return pandoc.Code(shown) end
  end,
}

local blocks = {
  who = function(el)
    local grid = pandoc.utils.to_simple_table(first(el.content, "Table"))
    return call("who", { grid.headers, cells(grid.rows) })
  end,
  choices = function(el)
    return call("choices", { first(el.content, "BulletList").content })
  end,
  derivation = function(el)
    local grid = pandoc.utils.to_simple_table(first(el.content, "Table"))
    return call("derivation", { { without(el.content, "Table") }, cells(grid.rows) })
  end,
  room = function(el)
    return wrapped("#room(" .. el.attributes["data-lines"] .. ")", without(el.content, "CodeBlock"))
  end,
}

blocks.figure = function(el) return wrapped("#drawing", el.content) end -- Typst has a function of that name

local plain_blocks = {
  "question", "worked", "asked", "answer", "proof", "crosscheck", "explanation", "verdict", "typed", "see", "reported", "group",
}
for _, name in ipairs(plain_blocks) do
  blocks[name] = function(el) return wrapped("#" .. name, el.content) end
end

local function lay_out(el)
  local class = el.classes[1]
  if docx then
    if class == "room" then
      local label = pandoc.utils.stringify(without(el.content, "CodeBlock"))
      return docx_room(label, tonumber(el.attributes["data-lines"]))
    elseif class == "who" then
      return docx_who(pandoc.utils.to_simple_table(first(el.content, "Table")))
    elseif class == "derivation" then
      local grid = first(el.content, "Table")
      for index, width in ipairs({ 0.22, 0.43, 0.35 }) do grid.colspecs[index] = { grid.colspecs[index][1], width } end
      return el
    elseif class == "choices" then
      return docx_choices(first(el.content, "BulletList").content)
    end
  elseif class == "listing" then
    return (typst and typst_listing or html_listing)(first(el.content, "CodeBlock").text)
  elseif typst and blocks[class] then
    return blocks[class](el)
  elseif class == "room" then
    return pandoc.Div(without(el.content, "CodeBlock"), { class = "room", style = "--lines: " .. el.attributes["data-lines"] })
  end
end

-- Typst sets the columns of cases, and fractions that stand side by side, without a gap.
local function with_gaps(tex)
  local spaced = tex:gsub("\\begin{cases}.-\\end{cases}", function(cases) return (cases:gsub("&", "& \\quad ")) end)
  return (spaced:gsub("(\\?%a*)(%b{})%s*(\\[dt]?frac)", function(command, group, fraction)
    if command ~= "\\begin" and command ~= "\\end" then return command .. group .. "\\," .. fraction end
  end))
end

-- MathML makes a bold letter italic too, unless it is an upright bold character; quiz/exports/html.py puts the TeX back.
local function with_upright_bold(tex)
  return (tex:gsub("\\mathbf{(%a)}", function(letter)
    local code = letter:byte()
    return "\\mathrm{" .. utf8.char(code < 97 and 0x1D400 + code - 65 or 0x1D41A + code - 97) .. "}"
  end))
end

local function formula(el)
  if not docx then return pandoc.Math(el.mathtype, (typst and with_gaps or with_upright_bold)(el.text)) end
end

local marks = { points = "points", kind = "kind", typed = "said" }

local function mark(el)
  local name = marks[el.classes[1]]
  if docx and name == "kind" then
    el.content:insert(1, pandoc.Str("\u{2003}"))
    return el.content
  elseif docx and name == "points" then
    el.content:insert(1, pandoc.RawInline("openxml", "<w:r><w:tab/></w:r>"))
    return el.content
  elseif typst and name then
    el.content:insert(1, pandoc.RawInline("typst", "#" .. name .. "[#[]"))
    el.content:insert(pandoc.RawInline("typst", "]"))
    return el.content
  end
end

local function is_typed(el)
  if el.classes[1] == "typed" then return el:walk(foreign) end
end

return {
  { Meta = function(meta)
      for _, code in utf8.codes(pandoc.utils.stringify(meta.unprintable or "")) do unprintable[utf8.char(code)] = true end
    end },
  { Div = is_typed, Span = is_typed },
  { Math = formula },
  { Span = mark },
  { Div = lay_out },
}
