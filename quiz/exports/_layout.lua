-- Lays out what the sheets mark by class: the one place that writes markup of the target format.
-- Typst: a div of a known class becomes a call of the function of that name in templates/page.typ.j2.
-- HTML: classes stay for the style sheet; only listings and writing room need markup of their own.
-- DOCX: the same two; whatever else has no class of its own there is a plain paragraph.

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

-- A box of its own width and height, to write in.
local function docx_room(lines)
  local border = ""
  for _, side in ipairs({ "top", "left", "bottom", "right" }) do
    border = border .. "<w:" .. side .. ' w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
  end
  local shape = '<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>' .. border .. "</w:tblBorders></w:tblPr>"
  local height = '<w:trPr><w:cantSplit/><w:trHeight w:hRule="atLeast" w:val="' .. (255 + lines * 454) .. '"/></w:trPr>'
  local grid = '<w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>'
  return pandoc.RawBlock("openxml", "<w:tbl>" .. shape .. grid .. "<w:tr>" .. height .. "<w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>")
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
      local kept = without(el.content, "CodeBlock")
      kept:insert(docx_room(tonumber(el.attributes["data-lines"])))
      return kept
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
  if typst and name then
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
