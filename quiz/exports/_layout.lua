-- Lays out what the sheets mark by class: the one place that writes markup of the target format.
-- Typst: a div of a known class becomes a call of the function of that name in templates/page.typ.j2.
-- HTML: classes stay for the style sheet; only listings and writing room need markup of their own.

local typst = FORMAT == "typst"
local unprintable = {}

local function markup(text)
  return pandoc.RawBlock(typst and "typst" or "html", text)
end

local function trim(text)
  return (text:gsub("^%s+", ""):gsub("%s+$", ""))
end

local function content(blocks)
  return "[" .. trim(pandoc.write(pandoc.Pandoc(blocks), { format = "typst", extensions = {} }, { columns = 10000 })) .. "]"
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

local function array(items)
  local text = "("
  for _, item in ipairs(items) do text = text .. item .. ", " end
  return text .. ")"
end

local function cells(rows)
  local found = {}
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row) do table.insert(found, content(cell)) end
  end
  return array(found)
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
  return markup('<pre style="--columns: ' .. widest .. '"><code>' .. table.concat(rows, "\n") .. "</code></pre>")
end

local function typst_listing(code)
  local _, lines, widest = numbered_lines(code)
  for index, line in ipairs(lines) do lines[index] = line:gsub("^  ", "") end
  return markup("#listing(" .. widest .. ", " .. quoted(table.concat(lines, "\n")) .. ")")
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
    return "#who(" .. cells({ grid.headers }) .. ", " .. cells(grid.rows) .. ")"
  end,
  choices = function(el)
    local items = {}
    for index, item in ipairs(first(el.content, "BulletList").content) do items[index] = content(item) end
    return "#choices(" .. array(items) .. ")"
  end,
  derivation = function(el)
    local grid = pandoc.utils.to_simple_table(first(el.content, "Table"))
    return "#derivation(" .. content(without(el.content, "Table")) .. ", " .. cells(grid.rows) .. ")"
  end,
  room = function(el)
    return "#room(" .. el.attributes["data-lines"] .. ")" .. content(without(el.content, "CodeBlock"))
  end,
}

for _, name in ipairs({ "question", "answer", "proof", "crosscheck", "explanation", "verdict", "typed", "see", "groups" }) do
  blocks[name] = function(el) return "#" .. name .. content(el.content) end
end

local function lay_out(el)
  local class = el.classes[1]
  if class == "listing" then
    return (typst and typst_listing or html_listing)(first(el.content, "CodeBlock").text)
  elseif typst and blocks[class] then
    return markup(blocks[class](el))
  elseif class == "room" then
    return pandoc.Div(without(el.content, "CodeBlock"), { class = "room", style = "--lines: " .. el.attributes["data-lines"] })
  end
end

local function inline_content(el)
  return trim(pandoc.write(pandoc.Pandoc({ pandoc.Plain(el.content) }), { format = "typst", extensions = {} }, { columns = 10000 }))
end

local function mark(el)
  local class = el.classes[1]
  if typst and (class == "points" or class == "kind" or class == "typed") then
    return pandoc.RawInline("typst", "#" .. class .. "[" .. inline_content(el) .. "]")
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
  { Span = mark },
  { Div = lay_out },
}
